"""Requirements about the employer: its stage, its size or its field ("startup experience", "in the finance industry").

What one did says nothing of where: only words of the CV about an employer answer such a requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.model.document import Cited
from greenroom.model.match import Evidence
from greenroom.model.posting import Requirement
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.credentials import Credentials
from greenroom.prepare.match.evidence import where_of
from greenroom.prepare.match.groups import TRAIT_KIND

_STAGES = {
    "early": r"start-?ups?|early[- ]stage|seed(?:[- ]stage)?|pre-seed|series a|zero[- ]to[- ]one|0[- ]to[- ]1|0[-→]1"
    r"|founding|co-?founde[dr]|founder|first (?:hire|employee|engineer|designer|product manager|pm|data scientist)|创业",
    "scaling": r"scale-?ups?|scaling[- ]stage|growth[- ]stage|hyper-?growth|high[- ]growth|fast[- ]growing|series [b-e]",
    "large": r"fortune \d+|big tech|faang|multinational\w*|large[r]? (?:\w+ )?(?:compan\w+|organi[sz]ations?|enterprises?)"
    r"|global (?:compan\w+|organi[sz]ations?)|cac ?40|ftse",
    "agency": r"agency|agencies|consultanc(?:y|ies)|consulting (?:firms?|compan\w+)|professional services firms?",
    "public": r"public sector|non-?profits?|ngos?|charit(?:y|ies)|government agenc(?:y|ies)",
}
_STAGE = {name: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for name, words in _STAGES.items()}
_ANY_STAGE = "|".join(_STAGES.values())
_PLACE = (
    r"(?:compan(?:y|ies)|start-?ups?|scale-?ups?|industry|industries|sectors?|organi[sz]ations?|firms?"
    r"|agency|agencies|consultanc(?:y|ies)|entreprises?|secteurs?)"
    # "industry standards" and "the company's customers" are no places one worked at
    r"(?!['’]|\s+(?:requirements?|practices?|regulations?|standards?|trends?|events?|best|knowledge|partners?|experience|customers?|environments?|culture|spirit))"
)
_ABOUT = re.compile(
    rf"\b(?:experience|background|worked|working|career|exp[ée]rience)\s+(?:(?:working|building|operating|gained)\s+)?"
    rf"(?:in|at|with|within|from|for|en|dans|chez)\s+(?!the company|our |this )(?:(?!understanding|knowledge|ability|skills|\b(?:via|in|at|within|using)\b)[^.;:]){{0,80}}?\b{_PLACE}"
    rf"|\b(?:{_ANY_STAGE})\s+(?:\w+\s+)?experience\b"
    r"|\b(?!of\b)[\w/&-]+ (?:industry|sector|domain) experience\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"\b(?:previous|prior|experience|background|working|worked|building|both|strong|proven|or|and|the|an?|in|at|with|within|from|for|of"
    rf"|other|similar|related|relevant|years?|{_PLACE}|{_ANY_STAGE})\b",
    re.IGNORECASE,
)
_ACTION = (
    "Say which of your employers was like that, if one was: its size, its stage, its customers, and what that "
    "changed in your work."
)
_ACTION_WHEN_MET = "Say in two sentences what working in such a place changed in how you decide and deliver."


def read_employer(
    requirement: Requirement, profile: Profile, vocabulary: SkillVocabulary
) -> Credentials | None:
    """What the CV says of its employers where `requirement` is about the employer alone, else None."""
    phrase = _phrase(requirement, vocabulary)
    if phrase is None:
        return None
    stages = {name for name, pattern in _STAGE.items() if pattern.search(phrase)}
    fields = {m.skill for m in vocabulary.find(phrase) if vocabulary.skills[m.skill].kind == "domains"}
    words = _other_words(phrase, vocabulary) if not stages and not fields else set()
    near: list[Evidence] = []
    found: dict[str, Evidence] = {}
    for text, where, names_employer in _told(profile):
        quote = Evidence(quote=text, where=where, nearness=1.0)
        said = {name for name in stages if _STAGE[name].search(text.text)}
        named = fields & {m.skill for m in vocabulary.find(text.text)}
        for one in said | (named if names_employer else set()):
            found.setdefault(one, quote)
        if named or (words and words <= set(re.findall(r"[^\W\d_]+", text.text.casefold()))):
            near.append(quote)
    met = bool(found) and _enough(phrase, stages, fields, set(found))
    evidence = tuple(dict.fromkeys((*found.values(), *near)))[:2]
    if met and not _long_enough(requirement, profile):
        met = False
    return Credentials(
        met, evidence, _note(evidence, met=met), _ACTION_WHEN_MET if met else _ACTION, settles=True
    )


def _phrase(requirement: Requirement, vocabulary: SkillVocabulary) -> str | None:
    """The words about the employer, where nothing harder is asked beside them."""
    text = requirement.statement.text
    match = _ABOUT.search(text)
    if match is None:
        return None
    beside = [
        m
        for m in vocabulary.find(text)
        if not (match.start() <= m.start < match.end())
        and vocabulary.skills[m.skill].kind not in {TRAIT_KIND, "domains"}
    ]
    return None if beside else text[match.start() :]


def _other_words(phrase: str, vocabulary: SkillVocabulary) -> set[str]:
    """Words for a field the vocabulary has no name for; what one can do ("AI companies") is none."""
    if any(vocabulary.skills[m.skill].kind not in {TRAIT_KIND, "domains"} for m in vocabulary.find(phrase)):
        return set()
    return {w.casefold() for w in re.findall(r"[^\W\d_]{2,}", _FILLER.sub(" ", phrase))}


def _told(profile: Profile) -> Iterator[tuple[Cited, str, bool]]:
    """What the CV says, its place, and whether it names an employer."""
    for job in profile.jobs:
        if job.employer is not None:
            yield job.employer, where_of(job), True
        for part in (job.title, *job.bullets):
            if part is not None:
                yield part, where_of(job), False
    if profile.summary is not None:
        yield profile.summary, "Summary", False


def _enough(phrase: str, stages: set[str], fields: set[str], found: set[str]) -> bool:
    """Stage and field are both needed where both are asked; of several stages one, unless it says "both"."""
    if re.search(r"\bboth\b", phrase, re.IGNORECASE):
        return stages | fields <= found
    return all(not asked or asked & found for asked in (stages, fields))


def _long_enough(requirement: Requirement, profile: Profile) -> bool:
    return not requirement.years or (profile.total_months or 0) / 12 >= requirement.years


def _note(evidence: tuple[Evidence, ...], *, met: bool) -> str:
    if met:
        return "Your CV says so of an employer."
    if evidence:
        return (
            "Your CV comes near it, but does not say that an employer was like that for as long as is asked."
        )
    return "Your CV does not say of any employer that it was like that."
