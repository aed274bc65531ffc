"""A debrief in a real browser: nothing fetched, nothing beside the window, no barrier that axe can find."""

import pytest
from tests.adapters.render.debrief_sample import hostile, sample
from tests.adapters.render.test_page_in_browser import AXE, CHROMIUM, browser, opened

from greenroom.adapters.render import DebriefFormat, render_debrief

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("debriefs")
    reads = {"sample": sample(), "hostile": hostile("<script>document.title='x'</script> " + "w" * 400)}
    for name, read in reads.items():
        (folder / f"{name}.html").write_bytes(render_debrief(read, DebriefFormat.HTML))
    return {name: (folder / f"{name}.html").as_uri() for name in reads}


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_nothing_stands_beside_the_window_and_nothing_is_fetched(browser, files, name, width):
    page, seen = opened(browser, files[name], viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == [files[name]]
    assert page.title() != "x"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_quote_leads_to_its_words_and_they_to_their_note(browser, files, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(files["sample"])
    link = page.locator("#criteria a.at").first
    words = page.locator(f"{link.get_attribute('href')} ~ mark").first
    link.click()
    assert 0 <= words.bounding_box()["y"] < 800
    assert words.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.locator("sup a").first.click()
    assert page.locator("#n1").evaluate("node => node.matches(':target')")


@pytest.mark.skipif(AXE is None, reason="axe-core is not vendored here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser, files, width, scheme):
    page = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ).new_page()
    page.goto(files["sample"])
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert [violation["id"] for violation in found["violations"]] == []
