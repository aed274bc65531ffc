"""A higher title than any the CV gives at an employer it names."""

from __future__ import annotations

import re

from greenroom.interview.cv.claimed import is_claim
from greenroom.interview.cv.employers import masked, same_employer
from greenroom.model.cv import CvClaims, CvJob

_OF_ALL, _HEAD, _MANAGES, _SENIOR, _BEGINS = 6, 5, 4, 3, 1
_LADDER: tuple[tuple[int, re.Pattern[str]], ...] = (
    (_OF_ALL, re.compile(r"\b(?:chief|c[tepoidma]o|(?:co-?)?founder|president|vp|svp|evp|vice[- ]president|managing director|partner|owner)\b", re.IGNORECASE)),
    (_HEAD, re.compile(r"\b(?:director|head|dean|professor)\b", re.IGNORECASE)),
    (_MANAGES, re.compile(r"\b(?:manager|lead|leader|principal|distinguished|supervisor|em|pm)\b|\bstaff\s(?!member)", re.IGNORECASE)),
    (_SENIOR, re.compile(r"\b(?:senior|sr)\b", re.IGNORECASE)),
    (_BEGINS, re.compile(r"\b(?:junior|jr|intern|internship|trainee|apprentice|working student|assistant|graduate)\b", re.IGNORECASE)),
)  # fmt: skip
_PLAIN = 2
_TITLE = r"(?P<{}>(?:(?!\b(?:at|who|that|when|where|and|then|because|on|from)\b|⟦|[.;,!]).){{3,60}}?)"
_BE = r"\bI(?:\swas|['’]m|\sam|['’]ve\sbeen|\shave\sbeen|\sworked\sas|\sserved\sas|\sbecame|\sjoined\sas|\sstarted\sas)"
_HELD = re.compile(
    rf"{_BE}\s(?:a|an|the|their|its)?\s?{_TITLE.format('one')}\s(?:at|of|for|with|in)\s(?:the\s)?⟦(?P<a>\d+)⟧(?!['’]s)"
    rf"|\b[Aa]s\s(?:a|an|the|their)?\s?{_TITLE.format('two')}\s(?:at|of|for)\s(?:the\s)?⟦(?P<b>\d+)⟧,?\sI\b"
    rf"|\b[Aa]t\s⟦(?P<c>\d+)⟧,?\sI\s(?:was|worked\sas|served\sas|became)\s(?:a|an|the|their)?\s?{_TITLE.format('three')}(?=[.,;!]|$|\s(?:and|for|from|before|when|where|who)\b)"
)
_SO_TO_SAY = re.compile(
    r"['’]s\b|\b(?:acting|interim|effectively|basically|practically|de facto|unofficial\w*|informal\w*|sort of|kind of|like|assistant to|reporting|"
    r"reported|talking|working|asked|told|with|under|by|next to|between|responsible|in charge|on|promoted)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:tech(?:nical)?|team|squad|project|product|interim)\s?-?lead", re.IGNORECASE)
_TEACHES = re.compile(r"\bassistant\s(?:professor|director|manager|vice)", re.IGNORECASE)


def higher_title(sentence: str, cv: CvClaims) -> CvJob | None:
    """The highest job at the employer at which `sentence` claims a higher title; None where it does not.

    Roles that are no titles (a team's lead, acting for somebody) and titles of about the same rank are let be.
    """
    if not is_claim(sentence) or cv.language != "en":
        return None
    found = _HELD.search(masked(sentence, cv.jobs))
    if found is None:
        return None
    title = found["one"] or found["two"] or found["three"]
    jobs = same_employer(int(found["a"] or found["b"] or found["c"]), cv.jobs)
    if _SO_TO_SAY.search(title) or _LOOSE.search(title) or not all(job.title for job in jobs):
        return None
    highest = max(jobs, key=lambda job: _rank(job.title))
    return highest if _is_higher(_rank(title), _rank(highest.title)) else None


def _is_higher(said: int, own: int) -> bool:
    """Whether a title is a clear step up: a head is a manager to some, a lead an engineer to others."""
    if said in {_HEAD, _MANAGES}:
        return own < said - 1
    return said > own and said in {_OF_ALL, _SENIOR}


def _rank(title: str) -> int:
    if _TEACHES.search(title):
        return _MANAGES
    return next((rank for rank, pattern in _LADDER if pattern.search(title)), _PLAIN)
