"""The skills vocabulary: names, aliases and neighbours of what CVs and postings mention.

An alias matches whole words, whatever their case, accents, spaces or hyphens, singular or plural, British or
American; an alias in `Skill.exact`, or of at most two letters, only as it is written ("Go", "R", "REST").
Chinese and Japanese aliases match without word boundaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from greenroom.model.value import Value

Written = Annotated[str, StringConstraints(pattern=r"\w")]
"""Something one can write: at least one letter or digit."""


class Skill(Value):
    """One skill of the vocabulary; `broader` and `near` are ids.

    `exact` holds aliases that are ordinary words too and count only in this case; a name that is repeated in
    `exact` counts only so. `onet` is the O*NET technology skill of the same thing, "" when there is none.
    """

    id: Written
    name: Written
    kind: str
    aliases: tuple[Written, ...] = ()
    exact: tuple[Written, ...] = ()
    broader: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    onet: str = ""

    @property
    def folded_aliases(self) -> tuple[str, ...]:
        """The aliases (and the name) that match in any case."""
        return tuple(a for a in (self.name, *self.aliases) if len(a) > 2 and a not in self.exact)

    @property
    def cased_aliases(self) -> tuple[str, ...]:
        """The aliases (and the name) that match only as written."""
        return (*self.exact, *(a for a in (self.name, *self.aliases) if len(a) <= 2 and a not in self.exact))


_GENERAL = 45  # parts from which on a skill is general


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill found in a text over `[start, end)`."""

    skill: str
    start: int
    end: int


class _Alias(NamedTuple):
    """One way to write a skill: the keys of its tokens; `written` when only that very writing counts."""

    keys: tuple[str, ...]
    skill: str
    written: str | None


class _Tokens(NamedTuple):
    """A text cut into tokens: the key of each (see `_fold`), and where it stands."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True)
class SkillVocabulary:
    """All skills by id; finds their mentions in text (the longest alias wins)."""

    skills: Mapping[str, Skill]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in `text`, left to right, not overlapping. Linear in the length of `text`."""
        return tuple(self._find(text))

    def id_of(self, name: str) -> str | None:
        """The id of the skill that `name` as a whole names, or None.

        An alias in any case, an id, or a name explained in brackets: "RAG (retrieval-augmented generation)".
        """
        if name in self.skills:
            return name
        keys = tuple(_tokenize(name).keys)
        whole = [alias for alias in self._index.get(keys[0], ()) if alias.keys == keys] if keys else []
        if whole:
            return min(whole, key=lambda alias: alias.written != _joined(name)).skill
        outside, bracket, inside = name.rstrip(" )").partition("(")
        return (self.id_of(outside.strip()) or self.id_of(inside.strip())) if bracket else None

    def with_broader(self, skills: frozenset[str]) -> frozenset[str]:
        """`skills` and everything they are part of: who uses PyTorch does deep learning and machine learning."""
        return skills.union(*(self.ancestors(skill) for skill in skills))

    def most_specific(self, skills: tuple[str, ...]) -> tuple[str, ...]:
        """`skills` without those that another of them is part of ("programming" beside "Python"), in order."""
        covered = {broad for skill in skills for broad in self.ancestors(skill) if broad != skill}
        return tuple(skill for skill in skills if skill not in covered)

    def related(self, skill: str) -> frozenset[str]:
        """Ids adjacent to `skill`: its neighbours both ways, what it is part of, and what is part of it."""
        return self._related.get(skill, frozenset())

    def ancestors(self, skill: str) -> frozenset[str]:
        """Ids of everything `skill` is part of, at any distance: who shows the one has touched the other."""
        found: set[str] = set()
        waiting = [skill]
        while waiting:
            entry = self.skills.get(waiting.pop())
            for parent in entry.broader if entry else ():
                if parent in self.skills and parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)

    def _find(self, text: str) -> Iterator[Mention]:
        keys, starts, ends = _tokenize(text)
        at = 0
        while at < len(keys):
            for alias in self._index.get(keys[at], ()):
                after = at + len(alias.keys)
                if tuple(keys[at:after]) != alias.keys:
                    continue
                start, end = starts[at], ends[after - 1]
                if _counts(text, start, end, alias.written):
                    yield Mention(alias.skill, start, end)
                    at = after - 1
                    break
            at += 1

    def is_general(self, skill: str) -> bool:
        """Whether a skill has so many parts ("machine learning") that naming one of them says little of it."""
        return self._parts[skill] >= _GENERAL

    @cached_property
    def _parts(self) -> Counter[str]:
        return Counter(broad for skill in self.skills for broad in self.ancestors(skill))

    @cached_property
    def _index(self) -> dict[str, list[_Alias]]:
        """The aliases by their first token, the longest first."""
        index: dict[str, list[_Alias]] = {}
        for skill in self.skills.values():
            for written in skill.cased_aliases:
                keys = tuple(_tokenize(written).keys)
                index.setdefault(keys[0], []).append(_Alias(keys, skill.id, _joined(written)))
            for name in skill.folded_aliases:
                for spelling in _spellings(name):
                    keys = tuple(_tokenize(spelling).keys)
                    index.setdefault(keys[0], []).append(_Alias(keys, skill.id, None))
        for aliases in index.values():
            aliases.sort(key=lambda alias: -len(alias.keys))
        return index

    @cached_property
    def _related(self) -> dict[str, frozenset[str]]:
        out: dict[str, set[str]] = {skill: set() for skill in self.skills}
        for skill in self.skills.values():
            for other in (*skill.near, *skill.broader):
                if other in out:
                    out[skill.id].add(other)
                    out[other].add(skill.id)
        return {skill: frozenset(others) for skill, others in out.items()}


_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"  # one character of Chinese or Japanese is one token
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff]+"  # a run of letters and digits
    r"|[^\w\s\-\u2010\u2011]"  # any sign but the hyphen: C++, C#, .NET, CI/CD, R&D; a comma parts names
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_OPENERS = frozenset("\n.:;!?•·*-–—|")
# after a short name, signs that say it is part of another: R&D, C-level, C++
_PART_OF_MORE = frozenset("&+#-'’")
# words before a single letter that make it a grade, not a language: "Series C", "vitamin C", "Plan C"
_BEFORE_GRADES = frozenset(
    {"series", "class", "grade", "plan", "vitamin", "type", "option", "tier", "hepatitis"}
)
# what may follow a name that is also a verb when it opens a sentence: "Go and Python", not "Go to"
_AFTER_NAMES = frozenset(
    {"and", "or", "is", "for", "with", "in", "on", "experience", "developer", "developers", "engineer", "programming",
     "skills", "knowledge", "services", "backend", "microservices", "language", "code", "ou", "et"}
)  # fmt: skip


def _tokenize(text: str) -> _Tokens:
    keys, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        word = match.group()
        keys.append(_FOLDED.get(word) or _fold(word))
        starts.append(match.start())
        ends.append(match.end())
    return _Tokens(keys, starts, ends)


_FOLDED: dict[str, str] = {}
_BRITISH = {"isation": "ization", "ising": "izing", "elling": "eling", "isational": "izational"}


def _fold(word: str) -> str:
    """`word` without case, accents, plural ending and British spelling; remembered, for texts repeat words."""
    key = _fold_now(word)
    if len(_FOLDED) < 50_000:  # a bound, so that a server reading many documents does not grow
        _FOLDED[word] = key
    return key


def _fold_now(word: str) -> str:
    key = word.casefold()
    if not key.isascii() and not _CJK.match(key):
        key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    if len(key) > 4 and key.endswith("ies"):
        key = key[:-3] + "y"
    elif len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    for british, american in _BRITISH.items():
        if key.endswith(british):
            return key[: -len(british)] + american
    return key


def _spellings(alias: str) -> Iterator[str]:
    """`alias`, and written as one word where it has one hyphen ("fine-tuning", "finetuning")."""
    yield alias
    if alias.count("-") == 1 and " " not in alias and len(alias) > 6:
        yield alias.replace("-", "")


def _joined(text: str) -> str:
    return " ".join(text.replace("-", " ").split())


def _counts(text: str, start: int, end: int, written: str | None) -> bool:
    """Whether what stands over `[start, end)` names the skill there and is not a part of something else."""
    if written is not None and (_joined(text[start:end]) != written or not _stands_alone(text, start, end)):
        return False
    return _bounded(text, start, end)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` is not a part of a longer name, file name or address."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("@", "#") or after == "@" or (end - start <= 2 and after in ("+", "#")):
        return False
    if before == "." and text[start - 2 : start - 1].isalnum() and text[start].islower():
        return False  # "www.python.org", "foo.js"; yet "SQL.Python" is two sentences glued together
    return not (after == "." and text[end + 1 : end + 2].islower())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether an exact alias over `[start, end)` is the name and not an ordinary word or letter."""
    length = end - start
    if length <= 2 and (text[end : end + 1] in _PART_OF_MORE or text[start - 1 : start] in _PART_OF_MORE):
        return False
    before = text[max(0, start - 12) : start].split()
    if length == 1 and before and before[-1].casefold() in _BEFORE_GRADES:
        return False
    return not (_opens_sentence(text, start) and _reads_on(text, end))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t") if start < 200 else text[start - 200 : start].rstrip(" \t")
    return not before or before[-1] in _OPENERS


def _reads_on(text: str, end: int) -> bool:
    """Whether a lower-case word follows that makes the one before it a verb ("Go to", "Spark joy")."""
    following = re.match(r" ([a-z]+)", text[end : end + 20])
    return following is not None and following.group(1) not in _AFTER_NAMES
