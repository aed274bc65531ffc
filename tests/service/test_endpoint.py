"""Addresses of language models: what is posted to, what is agreed to, and what is said about it."""

import pytest

from greenroom.errors import ConfigError
from greenroom.service.endpoint import endpoint


@pytest.mark.parametrize(
    ("given", "url", "origin", "place"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions", "http://localhost:11434", "localhost:11434"),
        (" http://localhost:11434/v1/ ", "http://localhost:11434/v1/chat/completions", "http://localhost:11434", "localhost:11434"),
        ("https://api.example.com/v1", "https://api.example.com/v1/chat/completions", "https://api.example.com:443", "api.example.com"),
        ("https://api.example.com:443/openai/v1/chat/completions?v=2", "https://api.example.com:443/openai/v1/chat/completions?v=2", "https://api.example.com:443", "api.example.com"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/chat/completions", "http://[::1]:8080", "[::1]:8080"),
    ],
)  # fmt: skip
def test_addresses(given, url, origin, place):
    one = endpoint(given)
    assert (one.url, one.origin, one.place) == (url, origin, place)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "[::1]", "models.localhost"])
def test_this_machine(host):
    one = endpoint(f"http://{host}:8080")
    assert one.local
    assert "on this machine" in one.notice("m1")
    assert "not encrypted" not in one.notice("m1")


@pytest.mark.parametrize(
    "host",
    [
        "api.example.com",
        "192.168.1.5",
        "10.0.0.2",
        "0.0.0.0",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "127.0.0.1@evil.example".partition("@")[2],
        "[::2]",
        "notlocalhost",
    ],
)
def test_another_machine(host):
    one = endpoint(f"http://{host}:8080")
    assert not one.local
    notice = one.notice("m1")
    assert f"m1 at {host}:8080" in notice
    assert "another machine" in notice
    assert "not encrypted" in notice
    assert "not encrypted" not in endpoint(f"https://{host}").notice("m1")


def test_a_proxy_is_told_without_its_password_and_agreed_to_by_itself():
    one = endpoint("https://api.example.com")
    proxy = "http://user:hunter2@proxy.example:3128"
    assert "through the proxy proxy.example:3128" in one.notice("m1", proxy)
    assert "hunter2" not in one.notice("m1", proxy) + one.agreed_to(proxy)
    assert one.agreed_to(proxy) != one.agreed_to()


@pytest.mark.parametrize(
    "given",
    [
        "localhost:11434",
        "ftp://localhost",
        "http://",
        "http://:8080",
        "http://host:99999",
        "http://host:0",
        "http://host:port",
        "http://ho st",
        "http://host\n.example",
        "http://[::1",
        "http://[fe80::1%25eth0]",
        "http://lоcalhost",  # a Cyrillic letter
        "file:///etc/passwd",
        "-",
    ],
)
def test_what_is_no_address(given):
    with pytest.raises(ConfigError, match="GREENROOM_LLM_URL"):
        endpoint(given)


@pytest.mark.parametrize(
    "given", ["https://user:hunter2@host", "https://hunter2@host", "://u:hunter2@h", "h?k=hunter2"]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(given):
    with pytest.raises(ConfigError) as caught:
        endpoint(given)
    assert "hunter2" not in str(caught.value)
