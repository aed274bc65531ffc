"""The report as an Anki deck: concepts, questions, numbers to defend and stories, one card each.

Identifiers depend only on the two documents and on what a card is about, so importing the deck of a newer
report updates the cards already learned instead of doubling them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

import genanki
from markupsafe import Markup, escape

from greenroom.adapters.render import outline
from greenroom.adapters.render.lessons import lesson_html
from greenroom.adapters.render.pieces import own_words, pieces
from greenroom.model.match import StressTest
from greenroom.model.report import ExpectedQuestion, Report, Statement, Story

_STYLE = """
.card { font: 18px/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; text-align: left; max-width: 40em;
  margin: 0 auto; padding: 1em; }
.kind { font-size: 13px; color: #56615b; } .front { font-size: 21px; } .blank { border-bottom: 2px solid #0b5d4b; font-style: italic; }
.source { font-size: 12px; color: #56615b; } .nightMode .kind, .nightMode .source { color: #a5b0a9; }
"""
_MODEL = genanki.Model(
    1_607_392_811,  # any fixed number; changing it would double every card in the user's collection
    "Greenroom",
    fields=[{"name": "Kind"}, {"name": "Front"}, {"name": "Back"}],
    templates=[
        {
            "name": "Recall",
            "qfmt": '<p class="kind">{{Kind}}</p><div class="front">{{Front}}</div>',
            "afmt": '{{FrontSide}}<hr id="answer">{{Back}}',
        }
    ],
    css=_STYLE,
)


def render_anki(report: Report) -> bytes:
    """`report` as an .apkg file; equal in content on every run (the zip inside it carries the hour)."""
    key = report.inputs.cv_sha256 + report.inputs.posting_sha256
    deck = genanki.Deck(_number(key), f"Greenroom: {outline.target(report)}")
    for kind, about, front, back in _cards(report):
        note = genanki.Note(
            model=_MODEL, fields=[kind, str(front), str(back)], guid=genanki.guid_for(key, kind, about)
        )
        deck.add_note(note)
    out = io.BytesIO()
    stamp = datetime.combine(report.made_on, time(), UTC).timestamp()
    genanki.Package(deck).write_to_file(out, timestamp=stamp)
    return out.getvalue()


def _cards(report: Report) -> Iterator[tuple[str, str, Markup, Markup]]:
    """Kind, what makes the card itself, front, back."""
    for concept in report.concepts:
        lesson = Markup(lesson_html(concept.lesson, top=3))  # noqa: S704 - raw HTML is off in the parser
        yield (
            "Concept",
            concept.slug,
            _paragraph(f"{concept.title}: what is the idea, and when does it matter?"),
            lesson,
        )
    for question in report.questions:
        yield "Question", question.slug, _paragraph(question.statement), _answer(question)
    for test in report.stress_tests:
        yield "Number to defend", test.claim.text + test.number.text, _attack(test), _defence(test)
    for story in report.stories:
        yield "Story", story.title, _paragraph(f"Tell the story: {story.title} ({story.where})"), _told(story)


def _answer(q: ExpectedQuestion) -> Markup:
    return (
        _paragraph(f"It tests: {q.tests}")
        + _list("A strong answer", q.strong)
        + _list("A weak answer", q.weak)
        + _list("Then they ask", q.followups)
        + (_said(q.story) if q.story else _paragraph(q.story_gap or "No story answers this yet."))
    )


def _attack(test: StressTest) -> Markup:
    return Markup("<p>“{}”</p><p><b>{}</b></p>").format(test.claim.text, test.attack)


def _defence(test: StressTest) -> Markup:
    return _list("To defend it", test.defence) + _list("Missing from the CV", test.missing)


def _told(story: Story) -> Markup:
    parts = []
    for part in story.parts:
        blanks = Markup("").join(
            Markup('<p><span class="blank">{}</span></p>').format(b) for b in part.blanks
        )
        parts.append(
            Markup("<h4>{}</h4>{}{}").format(part.name, Markup("").join(map(_said, part.statements)), blanks)
        )
    return Markup("").join(parts)


def _said(statement: Statement) -> Markup:
    return Markup('<p>{} <span class="source">{}</span></p>').format(
        _text(statement.text, own_words(statement)), statement.source.label
    )


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(_text(text))


def _text(text: str, own: str = "") -> Markup:
    return Markup("").join(
        Markup('<span class="blank">{}</span>').format(p.text) if p.blank else escape(p.text)
        for p in pieces(text, own)
    )


def _list(title: str, items: Iterable[str]) -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<h4>{}</h4><ul>{}</ul>").format(title, rows) if rows else Markup("")


def _number(key: str) -> int:
    """A deck id in the range Anki uses (below 2**53), the same for the same documents."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:10], 16) + (1 << 30)
