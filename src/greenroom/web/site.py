"""What every route needs: Greenroom, and the maker; found on the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from markupsafe import Markup

from greenroom.bootstrap import Greenroom
from greenroom.web.ahead import Ahead
from greenroom.web.live import Live
from greenroom.web.maker import Maker


@dataclass(frozen=True)
class Site:
    """One running application: what it works with, who makes reports, what is read ahead, the pages that follow a round."""

    greenroom: Greenroom
    maker: Maker
    ahead: Ahead
    live: Live

    def html(self, markdown: str) -> Markup:
        """Content as part of a page; its outermost headings are those under the page's title."""
        return Markup(self.greenroom.lesson_html(markdown, top=2))  # noqa: S704 - raw HTML in it stays text


def _site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


CurrentSite = Annotated[Site, Depends(_site)]
