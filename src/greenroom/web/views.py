"""Pages from their contexts: the templates, and nothing else, decide how things look."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from greenroom.interview import debrief_words
from greenroom.web.calculator_page import as_time
from greenroom.web.contexts import Page


def show(page: Page, *, status: int = 200, part: str = "") -> HTMLResponse:
    """`page` as a response; with `part`, only the template block of that name."""
    return HTMLResponse(page_html(page, part=part), status_code=status)


def page_html(page: Page, *, part: str = "") -> str:
    """`page` as HTML; with `part`, only the template block of that name."""
    template = environment().get_template(page.template)
    if not part:
        return template.render(page=page)
    return "".join(template.blocks[part](template.new_context({"page": page})))


@cache
def environment() -> Environment:
    """The templates, escaping everything, refusing what is not in the context."""
    made = Environment(
        loader=PackageLoader("greenroom.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"static": static, "words": debrief_words.WORDS, "words_of": debrief_words}
    made.filters["as_time"] = as_time
    return made


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with the file, so that it can be cached for ever."""
    data = (files("greenroom.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"
