"""Section 9: questions to ask them, each for a reason in the posting or the CV."""

from __future__ import annotations

from collections import Counter

from greenroom.model.content import Ask
from greenroom.model.document import Cited
from greenroom.model.posting import Maturity
from greenroom.model.report import AskView, Statement
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_cv,
    from_posting,
    general,
    inferred,
    quote_posting,
)

_ASKS = 8
_FLAGS = 2  # how many may come from red flags of the posting
_PER_AUDIENCE = 3
_BEARS_ON = 0.5  # cosine above which a line of the posting or the CV is a reason to ask
_WITH_SKILL = 0.3  # ... where both name the same particular skill
_LEFT_OUT = 0.45  # cosine above which a question asks for what the posting leaves out
_WORDS = 5  # of a line below which it is a heading
_AUDIENCES = {
    "recruiter": "The recruiter can answer it before anybody's time is spent.",
    "hiring_manager": "The posting leaves it out, and only the person you would report to can answer it.",
    "peer": "No posting says it; the people who do the work will.",
    "executive": "It shows what is decided above the team, which no posting tells.",
}


def view_asks(case: Candidacy) -> tuple[AskView, ...]:
    """What to ask them: first what the posting itself makes doubtful, then what bears on this job and this CV.

    At most three for one audience, and every reason is given once.
    """
    out = [
        AskView(
            text=flag.ask,
            why=flag.why,
            good_sign="A straight answer with an example from the last quarter.",
            warning_sign="A joke, or “it depends”, and nothing after it.",
            audience="hiring_manager",
            because=from_posting(f"The posting gives reason to ask ({flag.kind}).", flag.claim),
        )
        for flag in case.posting.red_flags[:_FLAGS]
    ]
    case.expect(ask.text for ask in case.catalogue.asks)
    audiences, used = Counter(ask.audience for ask in out), set[str]()
    for ask in sorted(case.catalogue.asks, key=lambda a: (-_fit(case, a), str(a.uuid))):
        if len(out) < _ASKS and audiences[ask.audience] < _PER_AUDIENCE:
            audiences[ask.audience] += 1
            out.append(_view(case, ask, used))
    return tuple(out)


def _fit(case: Candidacy, ask: Ask) -> float:
    maturity = case.posting.maturity.maturity
    fits = maturity is Maturity.UNKNOWN or maturity in ask.maturity
    asked = sum(case.asked_topics.get(topic, 0.0) for topic in ask.topics)
    near = max(_near(case, ask, case.posting.responsibilities), _near(case, ask, _requirements(case)))
    return (
        (case.role in ask.roles)
        + (case.level in ask.levels)
        + 0.7 * fits
        + 0.4 * min(asked, 2)
        + near
        + 2.0 * _left_out(case, ask)[1]
    )


def _left_out(case: Candidacy, ask: Ask) -> tuple[str, float]:
    """What the posting leaves out and the question comes nearest to, with the cosine between them."""
    target = case.vector(ask.text)
    near = [(unknown, float(case.vector(unknown) @ target)) for unknown in case.posting.unknown]
    return max(near, key=lambda pair: pair[1], default=("", 0.0))


def _near(case: Candidacy, ask: Ask, lines: tuple[Cited, ...]) -> float:
    target = case.vector(ask.text)
    return max((float(case.vector(line.text) @ target) for line in lines), default=0.0)


def _requirements(case: Candidacy) -> tuple[Cited, ...]:
    return tuple(r.statement for r in case.posting.requirements)


def _view(case: Candidacy, ask: Ask, used: set[str]) -> AskView:
    return AskView(
        text=ask.text,
        why=ask.why,
        good_sign=ask.good_sign,
        warning_sign=ask.warning_sign,
        audience=ask.audience,
        because=_because(case, ask, used),
    )


def _because(case: Candidacy, ask: Ask, used: set[str]) -> Statement:
    """What the posting leaves out, or the line that the answer bears on, each given once; else whom to ask and why."""
    unknown, near = _left_out(case, ask)
    if near >= _LEFT_OUT and unknown not in used:
        used.add(unknown)
        return inferred(f"The posting does not say: {unknown}.")
    duty = _nearest(case, ask, case.posting.responsibilities, used)
    if duty is not None:
        return from_posting("It bears on what you would do there.", duty)
    requirement = _nearest(case, ask, _requirements(case), used)
    if requirement is not None:
        return from_posting("It bears on what they ask for.", requirement)
    bullet = _nearest(case, ask, tuple(claim.cited for claim in case.done), used)
    if bullet is not None:
        return from_cv("You have done this elsewhere; hear how it is done there.", bullet)
    maturity = case.posting.maturity
    told = len(ask.maturity) <= 2 and "maturity" not in used
    if maturity.because and maturity.maturity in ask.maturity and told:
        used.add("maturity")
        text = f"The company reads as {maturity.maturity.value} with AI."
        return inferred(text, *quote_posting(*maturity.because[:1]))
    return general(_AUDIENCES[ask.audience])


def _nearest(case: Candidacy, ask: Ask, lines: tuple[Cited, ...], used: set[str]) -> Cited | None:
    """The line that has to do with the question: near to it, or less near and about the same particular skill."""
    target = case.vector(ask.text)

    def beyond(line: Cited) -> float:
        named = frozenset(m.skill for m in case.catalogue.vocabulary.find(line.text))
        same = set(case.aim.specific(named)).intersection(ask.topics)
        return float(case.vector(line.text) @ target) - (_WITH_SKILL if same else _BEARS_ON)

    fresh = [line for line in lines if line.text not in used and len(line.text.split()) >= _WORDS]
    best = max(fresh, key=beyond, default=None)
    if best is None or beyond(best) < 0:
        return None
    used.add(best.text)
    return best
