"""A round that others add to is told to every page that follows it: in order, from where it was left, nothing twice."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from tests.web.conftest import a_greenroom, wait_for

from greenroom.bootstrap import Greenroom
from greenroom.model.mock import MockRound, TurnKind
from greenroom.web import live
from greenroom.web.routes import events
from greenroom.web.serve import HOST, Server, bound

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the multiplier each minute, at most 10 percent."
WAIT = 20  # seconds after which a stream that says nothing has failed


@dataclass
class Follower:
    """One page that follows a round: its reply, read event by event."""

    reply: http.client.HTTPResponse

    def blocks(self) -> Iterator[dict[str, str]]:
        """What arrives, one block of `field: value` lines at a time, until the stream ends."""
        block: dict[str, str] = {}
        for line in self.reply:
            name, colon, value = line.decode().rstrip("\n").partition(":")
            if colon:
                block[name] = value.strip()
            else:
                yield block
                block = {}

    def turns(self) -> Iterator[tuple[int, dict]]:
        """The turns that arrive: number and data."""
        return ((int(one["id"]), json.loads(one["data"])) for one in self.blocks() if "data" in one)


@dataclass
class Address:
    port: int

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection(HOST, self.port, timeout=WAIT)
        line.request("GET", path, headers=headers)
        return line.getresponse()

    def follow(self, done: MockRound, after: int = 0, **headers: str) -> Follower:
        reply = self.get(f"/interviews/{done.id}/events?after={after}", **headers)
        assert reply.status == 200
        assert reply.headers["content-type"].startswith("text/event-stream")
        return Follower(reply)

    def say(self, done: MockRound, number: int, text: str, do: str = "answer") -> int:
        line = http.client.HTTPConnection(HOST, self.port, timeout=WAIT)
        form = urlencode({"said": text, "number": number, "do": do})
        own = {"Origin": f"http://{HOST}:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", f"/interviews/{done.id}", form, own)
        return line.getresponse().status


@contextmanager
def serving(room: Greenroom) -> Iterator[Address]:
    with closing(bound(0)) as listening:
        server = Server(room)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_for(lambda: server.started)
        yield Address(listening.getsockname()[1])
        server.should_exit = True
        thread.join(WAIT)
        assert not thread.is_alive(), "the server waits for its streams"


@pytest.fixture
def address(room) -> Iterator[Address]:
    with serving(room) as made:
        yield made


@pytest.fixture
def begun(room) -> MockRound:
    return room.interviews.start(SLUG)


def take(source: Iterator, count: int) -> list:
    return [next(source) for _ in range(count)]


def test_every_turn_is_told_in_order_as_the_page_shows_it(address, room, begun):
    told = address.follow(begun).turns()
    assert next(told)[0] == 1
    assert address.say(begun, 2, ANSWER) == 303
    (asked, question), (said, answer), (replied, reply) = (1, None), *take(told, 2)
    assert (asked, question, said, replied) == (1, None, 2, 3)
    assert (answer["mine"], reply["mine"]) == (True, False)
    page = address.get(f"/interviews/{begun.id}").read().decode()
    for one in (answer, reply):
        assert one["html"].strip() in page
    assert room.interviews.round(begun.id).turns[-1].text.split("\n\n")[0][:30] in reply["html"]


def test_a_skip_is_told_and_shows_nothing(address, begun):
    told = address.follow(begun, after=1).turns()
    address.say(begun, 2, "", "skip")
    (number, skip), (_, reply) = take(told, 2)
    assert (number, skip["mine"], skip["html"]) == (2, True, "")
    assert reply["html"]


def test_what_was_said_is_told_before_the_reply_is_made(address, room, begun, monkeypatch):
    told = address.follow(begun, after=1).turns()
    heard = []
    make = type(room.interviews).answered

    def when_heard(self, done):
        heard.append(next(told)[0])
        return make(self, done)

    monkeypatch.setattr(type(room.interviews), "answered", when_heard)
    address.say(begun, 2, ANSWER)
    assert heard == [2]
    assert next(told)[0] == 3


def test_a_lost_connection_is_taken_up_where_it_was(address, begun):
    first = address.follow(begun)
    address.say(begun, 2, ANSWER)
    assert [number for number, _ in take(first.turns(), 2)] == [1, 2]
    first.reply.close()
    address.say(begun, 4, ANSWER)
    again = address.follow(begun, after=1, **{"Last-Event-ID": "2"}).turns()
    assert [number for number, _ in take(again, 3)] == [3, 4, 5]
    address.say(begun, 6, ANSWER)
    assert [number for number, _ in take(again, 2)] == [6, 7]


@pytest.mark.parametrize("sent", ["", "x", "-1", "999999999999999999999"])
def test_an_id_that_makes_no_sense_loses_nothing_that_comes(address, begun, sent):
    told = address.follow(begun, after=1, **{"Last-Event-ID": sent}).turns()
    address.say(begun, 2, ANSWER)
    assert [number for number, _ in take(told, 2)] == [2, 3]


def test_two_pages_hear_the_same(address, begun):
    pages = [address.follow(begun, after=1).turns() for _ in range(2)]
    for number in (2, 4):
        address.say(begun, number, ANSWER)
    one, other = (take(page, 4) for page in pages)
    assert one == other
    assert [number for number, _ in one] == [2, 3, 4, 5]


def test_what_another_process_adds_is_told(address, tmp_path, begun):
    told = address.follow(begun, after=1).turns()
    elsewhere = a_greenroom(tmp_path / "data")
    elsewhere.interviews.say(begun.id, TurnKind.ANSWER, ANSWER, number=2)
    assert [number for number, _ in take(told, 2)] == [2, 3]


def test_a_stream_ends_with_its_round_and_is_not_asked_for_again(address, begun):
    follower = address.follow(begun, after=1)
    address.say(begun, 2, ANSWER)
    address.say(begun, 4, "", "stop")
    turns = list(follower.turns())
    assert [number for number, _ in turns] == [2, 3, 4, 5]
    assert [data["next"] for _, data in turns] == ["", "", "", f"/interviews/{begun.id}/debrief"]
    assert address.get(f"/interviews/{begun.id}/events?after=5").status == 204
    assert [number for number, _ in address.follow(begun, after=3).turns()] == [4, 5]


def test_what_comes_after_the_close_is_not_told(address, room, begun):
    address.say(begun, 2, ANSWER)
    address.say(begun, 4, "", "stop")
    room.afterwards.rate_oneself(begun.id, "3")
    assert room.interviews.round(begun.id).turns[-1].kind is TurnKind.SELF_RATING
    assert [number for number, _ in address.follow(begun, after=4).turns()] == [5]
    assert address.get(f"/interviews/{begun.id}/events?after=5").status == 204


def test_a_round_that_ended_without_an_answer_leads_to_itself(address, begun):
    follower = address.follow(begun, after=1)
    address.say(begun, 2, "", "stop")
    assert [data["next"] for _, data in follower.turns()] == ["", f"/interviews/{begun.id}"]


def test_a_reply_that_a_crash_kept_from_being_made_is_made(address, room, begun):
    room.interviews.keep(begun.id, TurnKind.ANSWER, ANSWER, number=2)
    told = address.follow(begun, after=1).turns()
    assert [data["mine"] for _, data in take(told, 2)] == [True, False]
    assert [turn.number for turn in room.interviews.round(begun.id).turns] == [1, 2, 3]


def test_a_reply_that_does_not_come_is_made(address, room, begun, monkeypatch):
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    told = address.follow(begun, after=1).turns()
    room.interviews.keep(begun.id, TurnKind.ANSWER, ANSWER, number=2)  # by a process that is gone since
    assert [data["mine"] for _, data in take(told, 2)] == [True, False]


def test_a_silent_stream_is_kept_open(address, begun, monkeypatch):
    monkeypatch.setattr(events, "HEARTBEAT", 0.05)
    blocks = address.follow(begun, after=1).blocks()
    assert next(blocks) == {"retry": "1000"}
    assert take(blocks, 3) == [{"": ""}] * 3


def test_a_round_that_is_deleted_ends_its_stream(address, room, begun):
    follower = address.follow(begun, after=1)
    room.interviews.delete(begun.id)
    assert list(follower.turns()) == []
    assert address.get(f"/interviews/{begun.id}/events").status == 404


def test_no_more_streams_are_held_than_fit_and_places_become_free(address, begun, monkeypatch):
    monkeypatch.setattr(live, "MOST", 2)
    held = [address.follow(begun, after=1) for _ in range(2)]
    for one in held:
        next(one.blocks())  # it has begun
    assert address.get(f"/interviews/{begun.id}/events").status == 503
    assert address.get(f"/interviews/{begun.id}").status == 200
    held[0].reply.close()
    wait_for(lambda: address.get(f"/interviews/{begun.id}/events").status == 200)


def test_the_store_is_looked_at_once_for_all_streams_and_not_where_nobody_follows(address, room, monkeypatch):
    monkeypatch.setattr(live, "_LOOK_EVERY", 0.05)
    asked = []
    look = type(room.store).last_turns
    monkeypatch.setattr(
        type(room.store), "last_turns", lambda self, ids: asked.append(set(ids)) or look(self, ids)
    )
    rounds = [room.interviews.start(SLUG) for _ in range(3)]
    followers = [address.follow(one, after=1) for one in rounds]
    wait_for(lambda: bool(asked) and asked[-1] == {one.id for one in rounds})
    for one in followers:
        one.reply.close()
    last = -1
    while last != (last := len(asked)):  # it stops growing
        time.sleep(0.5)


def test_a_server_that_stops_lets_its_streams_end(room, begun):
    with serving(room) as address:
        followers = [address.follow(begun, after=1) for _ in range(5)]
        for one in followers:
            next(one.blocks())
    for one in followers:
        assert list(one.turns()) == []  # they ended, and in order


def test_a_role_play_tells_nothing_hidden(address, room):
    play = next(one for one in room.library.catalogue.roleplays if one.slug == "the-call-at-eleven")
    begun = room.interviews.start(play.slug)
    after = len(begun.turns)
    told = address.follow(begun, after=after).turns()
    address.say(
        begun,
        after + 1,
        "I signed that release, and there was no test on fees in it. That's on me and nobody else.",
    )
    (_, _), (_, reply) = take(told, 2)
    assert play.other.name in reply["html"]
    sent = json.dumps(reply)
    for secret in (play.other.hidden, *(one.id for one in play.moves), *(one.does for one in play.moves)):
        assert secret not in sent


def test_the_same_words_are_the_same_turn_however_lines_end(address, room, begun):
    address.say(begun, 2, "First I ask.\r\n\r\nThen I answer.")
    kept = room.interviews.round(begun.id).turns[1]
    assert kept.text == "First I ask.\n\nThen I answer."


def test_pages_may_ask_for_streams_of_this_machine_only(address, begun, tmp_path: Path):
    page = address.get(f"/interviews/{begun.id}")
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    line = http.client.HTTPConnection(HOST, address.port, timeout=WAIT)
    line.request("GET", f"/interviews/{begun.id}/events", headers={"Host": "rebound.example"})
    assert line.getresponse().status == 403
