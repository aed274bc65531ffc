"""What a posting does not say, in plain words: each is worth a question."""

from __future__ import annotations

import re

from greenroom.model.posting import Posting

_CHECKS: tuple[tuple[str, str], ...] = (
    ("team size", r"team of (?:\d|two|three|four|five|six|seven|eight|nine|ten|about|around|over|a few|roughly)|\d+[- ](?:person|people|engineer)|\d+ (?:\w+ )?(?:engineers|scientists|developers|people|employees)|équipe (?:\w+ )?(?:de|compte) \w+|\d+ ?(?:人团队|人的团队)|small team|direct reports"),
    ("reporting line", r"report(?:s|ing)? (?:directly |in)?to|line manager|manage[rd] by|your manager|rattaché|汇报"),
    ("interview process", r"interview (?:process|stages?|rounds?|loop)|how we (?:hire|interview|recruit)|(?:system|design|coding) interview|hiring (?:process|flow)|\d interviews|recruitment process|processus de recrutement|entretiens?|take-home|technical interview|面试"),
    ("on-call", r"on[- ]?call|pager|24 ?[/x] ?7|rotation|astreinte"),
    ("how success is measured", r"success (?:metrics|criteria|looks like|is measured|measures)|measure of success|KPIs?|OKRs?|in (?:your|the) first (?:\d+|three|six|30|90)|you(?:['’]ll| will) (?:have succeeded|be successful)|30[/-]60[/-]90|first 90 days|objectifs mesurables|考核"),
)  # fmt: skip
_RULES = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _CHECKS)


def unknown_in(text: str, posting: Posting) -> tuple[str, ...]:
    """The names of what `text`, read as `posting`, leaves open."""
    read = {
        "salary": posting.salary is not None,
        "remote policy": posting.work_mode is not None,
        "level": posting.level.stated,
        "stack": bool(posting.stack),
        "company": posting.company is not None,
        "location": posting.location is not None,
    }
    return tuple(name for name, known in read.items() if not known) + tuple(
        name
        for name, rule in _RULES
        if not rule.search(text) and not (name == "interview process" and posting.process)
    )
