"""A debrief as Markdown, made to be read in a terminal as it is: marked words are bold, their numbers in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from string import punctuation

from greenroom.adapters.render.debrief_code import CodeView
from greenroom.adapters.render.debrief_outcome import OutcomeView
from greenroom.adapters.render.debrief_view import (
    CriterionView,
    DebriefView,
    Manner,
    NoteView,
    TurnView,
    view,
)
from greenroom.adapters.render.markdown_text import bullets, escaped
from greenroom.adapters.render.marks import Said
from greenroom.interview.debrief_words import WORDS
from greenroom.model.debrief import RoundDebrief

_ENTITY = re.compile(r"&(?=#?\w+;)")
_APART = "\u2060"  # inside a word, stars before a sign would not open bold words

_Piece = tuple[str, bool]  # text, and whether it is marked


def debrief_markdown(read: RoundDebrief) -> bytes:
    """`read` as Markdown, UTF-8."""
    it = view(read)
    lines = [
        *_glance(it),
        *(_outcome(it.outcome) if it.outcome else ()),
        *_ratings(it),
        *_criteria(it),
        *_manner(it),
        *_cv(it),
        *_since(it),
        *(_code(it.code) if it.code else ()),
        *_transcript(it),
    ]
    lines += ["---", "", f"Judge: {it.judge}. {WORDS.same_again} {WORDS.aid}"]
    return (re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n").encode()


def _glance(it: DebriefView) -> Iterator[str]:
    yield f"# Debrief: {_words(it.title)}\n\n{it.about}\n\n**{it.verdict}**\n\n{_words(it.why)}\n"
    yield from (f"{_words(remark)}\n" for remark in it.remarks)
    yield f"## {WORDS.next_step}\n\n{_words(it.next)}\n"
    yield from [f"{_words(it.flips)}\n"] if it.flips else []
    yield from bullets(f"{name}: `{command}`" for name, command in it.commands)


def _outcome(it: OutcomeView) -> Iterator[str]:
    yield f"\n## {WORDS.ended}\n\n{_words(it.told)}\n\n{it.rating}\n\n### {WORDS.moved} {_words(it.other)}\n"
    for move in it.moves:
        yield f"- {_words(move.does)} ({_words(move.by)})" + (f" {_quoted(move.said)}" if move.said else "")
    yield "" if it.moves else f"{WORDS.none_heard}\n"
    yield f"### {WORDS.hidden}\n\n{_words(it.hidden)}\n\n### {WORDS.course}\n"
    yield from [f"| {WORDS.after_turn} | {' | '.join(f'{name}, of {most}' for name, most, _ in it.states)} |"]
    yield f"|---|{'---|' * len(it.states)}"
    yield from (f"| {turn} | {' | '.join(map(str, counts))} |" for turn, counts in it.course)
    yield ""
    yield from bullets(f"**{name}**: {_words(meaning)}" for name, _, meaning in it.states)


def _ratings(it: DebriefView) -> Iterator[str]:
    yield f"\n## {WORDS.rated}\n"
    yield f"| {WORDS.criterion} | {' | '.join(name for name, _ in it.judges)} |"
    yield f"|---|{'---|' * len(it.judges)}"
    for name, row in [*((one.name, one.rated) for one in it.criteria), (WORDS.overall, it.overall)]:
        cells = (f"{one.rating} {one.word}" if one.rating else one.word for one in row)
        yield f"| {_words(name)} | {' | '.join(cells)} |"
    yield ""
    yield from bullets(f"{name}: {_words(reads_for)}" for name, reads_for in it.judges)
    if it.splits:
        yield f"\n### {WORDS.splits}\n"
        yield from bullets(f"**{_words(name)}.** {_words(why)}" for _, name, why in it.splits)


def _criteria(it: DebriefView) -> Iterator[str]:
    yield f"\n## {WORDS.criteria}\n"
    for row in it.criteria:
        yield from _criterion(row)


def _criterion(row: CriterionView) -> Iterator[str]:
    yield f"### {_words(row.name)}\n\n{_words(row.tests)}\n"
    for one in row.rated:
        rated = f"{one.rating}, {one.word}" if one.rating else one.word
        yield f"- {one.judge}: **{rated}**. {_words(one.why)}"
    for said in row.said:
        yield f"- {WORDS.you_said if said.stance == 'for' else WORDS.against}: {_quoted(said)}"
    if row.raise_by_one:
        yield f"- {WORDS.raise_it}: {_words(row.raise_by_one)}"
    yield f"\n{_words(row.ahead)}\n" if row.ahead else ""


def _manner(it: DebriefView) -> Iterator[str]:
    yield f"\n## {WORDS.manner}\n"
    yield from bullets(map(_line, it.manner))
    for aside in it.asides:
        yield f"\n### {_words(aside.title)}\n\n{_words(aside.says)}\n"
        yield from bullets(map(_line, aside.lines))


def _line(one: Manner) -> str:
    return _words(one.says) + (f" {_quoted(one.said)}" if one.said else "")


def _cv(it: DebriefView) -> Iterator[str]:
    if it.cv:
        yield f"\n## {WORDS.cv}\n\n{WORDS.cv_aside}\n"
    for one in it.cv:
        yield f"- {_words(one.says)}"
        yield from [f"  - {WORDS.your_cv}: “{_words(one.cv)}”"] if one.cv else []
        yield from [f"  - {WORDS.you_said}: “{_words(one.said)}” (turn {one.turn})"] if one.said else []
        yield from [f"  - {_words(one.then)}"] if one.then else []


def _since(it: DebriefView) -> Iterator[str]:
    if it.carries:
        yield f"\n## {WORDS.carries}\n\n{it.carries}"
    if it.then:
        yield f"\n## {WORDS.since} {it.since}\n"
    for row in it.then:
        added = " ".join(f"“{_words(words)}”" for words in row.added)
        yield f"- {_words(row.name)}: {row.before}, now {row.now}. {added or row.how.capitalize() + '.'}"


def _code(it: CodeView) -> Iterator[str]:
    """The code in a fence that nothing in it closes."""
    room, inside = len(str(len(it.lines))), "\n".join(line for _, line in it.lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", inside)), default=0))
    yield f"\n## {it.label}: {_words(it.title)}\n"
    yield from bullets(map(_words, it.measured))
    yield f"\n{fence}"
    for number, line in it.lines:
        yield f"{number:>{room}}  {line}".rstrip()
    yield f"{fence}\n"
    yield from [f"{it.more:,} more lines are left out.\n"] if it.more else []


def _transcript(it: DebriefView) -> Iterator[str]:
    yield f"\n## {WORDS.transcript}\n\n{WORDS.legend}\n"
    for turn in it.turns:
        yield f"### {turn.number}. {_words(turn.who)}\n"
        yield "\n>\n".join(f"> {line}" for line in _lines(turn))
        yield ""
        for number, notes in turn.notes:
            yield f"- \\[{number}\\] {'; '.join(map(_note, notes))}"
        yield ""


def _note(note: NoteView) -> str:
    by = f" ({note.judges})" if note.judges else ""
    return f"{note.stance.lower()} **{_words(note.name)}**{by}"


def _lines(turn: TurnView) -> Iterator[str]:
    """The turn's lines that hold something, marked words bold and followed by the numbers of their marks."""
    line: list[_Piece] = []
    for run in turn.runs:
        first, *others = run.text.split("\n")
        line.append((first, bool(run.over)))
        for other in others:
            yield from _whole(line)
            line = [(other, bool(run.over))]
        line += [(f"[{number}]", False) for number in run.ends]
    yield from _whole(line)


def _whole(line: list[_Piece]) -> Iterator[str]:
    """The line as Markdown, marked stretches that touch made one; nothing where it is empty."""
    out = ""
    for bold, pieces in groupby(line, key=lambda piece: piece[1]):
        text = "".join(text for text, _ in pieces)
        out += _bold(text, out) if bold else _kept(text, _words)
    if out.strip():
        yield re.sub(r" +", " ", out).strip()


def _bold(text: str, before: str) -> str:
    words = text.strip()
    beside = before and not before[-1].isspace() and before[-1] not in punctuation and not text[:1].isspace()
    apart = _APART if beside and not words[:1].isalnum() else ""
    return _kept(text, lambda kept: f"**{apart}{_words(kept)}**")


def _kept(text: str, write: Callable[[str], str]) -> str:
    """`text` written without the spaces at its ends, which stand around it: stars beside a space would be stars."""
    if not text.strip():
        return " " if text else ""
    left, right = (" " if end.isspace() else "" for end in (text[0], text[-1]))
    return f"{left}{write(text.strip())}{right}"


def _quoted(said: Said) -> str:
    return f"“{_words(said.text)}”" + (f" \\[{said.mark}\\]" if said.mark else "")


def _words(text: str) -> str:
    return _ENTITY.sub(r"\\&", escaped(text))
