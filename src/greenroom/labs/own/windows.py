"""Events cut along time: what the first model learns from, a quiet stretch that says what is normal, and the windows that are replayed.

events -> Windows
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from greenroom.errors import InputError
from greenroom.labs.arrays import Floats, Ints
from greenroom.labs.own.events import Events

LEAST_ROWS, LEAST_OF_A_LABEL, LEAST_IN_A_WINDOW = 1000, 20, 50
QUIET, STEPS = 6, 15
"""Windows that say what is normal; windows that are replayed where not by days. With four quiet ones, of twelve calm streams five rang; with six, none."""
_DAY_S = 86_400.0
_DAYS, _ROWS_A_DAY = (
    (8, 60),
    200,
)  # it is replayed by days where there are so many, each with as many rows (the median)
_MOST = 400  # windows


@dataclass(frozen=True)
class Windows:
    """Rows `[0, begins[0])` are learnt from; window w holds rows `[begins[w], begins[w + 1])`, the first `quiet` of them are quiet.

    `names` says what each window is: a date, or "step 3".
    """

    begins: Ints
    quiet: int
    names: tuple[str, ...]
    by: str

    @property
    def count(self) -> int:
        """Of all windows."""
        return len(self.begins) - 1

    def rows(self, window: int) -> slice:
        """The rows of one window."""
        return slice(int(self.begins[window]), int(self.begins[window + 1]))

    def of_rows(self) -> Ints:
        """The window of each row from `begins[0]` on."""
        return np.repeat(np.arange(self.count), np.diff(self.begins))


def windows(of: Events, *, learn_share: float = 0.3, by: str = "") -> Windows:
    """Cut `of`; `by` is "day", a number of equal steps, or "" for whichever fits.

    Raises:
        InputError: There are too few rows or labels ("too_few"), or days cannot be told ("no_days").
    """
    rows = len(of.at)
    if rows < LEAST_ROWS:
        raise _too_few(f"There are {rows:,} events; at least {LEAST_ROWS:,} are needed.")
    learnt = int(rows * learn_share)
    days = _days(of, learnt) if by in {"", "day"} else None
    if by == "day" and days is None:
        what = "It cannot be replayed by days: the time has no dates, or there are too few or too many days."
        raise InputError(what, hint="Give a number of equal steps: --by 20.", code="no_days")
    if days is not None and (by == "day" or _fits(days)):
        found = Windows(days, QUIET, tuple(_date(of.at[begin]) for begin in days[:-1]), "day")
    else:
        found = _equal(rows, learnt, int(by or STEPS))
    _check(of, found)
    return found


def _equal(rows: int, learnt: int, steps: int) -> Windows:
    begins = np.linspace(learnt, rows, QUIET + steps + 1).astype(np.int64)
    names = [*(f"quiet {n}" for n in range(1, QUIET + 1)), *(f"step {n}" for n in range(1, steps + 1))]
    return Windows(begins, QUIET, tuple(names), "step")


def _days(of: Events, learnt: int) -> Ints | None:
    """Where days begin from the first midnight after `learnt` rows on; None where there are no days. A day with few rows joins the next."""
    if not of.dated:
        return None
    day: Floats = np.floor(of.at / _DAY_S)
    begins = np.flatnonzero(np.diff(day) > 0) + 1
    begins = begins[begins >= learnt]
    if len(begins) < QUIET + 2 or len(begins) > _MOST:
        return None
    kept = [int(begins[0])]
    for begin in begins[1:]:
        if begin - kept[-1] >= LEAST_IN_A_WINDOW:
            kept.append(int(begin))
    if len(of.at) - kept[-1] < LEAST_IN_A_WINDOW:
        kept.pop()
    return np.array([*kept, len(of.at)]) if len(kept) >= QUIET + 2 else None


def _fits(begins: Ints) -> bool:
    return _DAYS[0] <= len(begins) - 1 <= _DAYS[1] and bool(np.median(np.diff(begins)) >= _ROWS_A_DAY)


def _date(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def _check(of: Events, found: Windows) -> None:
    learnt = of.label[: int(found.begins[0])]
    fewest = int(min(learnt.sum(), (~learnt).sum()))
    if fewest < LEAST_OF_A_LABEL:
        what = f"Of the {len(learnt):,} events that are learnt from, {fewest} have label {int(learnt.mean() < 0.5)}; at least {LEAST_OF_A_LABEL} are needed."
        raise _too_few(what)
    smallest = int(np.diff(found.begins).min())
    if smallest < min(LEAST_IN_A_WINDOW, LEAST_ROWS // 50):
        raise _too_few(f"A window would hold {smallest} events only.")


def _too_few(what: str) -> InputError:
    hint = "Give more events, learn from more of them (--learn), or replay fewer steps (--by)."
    return InputError(what, hint=hint, code="too_few")
