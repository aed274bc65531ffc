"""Which of the skills a requirement names are alternatives, and which are all asked for.

"Python or Java", "a warehouse such as Snowflake, BigQuery" and "React / Vue" ask for one of them; "Python and SQL"
asks for both; "Python (Go a plus)" asks for Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.model.posting import Requirement
from greenroom.model.skills import Mention, SkillVocabulary

TRAIT_KIND = "traits"
_ANY = re.compile(
    r"\b(?:or|such as|e\.?g|like|one of|any of|either|ou|tels? que|comme|par exemple)\b|/|或|例如|如",
    re.IGNORECASE,
)
_ANY_BEFORE = re.compile(
    r"(?:such as|e\.?g\.?,?|\blike|one of|any of|either|tels? que|par exemple|例如|如)[\s,:(]*(?:[\w-]+\W+){0,3}$",
    re.IGNORECASE,
)
_ANY_AFTER = re.compile(
    r"^[\s,)]*(?:[\w-]+\s){0,2}?(?:(?:or|ou)\s(?:\w+\s)?(?:similar|equivalent|others?|related|comparable|équivalent\w*)|etc\b|等)",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"\([^()]*\b(?:plus|preferred|bonus|ideally|a nice to have|un atout)\b[^()]*\)", re.IGNORECASE
)
_LONGEST_GAP = 32  # characters between two names of one list
_MOST_WORDS = 2  # ... and words beside the joining ones
_JOINS = re.compile(
    r"\b(?:and|or|such|as|e\.?g|i\.?e|like|including|one|any|of|either|the|a|an|with|in|ou|et|tels?|que|comme|etc)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Group:
    """Skills that stand together in a requirement; `any_of` when one of them is enough."""

    skills: tuple[str, ...]
    any_of: bool


def group_skills(requirement: Requirement, vocabulary: SkillVocabulary) -> tuple[Group, ...]:
    """The skills of `requirement` in groups, in reading order; traits only where it names nothing harder."""
    text = requirement.statement.text
    wanted = _wanted(requirement, vocabulary)
    mentions = _asked(text, wanted, vocabulary)
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _joined(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    groups = [_group(text, run, vocabulary) for run in runs]
    found = {m.skill for m in mentions}
    groups += [Group((skill,), any_of=False) for skill in wanted if not mentions and skill not in found]
    return tuple(groups)


def _wanted(requirement: Requirement, vocabulary: SkillVocabulary) -> tuple[str, ...]:
    known = [s for s in requirement.skills if s in vocabulary.skills]
    hard = [s for s in known if vocabulary.skills[s].kind != TRAIT_KIND] or known
    covered = {s for s in hard if vocabulary.is_general(s)} - set(vocabulary.most_specific(tuple(hard)))
    return tuple(s for s in hard if s not in covered)  # "programming" beside "Python" adds nothing


def _asked(text: str, wanted: Sequence[str], vocabulary: SkillVocabulary) -> list[Mention]:
    """The first mention of each wanted skill, those in brackets that say "a plus" left out."""
    optional = [match.span() for match in _OPTIONAL.finditer(text)]
    first: dict[str, Mention] = {}
    for mention in vocabulary.find(text):
        if mention.skill in wanted:
            first.setdefault(mention.skill, mention)
    firm = [m for m in first.values() if not any(a <= m.start < b for a, b in optional)]
    return firm or list(first.values())


def _joined(gap: str) -> bool:
    if len(gap) > _LONGEST_GAP or re.search(r"[;:]|\.\s", gap.replace("e.g.", "").replace("i.e.", "")):
        return False
    return len(re.findall(r"[^\W\d_]+", _JOINS.sub(" ", gap))) <= _MOST_WORDS


def _group(text: str, run: Sequence[Mention], vocabulary: SkillVocabulary) -> Group:
    skills = tuple(m.skill for m in run)
    gaps = (text[a.end : b.start] for a, b in pairwise(run))
    before, after = text[max(0, run[0].start - 40) : run[0].start], text[run[-1].end : run[-1].end + 40]
    any_of = len(run) > 1 and bool(
        any(_ANY.search(gap) for gap in gaps) or _ANY_BEFORE.search(before) or _ANY_AFTER.search(after)
    )
    # "deep learning frameworks such as PyTorch": the head of a list of alternatives is what they are part of
    return Group(vocabulary.most_specific(skills) if any_of else skills, any_of)
