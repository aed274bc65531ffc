"""A report for anybody and any posting: enough of everything, nothing filled in, every sentence with its source."""

from datetime import date, timedelta
from functools import lru_cache

import pytest
from pydantic import BaseModel
from tests.preparation import FIXTURES, ROOT, preparation
from tests.prepare.match.making import posting as made_posting
from tests.prepare.match.making import profile as made_profile
from tests.test_grounding import walk

from greenroom.model.ladder import Level, Role
from greenroom.model.match import Strength
from greenroom.model.posting import LevelReading, Posting, RoleReading
from greenroom.model.profile import Profile
from greenroom.model.report import Report, Source, Statement
from greenroom.prepare.match import match_profile
from greenroom.prepare.report import NEIGHBOURS, Candidacy, compose_report
from greenroom.service.preparation import Options

MADE_ON = date(2026, 3, 2)


def compose(profile: Profile, posting: Posting) -> Report:
    room = preparation()
    catalogue = room.library.for_roles({posting.role.role, *NEIGHBOURS.get(posting.role.role, ())})
    document = room.reader.read(b"Kim Example\nEngineer at Acme\n", name="cv.txt")
    case = Candidacy(
        cv=document,
        posting_document=document,
        profile=profile,
        posting=posting,
        match=match_profile(profile, posting, vocabulary=catalogue.vocabulary, encoder=room.encoder),
        catalogue=catalogue,
        encoder=room.encoder,
        made_on=MADE_ON,
        interview_on=None,
        hours_a_day=2.0,
    )
    return compose_report(case, version="test")


def of_role(posting: Posting, role: Role, level: Level) -> Posting:
    reading = RoleReading(role=role, exact=True, named=role.label, scores=dict.fromkeys(Role, 0.25))
    return posting.model_copy(update={"role": reading, "level": LevelReading(level=level, stated=True)})


KIM = made_profile(
    "Built the retrieval service with pgvector",
    "Introduced weekly reviews of labels",
    measured=("Trained the ranker in PyTorch, raising clicks by 12%", "Cut latency from 120 ms to 80 ms"),
    title="Machine Learning Engineer",
    listed=("Python", "SQL"),
    months=60,
)
JOB = made_posting(
    "Deep knowledge of PyTorch", "Python and Kubernetes", "Experience with A/B testing", "You are curious"
)
EMPTY = Profile(language="en", name=KIM.name)


@lru_cache
def sample() -> Report:
    room = preparation()
    cv = room.reader.read_file(ROOT / "samples" / "cv.pdf")
    posting = room.reader.read_file(ROOT / "samples" / "posting.md", purpose="posting")
    return room.report(cv, posting, Options(made_on=MADE_ON))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("person", [KIM, EMPTY], ids=["kim", "empty"])
def test_every_role_and_level_gets_at_least_twelve_questions_in_order(role, level, person):
    report = compose(person, of_role(JOB, role, level))
    assert len(report.questions) >= 12
    assert [q.rank for q in report.questions] == list(range(1, len(report.questions) + 1))
    assert len({q.slug for q in report.questions}) == len(report.questions)


def test_every_round_of_the_loop_gets_a_question():
    report = compose(KIM, JOB)
    asked = {q.round for q in report.questions}
    assert {r.title for r in report.loop.rounds} <= asked


def test_a_name_alone_still_gives_a_report_that_says_what_is_missing():
    report = compose(EMPTY, JOB)
    assert report.stories == ()
    assert report.project is None
    assert report.overview.strengths == ()
    assert report.level_fit.evidence is None
    assert "lists no jobs" in report.skeletons[0].paragraphs[0].text
    assert {m.strength for m in report.match.requirements} == {Strength.MISSING}
    assert report.plan.days


def test_a_posting_without_requirements():
    report = compose(KIM, JOB.model_copy(update={"requirements": ()}))
    assert "no must-haves" in report.overview.fit.text
    assert report.match.coverage is None
    assert len(report.questions) >= 12


def test_a_posting_of_another_family_says_so():
    room = preparation()
    cv = room.reader.read_file(ROOT / "samples" / "cv.pdf")
    posting = room.reader.read_file(FIXTURES / "postings" / "data_scientist.md", purpose="posting")
    report = room.report(cv, posting, Options(made_on=MADE_ON))
    assert not report.posting.role.exact
    assert report.posting.role.named in report.loop.summary.text


def statements(report: Report) -> list[Statement]:
    return [value for value in walk(report) if isinstance(value, Statement)]


def test_what_is_from_the_cv_quotes_it():
    for person in (KIM, EMPTY):
        for statement in statements(compose(person, JOB)):
            if statement.source is Source.CV:
                assert any(q.document == "cv" for q in statement.quotes), statement.text


def test_blanks_are_never_filled():
    for report in (sample(), compose(KIM, JOB)):
        for story in report.stories:
            assert all(part.blanks for part in story.parts)
            for part in story.parts:
                assert all(s.quotes for s in part.statements)
        own = " ".join(k.text for k in report.follow_up.paragraphs)
        assert "[name]" in own
        assert all("[" in row.say for row in report.risks)


def test_the_plan_refers_to_things_in_the_report():
    for report in (sample(), compose(KIM, JOB), compose(EMPTY, JOB)):
        known = {
            i.slug
            for part in (report.questions, report.concepts, report.drills, report.exercises)
            for i in part
        }
        known |= {story.id for story in report.stories}
        refs = {task.ref for day in report.plan.days for task in day.tasks}
        assert refs - {""} <= known
        assert {story.id for story in report.stories} <= refs


def test_the_plan_begins_with_the_next_step():
    report = compose(KIM, JOB)
    begun = [task for day in report.plan.days[:2] for task in day.tasks]
    assert any(report.overview.next_step.action in task.title for task in begun)
    assert 120 <= report.overview.next_step.minutes <= 240
    assert not report.overview.next_step.action.startswith("Expect")


def test_rounds_are_rehearsed_in_turn():
    tasks = [t for day in compose(KIM, JOB).plan.days for t in day.tasks if t.kind == "rehearsal"]
    assert len({t.title for t in tasks}) == min(len(tasks), len(compose(KIM, JOB).loop.rounds))


def test_questions_to_ask_go_to_different_people_for_different_reasons():
    report = sample()
    assert len({ask.audience for ask in report.asks}) >= 3
    cited = [q.cited.text for ask in report.asks for q in ask.because.quotes]
    assert len(cited) == len(set(cited))


def test_no_line_is_the_reason_for_everything():
    reasons = [tuple(q.cited.text for q in question.why_you.quotes[:1]) for question in sample().questions]
    for reason in set(reasons) - {()}:
        assert reasons.count(reason) <= 3


def test_bullets_with_an_effect_get_no_hint():
    hinted = {h.bullet.text for h in compose(KIM, JOB).rewrites}
    assert hinted == {"Built the retrieval service with pgvector", "Introduced weekly reviews of labels"}


@pytest.mark.parametrize(("language", "words"), [("en", " from "), ("fr", "est passé"), ("zh", "变为")])
def test_a_hint_goes_on_in_the_language_of_the_cv(language, words):
    hints = compose(KIM.model_copy(update={"language": language}), JOB).rewrites
    assert all(words in hint.pattern for hint in hints)


def test_the_words_for_a_risk_fit_its_strength():
    person = made_profile("Taught chemistry", listed=("Kafka",))
    rows = {row.risk.text: row.say for row in compose(person, made_posting("Tableau", "Kafka")).risks}
    missing = next(say for text, say in rows.items() if "Tableau" in text)
    listed = next(say for text, say in rows.items() if "Kafka" in text)
    assert "not" in missing
    assert listed.startswith("I used it")


def test_people_with_different_gaps_are_asked_different_things():
    other = made_profile(
        "Ran a Kubernetes cluster for 40 services",
        "Planned A/B tests for checkout",
        title="Platform Engineer",
    )
    mine, theirs = compose(KIM, JOB), compose(other, JOB)
    assert [m.action for m in mine.match.requirements] != [m.action for m in theirs.match.requirements]
    assert {q.title for q in mine.questions} != {q.title for q in theirs.questions}
    assert {s.title for s in mine.stories}.isdisjoint(s.title for s in theirs.stories)


def test_the_same_candidacy_gives_the_same_json():
    assert compose(KIM, JOB).model_dump_json() == compose(KIM, JOB).model_dump_json()


def test_the_plan_ends_before_the_interview():
    room = preparation()
    cv = room.reader.read_file(ROOT / "samples" / "cv.pdf")
    posting = room.reader.read_file(ROOT / "samples" / "posting.md", purpose="posting")
    for days in (1, 2, 8):
        on = MADE_ON + timedelta(days=days)
        plan = room.report(cv, posting, Options(made_on=MADE_ON, interview_on=on)).plan
        assert len(plan.days) == max(1, days - 1)
        assert all(day.date < on for day in plan.days)


def test_walk_sees_values() -> None:
    assert any(isinstance(value, BaseModel) for value in walk(sample()))
