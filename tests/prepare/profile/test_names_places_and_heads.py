"""Names, places and heads that once were read wrong, each in the smallest CV that shows it."""

import pytest
from tests.prepare.profile.reading import cv, profile_of
from tests.prepare.profile.test_habits import jobs

from greenroom.model.document import Document, Line
from greenroom.prepare.profile.contacts import is_contact
from greenroom.prepare.profile.entries import entries_of
from greenroom.prepare.profile.headings import Kind, kind_of
from greenroom.prepare.profile.rows import rows_of
from greenroom.prepare.profile.sections import sections_of

JOB = "Data Engineer, Tidal\nJan 2020 – Dec 2020\n- Cut costs by 20%"


def test_a_name_with_a_typographic_hyphen():
    profile = profile_of(f"MARTA LEE‐OYELARAN\nmarta@example.com\n\nExperience\n\n{JOB}")
    assert profile.name.text == "MARTA LEE-OYELARAN"


def test_a_name_set_apart_from_a_place_by_bold_type_only():
    text = f"**Marta Oyelaran** Cape Town, South Africa\n\n082 555 0164 marta@example.com\n\n# Curriculum Vitæ\n\n## Experience\n\n{JOB}"
    assert profile_of(text, "cv.md").name.text == "Marta Oyelaran"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Where I have worked", Kind.EXPERIENCE),
        ("What I've done", Kind.EXPERIENCE),
        ("What I studied", Kind.EDUCATION),
        ("Things I know", Kind.SKILLS),
        ("Who am I?", Kind.SUMMARY),
        ("Ce que j’ai fait", Kind.EXPERIENCE),
        ("教育背景", Kind.EDUCATION),
        ("海拾贝教育", None),  # an employer
        ("What it does", None),
    ],
)
def test_headings_that_ask_and_employers_that_sound_like_headings(heading, kind):
    assert kind_of(heading) is kind


@pytest.mark.parametrize("text", ["2022-07 → now", "2023-03 – 2024-02", "2019-2021"])
def test_a_period_is_no_phone_number(text):
    assert not is_contact(text)
    assert is_contact("+44 7700 900123")


@pytest.mark.parametrize(
    "place", ["Providence, Rhode Island", "Klein Wanzerode, New Mexico", "Kigali, Rwanda"]
)
@pytest.mark.parametrize("head", ["Tidal, {} — Data Engineer\n{}", "Data Engineer\tTidal\t{}\t{}"])
def test_states_and_countries_are_places(head, place):
    found = jobs(cv(head.format(place, "Jan 2020 – Dec 2020") + "\n- Cut costs by 20%"))
    assert found == [("Data Engineer", "Tidal", "2020-01", "2020-12")]


def test_a_title_below_an_employer_with_a_town_nobody_knows():
    entry = "<p>{}</p><p><b>{}</b>, Villa de Arriba, Mexico<br>{}</p><ul><li>Built it</li></ul>"
    page = "<h1>Ann Example</h1><p>ann@example.com</p><h2>Experience</h2>"
    page += entry.format("01/2020 – 12/2020", "Tidal", "Data Engineer")
    page += entry.format("05/2018 – 12/2019", "Quern", "Data Analyst")
    assert [each[:2] for each in jobs(page, "cv.html")] == [
        ("Data Engineer", "Tidal"),
        ("Data Analyst", "Quern"),
    ]


def test_a_mark_between_a_date_and_a_title_opens_no_list():
    table = "Tidal, Leeds, UK\n2020 – 2022\t• Data Engineer\nCut costs by 20% within the first year.\n\n"
    table += "Quern, Leeds, UK\n2018 – 2020\t• Data Analyst\nBuilt a dashboard for the whole board."
    assert [each[:2] for each in jobs(cv(table))] == [("Data Engineer", "Tidal"), ("Data Analyst", "Quern")]


def test_a_mark_between_a_date_and_a_sentence_opens_a_list():
    table = "Data Engineer, Tidal\n2020 – 2022\t• Cut the costs of the whole platform by 20%"
    profile = profile_of(cv(table))
    assert [bullet.text for bullet in profile.jobs[0].bullets] == [
        "Cut the costs of the whole platform by 20%"
    ]


def test_a_year_that_ends_a_wrapped_item_dates_no_job():
    text = "Data Engineer, Tidal\n2014 – 2016\n- Built a search engine; sold to a publisher in\n  2016."
    profile = profile_of(cv(text))
    assert [bullet.text for bullet in profile.jobs[0].bullets] == [
        "Built a search engine; sold to a publisher in 2016."
    ]
    assert len(profile.jobs) == 1


def test_until_now_in_chinese_with_a_space():
    text = "陈嘉怡\nchen@example.cn\n\n工作经历\n\n产品经理\n南海智联科技有限公司，深圳\n(2021年5月 至 今)\n- 负责客服工单系统，日活 1.4 万人。"
    assert jobs(text) == [("产品经理", "南海智联科技有限公司", "2021-05", None)]


def test_the_fields_of_a_french_europass():
    text = (
        "Dates\tjanvier 2020 – décembre 2020\nFonction ou poste occupé\tData scientist\n"
        "Principales activités et responsabilités\tPrévu les apports d’eau à sept jours pour douze barrages.\n"
        "Nom et adresse de l’employeur\tMarée, Lyon, France"
    )
    assert jobs(cv(text, heading="Expérience professionnelle")) == [
        ("Data scientist", "Marée", "2020-01", "2020-12")
    ]


def test_a_heading_that_a_narrow_column_breaks():
    parts = [
        "Expérience",
        "professionnelle",
        "Tidal",
        "Aptitudes et",
        "compétences",
        "personnelles",
        "Python",
    ]
    lines, at = [], 0
    for number, part in enumerate(parts):
        bold = part not in {"Tidal", "Python"}
        lines.append(
            Line(
                at, at + len(part), x0=50, x1=120, y0=12.0 * number, y1=12.0 * number + 10, size=10, bold=bold
            )
        )
        at += len(part) + 1
    rows = rows_of(Document("cv.pdf", "application/pdf", "", "\n".join(parts), tuple(lines)))
    found = [(one.kind, [row.text for row in one.rows]) for one in sections_of(rows, name=None) if one.rows]
    assert found == [(Kind.EXPERIENCE, ["Tidal"]), (Kind.SKILLS, ["Python"])]


def test_a_place_that_a_narrow_column_breaks():
    parts = ["Jan 2020 – Dec 2020", "Prague, Czech", "Republic", "Data Engineer", "Tidal"]
    lines, at = [], 0
    for number, part in enumerate(parts):
        lines.append(
            Line(at, at + len(part), x0=50, x1=150, y0=12.0 * number, y1=12.0 * number + 10, size=10)
        )
        at += len(part) + 1
    rows = rows_of(Document("cv.pdf", "application/pdf", "", "\n".join(parts), tuple(lines)))
    names = [segment.text for segment in entries_of(rows)[0].head if segment.is_name]
    assert names == ["Data Engineer", "Tidal"]


def test_a_place_right_behind_a_title_written_small():
    entry = "<p>{}</p><p><b>{}</b> <i>{}</i> <small>Rennes, France</small></p><ul><li>Built it</li></ul>"
    page = "<h1>Ann Example</h1><p>ann@example.com</p><h2>Experience</h2>"
    page += entry.format("01/2020 – 12/2020", "Tidal", "Ingénieure machine learning")
    assert jobs(page, "cv.html")[0][:2] == ("Ingénieure machine learning", "Tidal")


def test_dates_employed_is_a_label():
    text = "Job Title: {}\nEmployer: {}\nLocation: Eugene, Oregon\nDates Employed: {}\n- Built it\n\n"
    found = jobs(
        cv(
            text.format("Data Engineer", "Umpqua Freight", "January 2020 - May 2022")
            + text.format("Data Analyst", "Quern", "June 2017 - December 2019")
        )
    )
    assert [each[:2] for each in found] == [("Data Engineer", "Umpqua Freight"), ("Data Analyst", "Quern")]
