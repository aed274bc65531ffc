"""A sheet as events in their order of time: a label each, features as numbers or kinds. What is not said is guessed, and told.

sheet + what the user says -> Events
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.errors import InputError
from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.own.sheet import Sheet
from greenroom.labs.own.times import Times, times

MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "none", "?"})
"""Cells that hold nothing."""
_TIMES = ("time", "timestamp", "datetime", "date", "eventtime", "transdatetranstime", "transactiondt", "transactiondate", "createdat", "ts", "step", "hour", "day")  # fmt: skip
_LABELS = ("label", "isfraud", "fraud", "class", "target", "click", "clicked", "isclick", "y", "outcome", "converted", "churn", "default")  # fmt: skip
_WORDS = {
    "0": 0,
    "1": 1,
    "0.0": 0,
    "1.0": 1,
    "false": 0,
    "true": 1,
    "no": 0,
    "yes": 1,
    "n": 0,
    "y": 1,
    "f": 0,
    "t": 1,
}
_OWN_VALUE_SHARE = 0.5  # a kind that more than so many rows have to themselves names the row
_CLOCK_FACE = 60  # numbers that are fewer may be an hour of the day or a day of the month
_IS_TIME = 0.9995  # a number that goes with time like this is the time once more


@dataclass(frozen=True)
class Feature:
    """One column: `numbers`, NaN where missing, or `kinds` (numbered, -1 where missing) with their names; one of both is None."""

    name: str
    numbers: Floats | None = None
    kinds: Ints | None = None
    kind_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Events:
    """Events in their order of time; `notes` says what was guessed and what was left out, and why."""

    time_column: str
    label_column: str
    at: Floats
    dated: bool
    label: Flags
    features: tuple[Feature, ...]
    notes: tuple[str, ...]


def events(
    sheet: Sheet, *, time: str | None = None, label: str | None = None, left_out: Collection[str] = ()
) -> Events:
    """The events of `sheet`.

    Raises:
        InputError: A column that is named is not there ("no_column"), is no time ("no_time") or no label ("no_label"), or none can be guessed.
    """
    for name in (time, label, *left_out):
        if name is not None and name not in sheet.columns:
            hint = f"There are: {', '.join(sheet.columns)}."
            raise InputError(f"There is no column {name}.", hint=hint, code="no_column")
    notes: list[str] = []
    label = label or _guessed_label(sheet, {time, *left_out}, notes)
    time, read = _time(sheet, time, {label, *left_out}, notes)
    truth = _label(sheet, label)
    known = ~np.isnan(read.at) & ~np.isnan(truth)
    if not known.all():
        notes.append(f"{(~known).sum():,} rows without a time or a label were left out.")
    order = np.flatnonzero(known)[np.argsort(read.at[known], kind="stable")]
    if (np.diff(order) < 0).any():
        notes.append("The rows were put into their order of time.")
    at, chosen = read.at[order], truth[order] > 0
    if len(set(chosen.tolist())) < 2:
        what = f"Column {label} holds one label only: {int(chosen[0]) if len(chosen) else 'none'}."
        raise InputError(what, hint="Give events of both kinds, labelled 0 and 1.", code="no_label")
    features = _features(sheet, {time, label, *left_out}, order, at, notes)
    return Events(time, label, at, read.dated, chosen, features, tuple(notes))


def _guessed_label(sheet: Sheet, taken: Collection[str | None], notes: list[str]) -> str:
    two = [name for name, texts in sheet.columns.items() if name not in taken and _two_valued(texts)]
    by_name = [name for wanted in _LABELS for name in two if _plain(name) == wanted]
    if not by_name and len(two) != 1:
        what = "Which column is the label cannot be guessed."
        hint = (
            f"Say it with --label; these hold two values: {', '.join(two) or 'none, so there may be none'}."
        )
        raise InputError(what, hint=hint, code="no_label")
    found = (by_name or two)[0]
    notes.append(f"Column {found} was taken for the label.")
    return found


def _two_valued(texts: tuple[str, ...]) -> bool:
    """Whether the texts are labels of both kinds."""
    few = 4 * len(
        _WORDS
    )  # each in several ways of writing; what has more values is no label and not looked at further
    different = set(texts) if len(set(texts[:1000])) <= few else set[str]()
    words = {text.strip().lower() for text in different - MISSING} if len(different) <= few else set[str]()
    return words <= _WORDS.keys() and {_WORDS[word] for word in words} == {0, 1}


def _time(sheet: Sheet, said: str | None, taken: Collection[str], notes: list[str]) -> tuple[str, Times]:
    if said is not None:
        read = times(sheet.columns[said], MISSING)
        if read is None:
            raise _no_time(sheet, said)
        notes.append(f"Column {said} was read as {read.read_as}.")
        return said, read
    left = [name for name in sheet.columns if name not in taken]
    by_name = [name for wanted in _TIMES for name in left if _plain(name) == wanted]
    for name in (*by_name, *(name for name in left if name not in by_name)):
        read = times(sheet.columns[name], MISSING)
        if read is not None and (read.dated or (name in by_name and _rises_on(read.at))):
            notes.append(f"Column {name} was taken for the time, and read as {read.read_as}.")
            return name, read
    hint = f"Say it with --time; there are: {', '.join(left)}."
    raise InputError("Which column is the time cannot be guessed.", hint=hint, code="no_time")


def _rises_on(at: Floats) -> bool:
    """Whether it may be a time: an hour of the day, or a day of the month, begins again and again."""
    return len(np.unique(at)) > _CLOCK_FACE


def _no_time(sheet: Sheet, name: str) -> InputError:
    for line, text in zip(sheet.lines, sheet.columns[name], strict=True):
        if text not in MISSING and times((text,), MISSING) is None:
            what = f"Column {name} is no time: {text[:40]!r} on line {line}."
            break
    else:
        what = f"Column {name} is no time, or is written in several ways."
    hint = "A time is a number that rises, or a date such as 2026-03-01 12:30:00, the same way in all rows."
    return InputError(what, hint=hint, code="no_time")


def _label(sheet: Sheet, name: str) -> Floats:
    texts = sheet.columns[name]
    known = {text: _WORDS.get(text.strip().lower()) for text in set(texts) - MISSING}
    strange = next((text for text in texts if text not in MISSING and known[text] is None), None)
    if strange is not None:
        what = f"Column {name} is no label: {strange[:40]!r} on line {sheet.lines[texts.index(strange)]}."
        raise InputError(what, hint="A label is 0 or 1 (or no and yes, false and true).", code="no_label")
    return np.array([np.nan if text in MISSING else known[text] for text in texts], dtype=float)


def _features(
    sheet: Sheet, taken: Collection[str], order: Ints, at: Floats, notes: list[str]
) -> tuple[Feature, ...]:
    found = []
    for name in sheet.columns:
        if name not in taken:
            made, why = _feature(name, sheet.columns[name], order, at)
            if made is not None:
                found.append(made)
            else:
                notes.append(f"Column {name} was left out: {why}.")
    if not found:
        hint = "Give at least one column beside time and label that says something of the event."
        raise InputError("There is nothing to learn from.", hint=hint, code="no_feature")
    return tuple(found)


def _feature(name: str, texts: tuple[str, ...], order: Ints, at: Floats) -> tuple[Feature | None, str]:
    numbers = _numbers(texts)
    if numbers is not None:
        numbers = numbers[order]
        known = ~np.isnan(numbers)
        if not known.any() or np.ptp(numbers[known]) == 0:
            return None, "it is the same in all rows"
        return (None, "it is the time once more") if _goes_with(numbers, at) else (Feature(name, numbers), "")
    names, kinds = np.unique(np.array(texts)[order], return_inverse=True)
    if len(names) > _OWN_VALUE_SHARE * len(order):
        return None, "nearly every row has a value of its own"
    missing = np.isin(names, list(MISSING))
    if (~missing).sum() < 2:
        return None, "it is the same in all rows"
    numbered = np.where(missing, -1, np.cumsum(~missing) - 1)
    return Feature(name, kinds=numbered[kinds], kind_names=tuple(names[~missing].tolist())), ""


def _numbers(texts: tuple[str, ...]) -> Floats | None:
    """The texts as numbers, infinite ones as missing; None where one is none."""
    try:
        found: NDArray[np.float64] = np.array([np.nan if text in MISSING else float(text) for text in texts])
    except ValueError:
        return None
    return np.where(np.isfinite(found), found, np.nan)


def _goes_with(numbers: Floats, at: Floats) -> bool:
    """Whether a column counts rows or is the time in other units: a drift that says nothing."""
    if np.isnan(numbers).any():
        return False
    rank = np.arange(len(at), dtype=float)
    return any(
        np.ptp(beside) > 0 and abs(np.corrcoef(numbers, beside)[0, 1]) > _IS_TIME for beside in (at, rank)
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
