"""Section 3: the questions to expect, ranked, each with why this candidate will get it.

Two kinds: questions of the packs, ranked by what the posting asks and the CV leaves open; and questions that
only this CV invites, made from its own claims and gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from greenroom.model.content import Question
from greenroom.model.document import Cited
from greenroom.model.match import RequirementMatch, StressTest
from greenroom.model.posting import Need
from greenroom.model.report import ExpectedQuestion, Source, Statement
from greenroom.prepare.match.evidence import Claim
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_cv,
    from_posting,
    general,
    quote_cv,
    quote_posting,
)
from greenroom.prepare.report.stories import StorySource

_FROM_PACKS = 12
_FROM_CLAIMS = 3
_FROM_GAPS = 2
_FITS = 0.36  # cosine between question and story above which the story can answer it
_INVITES = 0.30  # cosine above which a bullet invites a question


def expect_questions(case: Candidacy, stories: Sequence[StorySource]) -> tuple[ExpectedQuestion, ...]:
    """At least twelve questions where the packs hold as many, likeliest and most telling first."""
    ranked: list[ExpectedQuestion] = []
    from_packs = [_from_pack(case, q, stories) for q in _choose(case)]
    personal = [*_from_claims(case, stories), *_from_gaps(case)]
    # One personal question after every two of the packs: they are as likely, and nobody else will list them.
    while from_packs or personal:
        ranked.extend(from_packs[:2])
        ranked.extend(personal[:1])
        from_packs, personal = from_packs[2:], personal[1:]
    return tuple(q.model_copy(update={"rank": n}) for n, q in enumerate(ranked, start=1))


def score_question(case: Candidacy, question: Question) -> float:
    """How likely and how telling a question is for this candidacy; higher is more.

    Likely: the posting asks for its topics, it is asked at this level, in a heavy round, by this role.
    Telling: the posting asks and the CV leaves open, or the CV claims it and so invites a probe.
    """
    asked = sum(weight for topic, weight in case.asked_topics.items() if topic in question.topics)
    open_ = case.gap_on(question.topics)
    claimed = sum(topic in s.skills for s in case.done for topic in question.topics)
    steps = min(abs(level.rank - case.level.rank) for level in question.levels)
    weight = next((r.weight for r in case.loop.rounds if r.id == question.round), 0.1)
    near = _nearness(case, question)
    return (
        1.0 * min(asked, 2.5)
        + 0.8 * min(open_, 2.0)
        + 0.25 * min(claimed, 4)
        - 0.9 * steps
        + 2.0 * weight
        + 2.0 * near
        - 0.6 * (question.role is not case.role)
    )


def _nearness(case: Candidacy, question: Question) -> float:
    """Cosine between what the question tests and the nearest requirement or responsibility, 0 to 1."""
    texts = [r.statement.text for r in case.posting.requirements] + [
        r.text for r in case.posting.responsibilities
    ]
    if not texts:
        return 0.0
    return float(max(0.0, (case.encoder.encode(texts) @ case.vector(_gist(question))).max()))


def _choose(case: Candidacy) -> list[Question]:
    """The best questions, no round taking more than its share of the decision (and two more)."""
    scored = sorted(case.catalogue.questions, key=lambda q: (-score_question(case, q), q.slug))
    shares = {r.id: round(r.weight * _FROM_PACKS) + 2 for r in case.loop.rounds}
    taken: Counter[str] = Counter()
    chosen: list[Question] = []
    for question in scored:
        limit = shares.get(question.round, 2) if question.role is case.role else 2
        if taken[question.round] < limit:
            taken[question.round] += 1
            chosen.append(question)
    rest = [q for q in scored if q not in chosen]
    return [*chosen, *rest][:_FROM_PACKS]


def _gist(question: Question) -> str:
    return f"{question.title}. {question.tests}"


def _from_pack(case: Candidacy, question: Question, stories: Sequence[StorySource]) -> ExpectedQuestion:
    story = _answering(case, question, stories)
    titles = {r.id: r.title for loop in case.catalogue.loops.values() for r in loop.rounds}
    return ExpectedQuestion(
        rank=1,
        slug=question.slug,
        title=question.title,
        statement=question.statement,
        round=titles.get(question.round, question.round),
        minutes=question.minutes,
        tests=question.tests,
        why_you=_why(case, question),
        story=_points_to(story) if story is not None else None,
        story_id=story.story.id if story is not None else None,
        story_gap=None
        if story is not None
        else f"None of your bullets answers it. Look for: {question.story}",
        followups=tuple(f.ask for f in question.followups),
        weak=tuple(c.anchors.poor for c in question.criteria),
        strong=tuple(c.anchors.excellent for c in question.criteria),
        competencies=question.competencies,
    )


def _why(case: Candidacy, question: Question) -> Statement:
    """The span that invites the question: a requirement of the posting, else a bullet of the CV."""
    match = case.requirement_on(question.topics)
    if match is not None:
        return _why_requirement(case, question, match)
    bullet = _inviting(case, question)
    if bullet is not None:
        return from_cv("Your CV invites it: an interviewer who reads this will ask further.", bullet.cited)
    duty = _nearest_duty(case, question)
    if duty is not None:
        return from_posting("It is what the posting says you would do.", duty)
    return general(
        f"Commonly asked for this role at this level; {question.tests[0].lower()}{question.tests[1:]}"
    )


def _why_requirement(case: Candidacy, question: Question, match: RequirementMatch) -> Statement:
    cited = match.requirement.statement
    names = [case.topic_name(t) for t in match.requirement.skills if t in question.topics]
    need = "insists on" if match.requirement.need is Need.MUST else "would like"
    text = f"The posting {need} {' and '.join(names[:2])}; your evidence for it is {match.label}."
    quotes = quote_posting(cited) + quote_cv(*(e.quote for e in match.evidence[:1]))
    return Statement(text=text, source=Source.POSTING, quotes=quotes)


def _inviting(case: Candidacy, question: Question) -> Claim | None:
    if not case.done:
        return None
    nearness = np.array([float(s.vector @ case.vector(_gist(question))) for s in case.done])
    named = np.array([0.1 * bool(s.skills.intersection(question.topics)) for s in case.done])
    best = int(np.argmax(nearness + named))
    return case.done[best] if nearness[best] + named[best] >= _INVITES else None


def _nearest_duty(case: Candidacy, question: Question) -> Cited | None:
    duties = case.posting.responsibilities
    if not duties:
        return None
    nearness = case.encoder.encode([d.text for d in duties]) @ case.vector(_gist(question))
    best = int(np.argmax(nearness))
    return duties[best] if nearness[best] >= _INVITES else None


def _answering(case: Candidacy, question: Question, stories: Sequence[StorySource]) -> StorySource | None:
    """The story that best answers `question`, or None where none comes near."""
    target = case.vector(f"{question.story} {question.tests}")

    def fit(source: StorySource) -> float:
        near = max(float(s.vector @ target) for s in source.statements)
        shared = any(s.skills.intersection(question.topics) for s in source.statements)
        return near + 0.12 * shared

    best = max(stories, key=fit, default=None)
    return best if best is not None and fit(best) >= _FITS else None


def _points_to(source: StorySource) -> Statement:
    return from_cv(f"Story {source.story.id[1:]}: {source.story.title}", source.statements[0].cited)


def _from_claims(case: Candidacy, stories: Sequence[StorySource]) -> list[ExpectedQuestion]:
    """Probes of the claims that weigh most here: those of the stories, in their order."""
    tests: dict[str, StressTest] = {}
    for test in case.match.stress_tests:
        tests.setdefault(test.claim.text, test)
    out = []
    for source in stories:
        attacked = tests.get(source.statements[0].cited.text)
        if attacked is not None:
            out.append(_claim_question(attacked, source))
    return out[:_FROM_CLAIMS]


def _claim_question(test: StressTest, source: StorySource) -> ExpectedQuestion:
    return ExpectedQuestion(
        rank=1,
        slug=f"claim-{source.story.id}",
        title=f"Your claim: {shorten(test.claim.text, 70)}",
        statement=f"Your CV says: “{test.claim}”. {test.attack}",
        round="Any round",
        minutes=5,
        tests="Whether the number is yours, and whether you know what it rests on.",
        why_you=from_cv(
            "Interviewers pick the number they can check; this is one of yours.", test.claim, test.number
        ),
        story=_points_to(source),
        story_id=source.story.id,
        story_gap=None,
        followups=(
            "What would you say if your colleague told me a smaller number?",
            "What got worse because of it?",
        ),
        weak=("Repeats the number, or says the team measured it.", "Cannot say what it was before."),
        strong=tuple(f"Gives {part}." for part in test.defence),
        competencies=("credibility", "measurement"),
    )


def _from_gaps(case: Candidacy) -> list[ExpectedQuestion]:
    """The must-haves with the least evidence, as the interviewer will open them."""
    gaps = [m for m in case.match.gaps if m.requirement.need is Need.MUST][:_FROM_GAPS]
    return [_gap_question(case, match) for match in gaps]


def _gap_question(case: Candidacy, match: RequirementMatch) -> ExpectedQuestion:
    cited = match.requirement.statement
    topic = (
        case.topic_name(match.requirement.skills[0]) if match.requirement.skills else shorten(cited.text, 60)
    )
    return ExpectedQuestion(
        rank=1,
        slug=f"gap-{match.requirement.id}",
        title=f"A gap: {topic}",
        statement=f"The job needs this: “{shorten(cited.text, 160)}”. Tell me the closest you have come to it.",
        round="Hiring-manager screen",
        minutes=5,
        tests="Whether you are honest about what you have not done, and how fast you would close it.",
        why_you=Statement(
            text=f"It is a must-have, and your evidence for it is {match.label}. {match.why}",
            source=Source.POSTING,
            quotes=quote_posting(cited) + quote_cv(*(e.quote for e in match.evidence[:1])),
        ),
        story=None,
        story_id=None,
        story_gap=match.action,
        followups=("What would you need in your first month?", "How would I know by week six that it works?"),
        weak=(
            "Stretches a neighbouring experience until it sounds the same.",
            "Promises to learn quickly, without how.",
        ),
        strong=(
            "Says plainly what was and was not done.",
            "Names the nearest work, what carries over and what does not.",
            "Has made something small on it, and says what surprised them.",
        ),
        competencies=("honesty", "learning"),
    )
