"""A coding round in a real browser: editor, keyboard, verdict, and what survives a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.test_accessible import SIDEWAYS, SMALL

from greenroom.errors import SandboxError

SLUG = "merge-sorted-streams"
LAZY = "import heapq\n\n\ndef merge(streams):\nyield from heapq.merge(*streams, key=lambda record: record[0])"  # the editor indents


@pytest.fixture
def page(visit, room):
    try:
        _ = room.sandbox
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")
    page = visit.page()
    page.goto(f"/code/{SLUG}")
    return page


def write(page, text):
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_tests_run_from_the_keyboard_without_leaving_the_page(page):
    write(page, LAZY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict")).to_contain_text("2 of 2 visible tests passed")
    expect(page.locator("#running")).to_have_text("2 of 2 visible tests passed")
    expect(page.locator(".cm-content")).to_contain_text("heapq.merge")


def test_what_is_typed_survives_a_reload_and_is_handed_in(page, room):
    write(page, LAZY)
    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("heapq.merge")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("#verdict")).to_contain_text("9 of 9 tests passed", timeout=60_000)
    assert room.coding.round(SLUG).is_solved
    assert "    yield from heapq.merge" in room.coding.round(SLUG).submissions[-1].code


def test_the_editor_can_be_left_with_the_keyboard(page):
    page.locator(".cm-content").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run the visible tests")).to_be_focused()


def test_beginning_anew_gives_the_starter_back(page):
    write(page, "nothing = 1")
    page.get_by_role("button", name="Begin anew").click()
    expect(page.locator(".cm-content")).to_contain_text("NotImplementedError")


def test_without_script_the_form_does_the_same(visit, room):
    try:
        _ = room.sandbox
    except SandboxError as error:
        pytest.skip(f"no sandbox on this machine: {error}")
    page = visit.page(scripts=False)
    page.goto(f"/code/{SLUG}")
    page.fill("#code", "def merge(streams):\n    return []\n")
    page.get_by_role("button", name="Run the visible tests").click()
    expect(page.locator("#verdict")).to_contain_text("0 of 2 visible tests passed")
    expect(page.locator("#code")).to_have_value("def merge(streams):\n    return []\n")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_coding_has_a_violation(visit, axe, page, width, dark):
    page = visit.page(width=width, dark=dark)
    found: list[str] = []

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found.extend(f"{name}: {line}" for line in axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    page.goto("/code")
    look("list")
    page.goto(f"/code/{SLUG}")
    look("begun")
    write(page, "def merge(streams):\n    return []")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict")).to_contain_text("visible tests passed")
    look("tested")
    page.get_by_role("button", name="Take a hint").click()
    expect(page.locator(".taken")).to_be_visible()
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("button", name="Show the reference")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Show the reference").click()
    expect(page.locator("#reference")).to_be_visible()
    look("revealed")
    page.get_by_role("link", name="Coding rounds").first.click()
    assert found == []
