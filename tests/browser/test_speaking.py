"""Speaking to the recogniser of this machine: Chromium's fake microphone plays a recording of words the test made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import FLAGS, Visit
from tests.browser.test_round import NO_RECOGNITION, RECOGNITION, begin, last_turn
from tests.speech import ToneRecogniser, spoken, write_wav

from greenroom.errors import ConfigError
from greenroom.model.speech import Ears
from greenroom.service.hearing import Hearing

MICROPHONE_RATE = 44_100  # not a multiple of what is recognised
PAUSE = [""] * 4  # 2.8 s with their gaps
SAID = ["we", "would", "start", "small", *PAUSE, "um", "ten"]
WORDS = "we would start small um ten"


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    """The words, after a second in which the microphone is opened."""
    samples = spoken(["", "", *SAID, "", ""], rate=MICROPHONE_RATE, noise=0.001)
    return write_wav(tmp_path_factory.mktemp("sound") / "said.wav", samples, rate=MICROPHONE_RATE)


@pytest.fixture(scope="module")
def chromium(playwright, recording) -> Iterator[object]:
    own = playwright.chromium.executable_path
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", own))), None)
    if path is None:
        pytest.skip("no Chromium: install it (apt-get install chromium, or playwright install chromium)")
    browser = playwright.chromium.launch(
        executable_path=path,
        args=[
            *FLAGS,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={recording}%noloop",
        ],
    )
    yield browser
    browser.close()


@pytest.fixture
def recogniser() -> ToneRecogniser:
    return ToneRecogniser()


@pytest.fixture
def page(room, recogniser, visit: Visit):
    ears = Ears("tones 1.0", "six-words", "/models/six-words")
    room.__dict__["hearing"] = Hearing(lambda: ears, lambda: recogniser)
    made = visit.page()
    made.add_init_script(NO_RECOGNITION)
    begin(made)
    return made


def test_what_is_said_is_written_down_and_measured(page, room, recogniser):
    expect(page.locator("#speech-place")).to_contain_text(
        "What you say stays on this machine: tones 1.0, six-words."
    )
    expect(page.get_by_label("Recognised by")).to_be_hidden()  # there is nothing to choose
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#interim")).to_contain_text("we")  # as it comes
    expect(page.locator("#said")).to_have_value("we would start small")  # the pause settles it
    expect(page.locator("#interim")).to_contain_text("ten")
    page.get_by_role("button", name="Stop speaking").click()
    expect(page.locator("#speech-told")).to_contain_text("Stopped.")
    expect(page.locator("#said")).to_have_value(WORDS)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns > .mine")).to_have_count(1)
    told = last_turn(room).delivery
    assert (told.words, told.fillers, told.pauses) == (6, 1, 1)
    assert told.seconds == pytest.approx(6 * 0.3 + 5 * 0.2 + 4 * 0.7, abs=0.4)
    assert told.first_number == pytest.approx(told.seconds - 0.3, abs=0.3)
    assert max(recogniser.pieces) <= 15 * 16_000


def test_saying_it_waits_for_the_last_words(page, room):
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("#interim")).to_contain_text("ten")
    page.press("#said", "Control+Enter")
    expect(page.locator(".turns > .mine")).to_have_count(1)
    assert last_turn(room).text == WORDS
    assert last_turn(room).delivery.words == 6


def test_the_microphone_is_let_go(page):
    expect(page.locator("#speech")).to_be_visible()
    page.evaluate(
        """() => { const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => (globalThis.taken = await get(wanted)); }"""
    )
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("#interim")).to_contain_text("we")
    assert page.evaluate("taken.getTracks().map((one) => one.readyState)") == ["live"]
    page.get_by_role("button", name="Stop speaking").click()
    expect(page.locator("#speech-told")).to_contain_text("Stopped.")
    assert page.evaluate("taken.getTracks().map((one) => one.readyState)") == ["ended"]


def test_a_recogniser_that_is_busy_is_asked_again(page):
    refused = []

    def once(route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(1)
            route.fulfill(status=429, json={"what": "Busy.", "next": "Again."})

    page.route("**/heard?*", once)
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("#interim")).to_contain_text("ten")
    page.get_by_role("button", name="Stop speaking").click()
    expect(page.locator("#said")).to_have_value(WORDS)
    assert refused


def test_what_keeps_it_from_hearing_is_said_and_the_answer_stays(page, room):
    page.fill("#said", "What I typed before.")

    def broken():
        raise ConfigError("The speech model in /models cannot be used: torn.\nGet its files again.")

    room.__dict__["hearing"]._load = broken
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("#speech-told")).to_have_text(
        "The speech model in /models cannot be used: torn. Get its files again."
    )
    expect(page.get_by_role("button", name="Speak", exact=True)).to_be_visible()
    expect(page.locator("#said")).to_have_value("What I typed before.")


def test_where_both_are_there_the_candidate_chooses(page, visit):
    both = visit.page()
    both.add_init_script(RECOGNITION)
    both.goto(page.url)
    choice = both.get_by_label("Recognised by")
    expect(choice).to_have_value("here")
    both.get_by_role("button", name="Speak", exact=True).click()
    expect(both.get_by_role("dialog")).to_be_hidden()  # nothing leaves this machine, so nothing is asked
    expect(choice).to_be_disabled()
    both.get_by_role("button", name="Stop speaking").click()
    expect(choice).to_be_enabled()
    assert both.evaluate("globalThis.made ?? 0") == 0
    choice.select_option("browser")
    expect(both.locator("#speech-place")).to_be_hidden()  # it would not be true
    both.get_by_role("button", name="Speak", exact=True).click()
    expect(both.get_by_role("dialog")).to_contain_text("Some browsers send what you say")
    both.get_by_role("button", name="I understand, let me speak").click()
    expect(both.get_by_role("button", name="Stop speaking")).to_be_visible()
    both.evaluate("hear('heard by the browser', true)")
    expect(both.locator("#said")).to_have_value(re.compile(r"heard by the browser$"))
    both.get_by_role("button", name="Stop speaking").click()
    both.reload()
    expect(choice).to_have_value("browser")


def test_a_microphone_that_is_not_allowed_is_told(page):
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Speak", exact=True).click()
    expect(page.locator("#speech-told")).to_have_text("The browser was not allowed to use the microphone.")
    expect(page.get_by_role("button", name="Speak", exact=True)).to_be_visible()


def test_the_page_is_accessible_with_the_choice(page, visit, axe):
    for dark in (False, True):
        narrow = visit.page(width=390, dark=dark)
        narrow.add_init_script(RECOGNITION)
        narrow.goto(page.url)
        expect(narrow.get_by_label("Recognised by")).to_be_visible()
        assert axe(narrow) == []
        assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_are_settled_where_nothing_is_torn(page):
    expect(page.locator("#speech-place")).to_be_visible()  # the scripts have run
    for words, seconds, is_last, keep, cut in (
        ([], 0.8, False, 0, 0),
        ([], 6, False, 0, 5),  # the last second may hold the beginning of a word
        ([["we", 0.2, 0.5]], 1.2, False, 0, 0),
        ([["we", 0.2, 0.5]], 1.5, False, 1, 0.95),  # silent for long enough
        ([["we", 0.2, 0.5], ["go", 0.7, 1.0]], 1.2, True, 2, 1.2),
        ([["a", 1, 2], ["b", 2, 5], ["c", 5.4, 8], ["d", 8.1, 11.8]], 12, False, 2, 5.2),  # the widest gap
        ([["a", 1, 2], ["b", 3, 11.8]], 12, False, 1, 2.5),  # never nothing
        ([["a", 1, 11.9]], 12, False, 1, 12),
    ):
        told = page.evaluate(
            "([words, seconds, last]) => greenroomHearing.settle(words, seconds, last)",
            [words, seconds, is_last],
        )
        assert told["keep"] == keep, words
        assert told["cut"] == pytest.approx(cut), words
