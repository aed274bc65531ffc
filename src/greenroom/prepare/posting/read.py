"""Puts the readings of a posting together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.errors import InputError
from greenroom.model.document import Cited, Document
from greenroom.model.posting import Need, Posting, Requirement, SkillMention
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.language import SUPPORTED, detect_language, unsupported_language
from greenroom.prepare.posting.company import company_of, location_of, work_mode_of
from greenroom.prepare.posting.flags import red_flags_of
from greenroom.prepare.posting.level import level_of, years_of
from greenroom.prepare.posting.lexicon import Section, is_heading_line, section_named
from greenroom.prepare.posting.maturity import maturity_of
from greenroom.prepare.posting.one_line import title_alone
from greenroom.prepare.posting.pay import salary_of
from greenroom.prepare.posting.process import process_of
from greenroom.prepare.posting.requirements import requirements_of, responsibilities_of
from greenroom.prepare.posting.role import role_of
from greenroom.prepare.posting.runs import with_runs
from greenroom.prepare.posting.sections import Passage, passages_of
from greenroom.prepare.posting.title import title_of
from greenroom.prepare.posting.trade import check_trade
from greenroom.prepare.posting.units import sentences, units_of
from greenroom.prepare.posting.unknown import unknown_in
from greenroom.prepare.posting.wording import excluded, tells_of_role

LEAST_WORDS = 60
LEAST_WORDS_WITH_REQUIREMENTS = 40  # enough where the posting names at least two
_STACK_KINDS = frozenset({"genai", "ml", "data", "ops", "cloud", "languages", "databases", "web"})
_TOO_GENERAL = frozenset(
    {"artificial-intelligence", "programming", "data-science", "machine-learning", "automation"}
)
_SILENT = frozenset({Section.BENEFITS, Section.LEGAL, Section.PROCESS})


def read_posting(document: Document, *, vocabulary: SkillVocabulary) -> Posting:
    """What the posting in `document` says; every statement cites its span, and nothing is added to it.

    Raises:
        InputError: Fewer than 60 words, or 40 where it names two requirements (code "posting_too_short"); a
            language other than English, French and Chinese (code "unsupported_language"); or a trade that is
            neither one of the four roles nor a neighbour (code "other_trade").
    """
    _check_length(document, LEAST_WORDS_WITH_REQUIREMENTS)
    language = _language(document)
    units = units_of(document, vocabulary)
    passages = with_runs(document.text, passages_of(document.text, units))
    title = title_alone(document, units, title_of(document, units))
    requirements = requirements_of(document, passages, vocabulary)
    if len(requirements) < 2:
        _check_length(document, LEAST_WORDS)
    mentions = _mentions(document, passages, vocabulary)
    stack = _stack(mentions, vocabulary)
    check_trade(document, title, passages, stack)
    role = role_of(document, title, passages)
    level = level_of(document, title, role.role, requirements)
    posting = Posting(
        language=language,
        title=title,
        company=company_of(document, units),
        location=location_of(document, units),
        work_mode=work_mode_of(document, passages),
        salary=salary_of(document),
        role=role,
        level=level,
        maturity=maturity_of(document, passages),
        domain=_domain(mentions, vocabulary),
        requirements=requirements,
        responsibilities=responsibilities_of(document, passages),
        stack=stack,
        red_flags=red_flags_of(document, requirements, level, vocabulary),
        process=process_of(document, passages),
        years=years_of(requirements),
        warnings=_warnings(document, requirements, title),
    )
    return posting.model_copy(update={"unknown": unknown_in(document.text, posting)})


def _check_length(document: Document, least: int) -> None:
    # Chinese has no spaces: two characters count as a word
    cjk = len(re.findall(r"[\u4e00-\u9fff]", document.text))
    words = len(re.findall(r"[^\W\d_]+", re.sub(r"[\u4e00-\u9fff]", " ", document.text))) + cjk // 2
    if words < least:
        raise InputError(
            f"{document.name}: {words} words are too few for a job description; it takes at least {LEAST_WORDS}, "
            f"or {LEAST_WORDS_WITH_REQUIREMENTS} where two requirements are named.",
            hint="Paste the whole posting: what the person will do, and what is asked for.",
            code="posting_too_short",
        )


def _language(document: Document) -> str:
    language = detect_language(document.text)
    if language not in SUPPORTED:
        raise unsupported_language(document.name, language)
    return language


def _mentions(
    document: Document, passages: Sequence[Passage], vocabulary: SkillVocabulary
) -> dict[str, list[tuple[Cited, Section]]]:
    """Every mention of a skill outside perks and law, by skill."""
    found: dict[str, list[tuple[Cited, Section]]] = {}
    for passage in passages:
        start, end = passage.unit.start, passage.unit.end
        if passage.section in _SILENT or excluded(document.text[start:end]):
            continue
        about_role = _about_role(document.text, passage)
        for mention in vocabulary.find(document.text[start:end]):
            at = start + mention.start
            section = Section.ROLE if any(a <= at < b for a, b in about_role) else passage.section
            found.setdefault(mention.skill, []).append((document.cite(at, start + mention.end), section))
    return found


def _about_role(text: str, passage: Passage) -> list[tuple[int, int]]:
    """The sentences of the company's story that say what the person will do."""
    if passage.section is not Section.ABOUT:
        return []
    found = sentences(text, passage.unit.start, passage.unit.end)
    return [(start, end) for start, end in found if tells_of_role(text[start:end])]


def _stack(
    mentions: dict[str, list[tuple[Cited, Section]]], vocabulary: SkillVocabulary
) -> tuple[SkillMention, ...]:
    """Technologies and techniques, in reading order of their first mention, the company's own story left out.

    What the role's summary, the duties and the requirements name all counts, wherever it stands.
    """
    out = []
    for skill, places in mentions.items():
        cited = tuple(claim for claim, section in places if section is not Section.ABOUT)
        if cited and skill not in _TOO_GENERAL and vocabulary.skills[skill].kind in _STACK_KINDS:
            out.append(SkillMention(skill=skill, claims=cited))
    return tuple(out)


def _domain(
    mentions: dict[str, list[tuple[Cited, Section]]], vocabulary: SkillVocabulary
) -> tuple[SkillMention, ...]:
    """At most three business domains, the most mentioned first; one passing word is no domain."""
    found = {
        skill: places for skill, places in mentions.items() if vocabulary.skills[skill].kind == "domains"
    }
    weight = {
        s: sum(2 if section in (Section.ABOUT, Section.OPEN) else 1 for _, section in p)
        for s, p in found.items()
    }
    ranked = sorted((s for s in found if weight[s] >= 2), key=lambda s: -weight[s])
    most = max(weight.values(), default=0)
    return tuple(
        SkillMention(skill=s, claims=tuple(claim for claim, _ in found[s]))
        for s in ranked[:3]
        if weight[s] * 3 >= most
    )


def _warnings(
    document: Document, requirements: Sequence[Requirement], title: Cited | None
) -> tuple[str, ...]:
    out = list(document.notes)
    announced = next((line for line in document.text.splitlines() if _announces_musts(line)), None)
    if not requirements:
        out.append("No requirement was found: check that the whole posting was given.")
    elif announced and not any(r.need is Need.MUST for r in requirements):
        out.append(
            f'The posting has a line "{announced.strip()}", but no must-have was read below it: '
            "check the list, and put an empty line before it."
        )
    if title is None:
        out.append("The posting names no job title: the role was inferred from what it says.")
    return tuple(out)


def _announces_musts(line: str) -> bool:
    bare = re.sub(r"[^\w\s'’&:：-]", "", line).strip()
    return is_heading_line(bare) and section_named(bare) is Section.MUST
