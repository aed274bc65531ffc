"""Reading ahead gives way to requests."""

from __future__ import annotations

import asyncio
import gc
import threading
import time

import pytest

from greenroom.web import ahead as module
from greenroom.web.ahead import Ahead, Waiting, settle


def pieces(done, go):
    for number in range(3):
        done.append(number)
        if number == 0:
            go.set()
        yield


async def _answer_after(seconds, ahead, done, seen):
    async def app(_scope, _receive, send):
        ahead.submit(pieces(done, threading.Event()))
        await asyncio.sleep(seconds)
        seen.append(list(done))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(500):  # a stream that stays open keeps nobody waiting
            if len(done) == 3:
                break
            await asyncio.sleep(0.01)
        seen.append(list(done))

    async def send(_message):
        pass

    await Waiting(app, ahead)({"type": "http"}, None, send)


def test_no_piece_is_done_while_a_request_waits():
    ahead, done, seen = Ahead(), [], []
    asyncio.run(_answer_after(0.2, ahead, done, seen))
    assert seen == [[], [0, 1, 2]]
    assert ahead.waiting == 0
    ahead.stop()


@pytest.mark.parametrize(
    ("pressing", "expected"),
    [((True, True), "aabb"), ((False, True), "abba"), ((False, False), "abab")],
)
def test_what_is_pressing_is_done_in_its_order_and_the_rest_between(pressing, expected):
    ahead, order, done = Ahead(), [], threading.Event()
    ahead.waiting = 1  # nothing begins before both are there

    def named(name):
        for _ in range(2):
            order.append(name)
            if len(order) == 4:
                done.set()
            yield

    ahead.submit(named("a"), pressing=pressing[0])
    ahead.submit(named("b"), pressing=pressing[1])
    ahead.waiting = 0
    assert done.wait(5)
    assert "".join(order) == expected
    ahead.stop()


def test_a_request_that_fails_waits_no_longer():
    ahead = Ahead()

    async def app(_scope, _receive, _send):
        raise RuntimeError("no")

    async def ask():
        try:
            await Waiting(app, ahead)({"type": "http"}, None, None)
        except RuntimeError:
            return ahead.waiting
        return -1

    assert asyncio.run(ask()) == 0
    ahead.stop()


def test_a_piece_that_fails_is_logged_and_the_next_is_done(caplog):
    ahead, done, go = Ahead(), [], threading.Event()

    def broken():
        raise ValueError("no vectors")
        yield

    ahead.submit(broken())
    ahead.submit(pieces(done, go))
    assert go.wait(5)
    assert "reading ahead failed" in caplog.text
    ahead.stop()


def test_what_can_wait_is_done_in_quiet_moments_only_and_once(monkeypatch):
    monkeypatch.setattr(module, "_QUIET_S", 1.0)
    ahead, done, go = Ahead(), [], threading.Event()
    ahead.waiting = 1
    ahead.when_quiet(pieces(done, go))
    ahead.when_quiet(pieces(done, go))
    assert not go.wait(0.05)
    ahead.asked_at, ahead.waiting = time.monotonic(), 0
    assert not go.wait(0.05)
    assert go.wait(5)
    for _ in range(500):
        if not ahead._quiet.is_alive():
            break
        time.sleep(0.01)
    assert done == [0, 1, 2]
    ahead.stop()


def test_what_can_wait_is_left_when_the_server_stops(monkeypatch):
    monkeypatch.setattr(module, "_QUIET_S", 30.0)
    ahead, done = Ahead(), []
    ahead.asked_at = time.monotonic()
    ahead.when_quiet(pieces(done, threading.Event()))
    ahead.stop()
    assert done == []
    assert not ahead._quiet.is_alive()


def test_what_is_loaded_when_the_first_round_was_read_ahead_is_searched_for_garbage_no_more():
    gc.unfreeze()
    settle.cache_clear()
    ahead, go = Ahead(), threading.Event()
    ahead.submit(pieces([], go))
    assert go.wait(5)
    ahead.stop()  # waits for what was begun
    assert gc.get_freeze_count() > 1000
