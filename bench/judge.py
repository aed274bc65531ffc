"""Every figure the README states of the embedded judge, in one run.

    python bench/judge.py [--weights READER.onnx] [--only answers|public|speed|same|data ...] [--keep FOLDER] [--readme]

answers  graded answers: the unseen writers of training/judge/data (nothing is trained or fitted on them, and they wrote when
         the weights were there), and shared/data/graded-answers where it is there (nothing is fitted on it; weights were chosen with it in view)
public   SciEntsBank, Beetle and Mohler, beside small models measured before; only where the data is there
speed    one answer, a cold start, memory
same     whether runs, processes and threads give the same bytes, and how far criteria depend on each other
data     what the training set holds, and how far a blind second labelling agrees with it

--keep writes rows and scores as JSON Lines, as `greenroom judge --batch` reads and writes them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import judge_data
import judge_public
import judge_same
import judge_speed
import judge_table
from greenroom.adapters.judge import EmbeddedReader
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.service.judging import Judging
from greenroom.service.library import Library
from judge_figures import Figures, figures, passages_accuracy
from judge_rows import GRADED, UNSEEN, Row, graded, judged, to_judge, training_questions, unseen

PARTS = ("answers", "public", "speed", "same", "data")

# Figure, its keys, and what it is held against: style alone (logistic regression on 19 surface features and cosines,
# fitted on half of the graded questions, measured on the others), the floor, the goal, two careful readers.
LINES: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("overall QWK", "overall_qwk", "0.82", "0.88", "0.95", "0.97"),
    ("criteria QWK", "criteria_qwk", "0.65", "0.78", "0.90", "0.98"),
    ("criteria, 4-way accuracy", "criteria_accuracy_4", "", "", "", ""),
    ("within an answer, met above missed", "within_answer_order", "0.69", "0.87", "0.95", "1.00"),
    ("strong answer, other question: <= 2", "swap_holds", "0", "0.92", "1.00", "1.00"),
    ("strong above weak", "strong_above_weak", "1.00", "1.00", "1.00", "1.00"),
    ("strong above impressive but empty", "strong_above_impressive", "1.00", "1.00", "1.00", "1.00"),
    ("strong above adversarial", "strong_above_adversarial", "1.00", "1.00", "1.00", "1.00"),
    ("stuffed, parrot, off-topic, injected <= 2", "adversarial_at_most_2", "", "0.97", "1.00", "1.00"),
    ("mean gain from sprinkled figures", "digits_gain", "", "0.10", "0", "0"),
    ("mean gain from words to the grader", "injected_gain", "", "0", "0", "0"),
    ("shouted, no punctuation: within one", "shouted_holds", "", "0.95", "1.00", "1.00"),
    ("length bias (Spearman, words and error)", "length_bias_spearman", "", "< 0.10", "0", "0"),
    ("spoken, notes, bullets: mean error", "as_said_error", "", "", "0", ""),
    ("strong: mean error", "strong_error", "", "", "0", ""),
    ("good ones taken for another question's", "held_back", "", "", "0", ""),
    ("quotes verbatim in the answer", "quotes_verbatim", "", "1.00", "1.00", "1.00"),
    ("overall accuracy", "overall_accuracy", "", "", "", ""),
    ("overall within one", "overall_within_1", "", "", "", ""),
)  # fmt: skip


def answers(reader: EmbeddedReader, keep: Path | None, *, readme: bool = False) -> None:
    """Print the table of both sets of graded answers."""
    judging = Judging(reader, library=Library(()))
    sets = {"unseen": unseen()}
    if GRADED.is_file():
        sets["graded"] = graded()
    else:
        print(f"Skipped: {GRADED} is not there; only the unseen questions are measured.\n")
    found = {}
    for name, rows in sets.items():
        given = judged(judging, to_judge(rows))
        found[name] = figures(rows, given)
        if keep:
            _write(keep / f"{name.replace(' ', '-')}.jsonl", rows)
            _write(keep / f"{name.replace(' ', '-')}.scored.jsonl", list(given.values()))
    print_answers(found)
    if readme and "graded" in found:
        judge_table.write(found)
        print("The table in README.md is written anew.")
    one = passages_accuracy(passages(judging))
    print(
        f"\n{one['passages']:.0f} single passages of the unseen questions, each read for its own criterion: "
        f"4-way accuracy {one['passages_accuracy_4']:.3f}, QWK {one['passages_qwk']:.3f}"
    )


def print_answers(found: dict[str, Figures]) -> None:
    """One line a figure, one column a set of answers, and what they are held against."""
    heads = ("style alone", "floor", "goal", "two readers")
    print(f"{'figure':<42}" + "".join(f"{name:>22}" for name in found) + "".join(f"{h:>12}" for h in heads))
    for label, key, *beside in LINES:
        cells = [_with_interval(one, key) for one in found.values()]
        print(
            f"{label:<42}" + "".join(f"{c:>22}" for c in cells) + "".join(f"{b or '-':>12}" for b in beside)
        )
    for key in ("answers", "unscored", "quotes"):
        print(f"{key:<42}" + "".join(f"{one[key]:>22.0f}" for one in found.values()))


def passages(judging: Judging) -> list[tuple[str, str]]:
    """(truth, given) labels of the unseen questions' single passages."""
    pairs = []
    for question in training_questions():
        for one in question.passages if question.writer in UNSEEN else ():
            criterion = Standard(id=one.criterion, text=question.criteria[one.criterion])
            asked = Asked(question=question.text, rubric=Rubric(criteria=(criterion,)), answer=one.text)
            label = judging.judge(asked).scores[0].label
            if label:
                pairs.append((one.label, label.value))
    return pairs


def _with_interval(one: Figures, key: str) -> str:
    bounds = f" [{one[f'{key}_low']:.3f}, {one[f'{key}_high']:.3f}]" if f"{key}_low" in one else ""
    return f"{one[key]:.3f}{bounds}"


def _write(path: Path, rows: Sequence[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, help="another reader than the one that is installed")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--readme", action="store_true", help="write the table of the README")
    parser.add_argument("--sample", type=int, help="of the public sets: read so many rows a split only")
    given = parser.parse_args()
    reader = EmbeddedReader(given.weights) if given.weights else EmbeddedReader()
    print(f"{reader.name} {reader.version}, {reader.engine}")
    parts = {
        "answers": lambda: answers(reader, given.keep, readme=given.readme),
        "public": lambda: judge_public.main(reader, given.sample),
        "speed": lambda: judge_speed.main(reader, shipped=given.weights is None),
        "same": lambda: judge_same.main(reader, given.weights),
        "data": judge_data.main,
    }
    for name in PARTS:
        if name in given.only:
            print(f"\n== {name} ==")
            parts[name]()


if __name__ == "__main__":
    main()
