"""Nothing is invented: every CV against five postings, every sentence held against the documents.

Three checks on every report. Every quote is in its document at its place. Every number in a sentence marked
"from your CV" is in the CV. Every proper name in such a sentence is in the CV or the posting, or it belongs to
our own fixed wording.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from greenroom.errors import InputError
from greenroom.model.document import Cited
from greenroom.model.report import Quote, Report, Source, Statement
from greenroom.service.preparation import Options
from tests.preparation import FIXTURES, ROOT, all_cvs, preparation

POSTINGS = [
    ROOT / "samples" / "posting.md",
    *[
        p
        for p in sorted((FIXTURES / "postings").glob("*"))
        if p.suffix in {".md", ".txt"} and p.stat().st_size > 800
    ],
][:5]


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def walk(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from walk(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from walk(item)


def wrong_quotes(report: Report) -> list[str]:
    texts = {"cv": report.inputs.cv_text, "posting": report.inputs.posting_text}
    quotes = (value for value in walk(report) if isinstance(value, Quote))
    wrong = [f"{q.document}: {q.cited}" for q in quotes if not stands(q.cited, texts[q.document])]
    for part, text in ((report.profile, texts["cv"]), (report.posting, texts["posting"])):
        wrong += [str(v) for v in walk(part) if isinstance(v, Cited) and not stands(v, text)]
    return wrong


def stands(cited: Cited, text: str) -> bool:
    return cited.span is None or fold(text[cited.span.start : cited.span.end]) == fold(cited.text)


def invented(report: Report) -> list[str]:
    """Numbers and names in sentences "from your CV" that neither document holds."""
    cv, posting = fold(report.inputs.cv_text), fold(report.inputs.posting_text).casefold()
    found = []
    for value in walk(report):
        if isinstance(value, Statement) and value.source is Source.CV:
            assert value.quotes, f"“{value.text}” claims to be from the CV and quotes nothing"
            own = OURS.sub(" ", value.text)
            numbers = re.findall(r"\d+(?:[.,]\d+)*", own)
            found += [f"{n} in “{value.text}”" for n in numbers if n not in cv and n not in posting]
            names = re.findall(r"(?<![.!?:“] )(?<!^)\b[A-Z][\w+#.-]{2,}", own)
            found += [
                f"{n} in “{value.text}”"
                for n in names
                if fold(n).rstrip(".") not in cv and fold(n).casefold().rstrip(".") not in posting
            ]
    return found


# Figures that are counts of ours, not claims about the candidate, in the words they stand in.
OURS = re.compile(r"Story \d+:|\d+ of the \d+ numbers in your CV")


@pytest.mark.parametrize("cv", all_cvs(), ids=lambda path: path.name)
def test_nothing_is_invented(cv: Path) -> None:
    room = preparation()
    document = room.reader.read_file(cv)
    for path in POSTINGS:
        posting = room.reader.read_file(path, purpose="posting")
        report = room.report(document, posting, Options(made_on=date(2026, 3, 2)))
        assert wrong_quotes(report) == []
        assert invented(report) == []
        assert len(report.questions) >= 12


def test_five_postings_are_tried() -> None:
    assert len(POSTINGS) == 5


def test_the_checks_would_notice() -> None:
    room = preparation()
    cv = room.reader.read_file(ROOT / "samples" / "cv.pdf")
    posting = room.reader.read_file(POSTINGS[0], purpose="posting")
    report = room.report(cv, posting, Options(made_on=date(2026, 3, 2)))
    strength = Statement(
        text="Worked 4242 days with Zarquon.", source=Source.CV, quotes=(quote("AI Engineer"),)
    )
    overview = report.overview.model_copy(update={"strengths": (strength,)})
    spoiled = report.model_copy(update={"overview": overview})
    assert [line.split(" in ")[0].rstrip(".") for line in invented(spoiled)] == ["4242", "Zarquon"]
    assert wrong_quotes(spoiled)


def quote(text: str) -> Quote:
    from greenroom.model.document import Span

    return Quote(document="cv", cited=Cited(text=text, span=Span(start=0, end=3)))


def test_a_cv_in_an_unsupported_language_is_refused_not_guessed() -> None:
    room = preparation()
    german = (
        "Lebenslauf\nMax Mustermann\nBerufserfahrung\nIch habe bei der Firma an der Entwicklung von Modellen für die "
        "Erkennung von Betrug gearbeitet und dabei mit den Kollegen aus dem Vertrieb eng zusammengearbeitet.\n"
        * 4
    )
    with pytest.raises(InputError) as caught:
        room.read_profile(room.reader.read(german.encode(), name="cv.txt"))
    assert caught.value.code == "unsupported_language"
