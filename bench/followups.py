"""Whether the interviewer probes what is open: of graded answers, the criteria it would ask about first.

For each answer the embedded judge reads it, and the interviewer's first probe (and its first three) are held against the
labels people gave: right is partial, missed or contradicted. Answers in which everything is met, or nothing is open, count
only where something was probed all the same.
Run: `python bench/followups.py`; needs ../shared/data/graded-answers.
"""

from __future__ import annotations

from collections import Counter

from greenroom.adapters.judge import EmbeddedReader
from greenroom.interview.interviewer import worth_asking
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.service.judging import Judging
from greenroom.service.library import Library
from judge_rows import graded

FIRST = (1, 3)


def main() -> None:
    judging = Judging(EmbeddedReader(), Library(()))
    aimed: dict[int, Counter[str]] = {most: Counter() for most in FIRST}
    silent = open_ = 0
    for row in graded():
        criteria = tuple(Standard.model_validate(one) for one in row["criteria"])
        asked = Asked(question=row["question"], rubric=Rubric(criteria=criteria), answer=row["answer"])
        found = worth_asking(judging.judge(asked).scores, {one.id: 1.0 for one in criteria}, {})
        lacking = any(label != "met" for label in row["labels"].values())
        open_ += lacking
        silent += lacking and not found
        for most, counts in aimed.items():
            counts.update(row["labels"][score.criterion] for score in found[:most])
    for most, counts in aimed.items():
        total = sum(counts.values())
        said = ", ".join(f"{label} {count / total:.3f}" for label, count in counts.most_common())
        print(f"first {most}: {total} probes; {said}; at what is open {1 - counts['met'] / total:.3f}")
    print(f"answers with something open that are not probed: {silent} of {open_}")


if __name__ == "__main__":
    main()
