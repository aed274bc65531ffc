"""Jobs and degrees that are claimed in the first person and that the CV does not name."""

from __future__ import annotations

import re

from greenroom.interview.cv.claimed import is_claim
from greenroom.interview.cv.claims import DOCTORATE
from greenroom.interview.cv.employers import masked
from greenroom.model.cv import CvClaims

_WORD = r"(?!I\b|I['’])[A-Z][\w&.-]*"
_NAME = rf"(?P<{{}}>{_WORD}(?:\s(?:&\s|of\s|and\s)?{_WORD}){{{{0,3}}}})(?!['’]s?\b|\s?(?:scale|level|University|conference|campus|airport|style)\b)"
_DID = (
    r"(?:led|built|ran|owned|managed|shipped|launched|designed|wrote|trained|worked|was|started|migrated|introduced|created|developed|cut|reduced|"
    r"grew|handled|hired|deployed|headed|set up|spent|scaled|maintained|took over|rebuilt|moved)\b"
)
_WHERE = (
    re.compile(rf"\b(?:[Ww]hen|[Ww]hile|[Bb]ack when) I (?:was|worked|interned|was working|was employed) at {_NAME.format('at')}"),
    re.compile(rf"\b(?:[Ii]n|[Dd]uring) my (?:time|years?|days|stint|internship) (?:at|with) {_NAME.format('at')}"),
    re.compile(rf"\b(?:[Aa]t|[Ww]hile at|[Bb]ack at) {_NAME.format('at')},? I {_DID}"),
)  # fmt: skip
_POST = (
    re.compile(rf"\bI (?:worked|interned)(?: for \w+ (?:years?|months?))? at {_NAME.format('at')}(?=\s(?:as|for|from|before|until|in|on)\b|[.,;]|$)"),
    re.compile(rf"\bI used to work at {_NAME.format('at')}"),
    re.compile(rf"\bI was at {_NAME.format('at')}\s(?:for \w+ (?:years?|months?)|from (?:19|20)\d\d|until|before)"),
    re.compile(rf"\bI joined {_NAME.format('at')}\s(?:as (?:a|an|their|the)|in (?:19|20)\d\d|straight|right after|out of)"),
    re.compile(rf"\b[Mm]y (?:last|previous|first|old|former) (?:job|role|company|employer|position) (?:was )?at {_NAME.format('at')}"),
)  # fmt: skip
_NO_EMPLOYERS = (
    "neurips nips icml iclr kdd acl emnlp naacl cvpr eccv iccv recsys sigir aaai ijcai vldb sigmod odsc pydata pycon kubecon wwdc gtc interspeech coling "
    "mlsys strata re:invent devfest websummit slush aws azure gcp kaggle github coursera udacity udemy linkedin slack uni university college school home "
    "work church christmas easter thanksgiving black monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december level stage step phase series version scale ga hq qa"
)
_NO_EMPLOYER = frozenset(_NO_EMPLOYERS.split())
_EVENT = re.compile(
    r"\b(?:conf|conference|con|summit|workshop|meetup|hackathon|week|day|forum|expo|fest|festival|party)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(?:clients?|customers?|vendors?|suppliers?|partners?|partnered|on[- ]?site|visit\w*|meetings?|talks?|pitch\w*|demo|example|seconded|embedded|on behalf|"
    r"project for|workshop|webinar|dinner|lunch|user of|guest|thesis|student|studied|course|class|classes|exchange|semester|ph\.?d|masters?|bachelor\w*|degree)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:consult\w*|freelanc\w*|self[- ]employed|contract\w*|agency|advis(?:or|ory)|partners)\b",
    re.IGNORECASE,
)
_TELLING = 3  # letters: from more on a word of a name tells
_DEGREE = re.compile(
    r"\bI(?:['’]ve|\shave)?\s(?:also\s)?(?:did|done|do|have|hold|finished|completed|got|earned|received|obtained)\s(?:a|an|my)\s(?:second\s)?"
    r"(?P<degree>ph\.?\s?d\.?|doctorate|dphil|mba|master['’]?s?(?:\sdegree)?|m\.?sc\.?)(?![\w-])(?!\s(?:student|thesis|project|course|class|candidate|intern)s?\b)",
    re.IGNORECASE,
)
_MBA = re.compile(r"\bm\.?b\.?a\b|business administration", re.IGNORECASE)
_MASTER = re.compile(
    r"\bm\.?\s?(?:sc|s|a|eng|phil|res|tech|ed|stat|fin|math|cs|comp)\b|master|magister|diplom|laurea|licence|ingénieur|dipl",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\bI (?:graduated from|(?:studied|did (?:my|a|an) (?:[\w'’.]+\s){1,3}?(?:in |on )?(?:[\w-]+\s){0,4}?)(?:\s?[\w-]+\s){0,3}?at) (?:the )?"
    + _NAME.format("at").replace("|University", "")
)
_OTHER_STUDY = re.compile(
    r"\b(?:exchange|semester|summer|course|certificate|online|executive|bootcamp|night|evening|erasmus|internship|research stay|postdoc|sabbatical|started|"
    r"dropped|quit|half|part of|nearly|evenings?|reading)\b",
    re.IGNORECASE,
)


def unlisted_employer(sentence: str, cv: CvClaims, known: str = "") -> str:
    """The employer that `sentence` claims a job at and neither the CV nor `known` names; "" where there is none.

    A company that is an example, a customer, a vendor or a place to speak at is none. Where the CV shows somebody who works at
    other firms for a living, only a post with a title or a span counts.
    """
    if not cv.jobs or not is_claim(sentence) or _VISIT.search(sentence):
        return ""
    read = masked(sentence, cv.jobs)
    is_visitor = any(_AGENCY.search(f"{job.title} {job.employer}") for job in cv.jobs)
    first = () if is_visitor or "⟦" in read else _WHERE
    for pattern in (*first, *_POST):
        found = pattern.search(read)
        if found and _is_new(found["at"], f"{cv.text} {known} {' '.join(job.employer for job in cv.jobs)}"):
            return str(found["at"]).rstrip(".")
    return ""


def unlisted_degree(sentence: str, cv: CvClaims) -> str:
    """The degree or school that `sentence` claims and the CV does not name; "" where there is none, or no degree on the CV."""
    if not cv.degrees or cv.language != "en" or not is_claim(sentence) or _OTHER_STUDY.search(sentence):
        return ""
    held = f"{cv.text} {' '.join(cv.degrees)}"
    degree = _DEGREE.search(sentence)
    if degree and not _has(degree["degree"], held):
        return degree["degree"].rstrip(".")
    school = _SCHOOL.search(masked(sentence, cv.jobs))
    if school and _is_new(school["at"], held) and not _is_short_for(school["at"], cv.degrees):
        return school["at"].rstrip(".")
    return ""


def _is_new(name: str, known: str) -> bool:
    """Whether no word of a name that tells is known."""
    words = [
        word
        for word in re.split(r"[\s&.]+", name.lower())
        if len(word) > 1 and word not in {"of", "and", "the"}
    ]
    if not words or set(words) & _NO_EMPLOYER or _EVENT.search(name):
        return False
    have = set(re.split(r"[^\w]+", known.lower()))
    is_there = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", known.lower())
    return not is_there and not any(word in have for word in words if len(word) > _TELLING)


def _has(degree: str, held: str) -> bool:
    """Whether a CV has a degree of that kind or above; a doctor has a master's."""
    low = degree.lower()
    if "mba" in low:
        return bool(_MBA.search(held))
    doctor = bool(DOCTORATE.search(held))
    return (
        doctor
        if low.startswith(("ph", "doc", "dphil"))
        else doctor or bool(_MASTER.search(held) or _MBA.search(held))
    )


def _is_short_for(name: str, degrees: tuple[str, ...]) -> bool:
    """Whether a name of capitals alone is made of first letters of a school on the CV."""
    initials = ("".join(word[0] for word in re.findall(r"\b[A-Z]\w*", degree)) for degree in degrees)
    return name.isupper() and any(name in one for one in initials)
