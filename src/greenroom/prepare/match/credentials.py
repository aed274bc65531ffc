"""Years, degrees, languages and people led: requirements that the profile's own figures answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Evidence, Strength
from greenroom.model.posting import Requirement
from greenroom.model.profile import Profile
from greenroom.prepare.match.evidence import where_of

_PEOPLE = re.compile(
    r"\b(?:manag\w+|lead\w*|led|supervis\w+|line[- ]manag\w+)\b[^.;,]{0,40}?"
    r"\b(?:people|team of|teams? members?|engineers|scientists|direct reports|managers|engineering teams?|data science teams?)\b"
    r"|\bpeople[- ](?:manage\w+|leader\w*)|\bline[- ]manage\w+|\bteam management\b|encadre\w+|management d.équipe|管理.{0,6}团队|团队管理",
    re.IGNORECASE,
)
# Highest first: a doctorate answers a call for a master's.
_DEGREES = (
    (3, re.compile(r"\b(?:ph\.?\s?d|doctora\w*|d\.?phil)\b|博士", re.IGNORECASE)),
    (
        2,
        re.compile(
            r"\b(?:master['’]?s?(?=\W*(?:degree|in\b|of\b|or\b|and\b|level|preferred|required|diploma|,|/|\)|$))|m\.?sc|m\.?eng|mba|m\.?tech"
            r"|graduate degree|advanced degree|ing[ée]nieur|dipl[ôo]me d.ing\w*|bac ?\+ ?5)\b"
            r"|(?<![\w.])M\.?S\.?(?=\s*(?:degree|in\b|or\b|and\b|,|/|\)|$))(?!\s+(?:in\s+)?(?:Office|Excel|SQL|Word|Teams|Azure|Project))|硕士",
            re.IGNORECASE,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:bachelor['’]?s?|b\.?sc|b\.?eng|b\.?tech|undergraduate|licence|bac ?\+ ?3)\b|(?<![\w.])B\.?[AS]\.?(?=\s*(?:/|degree|in\b|or\b|and\b|,|\)|$))|本科|学士",
            re.IGNORECASE,
        ),
    ),
)
_ANY_DEGREE = re.compile(
    r"\b(?:(?:university|college|four[- ]year|4[- ]year|relevant|technical|quantitative|stem|cs) degree|degree in|degree or|a degree)\b",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(
    r"equivalent|or (?:relevant |comparable )?experience|ou équivalent|或同等", re.IGNORECASE
)
_TONGUES = {
    "English": "english|anglais|英语|英文",
    "French": "french|français|francais|法语",
    "German": "german|allemand|deutsch|德语",
    "Spanish": "spanish|espagnol|español|西班牙语",
    "Chinese": "chinese|mandarin|chinois|普通话|中文|汉语",
    "Portuguese": "portuguese|portugais|português",
    "Italian": "italian|italien|italiano",
    "Dutch": "dutch|néerlandais",
    "Japanese": "japanese|japonais|日语",
    "Arabic": "arabic|arabe",
    "Polish": "polish|polonais",
}  # spoken languages that postings ask for
_SPEAKING = re.compile(
    r"fluen\w+|native|bilingual|proficien\w+|speak\w*|command of|written and (?:spoken|oral|verbal)|[abc][12]\b|courant|bilingue|maîtris\w+|流利|language",
    re.IGNORECASE,
)
_WRITTEN_IN = {"English": "en", "French": "fr", "Chinese": "zh"}
# Words of a call for years that say nothing of what they should be spent on.
_FILLER = re.compile(
    r"\b(?:\d+|years?|yrs?|ans|ann[ée]es|months?|experiences?|exp[ée]riences?|professional\w*|professionnelle|work(?:ing)?|industry"
    r"|relevant|related|similar|hands[- ]on|full[- ]time|post[- ]?\w*|overall|total|prior|previous|proven|solid|practical|minimum|least"
    r"|at|an?|the|of|in|or|and|more|plus|with|over|than|to|you|have|has|must|required|preferred|field|roles?|position|de|d|une?|min|au|moins)\b",
    re.IGNORECASE,
)
_SUBJECT_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 6  # letters that tell a word: "engineering" and "engineer"
_SHORT = 3  # words of a subject that a title can say in full
_SLACK = 0.25  # years by which a count from month to month may fall short


@dataclass(frozen=True)
class Credentials:
    """What the profile's figures say about a requirement.

    `met` is None when the CV does not tell. `settles` is True where nothing else counts: a degree is a degree,
    whatever fields the posting lists beside it. `counts_alone` is True where the figure is all that is asked:
    years of a trade are not, for dates do not say what they were spent on. `action` is what to do about it.
    """

    met: bool | None
    evidence: tuple[Evidence, ...]
    note: str
    action: str
    settles: bool = False
    counts_alone: bool = False

    def combine(self, strength: Strength) -> Strength:
        """The strength of the whole requirement, given that of its topic.

        A figure that is met raises the strength only where it is all that is asked; one that is not met caps it.
        """
        if self.met is None:
            return strength
        if self.met:
            floor = Strength.SHOWN if self.counts_alone else Strength.ADJACENT
            return max(strength, floor, key=lambda s: s.points)
        return min(strength, Strength.ADJACENT, key=lambda s: s.points)


def read_credentials(requirement: Requirement, profile: Profile) -> Credentials | None:
    """The first of degree, spoken language, people led and years that `requirement` is about, or None."""
    text = requirement.statement.text
    asked = _degree(text)
    if asked is not None and not requirement.years:
        return _study(asked, text, profile)
    tongue = _tongue(text)
    if tongue is not None:
        return _language(tongue, profile)
    if _PEOPLE.search(text) and profile.people_led is not None:
        return _people(profile)
    if not requirement.years:
        return None
    return _years(requirement.years, profile, _subject(text))


def _people(profile: Profile) -> Credentials:
    assert profile.people_led is not None
    led = profile.people_led
    return Credentials(
        met=True,
        evidence=(Evidence(quote=led.claim, where="your CV", nearness=1.0),),
        note=f"Your CV says you led {led.count} {'person' if led.count == 1 else 'people'}.",
        action="Have two people in mind, without names: one who grew and what you did, one who struggled and what you decided.",
        counts_alone=True,
    )


def _subject(text: str) -> tuple[str, ...]:
    """The words of a call for years that say what they should be spent on."""
    return tuple(_SUBJECT_WORD.findall(_FILLER.sub(" ", text)))


def _is_trade(subject: tuple[str, ...], profile: Profile) -> bool:
    """Whether the title of a job says all of a short subject: "engineering", and "Staff Engineer"."""
    titles = [job.title.text.casefold() for job in profile.jobs if job.title is not None]
    stems = [word.casefold()[:_STEM] for word in subject]
    return len(stems) <= _SHORT and any(all(stem in title for stem in stems) for title in titles)


def _years(asked: float, profile: Profile, subject: tuple[str, ...]) -> Credentials:
    if profile.total_months is None:
        action = "Count your years on this yourself and be ready to say where they were spent."
        return Credentials(
            met=None, evidence=(), note="Your CV gives no dates to count years from.", action=action
        )
    held = profile.total_months / 12
    evidence = tuple(_dated_jobs(profile))[:2]
    note = f"The dates in your CV add up to {_in_years(held)}; the posting asks for {_in_years(asked)}."
    action = (
        f"Do not argue about the count: have ready what you carried alone in your {_in_years(held)} that others "
        "carry later, and who can say so."
    )
    met = held + _SLACK >= asked
    alone = not subject or _is_trade(subject, profile)
    if met and not alone:
        note += " Dates do not say what the years were spent on."
    return Credentials(met=met, evidence=evidence, note=note, action=action, counts_alone=alone)


def _dated_jobs(profile: Profile) -> Iterator[Evidence]:
    for job in profile.jobs:
        if job.period.raw is not None:
            yield Evidence(quote=job.period.raw, where=where_of(job), nearness=1.0)


def _in_years(years: float) -> str:
    shown = f"{round(years, 1):g}"
    return f"{shown} year" + ("" if shown == "1" else "s")


def _degree(text: str) -> int | None:
    found = [rank for rank, pattern in _DEGREES if pattern.search(text)]
    if found:
        return min(found)  # "Bachelor's or Master's" asks for the lower
    return 1 if _ANY_DEGREE.search(text) else None


def _study(asked: int, text: str, profile: Profile) -> Credentials:
    best: tuple[int, Cited] | None = None
    for study in profile.studies:
        for cited in (study.degree, study.area, study.institution):
            rank = None if cited is None else _highest(cited.text)
            if cited is not None and rank is not None and (best is None or rank > best[0]):
                best = (rank, cited)
    if best is None:
        action = "If you have it, put it on the CV; if not, know which of your work stands in for it."
        return Credentials(
            met=None,
            evidence=(),
            note="Your CV names no degree of the kind asked for.",
            action=action,
            settles=True,
        )
    evidence = (Evidence(quote=best[1], where="Education", nearness=1.0),)
    if best[0] >= asked or _EQUIVALENT.search(text):
        action = "Nothing to prepare but one sentence: what from your studies you use in this work."
        return Credentials(
            met=True, evidence=evidence, note="Your education answers it.", action=action, settles=True
        )
    note = "The degree asked for is higher than those in your CV."
    action = (
        "Ask the recruiter whether experience counts in its place, and have the work ready that shows it."
    )
    return Credentials(met=False, evidence=evidence, note=note, action=action, settles=True)


def _highest(text: str) -> int | None:
    return next((rank for rank, pattern in _DEGREES if pattern.search(text)), None)


def _tongue(text: str) -> str | None:
    if not _SPEAKING.search(text):
        return None
    return next(
        (name for name, words in _TONGUES.items() if re.search(_spoken(words), text, re.IGNORECASE)), None
    )


def _language(tongue: str, profile: Profile) -> Credentials:
    pattern = re.compile(_spoken(_TONGUES[tongue]), re.IGNORECASE)
    named = next(
        (c for c in (*profile.languages, *(s.name for s in profile.skills)) if pattern.search(c.text)), None
    )
    met: bool | None = None
    note, action = (
        f"Your CV does not say whether you speak {tongue}.",
        f"Add your level of {tongue} to the CV, as it is.",
    )
    evidence: tuple[Evidence, ...] = ()
    if named is not None:
        met, note = True, f"Your CV lists {tongue}."
        evidence = (Evidence(quote=named, where="Languages", nearness=1.0),)
    elif _WRITTEN_IN.get(tongue) == profile.language and (written := _first_words(profile)) is not None:
        met, note, evidence = True, f"Your CV is written in {tongue}.", (written,)
    if met:
        action = f"Rehearse your first story aloud in {tongue}."
    return Credentials(met=met, evidence=evidence, note=note, action=action, settles=True)


def _first_words(profile: Profile) -> Evidence | None:
    """A sentence of the CV, to show the language it is written in."""
    return next(
        (Evidence(quote=b, where=where_of(j), nearness=0.0) for j in profile.jobs for b in j.bullets), None
    )


def _spoken(words: str) -> str:
    return "|".join(word if not word.isascii() else rf"\b{word}\b" for word in words.split("|"))
