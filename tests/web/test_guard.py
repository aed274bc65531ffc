from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ORIGIN, a_greenroom

from greenroom.web.app import create_app
from greenroom.web.guard import MAX_BODY_BYTES


@pytest.fixture
def bare(tmp_path):
    """A client that sends no Origin of its own; the app is not started, so nothing is made."""
    return TestClient(
        create_app(a_greenroom(tmp_path)),
        base_url=ORIGIN,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "127.0.0.1", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_names_of_this_machine_are_answered(bare, host):
    assert bare.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8765",
        "192.168.1.5",
        "",
        "127.0.0.1@evil.example",
    ],
)
def test_other_names_are_refused(bare, host):
    answer = bare.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "Earlier reports" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/delete-everything", "/reports", "/reports/x/delete", "/reports/x/profile"]
)
def test_other_sites_cannot_change_anything(bare, path, headers):
    assert bare.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}])
def test_our_own_pages_can(bare, headers):
    assert bare.post("/delete-everything", headers=headers).status_code == 303


@pytest.mark.parametrize("path", ["/", "/nothing", "/delete-everything", "/reports/x"])
def test_personal_pages_are_not_kept_framed_or_sniffed(bare, path):
    headers = bare.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_static_files_may_be_kept(bare):
    answer = bare.get("/static/app.css")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert bare.get("/static/../app.py").status_code == 404
    assert bare.get("/static/nothing.css").headers["cache-control"] == "no-store"


def test_a_body_above_the_limit_is_refused_while_it_arrives(bare):
    sent = 0

    def endless():
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="cv_file"; filename="a.txt"\r\n\r\n'
        while sent < 2 * MAX_BODY_BYTES:
            sent += 2**20
            yield b"x" * 2**20

    answer = bare.post(
        "/reports",
        content=endless(),
        headers={"origin": ORIGIN, "content-type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == 413
    assert "at most 10 MB a file" in answer.text


def test_a_broken_form_is_an_answer_not_a_crash(bare):
    answer = bare.post(
        "/reports", content=b"nonsense", headers={"origin": ORIGIN, "content-type": "multipart/form-data"}
    )
    assert answer.status_code == 400
    assert "That did not work" in answer.text


def test_a_wrong_method_is_an_answer(bare):
    answer = bare.delete("/", headers={"origin": ORIGIN})
    assert answer.status_code == 405
    assert "Greenroom" in answer.text


def test_a_bug_is_a_page_without_traceback_behind_the_same_guard(tmp_path, monkeypatch):
    room = a_greenroom(tmp_path)
    monkeypatch.setattr(type(room.store), "reports", lambda self: 1 / 0)
    client = TestClient(create_app(room), base_url=ORIGIN, raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong inside Greenroom" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/redoc"])
def test_there_are_no_pages_of_the_framework(bare, path):
    assert bare.get(path).status_code == 404
