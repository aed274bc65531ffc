"""The headings that postings use, and which section each opens."""

from __future__ import annotations

import re
from enum import StrEnum


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


def is_bare_heading(words: str, named: Section) -> bool:
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


def is_heading_line(words: str) -> bool:
    """Whether a line by itself is a heading by its wording alone: "Requirements", "Nice to have:"."""
    plain = words.strip().rstrip(":：")
    if not plain or len(plain) > _LONGEST or not (plain[0].isupper() or plain[0] > "\u3040"):
        return False
    named = section_named(plain)
    return named is not None and is_bare_heading(plain, named)


_LONGEST = 50  # characters of such a line
