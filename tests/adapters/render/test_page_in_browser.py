"""The page in a real browser: nothing fetched, nothing beside the window, no barrier that axe can find."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.adapters.render.sample import bare, hostile, sample

from greenroom.adapters.render.html import render_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = next(iter(Path(__file__).parents[2].glob("browser/vendor/**/axe.min.js")), None)
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    reports = {
        "sample": sample(),
        "bare": bare(),
        "hostile": hostile("<script>document.title='x'</script> ]]>"),
    }
    for name, report in reports.items():
        (folder / f"{name}.html").write_bytes(render_html(report))
    return {name: (folder / f"{name}.html").as_uri() for name in reports}


def opened(browser: Browser, url: str, **context: object) -> tuple[Page, list[str]]:
    """The page with every card and quote open, and what it asked for or complained about."""
    page = browser.new_context(bypass_csp=False, **context).new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.goto(url)
    page.evaluate(OPEN_ALL)
    return page, seen


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["sample", "bare", "hostile"])
def test_nothing_stands_beside_the_window_and_nothing_is_fetched(browser, files, name, width):
    page, seen = opened(browser, files[name], viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == [files[name]]
    assert page.title() != "x"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_holds_the_next_step(browser, files, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(files["sample"])
    box = page.locator(".next").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height


CUT = """() => [...document.querySelectorAll('svg.chart')].filter(s => s.checkVisibility()).flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text, rect, circle, polygon')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(node => node.textContent || node.tagName);
})"""
SPILT = """() => [...document.querySelectorAll('.cell, .calendar li, .lean li')].filter(
  node => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1
).map(node => node.textContent)"""
SMALL = """() => [...document.querySelectorAll('svg.chart text, .strip *, .lean *, .calendar *, .weekdays *')]
  .filter(node => node.checkVisibility() && node.textContent.trim() && !node.closest('.vh'))
  .map(node => {
    const svg = node.closest('svg.chart');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(node).fontSize) * scale;
  }).filter(size => size < 11)"""


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_charts_are_whole_and_their_text_can_be_read(browser, files, width):
    page, _ = opened(browser, files["sample"], viewport={"width": width, "height": 800})
    assert page.locator("svg.chart:visible").count() == 1
    assert page.evaluate(CUT) == []
    assert page.evaluate(SPILT) == []
    assert page.evaluate(SMALL) == []


def test_it_is_read_with_the_keyboard_and_without_scripts(browser, files):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(files["sample"])
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0
    card = page.locator("#q-labels-that-arrive-late")
    assert not card.locator(".versus").is_visible()
    card.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert card.locator(".versus").is_visible()
    assert not page.locator("#theme").is_visible()


def test_the_theme_can_be_chosen(browser, files):
    page = browser.new_page(color_scheme="light")
    page.goto(files["sample"])
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate(paper) != light
    page.get_by_role("button", name="Light theme").click()
    assert page.evaluate(paper) == light


@pytest.mark.skipif(AXE is None, reason="axe-core is not vendored here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["sample", "bare"])
def test_axe_finds_nothing(browser, files, name, width, scheme):
    page = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ).new_page()
    page.goto(files[name])
    page.evaluate(OPEN_ALL)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [violation["id"] for violation in found["violations"]] == []
