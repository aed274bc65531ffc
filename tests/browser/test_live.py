"""A round goes on without leaving its page, and every page that is open on it hears every turn once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_keyboard import tab_to
from tests.browser.test_round import ANSWER, VOICES, begin
from tests.web.conftest import a_greenroom, wait_for

from greenroom.bootstrap import Greenroom
from greenroom.model.mock import TurnKind
from greenroom.web.serve import Server, bound

OTHER = "We would start with the large accounts, since two thirds of the spend is theirs."
PLAY = "the-call-at-eleven"
OWNED = "I signed that release, and there was no test on fees in it. That's on me and nobody else."


@pytest.fixture
def page(visit) -> Page:
    made = visit.page()
    begin(made)
    made.evaluate("globalThis.same = true")  # gone once the page is left
    return made


def stays(page: Page) -> bool:
    return bool(page.evaluate("globalThis.same === true"))


def numbers(page: Page) -> list[int]:
    """The turns that stand on a page, in their order."""
    return [
        int(one.removeprefix("turn-"))
        for one in page.locator(".turns > li").evaluate_all("all => all.map(one => one.id)")
    ]


def the_round(room: Greenroom):
    return room.interviews.rounds()[0]


def test_a_reply_arrives_without_leaving_the_page(page, room):
    page.fill("#said", ANSWER)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns > .theirs")).to_have_count(2)
    assert stays(page)
    assert numbers(page) == [1, 2, 3]
    assert page.locator("#turn-3 p:not(.who)").first.text_content() in the_round(room).turns[-1].text
    expect(page.locator("#said")).to_have_value("")
    expect(page.locator("#said")).to_be_focused()
    expect(page.locator("#turn-3")).to_be_in_viewport()
    expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    expect(page.locator("input[name=number]")).to_have_value("4")
    before = page.locator(".turns").inner_html()
    page.reload()
    assert re.sub(r' aria-live="off"|\s', "", before) == re.sub(
        r"\s", "", page.locator(".turns").inner_html()
    )
    expect(page.locator("#said")).to_have_value("")


def test_what_is_said_is_shown_as_being_kept_then_kept_then_read(page, room, monkeypatch):
    rooms, keeps, replies = type(room.interviews), Event(), Event()
    keep, resume = rooms.keep, rooms.answered
    monkeypatch.setattr(rooms, "keep", lambda *a, **k: keeps.wait(20) and keep(*a, **k))
    monkeypatch.setattr(rooms, "answered", lambda *a, **k: replies.wait(20) and resume(*a, **k))
    log, told, soon = page.locator("#log"), page.locator("#turn-told"), page.locator(".turns > .soon")
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(soon).to_contain_text(ANSWER)
    expect(soon).to_contain_text("being kept")
    expect(told).to_have_text("Being kept.")
    expect(log).to_have_attribute("aria-busy", "true")
    expect(page.locator("#said")).to_have_value(ANSWER)  # until it is kept
    keeps.set()
    expect(told).to_have_text("Kept. The interviewer is reading.")
    expect(soon).to_have_count(0)
    expect(page.locator("#turn-2")).to_contain_text(ANSWER)
    expect(page.locator("#said")).to_have_value("")
    page.locator("#said").press_sequentially("And then")
    page.press("#said", "Control+Enter")  # not before the reply
    expect(told).to_have_text("The interviewer is reading. What you typed stays here.")
    replies.set()
    expect(page.locator("#turn-3")).to_be_visible()
    expect(told).to_have_text("")
    expect(log).to_have_attribute("aria-busy", "false")
    expect(page.locator("#said")).to_have_value("And then")
    assert len(the_round(room).turns) == 3


def test_two_pages_on_one_round_both_show_every_turn(page, visit, room):
    other = page.context.new_page()
    other.goto(page.url)  # which waits for its scripts
    other.fill("#said", "Half an answer")
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    for one in (page, other):
        expect(one.locator("#turn-3")).to_be_visible()
        assert numbers(one) == [1, 2, 3]
        expect(one.locator("input[name=number]")).to_have_value("4")
    expect(other.locator("#said")).to_have_value("Half an answer")  # what is typed elsewhere stays
    other.fill("#said", OTHER)
    other.press("#said", "Control+Enter")
    for one in (page, other):
        expect(one.locator("#turn-5")).to_be_visible()
        assert numbers(one) == [1, 2, 3, 4, 5]
    other.reload()
    expect(other.locator("#said")).to_have_value("")
    assert [turn.text for turn in the_round(room).of(TurnKind.ANSWER)] == [ANSWER, OTHER]
    other.get_by_role("button", name="End the round").click()
    for one in (page, other):
        one.wait_for_url("**/debrief")


def test_what_was_being_typed_outlives_the_end_of_the_round(page, room):
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-3")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    page.fill("#said", "Half an answer")
    other.get_by_role("button", name="End the round").click()
    other.wait_for_url("**/debrief")
    expect(page.locator("#said-wrong")).to_contain_text("The round is over")
    expect(page.locator("#said")).to_have_value("Half an answer")
    assert stays(page)
    page.get_by_role("link", name="Read the debrief").click()
    page.wait_for_url("**/debrief")


def test_a_turn_of_the_terminal_is_shown(page, tmp_path):
    elsewhere = a_greenroom(tmp_path / "data").interviews
    elsewhere.say(elsewhere.rounds()[0].id, TurnKind.ANSWER, ANSWER, number=2)
    expect(page.locator("#turn-3")).to_be_visible()
    assert numbers(page) == [1, 2, 3]
    page.fill("#said", OTHER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-5")).to_be_visible()


def test_a_refused_turn_stays_in_the_box(page, room):
    page.get_by_role("button", name="Say it").click()
    wrong, box = page.locator("#said-wrong"), page.locator("#said")
    expect(wrong).to_contain_text("Nothing was said.")
    expect(box).to_have_attribute("aria-describedby", "said-wrong")
    long = "word " * 12_500
    page.fill("#said", long)
    page.press("#said", "Control+Enter")
    expect(wrong).to_contain_text("a turn has at most 60,000")
    expect(box).to_have_value(long)
    expect(box).to_be_focused()
    expect(page.locator(".turns > .soon")).to_have_count(0)
    assert stays(page)
    assert len(the_round(room).turns) == 1
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-3")).to_be_visible()
    expect(wrong).to_be_hidden()
    assert box.get_attribute("aria-invalid") is None


def test_of_two_pages_that_speak_at_once_one_keeps_its_words_in_the_box(page, visit, room, monkeypatch):
    rooms, both = type(room.interviews), Event()
    keep = rooms.keep
    monkeypatch.setattr(rooms, "keep", lambda *a, **k: both.wait(20) and keep(*a, **k))
    other = page.context.new_page()
    other.goto(page.url)
    for one, text in ((page, ANSWER), (other, OTHER)):
        one.fill("#said", text)
        one.press("#said", "Control+Enter")
        expect(one.locator(".turns > .soon")).to_have_count(1)
    both.set()
    for one in (page, other):
        expect(one.locator("#turn-3")).to_be_visible()
    kept = the_round(room).turns[1].text
    winner, loser, lost = (page, other, OTHER) if kept == ANSWER else (other, page, ANSWER)
    expect(winner.locator("#said")).to_have_value("")
    expect(loser.locator("#said-wrong")).to_contain_text("gone on in another window")
    expect(loser.locator("#said")).to_have_value(lost)
    loser.press("#said", "Control+Enter")
    expect(winner.locator("#turn-4")).to_contain_text(lost)
    assert numbers(loser)[:4] == numbers(winner)[:4] == [1, 2, 3, 4]


def test_it_ends_at_the_debrief_also_where_that_was_asked_for_too_early(page, room, monkeypatch):
    rooms, replies = type(room.interviews), Event()
    resume = rooms.answered
    monkeypatch.setattr(rooms, "answered", lambda *a, **k: replies.wait(20) and resume(*a, **k))
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-2")).to_be_visible()
    page.get_by_role("button", name="End the round").click()
    expect(page.locator("#turn-told")).to_have_text("The interviewer is reading. Then it ends.")
    replies.set()
    page.wait_for_url("**/debrief")
    assert [turn.kind for turn in the_round(room).turns[-2:]] == [TurnKind.STOP, TurnKind.CLOSE]


def test_the_keyboard_alone_goes_through_several_turns(page):
    expect(page.locator("#said")).to_be_focused()
    for turn in (3, 5):
        page.keyboard.type(f"I would ask for the baseline first, then set a threshold of {turn} percent.")
        tab_to(page, "Say it")
        page.keyboard.press("Enter")
        expect(page.locator(f"#turn-{turn}")).to_be_visible()
        expect(page.locator("#said")).to_be_focused()
    tab_to(page, "Skip this")
    page.keyboard.press("Enter")
    expect(page.locator("#turn-7")).to_be_visible()
    assert stays(page)
    assert numbers(page) == [1, 2, 3, 4, 5, 7]  # to skip is not shown
    tab_to(page, "End the round")
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief")


def test_facts_are_asked_for_and_the_next_turn_starts_with_its_own_clock(visit, room):
    page = visit.page()
    page.clock.install()
    begin(page)
    page.get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(90_000)
    page.fill("#said", "How many campaigns do we run?")
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-3")).to_contain_text("220,000 campaigns")
    expect(page.get_by_role("button", name="Pause the clock")).to_be_visible()  # it runs again
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-5")).to_be_visible()
    ask, answer = the_round(room).of(TurnKind.ASK, TurnKind.ANSWER)
    assert 89 <= ask.paused <= 92
    assert answer.paused == 0


def test_a_reply_is_read_aloud_and_ones_own_words_are_not(visit):
    page = visit.page()
    page.add_init_script(VOICES % json.dumps([{"lang": "en-GB", "localService": True}]))
    begin(page)
    page.get_by_role("button", name="Read the interviewer aloud").click()
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    reply = page.locator("#turn-3 p:not(.who)")
    expect(reply.first).to_be_visible()
    assert page.evaluate("spoken") == reply.all_text_contents()


def test_a_role_play_is_played_without_leaving_the_page(visit, room):
    page = visit.page()
    page.goto(f"/library/roleplays/{PLAY}")
    page.get_by_role("button", name="Play it").click()
    page.wait_for_load_state()
    page.fill("#said", OWNED)
    page.press("#said", "Control+Enter")
    play = next(one for one in room.library.catalogue.roleplays if one.slug == PLAY)
    reply = page.locator(".turns > li").last
    expect(page.locator(".turns > .mine")).to_have_count(1)
    expect(reply.locator(".who")).to_have_text(play.other.name)
    page.get_by_role("button", name="End the conversation").click()
    page.wait_for_url("**/debrief")


def test_a_page_that_nobody_sees_lets_go_of_its_stream_and_catches_up(page, room):
    requests: list[str] = []
    page.on("request", lambda one: requests.append(one.url) if "/events" in one.url else None)
    see(page, hidden=True)
    room.interviews.say(the_round(room).id, TurnKind.ANSWER, ANSWER, number=2)
    page.wait_for_timeout(300)
    assert numbers(page) == [1]
    see(page, hidden=False)
    expect(page.locator("#turn-3")).to_be_visible()
    assert [url.rpartition("?")[2] for url in requests] == ["after=1"]


def see(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_where_no_stream_can_be_had_the_form_is_an_ordinary_one(visit, room):
    page = visit.page()
    page.add_init_script("delete globalThis.EventSource")
    begin(page)
    page.evaluate("globalThis.same = true")
    page.fill("#said", ANSWER)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#turn-3")).to_be_visible()
    assert not stays(page)


def test_where_the_stream_is_refused_the_page_is_loaded_anew(visit, room):
    page = visit.page()
    page.route(re.compile("/events"), lambda route: route.fulfill(status=404, body=""))
    begin(page)
    page.fill("#said", ANSWER)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#turn-3")).to_be_visible()
    expect(page.locator("#said")).to_have_value("")
    assert [turn.text for turn in the_round(room).of(TurnKind.ANSWER)] == [ANSWER]


@pytest.mark.parametrize(("wish", "motion"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_who_wants_no_motion_sees_none(page, wish, motion):
    page.emulate_media(reduced_motion=wish)
    page.evaluate(
        "() => { Element.prototype.scrollIntoView = (how) => { globalThis.moved = how.behavior; }; }"
    )
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#turn-3")).to_be_visible()
    assert page.evaluate("moved") == motion


def test_a_turn_of_the_terminal_that_was_quicker_is_shown_with_the_refusal(page, tmp_path, monkeypatch):
    monkeypatch.setattr("greenroom.web.live._LOOK_EVERY", 600)
    elsewhere = a_greenroom(tmp_path / "data").interviews
    page.wait_for_timeout(2500)  # the look that was under way is over
    elsewhere.say(elsewhere.rounds()[0].id, TurnKind.ANSWER, OTHER, number=2)
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator("#said-wrong")).to_contain_text("gone on in another window")
    expect(page.locator("#turn-3")).to_be_visible()
    expect(page.locator("#said")).to_have_value(ANSWER)


def test_without_scripts_a_round_is_sat_as_ever(visit):
    page = visit.page(scripts=False)
    begin(page)
    page.fill("#said", ANSWER)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#turn-3")).to_be_visible()
    page.get_by_role("button", name="End the round").click()
    page.wait_for_url("**/debrief")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_round_that_goes_on_has_no_violation(visit, axe, room, monkeypatch, width, dark):
    rooms, keeps = type(room.interviews), Event()
    keep = rooms.keep
    monkeypatch.setattr(rooms, "keep", lambda *a, **k: keeps.wait(20) and keep(*a, **k))
    page = visit.page(width=width, dark=dark)
    begin(page)
    page.fill("#said", ANSWER + "\n\n" + "unbroken" * 20)
    page.press("#said", "Control+Enter")
    expect(page.locator(".turns > .soon")).to_be_visible()
    found = axe(page)
    keeps.set()
    expect(page.locator("#turn-3")).to_be_visible()
    found += axe(page)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#said-wrong")).to_be_visible()
    found += axe(page)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    assert found == []


class Restarted:
    """A server that can be ended and started again at the same port, with what it kept."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        self.room = a_greenroom(self.folder)
        self.listening = bound(self.port or None)
        self.port = self.listening.getsockname()[1]
        self.server = Server(self.room)
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [self.listening]})
        self.thread.start()
        wait_for(lambda: self.server.started)

    def stop(self) -> None:
        with closing(self.listening):
            self.server.should_exit = True
            self.thread.join(20)
            assert not self.thread.is_alive()


@pytest.fixture
def restarted(tmp_path: Path, monkeypatch) -> Iterator[Restarted]:
    monkeypatch.setattr("greenroom.web.serve.USUAL_PORT", 0)
    made = Restarted(tmp_path / "data")
    yield made
    made.stop()


def test_a_page_goes_on_after_its_server_was_started_again(restarted, chromium):
    with closing(chromium.new_context(base_url=f"http://127.0.0.1:{restarted.port}")) as context:
        page = context.new_page()
        begin(page)
        page.evaluate("globalThis.same = true")
        page.fill("#said", ANSWER)
        page.press("#said", "Control+Enter")
        expect(page.locator("#turn-3")).to_be_visible()
        restarted.stop()
        expect(page.locator("#turn-told")).to_contain_text("The connection to Greenroom is lost")
        page.fill("#said", OTHER)
        page.press("#said", "Control+Enter")
        expect(page.locator("#said-wrong")).to_contain_text("Greenroom does not answer")
        expect(page.locator("#said")).to_have_value(OTHER)
        elsewhere = a_greenroom(restarted.folder).interviews
        elsewhere.say(elsewhere.rounds()[0].id, TurnKind.SKIP, "", number=4)
        restarted.start()
        expect(page.locator("#turn-5")).to_be_visible()  # what was added while it was away
        expect(page.locator("#said-wrong")).to_have_text("")  # it answers again
        page.press("#said", "Control+Enter")
        expect(page.locator("#turn-7")).to_be_visible()
        expect(page.locator("#turn-6")).to_contain_text(OTHER)
        assert numbers(page) == [1, 2, 3, 5, 6, 7]
        assert stays(page)
