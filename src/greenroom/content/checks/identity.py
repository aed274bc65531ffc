"""Rung "identity": what is meant by a uuid, a slug or an id is one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from greenroom.content.read import PAGES, Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Ask, Fact, Loop
from greenroom.model.course import Module
from greenroom.model.practice import RolePlay
from greenroom.model.value import Value

_RUNG = "identity"
_RENAME = "rename one of the two"


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """What is used twice: uuids over everything, slugs within a kind, ids within a file, loops of a role."""
    kinds: tuple[Sequence[Entry[Value]], ...] = (
        shelf.questions,
        shelf.exercises,
        shelf.scenarios,
        *(shelf.of(pages.kind) for pages in PAGES),
    )
    with_uuids: list[Entry[Value]] = [*(entry for kind in kinds for entry in kind), *shelf.of(Ask)]
    yield from _repeats(
        "uuid", ((e, str(_named(e.value, "uuid"))) for e in with_uuids), "make a new random UUID4"
    )
    yield from _repeats("id", ((pack.info, pack.info.value.id) for pack in shelf.packs), _RENAME)
    for kind in kinds:
        yield from _repeats("slug", ((entry, str(_named(entry.value, "slug"))) for entry in kind), _RENAME)
    for named in (shelf.of(Fact), shelf.of(Module)):
        yield from _repeats("id", ((entry, str(_named(entry.value, "id"))) for entry in named), _RENAME)
    one = "one role has one loop: leave out loop.toml where you add to a role that has its loop already"
    yield from _repeats("role", ((loop, loop.value.role) for loop in shelf.of(Loop)), one)
    for loop in shelf.of(Loop):
        yield from _in_loop(loop)
    for question in shelf.questions:
        rubric = Entry(question.value, question.rubric)
        yield from _within(rubric, "criterion", [criterion.id for criterion in question.value.criteria], "id")
        if question.sheet:
            sheet = Entry(question.value, question.sheet)
            yield from _within(sheet, "fact", [fact.id for fact in question.value.sheet], "id")
    for play in shelf.of(RolePlay):
        yield from _in_roleplay(play)
    for name, _ in shelf.vocabularies[1:]:
        message = f"there is a vocabulary in {shelf.vocabularies[0][0]} already"
        yield PackIssue(name, 1, 1, _RUNG, message, "keep one")


def _repeats(key: str, named: Iterable[tuple[Entry[Value], str]], hint: str) -> Iterator[PackIssue]:
    first: dict[str, Entry[Value]] = {}
    for entry, name in named:
        earlier = first.setdefault(name, entry)
        if earlier is not entry:
            line, _ = earlier.file.locate((*earlier.keys, key))
            message = f"{key} {name} is already used in {earlier.file.name}:{line}"
            yield entry.issue(_RUNG, (key,), message, hint)


def _in_loop(entry: Entry[Loop]) -> Iterator[PackIssue]:
    loop = entry.value
    yield from _within(entry, "pillar", [pillar.id for pillar in loop.pillars], "id")
    yield from _within(entry, "round", [slot.id for slot in loop.rounds], "id")
    yield from _within(entry, "level", [level.level for level in loop.levels], "level")


def _in_roleplay(entry: Entry[RolePlay]) -> Iterator[PackIssue]:
    play = entry.value
    for table, rows in (
        ("state", play.states), ("move", play.moves), ("ending", play.endings), ("criterion", play.criteria)
    ):  # fmt: skip
        yield from _within(entry, table, [row.id for row in rows], "id")


def _named(value: Value, field: str) -> object:
    """What pages have in common though they are of different kinds."""
    return getattr(value, field)


def _within(entry: Entry[Value], table: str, ids: Sequence[str], key: str) -> Iterator[PackIssue]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            message = f"{table} {name} is there twice"
            yield entry.issue(_RUNG, (table, index, key), message, "give each its own")
