"""The README's table of the judge, written where it stands, so that no figure is copied by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from judge_figures import Figures
from judge_rows import ROOT

README = ROOT / "README.md"
_FROM, _TO = "<!-- judge: written by make bench-judge -->\n", "<!-- judge: end -->\n"
# What it is called there, the keys of its figures, the floor, style alone, two careful readers.
ROWS: tuple[tuple[str, tuple[str, ...], float, str, str], ...] = (
    ("met criteria above missed ones, within one answer", ("within_answer_order",), 0.87, ".69", "1.00"),
    ("strong answer to another question gets 2 at most", ("swap_holds",), 0.92, "0", "1.00"),
    ("overall, QWK", ("overall_qwk",), 0.88, ".82", ".97"),
    ("criteria, QWK", ("criteria_qwk",), 0.78, ".65", ".98"),
    (
        "strong answer above weak; above impressive but empty; above adversarial",
        ("strong_above_weak", "strong_above_impressive", "strong_above_adversarial"),
        1.0,
        "1.00",
        "1.00",
    ),
    ("stuffed, parroted, off-topic, injected: 2 at most", ("adversarial_at_most_2",), 0.97, "", "1.00"),
    ("shouted: within one", ("shouted_holds",), 0.95, "", "1.00"),
    ("quotes found word for word in the answer", ("quotes_verbatim",), 1.0, "", "1.00"),
)


def table(found: Mapping[str, Figures]) -> str:
    """The table in Markdown; what lies below its floor says so."""
    graded, unseen = found["graded"], found["unseen"]
    heads = (
        "",
        f"answers of other people ({graded['answers']:.0f})",
        f"questions nothing was fitted on ({unseen['answers']:,.0f} answers)",
        "floor",
        "style alone",
        "two careful readers",
    )
    lines = [f"| {' | '.join(heads)} |".replace("|  |", "| |"), "|" + "---|" * len(heads)]
    for name, keys, floor, style, readers in ROWS:
        cells = (name, _cell(graded, keys, floor), _cell(unseen, keys, floor), _short(floor), style, readers)
        lines.append(f"| {' | '.join(cells)} |".replace("|  |", "| |"))
    return "\n".join(lines) + "\n"


def write(found: Mapping[str, Figures], path: Path = README) -> None:
    """Put the table between its marks in the README.

    Raises:
        ValueError: The marks are not there.
    """
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition(_FROM)
    _, end, after = rest.partition(_TO)
    if not (mark and end):
        raise ValueError(f"{path} has no place for the table: {_FROM.strip()} ... {_TO.strip()}")
    path.write_text(f"{before}{_FROM}\n{table(found)}\n{_TO}{after}", encoding="utf-8")


def _cell(one: Figures, keys: Sequence[str], floor: float) -> str:
    worst = min(one[key] for key in keys)
    if round(worst, 3) < floor:
        return f"{worst:.3f}, below".removeprefix("0")  # so near a floor that two digits could hide it
    return _short(worst) + (" each" if len(keys) > 1 else "")


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 0.995 else "1.00"
