"""Sections 7, 8 and 9: concepts and drills ranked by gap, and questions to ask them."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.content import Ask, Concept, Drill
from greenroom.model.posting import Maturity, Need
from greenroom.model.report import AskView, ConceptView, DrillView, Source, Statement
from greenroom.prepare.report.candidacy import (
    Candidacy,
    from_posting,
    general,
    inferred,
    quote_cv,
    quote_posting,
)

_CONCEPTS = 8
_DRILLS = 6
_ASKS = 8
_FLAGS = 2  # how many of the questions to ask may come from red flags of the posting


def view_concepts(case: Candidacy, asked: Sequence[str]) -> tuple[ConceptView, ...]:
    """The concepts that close most of the gap, best first.

    Args:
        case: The candidacy.
        asked: Slugs of concepts that the expected questions build on, likeliest question first.
    """
    lean = {slug: 0.4 / (1 + place / 4) for place, slug in reversed(list(enumerate(asked)))}

    def worth(concept: Concept) -> float:
        return _worth(case, concept) + lean.get(concept.slug, 0.0)

    ranked = sorted(case.catalogue.concepts, key=lambda c: (-worth(c), c.slug))
    chosen = [c for c in ranked if worth(c) > 0][:_CONCEPTS]
    return tuple(
        ConceptView(slug=c.slug, title=c.title, minutes=c.minutes, why=_why(case, c.topics), lesson=c.lesson)
        for c in chosen
    )


def view_drills(case: Candidacy) -> tuple[DrillView, ...]:
    """The drills for the widest gaps, best first; where there is no gap, those of the role and level."""
    ranked = sorted(case.catalogue.drills, key=lambda d: (-_worth(case, d), d.slug))
    return tuple(
        DrillView(slug=d.slug, title=d.title, minutes=d.minutes, why=_why(case, d.topics), task=d.task)
        for d in ranked[:_DRILLS]
    )


def _worth(case: Candidacy, item: Concept | Drill) -> float:
    """What the posting asks on the item's topics and the CV leaves open; less for another role or level."""
    asked = sum(case.asked_topics.get(topic, 0.0) for topic in item.topics)
    mine = case.role in item.roles
    level = min(abs(level.rank - case.level.rank) for level in item.levels)
    return case.gap_on(item.topics) + 0.3 * asked + 0.2 * mine - 0.5 * (not mine) - 0.2 * level


def _why(case: Candidacy, topics: Sequence[str]) -> Statement:
    match = case.requirement_on(topics)
    if match is not None:
        names = [case.topic_name(t) for t in match.requirement.skills if t in topics]
        text = f"The posting asks for {' and '.join(names[:2])}; your evidence is {match.label}."
        quotes = quote_posting(match.requirement.statement) + quote_cv(*(e.quote for e in match.evidence[:1]))
        return Statement(text=text, source=Source.POSTING, quotes=quotes)
    open_topics = [t for t in topics if t in case.asked_topics]
    if open_topics:
        claims = [c for m in case.posting.stack if m.skill == open_topics[0] for c in m.claims[:1]]
        return from_posting(f"The posting names {case.topic_name(open_topics[0])}.", *claims)
    return general(f"Often asked of {case.role.label}s at this level.")


def view_asks(case: Candidacy) -> tuple[AskView, ...]:
    """What to ask them: first what the posting itself makes doubtful, then what it leaves unsaid."""
    flags = [
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
    ranked = sorted(case.catalogue.asks, key=lambda a: (-_fit(case, a), str(a.uuid)))
    return (*flags, *(_ask(case, ask) for ask in ranked))[:_ASKS]


def _fit(case: Candidacy, ask: Ask) -> float:
    maturity = case.posting.maturity.maturity
    unknown = " ".join(case.posting.unknown).lower()
    fits = maturity is Maturity.UNKNOWN or maturity in ask.maturity
    asked = sum(case.asked_topics.get(topic, 0.0) for topic in ask.topics)
    unsaid = any(word in ask.text.lower() for word in unknown.split() if len(word) > 4)
    return (
        (case.role in ask.roles)
        + (case.level in ask.levels)
        + 0.7 * fits
        + 0.6 * unsaid
        + 0.4 * min(asked, 2)
    )


def _ask(case: Candidacy, ask: Ask) -> AskView:
    return AskView(
        text=ask.text,
        why=ask.why,
        good_sign=ask.good_sign,
        warning_sign=ask.warning_sign,
        audience=ask.audience,
        because=_because(case, ask),
    )


def _because(case: Candidacy, ask: Ask) -> Statement:
    for match in case.match.requirements:
        shared = [t for t in ask.topics if t in match.requirement.skills]
        if shared and match.requirement.need is Need.MUST:
            return from_posting(
                f"The posting insists on {case.topic_name(shared[0])}.", match.requirement.statement
            )
    maturity = case.posting.maturity
    if maturity.maturity in ask.maturity and maturity.because:
        return inferred(
            f"The company reads as {maturity.maturity.value} with AI.", *quote_posting(*maturity.because[:1])
        )
    return general("The posting does not say.")
