"""The rules behind the report: what comes first, what is said in which words, and what is left out."""

import pytest
from tests.preparation import preparation
from tests.prepare.match.making import posting as made_posting
from tests.prepare.match.making import profile as made_profile
from tests.prepare.report.test_report import KIM, MADE_ON, compose, of_role

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Need
from greenroom.model.profile import Job, Period, Study
from greenroom.service.preparation import Options


def cited(text: str) -> Cited:
    return Cited(text=text, span=None)


def job(title: str, start: str, end: str | None, *bullets: str) -> Job:
    period = Period(start=start, end=end, current=end is None, raw=cited(f"{start} to {end or 'now'}"))
    return Job(employer=cited("Acme"), title=cited(title), period=period, bullets=tuple(map(cited, bullets)))


ASSISTANT = "Built an LLM homework assistant with guardrails and retrieval"
REPORTS = "Automated weekly reports with Python and SQL"
AI_JOB = of_role(
    made_posting("Strong programming in Python", "Experience with LLM products", "Prompt engineering"),
    Role.AI_ENGINEER,
    Level.SENIOR,
)


@pytest.mark.parametrize("bullets", [(ASSISTANT, REPORTS), (REPORTS, ASSISTANT)])
def test_a_language_does_not_outrank_the_work_itself(bullets):
    report = compose(made_profile(*bullets, title="Engineer"), AI_JOB)
    assert report.stories[0].title == ASSISTANT
    assert report.project is not None
    assert report.project.title == ASSISTANT
    assert report.pocket.stories[0].startswith(ASSISTANT)


def test_bullets_about_one_thing_make_one_story():
    person = made_profile(ASSISTANT, "Added checks so that the assistant hints instead of answering", REPORTS)
    stories = compose(person, AI_JOB).stories
    assert len(stories) == 2
    told = [s.text for story in stories for s in story.parts[2].statements]
    assert len(told) == len(set(told)) == 3


def test_a_project_tells_no_bullet_twice():
    person = made_profile(ASSISTANT, measured=("Trained the ranker in PyTorch; clicks rose by 12%",))
    project = compose(person, AI_JOB).project
    assert project is not None
    said = [p.statement.text for p in project.parts if p.statement is not None]
    assert len(said) == len(set(said))


def test_questions_and_probes_can_be_prepared():
    for role in Role:
        report = compose(KIM, of_role(made_posting("Kubernetes", "Python", "Tableau"), role, Level.SENIOR))
        assert 12 <= len(report.questions) <= 14
        assert all(len(q.followups) <= 4 for q in report.questions)
        titles = {r.title for r in report.loop.rounds} | {"Any round"}
        assert {q.round for q in report.questions} <= titles
        assert len(report.frameworks) <= 3


def test_a_must_have_gap_comes_before_a_nice_to_have_everywhere():
    nice, must = made_posting("Kubernetes", "Prompt engineering").requirements
    nice = nice.model_copy(update={"need": Need.NICE})
    posting = AI_JOB.model_copy(update={"requirements": (nice, must)})
    report = compose(KIM, posting)
    assert report.questions[1].title == "A gap: prompt engineering"
    assert "prompt engineering" in report.overview.next_step.action
    assert "prompt engineering" in report.overview.fit.text
    assert all("Kubernetes" not in row.risk.text for row in report.risks)


def test_a_trait_is_no_risk():
    posting = made_posting("Comfortable in a high-growth, fast-paced and agile environment", "Tableau")
    texts = [row.risk.text for row in compose(KIM, posting).risks]
    assert not any("fast-paced" in text for text in texts)
    assert any("Tableau" in text for text in texts)


def test_the_verdict_can_be_read():
    strong = compose(KIM, of_role(made_posting("PyTorch"), Role.ML_ENGINEER, Level.MID)).overview.fit.text
    weak = compose(KIM, of_role(made_posting("Tableau", "Kafka"), Role.ML_ENGINEER, Level.DIRECTOR))
    assert strong.startswith("A strong match")
    assert weak.overview.fit.text.startswith("A stretch with two gaps")


def test_a_manager_who_applies_for_hands_on_work_hears_of_it():
    jobs = (
        job("Engineering Manager", "2020-01", None, "Managed 6 engineers through a rewrite of search"),
        job("Machine Learning Engineer", "2015-01", "2019-12", "Built a fraud-scoring service"),
    )
    person = KIM.model_copy(update={"jobs": jobs})
    hands_on = compose(person, of_role(made_posting("PyTorch"), Role.ML_ENGINEER, Level.SENIOR))
    manages = compose(person, of_role(made_posting("PyTorch"), Role.ML_ENGINEERING_MANAGER, Level.SENIOR))
    assert any("2019-12" in row.risk.text and "hands-on" in row.risk.text for row in hands_on.risks)
    assert not any("hands-on" in row.risk.text for row in manages.risks)


def test_a_study_fills_a_pause_and_a_change_of_trade_has_its_own_words():
    before = job("Machine Learning Engineer", "2016-01", "2018-12", "Built a fraud-scoring service")
    after = job("Machine Learning Engineer", "2021-01", None, "Trained the ranker in PyTorch")
    study = Study(institution=cited("ETH"), period=Period(start="2019", end="2020"))
    idle = KIM.model_copy(update={"jobs": (after, before), "studies": ()})
    busy = idle.model_copy(update={"studies": (study,)})
    teacher = job("Mathematics Teacher", "2016-01", "2018-12", "Taught algebra to 120 pupils")
    changed = idle.model_copy(update={"jobs": (after, teacher)})

    def risks(person):
        return " ".join(row.risk.text for row in compose(person, AI_JOB).risks)

    assert "months between" in risks(idle)
    assert "months between" not in risks(busy)
    assert "changed trade" in risks(changed)


@pytest.mark.parametrize(
    ("bullet", "words"),
    [
        ("Built the retrieval service with pgvector", "used by [n] [whom]"),
        ("Taught algebra and led the programming club", "grew from [n] to [n]"),
        ("Created attendance dashboards for principals", "which led to [decision]"),
    ],
)
def test_a_hint_fits_the_kind_of_bullet(bullet, words):
    hints = compose(made_profile(bullet), AI_JOB).rewrites
    assert [words in hint.pattern for hint in hints] == [True]


@pytest.mark.parametrize(
    "bullet",
    [
        "Hired 9 engineers and promoted 5 of them",
        "Cut cost by 40 % in a year",
        "Mentored four juniors, two now staff",
    ],
)
def test_a_bullet_with_an_outcome_gets_no_hint(bullet):
    assert compose(made_profile(bullet), AI_JOB).rewrites == ()


def test_a_law_is_told_where_it_holds():
    def facts(place: str) -> str:
        person = KIM.model_copy(update={"location": cited(place)})
        return " ".join(f.text for f in compose(person, AI_JOB).loop.facts)

    assert "California" in facts("San Francisco, CA")
    assert "EU pay transparency" not in facts("San Francisco, CA")
    assert "EU pay transparency" in facts("Lyon, France")
    assert "California" not in facts("Lyon, France")


def test_every_round_is_rehearsed():
    for role in Role:
        report = compose(KIM, of_role(AI_JOB, role, Level.SENIOR))
        titles = " ".join(t.title for d in report.plan.days for t in d.tasks if t.kind == "rehearsal")
        assert all(r.title in titles for r in report.loop.rounds)
        assert any(t.kind == "research" and "Find out" in t.title for d in report.plan.days for t in d.tasks)


def test_another_family_keeps_its_own_name():
    reading = AI_JOB.role.model_copy(update={"exact": False, "named": "data scientist"})
    report = compose(KIM, AI_JOB.model_copy(update={"role": reading, "title": None}))
    assert report.position == "Data scientist (nearest loop: AI engineer)"
    assert "data scientist" in report.overview.fit.text
    assert "nearest loop" not in report.follow_up.paragraphs[0].text


def test_nothing_carries_over_from_a_date():
    room = preparation()
    cv = (
        "Ada Moreau\nada@example.org\n\nExperience\n\nML engineer, Acme\nSeptember 2019 - December 2021\n\n"
        "- Trained churn models for the shop\n- Wrote the weekly data checks\n\nSkills\n\nPython, AWS\n"
    )
    job = (
        "Staff ML engineer\n\nRequirements\n\n- 10+ years of MLOps experience in designing ML cloud infrastructure using AWS services\n"
        "- Experience with Kubernetes in production\n- Experience with Terraform\n\n"
        + "We build tools for shops. "
        * 20
    )
    documents = (
        room.reader.read(cv.encode(), name="cv.txt"),
        room.reader.read(job.encode(), name="job.txt", purpose="posting"),
    )
    report = room.report(*documents, Options(made_on=MADE_ON))
    said = [report.overview.next_step.action, *(row.mitigation for row in report.risks)]
    assert not any("September" in text for text in said), said
