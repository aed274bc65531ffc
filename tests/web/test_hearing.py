"""What a page sends of a spoken answer, and what it gets back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.speech import ToneRecogniser, spoken
from tests.web.conftest import ORIGIN

from greenroom.model.mock import TurnKind
from greenroom.model.speech import Ears
from greenroom.service.hearing import MOST_BYTES, Hearing

SLUG = "ad-budgets-gone-by-noon"
EARS = Ears("tones 1.0", "six-words", "/models/six-words")
SOUND = spoken(["we", "would", "start", "ten"]).tobytes()


@pytest.fixture
def loaded() -> list[ToneRecogniser]:
    return []


@pytest.fixture
def heard_at(client, room, loaded) -> str:
    """Where a piece of the answer of an open round goes; recognised by a fake."""

    def load() -> ToneRecogniser:
        loaded.append(ToneRecogniser())
        return loaded[-1]

    room.__dict__["hearing"] = Hearing(lambda: EARS, load)
    begun = room.interviews.start(SLUG)
    return f"/interviews/{begun.id}/heard"


def test_words_come_back_with_their_times(client, heard_at):
    answer = client.post(heard_at, content=SOUND)
    assert answer.status_code == 200
    told = answer.json()
    assert [text for text, _, _ in told["words"]] == ["we", "would", "start", "ten"]
    assert all(0 <= start < end <= told["seconds"] for _, start, end in told["words"])
    assert told["seconds"] == len(SOUND) / 32_000
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_names_what_listens_and_loads_nothing(client, heard_at, loaded):
    page = client.get(heard_at.removesuffix("/heard"))
    assert f'data-heard="{heard_at}"' in page.text
    assert "What you say stays on this machine: tones 1.0, six-words." in page.text
    assert page.headers["permissions-policy"] == "camera=(), geolocation=(), microphone=(self)"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not loaded


def test_without_a_recogniser_the_page_is_as_ever(client, room, heard_at):
    room.__dict__["hearing"] = Hearing(
        lambda: Ears("", "", "/m", missing="None.", remedy="Get one."), ToneRecogniser
    )
    page = client.get(heard_at.removesuffix("/heard")).text
    assert "data-heard" not in page
    assert "stays on this machine: " not in page
    assert 'id="speak"' in page
    refused = client.post(heard_at, content=SOUND)
    assert (refused.status_code, refused.json()) == (422, {"what": "None.", "next": "Get one."})


@pytest.mark.parametrize(
    ("content", "query", "status"),
    [
        (bytes(MOST_BYTES + 2), "", 413),
        (bytes(8 * MOST_BYTES), "", 413),
        (b"\0", "", 422),
        (SOUND, "?rate=44100", 422),
        (SOUND, "?rate=0", 422),
    ],
    ids=["too long", "far too long", "half a sample", "another rate", "no rate"],
)
def test_what_is_beyond_the_limits_is_refused_with_words(client, heard_at, loaded, content, query, status):
    answer = client.post(heard_at + query, content=content)
    assert answer.status_code == status
    assert answer.json()["what"]
    assert answer.json()["next"]
    assert not any(one.pieces for one in loaded)


def test_all_that_is_allowed_at_once_is_heard(client, heard_at, loaded):
    assert client.post(heard_at, content=bytes(MOST_BYTES)).json() == {"words": [], "seconds": 20.0}
    assert loaded[0].pieces == [MOST_BYTES // 2]


def test_only_an_open_round_is_listened_to(client, room, heard_at, loaded):
    assert client.post("/interviews/nothing/heard", content=SOUND).status_code == 404
    round_id = heard_at.split("/")[2]
    room.interviews.say(round_id, TurnKind.STOP, "", number=len(room.interviews.round(round_id).turns) + 1)
    answer = client.post(heard_at, content=SOUND)
    assert (answer.status_code, answer.json()["what"]) == (422, "This round is over.")
    assert not loaded


def test_other_sites_cannot_use_it(client, heard_at, loaded):
    answer = client.post(heard_at, content=SOUND, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert (
        client.post(
            heard_at, content=SOUND, headers={"origin": ORIGIN, "sec-fetch-site": "cross-site"}
        ).status_code
        == 403
    )
    assert not loaded


def test_who_comes_third_is_told_to_come_again(client, room, heard_at):
    while room.hearing._room.acquire(blocking=False):
        pass
    answer = client.post(heard_at, content=SOUND)
    assert (answer.status_code, answer.json()["next"]) == (429, "Send it again in a second.")


def test_nothing_of_it_is_kept(client, room, heard_at):
    def kept() -> tuple[dict[str, int], list[str]]:
        files = {str(one): one.stat().st_size for one in Path(room.data_folder).rglob("*") if one.is_file()}
        with sqlite3.connect(next(Path(room.data_folder).glob("*.db"))) as database:
            return files, list(database.iterdump())

    before = kept()
    assert client.post(heard_at, content=SOUND).json()["words"]
    assert kept() == before
