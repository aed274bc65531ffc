"""Everything can be done with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.web.sample import CV, POSTING

HERE = "document.activeElement.id || document.activeElement.textContent.trim()"
SEEN = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 1 && box.height > 1
        && box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(page, wanted: str, presses: int = 60) -> list[str]:
    """Press Tab until the focus is on the element with this id or text; every stop is seen."""
    stops = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(HERE))
        assert page.evaluate(SEEN), f"the focus on {stops[-1]!r} is not seen"
        if stops[-1] == wanted:
            return stops
    pytest.fail(f"{wanted!r} is not reached: {stops}")


def test_from_the_first_page_to_a_corrected_report_and_its_deletion(visit, room):
    page = visit.page()
    page.goto("/")
    tab_to(page, "cv_text")
    page.keyboard.insert_text(CV)
    tab_to(page, "posting_text")
    page.keyboard.insert_text(POSTING)
    tab_to(page, "go")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/\w+$"))
    expect(page.locator("h1")).to_contain_text("Priya Raman")

    assert tab_to(page, "Correct the profile")[0] == "Skip to the report"
    page.keyboard.press("Enter")
    page.wait_for_url("**/profile")
    tab_to(page, "name")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("Priya N. Raman")
    page.keyboard.press("Enter")  # Enter in a line saves, and neither adds nor removes a row
    page.wait_for_url(re.compile(r"/reports/\w+$"))
    expect(page.locator("h1")).to_contain_text("Priya N. Raman")

    tab_to(page, "Delete")
    page.keyboard.press("Enter")
    page.wait_for_url("**/delete")
    tab_to(page, "Delete the report")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/$"))
    assert room.store.reports() == ()


def test_a_round_is_sat_with_the_keyboard_alone(visit):
    page = visit.page()
    page.goto("/interviews")
    tab_to(page, "role")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Begin a round")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_be_focused()
    page.keyboard.type("I would ask for the baseline first and set a threshold of 2 percent.")
    tab_to(page, "Say it")
    page.keyboard.press("Enter")
    expect(page.locator(".turns > li")).to_have_count(3)
    expect(page.locator("#said")).to_be_focused()
    tab_to(page, "End the round")
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief")
    tab_to(page, "2, lean no hire")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()


def test_the_skip_link_leads_past_the_bar(visit):
    page = visit.page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE) == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE) == "cv_file"


def test_the_downloads_open_and_close_with_the_keyboard(visit):
    page = visit.page()
    page.goto("/")
    page.fill("#cv_text", CV)
    page.fill("#posting_text", POSTING)
    page.click("#go")
    expect(page.locator("h1")).to_contain_text("Priya Raman")
    page.locator(".downloads summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Anki deck")).to_be_visible()
    assert tab_to(page, "Web page .html") == ["Web page .html"]
