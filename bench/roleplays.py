"""How well the moves of role-plays are recognised in what people say, and whether the plays end where their runs should.

bench/roleplays.toml holds two ways of saying each move of some plays. Each is read alone, and beside the same way of the next
move, as people make two in one breath. Then every run of a play is played with each way of saying it.
Run: `python bench/roleplays.py`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.adapters.judge import EmbeddedReader
from greenroom.bootstrap import pack_folders
from greenroom.interview.roleplay import ALSO, HEARD, Heard, ending, heard, opening, readings, reply
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.practice import RolePlay, Run
from greenroom.service.library import Library

BOUNDS = (
    (0.3, 0.45),
    (0.42, 0.42),
    (0.42, 0.7),
    (0.42, 9),
    (0.5, 0.65),
    (0.6, 0.75),
    (0.7, 0.85),
    (0.9, 0.9),
    (1.2, 1.2),
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEPT_OUT = "forty-eight-of-your-cards"
READER, ENCODER = EmbeddedReader(), MiniLmEncoder()
Said = tuple[set[str], tuple[Heard, ...], str]


def main() -> None:
    ways = tomllib.loads((Path(__file__).parent / "roleplays.toml").read_text("utf-8"))
    neutral = ways.pop("neutral")
    plays = {one.slug: one for one in Library(pack_folders()).catalogue.roleplays}
    known = [(plays[slug], moves) for slug, moves in ways.items() if slug != KEPT_OUT]
    kept = (plays[KEPT_OUT], ways[KEPT_OUT])
    alone = [said for play, moves in known for said in one_move(play, moves)]
    two = [said for play, moves in known for said in two_moves(play, moves)]
    none = [said for play, _ in known for text in neutral for said in [read(play, set(), text)]]
    print(f"{len(alone)} utterances of one move, {len(two)} of two, {len(none)} of none, {len(known)} plays")
    print(
        f"{'bounds':>12}{'one: precision':>18}{'recall':>8}{'two: precision':>18}{'recall':>8}{'heard in none':>16}"
    )
    for least, also in sorted({*BOUNDS, (HEARD, ALSO)}):
        cells = "".join(
            f"{p:18.2f}{r:8.2f}" for p, r in (figures(alone, least, also), figures(two, least, also))
        )
        wrong = sum(len(heard(found, least=least, also=also)) for _, found, _ in none)
        print(
            f"{least:6.2f}{also:6.2f}{cells}{wrong:16d}"
            + ("  shipped" if (least, also) == (HEARD, ALSO) else "")
        )
    (p1, r1), (p2, r2) = (figures(list(way(*kept)), HEARD, ALSO) for way in (one_move, two_moves))
    print(f"{KEPT_OUT}, not used to choose: one: {p1:.2f}, {r1:.2f}; two: {p2:.2f}, {r2:.2f}")
    confusions(alone)
    ends([*known, kept])


def one_move(play: RolePlay, moves: dict[str, list[str]]) -> Iterator[Said]:
    for move, texts in moves.items():
        for text in texts:
            yield read(play, {move}, text)


def two_moves(play: RolePlay, moves: dict[str, list[str]]) -> Iterator[Said]:
    given = list(moves.items())
    for (first, a), (second, b) in zip(given, (*given[1:], given[0]), strict=True):
        yield read(play, {first, second}, f"{a[0]} {b[1]}")


def read(play: RolePlay, made: set[str], text: str) -> Said:
    return made, readings(play, text, READER, ENCODER), text


def figures(said: list[Said], least: float, also: float) -> tuple[float, float]:
    """Precision and recall of the moves heard."""
    got = [(made, {one.move for one in heard(found, least=least, also=also)}) for made, found, _ in said]
    right = sum(len(made & moves) for made, moves in got)
    return right / max(1, sum(len(moves) for _, moves in got)), right / sum(len(made) for made, _ in got)


def confusions(alone: list[Said]) -> None:
    taken = Counter[tuple[str, str]]()
    for made, found, _ in alone:
        moves = {one.move for one in heard(found)}
        for move in made - moves:
            taken[(move, ", ".join(sorted(moves)) or "nothing")] += 1
    print(f"\nTaken for something else: {sum(taken.values())} of {len(alone)}")
    for (move, other), count in taken.most_common(45):
        print(f"  {count}  {move} -> {other}")


def ends(known: list[tuple[RolePlay, dict[str, list[str]]]]) -> None:
    print("\nRuns played to their end, by way of saying")
    right, near = Counter[str](), Counter[str]()
    for play, moves in known:
        ratings = {one.id: one.rating for one in play.endings}
        for run in play.runs:
            for way in (0, 1):
                ended, exchanges, made = play_out(play, run, moves, way)
                right[run.kind] += ended == run.ending
                near[run.kind] += abs(ratings[ended] - ratings[run.ending]) <= 1
                if ended != run.ending:
                    print(f"  {play.slug} {run.kind}, way {way + 1}: {ended} ({ratings[ended]}), not {run.ending}"
                          f" ({ratings[run.ending]}), after {exchanges} utterances; heard: {made}")  # fmt: skip
    for kind in ("reference", "tempting", "poor"):
        print(
            f"{kind:>12}: {right[kind]} of {2 * len(known)} end where they should, {near[kind]} within one rating"
        )


def play_out(play: RolePlay, run: Run, moves: dict[str, list[str]], way: int) -> tuple[str, int, str]:
    """Where a run ends when it is said, after how many utterances, and what was heard."""
    texts = [moves[one][way] for one in run.moves]
    first = tuple(
        Turn(number=n, kind=one.kind, text=one.text, at=NOON) for n, one in enumerate(opening(play), start=1)
    )
    done = MockRound(id="r", question=play.slug, role=play.role, level=play.levels[0], minutes=play.minutes,
                     started_at=NOON, turns=first)  # fmt: skip
    for text in [*texts, ""]:
        done = then(done, TurnKind.ANSWER if text else TurnKind.STOP, text)
        found = [one.move for one in heard(readings(play, text, READER, ENCODER))]
        said = reply(play, done, found, minutes_used=0)
        done = then(done, said.kind, said.text, said.about)
        if done.is_over:
            break
    ended = ending(play, done)
    assert ended
    made = "; ".join(turn.about or "nothing" for turn in done.of(TurnKind.COUNTERPART, TurnKind.CLOSE)[1:])
    return ended.id, len(done.of(TurnKind.ANSWER)), made


def then(done: MockRound, kind: TurnKind, text: str, about: str = "") -> MockRound:
    at = done.turns[-1].at + timedelta(seconds=30)
    turn = Turn(number=len(done.turns) + 1, kind=kind, text=text, about=about, at=at)
    return done.model_copy(update={"turns": (*done.turns, turn)})


if __name__ == "__main__":
    main()
