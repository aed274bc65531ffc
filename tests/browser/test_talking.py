"""A round on handed-in code in a real browser: the code is reached and scrolled with the keyboard, and folds away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from tests.browser.test_accessible import SIDEWAYS, SMALL

from greenroom.model.coding import CodingStep, StepKind

SLUG = "merge-sorted-streams"
CODE = (
    "def merge(streams):\n    rows = [row for stream in streams for row in stream]\n"
    + "    # long\n" * 90
    + f"    yield from sorted(rows)  # {'wide ' * 60}\n"
)


@pytest.fixture(autouse=True)
def handed_in(room):
    step = CodingStep(id="s1", exercise=SLUG, kind=StepKind.SUBMITTED, at=datetime.now(UTC), code=CODE)
    room.store.add_coding_step(step)


def sit(page):
    page.goto(f"/code/{SLUG}")
    page.get_by_role("button", name="Talk it through").click()
    page.wait_for_url("**/interviews/*")


def test_the_code_scrolls_and_folds_from_the_keyboard(visit):
    page = visit.page()
    sit(page)
    code = page.get_by_role("region", name="The code, with line numbers")
    code.focus()
    for key in ("End", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('.listing').scrollTop > 0")
    page.locator(".on-table summary").focus()
    page.keyboard.press("Enter")
    expect(code).to_be_hidden()


def test_it_is_talked_through_without_script(visit):
    page = visit.page(scripts=False)
    sit(page)
    page.fill("#said", "It holds all records at once; ninety-six gigabytes on our night.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns")).to_contain_text(
        "Line 2 is “rows = [row for stream in streams for row in stream]”"
    )
    expect(page.locator("#line-2")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_it_has_a_violation(visit, axe, width, dark):
    page = visit.page(width=width, dark=dark)
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(f"{name}: {line}" for line in axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    page.goto(f"/code/{SLUG}")
    look("exercise")
    sit(page)
    look("begun")
    page.fill("#said", "It holds all records at once; ninety-six gigabytes on our night.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".turns > .theirs")).to_have_count(2)
    page.reload()
    look("asked")
    page.get_by_role("button", name="End the round").click()
    page.get_by_role("button", name="3").click()
    expect(page.locator(".listing")).to_be_visible()
    look("debrief")
    assert found == []
