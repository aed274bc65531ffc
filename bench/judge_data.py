"""What the written training set holds, and how far a blind second labelling agrees with it.

training/judge/data/second.jsonl has, for 480 items drawn at random, what a second person said who saw the question, its
criteria and the text, but neither the label nor the kind: {question, passage or answer (its number in the file, from 1),
labels, overall}. `read` is the wording that person read, where it was changed afterwards; the labels were not.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from greenroom.interview.agreement import accuracy, kappa, quadratic_kappa, table
from greenroom.interview.overall import BOUNDS
from judge_figures import RANK
from judge_rows import HELD_OUT, LABELS, TRAINING, UNSEEN, Question, training_questions


def main() -> None:
    questions = training_questions()
    counts(questions)
    second(questions)
    bounds(questions)


def counts(questions: Sequence[Question]) -> None:
    """Questions, criteria, passages, answers and pairs: in all, by what they are used for, and a writer."""
    heads = ("questions", "criteria", "passages", "answers", "pairs", "words")
    print(f"{'':<12}" + "".join(f"{head:>10}" for head in heads))
    beside = {"calibration": HELD_OUT, "unseen": UNSEEN}
    trained_on = [one for one in questions if one.writer not in (*HELD_OUT, *UNSEEN)]
    groups: dict[str, Sequence[Question]] = {"all": questions, "trained on": trained_on}
    groups |= {name: [one for one in questions if one.writer in writers] for name, writers in beside.items()}
    for writer in sorted({one.writer for one in questions}):
        groups[writer] = [one for one in questions if one.writer == writer]
    for name, group in groups.items():
        print(f"{name:<12}" + "".join(f"{number:>10,}" for number in _counted(group)))
    for what, names in (
        ("roles, questions", Counter(one.role for one in questions)),
        ("labels, passages", Counter(p.label for one in questions for p in one.passages)),
        ("labels, answers", Counter(label for one in questions for a in one.answers for label in a.labels.values())),
        ("kinds, passages", Counter(p.kind for one in questions for p in one.passages)),
        ("kinds, answers", Counter(a.kind for one in questions for a in one.answers)),
    ):  # fmt: skip
        print(f"{what}: " + ", ".join(f"{name} {number}" for name, number in names.most_common()))


def _counted(questions: Sequence[Question]) -> tuple[int, ...]:
    passages = [p for one in questions for p in one.passages]
    answers = [a for one in questions for a in one.answers]
    return (
        len(questions),
        sum(len(one.criteria) for one in questions),
        len(passages),
        len(answers),
        len(passages) + sum(len(a.labels) for a in answers),
        sum(len(one.text.split()) for one in (*passages, *answers)),
    )


def second(questions: Sequence[Question]) -> None:
    """Agreement of the second labelling with the first."""
    by_name = {one.name: one for one in questions}
    pairs: dict[str, list[tuple[str, str]]] = {"passages": [], "answers": []}
    overalls, rewritten = [], 0
    with (TRAINING / "second.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            question = by_name[row["question"]]
            rewritten += "read" in row
            if "passage" in row:
                passage = question.passages[row["passage"] - 1]
                pairs["passages"].append((passage.label, row["labels"][passage.criterion]))
            else:
                answer = question.answers[row["answer"] - 1]
                pairs["answers"] += [(answer.labels[c], label) for c, label in row["labels"].items()]
                overalls.append((answer.overall - 1, row["overall"] - 1))
    pairs["all"] = pairs["passages"] + pairs["answers"]
    print(f"\nBlind second labelling ({rewritten} items were reworded after it)")
    for name, labels in pairs.items():
        counted = table(((LABELS.index(a), LABELS.index(b)) for a, b in labels), 4)
        print(f"{name:<12}{len(labels):>5} labels: same {accuracy(counted):.3f}, kappa {kappa(counted):.3f}")
    steps = table(((RANK[a], RANK[b]) for a, b in pairs["all"]), 3)
    print(f"criteria QWK {quadratic_kappa(steps):.3f} (contradicted as missed)")
    print(f"overall QWK {quadratic_kappa(table(overalls, 4)):.3f} of {len(overalls)} answers")


def bounds(questions: Sequence[Question]) -> None:
    """Which overall the writers gave at which mean points, and how well the bounds of `interview.overall` fit that."""
    seen: dict[float, Counter[int]] = defaultdict(Counter)
    for answer in (answer for one in questions for answer in one.answers):
        mean = sum(RANK[label] / 2 for label in answer.labels.values()) / len(answer.labels)
        seen[round(mean, 2)][answer.overall] += 1
    print(f"\nMean points of the true labels, and the overall given to it; the judge's bounds are {BOUNDS}")
    print(f"{'':<8}" + "".join(f"{overall:>6}" for overall in range(1, 5)))
    for mean, given in sorted(seen.items()):
        print(f"{mean:<8}" + "".join(f"{given[overall] or '-':>6}" for overall in range(1, 5)))
    pairs = [
        (overall - 1, sum(mean >= bound for bound in BOUNDS))
        for mean, given in seen.items()
        for overall in given.elements()
    ]
    counted = table(pairs, 4)
    print(f"by the bounds: same {accuracy(counted):.3f}, QWK {quadratic_kappa(counted):.3f}")


if __name__ == "__main__":
    main()
