"""Impact claims: statements that claim an effect, taken apart into what an interviewer asks for.

English in full; French and Chinese for numbers, changes, baselines, periods and opening verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.model.document import Cited, Document, Span
from greenroom.model.profile import ImpactClaim, Job, Project
from greenroom.prepare.profile.impact_words import (
    BASELINE,
    CHANGES,
    EFFECT,
    METRICS,
    NUMBER_CLAIM,
    OWN_ROLE,
    PERIOD,
    SCALE,
    WEAK_ROLE,
)

_SENTENCE = re.compile(r"[^.!?。！？]+(?:[.!?](?!\s|$)[^.!?。！？]*)*[.!?。！？]?")


def impact_claims(
    document: Document, *, jobs: Sequence[Job], projects: Sequence[Project], summary: Cited | None
) -> tuple[ImpactClaim, ...]:
    """The statements with a number or an effect, in the order summary, jobs, projects."""
    statements: list[tuple[Cited, int | None]] = []
    if summary is not None:
        statements.extend((sentence, None) for sentence in sentences(document, summary))
    statements.extend((bullet, index) for index, job in enumerate(jobs) for bullet in job.bullets)
    statements.extend((bullet, None) for project in projects for bullet in project.bullets)
    claims = (claim_in(document, statement, job) for statement, job in statements)
    return tuple(claim for claim in claims if claim is not None)


def claim_in(document: Document, statement: Cited, job: int | None) -> ImpactClaim | None:
    """The statement taken apart, or None when it claims no effect."""
    span = statement.span
    if span is None:
        return None
    text = document.text[span.start : span.end]
    if not (NUMBER_CLAIM.search(text) or EFFECT.search(text)):
        return None
    parts = _Parts(document, span, text)
    change = next((found for pattern in CHANGES if (found := parts.first(pattern))), None)
    return ImpactClaim(
        statement=statement,
        job=job,
        metric=parts.metric(),
        change=change,
        baseline=parts.first(BASELINE),
        scale=parts.first(SCALE, outside=change),
        period=parts.first(PERIOD, outside=change),
        own_role=None if WEAK_ROLE.match(text) else parts.first(OWN_ROLE),
    )


def sentences(document: Document, text: Cited) -> Iterator[Cited]:
    """The sentences of a cited text."""
    if text.span is None:
        return
    raw = document.text[text.span.start : text.span.end]
    for match in _SENTENCE.finditer(raw):
        if any(char.isalnum() for char in match.group()):
            yield document.cite(text.span.start + match.start(), text.span.start + match.end())


class _Parts:
    """Finds parts of one statement and cites them."""

    def __init__(self, document: Document, span: Span, text: str) -> None:
        self.document, self.span, self.text = document, span, text

    def first(self, pattern: re.Pattern[str], *, outside: Cited | None = None) -> Cited | None:
        """The first match of `pattern` (its group "tail", else "part") that does not lie in `outside`."""
        for match in pattern.finditer(self.text):
            cited = self._cite(match, "tail" if match.groupdict().get("tail") else "part")
            if outside is None or not _overlap(cited, outside):
                return cited
        return None

    def metric(self) -> Cited | None:
        """What was measured: named after the verb that moved it, after the number, or before the verb."""
        for pattern in METRICS:
            for match in pattern.finditer(self.text):
                if match.group("part").strip(" ,;:"):
                    return self._cite(match, "part")
        return None

    def _cite(self, match: re.Match[str], group: str) -> Cited:
        start, end = match.span(group)
        kept = self.text[start:end].rstrip(" ,;:(\n")
        return self.document.cite(self.span.start + start, self.span.start + start + len(kept))


def _overlap(one: Cited, two: Cited) -> bool:
    return (
        one.span is not None
        and two.span is not None
        and one.span.start < two.span.end
        and two.span.start < one.span.end
    )
