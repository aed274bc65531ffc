"""Section 12: the frameworks that fit the rounds of this loop."""

from __future__ import annotations

from greenroom.model.content import Round
from greenroom.model.practice import Framework
from greenroom.prepare.report.candidacy import Candidacy

_FRAMES = 3


def choose_frameworks(case: Candidacy) -> tuple[Framework, ...]:
    """At most three: round by round, the heaviest first, the one whose purpose is nearest to what is looked for."""
    open_to = [f for f in case.catalogue.frameworks if not f.roles or case.role in f.roles]
    chosen: list[Framework] = []
    for found in sorted(case.rounds, key=lambda r: -r.weight):
        if not open_to:
            break
        best = max(open_to, key=lambda f: _nearness(case, f, found))
        if best not in chosen:
            chosen.append(best)
    return tuple(f for f in case.catalogue.frameworks if f in chosen[:_FRAMES])


def _nearness(case: Candidacy, framework: Framework, found: Round) -> float:
    purpose = case.vector(f"{framework.title}. {framework.purpose}")
    return float(purpose @ case.vector(f"{found.title}. {' '.join(found.looks_for)}"))
