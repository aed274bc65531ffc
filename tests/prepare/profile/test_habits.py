"""Habits of CV templates that once were read wrong, each in the smallest CV that shows it."""

import time

import pytest
from tests.prepare.profile.reading import cv, profile_of


def jobs(text, name="cv.txt"):
    return [
        (
            job.title and job.title.text,
            job.employer and job.employer.text,
            job.period.start,
            job.period.end,
        )
        for job in profile_of(text, name).jobs
    ]


def test_an_at_sign_without_an_address_takes_no_time():
    words = " ".join(["word"] * 40)
    start = time.perf_counter()
    profile = profile_of(
        f"Ann Example\n\nExperience\n\nEngineer @ Tidal {words}\nJan 2020 – Dec 2020\n- Work\n"
    )
    assert profile.email is None
    assert time.perf_counter() - start < 5


def test_an_arrow_joins_two_dates():
    found = jobs(cv("Engineer, Tidal\nJan 2020 → Dec 2020\n- Cut costs by 20%"))
    assert found == [("Engineer", "Tidal", "2020-01", "2020-12")]


def test_fields_may_carry_their_names():
    found = jobs(
        cv(
            "Position: Data Engineer\nEmployer: Tidal\nLocation: Leeds, UK\nPeriod: January 2020 to date\n\n"
            "- Cut costs by 20%\n\nPosition: Data Analyst\nEmployer: Quern\nLocation: Leeds, UK\n"
            "Period: May 2018 to December 2019\n\n- Built a dashboard"
        )
    )
    assert found == [
        ("Data Engineer", "Tidal", "2020-01", None),
        ("Data Analyst", "Quern", "2018-05", "2019-12"),
    ]


def test_every_job_may_be_an_item_of_one_list():
    job = "<li><b>{}</b><p>{}</p><ul><li>{}</li></ul></li>"
    page = (
        "<h3>Ann Example</h3><p>ann@example.com</p><h4>Work Experience</h4><ul>"
        + job.format("Data Engineer, Tidal", "Jan 2020 - Present", "Cut costs by 20%")
        + job.format("Data Analyst, Quern", "May 2018 - Dec 2019", "Built a dashboard")
        + "</ul>"
    )
    assert [found[:3] for found in jobs(page, "cv.html")] == [
        ("Data Engineer", "Tidal", "2020-01"),
        ("Data Analyst", "Quern", "2018-05"),
    ]


def test_a_title_without_employer_stands_under_the_employer_above():
    found = jobs(
        cv(
            "# Tidal\n\n**Lead Engineer** (Jan 2021 – Present)\n\n- Led six\n\n"
            "**Engineer** (May 2018 – Dec 2020)\n\n- Built it\n"
        ),
        "cv.md",
    )
    assert [each[:2] for each in found] == [("Lead Engineer", "Tidal"), ("Engineer", "Tidal")]


def test_the_name_of_a_list_is_no_achievement():
    profile = profile_of(cv("Engineer, Tidal\nJan 2020 – Dec 2020\nHighlights\n- Cut costs by 20%"))
    assert [bullet.text for bullet in profile.jobs[0].bullets] == ["Cut costs by 20%"]


def test_a_town_nobody_knows_is_told_by_its_country():
    profile = profile_of(
        cv("Jan 2020 - Dec 2020   Engineer, Tidal, Klein Wanzerode, Germany\n   * Cut costs by 20%")
    )
    assert profile.jobs[0].employer.text == "Tidal"
    assert profile.jobs[0].location.text == "Klein Wanzerode, Germany"


@pytest.mark.parametrize(
    "name",
    [
        "Nur Aisyah binti Abdullah",
        "María José García de la Torre",
        "Maud van den Heuvel",
        "K. R. Srinivasan",
        "林婉清",
    ],
)
def test_names_of_many_cultures(name):
    assert (
        profile_of(f"{name}\n\nsomeone@example.com\n\nExperience\n\nEngineer, Tidal\n2019 – 2020\n").name.text
        == name
    )


def test_a_name_may_be_called_a_cv():
    assert (
        profile_of(
            "# Deniz Kaplan's CV\n\n# Experience\n\n## Engineer, Tidal\n\n2019 – 2020\n", "cv.md"
        ).name.text
        == "Deniz Kaplan"
    )


def test_groups_of_skills_may_be_headings_of_their_own():
    profile = profile_of(
        "# Ann Example\n\n### Core\n\n- Ranking\n- Retrieval\n\n### Leadership\n\n- Hiring\n- Mentoring\n\n"
        "### Summary\n\nI rank things.\n\n### Experience\n\n#### Engineer, Tidal\n\n2019 – 2020\n\n- Built it\n",
        "cv.md",
    )
    assert [skill.name.text for skill in profile.skills if skill.listed] == [
        "Ranking",
        "Retrieval",
        "Hiring",
        "Mentoring",
    ]
