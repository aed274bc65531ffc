"""How long and how many: months of experience and people led."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from greenroom.model.document import Cited, Document
from greenroom.model.profile import Job, PeopleLed
from greenroom.prepare.profile.dates import months_between

_RECENT = 60  # months
_NUMBER_WORDS = (
    "one un une 一|two deux 两 二|three trois 三|four quatre 四|five cinq 五|six 六|seven sept 七|eight huit 八|nine neuf 九|"
    "ten dix 十|eleven onze|twelve douze|thirteen treize|fourteen quatorze|fifteen quinze|sixteen seize|seventeen|eighteen|"
    "nineteen|twenty vingt"
)
_WORDS = {word: number for number, words in enumerate(_NUMBER_WORDS.split("|"), 1) for word in words.split()}
_COUNT = r"\d{1,4}|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_PEOPLE = (
    r"people|persons?|engineers?|developers?|programmers?|(?:data\s+|research\s+|applied\s+)?scientists?|researchers?|analysts?|designers?|"
    r"pms?|product\s+managers?|managers?|direct\s+reports?|reports|team\s+members?|members?|staff|employees?|contractors?|interns?|"
    r"ing[ée]nieurs?|d[ée]veloppeurs?|personnes?|collaborateurs?|stagiaires?|salari[ée]s?"
)
_LEADING = (
    r"led|lead|leads|leading|manag(?:e|es|ed|ing)|supervis(?:e|es|ed|ing)|head(?:ed|ing)|direct(?:ed|ing)|"
    r"r[ae]n|grew|grow(?:n|ing)?|built|build|scal(?:ed|ing)|hired\s+and\s+led|line[- ]manag(?:ed|ing)|oversaw|overseeing|"
    r"encadr[ée]+e?|dirig[ée]+e?|manag[ée]+e?|pilot[ée]+e?|anim[ée]+e?"
)
_BETWEEN = r"(?:(?!\b(?:in|within|with|of\s+which|where|as|for|by|to|across|through|on|at|used|using|that|which|alongside)\b)[^\W\d_'-]+[\s-]+|['&/,-]\s*){0,5}?"
_LED = re.compile(
    rf"\b(?:{_LEADING})\s+(?:{_BETWEEN})(?:(?:teams?|group|squad|org(?:ani[sz]ation)?|[ée]quipe)\s+(?:of|from\s+\w+\s+to|de)\s+(?:up\s+to\s+|about\s+|over\s+)?(?P<team>{_COUNT})\b"
    rf"|(?:up\s+to\s+|about\s+|over\s+)?(?P<people>{_COUNT})\+?[\s-]+(?:[^\W\d_-]+[\s-]+){{0,3}}?(?:{_PEOPLE})\b)"
    rf"|\b(?:{_LEADING})\s+{_BETWEEN}(?:team|org(?:ani[sz]ation)?|group)\s+from\s+\w+\s+to\s+(?P<grown>{_COUNT})\b"
    rf"|\b(?:{_LEADING})\s+an?\s+(?P<size>{_COUNT})[\s-]+(?:person|people|engineer|member|strong)\b"
    rf"|\b(?P<reports>{_COUNT})\s+direct\s+reports\b|\b(?:with|and)\s+(?P<reports2>{_COUNT})\s+(?:direct\s+)?reports\b"
    r"|(?:带领|管理|领导|带)\s*(?:了|着)?\s*(?P<han>\d{1,4}|[一两二三四五六七八九十])\s*(?:人|名|位|个)",
    re.IGNORECASE,
)
_MENTORING = re.compile(r"\b(?:mentor|coach|train|taught|tutor)\w*\s+[^.;]{0,30}$", re.IGNORECASE)


def months_of(jobs: Sequence[Job], today: date) -> tuple[int | None, int | None]:
    """Months in any job, each once, and those of the last five years; None when no job has dates."""
    periods = [(job.period.start, job.period.end, job.period.current) for job in jobs]
    if not any(start for start, _, _ in periods):
        return None, None
    months = months_between(periods, today)
    floor = today.year * 12 + today.month - 1 - _RECENT
    return len(months), sum(month > floor for month in months)


def people_led(document: Document, statements: Iterable[Cited]) -> PeopleLed | None:
    """The largest number of people that a statement says were led (not merely worked or trained with)."""
    best: PeopleLed | None = None
    for statement in statements:
        if statement.span is None:
            continue
        text = document.text[statement.span.start : statement.span.end]
        for match in _LED.finditer(text):
            count = _count(next(value for value in match.groupdict().values() if value))
            if _MENTORING.search(text[: match.start()]) or not 1 <= count <= 5000:
                continue
            if best is None or count > best.count:
                start = statement.span.start
                best = PeopleLed(count=count, claim=document.cite(start + match.start(), start + match.end()))
    return best


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
