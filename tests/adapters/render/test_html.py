import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import BaseModel
from tests.adapters.render.sample import bare, hostile, sample

from greenroom.adapters.render.html import render_html
from greenroom.adapters.render.pieces import own_words, pieces
from greenroom.model.report import Report, Statement

ATTACK = '<script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3) {{ 7*7 }}'


@cache
def page() -> BeautifulSoup:
    return BeautifulSoup(render_html(sample()), "html.parser")


def statements(value: Any) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from statements(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from statements(item)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_outline_is_the_golden_one(golden):
    shown = []
    for node in page().find_all(
        ["h1", "h2", "h3", "h4", "summary", "th", "dt", "figcaption", "title", "desc"]
    ):
        parent = node.find_parent("section")
        if node.find_parent("summary") is None:
            place = parent["id"] if parent else "-"
            shown.append(f"{place}: {node.name}: {' '.join(node.get_text(' ').split())}")
    golden("outline.txt", "\n".join(shown) + "\n")


def test_sections_stand_in_the_order_they_are_read():
    ids = [section["id"] for section in page().find_all("section")]
    assert ids == [a["href"][1:] for a in page().select(".toc a")]
    assert len(ids) == 14


def test_nothing_is_fetched_from_anywhere():
    soup = page()
    assert not soup.find_all(["link", "iframe", "object", "embed", "base", "form", "img", "audio", "video"])
    for node in soup.select("*"):
        for name in ("src", "href", "xlink:href", "srcset", "action", "style", "background"):
            value = node.get(name)
            assert value is None or value.startswith("#"), f"<{node.name} {name}={value}>"
    css = soup.style.string
    assert "@import" not in css
    assert "url(" not in css
    assert not re.search(r"https?:", css + soup.script.string)


def test_the_policy_allows_only_our_style_and_script_and_our_script_is_the_only_one():
    soup = page()
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    for node in (soup.style, soup.script):
        digest = base64.b64encode(hashlib.sha256(node.string.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert len(soup.find_all("script")) == 1


def test_markup_in_the_documents_stays_text():
    soup = BeautifulSoup(render_html(hostile(ATTACK)), "html.parser")
    assert len(soup.find_all("script")) == 1
    assert not soup.find_all("img")
    assert not [n for n in soup.select("*") for a in n.attrs if a.startswith("on")]
    assert "{{ 7*7 }}" in soup.get_text()
    assert ATTACK.split(maxsplit=1)[0] in soup.title.string


def test_markup_in_a_lesson_stays_text():
    lesson = page().select_one("#concepts .lesson")
    assert '<script>alert("lesson")</script>' in lesson.get_text()
    assert lesson.find("h4").get_text() == "Why it comes up"
    assert lesson.find("th")["scope"] == "col"


def test_every_statement_is_there_with_its_source():
    text = squeezed(page().get_text())
    found = list(statements(sample()))
    assert len(found) > 70
    for statement in found:
        for piece in pieces(statement.text, own_words(statement)):
            assert squeezed(piece.text) in text, statement.text
    assert len(page().select(".tag")) >= len(found)


def test_a_quote_is_shown_in_its_place():
    place = page().select_one("#glance .points.strong blockquote")
    assert place.mark.get_text() == sample().overview.strengths[0].quotes[0].cited.text
    assert "April 2022 – present" in place.get_text()
    assert "Built streaming features" in place.get_text()
    assert place.find_next_sibling("p").get_text() == "CV, page 1, weilin-zhao-cv.pdf"


def test_a_quote_whose_span_does_not_hold_its_words_shows_no_place():
    report = hostile("x")  # every quoted text changed, the spans did not
    place = BeautifulSoup(render_html(report), "html.parser").select_one("#glance blockquote")
    assert place.mark.get_text().startswith("x ")
    assert not place.select(".around")


def test_blanks_are_visible_blanks_and_brackets_of_the_candidate_are_not():
    assert "rate before?" in [b.find(string=True, recursive=False) for b in page().select(".rewrite .blank")]
    report = sample()
    strength = report.overview.strengths[0]
    words = strength.quotes[0].cited.model_copy(update={"text": "Cut cost [see appendix] by half"})
    quote = strength.quotes[0].model_copy(update={"cited": words})
    said = strength.model_copy(
        update={"text": "Cut cost [see appendix] by half; [since when]", "quotes": (quote,)}
    )
    view = report.overview.model_copy(update={"strengths": (said,)})
    soup = BeautifulSoup(render_html(report.model_copy(update={"overview": view})), "html.parser")
    blanks = soup.select("#glance .blank")
    assert [b.find(string=True, recursive=False) for b in blanks] == ["since when"]


def test_unknown_is_shown_as_unknown():
    soup = BeautifulSoup(render_html(bare()), "html.parser")
    assert "so coverage is unknown" in soup.select_one("#glance").get_text()
    assert [td.get_text() for td in soup.select('#loop td[data-name="Standing"]')] == ["unknown"] * 6
    assert "Your evidence: unknown" in soup.select_one("#match").get_text()
    assert "There is no day left" in soup.select_one("#plan").get_text()


def test_ids_are_unique_and_links_arrive():
    ids = [node["id"] for node in page().find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page().find_all("a")} <= set(ids)


def test_an_exercise_is_named_by_its_command_and_linked_to_only_inside_our_own_pages():
    alone = render_html(sample()).decode()
    inside = BeautifulSoup(render_html(sample(), inside=True), "html.parser")
    assert "/code/" not in alone
    linked = [a["href"] for a in inside.find_all("a") if a["href"].startswith("/")]
    planned = [task.page for day in sample().plan.days for task in day.tasks if task.page]
    exercises = [it.page for it in sample().exercises]
    drills = [drill.page for drill in sample().drills if drill.page]
    assert sorted(linked) == sorted([*drills, *exercises, *planned])
    for slug in ("point-in-time-join", "feature-cache-with-expiry"):
        assert f"<code>greenroom code start {slug}</code>" in alone
    ids = {node["id"] for node in inside.find_all(id=True)}
    assert {a["href"][1:] for a in inside.find_all("a") if a["href"].startswith("#")} <= ids


def test_headings_never_skip_a_level():
    levels = [int(h.name[1]) for h in page().find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_name_their_rows_and_columns():
    for table in page().select("table.stack"):
        assert table.caption.get_text()
        assert all(th["scope"] in {"col", "row"} for th in table.find_all("th"))


def test_no_chart_speaks_by_colour_alone():
    for chart in page().select("svg:not([aria-hidden])"):
        assert chart["role"] == "img"
        assert chart.title.get_text()
        assert len(chart.desc.get_text()) > 20
    for meter in page().select("svg[aria-hidden]"):
        assert meter.parent.get_text(strip=True), "a bar stands beside its figure in words"


def test_every_cell_of_the_strip_leads_to_its_requirement_and_carries_its_number():
    rows = sample().match.requirements
    cells = page().select("#glance .cell")
    assert len(cells) == len(rows)
    for cell in cells:
        row = page().find(id=cell["href"][1:])
        assert cell.select_one(".nr").get_text() == row.select_one(".nr").get_text()
        assert cell.select_one(".mark").get_text() == row.select_one(".chip").get_text()
    assert [cell.select_one(".nr").get_text() for cell in cells] == [str(i + 1) for i in range(len(rows))]


def test_the_next_step_follows_the_fit():
    texts = [node["class"] for node in page().select("#glance > div")]
    assert texts[:2] == [["fit"], ["next"]]


def test_parts_of_a_claim_are_said_in_words_and_standings_are_no_percentages():
    report = sample()
    keys = ("metric", "change", "baseline", "scale", "period", "own_role")
    tests = tuple(test.model_copy(update={"missing": keys}) for test in report.stress_tests)
    match = report.match.model_copy(update={"stress_tests": tests})
    soup = BeautifulSoup(render_html(report.model_copy(update={"match": match})), "html.parser")
    words = soup.select_one(".stress dl div:last-child dd").get_text()
    assert words == (
        "what was measured, how far it moved, what it was before, how big it was, over which period, your own part"
    )
    standings = soup.select('#loop td[data-name="Standing"]')
    assert {td.get_text() for td in standings} <= {"nothing yet", "thin", "some", "strong", "unknown"}
    assert "must-haves that a CV can show are shown" in soup.select_one(".covers").get_text()
    assert "%" not in soup.select_one(".covers").get_text()


def test_a_posting_for_another_role_is_said_so_before_anything_else():
    report = sample()
    assert not page().select(".role-note")
    role = report.posting.role.model_copy(update={"exact": False, "named": "data analyst"})
    other = report.model_copy(update={"posting": report.posting.model_copy(update={"role": role})})
    note = BeautifulSoup(render_html(other), "html.parser").select_one(".role-note")
    assert "data analyst" in note.get_text()
    assert report.role.label in note.get_text()
    assert note.find_next("h1")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_quotes_carry_the_language_of_their_document(language):
    report: Report = sample()
    report = report.model_copy(update={"profile": report.profile.model_copy(update={"language": language})})
    soup = BeautifulSoup(render_html(report), "html.parser")
    assert soup.select_one("#glance .points.strong blockquote")["lang"] == language
