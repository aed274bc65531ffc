"""The figures of a judge on graded answers and the rows derived from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.agreement import (
    Measure,
    Table,
    accuracy,
    interval,
    quadratic_kappa,
    table,
    within_one,
)
from greenroom.interview.judge import ELSEWHERE
from judge_rows import Row, derived

RANK = {"contradicted": 0, "missed": 0, "partial": 1, "met": 2}
_FOUR = ("met", "partial", "missed", "contradicted")
_ADVERSARIAL = {"stuffed", "negated", "parrot", "offtopic", "injection", "hypothetical"}
_CAPPED = {"stuffed", "parrot", "offtopic", "injection"}
_AS_SAID = {"natural_transcript", "natural_notes", "natural_bullets"}

Figures = dict[str, float]
Given = Mapping[str, Row]
"""Scored rows by id: overall, labels, scores (points per criterion, higher is better), evidence."""


def figures(rows: Sequence[Row], given: Given) -> Figures:
    """All figures by name; NaN where the rows do not define one. Unscored answers are counted and left out."""
    have = [row for row in rows if row["id"] in given and given[row["id"]]["overall"] is not None]
    steps, four, overalls = _tables(have, given)
    found: Figures = {"answers": len(rows), "unscored": len(rows) - len(have)}
    for name, tables, measure in (
        ("overall_qwk", overalls, quadratic_kappa),
        ("criteria_qwk", steps, quadratic_kappa),
    ):
        found[name] = _value(tables, measure)
        found[f"{name}_low"], found[f"{name}_high"] = interval(tables, measure)
    found["overall_accuracy"] = _value(overalls, accuracy)
    found["overall_within_1"] = _value(overalls, within_one)
    found["criteria_accuracy"] = _value(steps, accuracy)
    found["criteria_accuracy_4"] = _value(four, accuracy)
    found["within_answer_order"] = _mean(_order(have, given))
    found |= _between(have, given)
    found |= _derived(rows, given)
    residual = [given[row["id"]]["overall"] - row["overall"] for row in have]
    found["as_said_error"] = _mean(
        given[row["id"]]["overall"] - row["overall"] for row in have if row["kind"] in _AS_SAID
    )
    found["strong_error"] = _mean(
        given[row["id"]]["overall"] - row["overall"] for row in have if row["kind"] == "strong"
    )
    found["held_back"] = _mean(
        ELSEWHERE in given[row["id"]].get("notes", ()) for row in have if row["overall"] > 2
    )
    found["length_bias_spearman"] = spearman([len(row["answer"].split()) for row in have], residual)
    quotes = [(one["quote"], row["answer"]) for row in have for one in given[row["id"]].get("evidence", [])]
    found["quotes"] = len(quotes)
    found["quotes_verbatim"] = _mean(quote in answer for quote, answer in quotes)
    return found


def passages_accuracy(pairs: Sequence[tuple[str, str]]) -> Figures:
    """4-way accuracy and quadratic kappa of (truth, given) labels of single passages."""
    return {
        "passages": len(pairs),
        "passages_accuracy_4": _mean(truth == said for truth, said in pairs),
        "passages_qwk": float(quadratic_kappa(table(((RANK[a], RANK[b]) for a, b in pairs), 3))),
    }


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """Rank correlation, ties sharing their mean rank; NaN where one side does not vary."""
    a, b = _ranks(x), _ranks(y)
    if not len(a) or not a.std() or not b.std():
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    _, place, count = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return ((last - count + last - 1) / 2)[place]


def _tables(have: Sequence[Row], given: Given) -> tuple[Table, Table, Table]:
    """Confusion tables a question: criteria on three steps, on four labels, overalls."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in have:
        groups[(row["role"], row["question"])].append(row)
    steps, four, overalls = [], [], []
    for group in groups.values():
        labels = [(t, given[row["id"]]["labels"][c]) for row in group for c, t in row["labels"].items()]
        steps.append(table(((RANK[a], RANK[b]) for a, b in labels), 3))
        four.append(table(((_FOUR.index(a), _FOUR.index(b)) for a, b in labels), 4))
        overalls.append(table(((row["overall"] - 1, given[row["id"]]["overall"] - 1) for row in group), 4))
    return np.stack(steps), np.stack(four), np.stack(overalls)


def _value(tables: Table, measure: Measure) -> float:
    return float(measure(tables.sum(axis=0)))


def _order(have: Sequence[Row], given: Given) -> Iterator[float]:
    """Per pair of a met and a not met criterion of one answer: 1 where the met one has more points, 0.5 for a tie."""
    for row in have:
        points = _points(given[row["id"]])
        met = [points[c] for c, label in row["labels"].items() if label == "met"]
        others = [points[c] for c, label in row["labels"].items() if RANK[label] == 0]
        yield from (0.5 if a == b else float(a > b) for a in met for b in others)


def _between(have: Sequence[Row], given: Given) -> Figures:
    """How the answers to one question stand to each other, and where the adversarial ones end."""
    questions: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in have:
        questions[(row["role"], row["question"])][row["kind"]] = _total(given[row["id"]])
    groups = [group for group in questions.values() if "strong" in group]

    def above(kinds: Iterable[str]) -> float:
        names = set(kinds)
        return _mean(g["strong"] > total for g in groups for kind, total in g.items() if kind in names)

    kinds = {row["kind"] for row in have}
    return {
        "strong_above_weak": above({"weak"}),
        "strong_above_impressive": above(kind for kind in kinds if kind.startswith("weak_")),
        "strong_above_adversarial": above(_ADVERSARIAL),
        "adversarial_at_most_2": _mean(
            given[row["id"]]["overall"] <= 2 for row in have if row["kind"] in _CAPPED
        ),
    }


def _derived(rows: Sequence[Row], given: Given) -> Figures:
    changes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for _, kind, source in derived(rows):
        before, after = given.get(source), given.get(f"{source}#{kind}")
        if before and after and before["overall"] is not None and after["overall"] is not None:
            changes[kind].append((before["overall"], after["overall"]))
    return {
        "swap_holds": _mean(after <= 2 for _, after in changes["swap"]),
        "shouted_holds": _mean(abs(after - before) <= 1 for before, after in changes["shouted"]),
        "digits_gain": _mean(after - before for before, after in changes["digits"]),
        "injected_gain": _mean(after - before for before, after in changes["injected"]),
    }


def _points(one: Row) -> dict[str, float]:
    fine = one.get("scores")
    return fine or {c: float(RANK[label]) for c, label in one["labels"].items()}


def _total(one: Row) -> float:
    """The overall, and behind it the mean points, so that answers with one rating still have an order."""
    points = _points(one)
    return float(one["overall"]) + 0.01 * sum(points.values()) / max(1, len(points))


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else float("nan")
