"""Which section of a posting each unit stands in, told by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from greenroom.prepare.posting.openers import opens_with_duty
from greenroom.prepare.posting.units import Unit
from greenroom.prepare.posting.wording import opens_as_requirement


class Section(StrEnum):
    """What a section of a posting is about."""

    OPEN = "open"  # before any heading, or under one that says nothing
    ABOUT = "about"  # the company or the team
    ROLE = "role"  # summary of the role
    DUTIES = "duties"
    MUST = "must"
    NICE = "nice"
    STACK = "stack"
    BENEFITS = "benefits"
    PROCESS = "process"
    LEGAL = "legal"  # equal opportunity, privacy, notices


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that is not a heading, and where it stands."""

    unit: Unit
    section: Section
    heading: str  # the nearest heading above, "" when there is none


# the first that matches decides; the patterns are long because people are inventive
_LEXICON: tuple[tuple[Section, str], ...] = (
    (
        Section.LEGAL,
        (
            r"equal (?:employment )?opportunit|working conditions|work environment|physical (?:demands|requirements)|conditions de travail|eeo\b|diversity|inclusion|privacy|disclaimer|accommodation|e-?verify|our commitment"
            r"|accessibility|legal notice|agenc(?:y|ies) notice|pay transparency|égalité|handicap|公平|隐私|belonging"
        ),
    ),
    (
        Section.NICE,
        (
            r"nice[- ]to[- ]have|preferr?ed|preferences|bonus|desir(?:ed|able)|good to have|great if|a plus|plus(?:es)?$|advantage(?:ous|s)?\b"
            r"|stand(?:s)? out|set(?:s)? you apart|also valuable|optional|additional (?:qualifications|skills)|competitive edge"
            r"|it would be (?:great|nice)|great,? but not required|not required|brownie|extra (?:credit|points)|would be (?:a )?(?:nice|plus)"
            r"|other relevant skills|souhaité|appréci|atouts?\b|serait un plus|les plus|加分|优先"
        ),
    ),
    (
        Section.MUST,
        (
            r"requirement|qualification|qualified|must[- ]have|minimum|essential (?:skills|criteria|experience)|^essentials?$|what you(?:['’]ll| will)? "
            r"(?:need|bring|have)|you(?:['’]ll| will)? (?:need|have|bring)|who you are|about you\b|are you\b|is this you|your (?:profile|skills|skillset|experience|background|qualifications)"
            r"|what we(?:['’]re| are)? (?:look|seek|need|value|expect|ask|hope|want|require)|you (?:might|may|could) be (?:a )?(?:good |great )?(?:fit|match)|we ask|good fit if|looking for|we(?:['’]d| would) love to hear|ideal (?:candidate|experience)"
            r"|skills|competenc|experience|education|knowledge|abilities|what it takes|what does it take|to land this job|key competencies|"
            r"background|we(?:['’]d|['’]ll| would| will)? expect|makes you successful|to be successful|expertise|clearance|certifications?$|personal attributes|engineering mindset"
            r"|profil\b|compétences|vous êtes|votre profil|ce que (?:nous|vous)|prérequis|^formation\b|candidat|任职要求|岗位要求|职位要求|要求|资格|技能"
        ),
    ),
    (
        Section.BENEFITS,
        (
            r"benefit|perks|compensation|salary|pay range|pay rates|what we offer|we offer|why (?:join|you(?:['’]ll)? (?:like|love)|work|qarik|us\b)|why .{2,25}\?"
            r"|what you(?:['’]ll| will) (?:get|enjoy|love)|in it for you|offers? you|total rewards|can offer|our uniqueness"
            r"|avantages|rémunération|nous (?:vous )?(?:offrons|proposons)|pourquoi nous|additional information|福利|薪资|待遇"
        ),
    ),
    (
        Section.PROCESS,
        (
            r"interview|hiring (?:process|flow)|how we (?:hire|interview|recruit)|our (?:hiring |recruiting |selection )?process|how to apply|application process|next steps|recruitment process|apply (?:now)?$|processus de recrutement"
            r"|déroulement|面试|投递"
        ),
    ),
    (
        Section.DUTIES,
        (
            r"responsibilit|what you(?:['’]ll| will)? (?:do|be|build|own|work)|you(?:['’]ll| will) (?:do|be|build|own|get to|work)|duties|your (?:impact|role|mission|contribution|core challenge|career)"
            r"|you(?:['’]ll| will)$|day[- ]to[- ]day|typical day|in this role|what will i|accountabilit|key (?:tasks|activities|deliverables)|essential functions|job functions|"
            r"objectives|the work|work you|role intent|missions?\b|vos missions|responsabilités|tâches|activités|focus$|职责|工作内容|岗位描述"
        ),
    ),
    (
        Section.STACK,
        (r"tech(?:nology|nical)? stack|our stack|tools we use|^stack|environnement technique|技术栈"),
    ),
    (
        Section.ROLE,
        (
            r"(?:job|position|role) (?:summary|overview|description|purpose|details)|about (?:the|this) (?:role|job|position|opportunity)|the (?:role|opportunity|position)|^summary"
            r"|^overview|^role$|why (?:we need you|this role matters)|le poste|description du poste|^description$|^job description|职位描述|relocation|logistics|^location"
        ),
    ),
    (
        Section.ABOUT,
        (
            r"about|who (?:we|are we)|company|our (?:mission|team|story|values|culture|approach|product|vision)|the team|get to know|introduction|what we do"
            r"|how we work|culture|qui sommes|l['’]entreprise|à propos|notre|公司|关于我们|team (?:description|overview)"
        ),
    ),
)
_RULES = tuple((section, re.compile(pattern, re.IGNORECASE)) for section, pattern in _LEXICON)


def section_named(heading: str) -> Section | None:
    """The section that opens under `heading`, or None when its words say nothing of it."""
    words = re.sub(r"[^\w\s'’?&/+-]", " ", heading).strip()
    if not words or len(words) > 90:
        return None
    if re.match(
        r"(?i)(?:\W*)about (?!you\b|the role|this role|the job|this job|the position|the opportunity|this opportunity)",
        words,
    ):
        return Section.ABOUT
    if re.match(r"(?i)job description\s*/", words):
        return Section.ROLE  # "Job description / preferred qualifications" opens everything at once
    named = next((section for section, rule in _RULES if rule.search(words)), None)
    return Section.ABOUT if named is None and re.match(r"(?i)our\b", words) else named


def passages_of(text: str, units: Sequence[Unit]) -> tuple[Passage, ...]:
    """All units that are not headings, each with its section."""
    out: list[Passage] = []
    section, heading, level = Section.OPEN, "", 9
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        rank = _heading_rank(words, unit, units[index + 1] if index + 1 < len(units) else None)
        if not rank and out and _parts_a_list(text, unit, units[index + 1 : index + 2]):
            continue
        if not rank:
            if out and _is_stray(words, unit, out[-1], units[index + 1 :]):
                section, heading, level = Section.OPEN, words, 8
            out.append(Passage(unit, section, heading))
            if (opened := _opened_by(words, units[index + 1 : index + 2])) and opened is not section:
                section, heading, level = opened, words[-60:], 9
            continue
        named = section_named(words)
        if named is not None and not (
            named is Section.MUST and section is Section.NICE and _is_subheading(words, rank, level)
        ):
            section, heading, level = named, words, rank
        elif rank < level or (rank == level and rank < 7):
            section, heading, level = Section.OPEN, words, rank
    return tuple(_told_by_items(text, tuple(_insisting(out))))


def _told_by_items(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages; a list under a heading that says nothing is what most of its items are."""
    lists: dict[str, list[str]] = {}
    for passage in passages:
        if passage.section is Section.OPEN and passage.heading and passage.unit.bullet:
            lists.setdefault(passage.heading, []).append(text[passage.unit.start : passage.unit.end])
    told: dict[str, Section] = {}
    for heading, items in lists.items():
        asking = sum(opens_as_requirement(item) for item in items)
        if len(items) >= _LIST and 2 * asking > len(items):
            told[heading] = Section.MUST
    for passage in passages:
        section = told.get(passage.heading) if passage.section is Section.OPEN else None
        yield replace(passage, section=section) if section else passage


_LIST = 3  # items from which on a list tells what it is


def _opened_by(words: str, following: Sequence[Unit]) -> Section | None:
    """The section of a list that a sentence opens: "As a staff engineer on this team, you will:"."""
    bare = words.rstrip("*_ ")
    if not bare.endswith((":", "：")) or not following or not following[0].bullet:
        return None
    opening = re.split(r"(?<=[.!?])\s", bare)[-1]
    named = section_named(opening) if len(opening) <= 90 else None
    return named if named in (Section.DUTIES, Section.MUST, Section.NICE) else None


def _insisting(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages; a posting whose only list is "Desired qualities" insists on that one."""
    names = list(dict.fromkeys(p.heading for p in passages if p.section is Section.NICE))
    lonely = names and not any(p.section is Section.MUST for p in passages)
    first = names[0] if lonely and not re.search(r"(?i)nice|bonus|plus\b|optional|stand", names[0]) else None
    for passage in passages:
        insisted = passage.section is Section.NICE and passage.heading == first
        yield replace(passage, section=Section.MUST) if insisted else passage


def _is_stray(words: str, unit: Unit, last: Passage, rest: Sequence[Unit]) -> bool:
    """Whether a bare word or two after a list ("Hours", "Location") open something else."""
    bare = not unit.bullet and last.unit.bullet and words.count(" ") <= 2 and words[-1:].isalnum()
    pictured = not unit.bullet and words.count(" ") <= 6 and not words[0].isalnum() and ord(words[0]) > 0x2190
    return pictured or (bare and bool(rest) and not rest[0].bullet)


def is_titled(words: str) -> bool:
    """Whether a line is set like a heading: a few words, each long one with a capital, and no mark at its end."""
    content = re.findall(r"[^\W\d_]{4,}", words)
    return (
        len(words) <= 70
        and words.count(" ") <= 7
        and bool(content)
        and all(word[0].isupper() for word in content)
        and (words[-1].isalnum() or words[-1] in "%)")
    )


def _parts_a_list(text: str, unit: Unit, following: Sequence[Unit]) -> bool:
    """Whether a line only names the part of a list that it stands over: "Model Analysis & Monitoring"."""
    words = text[unit.start : unit.end]
    if unit.bullet or not following or not is_titled(words):
        return False
    return following[0].bullet or (
        " " in words
        and following[0].block == unit.block
        and not opens_with_duty(words)
        and not opens_as_requirement(words)
        and opens_with_duty(text[following[0].start : following[0].end])
    )


def _is_subheading(words: str, rank: int, level: int) -> bool:
    """Whether "Technical skills" under "Nice to have" only parts it."""
    return rank >= level and not re.search(r"(?i)require|qualif|must|minimum|essential", words)


def _heading_rank(words: str, unit: Unit, following: Unit | None) -> int:
    """1 to 8 for a heading (8: told by its wording), 0 for any other unit."""
    if unit.heading:
        return unit.heading if len(words) <= 100 else 0
    if following is None or len(words) > 70 or words.count(" ") > 9:
        return 0
    if unit.bullet and not (words.endswith(":") and following.indent > unit.indent):
        return 8 if _BULLET_HEADING.fullmatch(words) else 0
    plain = words.rstrip(": …")
    if words.endswith((":", "…", "...")):
        return 8 if section_named(plain) or words.count(" ") <= 5 else 0
    named = section_named(plain)
    opens_list = following.bullet and words.count(" ") <= 4 and plain[-1:].isalnum()
    return 8 if named and (opens_list or _is_bare_heading(plain, named)) else 0


def _is_bare_heading(words: str, named: Section) -> bool:
    """Whether a line without mark or colon is a heading: "Preferred skills", but not "Advanced Excel skills"."""
    if words.endswith((".", ",", ";")) or re.search(r"\d+\+?\s*years", words):
        return False
    if re.match(
        r"(?i)\W*(?:what|who|why|how|about|your|our|the|nice|it would|it['’]d|you(?:['’]ll| will)|bonus|even better|à propos|votre|vos|notre|ce que|qui|pourquoi)\b",
        words,
    ):
        return words.count(" ") <= 6
    if re.search(r"[\u4e00-\u9fff]", words):
        return len(words) <= 10
    if named in (Section.DUTIES, Section.LEGAL, Section.PROCESS) and words.count(" ") <= 5:
        return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", words))
    return words.isupper() or not set(re.findall(r"[^\W\d_]+", words.casefold())) - _HEADING_WORDS


_HEADING_WORDS = frozenset(
    """a additional and are basic benefits bonus candidate client company compensation competencies compensations core culture
    de description desirable desired detail details du duties education equal essential expected experience experiences for functions good
    great have ideal if in include including information interview is it job key knowledge l la le les looking major mandatory
    minimum mission missions must nice of offer opportunity optional or other our overview perks personal plus points position
    preferred primary process profil profile profiles purpose qualification qualifications required requirement requirements
    responsibilities responsibility role salary skill skills soft stack success summary team tech technical technology
    technologies the to we what will with you your abilities attributes accountabilities formation compétences responsabilités
    avantages poste entreprise recherché prérequis tools preferences""".split()  # noqa: SIM905
)
_BULLET_HEADING = re.compile(
    r"(?i)(?:requirements?|responsibilities|qualifications?|(?:preferred|required|key) \w+|nice to have|benefits):?"
)
