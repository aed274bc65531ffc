"""Skills: those listed in a skills section, with their group, and those named in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from greenroom.model.document import Cited, Document
from greenroom.model.profile import SkillClaim
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.rows import Piece, Row, is_full, right_edge, split_piece
from greenroom.prepare.profile.sections import Section
from greenroom.prepare.profile.words import is_han, plain

_LABEL = re.compile(r"^([^:：()]{2,45}?)\s*[:：]\s*(?=\S|$)")
_LIST = re.compile(r"\s*[,，、;；|｜·•●∙]\s*(?![^(]*\))|\t+|\s{3,}|\s+/\s+")
_LEVEL_WORDS = """
    beginner intermediate advanced expert proficient basic basics fluent novice master native skilled experienced
    debutant avance intermediaire courant notions 精通 熟悉 熟练 掌握 了解
"""
_LEVELS = frozenset(_LEVEL_WORDS.split())
_LEVEL_TAIL = re.compile(
    r"\s*(?:\((?:%s)[^)]*\)|[-–—]\s*(?:%s))$" % (("|".join(_LEVELS),) * 2), re.IGNORECASE
)
_END = (".", "。")


def listed_skills(
    document: Document, rows: Sequence[Row], vocabulary: SkillVocabulary
) -> tuple[SkillClaim, ...]:
    """The skills of a skills section, in order, each once."""
    out: dict[str, SkillClaim] = {}
    for group, piece in _lists(rows, vocabulary):
        names = list(_names(piece))
        for name in _chips(names[0], vocabulary) if len(names) == 1 else names:
            cited = document.cite(name.start, name.end)
            key = plain(cited.text)
            if key and key not in out:
                out[key] = SkillClaim(name=cited, group=group, skill=vocabulary.id_of(_bare(cited.text)))
    return tuple(out.values())


def mentioned_skills(
    statements: Iterable[Cited], vocabulary: SkillVocabulary, known: Sequence[SkillClaim], document: Document
) -> tuple[SkillClaim, ...]:
    """Skills of the vocabulary named in running text and not listed already, at their first mention."""
    seen = {claim.skill for claim in known if claim.skill}
    out: list[SkillClaim] = []
    for statement in statements:
        if statement.span is None:
            continue
        raw = document.text[statement.span.start : statement.span.end]
        for mention in vocabulary.find(raw):
            if mention.skill not in seen:
                seen.add(mention.skill)
                start = statement.span.start
                cited = document.cite(start + mention.start, start + mention.end)
                out.append(SkillClaim(name=cited, skill=mention.skill, listed=False))
    return tuple(out)


def skill_rows(sections: Sequence[Section]) -> list[Row]:
    """The rows of the skills sections, and of sections with a heading of their own that only list names.

    Those follow a skills section as its groups, or stand for it where there is none.
    """
    alone = not any(section.kind is Kind.SKILLS for section in sections)
    out: list[Row] = []
    for listing, run in groupby(sections, key=_lists_names):
        together = list(run)
        if listing and (alone or any(section.kind is Kind.SKILLS for section in together)):
            out.extend(row for section in together for row in section.rows)
    return out


def _lists_names(section: Section) -> bool:
    """Whether a section is one of skills, or of none that is known and without sentences and dates."""
    names = [part for row in section.rows for part in _LIST.split(row.text) if part]
    return section.kind is Kind.SKILLS or (
        section.kind is Kind.OTHER
        and not any(
            len(name.split()) > 6 or name.endswith(_END) or find_periods(name) or "@" in name
            for name in names
        )
    )


def _lists(rows: Sequence[Row], vocabulary: SkillVocabulary) -> Iterator[tuple[str, Piece]]:
    """Each list of names with the label of its group."""
    group = ""
    joined = _wrapped(rows, vocabulary)
    for index, pieces in enumerate(joined):
        first, lists = pieces[0], pieces
        if label := _LABEL.match(first.text):
            group = label.group(1).strip()
            lists = [first.sub(label.end(), len(first.text)), *pieces[1:]]
        elif _is_level(first.text):
            continue
        elif _is_group(rows, joined, index):
            group = first.text
            continue
        elif _label_cell(joined, index):
            group, lists = first.text, pieces[1:]
        for piece in lists:
            if piece.text:
                yield group, piece


def _wrapped(rows: Sequence[Row], vocabulary: SkillVocabulary) -> list[list[Piece]]:
    """The cells of each row; a row that goes on with the list above is joined to it."""
    out: list[list[Piece]] = []
    edge = right_edge(rows)
    for last, row in zip([None, *rows], rows, strict=False):
        if last is not None and (_goes_on(last, row, edge) or _is_rest(last, row, rows, vocabulary)):
            head = out[-1][-1]
            gap = row.piece.start - head.end
            out[-1][-1] = Piece(head.start, row.piece.end, head.text + " " * gap + row.piece.text)
        else:
            out.append(list(row.cells))
    return out


def _goes_on(last: Row, row: Row, edge: float) -> bool:
    """Whether a row is the wrapped rest of the list above it."""
    if row.line.bullet or row.number != last.number + 1 or len(row.cells) != 1 or _LABEL.match(row.text):
        return False
    if last.text.endswith((",", "，", "、", "-", "/", "&")):
        return True
    if (
        not _LIST.search(last.cells[-1].text)
        or row.line.bold != last.line.bold
        or abs(row.line.size - last.line.size) > 0.6
    ):
        return False
    if row.line.x1 == 0:
        return row.text[:1].islower()
    near = 0 < row.line.y0 - last.line.y0 < 1.6 * max(1.0, last.line.y1 - last.line.y0)
    return near and row.line.x0 >= last.line.x0 - 2 and is_full(last, row, edge)


def _is_rest(last: Row, row: Row, rows: Sequence[Row], vocabulary: SkillVocabulary) -> bool:
    """Whether a row is the rest of a name that was too long for a narrow column."""
    one, two = last.line, row.line
    if (
        not row.text[:1].islower()
        or row.line.bullet
        or row.number != last.number + 1
        or one.block != two.block
    ):
        return False
    if _LIST.search(last.text) or any(vocabulary.id_of(each.text) for each in (last, row)):
        return False
    near = 0 < two.y0 - one.y0 < 1.6 * max(1.0, one.y1 - one.y0) and abs(one.size - two.size) < 0.3
    widest = max(each.line.x1 - each.line.x0 for each in rows if each.line.block == one.block)
    return near and (one.x1 - one.x0) + (two.x1 - two.x0) > widest


def _is_group(rows: Sequence[Row], joined: Sequence[Sequence[Piece]], index: int) -> bool:
    """Whether a row of one short name is the label of the list in the rows below it."""
    pieces = joined[index]
    if len(pieces) != 1 or _LIST.search(pieces[0].text) or len(pieces[0].text) > 40:
        return False
    below = [each for each in joined[index + 1 : index + 3] if not _is_level(each[0].text)][:1]
    if not below or not _LIST.search(below[0][0].text) or len(below[0]) > 1:
        return False
    at = {row.cells[0].start: row for row in rows if row.cells}
    row, under = at.get(pieces[0].start), at.get(below[0][0].start)
    if row is None or under is None:
        return True
    return not row.line.bullet


def _label_cell(joined: Sequence[Sequence[Piece]], index: int) -> bool:
    """Whether the first of two cells is the label of the list in the second: most rows are built so."""
    pieces = joined[index]
    if len(pieces) != 2 or _LIST.search(pieces[0].text):
        return False
    return _LIST.search(pieces[1].text) is not None or sum(
        len(each) == 2 and _LIST.search(each[1].text) is not None for each in joined
    ) * 2 > len(joined)


def _names(piece: Piece) -> Iterator[Piece]:
    """The names in a list."""
    if _is_prose(piece.text):
        return
    for part in split_piece(piece, _LIST):
        name = part
        for lead in ("and ", "et ", "和", "及"):
            if name.text.lower().startswith(lead):
                name = name.sub(len(lead), len(name.text))
        if name.text.endswith(_END) and not name.text.endswith(("etc.", "Inc.")):
            name = name.sub(0, len(name.text) - 1)
        if name.text and any(char.isalnum() for char in name.text) and not _is_level(name.text):
            yield name


def _chips(name: Piece, vocabulary: SkillVocabulary) -> list[Piece]:
    """Names set side by side without a separator, one by one where the vocabulary knows every one of them.

    Two may be one name ("AWS Lambda"), so it takes three; two in Chinese where a space parts them, which no name needs.
    """
    found = vocabulary.find(name.text)
    chips = [name.sub(mention.start, mention.end) for mention in found]
    together = "".join(chip.text for chip in chips)
    all_known = "".join(together.split()) == "".join(name.text.split())
    spaced = all(one.end < two.start for one, two in pairwise(chips))
    return chips if all_known and len(chips) >= (2 if is_han(name.text) and spaced else 3) else [name]


def _bare(name: str) -> str:
    return _LEVEL_TAIL.sub("", name)


def _is_level(text: str) -> bool:
    return plain(text).strip(" ()") in _LEVELS


def _is_prose(text: str) -> bool:
    """Whether the text is a sentence rather than names."""
    parts = [part for part in _LIST.split(text) if part]
    longest = max((len(part.split()) for part in parts), default=0)
    return not is_han(text) and longest > 9
