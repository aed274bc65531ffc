"""PDF: reading order, rows, and what fonts and layout break."""

import random

import pytest

from greenroom.adapters.documents.pdf import cell_text
from greenroom.adapters.documents.pdf_style import Style
from greenroom.adapters.documents.pdf_text import Word

MAIN = [
    "Experience", "Machine Learning Engineer at Harbour", "Built the ranking service that serves all traffic",
    "Cut the cost of serving by a third within a year", "Data Scientist at Millwheel Analytics",
    "Forecast demand for three hundred shops every week", "Moved the nightly batch onto one shared pipeline",
    "Taught two colleagues to own the model in production", "Education", "Master of Science in Statistics",
]  # fmt: skip
SIDE = ["Contact", "ada@example.com", "London", "Skills", "Python", "Spark", "Airflow", "Languages", "French"]


def placed(items):
    return "\n".join(
        f"#place(top + left, dx: {x}pt, dy: {y}pt)[{text.replace('@', chr(92) + '@')}]"
        for x, y, text in items
    )


def two_columns(*, side_x, main_x, step_main=24.0, step_side=19.0):
    return [(main_x, 60 + i * step_main, t) for i, t in enumerate(MAIN)] + [
        (side_x, 60 + i * step_side, t) for i, t in enumerate(SIDE)
    ]


def in_order(found, wanted):
    at = [found.index(text) for text in wanted]
    return at == sorted(at)


def test_a_left_sidebar_is_read_before_the_page_beside_it(read_pdf, texts):
    found = texts(read_pdf(placed(two_columns(side_x=0, main_x=180))))
    assert found == SIDE + MAIN


def test_a_right_sidebar_is_read_after_the_page(read_pdf, texts):
    found = texts(read_pdf(placed(two_columns(side_x=380, main_x=0))))
    assert found == MAIN + SIDE


def test_the_order_in_which_a_file_draws_its_text_does_not_matter(read_pdf, texts):
    items = two_columns(side_x=0, main_x=180)
    from_the_top = sorted(items, key=lambda item: item[1])
    shuffled = random.Random(7).sample(items, len(items))
    for drawn in (from_the_top, items[::-1], shuffled):
        assert texts(read_pdf(placed(drawn))) == SIDE + MAIN


def test_columns_have_blocks_of_their_own(read_pdf):
    document = read_pdf(placed(two_columns(side_x=0, main_x=180)))
    blocks = {document.line_text(line): line.block for line in document.lines}
    assert len({blocks[text] for text in SIDE}) == 1
    assert blocks["Contact"] != blocks["Experience"]


def test_the_main_column_runs_on_from_page_to_page(read_pdf, texts):
    first = placed(two_columns(side_x=380, main_x=0))
    rest = [(0, 60 + 24 * n, f"A bullet of the same job, number {n}") for n in range(9)]
    more = [
        (380, 60 + 19 * n, text) for n, text in enumerate(["Awards", "First", "Second", "Hobbies", "Chess"])
    ]
    found = texts(read_pdf(f"{first}\n#pagebreak()\n{placed([*rest, *more])}"))
    assert found == [*SIDE, *MAIN, *(text for _, _, text in rest), *(text for _, _, text in more)]


def test_headings_left_of_their_sections_stand_before_them(read_pdf, texts):
    job = "Engineer #h(1fr) 2018 – 2020 \\ Harbour \n- Built the ranking service \n- Cut its cost \n"
    rows = f"[*Experience*], [{job}{job}], [*Skills*], [Python, Spark]"
    found = texts(read_pdf(f"#grid(columns: (110pt, 1fr), column-gutter: 14pt, row-gutter: 18pt, {rows})"))
    assert found[:3] == ["Experience", "Engineer\t2018 – 2020", "Harbour"]
    assert found[-2:] == ["Skills", "Python, Spark"]


def test_dates_at_the_right_stay_on_their_row(read_pdf, texts):
    jobs = "\n".join(
        f"Engineer {n}, Company {n} #h(1fr) Jan 20{n} – Dec 20{n + 1}\n\n- Did something that mattered in {n}\n- And more\n"
        for n in (19, 17, 15, 13)
    )
    found = texts(read_pdf(jobs))
    assert found[0] == "Engineer 19, Company 19\tJan 2019 – Dec 2020"
    assert found[:3] == [
        "Engineer 19, Company 19\tJan 2019 – Dec 2020",
        "Did something that mattered in 19",
        "And more",
    ]


def test_dates_at_the_left_stay_on_their_row(read_pdf, texts):
    rows = ", ".join(
        f"[20{n} – 20{n + 2}], [*Engineer {n}* \\ Company {n} \\ Did something that mattered in {n}]"
        for n in (18, 15, 12)
    )
    found = texts(read_pdf(f"= Experience\n#grid(columns: (90pt, 1fr), row-gutter: 14pt, {rows})"))
    assert found[:4] == [
        "Experience",
        "2018 – 2020\tEngineer 18",
        "Company 18",
        "Did something that mattered in 18",
    ]


def test_the_second_line_of_a_label_does_not_break_into_a_bullet(read_pdf, texts):
    entry = (
        "#grid(columns: (1fr, 90pt), column-gutter: 14pt, [*Harbour*, Engineer\n- Built the ranking service for the whole of the front page,"
        " and then some more of it until the line was full\n- Second], [London \\ Jan 2020 – now])\n#v(20pt)\n"
    )
    found = texts(read_pdf(entry * 3))
    assert found[0] == "Harbour, Engineer\tLondon\tJan 2020 – now"
    assert "\t" not in found[1]


def test_a_table_is_read_row_by_row(read_pdf, texts):
    rows = "[Languages], [Python, Go], [Clouds], [AWS, GCP], [Stores], [Postgres, Redis]"
    assert texts(read_pdf(f"#table(columns: (120pt, 1fr), {rows})")) == [
        "Languages\tPython, Go",
        "Clouds\tAWS, GCP",
        "Stores\tPostgres, Redis",
    ]


def test_list_marks_are_told_and_left_out(read_pdf):
    document = read_pdf("Intro\n- First thing\n  - Nested thing\n- Second thing")
    bullets = [(document.line_text(line), line.indent) for line in document.lines if line.bullet]
    assert bullets == [("First thing", 0), ("Nested thing", 1), ("Second thing", 0)]
    assert "• First thing" in document.text


def test_a_grid_of_long_cells_does_not_part_the_headings_around_it(reader, pdf, texts):
    left = ["Skills", "Web", "Advanced", "HTML and PHP", "References", "On request"]
    right = [
        "Frameworks for the web, old and new",
        "Intermediate, and learning every day",
        "React, Angular, Vue and Django",
    ]
    items = [(0, 20 + 14 * at, text) for at, text in enumerate(left)]
    items += [(190, 34 + 14 * at, text) for at, text in enumerate(right)]
    found = "\n".join(texts(reader.read(pdf(placed(items)), name="cv.pdf")))
    assert found.index("Skills") < found.index("React") < found.index("References")


def test_a_hyphenated_word_is_whole_and_a_compound_keeps_its_hyphen(reader, pdf, texts):
    source = placed(
        [(0, 60, "We improved the perfor-"), (0, 72, "mance of a large-"), (0, 84, "scale system.")]
    )
    joined = " ".join(texts(reader.read(pdf(source), name="cv.pdf")))
    assert joined == "We improved the performance of a large-scale system."


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["We rank with passage-", "level labels."], "We rank with passage-level labels."),
        (["A community-", "driven search."], "A community-driven search."),
        (["All submis-", "sions are read."], "All submissions are read."),
        (["The multi-agent way. Our multi-", "agent way."], "The multi-agent way. Our multi-agent way."),
    ],
)
def test_a_real_hyphen_at_a_line_end_stays(lines, whole, reader, pdf, texts):
    source = placed([(0, 60 + 12 * at, line) for at, line in enumerate(lines)])
    assert " ".join(texts(reader.read(pdf(source), name="cv.pdf"))) == whole


def test_tracked_headings_close_up_into_words(read_pdf, texts):
    assert (
        texts(read_pdf("#text(tracking: 5pt)[WORK EXPERIENCE]\n\nSome ordinary text."))[0]
        == "WORK EXPERIENCE"
    )


def test_an_address_broken_over_two_lines_is_whole(read_pdf, texts):
    items = two_columns(side_x=0, main_x=180)
    items = [i for i in items if "@" not in i[2]] + [(0, 250, "ada.lovelace@exam"), (0, 262, "ple.com")]
    items += [(0, 290, "github.com/"), (0, 302, "ada-lovelace")]
    found = texts(read_pdf(placed(items)))
    assert "ada.lovelace@example.com" in found
    assert "github.com/ada-lovelace" in found


def test_page_numbers_and_repeated_headers_go(read_pdf, texts):
    source = "#set page(header: [Ada Lovelace], footer: context align(center)[Page #counter(page).display()])\nOne\n#pagebreak()\nTwo"
    document = read_pdf(source)
    assert texts(document) == ["Ada Lovelace", "One", "Two"]
    assert [line.page for line in document.lines] == [1, 1, 2]
    assert document.pages == 2


def test_pages_are_parted_by_an_empty_line_and_spans_know_their_page(read_pdf):
    document = read_pdf("One\n#pagebreak()\nTwo")
    assert document.text == "One\n\nTwo"
    assert document.span(5, 8).page == 2


def test_links_style_and_place_are_kept(read_pdf):
    document = read_pdf(
        '#text(size: 20pt, weight: "bold")[Ada]\n\n#link("https://ada.example/x")[site] and *bold* words'
    )
    first, second = document.lines
    assert document.links == ("https://ada.example/x",)
    assert first.bold
    assert first.size == 20
    assert not second.bold
    assert [document.text[a:b] for a, b in second.bold_parts] == ["bold"]
    assert 35 < first.x0 < 45
    assert first.y1 < second.y1


def test_chinese_text_has_no_spaces_between_its_characters():
    words, x = [], 0.0
    for order, text in enumerate(("推荐算法", "工程师", "2021", "年", "Python", "开发")):
        width = 10.0 * len(text) if text[0] > "z" else 5.0 * len(text)
        words.append(Word(text, x, x + width, 0.0, 10.0, 8.0, Style(10.0), order))
        x += width + (4.0 if text == "年" else 1.5)
    assert cell_text(words) == "推荐算法工程师2021年 Python开发"
