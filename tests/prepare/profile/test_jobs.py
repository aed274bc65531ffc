"""One CV in many layouts: the jobs must come out the same from each."""

import textwrap

import pytest
from tests.prepare.profile.reading import cv, profile_of

JOBS = [
    ("Member of Technical Staff", "Tidal", "Mar 2022", "Present", "London, UK",
     ["Shipped a reranker that cut support escalations by 18% over two quarters", "Own the evaluation harness"]),
    ("Senior Data Scientist, Growth", "Orchard & Pine", "Jun 2019", "Feb 2022", "Manchester, UK",
     ["Built uplift models for 2.1M subscribers"]),
    ("Research Assistant", "University of Leeds", "Jan 2016", "Aug 2017", "Leeds, UK",
     ["Wrote a simulator for queueing networks"]),
]  # fmt: skip
PERIODS = [("2022-03", None, True), ("2019-06", "2022-02", False), ("2016-01", "2017-08", False)]
LAYOUTS = {
    "title, employer / dates | place": "{title}, {employer}\n{start} – {end} | {place}\n{items}",
    "employer, dates right / title, place right": "{employer}          {start} – {end}\n{title}          {place}\n{items}",
    "title at employer": "{title} at {employer}\n{start} – {end} · {place}\n{items}",
    "dates first": "{start} – {end}\n{employer} ({place})\n{title}\n{items}",
    "pipes": "{title} | {employer} | {place} | {start} – {end}\n{items}",
    "employer first, comma": "{employer}, {title}, {start} – {end}\n{items}",
    "dates in brackets": "{employer} — {title} ({start} – {end})\n{items}",
    "three rows": "{title}\n{employer}, {place}\n{start} – {end}\n{items}",
    "date column": "{start} – {end}\t{title}, {employer}, {place}\n{items}",
    "commas to the right": "{title}, {employer}, {place}\t{start} – {end}\n{items}",
}


def _text(layout: str) -> str:
    entries = []
    for title, employer, start, end, place, bullets in JOBS:
        items = "\n".join(
            textwrap.fill(item, 70, initial_indent="- ", subsequent_indent="  ") for item in bullets
        )
        entries.append(
            LAYOUTS[layout].format(
                title=title, employer=employer, start=start, end=end, place=place, items=items
            )
        )
    return cv("\n\n".join(entries))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_title_employer_dates_and_bullets_from_any_layout(layout):
    jobs = profile_of(_text(layout)).jobs
    assert [(str(job.title), str(job.employer)) for job in jobs] == [(job[0], job[1]) for job in JOBS]
    assert [(job.period.start, job.period.end, job.period.current) for job in jobs] == PERIODS
    assert [[bullet.text for bullet in job.bullets] for job in jobs] == [job[5] for job in JOBS]


def test_two_titles_at_one_employer_are_two_jobs():
    profile = profile_of(
        cv(
            "Orchard & Pine\n"
            "Senior Data Scientist          Jun 2019 – Feb 2022\n- Built uplift models\n"
            "Data Scientist          Sep 2017 – May 2019\n- Forecast demand for 300 stores\n\n"
            "Tidal\nEngineer          Jan 2015 – Aug 2017\n- Ran the release train"
        )
    )
    assert [(str(job.title), str(job.employer)) for job in profile.jobs] == [
        ("Senior Data Scientist", "Orchard & Pine"),
        ("Data Scientist", "Orchard & Pine"),
        ("Engineer", "Tidal"),
    ]


def test_education_projects_and_volunteering_are_no_jobs():
    profile = profile_of(
        cv(
            "Engineer, Tidal\nJan 2020 – Present\n- Ran the release train",
            rest=(
                "Projects\n\nqueuesim, Jan 2018 – Mar 2018\n- A simulator\n\n"
                "Education\n\nUniversity of Leeds, MSc Statistics (2014 – 2015)\n\n"
                "Volunteering\n\nMentor, Code Club\nSep 2018 – Present\n- Weekly sessions\n"
            ),
        )
    )
    assert [str(job.employer) for job in profile.jobs] == ["Tidal"]
    assert [str(study.institution) for study in profile.studies] == ["University of Leeds"]
    assert [str(project.name) for project in profile.projects] == ["queuesim"]


def test_a_label_inside_a_job_does_not_end_the_section():
    profile = profile_of(
        cv(
            "Engineer, Tidal\nJan 2020 – Present\nKey achievements:\n- Ran the release train\n\n"
            "Analyst, Nomad Loop\nJan 2018 – Dec 2019\nKey achievements:\n- Ran planning"
        )
    )
    assert [[bullet.text for bullet in job.bullets][-1] for job in profile.jobs] == [
        "Ran the release train",
        "Ran planning",
    ]


def test_jobs_without_a_heading_are_found_by_title_and_dates_and_the_user_is_told():
    profile = profile_of(
        "Marta Oyelaran\nmarta@example.com\n\nSenior Engineer, Tidal\nJan 2020 – Present\n- Ran the release train for a team\n"
    )
    assert [str(job.title) for job in profile.jobs] == ["Senior Engineer"]
    assert any("No heading for work experience" in warning for warning in profile.warnings)


def test_french_and_chinese_entries():
    french = profile_of(
        cv(
            "Ingénieure machine learning, Voltaneo\nsept. 2021 – aujourd’hui | Nantes\n"
            "- Réduit le coût d’inférence de 40 % pour les services de la plateforme\n\n"
            "Stagiaire data, INRIA\nmars 2017 – août 2017 | Rennes\n- Étudié des méthodes de partitionnement avec une équipe",
            heading="Expérience professionnelle",
        )
    )
    assert french.language == "fr"
    assert [(str(job.title), str(job.employer), job.period.start) for job in french.jobs] == [
        ("Ingénieure machine learning", "Voltaneo", "2021-09"),
        ("Stagiaire data", "INRIA", "2017-03"),
    ]
    chinese = profile_of(
        "林雨桐\nyutong.lin@example.cn | 138-0013-8111 | 上海\n\n工作经历\n\n机器学习工程师, 星澜科技有限公司\n2021年3月 – 至今 | 上海\n"
        "- 负责搜索排序模型训练与上线，CTR 提升 6.2%\n\n数据分析师, 北辰在线\n2018年7月 – 2021年2月 | 北京\n- 建设用户增长指标体系\n"
    )
    assert chinese.language == "zh"
    assert str(chinese.name) == "林雨桐"
    assert [(str(job.title), str(job.employer), job.period.end) for job in chinese.jobs] == [
        ("机器学习工程师", "星澜科技有限公司", None),
        ("数据分析师", "北辰在线", "2021-02"),
    ]
