"""A real Chromium against a real server, each test on a data folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from tests.web.conftest import a_greenroom, wait_for

from greenroom.bootstrap import Greenroom
from greenroom.web.serve import HOST, Server, bound

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
expect.set_options(timeout=20_000)  # a busy machine is not a broken page
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")  # its event loop would stand in the way of other tests of this process
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    own = playwright.chromium.executable_path
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", own))), None)
    if path is None:
        pytest.skip("no Chromium: install it (apt-get install chromium, or playwright install chromium)")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def room(tmp_path: Path) -> Greenroom:
    return a_greenroom(tmp_path / "data")


@pytest.fixture
def address(room: Greenroom) -> Iterator[str]:
    with closing(bound(0)) as listening:
        server = Server(room)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_for(lambda: server.started)
        yield f"http://{HOST}:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)


@dataclass
class Visit:
    """Opens pages, and remembers what they asked for and complained about."""

    chromium: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def page(self, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        context = self.chromium.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="en-GB",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._heard(message.type, message.text))
        return page

    def _heard(self, kind: str, text: str) -> None:
        refusal_of_ours = "the server responded with a status of 4" in text
        if kind in {"error", "warning"} and not refusal_of_ours:
            self.complaints.append(text)


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    made = Visit(chromium, address)
    yield made
    for context in made.contexts:
        context.close()
    assert made.hosts <= {HOST}, "a request left this machine"
    assert made.complaints == [], "the browser complained"


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong on a page, one line a finding."""
    script = AXE.read_text()

    def violations(page: Page) -> list[str]:
        page.evaluate(script)  # over the debugging protocol, so the page's own policy stays as it is
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        return [
            f"{page.url} {one['id']}: {one['help']}: {node['html'][:150]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return violations
