"""The lines of a document that facts were read from, with the words that were read marked."""

from __future__ import annotations

from collections.abc import Iterable

from greenroom.model.document import Cited, Document, Line, Span
from greenroom.web.contexts import Piece, SourceLine


def source_lines(document: Document, facts: Iterable[Cited | None]) -> tuple[SourceLine, ...]:
    """Every line that holds words of `facts`, in reading order; facts the user typed have none."""
    spans = [fact.span for fact in facts if fact is not None and fact.span is not None]
    out: list[SourceLine] = []
    last = -1
    for number, line in enumerate(document.lines):
        ranges = _within(line, spans)
        if ranges:
            gap = bool(out) and number != last + 1
            out.append(SourceLine(page=line.page, pieces=_pieces(document, line, ranges), gap=gap))
            last = number
    return tuple(out)


def _within(line: Line, spans: list[Span]) -> list[tuple[int, int]]:
    """The parts of `line` inside any span, in order, merged."""
    cut = sorted((max(s.start, line.start), min(s.end, line.end)) for s in spans)
    merged: list[tuple[int, int]] = []
    for start, end in cut:
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(document: Document, line: Line, ranges: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = line.start
    for start, end in ranges:
        if at < start:
            pieces.append(Piece(text=document.text[at:start], read=False))
        pieces.append(Piece(text=document.text[start:end], read=True))
        at = end
    if at < line.end:
        pieces.append(Piece(text=document.text[at : line.end], read=False))
    return tuple(pieces)
