import re
from functools import cache
from typing import Any

import pypdfium2
import pytest
from tests.adapters.render.sample import bare, hostile, sample

from greenroom.adapters.render.pdf import render_pdf
from greenroom.model.report import Report


def pages(report: Report) -> list[str]:
    """The text of every page, white space and zero-width spaces out."""
    with pypdfium2.PdfDocument(render_pdf(report)) as document:
        return [
            re.sub(r"[\s\u200b\ufffe\u00ad]", "", page.get_textpage().get_text_bounded()) for page in document
        ]


@cache
def sample_pages() -> list[str]:
    return pages(sample())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_first_page_says_it_all():
    first = sample_pages()[0]
    report = sample()
    for text in ("Weilin Zhao 赵薇琳", report.position, report.company, report.overview.next_step.action):
        assert squeezed(text) in first
    for point in (*report.overview.strengths, *report.overview.risks):
        assert squeezed(point.text) in first


def test_exercises_stand_with_their_round_and_below_the_drills_and_in_the_plan():
    text = "".join(sample_pages())
    for one in sample().exercises:
        assert squeezed(one.title) in text
        assert squeezed(one.why.text) in text
        assert squeezed(one.command) in text
    begun = squeezed("Begin: greenroom code start point-in-time-join").replace("-", "")
    assert begun in re.sub(r"[-\x02]", "", text)  # a narrow column breaks a line at a hyphen


def test_it_has_a_sane_number_of_pages_and_ends_with_the_card():
    assert 10 <= len(sample_pages()) <= 25
    assert squeezed("The fifteen-minute card") in sample_pages()[-1]
    assert squeezed("Who can stop a release?") in sample_pages()[-1]


def test_the_marks_are_explained_before_the_reading_starts():
    assert squeezed("How to read this report") in "".join(sample_pages()[:2])
    assert squeezed("The numbers are those of section 5") in sample_pages()[0]


def test_a_posting_for_another_role_is_said_so_on_the_first_page():
    report = sample()
    role = report.posting.role.model_copy(update={"exact": False, "named": "data analyst"})
    other = report.model_copy(update={"posting": report.posting.model_copy(update={"role": role})})
    assert squeezed("This posting is for: data analyst") in pages(other)[0]


def test_pages_are_numbered_and_sections_are_in_the_outline():
    assert f"2/{len(sample_pages())}" in sample_pages()[1]
    with pypdfium2.PdfDocument(render_pdf(sample())) as document:
        titles = [item.get_title() for item in document.get_toc()]
    assert "Questions to expect" in titles
    assert titles[-1] == "The fifteen-minute card"


@pytest.mark.parametrize(
    "attack",
    [
        '#panic("injected") #set page(fill: red)',
        "$ x^2 $ *bold* _it_ `raw` @ref <label> = Heading",
        '#read("/etc/passwd") ]] } { #import "@preview/x:0.1.0"',
        "\\ // comment /* */ \"quoted\" 'single'",
    ],
)
def test_typst_markup_in_the_documents_stays_text(attack):
    assert squeezed(attack) in "".join(pages(hostile(attack)))


def name_as_drawn(name: str) -> bytes:
    """The part of the first page where the name stands, as pixels."""
    with pypdfium2.PdfDocument(render_pdf(bare().model_copy(update={"candidate": name}))) as document:
        drawn: bytes = document[0].render(scale=2).to_numpy()[150:300].tobytes()
        return drawn


@pytest.mark.parametrize("name", list("赵喆赟頔祎ŁĐặςЯさ김"))
def test_rare_characters_of_names_have_glyphs(name):
    empty_box = name_as_drawn("\U000f0000")  # a private character that no font has
    assert name_as_drawn(name) not in {empty_box, name_as_drawn(" ")}


def test_endless_words_stay_inside_the_page():
    word = "w" * 400
    report = sample().model_copy(update={"position": word})
    with pypdfium2.PdfDocument(render_pdf(report)) as document:
        text = document[0].get_textpage()
        width = document[0].get_size()[0]
        boxes: list[Any] = [text.get_charbox(i) for i in range(text.count_chars())]
    assert max(box[2] for box in boxes) <= width


def test_it_says_what_is_not_known():
    text = "".join(pages(bare()))
    assert squeezed("so coverage is unknown") in text
    assert squeezed("Your evidence: unknown") in text
    assert squeezed("There is no day left before the interview.") in text
