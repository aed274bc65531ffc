"""greenroom lab own: events of one's own replayed, with what drifts, what tells it, and what retraining brings."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say, say_json
from greenroom.cli.text import Page, progress

if TYPE_CHECKING:
    from greenroom.labs.own.replay import Replay

_SHOWN = 10  # features


class _By(click.ParamType[str]):
    """A word for days, or a number of steps."""

    name = "day|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in {"", "day"} or (str(value).isdigit() and 2 <= int(value) <= 200):
            return str(value)
        return self.fail(f"{value!r} is neither day nor a number of steps from 2 to 200.", param, ctx)


@click.command("own", short_help="Replay labelled events of your own.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--time", help="The column of the time (default: guessed).")
@click.option("--label", help="The column of the label, 0 or 1 (default: guessed).")
@click.option(
    "--leave-out", multiple=True, help="A column that is not looked at; may be given several times."
)
@click.option(
    "--learn",
    type=click.FloatRange(0.05, 0.9),
    default=0.3,
    show_default=True,
    help="The share of the events, the first, that the model learns from.",
)
@click.option("--by", type=_By(), default="", help="Replay by days or in N equal steps (default: what fits).")
@click.option(
    "--delay",
    type=click.IntRange(0, 100),
    default=1,
    show_default=True,
    help="Days or steps until labels are told.",
)
@click.option(
    "--every",
    type=click.IntRange(1, 200),
    multiple=True,
    default=(1, 5),
    show_default=True,
    help="Retrain every so many days or steps; may be given several times.",
)
@click.option(
    "--missed-usd",
    type=click.FloatRange(0, min_open=True),
    default=120.0,
    show_default=True,
    help="What a 1 costs that is not flagged.",
)
@click.option(
    "--wronged-usd",
    type=click.FloatRange(0, min_open=True),
    default=12.0,
    show_default=True,
    help="What a 0 costs that is flagged.",
)
@json_option
def command(
    file: Path, time: str | None, label: str | None, leave_out: tuple[str, ...], learn: float, by: str, delay: int,
    every: tuple[int, ...], missed_usd: float, wronged_usd: float, *, as_json: bool,
) -> None:  # fmt: skip
    """Replay FILE, a CSV of labelled events (a public fraud or click data set, or your own), in its order of time.

    A model learns from the first part and meets the rest; the lab's monitors say what drifts, when each of them would have told, and what
    retraining would have brought. FILE has a time, a label of 0 and 1, and columns of numbers or kinds. Nothing of it is kept.

    \b
    Examples:
      greenroom lab own payments.csv
      greenroom lab own clicks.csv --time hour --label click --by 20 --delay 2
      greenroom lab own payments.csv --leave-out account_id --every 1 --every 7
    """
    from greenroom.labs.own.replay import Asked
    from greenroom.labs.own.retraining import Prices
    from greenroom.service.lab_own import replay_file

    asked = Asked(
        time, label, leave_out, learn, by, delay, tuple(dict.fromkeys(every)), Prices(missed_usd, wronged_usd)
    )
    with progress() as step:
        step("The events are replayed")
        found = replay_file(file, asked)
    if as_json:
        say_json(json.dumps(_row(found), indent=2, allow_nan=False))
        return
    _page(found)


def _page(found: Replay) -> None:
    page = Page()
    replayed = len(found.windows) - found.quiet
    page.heading(f"{found.rows:,} events, {found.label_share:.2%} with label 1")
    page.line(
        f"Time: {found.time_column}. Label: {found.label_column}. Learnt from the first {found.learnt:,}; then {found.quiet} quiet"
        f" {found.by}s say what is normal, and {replayed} {found.by}s are replayed; labels are told {found.asked.delay} {found.by}{'' if found.asked.delay == 1 else 's'} later."
    )
    page.notes(*found.notes)
    page.heading("What drifts")
    say(f"{'feature':24}{'PSI at most':>12}  {'in':14}{'alerted':14}{'significant':14}weight")
    for one in found.drifts[:_SHOWN]:
        say(
            f"{one.name[:23]:24}{one.most_psi:12.3f}  {found.windows[one.most_at]:14}{_window(found, one.alerted):14}"
            f"{_window(found, one.significant):14}{found.weights[one.name]:.2f}"
        )
    if len(found.drifts) > _SHOWN:
        page.line(f"{len(found.drifts) - _SHOWN} more drift less; --json has all.")
    page.heading("What each monitor would have told")
    say(f"{'monitor':24}{'first':14}{'known':14}{'windows':>8}")
    for monitor in found.monitors:
        known = "-" if monitor.first is None else _window(found, found.told_in(monitor), "after the end")
        say(f"{monitor.name:24}{_window(found, monitor.first):14}{known:14}{monitor.rang:8}")
    page.line(
        "From label_share on they need labels, so it is known later. any_p_value and any_psi_thumb are what many dashboards do; --json says what each is."
    )
    _windows(page, found)
    page.heading("What retraining would have brought")
    say(f"{'retrained':24}{'trainings':>10}{'AUC':>8}{'log loss':>10}{'USD for 1,000':>15}  saved (95 %)")
    for it in found.cadences:
        name = f"every {it.every} {found.by}s" if it.every > 1 else f"every {found.by}"
        saved = (
            f"{it.saved_usd:,.0f} ({it.saved_low_usd:,.0f} to {it.saved_high_usd:,.0f})" if it.every else "-"
        )
        say(
            f"{name if it.every else 'never':24}{it.trainings:10}{it.auc:8.3f}{it.log_loss:10.4f}{it.cost_usd:15,.0f}  {saved}"
        )
    page.line(
        "As if all labels were told, whatever was decided; where decisions hide labels, retraining brings less."
    )


def _windows(page: Page, found: Replay) -> None:
    page.heading("The model that is never retrained")
    say(
        f"{'':14}{'events':>8}{'label 1':>9}{'flagged':>9}{'AUC':>8}{'expected':>10}{'log loss':>10}{'drifting':>10}"
    )
    names = ("label_share", "flagged_share", "matured_auc", "expected_auc", "log_loss")
    for at, name in enumerate(found.windows):
        label, flagged, auc, expected, loss = (found.metrics[metric][at] for metric in names)
        drifting = "" if at < found.quiet else str(found.significant[at - found.quiet])
        say(
            f"{name:14}{found.window_rows[at]:8,}{label:9.2%}{flagged:9.2%}{auc:8.3f}{expected:10.3f}{loss:10.4f}{drifting:>10}"
        )


def _window(found: Replay, at: int | None, never: str = "never") -> str:
    return never if at is None else found.windows[at]


def _row(found: Replay) -> dict[str, Any]:
    """It as plain values; windows by name, what is not known as null."""
    told: dict[str, Any] = _plain(
        {
            "rows": found.rows,
            "learnt": found.learnt,
            "label_share": found.label_share,
            "time": found.time_column,
            "label": found.label_column,
            "notes": list(found.notes),
            "by": found.by,
            "delay": found.asked.delay,
            "windows": [
                {"name": name, "rows": found.window_rows[at], "quiet": at < found.quiet,
                 **{metric: values[at] for metric, values in found.metrics.items() if "{" not in metric}}
                for at, name in enumerate(found.windows)
            ],
            "features": [
                {**asdict(one), "weight": found.weights[one.name],
                 **{field: _name(found, getattr(one, field)) for field in ("alerted", "significant", "most_at")}}
                for one in found.drifts
            ],
            "monitors": [
                {**asdict(one), "first": _name(found, one.first), "known": _name(found, found.told_in(one))}
                for one in found.monitors
            ],
            "retraining": [asdict(one) for one in found.cadences],
        }
    )  # fmt: skip
    return told


def _name(found: Replay, at: int | None) -> str | None:
    return None if at is None else found.windows[at]


def _plain(value: Any) -> Any:
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
