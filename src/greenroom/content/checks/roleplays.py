"""Rung "roleplays": every name leads somewhere, every ending can be reached, and the given runs end as they say."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.read import Entry, Shelf
from greenroom.content.toml_file import Keys
from greenroom.errors import PackIssue
from greenroom.model.practice import RolePlay
from greenroom.model.replay import after, begin, ending_of, moved

_RUNG = "roleplays"


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Unknown states and moves, endings out of order or without reach, runs that end elsewhere."""
    for entry in shelf.of(RolePlay):
        unknown = list(_unknown(entry))
        yield from unknown
        if not unknown:
            yield from _runs(entry)
            yield from _endings(entry)


def _unknown(entry: Entry[RolePlay]) -> Iterator[PackIssue]:
    play = entry.value
    states, moves = {state.id for state in play.states}, {move.id for move in play.moves}
    named: list[tuple[Keys, str, set[str], set[str]]] = [
        *((("move", i, "effect"), "state", set(m.effect), states) for i, m in enumerate(play.moves)),
        *((("reply", i, "when"), "state", set(r.when), states) for i, r in enumerate(play.replies)),
        *((("ending", i, "when"), "state", set(e.when), states) for i, e in enumerate(play.endings)),
        *((("run", i, "moves"), "move", set(r.moves), moves) for i, r in enumerate(play.runs)),
        *(
            (("run", i, "ending"), "ending", {r.ending}, {e.id for e in play.endings})
            for i, r in enumerate(play.runs)
        ),
    ]
    for keys, what, names, known in named:
        for name in sorted(names - known):
            yield entry.issue(_RUNG, keys, f"there is no {what} {name}", f"known: {', '.join(sorted(known))}")
    if play.endings[-1].when:
        keys = ("ending", len(play.endings) - 1, "when")
        yield entry.issue(_RUNG, keys, "the last ending does not fit always", "when = {}")


def _runs(entry: Entry[RolePlay]) -> Iterator[PackIssue]:
    play = entry.value
    for index, run in enumerate(play.runs):
        state = after(play, run.moves)
        ended = ending_of(play, state)
        if ended.id != run.ending:
            at = ", ".join(f"{name} {value}" for name, value in state.items())
            message = f"the {run.kind} run ends as {ended.id} (at {at}), not {run.ending}"
            yield entry.issue(_RUNG, ("run", index, "ending"), message)
    kinds = {run.kind for run in play.runs}
    if len(kinds) < 3:
        yield entry.issue(
            _RUNG, ("run", 0), f"runs only of {', '.join(sorted(kinds))}", "reference, tempting, poor"
        )


def _endings(entry: Entry[RolePlay]) -> Iterator[PackIssue]:
    play = entry.value
    reached = {ending_of(play, state).id for state in _reachable(play)}
    for index, ending in enumerate(play.endings):
        if ending.id not in reached:
            message = f"no moves lead to the ending {ending.id}"
            yield entry.issue(_RUNG, ("ending", index, "when"), message, "widen it, or leave it out")


def _reachable(play: RolePlay) -> list[dict[str, int]]:
    """Every state that moves can lead to."""
    found = [begin(play)]
    for state in found:  # grows while it is read
        for move in play.moves:
            then = moved(play, state, move)
            if then not in found:
                found.append(then)
    return found
