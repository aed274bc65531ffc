"""axe-core finds nothing on any page, in light and dark, wide and on a phone; no page scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.web.sample import CV, POSTING, SHORT_POSTING

from greenroom.service.preparation import STEPS

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('main button, main input, .acts a, .app-bar a, .app-bar summary')]
    .filter(e => e.checkVisibility() && e.type !== 'hidden' && !e.classList.contains('vh'))
    .map(e => [e.getBoundingClientRect(), e.outerHTML])
    .filter(([box]) => box.width < 24 || box.height < 24).map(([, html]) => html)"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_has_a_violation(visit, axe, room, width, dark):
    page = visit.page(width=width, dark=dark)
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    page.goto("/")
    look("first page")
    page.fill("#posting_text", SHORT_POSTING)
    page.click("#go")
    expect(page.get_by_role("alert")).to_contain_text("missing")
    look("refused")
    page.fill("#cv_text", CV)
    page.click("#go")
    expect(page.locator("h1")).to_have_text("No report yet")
    look("failed")
    page.goto("/")
    page.fill("#cv_text", CV)
    page.fill("#posting_text", POSTING)
    page.click("#go")
    expect(page.locator("h1")).to_contain_text("Priya Raman")
    page.click(".downloads summary")
    look("report")
    report = page.url
    page.goto(report + "/practice")
    look("practice")
    page.goto(report + "/profile")
    look("profile")
    page.fill("#job-0-start", "soon")
    page.locator(".save button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("profile refused")
    for path in ("/profile/forget", "/delete"):
        page.goto(report + path)
        look(path)
    for path in ("/", "/delete-everything", "/nothing"):
        page.goto(path)
        look(path)
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_of_a_report_being_made_has_no_violation(visit, axe, room, monkeypatch, dark):
    monkeypatch.setattr("greenroom.web.maker.Maker.step", lambda self, report_id: STEPS[1])
    monkeypatch.setattr("greenroom.web.maker.Maker.ask", lambda self, report_id: None)
    page = visit.page(dark=dark)
    page.goto("/")
    page.fill("#cv_text", CV)
    page.fill("#posting_text", POSTING)
    page.click("#go")
    expect(page.get_by_text(STEPS[1])).to_be_visible()
    page.wait_for_timeout(700)  # it renews itself twice meanwhile
    assert axe(page) == []
    page.unroute_all()


def test_the_check_would_notice(visit, axe):
    page = visit.page()
    page.goto("/")
    page.evaluate("document.querySelector('label').remove()")
    assert any("label" in line for line in axe(page))


LIBRARY = (
    "/library",
    "/library?q=rollback&role=ml_engineer",
    "/library?q=xylophone",
    "/course",
    "/course/map",
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_the_library_has_a_violation(visit, axe, room, width, dark):
    page = visit.page(width=width, dark=dark)
    catalogue = room.library.catalogue
    question, estimation = catalogue.questions[0], catalogue.estimations[0]
    with_table = next(c for c in catalogue.concepts if "\n|" in c.lesson)
    places = [
        *LIBRARY,
        f"/library/questions/{question.slug}",
        f"/course/lessons/{catalogue.lessons[5].slug}",
        f"/course/concepts/{with_table.slug}",
        f"/library/drills/{catalogue.drills[0].slug}",
        f"/library/estimations/{estimation.slug}?guess=7",
        f"/library/roleplays/{catalogue.roleplays[0].slug}",
        f"/library/frameworks/{catalogue.frameworks[0].slug}",
    ]
    found: list[str] = []

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found.extend(f"{name}: {line}" for line in axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    for path in places:
        page.goto(path)
        look(path)
    page.goto(f"/library/questions/{question.slug}")
    page.fill("#answer", question.exemplars[0].text)
    page.get_by_role("button", name="Rate this answer").click()
    expect(page.locator(".judged")).to_be_visible()
    look("rated")
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_a_round_has_a_violation(visit, axe, room, width, dark):
    page = visit.page(width=width, dark=dark)
    question = room.library.catalogue.questions[0]
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(f"{name}: {line}" for line in axe(page))
        found.extend(f"{name}: smaller than 24 px: {html}" for html in page.evaluate(SMALL))
        if page.evaluate(SIDEWAYS):
            found.append(f"{name}: scrolls sideways")

    page.goto("/interviews")
    look("none yet")
    page.goto(f"/library/questions/{question.slug}")
    page.get_by_role("button", name="Sit a mock round").click()
    look("begun")
    page.get_by_role("button", name="Say it").click()
    look("nothing said")
    page.fill("#said", question.exemplars[1].text)
    page.get_by_role("button", name="Say it").click()
    look("probed")
    page.get_by_role("button", name="End the round").click()
    expect(page.get_by_role("button", name="3, lean hire")).to_be_visible()
    look("before the debrief")
    page.get_by_role("button", name="3, lean hire").click()
    expect(page.locator(".verdict")).to_be_visible()
    look("debrief")
    page.goto("/interviews")
    look("rounds")
    assert found == []
