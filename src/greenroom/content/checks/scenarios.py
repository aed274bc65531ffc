"""Rung "scenarios": what of a lab's scenario can be checked without playing it.

Whether a good play beats the tempting ones under any seed is the admission gate's to say (labs/gate.py), which runs them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from greenroom.content.checks.named import did_you_mean
from greenroom.content.read import Entry, ScenarioEntry, Shelf
from greenroom.content.toml_file import Keys
from greenroom.errors import PackIssue
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import (
    BENIGN,
    COMPONENTS,
    FAULTS,
    FIX_WORDS,
    PLAY_WORDS,
    Component,
    Fault,
    SystemKind,
    verbs,
)

RUNG = "scenarios"
REFERENCE = "reference"
"""The name of the play of a good engineer."""
LAB_DAYS, DAYS_LEFT = 10, 4
"""A lab's length, and what of it must be left after the onset for a play to matter."""
BRIEFING_WORDS, DEBRIEF_WORDS, WHY_WORDS = 120, 200, 6
TEMPTING, TEMPTING_WITHOUT_FAULT = 2, 1
_MARK = re.compile(r"\{([^}]*)\}|[{}][^{}]*")
TELLS: Mapping[Fault, str] = {
    Fault.NONE: r"nothing is wrong|no fault|false alarm|all is well",
    Fault.UNIT_CHANGE: r"cents?|units?|hundred ?fold",
    Fault.STALE_TABLES: r"stale|frozen|stuck|out of date|fresh(ness)?",
    Fault.ZERO_FOR_MISSING: r"zero(e[sd])?|null|missing",
    Fault.COUNTED_TWICE: r"twice|double[sd]?|duplicates?|repeat(s|ed)?",
    Fault.SWAPPED_COLUMNS: r"swap(s|ped)?|mixed up|in place of each other",
    Fault.NEW_RING: r"rings?|new (scheme|kind of theft|pattern)",
    Fault.HOLIDAY: r"holidays?|presents?|christmas|black friday",
    Fault.SAMPLED_WITHOUT_CORRECTION: r"(down|under)?-?sampl(ed|ing)|(un)?corrected|correction",
    Fault.IMMATURE_LABELS: r"(im)?mature|young labels|labels too young",
    Fault.SLOW_CANARY: r"canar(y|ies)|tails?|slow(er)? version|p99",
    Fault.RETRY_STORM: r"retr(y|ies|ied)|tr(y|ies|ied) again|storms?|metastable|overload(ed)?|amplif\w+",
    Fault.HOT_KEY: r"hot|keys?|shards?|stampede|coalesc\w+",
    Fault.SHADOW_AT_FULL: r"shadows?|mirror(ed|s)?|cop(y|ies)|comparison",
    Fault.CAMPAIGN: r"campaigns?|promotion|peaks?|harmless|sales?",
    Fault.INFINITE_ROW: r"infinit(e|y)|inf|nan|not a number|divi(ded|sion) by zero|schema bounds?",
    Fault.HALF_PRECISION: r"(half[- ])?precision|(b)?float16|(f|b)p?f?16|mixed precision|overflows?|loss scal(e|ing)|standardi[sz]ed?",
    Fault.CORRUPT_RECORDS: r"corrupt(ed|ion)?|checksums?|crc(32c)?|bit flips?|truncated",
    Fault.SKIPPED_RUNS: r"skip(s|ped)?|never ran|did not run|hang(s|ing)|hung|stuck",
    Fault.LEAKY_SPLIT: r"leak(s|ed|y|age)?|splits?|duplicates?|copies",
    Fault.POSITION_LOOP: r"(feedback )?loops?|position( bias)?|propensit(y|ies)",
    Fault.CONSTANT_FEATURE: r"constant|one value|default value",
    Fault.NEW_PARTNER: r"partners?|publishers?|suppliers?",
    Fault.SAMPLE_RATIO: r"(sample[- ])?ratios?|bots?|robots?|programs|crawlers?|arm sizes?|mismatch",
    Fault.PEEKING: r"peek(s|ed|ing)?|naive|multiple (tests|comparisons)|many reads|early stopping",
    Fault.WRONG_UNIT: r"units?( of analysis)?|cluster(s|ed|ing)?|delta method|by user|per request",
    Fault.UNDERPOWERED: r"(under)?-?power(ed)?|too few users|too small|sample size",
    Fault.LEAKED_LABEL: r"leak(s|ed|age)?|point[- ]in[- ]time|from the future|disputed",
    Fault.SEGMENT_LEFT_OUT: r"left out|filtered( out)?|never (saw|seen)|segments?|coverage",
    Fault.HALF_MIGRATED: r"schemas?|migrat(es?|ed|ion)|backfill(ed)?|columns?|compatib(le|ility)",
    Fault.UNEXPLORED: r"(un)?explor(e[sd]?|ation)|hold-?outs?|selective|feedback loop|propensit(y|ies)",
}
"""What a briefing may not say, by what is wrong: whoever reads it would know before they looked."""


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Plays missing or of the wrong kind, lines that nobody can carry out, ranges out of order, texts that say too little or too much."""
    for entry in shelf.scenarios:
        yield from _kinds(entry)
        system = entry.value.system
        for play in entry.plays:
            yield from _play(play, system)
        yield from _lines(entry, "fix", entry.value.fix, system)
        yield from _marks(entry, entry.value.fix, FIX_WORDS[system])
        yield from _place(entry)
        yield from _remedy(entry)
        yield from _ranges(entry)
        yield from _texts(entry)


def _kinds(entry: ScenarioEntry) -> Iterator[PackIssue]:
    if not any(play.value.name == REFERENCE for play in entry.plays):
        hint = "add what a good engineer does"
        yield entry.issue(RUNG, (), f"there is no plays/{REFERENCE}.toml", hint)
    tempting = [play for play in entry.plays if play.value.kind is PlayKind.TEMPTING]
    least = TEMPTING_WITHOUT_FAULT if entry.value.fault is Fault.NONE else TEMPTING
    if len(tempting) < least:
        message, hint = f"{len(tempting)} tempting plays", f"at least {least}: what looks right and is not"
        yield entry.issue(RUNG, (), message, hint)


def _play(entry: Entry[Play], system: SystemKind) -> Iterator[PackIssue]:
    play = entry.value
    if (play.kind is PlayKind.REFERENCE) != (play.name == REFERENCE):
        message = f"the play {play.name} is called {play.kind}"
        yield entry.issue(
            RUNG, ("kind",), message, f"plays/{REFERENCE}.toml is the one reference, others are tempting"
        )
    if len(play.why.split()) < WHY_WORDS:
        message, hint = "the reason says too little", "why it is right, or why it looks right and is not"
        yield entry.issue(RUNG, ("why",), message, hint)
    yield from _lines(entry, "lines", play.lines, system)
    yield from _told_before(entry, PLAY_WORDS[system])


def _lines(
    entry: Entry[Play] | Entry[Scenario], key: str, lines: Sequence[str], system: SystemKind
) -> Iterator[PackIssue]:
    known = verbs(system)
    for index, line in enumerate(lines):
        verb = next(iter(line.split()), "")
        if verb not in known:
            message = f"{line!r} begins with no known verb"
            yield entry.issue(RUNG, (key, index), message, did_you_mean(verb, known))


def _marks(entry: ScenarioEntry, fix: Sequence[str], words: Collection[str]) -> Iterator[PackIssue]:
    for index, line in enumerate(fix):
        for mark in _MARK.finditer(line):
            if mark[1] not in words:
                yield entry.issue(RUNG, ("fix", index), *_unknown(mark[0], line, words))


def _told_before(entry: Entry[Play], words: Mapping[str, str]) -> Iterator[PackIssue]:
    given: list[str] = []
    for index, line in enumerate(entry.value.lines):
        keys: Keys = ("lines", index)
        for mark in _MARK.finditer(line):
            if mark[1] not in words:
                yield entry.issue(RUNG, keys, *_unknown(mark[0], line, words))
            elif words[mark[1]] not in given:
                message = f"{mark[0]} in {line!r} is not known before {words[mark[1]]}"
                yield entry.issue(RUNG, keys, message, f"put a line with {words[mark[1]]} before it")
        given.append(next(iter(line.split()), ""))


def _unknown(mark: str, line: str, words: Collection[str]) -> tuple[str, str]:
    known = ", ".join(f"{{{word}}}" for word in sorted(words))
    return f"{mark} in {line!r} stands for nothing", f"known here: {known or 'none'}"


def _place(entry: ScenarioEntry) -> Iterator[PackIssue]:
    scenario = entry.value
    for key, value, known in (
        ("fault", scenario.fault, FAULTS[scenario.system]),
        ("component", scenario.component, COMPONENTS[scenario.system]),
    ):
        if value not in known:
            message = f"{value} does not happen to {scenario.system}"
            yield entry.issue(RUNG, (key,), message, did_you_mean(value, known))


def _remedy(entry: ScenarioEntry) -> Iterator[PackIssue]:
    scenario = entry.value
    if scenario.fault in BENIGN and scenario.fix:
        yield entry.issue(RUNG, ("fix",), f"{scenario.fault} is nothing to mend", "leave out fix")
    if scenario.fault not in BENIGN:
        if not scenario.fix:
            yield entry.issue(RUNG, ("fault",), "nothing mends it", "add fix, the lines that do")
        if not scenario.caught_by:
            hint = "add caught_by: a fault that no metric tells is no fair one"
            yield entry.issue(RUNG, ("fault",), "nothing catches it", hint)
    if (scenario.fault is Fault.NONE) != (scenario.component is Component.NONE):
        message = f"the fault {scenario.fault} is not of the component {scenario.component}"
        yield entry.issue(RUNG, ("component",), message, "none goes with none")
    for name in sorted(set(scenario.caught_by) & set(scenario.missed_by)):
        message = f"{name} both catches and misses it"
        yield entry.issue(RUNG, ("missed_by",), message, "it alerts within within_h hours, or it does not")


def _ranges(entry: ScenarioEntry) -> Iterator[PackIssue]:
    scenario = entry.value
    ranges = {"onset_h": scenario.onset_h, "severity": scenario.severity}
    for key, (low, high) in ranges.items():
        if not 0 < low <= high:
            message = f"{key} goes from {low:g} to {high:g}"
            yield entry.issue(RUNG, (key,), message, "two numbers above 0, the smaller first")
    latest_h = 24 * (LAB_DAYS - DAYS_LEFT)
    if scenario.onset_h[1] > latest_h:
        message = f"the onset may be {scenario.onset_h[1]} hours in"
        hint = f"{latest_h} at most: {DAYS_LEFT} of the {LAB_DAYS} days are left to play"
        yield entry.issue(RUNG, ("onset_h",), message, hint)


def _texts(entry: ScenarioEntry) -> Iterator[PackIssue]:
    for name, file, least in (
        ("briefing", entry.briefing, BRIEFING_WORDS),
        ("debrief", entry.debrief, DEBRIEF_WORDS),
    ):
        count = len(file.body.split())
        if count < least:
            yield file.issue_at(RUNG, 0, f"the {name} has {count} words", f"at least {least}")
    told = re.compile(rf"\b(?:{TELLS[entry.value.fault]})\b", re.IGNORECASE)
    hint = "what is wrong is for the player to find"
    if found := told.search(entry.value.title):
        yield entry.issue(RUNG, ("title",), f"the title says {found[0]!r}", hint)
    for found in told.finditer(entry.briefing.body):
        yield entry.briefing.issue_at(RUNG, found.start(), f"the briefing says {found[0]!r}", hint)
