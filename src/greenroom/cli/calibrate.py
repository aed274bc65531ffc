"""greenroom calibrate: how far the judge agrees with answers that people have graded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import FILE, json_option
from greenroom.cli.rows import counted
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page, progress
from greenroom.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from greenroom.service.batch import Failed
    from greenroom.service.calibration import Agreement, Calibration, Figure
    from greenroom.service.graded import Given

_SHOWN = 5
_BAR = 30  # columns of a reliability bar
_NAMES = 22  # columns for the names of kinds, roles and figures
_LABELS = ("met", "partial", "missed", "contradicted")


@click.command("calibrate")
@click.argument("data", type=FILE)
@click.option("--scored", type=FILE, metavar="FILE", help="Scores to compare, instead of judging now.")
@json_option
@click.pass_context
def command(ctx: click.Context, data: Path, scored: Path | None, *, as_json: bool) -> None:
    """Hold the judge against the graded answers in DATA and print how far they agree.

    DATA: JSON Lines as for judge --batch, each with labels {criterion: met, partial, missed or contradicted}, and
    where known overall (1 to 4), kind and role. Intervals are 95% bootstrap intervals over questions.

    \b
    Examples:
      greenroom calibrate graded.jsonl
      greenroom calibrate graded.jsonl --scored scored.jsonl --json
    """
    from greenroom.cli.rows import FAILED, opened, tell_failures
    from greenroom.service.batch import Failed
    from greenroom.service.calibration import calibrate
    from greenroom.service.graded import read_given, read_graded

    with opened(data) as file:
        lines = list(file)
    rows = list(read_graded(lines))
    failed = [row for row in rows if isinstance(row, Failed)]
    graded = [row for row in rows if not isinstance(row, Failed)]
    if not graded:
        raise _nothing(data, failed)
    if scored is None:
        given = _judged(lines, failed)
    else:
        with opened(scored) as file:
            given = [row for row in read_given(file) if not isinstance(row, Failed)]
    result = calibrate(graded, given)
    if as_json:
        say_json(result.model_dump_json(indent=2))
    else:
        _show(result)
    if failed:
        tell_failures(failed, len(rows), data, as_json=as_json)
        ctx.exit(FAILED)


def _judged(lines: Sequence[bytes], failed: list[Failed]) -> list[Given]:
    """What the embedded judge says of the rows; those it cannot judge are added to `failed`, each line once."""
    from greenroom.bootstrap import greenroom
    from greenroom.service.batch import Failed
    from greenroom.service.graded import Given

    known = {one.line for one in failed}
    given = []
    with progress() as step:
        for number, row in enumerate(greenroom().judging.judge_batch(lines), start=1):
            step(f"Answer {number} judged")
            if not isinstance(row, Failed):
                given.append(Given.model_validate(row.data()))
            elif row.line not in known:
                failed.append(row)
    return given


def _nothing(data: Path, failed: Sequence[Failed]) -> InputError:
    why = f" Line {failed[0].line}: {failed[0].error}." if failed else ""
    return InputError(
        f"There is no graded answer in {data}.{why}",
        hint="Each line is an object with id, question, criteria, answer and labels.",
        code="nothing_graded",
    )


def _show(result: Calibration) -> None:
    page = Page()
    page.line(", ".join(result.judges) or "A judge that does not say its name", "bold")
    page.line(f"{counted(result.all.answers, 'graded answer')}, {result.all.criteria} criteria")
    if result.unscored:
        page.notes(f"Left unscored, and in no figure: {result.unscored} criteria.")
    if result.not_judged:
        first = ", ".join(result.not_judged[:_SHOWN])
        more = ", ..." if len(result.not_judged) > _SHOWN else ""
        page.notes(f"Without scores: {counted(len(result.not_judged), 'graded answer')} ({first}{more}).")
    page.heading("Agreement (95% interval)")
    for name, figure in _figures(result.all):
        page.line(_with_interval(figure), indent=_NAMES + 12, lead=f"  {name}")
    _show_groups(page, "By kind", result.by_kind)
    _show_groups(page, "By role", result.by_role)
    _show_table(page, "Criteria: graded down, judged across", _LABELS, result.confusion)
    _show_table(page, "Overall: graded down, judged across", ("1", "2", "3", "4"), result.overall_confusion)
    _show_reliability(page, result)


def _figures(agreement: Agreement) -> Iterable[tuple[str, Figure]]:
    return (
        ("criteria, same label", agreement.criteria_accuracy),
        ("criteria, Cohen's kappa", agreement.criteria_kappa),
        ("criteria, quadratic kappa", agreement.criteria_quadratic_kappa),
        ("overall, same", agreement.overall_accuracy),
        ("overall, within one", agreement.overall_within_one),
        ("overall, quadratic kappa", agreement.overall_quadratic_kappa),
    )


def _show_groups(page: Page, title: str, groups: Mapping[str, Agreement]) -> None:
    if not groups:
        return
    page.heading(f"{title} (share the same; quadratic kappa)")
    page.line(f"{'answers':>7}{'criteria':>12}{'kappa':>8}{'overall':>12}{'kappa':>8}", indent=_NAMES)
    for name, one in groups.items():
        criteria = f"{_short(one.criteria_accuracy):>12}{_short(one.criteria_quadratic_kappa):>8}"
        overall = f"{_short(one.overall_accuracy):>12}{_short(one.overall_quadratic_kappa):>8}"
        page.line(f"{one.answers:>7}{criteria}{overall}", indent=_NAMES, lead=f"  {name}")


def _show_table(page: Page, title: str, names: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
    page.heading(title)
    page.line("".join(f"{name:>13}" for name in names), indent=_NAMES)
    for name, row in zip(names, counts, strict=True):
        page.line("".join(f"{count:>13}" for count in row), indent=_NAMES, lead=f"  {name}")


def _show_reliability(page: Page, result: Calibration) -> None:
    """Bars of the share that was right; the mark stands where it would be if confidence were exact."""
    if not result.reliability:
        return
    page.heading("Confidence (bar: share right; |: what was promised)")
    for one in result.reliability:
        filled, mark = round(one.right * _BAR), min(_BAR - 1, round(one.confidence * _BAR))
        bar = "".join("|" if at == mark else "#" if at < filled else "." for at in range(_BAR))
        row = f"{bar}  {one.right:.0%} of {one.count}"
        page.line(row, indent=16, lead=f"  {one.low:.0%} to {one.high:.0%}")
    page.line(f"Expected calibration error: {result.calibration_error:.3f}")


def _with_interval(figure: Figure) -> str:
    if figure.value is None or figure.low is None:
        return _short(figure)
    return f"{figure.value:.3f}  ({figure.low:.3f} to {figure.high:.3f})"


def _short(figure: Figure) -> str:
    return "-" if figure.value is None else f"{figure.value:.2f}"
