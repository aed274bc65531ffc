"""A replay of one's own events, from the text of a CSV file to what is told.

text + Asked -> Replay
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from greenroom.labs.own.coding import coded
from greenroom.labs.own.events import events
from greenroom.labs.own.retraining import Cadence, Prices, cadences, first_scores
from greenroom.labs.own.sheet import read
from greenroom.labs.own.watching import Drift, Monitor, watch
from greenroom.labs.own.windows import windows


@dataclass(frozen=True)
class Asked:
    """How to replay; what is not said of the columns is guessed.

    Attributes:
        time: Column of the time.
        label: Column of the label, 0 or 1.
        left_out: Columns that are not looked at.
        learn_share: Of the events, the first that the model learns from.
        by: "day", a number of equal steps, or "" for whichever fits.
        delay: Windows until labels are told.
        every: Cadences of retraining, in windows.
        prices: What wrong decisions cost.
    """

    time: str | None = None
    label: str | None = None
    left_out: tuple[str, ...] = ()
    learn_share: float = 0.3
    by: str = ""
    delay: int = 1
    every: tuple[int, ...] = (1, 5)
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True)
class Replay:
    """What is told; windows are named by `windows`, the first `quiet` of which say what is normal.

    `metrics` has each metric's value by window, NaN where there is too little to tell; `weights` how much the first model uses each feature
    (mean absolute log-odds on what it learnt from); `significant` in how many features each replayed window differs, false discoveries controlled.
    """

    asked: Asked
    rows: int
    learnt: int
    label_share: float
    time_column: str
    label_column: str
    notes: tuple[str, ...]
    by: str
    windows: tuple[str, ...]
    window_rows: tuple[int, ...]
    quiet: int
    metrics: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, float]
    drifts: tuple[Drift, ...]
    monitors: tuple[Monitor, ...]
    significant: tuple[int, ...]
    cadences: tuple[Cadence, ...]

    def told_in(self, monitor: Monitor) -> int | None:
        """The window in which it is known that `monitor` rang first: where it needs labels, so much later; None for never in the replay."""
        if monitor.first is None:
            return None
        known = monitor.first + (self.asked.delay if monitor.labelled else 0)
        return known if known < len(self.windows) else None


def replay(text: str, asked: Asked) -> Replay:
    """Replay the events in `text`.

    Raises:
        InputError: They cannot be read, or are too few; see `sheet`, `events`, `windows` and `coding`.
    """
    sheet = read(text)
    of = events(sheet, time=asked.time, label=asked.label, left_out=asked.left_out)
    cut = windows(of, learn_share=asked.learn_share, by=asked.by)
    begin = int(cut.begins[0])
    features = coded(of, begin)
    model, score = first_scores(features, of.label, cut)
    watched = watch(features, of.label, score, cut, asked.prices)
    weights = {
        name: float(np.abs(curve[code[:begin]]).mean())
        for name, curve, code in zip(features.names, model.curves, features.codes, strict=True)
    }
    divided = () if sheet.divided_by == "commas" else (f"Cells are divided by {sheet.divided_by}.",)
    return Replay(
        asked=asked,
        rows=len(of.at),
        learnt=begin,
        label_share=float(of.label.mean()),
        time_column=of.time_column,
        label_column=of.label_column,
        notes=(*divided, *of.notes, *features.notes),
        by=cut.by,
        windows=cut.names,
        window_rows=tuple(np.diff(cut.begins).tolist()),
        quiet=cut.quiet,
        metrics={name: tuple(values.tolist()) for name, values in watched.board.values.items()},
        weights=weights,
        drifts=watched.drifts,
        monitors=watched.monitors,
        significant=watched.significant_by_window,
        cadences=cadences(features, of.label, cut, asked.every, delay=asked.delay, prices=asked.prices),
    )
