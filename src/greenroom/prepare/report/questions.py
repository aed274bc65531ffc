"""Section 3: the questions to expect, ranked, each with why this candidate will get it.

Two kinds: questions of the packs, ranked by what the posting asks and the CV leaves open; and questions that
only this CV invites, made from its own claims and gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from greenroom.model.posting import Need
from greenroom.model.question import Question
from greenroom.model.report import ExpectedQuestion, Statement
from greenroom.prepare.report.candidacy import Candidacy, from_cv, inferred, quote_cv
from greenroom.prepare.report.personal import from_claims, from_gaps
from greenroom.prepare.report.reasons import Reasons
from greenroom.prepare.report.stories import StorySource

_IN_ALL = 14  # questions that can be prepared well
_FOLLOWUPS = 4
_ANY_ROUND = "Any round"
_SAME_ROUND = 0.55  # cosine above which a neighbouring loop's round is one of this loop's
_LEADS_NOWHERE = 0.15  # cosine that any bullet has to any question
_ANSWERS = 0.36  # cosine between what a question looks for and a story above which the story answers it
_NEAREST = 0.24  # above: it may, if it has what the question looks for


def expect_questions(case: Candidacy, stories: Sequence[StorySource]) -> tuple[ExpectedQuestion, ...]:
    """Fourteen questions where the packs hold as many, likeliest and most telling first."""
    gaps, claims = from_gaps(case), from_claims(case, stories)
    reasons, told = Reasons(case), Counter[str]()
    chosen = _choose(case, _IN_ALL - len(gaps) - len(claims))
    from_packs = [_from_pack(case, q, stories, reasons, told) for q in chosen]
    ranked: list[ExpectedQuestion] = []
    # A gap on a must-have is as likely as anything; a claim of the CV comes after every two of the packs.
    while from_packs or gaps or claims:
        personal, several = (gaps, 1) if gaps else (claims, 2)
        ranked.extend(from_packs[:several])
        ranked.extend(personal[:1])
        del from_packs[:several], personal[:1]
    return tuple(q.model_copy(update={"rank": n}) for n, q in enumerate(ranked, start=1))


def score_question(case: Candidacy, question: Question) -> float:
    """How likely and how telling a question is for this candidacy; higher is more.

    Likely: the posting asks for its topics or its like, at this level, in a heavy round, of this role.
    Telling: the CV leaves open what it turns on, above all what the posting asks for; or the candidate's own
    work leads to it, and so an interviewer.
    """
    asked = sum(w * case.aim.tells(t) for t, w in case.asked_topics.items() if t in question.topics)
    steps = min(abs(level.rank - case.level.rank) for level in question.levels)
    weight = next((r.weight for r in case.loop.rounds if r.id == question.round), 0.1)
    likely = (
        0.7 * min(asked, 2.5)
        + 2.0 * weight
        + 1.5 * _nearness(case, question)
        + 1.5 * case.duty_nearness(_gist(question))
        - 0.9 * steps
        - 0.6 * (question.role is not case.role)
    )
    target = case.vector(_gist(question))
    invited = max((float(claim.vector @ target) for claim in case.done), default=0.0)
    telling = (
        1.0 * min(case.gap_on(question.topics), 2.0)
        + 2.5 * case.lack_of(question.topics)
        + 4.0 * max(0.0, invited - _LEADS_NOWHERE)
    )
    return likely + telling


def _nearness(case: Candidacy, question: Question) -> float:
    """Cosine between what the question tests and the nearest requirement or responsibility, 0 to 1."""
    texts = [r.statement.text for r in case.posting.requirements] + [
        r.text for r in case.posting.responsibilities
    ]
    if not texts:
        return 0.0
    return float(max(0.0, (case.encoder.encode(texts) @ case.vector(_gist(question))).max()))


def _choose(case: Candidacy, count: int) -> list[Question]:
    """The best of every round, for every round will come; then the best, no round taking more than its share."""
    open_to = [q for q in case.catalogue.questions if _belongs(case, q)]
    case.expect(_gist(q) for q in open_to)
    scores = {q.uuid: score_question(case, q) for q in open_to}
    scored = sorted(open_to, key=lambda q: (-scores[q.uuid], q.slug))
    shares = {r.id: round(r.weight * count) + 1 for r in case.rounds}
    own = [q for q in scored if q.role is case.role]
    first = {q.round: q for q in reversed(own)}
    chosen = list(first.values())
    taken = Counter(q.round for q in chosen)
    for question in scored:
        limit = shares[question.round] if question.role is case.role else 1
        if question not in chosen and taken[question.round] < limit:
            taken[question.round] += 1
            chosen.append(question)
    rest = [q for q in scored if q not in chosen]
    return sorted([*chosen, *rest][:count], key=lambda q: (-scores[q.uuid], q.slug))


def _belongs(case: Candidacy, question: Question) -> bool:
    """Whether a question may come in this loop: its round is shown, or it is about a must-have all the same."""
    if question.role is case.role:
        return any(r.id == question.round for r in case.rounds)
    must = {s for m in case.match.of_need(Need.MUST) for s in case.aim.specific(m.requirement.skills)}
    return bool(must.intersection(question.topics))


def _round_title(case: Candidacy, question: Question) -> str:
    """The round of this loop in which a question comes; a neighbouring role's round has its like here, or none."""
    if question.role is case.role:
        return next(r.title for r in case.rounds if r.id == question.round)
    rounds = case.catalogue.loops[question.role].rounds if question.role in case.catalogue.loops else ()
    title = next((r.title for r in rounds if r.id == question.round), question.round)
    target = case.vector(title)
    best = max(case.rounds, key=lambda r: float(case.vector(r.title) @ target))
    return best.title if float(case.vector(best.title) @ target) >= _SAME_ROUND else _ANY_ROUND


def _gist(question: Question) -> str:
    return f"{question.title}. {question.tests}"


def _from_pack(
    case: Candidacy,
    question: Question,
    stories: Sequence[StorySource],
    reasons: Reasons,
    told: Counter[str],
) -> ExpectedQuestion:
    story, points = _answering(case, question, stories, told)
    return ExpectedQuestion(
        rank=1,
        slug=question.slug,
        title=question.title,
        statement=question.statement,
        round=_round_title(case, question),
        minutes=question.minutes,
        tests=question.tests,
        why_you=reasons.for_question(question),
        story=points,
        story_id=story.story.id if story is not None else None,
        story_gap=None
        if story is not None
        else f"None of your bullets comes near. Look for: {question.story}",
        followups=_followups(question),
        weak=tuple(c.anchors.poor for c in question.criteria if c.anchors.poor),
        strong=tuple(c.anchors.excellent_in_full for c in question.criteria),
        competencies=question.competencies,
    )


def _followups(question: Question) -> tuple[str, ...]:
    """The probes to prepare for: one on each thing that is rated before a second on any, in their own order."""
    first = list({f.criterion: f for f in reversed(question.followups)}.values())
    kept = [*first[::-1], *(f for f in question.followups if f not in first)][:_FOLLOWUPS]
    return tuple(f.ask for f in question.followups if f in kept)


def _answering(
    case: Candidacy, question: Question, stories: Sequence[StorySource], told: Counter[str]
) -> tuple[StorySource | None, Statement | None]:
    """The story that best answers `question` and the words that point to it; None where none comes near.

    A story that already answers many gives way to another that comes as near.
    """
    target = case.vector(question.story)

    def fit(source: StorySource) -> float:
        near = max(float(s.vector @ target) for s in source.statements)
        shared = any(s.skills.intersection(question.topics) for s in source.statements)
        return near + 0.06 * shared - 0.02 * told[source.story.id]

    best = max(stories, key=fit, default=None)
    if best is None or (fit(best) < _NEAREST and question.round != case.loop.rounds[0].id):
        return None, None  # the first round asks for one's work as such: there is always something to tell
    cited, name = best.statements[0].cited, f"Story {best.story.id[1:]}: {best.story.title}"
    points = from_cv(name, cited)
    name = f"Story {best.story.id[1:]} (“{best.story.title}”)"
    if fit(best) < _ANSWERS:
        points = inferred(
            f"{name} is the nearest. Use it if it holds this: {question.story}", *quote_cv(cited)
        )
    told[best.story.id] += 1
    return best, points
