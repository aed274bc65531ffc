"""A lab in a real browser: keyboard alone, live in two windows, on a phone, and readable for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.test_accessible import SIDEWAYS, SMALL

SLUG = "first-week-on-call"


@pytest.fixture
def run(room):
    return room.labs.start(SLUG, seed=3)


def console(visit, run, **kind):
    page = visit.page(**kind)
    page.goto(f"/labs/{run.id}")
    if kind.get("scripts", True):
        expect(page.locator("#charts canvas")).not_to_have_count(0)
    return page


def give(page, line):
    page.fill("#line", line)
    page.keyboard.press("Enter")
    expect(page.locator("#entries li").last).to_contain_text(line)


def test_a_lab_is_played_by_keyboard_alone(visit, run):
    page = console(visit, run)
    page.keyboard.press("/")
    expect(page.locator("#line")).to_be_focused()
    for line in (
        "run-until alert",
        "compare amount_usd",
        "declare features",
        "pin",
        "conclude features unit-change",
    ):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(page.locator("#entries li").last).to_contain_text(line)
        expect(page.locator("#line")).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#line")).to_have_value("conclude features unit-change")
    page.fill("#line", "finish")
    page.keyboard.press("Enter")
    expect(page.locator("#over a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Successful")


def test_what_is_done_in_one_window_is_seen_in_the_other(visit, run):
    here, there = console(visit, run), console(visit, run)
    give(here, "run-until alert")
    expect(there.locator("#entries li")).to_have_count(1)
    expect(there.locator("#alerts")).to_contain_text("audit_mismatch_share")
    assert there.locator("#clock").inner_text() == here.locator("#clock").inner_text()
    expect(there.locator(".chart.firing")).not_to_have_count(0)
    give(there, "pin")
    expect(here.locator("#marks .mine")).to_contain_text("you: pin")


def test_what_cannot_be_done_is_said_and_stays_in_the_box(visit, run):
    page = console(visit, run)
    page.fill("#line", "dance")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_contain_text("There is no command dance")
    expect(page.locator("#line")).to_have_value("dance")
    expect(page.locator("#line")).to_be_focused()
    give(page, "status")
    expect(page.locator("#wrong")).to_have_text("")


def test_it_is_there_after_a_reload_and_without_scripts(visit, run):
    page = console(visit, run)
    give(page, "wait 30")
    page.reload()
    expect(page.locator("#clock")).to_contain_text("day 2 06:00")
    plain = console(visit, run, scripts=False)
    plain.fill("#line", "audit")
    plain.get_by_role("button", name="Do it").click()
    expect(plain.locator("#entries li")).to_have_count(2)
    expect(plain.locator("#entries")).to_contain_text("all agree")


def test_in_an_interview_the_page_shows_that_thinking_takes_time(visit, room):
    page = console(visit, room.labs.start(SLUG, seed=3, paced=True))
    expect(page.locator("#thinking")).to_contain_text("of thinking")
    page.wait_for_timeout(1200)
    give(page, "status")
    assert room.labs.session(room.labs.run()).now_h >= 1 / 60


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_a_lab_has_a_violation(visit, axe, run, width, dark):
    page = console(visit, run, width=width, dark=dark)
    found = []

    def look(name):
        found.extend(axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    look("console")
    for line in ("run-until alert", "compare amount_usd", "restart", "update It's known."):
        give(page, line)
    page.fill("#line", "dance")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_contain_text("no command")
    look("console in use")
    page.fill("#line", "finish")
    page.keyboard.press("Enter")
    expect(page.locator("#over a")).to_be_visible()
    look("over")
    page.goto(f"/labs/{run.id}/debrief")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    look("debrief")
    page.goto("/labs")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    look("list")
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_calculator_is_readable_for_everybody(visit, axe, width, dark):
    page = visit.page(width=width, dark=dark)
    page.goto("/labs/calculator")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator(".found h2")).to_contain_text("99 of 100 within")
    expect(page.locator(".how-busy").first).to_be_visible()
    expect(page.locator(".how-busy").first).to_have_css("opacity", "1")
    assert axe(page) == []
    assert not page.evaluate(SIDEWAYS)
    page.fill("#rate", "many")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("which is no number")
    assert axe(page) == []
