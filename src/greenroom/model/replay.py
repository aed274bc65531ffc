"""What a role-play's hidden state becomes when moves are made in turn, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from greenroom.model.practice import Ending, Move, Ranges, RolePlay


def begin(play: RolePlay) -> dict[str, int]:
    """The state before anything was said."""
    return {state.id: state.start for state in play.states}


def moved(play: RolePlay, state: Mapping[str, int], move: Move, *, again: bool = False) -> dict[str, int]:
    """The state after a move; each part stays between 0 and its most. Made `again`, a move gains nothing more."""
    most = {part.id: part.most for part in play.states}
    effect = {name: min(0, by) if again else by for name, by in move.effect.items()}
    return {name: min(most[name], max(0, value + effect.get(name, 0))) for name, value in state.items()}


def after(play: RolePlay, moves: Iterable[str]) -> dict[str, int]:
    """The state after these moves.

    Raises:
        KeyError: There is no such move.
    """
    known, state = {move.id: move for move in play.moves}, begin(play)
    for move in moves:
        state = moved(play, state, known[move])
    return state


def fits(state: Mapping[str, int], when: Ranges) -> bool:
    """Whether every state is in its range."""
    return all(least <= state[name] <= most for name, (least, most) in when.items())


def ending_of(play: RolePlay, state: Mapping[str, int]) -> Ending:
    """The first ending that fits; the last one fits always."""
    return next((one for one in play.endings if fits(state, one.when)), play.endings[-1])
