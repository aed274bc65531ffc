"""The page of a round with scripts: its clock, sending with the keyboard, speaking, the interviewer's voice."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

SLUG = "ad-budgets-gone-by-noon"
ANSWER = "I would pace by expected spend: forecast traffic by hour and update the multiplier each minute, at most 10 percent."
RECOGNITION = """
globalThis.SpeechRecognition = class {
  constructor() { globalThis.heardBy = this; globalThis.made = (globalThis.made ?? 0) + 1; }
  start() { this.running = true; }
  stop() { this.running = false; this.onend?.(); }
};
globalThis.hear = (text, isFinal) => {
  const result = Object.assign([{ transcript: text }], { isFinal });
  globalThis.heardBy.onresult({ resultIndex: 0, results: [result] });
};
"""
NO_RECOGNITION = "delete globalThis.SpeechRecognition; delete globalThis.webkitSpeechRecognition;"
VOICES = """
globalThis.spoken = [];
const voices = %s;
Object.defineProperty(globalThis, "speechSynthesis", { configurable: true, value: {
  getVoices: () => voices, cancel() { globalThis.spoken.length = 0; }, speak(told) { globalThis.spoken.push(told.text); },
  addEventListener() {},
} });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def begin(page) -> None:
    page.goto(f"/library/questions/{SLUG}")
    page.get_by_role("button", name="Sit a mock round").click()
    expect(page.locator("#said")).to_be_visible()
    page.wait_for_load_state()  # until then a page is there without its scripts


def last_turn(room):
    return next(turn for turn in reversed(room.interviews.rounds()[0].turns) if turn.kind.value == "answer")


@pytest.fixture
def page(visit):
    made = visit.page()
    made.clock.install()
    made.add_init_script(RECOGNITION)
    begin(made)
    return made


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_the_keyboard_sends_an_answer(page, room, key):
    page.fill("#said", ANSWER)
    page.press("#said", "Enter")
    expect(page.locator("#said")).to_have_value(ANSWER + "\n")
    page.press("#said", key)
    expect(page.locator(".turns > .mine")).to_have_count(1)
    assert last_turn(room).text == ANSWER


def test_the_clock_runs_pauses_and_warns(page):
    time, told, warning = (
        page.locator("#clock-time"),
        page.locator("#clock-told"),
        page.locator("#clock-warning"),
    )
    expect(time).to_have_text(re.compile(r"^0:0\d$"))
    page.clock.run_for(65_000)
    expect(time).to_have_text(re.compile(r"^1:0\d$"))
    assert told.text_content() == ""  # a running clock is not read out
    page.get_by_role("button", name="Pause the clock").click()
    expect(told).to_have_text("The clock is paused.")
    stood = time.text_content()
    page.clock.run_for(180_000)
    assert time.text_content() == stood
    page.get_by_role("button", name="Let the clock run").click()
    page.clock.run_for(60_000)
    expect(time).to_have_text(re.compile(r"^2:0\d$"))
    assert warning.text_content() == ""


def test_five_minutes_left_is_said_once(visit, room):
    page = visit.page()
    page.clock.install()
    begin(page)
    page.route(
        re.compile(r"/interviews/\w+$"),
        lambda route: _with_time_used(route, minutes=room.interviews.rounds()[0].minutes),
    )
    page.reload()
    warning, told = page.locator("#clock-warning"), page.locator("#clock-told")
    assert warning.text_content() == ""
    page.clock.run_for(65_000)
    expect(warning).to_have_text("Five minutes left.")
    expect(told).to_have_text("Five minutes left.")
    page.evaluate("document.getElementById('clock-told').textContent = ''")
    page.clock.run_for(60_000)
    assert told.text_content() == ""  # it is not said a second time
    page.clock.run_for(245_000)
    expect(warning).to_have_text("At time. The round ends with your next turn.")
    page.unroute_all()


def _with_time_used(route, *, minutes):
    """The page as it is six minutes before the end."""
    if route.request.method != "GET":
        route.continue_()
        return
    reply = route.fetch()
    body = re.sub(r'data-before="\d+"', f'data-before="{60 * (minutes - 6)}"', reply.text())
    route.fulfill(response=reply, body=body)


def test_what_was_paused_is_kept_with_the_turn_also_after_a_reload(page, room):
    page.get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(90_000)
    page.get_by_role("button", name="Let the clock run").click()
    page.reload()
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator(".turns > .mine")).to_have_count(1)
    assert 89 <= last_turn(room).paused <= 92


def test_the_parts_of_the_narrative_stay_hidden_where_they_were(page):
    strip = page.locator("#narrative")
    expect(strip.locator("li")).to_have_count(4)
    expect(strip.get_by_text("Framing")).to_be_visible()
    strip.locator("summary").click()
    expect(strip.get_by_text("Framing")).to_be_hidden()
    page.reload()
    expect(strip.get_by_text("Framing")).to_be_hidden()


def test_nothing_listens_before_it_is_agreed_to(page):
    page.get_by_role("button", name="Speak", exact=True).click()
    notice = page.get_by_role("dialog")
    expect(notice).to_contain_text("Some browsers send what you say to their maker's servers")
    page.keyboard.press("Enter")  # the first button is the safe one
    expect(notice).to_be_hidden()
    assert page.evaluate("globalThis.made ?? 0") == 0
    page.get_by_role("button", name="Speak", exact=True).click()
    page.keyboard.press("Escape")
    assert page.evaluate("globalThis.made ?? 0") == 0


def test_an_answer_is_spoken_edited_and_measured(page, room):
    page.get_by_role("button", name="Speak", exact=True).click()
    page.get_by_role("button", name="I understand, let me speak").click()
    expect(page.get_by_role("button", name="Stop speaking")).to_be_visible()
    page.evaluate("hear('um I would pace', false)")
    expect(page.locator("#interim")).to_have_text("um I would pace")
    expect(page.locator("#said")).to_have_value("")
    page.clock.run_for(1000)
    page.evaluate("hear('um I would pace by the hour', true)")
    page.clock.run_for(4000)
    page.evaluate("hear('at most ten percent', false)")
    page.clock.run_for(1000)
    page.evaluate("hear('at most ten percent you know', true)")
    page.get_by_role("button", name="Stop speaking").click()
    expect(page.locator("#said")).to_have_value("um I would pace by the hour at most ten percent you know")
    page.fill("#said", "I would pace by the hour, at most ten percent.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns > .mine")).to_have_count(1)
    said = last_turn(room)
    assert said.text == "I would pace by the hour, at most ten percent."
    told = said.delivery
    assert (told.words, told.fillers, told.pauses) == (13, 2, 1)
    assert 4.5 <= told.seconds <= 6.5
    assert 4.5 <= told.first_number <= 6.5
    page.get_by_role("button", name="Speak", exact=True).click()  # agreed to once
    expect(page.get_by_role("button", name="Stop speaking")).to_be_visible()


def test_sending_while_speaking_loses_no_word(page, room):
    page.evaluate("localStorage.setItem('greenroom-speech-agreed', 'yes')")
    page.get_by_role("button", name="Speak", exact=True).click()
    page.evaluate("hear('We would start with the large', true)")
    page.clock.run_for(1500)
    page.evaluate("hear('accounts first of all', false)")
    page.press("#said", "Control+Enter")
    expect(page.locator(".turns > .mine")).to_have_count(1)
    assert last_turn(room).text == "We would start with the large accounts first of all"
    assert last_turn(room).delivery.words == 10


def test_a_typed_answer_is_not_measured(page, room):
    page.evaluate("localStorage.setItem('greenroom-speech-agreed', 'yes')")
    page.get_by_role("button", name="Speak", exact=True).click()
    page.evaluate("hear('no I will type', true)")
    page.clock.run_for(2000)
    page.evaluate("hear('this one', true)")
    page.get_by_role("button", name="Stop speaking").click()
    page.fill("#said", "")
    page.fill("#said", ANSWER)
    page.press("#said", "Control+Enter")
    expect(page.locator(".turns > .mine")).to_have_count(1)
    assert last_turn(room).delivery is None


def test_a_microphone_that_is_refused_is_told(page):
    page.evaluate("localStorage.setItem('greenroom-speech-agreed', 'yes')")
    page.get_by_role("button", name="Speak", exact=True).click()
    page.evaluate("heardBy.onerror({ error: 'not-allowed' })")
    expect(page.locator("#speech-told")).to_have_text("The browser was not allowed to use the microphone.")
    expect(page.get_by_role("button", name="Speak", exact=True)).to_be_visible()


def test_without_recognition_or_a_voice_of_this_machine_nothing_is_offered(visit):
    page = visit.page()
    page.add_init_script(NO_RECOGNITION + VOICES % json.dumps([{"lang": "en-US", "localService": False}]))
    begin(page)
    expect(page.locator("#speech")).to_be_hidden()
    expect(page.locator("#voice")).to_be_hidden()


def test_the_interviewer_is_read_aloud_once_it_is_asked_for(visit):
    page = visit.page()
    page.add_init_script(VOICES % json.dumps([{"lang": "en-GB", "localService": True}]))
    begin(page)
    button = page.get_by_role("button", name="Read the interviewer aloud")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("spoken") == []
    button.click()
    opening = page.locator(".turns > .theirs p:not(.who)").first.text_content()
    assert page.evaluate("spoken[0]") == opening
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("spoken[0]") == opening
    button.click()
    assert page.evaluate("spoken") == []
    page.reload()
    assert page.evaluate("spoken") == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_spoken_round_has_no_violation(visit, axe, room, width, dark):
    page = visit.page(width=width, dark=dark)
    page.add_init_script(RECOGNITION + VOICES % json.dumps([{"lang": "en-GB", "localService": True}]))
    begin(page)
    found = []

    def look(name):
        found.extend(f"{name}: {line}" for line in axe(page))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name}: scrolls sideways")

    page.get_by_role("button", name="Pause the clock").click()
    look("paused")
    page.get_by_role("button", name="Speak", exact=True).click()
    look("notice")
    page.get_by_role("button", name="I understand, let me speak").click()
    expect(page.get_by_role("button", name="Stop speaking")).to_be_visible()
    page.evaluate("hear('Our users are the shops, so', false)")
    look("listening")
    page.wait_for_timeout(1200)
    page.evaluate("hear('Our users are the shops, so ten percent', false)")
    page.evaluate("hear('Our users are the shops, so ten percent', true)")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns > .mine")).to_have_count(1)
    page.get_by_role("button", name="End the round").click()
    page.get_by_role("link", name="Read the debrief without rating").click()
    expect(page.get_by_role("heading", name="How you spoke")).to_be_visible()
    expect(page.get_by_role("heading", name="Your first 80 words")).to_be_visible()
    look("debrief")
    assert found == []


def test_what_was_typed_survives_a_reload_and_not_the_turn(page):
    page.fill("#said", "Half an answer about refunds.")
    page.reload()
    expect(page.locator("#said")).to_have_value("Half an answer about refunds.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#said")).to_have_value("")


LONG = " ".join([ANSWER] * 12)
COVERED = """
const own = document.activeElement, clock = document.getElementById("clock");
if (clock.contains(own) || own === document.body) return null;
const at = own.getBoundingClientRect(), bar = clock.getBoundingClientRect();
const isUnder = at.top < bar.bottom && at.bottom > bar.top && at.left < bar.right && at.right > bar.left;
return isUnder ? own.outerHTML.slice(0, 80) : null;
"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_clock_stays_in_sight_of_a_long_transcript_and_covers_nothing_that_has_focus(visit, room, width):
    page = visit.page(width=width)
    begin(page)
    for turn in range(3):
        page.fill("#said", f"{LONG} {turn}")
        page.get_by_role("button", name="Say it").click()
        expect(page.locator(".turns > .theirs")).to_have_count(turn + 2)
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo({{top: {place}, behavior: 'instant'}})")
        expect(page.locator("#clock-time")).to_be_in_viewport(ratio=1)
    page.locator(".turns > li").nth(2).evaluate(
        "turn => { turn.scrollIntoView({block: 'start', behavior: 'instant'}); turn.focus(); }"
    )
    assert page.evaluate(f"() => {{ {COVERED} }}") is None
    page.focus("#said")
    for key in ["Shift+Tab"] * 12 + ["Tab"] * 24:
        page.keyboard.press(key)
        assert page.evaluate(f"() => {{ {COVERED} }}") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
