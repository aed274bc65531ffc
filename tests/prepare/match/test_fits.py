"""The role a profile leans to, and the level at which it stands."""

import pytest
from tests.prepare.match.making import cited, held, posting, profile

from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Posting
from greenroom.model.profile import Job, Period, Profile

PEOPLE = {
    Role.AI_PRODUCT_MANAGER: (
        "Product Manager",
        (
            "Set the roadmap with customers and stakeholders",
            "Launched smart replies; adoption rose",
            "Ran discovery interviews",
        ),
    ),
    Role.ML_ENGINEER: (
        "Machine Learning Engineer",
        (
            "Trained ranking models with XGBoost",
            "Built the feature pipeline on Spark",
            "Deployed the forecast to production",
        ),
    ),
    Role.AI_ENGINEER: (
        "AI Engineer",
        (
            "Built a RAG assistant with LangChain",
            "Deployed agents that call tools",
            "Implemented prompt tests for the LLM",
        ),
    ),
    Role.ML_ENGINEERING_MANAGER: (
        "Engineering Manager, ML",
        (
            "Managed a team of 8 and hired five of them",
            "Mentored two new leads",
            "Ran performance reviews for direct reports",
        ),
    ),
}


@pytest.mark.parametrize("role", list(Role))
def test_the_role_is_what_titles_and_bullets_own(role):
    title, bullets = PEOPLE[role]
    fit = held(profile(*bullets, title=title), posting("Python")).role_fit
    assert max(fit.scores, key=lambda r: fit.scores[r]) is role
    assert sum(fit.scores.values()) == pytest.approx(1)
    assert role.label in fit.summary


def test_a_profile_that_says_nothing_leans_nowhere():
    fit = held(profile("Taught chemistry", title="Office Manager"), posting("Python")).role_fit
    assert "too little" in fit.summary


def person(*jobs: tuple[str, str, str | None], months: int) -> Profile:
    made = tuple(
        Job(
            employer=cited("Acme"),
            title=cited(title),
            period=Period(start=start, end=end, current=end is None, raw=cited(f"{start} to {end or 'now'}")),
        )
        for title, start, end in jobs
    )
    return Profile(language="en", jobs=made, total_months=months)


@pytest.mark.parametrize(
    ("jobs", "months", "level"),
    [
        ([("Data Science Intern", "2025-01", None)], 10, Level.ENTRY),
        ([("Machine Learning Engineer", "2022-01", None)], 40, Level.MID),
        ([("Senior Machine Learning Engineer", "2018-01", None)], 90, Level.SENIOR),
        ([("Staff Machine Learning Engineer", "2012-01", None)], 160, Level.STAFF),
        (
            [("Freelance consultant", "2024-01", None), ("Staff Engineer", "2012-01", "2023-12")],
            165,
            Level.STAFF,
        ),
        ([("Director of Machine Learning", "2008-01", None)], 210, Level.DIRECTOR),
    ],
)
def test_the_level_follows_title_and_years(jobs, months, level):
    assert held(person(*jobs, months=months), posting("Python")).level_fit.evidence is level


def test_years_outside_the_trade_do_not_count():
    teacher = person(
        ("AI Engineer", "2025-01", None), ("Mathematics Teacher", "2010-01", "2024-12"), months=194
    )
    fit = held(teacher, posting("Python")).level_fit
    assert fit.evidence is Level.ENTRY
    assert "1.2 years of AI or ML work" in fit.why
    assert "15.0 years in other work do not count here" in fit.why


def test_analytics_years_are_no_years_of_an_ai_engineer():
    analyst = person(("AI Engineer", "2025-01", None), ("Data Analyst", "2019-01", "2024-12"), months=86)
    assert (
        "1.2 years of AI or ML work; 6.0 years in other work"
        in held(analyst, posting("Python")).level_fit.why
    )


def test_other_engineering_counts_half():
    backend = person(("AI Engineer", "2024-01", None), ("Backend Engineer", "2018-01", "2023-12"), months=96)
    why = held(backend, posting("Python")).level_fit.why
    assert "2.0 years of AI or ML work and 6.0 of other engineering, which counts half." in why


def test_an_engineer_whose_bullets_are_ml_does_ml():
    job = Job(
        employer=cited("Acme"),
        title=cited("Software Engineer"),
        period=Period(start="2020-01", current=True, raw=cited("2020 to now")),
        bullets=(cited("Trained ranking models with XGBoost"), cited("Served PyTorch models on GPUs")),
    )
    why = held(Profile(language="en", jobs=(job,), total_months=60), posting("Python")).level_fit.why
    assert "5.0 years of AI or ML work." in why


def test_built_in_one_bullet_is_no_level():
    assert "built or shipped" not in held(profile("Built a bot"), posting("Python")).level_fit.why
    twice = held(profile("Built a bot", "Deployed a ranker"), posting("Python")).level_fit
    assert "built or shipped" in twice.why


def test_a_manager_before_an_engineers_posting_is_told_the_last_hands_on_title():
    manager = person(
        ("Engineering Manager", "2019-04", None), ("Senior ML Engineer", "2014-01", "2019-03"), months=140
    )
    why = held(manager, posting("Python")).level_fit.why
    assert "individual contributor" in why
    assert "“Senior ML Engineer”, which ended 2019-03" in why
    assert "individual contributor" not in held(manager, managing()).level_fit.why


def managing() -> Posting:
    base = posting("Python")
    role = base.role.model_copy(update={"role": Role.ML_ENGINEERING_MANAGER})
    return base.model_copy(update={"role": role})


def test_nothing_to_read_a_level_from():
    assert held(Profile(language="en"), posting("Python")).level_fit.evidence is None
