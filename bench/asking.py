"""How well what candidates ask finds its fact on a data sheet.

Each way of asking that a pack gives is taken out of its sheet in turn and asked: right is the fact it was written for. To see
what is told that was not asked for, the same words are put to another question's sheet of the same role, where nothing should
fit; and two ways of asking from one sheet are put as one sentence. "nearest text" is what was used before: the one text of a
sheet with the highest cosine.
Run: `python bench/asking.py`; `--every N` takes each Nth question only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.bootstrap import pack_folders
from greenroom.interview.asking import MARGIN, NEAR, facts_for
from greenroom.interview.nearness import names, nearness
from greenroom.model.question import Question, SheetFact
from greenroom.service.library import Library

Rows = NDArray[np.float64]
Near = Callable[[Sequence[str], Sequence[SheetFact], MiniLmEncoder], Rows]
BOUNDS = ((0.3, 0.0), (0.3, MARGIN), (0.33, 0.0), (0.33, 0.08), (0.36, MARGIN), (0.4, MARGIN), (NEAR, MARGIN))


class Case(NamedTuple):
    """One way of asking: how near each fact of its own sheet is, which is the right one, and how near another sheet's are."""

    own: Rows
    right: int
    other: Rows


def nearest_text(asked: Sequence[str], sheet: Sequence[SheetFact], encoder: MiniLmEncoder) -> Rows:
    """As `nearness`: the highest cosine to a text of the fact."""
    vectors = encoder.encode(asked)
    closest = [(vectors @ encoder.encode(names(fact)).T).max(axis=1) for fact in sheet]
    return np.stack(closest, axis=1).astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args().every
    encoder = MiniLmEncoder()
    questions = [q for q in Library(pack_folders()).catalogue.questions[::every] if q.sheet]
    print(f"{'':24}{'bound':>8}{'margin':>8}{'right':>8}{'wrong':>8}{'held back':>11}{'told to others':>16}")
    _print("nearest text", list(cases(questions, nearest_text, encoder)), ((0.45, 0.0), (0.45, 0.05)))
    _print("now", list(cases(questions, nearness, encoder)), BOUNDS)
    _print_answers(questions, encoder)
    pairs = list(bundled(questions))
    both = [{one.id for one in facts_for(ask, sheet, encoder).facts} for ask, sheet, _ in pairs]
    wanted = [ids for _, _, ids in pairs]
    print(f"two in one sentence ({len(pairs)}): both told {np.mean([w <= b for w, b in zip(wanted, both, strict=True)]):.3f}, "
          f"something else told {np.mean([bool(b - w) for w, b in zip(wanted, both, strict=True)]):.3f}")  # fmt: skip


def left_out(
    questions: Sequence[Question],
) -> Iterator[tuple[str, Sequence[SheetFact], SheetFact, Sequence[SheetFact]]]:
    """Every way of asking, its sheet without it, the fact it was written for, and another question's sheet."""
    for place, question in enumerate(questions):
        same = [one for one in questions if one.role is question.role and one is not question]
        for fact in question.sheet:
            for text in fact.asks:
                left = fact.model_copy(update={"asks": tuple(one for one in fact.asks if one != text)})
                sheet = [left if one is fact else one for one in question.sheet]
                yield text, sheet, left, same[place % len(same)].sheet


def cases(questions: Sequence[Question], near: Near, encoder: MiniLmEncoder) -> Iterator[Case]:
    """Every way of asking, left out of its sheet."""
    for text, sheet, fact, other in left_out(questions):
        yield Case(near([text], sheet, encoder)[0], sheet.index(fact), near([text], other, encoder)[0])


def bundled(questions: Sequence[Question]) -> Iterator[tuple[str, Sequence[SheetFact], set[str]]]:
    """Neighbouring facts of a sheet asked for in one sentence, their words known."""
    for question in questions:
        for one, two in zip(question.sheet, question.sheet[1:], strict=False):
            second = two.asks[0]
            ask = f"{one.asks[0].rstrip('?')}, and {second[0].lower()}{second[1:]}"
            yield ask, question.sheet, {one.id, two.id}


def _print(title: str, found: Sequence[Case], bounds: Sequence[tuple[float, float]]) -> None:
    nearest = np.mean([one.own.argmax() == one.right for one in found])
    print(f"{title}: {len(found)} ways of asking, the nearest fact is the right one for {nearest:.3f}")
    for bound, margin in dict.fromkeys(bounds):
        own = [_clear(one.own, bound, margin) for one in found]
        right = np.mean([place == one.right for place, one in zip(own, found, strict=True)])
        held = np.mean([place is None for place in own])
        others = np.mean([_clear(one.other, bound, margin) is not None for one in found])
        shipped = "  shipped" if title == "now" and (bound, margin) == (NEAR, MARGIN) else ""
        print(
            f"{'':24}{bound:8.2f}{margin:8.2f}{right:8.3f}{1 - right - held:8.3f}{held:11.3f}{others:16.3f}{shipped}"
        )


def _print_answers(questions: Sequence[Question], encoder: MiniLmEncoder) -> None:
    """What the interviewer does with the words left out: the kind of fact that is asked for counts here too."""
    found: Counter[str] = Counter()
    for text, sheet, fact, other in left_out(questions):
        answer = facts_for(text, sheet, encoder)
        told, either = {one.id for one in answer.facts}, {one.id for pair in answer.unclear for one in pair}
        own = (
            ("told" if fact.id in told else "told another")
            if told
            else "asked back"
            if fact.id in either
            else "asked back on others"
        )
        found[own if told or either else "cannot answer"] += 1
        elsewhere = facts_for(text, other, encoder)
        found["another sheet: told" if elsewhere.facts else "another sheet: asked back"] += bool(
            elsewhere.facts or elsewhere.unclear
        )
    whole = sum(count for name, count in found.items() if not name.startswith("another"))
    print("the answers: " + ", ".join(f"{name} {count / whole:.3f}" for name, count in sorted(found.items())))


def _clear(row: Rows, bound: float, margin: float) -> int | None:
    second, best = np.sort(row)[-2:] if len(row) > 1 else (-1.0, row[0])
    return int(row.argmax()) if best >= bound and best - second >= margin else None


if __name__ == "__main__":
    main()
