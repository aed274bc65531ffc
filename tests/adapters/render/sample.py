"""A full, realistic report with everything that can go wrong in a text: markup, CJK, very long words.

`sample()` is the same value every time. `hostile()` is the same person with an attack in every field that
comes from outside. `bare()` is the least a report can hold.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from tests.adapters.render import sample_texts as texts

from greenroom.model.content import Fact
from greenroom.model.document import Cited, Span
from greenroom.model.exercise import Family
from greenroom.model.ladder import Level, Role
from greenroom.model.match import Evidence, LevelFit, Match, RequirementMatch, RoleFit, Strength, StressTest
from greenroom.model.plan import Plan, PlanDay, PlanTask
from greenroom.model.posting import LevelReading, MaturityReading, Need, Posting, Requirement, RoleReading
from greenroom.model.practice import Framework
from greenroom.model.profile import ImpactClaim, Job, Period, Profile, SkillClaim
from greenroom.model.report import (
    AskView,
    ConceptView,
    DrillView,
    ExerciseView,
    ExpectedQuestion,
    FilledPart,
    Inputs,
    LoopView,
    NextStep,
    Overview,
    PillarView,
    PocketCard,
    ProjectSummary,
    Quote,
    Report,
    RewriteHint,
    RiskRow,
    RoundView,
    Skeleton,
    Source,
    Statement,
    Story,
    StoryPart,
)


def cite(text: str, words: str) -> Cited:
    """`words` with their place in `text`; page 2 of the CV starts at its form feed."""
    start = text.index(words)
    page = 1 + text[:start].count("\n\n— page break —")
    return Cited(text=" ".join(words.split()), span=Span(start=start, end=start + len(words), page=page))


def cv(words: str) -> Quote:
    return Quote(document="cv", cited=cite(texts.CV, words))


def ad(words: str) -> Quote:
    return Quote(document="posting", cited=cite(texts.POSTING, words))


def said(text: str, *words: str) -> Statement:
    """A statement from the CV; with no other words the text is the quote."""
    return Statement(text=text, source=Source.CV, quotes=tuple(cv(w) for w in words or (text,)))


def asked(text: str, *words: str) -> Statement:
    return Statement(text=text, source=Source.POSTING, quotes=tuple(ad(w) for w in words or (text,)))


def inferred(text: str, *quotes: Quote) -> Statement:
    return Statement(text=text, source=Source.INFERRED, quotes=quotes)


def general(text: str) -> Statement:
    return Statement(text=text, source=Source.GENERAL)


@cache
def sample() -> Report:
    """The full report."""
    return Report(
        greenroom_version="0.1.0",
        made_on=date(2026, 3, 2),
        role=Role.ML_ENGINEER,
        level=Level.SENIOR,
        level_title="Senior, IC5",
        candidate="Weilin Zhao 赵薇琳",
        position="Senior Machine Learning Engineer, Fraud & Risk",
        company="Harbour Pay",
        inputs=Inputs(
            cv_name="weilin-zhao-cv.pdf",
            cv_sha256="a" * 64,
            cv_text=texts.CV,
            cv_notes=("Page 2 was read in stream order because its columns overlap.",),
            posting_name="harbour-pay-senior-mle.html",
            posting_sha256="b" * 64,
            posting_text=texts.POSTING,
            posting_notes=(),
        ),
        profile=_profile(),
        posting=_posting(),
        match=_match(),
        overview=_overview(),
        loop=_loop(),
        questions=tuple(_question(i, *row) for i, row in enumerate(texts.QUESTIONS, 1)),
        stories=_stories(),
        rewrites=_rewrites(),
        concepts=tuple(
            ConceptView(slug=slug, title=title, minutes=7, why=asked(why), lesson=lesson)
            for slug, title, why, lesson in texts.CONCEPTS
        ),
        drills=tuple(
            DrillView(
                slug=slug,
                title=title,
                minutes=minutes,
                why=inferred(why),
                task=task,
                exercise="point-in-time-join" if slug == "label-delay-by-hand" else "",
            )
            for slug, title, minutes, why, task in texts.DRILLS
        ),
        exercises=tuple(
            ExerciseView(
                slug=slug,
                title=title,
                family=Family(family),
                minutes=minutes,
                why=inferred(why, cv(words)) if words else inferred(why),
            )
            for slug, title, family, minutes, why, words in texts.EXERCISES
        ),
        asks=tuple(
            AskView(text=t, why=w, good_sign=g, warning_sign=b, audience=a, because=asked(because))
            for t, w, g, b, a, because in texts.ASKS
        ),
        skeletons=_skeletons(),
        risks=_risks(),
        project=_project(),
        frameworks=tuple(Framework.model_validate(f) for f in texts.FRAMEWORKS),
        follow_up=_follow_up(),
        plan=_plan(),
        pocket=_pocket(),
    )


def _profile() -> Profile:
    at = lambda words: cite(texts.CV, words)  # noqa: E731 - the table below reads better with a short name
    bullets = tuple(at(b) for b in texts.BULLETS)
    return Profile(
        language="en",
        name=at("Weilin Zhao 赵薇琳"),
        headline=at("Machine learning engineer, payments and risk"),
        email=at("weilin.zhao@example.org"),
        jobs=(
            Job(
                employer=at("Northlight Bank"),
                title=at("Machine Learning Engineer"),
                period=Period(start="2022-04", current=True),
                bullets=bullets[:4],
            ),
            Job(
                employer=at("Sanfeng Logistics 三丰物流"),
                title=at("Data Scientist"),
                period=Period(start="2019-07", end="2022-03"),
                bullets=bullets[4:],
            ),
        ),
        skills=tuple(SkillClaim(name=at(s)) for s in ("Python", "LightGBM", "Airflow", "C++")),
        impact_claims=(ImpactClaim(statement=bullets[0], job=0, change=at("by 30%")),),
        total_months=80,
        recent_months=60,
        warnings=("The end date of one education entry could not be read.",),
    )


def _posting() -> Posting:
    at = lambda words: cite(texts.POSTING, words)  # noqa: E731 - as above
    return Posting(
        language="en",
        title=at("Senior Machine Learning Engineer, Fraud & Risk"),
        company=at("Harbour Pay"),
        location=at("Rotterdam or remote within CET ± 2 h"),
        role=RoleReading(
            role=Role.ML_ENGINEER, exact=True, named="ML engineer", scores={Role.ML_ENGINEER: 0.8}
        ),
        level=LevelReading(level=Level.SENIOR, stated=True, because=(at("Senior"),)),
        maturity=MaturityReading.model_validate({"maturity": "scaling"}),
        requirements=tuple(row.requirement for row in _requirements()),
        unknown=("the salary range", "who the role reports to", "how many rounds there are"),
        years=5,
    )


def _requirements() -> tuple[RequirementMatch, ...]:
    return tuple(
        RequirementMatch(
            requirement=Requirement(id=f"r{i}", statement=cite(texts.POSTING, words), need=Need(need)),
            strength=Strength(strength),
            evidence=tuple(
                Evidence(quote=cite(texts.CV, q), where=where, nearness=0.7) for q, where in evidence
            ),
            why=why,
            action=action,
        )
        for i, (words, need, strength, evidence, why, action) in enumerate(texts.REQUIREMENTS, 1)
    )


def _match() -> Match:
    b = texts.BULLETS
    return Match(
        requirements=_requirements(),
        coverage=0.62,
        role_fit=RoleFit(
            scores={
                Role.ML_ENGINEER: 0.52,
                Role.AI_ENGINEER: 0.24,
                Role.AI_PRODUCT_MANAGER: 0.13,
                Role.ML_ENGINEERING_MANAGER: 0.11,
            },
            outcomes=0.27,
            systems=0.61,
            people=0.12,
            because={
                "outcomes": (cite(texts.CV, b[0]),),
                "systems": (cite(texts.CV, b[1]), cite(texts.CV, b[2])),
                "people": (cite(texts.CV, b[3]),),
            },
            summary="Your own words speak mostly of systems you built and ran, then of outcomes; people come last.",
        ),
        level_fit=LevelFit(
            asked=Level.SENIOR,
            evidence=Level.MID,
            because=(cite(texts.CV, b[1]),),
            why="Two systems owned end to end speak for IC4 to IC5; nothing in the CV shows a decision that bound another team.",
        ),
        stress_tests=tuple(
            StressTest(
                claim=cite(texts.CV, claim),
                number=cite(texts.CV, number),
                where=where,
                attack=attack,
                defence=defence,
                missing=missing,
            )
            for claim, number, where, attack, defence, missing in texts.STRESS
        ),
    )


def _overview() -> Overview:
    b = texts.BULLETS
    return Overview(
        fit=inferred(
            "A close fit on building and running fraud models; the open question is whether you have made decisions "
            "for more than your own team.",
            cv(b[0]),
            ad("set the technical direction for fraud models across three product teams"),
        ),
        coverage=0.62,
        strengths=(
            said("You have run fraud models in production and measured what changed.", b[0]),
            said("You know streaming features at real volume.", b[1]),
            inferred("You have lived through an incident and changed the system after it.", cv(b[2])),
        ),
        risks=(
            inferred("Nothing in the CV shows direction set for other teams.", ad(texts.REQUIREMENTS[2][0])),
            asked(
                "Delayed labels are named as a must and your CV does not mention them.",
                texts.REQUIREMENTS[3][0],
            ),
            inferred("Your largest number has no baseline and will be asked about first.", cv(b[0])),
        ),
        next_step=NextStep(
            action="Write down the false-positive rate before and after your 2023 model, the period and how it was measured.",
            why="Five of the fourteen likely questions start from this number, and it answers two of the three risks.",
            minutes=40,
        ),
        unknown=("the salary range", "who the role reports to", "how many rounds there are"),
    )


def _loop() -> LoopView:
    return LoopView(
        summary=general(
            "The loop decides whether a model you own can be trusted with money: built on data that was known at the "
            "time, tested against cost, and watched after release."
        ),
        level_title="Senior ML engineer, IC5",
        scope="Owns a system of models end to end, and its cost and failures, through others as well as alone.",
        expected=(
            "Starts from the costliest error and works back to the metric",
            "Finds leakage and skew in a design before the code exists",
            "Chooses between two sound designs with figures",
        ),
        not_needed=("Company-wide platform strategy", "Publications"),
        bar="A mid answer describes a sound component; a senior answer chooses between two and says what would change the choice.",
        pillars=tuple(PillarView(name=n, weight=w, judged=j, strong=s, weak=k, standing=v) for n, w, j, s, k, v in texts.PILLARS),
        rounds=tuple(
            RoundView(title=t, minutes=m, weight=w, looks_for=a, not_expected=b, stated=s, coding="coding" in t)
            for t, m, w, a, b, s in texts.ROUNDS
        ),
        facts=(
            Fact(id="loop-length", roles=(Role.ML_ENGINEER,), text="Loops for senior ML engineers usually have four to six rounds over two to four weeks.", as_of="2025-07", reported=True, topic="loop"),
            Fact(id="base-pay", roles=(Role.ML_ENGINEER,), text="Median base pay in the Netherlands for this title was reported between EUR 85,000 and 110,000.", as_of="2025-07", source="national salary survey", reported=False, topic="compensation"),
        ),
    )  # fmt: skip


def _question(rank: int, title: str, statement: str, round_: str, why: str, words: str, story: str | None) -> ExpectedQuestion:  # fmt: skip
    gap = None if story else "None of your bullets answers this; the nearest is the incident in 2024."
    return ExpectedQuestion(
        rank=rank,
        slug=title.lower().replace(" ", "-").replace("'", ""),
        title=title,
        statement=statement,
        round=round_,
        minutes=25 if rank % 3 else 45,
        tests=texts.TESTS[rank % len(texts.TESTS)],
        why_you=said(why, words) if words in texts.CV else asked(why, words),
        story=said(f"Story {story[1:]}: your bullet gives the change, not the baseline.", texts.BULLETS[0])
        if story
        else None,
        story_id=story,
        story_gap=gap,
        followups=texts.FOLLOWUPS[rank % len(texts.FOLLOWUPS)],
        weak=("Names a tool before the cost of an error", "Gives one average score for everything"),
        strong=(
            "Says which error costs most, and puts a figure on it",
            "Chooses between two designs and says what would change the choice",
            "Names how the result was measured, and what it left out",
        ),
        competencies=("system judgement", "measurement"),
    )


def _stories() -> tuple[Story, ...]:
    b = texts.BULLETS

    def parts(action: str, result: str | None) -> tuple[StoryPart, ...]:
        return (
            StoryPart(
                name="Situation",
                statements=(
                    said("Northlight Bank, Machine Learning Engineer, since April 2022", "Northlight Bank"),
                ),
                blanks=("what was going wrong, and for whom?",),
            ),
            StoryPart(name="Task", statements=(), blanks=("what were you asked to do, and by when?",)),
            StoryPart(name="Action", statements=(said(action),), blanks=("which option did you reject?",)),
            StoryPart(
                name="Result",
                statements=(said(result),) if result else (),
                blanks=("baseline?", "period?") if result else ("what changed, from what to what?",),
            ),
        )

    return (
        Story(id="s1", title="Fewer false positives on card payments", where="Machine Learning Engineer, Northlight Bank", parts=parts(b[0], "by 30%"), answers=("The model that blocked good customers", "Your number, taken apart"), complete=0.5),
        Story(id="s2", title="Features at 12,000 events a second", where="Machine Learning Engineer, Northlight Bank", parts=parts(b[1], None), answers=("A feature store for late events",), complete=0.4),
        Story(id="s3", title="The night the scores froze", where="Machine Learning Engineer, Northlight Bank", parts=parts(b[2], None), answers=("Scores froze at night",), complete=0.4),
        Story(id="s4", title="Route times in 三丰物流", where="Data Scientist, Sanfeng Logistics 三丰物流", parts=parts(b[4], "from 46 to 31 minutes"), answers=(), complete=0.7),
    )  # fmt: skip


def _rewrites() -> tuple[RewriteHint, ...]:
    b = texts.BULLETS
    return (
        RewriteHint(
            bullet=said(b[0]),
            lacks=("baseline", "period", "own role"),
            add="The rate before, over which weeks it was measured, and what you yourself decided.",
            pattern="Cut false positives on card payments by 30%, from [ rate before? ] to [ rate after? ] over [ period? ], by [ what you decided? ]",
        ),
        RewriteHint(
            bullet=said(b[3]),
            lacks=("metric", "change"),
            add="What the two people can do now that they could not before, or what the team shipped because of it.",
            pattern="Mentored two junior engineers & ran the #ml-guild reading group @ Northlight; [ what changed because of it? ]",
        ),
        RewriteHint(
            bullet=said(b[5]),
            lacks=("metric", "change", "baseline", "scale", "period"),
            add="How many reports a week, how long each took by hand, and who used the time for what.",
            pattern="Automated weekly reporting with $PYTHON *and* <b>SQL</b> templates, saving [ hours a week? ] for [ whom? ]",
        ),
    )


def _skeletons() -> tuple[Skeleton, ...]:
    b = texts.BULLETS
    return (
        Skeleton(
            title="Walk me through your CV",
            paragraphs=(
                said("I build models that decide about money, most recently at Northlight Bank since April 2022.", "Northlight Bank"),
                said("Before that I worked on route times at Sanfeng Logistics 三丰物流.", "Sanfeng Logistics 三丰物流"),
                said("The piece of work I would show you first cut false positives by 30%, from [ rate before? ].", b[0]),
            ),
            blanks=("Why did you move from logistics to payments?", "What do you want to own next?"),
            seconds=120,
        ),
        Skeleton(
            title="Why this role",
            paragraphs=(
                asked("You are looking for someone to set direction for fraud models across three teams.", texts.REQUIREMENTS[2][0]),
                inferred("The problem is the one I know: late labels, hostile users, and a cost on both kinds of error."),
            ),
            blanks=("Which product of theirs have you used, and what did you notice?",),
            seconds=60,
        ),
        Skeleton(
            title="Why now",
            paragraphs=(said("I have run the same system for three years, through one incident and two rebuilds.", b[2]),),
            blanks=("What has ended, or is about to?",),
            seconds=45,
        ),
    )  # fmt: skip


def _risks() -> tuple[RiskRow, ...]:
    b = texts.BULLETS
    return (
        RiskRow(
            risk=inferred("No decision for other teams in the CV", ad(texts.REQUIREMENTS[2][0])),
            likelihood="high",
            impact="high",
            mitigation="Prepare one decision of yours that another team had to live with.",
            say="The closest I have come is [ decision? ]; it bound [ which team? ] and I would do [ what? ] differently.",
            proof=said(b[3]),
        ),
        RiskRow(
            risk=inferred("The 30% has no baseline", cv(b[0])),
            likelihood="high",
            impact="medium",
            mitigation="Learn the two rates and the period by heart.",
            say="It went from [ rate before? ] to [ rate after? ] between [ months? ]; the holdout was [ how? ].",
            proof=None,
        ),
        RiskRow(
            risk=asked("Delayed labels are a must", texts.REQUIREMENTS[3][0]),
            likelihood="medium",
            impact="high",
            mitigation="Do the lesson and the drill on label delay; bring chargebacks as your example.",
            say="Our chargebacks arrived after [ how long? ]; until then we watched [ what? ].",
            proof=None,
        ),
    )


def _project() -> ProjectSummary:
    b = texts.BULLETS
    return ProjectSummary(
        title="Card fraud model",
        where="Northlight Bank, since April 2022",
        parts=(
            FilledPart(name="Problem", statement=None, blank="who lost what, how often?"),
            FilledPart(name="What you did", statement=said(b[0]), blank=None),
            FilledPart(name="Data", statement=said(b[1]), blank="labels: from where, how late?"),
            FilledPart(name="Result", statement=said("by 30%"), blank="baseline and period?"),
            FilledPart(name="What went wrong", statement=said(b[2]), blank=None),
            FilledPart(name="What you would do differently", statement=None, blank="one thing, and why"),
        ),
    )


def _follow_up() -> Skeleton:
    return Skeleton(
        title="Follow-up e-mail",
        paragraphs=(
            general("Dear [ name? ],"),
            general("thank you for the conversation on [ day? ]. What stayed with me was [ their problem, in their words? ]."),
            asked("You asked how I would set direction across three teams; after thinking it over: [ one sentence? ].", texts.REQUIREMENTS[2][0]),
            general("I would like to go on. Is there anything I can send you?"),
        ),
        blanks=("Send it within a day; keep it under 120 words.",),
    )  # fmt: skip


def _plan() -> Plan:
    start, days = date(2026, 3, 3), []
    for day in range(1, 22):
        focus, tasks = texts.PLAN[(day - 1) % len(texts.PLAN)]
        days.append(
            PlanDay(
                day=day,
                date=start + timedelta(days=day - 1),
                focus=focus,
                tasks=tuple(
                    PlanTask.model_validate(
                        dict(zip(("kind", "title", "minutes", "gap", "ref", "why"), t, strict=False))
                    )
                    for t in tasks
                ),
            )
        )
    return Plan(hours_a_day=2, interview_on=date(2026, 3, 24), days=tuple(days))


def _pocket() -> PocketCard:
    b = texts.BULLETS
    return PocketCard(
        opening=inferred(
            "I build models that decide about money; the last one cut false positives by 30%, from [ rate before? ], and I ran it for three years.",
            cv(b[0]),
        ),
        numbers=(
            said("12,000 events a second", b[1]),
            said("by 30%", b[0]),
            said("from 46 to 31 minutes", b[4]),
        ),
        stories=(
            "Fewer false positives on card payments: the one for impact",
            "The night the scores froze: the one for failure",
            "Route times in 三丰物流: the one for numbers that hold",
        ),
        watch_out=(
            "Do not say “we” where you mean “I”",
            "The 30%: give the baseline before they ask",
            "Labels arrive late: say so before you choose a metric",
        ),
        ask=("What did the last fraud model get wrong, and how did you find out?", "Who can stop a release?"),
    )


def hostile(attack: str) -> Report:
    """The sample with `attack` put in front of every text that comes from the CV or the posting."""

    def strike(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                k: (f"{attack} {v}" if k in _OUTSIDE and isinstance(v, str) else strike(v))
                for k, v in value.items()
            }
        if isinstance(value, list):
            return [strike(item) for item in value]
        return value

    return Report.model_validate(strike(sample().model_dump(mode="json")))


_OUTSIDE = {"text", "title", "where", "candidate", "position", "company", "pattern", "lesson", "task", "say", "why", "cv_name", "cv_text", "statement", "gap", "focus", "blank"}  # fmt: skip


def bare() -> Report:
    """Two documents that gave nothing: every list empty, every option None."""
    nothing = Skeleton(title="Follow-up e-mail", paragraphs=(), blanks=())
    return sample().model_copy(
        update={
            "candidate": "you",
            "company": "",
            "match": sample().match.model_copy(
                update={
                    "requirements": (),
                    "coverage": None,
                    "stress_tests": (),
                    "level_fit": LevelFit(asked=Level.SENIOR, evidence=None, because=(), why="The CV gives too little to tell."),
                }
            ),
            "overview": sample().overview.model_copy(update={"coverage": None, "strengths": (), "risks": (), "unknown": ()}),
            "loop": sample().loop.model_copy(
                update={"pillars": tuple(p.model_copy(update={"standing": None}) for p in sample().loop.pillars), "facts": ()}
            ),
            "questions": (), "stories": (), "rewrites": (), "concepts": (), "drills": (), "exercises": (), "asks": (),
            "skeletons": (), "risks": (), "project": None, "frameworks": (), "follow_up": nothing,
            "plan": Plan(hours_a_day=1, interview_on=None, days=()),
            "pocket": PocketCard(opening=general("Say who you are."), numbers=(), stories=(), watch_out=(), ask=()),
        }
    )  # fmt: skip
