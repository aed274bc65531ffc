"""Part of rung "references": siblings are two questions of one role and round that name each other."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.checks.named import RUNG, unknown
from greenroom.content.read import Shelf
from greenroom.errors import PackIssue


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Siblings that are not there, that name another question, or that belong to another role or round."""
    known = {entry.value.slug: entry.value for entry in shelf.questions}
    for entry in shelf.questions:
        own = entry.value
        if own.sibling is None:
            continue
        other = known.get(own.sibling)
        if other is None:
            if not shelf.is_broken(f"/{own.sibling}/"):
                yield unknown(entry, ("sibling",), "question", own.sibling, known)
        elif other.sibling != own.slug:
            message = f"{own.sibling} does not name {own.slug} as its sibling"
            yield entry.issue(RUNG, ("sibling",), message, "siblings name each other")
        elif (other.role, other.round) != (own.role, own.round):
            message = f"{own.sibling} is of another role or round"
            yield entry.issue(RUNG, ("sibling",), message, "a sibling asks the same of another domain")
