"""The skills vocabulary: names, aliases and neighbours of what CVs and postings mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from greenroom.model.value import Value


class Skill(Value):
    """One skill of the vocabulary; `broader` and `near` are ids."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    onet: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill found in a text over `[start, end)`."""

    skill: str
    start: int
    end: int


@dataclass(frozen=True)
class SkillVocabulary:
    """All skills by id; finds their mentions in text.

    Longest alias wins; aliases match whole words, case-insensitively, except those of at most two letters
    and those that are ordinary words ("Go", "R", "Spark"), which must match in case.
    """

    skills: Mapping[str, Skill]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in `text`, left to right, not overlapping."""
        return tuple(self._find(text))

    def id_of(self, name: str) -> str | None:
        """The id of the skill that `name` as a whole names, or None."""
        folded = " ".join(name.casefold().split())
        return self._by_alias.get(folded)

    def related(self, skill: str) -> frozenset[str]:
        """Ids adjacent to `skill`: its neighbours both ways, what it is part of, and its siblings' parent."""
        return self._related.get(skill, frozenset())

    def _find(self, text: str) -> Iterator[Mention]:
        for match in self._pattern.finditer(text):
            found = match.group()
            skill = self._exact.get(found) or self._by_alias.get(" ".join(found.casefold().split()))
            if skill is not None and (found in self._exact or not self._is_cased(found)):
                yield Mention(skill, match.start(), match.end())

    def _is_cased(self, found: str) -> bool:
        return found.casefold() in {alias.casefold() for alias in self._exact}

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {
            alias: skill.id
            for skill in self.skills.values()
            for alias in (skill.name, *skill.aliases)
            if len(alias) <= 2 or alias in _ORDINARY_WORDS
        }

    @cached_property
    def _by_alias(self) -> dict[str, str]:
        out: dict[str, str] = {}
        for skill in self.skills.values():
            for alias in (skill.name, *skill.aliases, skill.id.replace("-", " ")):
                out.setdefault(" ".join(alias.casefold().split()), skill.id)
        return out

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_alias, key=len, reverse=True)
        body = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in names)
        return re.compile(rf"(?<![\w/+#.-])(?:{body})(?![\w+#])", re.IGNORECASE)

    @cached_property
    def _related(self) -> dict[str, frozenset[str]]:
        out: dict[str, set[str]] = {skill: set() for skill in self.skills}
        for skill in self.skills.values():
            for other in (*skill.near, *skill.broader):
                if other in out:
                    out[skill.id].add(other)
                    out[other].add(skill.id)
        return {skill: frozenset(others) for skill, others in out.items()}


_ORDINARY_WORDS = frozenset(
    {"Go", "Spark", "Ray", "Rust", "Swift", "Chef", "Beam", "Dash", "Flask", "Express"}
)
