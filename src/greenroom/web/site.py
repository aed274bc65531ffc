"""What every route needs: Greenroom, and the maker; found on the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from greenroom.bootstrap import Greenroom
from greenroom.web.maker import Maker


@dataclass(frozen=True)
class Site:
    """One running application."""

    greenroom: Greenroom
    maker: Maker


def _site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


CurrentSite = Annotated[Site, Depends(_site)]
