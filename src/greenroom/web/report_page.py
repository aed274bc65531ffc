"""The report inside the application: the report's own page, with our bar above it.

The page stays what the renderer made. Its own policy (its style and script by their hashes) moves from the
page into the header and allows our bar's style besides; the bar itself needs no script.
"""

from __future__ import annotations

import re

from fastapi.responses import HTMLResponse

from greenroom.web.contexts import ReportBar
from greenroom.web.views import page_html, static

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_HEADER = '<header class="top">'


def report_page(page: bytes, bar: ReportBar) -> HTMLResponse:
    """The report's page with the bar; refuses (ValueError) a page that carries no policy of its own."""
    html = page.decode()
    found = _POLICY.search(html)
    if found is None or _HEADER not in html:
        message = "the report's page has changed: no policy, or no header to put the bar above"
        raise ValueError(message)
    policy = found[1].replace("&#39;", "'").replace("style-src ", "style-src 'self' ")
    html = html.replace(found[0], f'<link rel="stylesheet" href="{static("bar.css")}">\n', 1)
    html = html.replace(_HEADER, page_html(bar) + _HEADER, 1)
    return HTMLResponse(html, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"})
