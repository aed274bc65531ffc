"""The report as one self-contained page: no request to anywhere, readable without scripts.

The page's content security policy allows only the style and the script it was built with, by their hashes;
a script that came in through a CV could not run even if it were not escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from greenroom.adapters.render import charts, outline, pieces, plan_chart, svg
from greenroom.adapters.render.lessons import lesson_html
from greenroom.model.posting import Need
from greenroom.model.report import Quote, Report


def render_html(report: Report, *, inside: bool = False) -> bytes:
    """`report` as a page, UTF-8; `inside` Greenroom's own pages it links to them, by itself it points nowhere."""
    return page_of(
        "page.html.j2",
        report=report,
        inside=inside,
        place=lambda quote: pieces.place(report, quote),
        language=_languages(report),
        number=charts.numbers(report.match),
    )


def page_of(template: str, *styles: str, **context: object) -> bytes:
    """A page of `template`, UTF-8; it is given its style (the shared one, then `styles`), script and policy."""
    style, script = "".join(_asset(name) for name in ("page.css", *styles)), _asset("page.js")
    page = (
        _environment()
        .get_template(template)
        .render(
            context,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=_policy(style, script),
        )
    )
    return page.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("greenroom.adapters.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "sections": outline.SECTIONS,
        "section": outline.BY_ID,
        "outline": outline,
        "charts": charts,
        "plan_chart": plan_chart,
        "bar": svg.bar,
        "Need": Need,
        "cv_quote": lambda cited: Quote(document="cv", cited=cited),
        "posting_quote": lambda cited: Quote(document="posting", cited=cited),
    }
    environment.filters |= {
        "pieces": pieces.pieces,
        "own": pieces.own_words,
        "where": pieces.where,
        "percent": outline.percent,
        "duration": outline.duration,
        "about": outline.about,
        "standing_word": outline.standing_word,
        "claim_part": outline.claim_part,
        "lesson": _lesson,
        "day": lambda date: f"{date:%a %d %b}".replace(" 0", " "),
        "long_day": lambda date: f"{date:%d %B %Y}".lstrip("0"),
    }
    return environment


@cache
def _asset(name: str) -> str:
    return (files("greenroom.adapters.render") / "templates" / name).read_text(encoding="utf-8")


def _lesson(markdown: str) -> Markup:
    return Markup(lesson_html(markdown, top=4))  # noqa: S704 - raw HTML is off in the parser


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _languages(report: Report) -> dict[str, str]:
    """The language of each document, for the `lang` of what is quoted from it."""
    return {"cv": report.profile.language, "posting": report.posting.language}
