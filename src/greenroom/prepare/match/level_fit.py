"""The level at which the evidence stands, against the level the posting asks for.

Three witnesses, each with its quote: the latest title, the years counted from the dates, and the scope the
bullets claim (people led, teams, users). The reading is their weighted mean, rounded to a rung.
"""

from __future__ import annotations

import re

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.match import LevelFit
from greenroom.model.posting import Posting
from greenroom.model.profile import Profile

_TITLE_RANKS = (
    (7, r"\b(?:director|vp|vice president|chief|cto|cpo|principal|distinguished|fellow)\b|总监"),
    (6, r"\b(?:staff|head of|group (?:product )?manager|senior (?:engineering )?manager|group pm|lead)\b"),
    (
        5,
        r"\b(?:senior|sr|engineering manager|manager of|experte?|s[ée]nior|confirm[ée])\b|高级|资深|engineering manager",
    ),
    (
        3,
        r"\b(?:intern\w*|junior|jr|apprenti\w*|alternan\w*|stagiaire|trainee|associate|graduate|apm)\b|实习|初级",
    ),
)
_BY_YEARS = ((1.5, 3), (4.5, 4), (8.0, 5), (13.0, 6))  # below so many years: this rank at most expected
_ACROSS = (
    r"\b(?:org(?:anisation|anization)?[- ]wide|company[- ]wide|multi[- ]year|technical strategy|\d+ teams"
    r"|set the (?:strategy|direction)|across (?:\w+ ){0,2}(?:teams|orgs|business units))\b"
)
_SCOPE = (
    (6, _ACROSS),
    (5, r"\b(?:led|owned|architect\w*|end[- ]to[- ]end|mentor\w*|from scratch|piloté|conçu et)\b|主导|负责"),
    (4, r"\b(?:designed|built|shipped|launched|deployed|d[ée]velopp\w*|mis en production)\b|设计|上线"),
)
_WEIGHTS = {"title": 0.45, "years": 0.3, "scope": 0.25}


def read_level_fit(profile: Profile, posting: Posting) -> LevelFit:
    """The evidence's level against the posting's; `evidence` is None when no witness speaks."""
    witnesses = {
        "title": _title(profile),
        "years": _years(profile),
        "scope": _scope(profile),
    }
    heard = {name: found for name, found in witnesses.items() if found is not None}
    asked = posting.level.level
    if not heard:
        why = "Your CV gives no titles, dates or scope from which a level could be read."
        return LevelFit(asked=asked, evidence=None, because=(), why=why)
    weight = sum(_WEIGHTS[name] for name in heard)
    rank = sum(_WEIGHTS[name] * found[0] for name, found in heard.items()) / weight
    level = Level.of_rank(rank)
    quotes = tuple(dict.fromkeys(quote for _, quote, _ in heard.values()))
    why = " ".join(text for _, _, text in heard.values())
    return LevelFit(
        asked=asked, evidence=level, because=quotes, why=f"{why} {_verdict(level, asked, posting)}"
    )


def _verdict(level: Level, asked: Level, posting: Posting) -> str:
    role: Role = posting.role.role
    steps = level.rank - asked.rank
    held, wanted = level.title_in(role), asked.title_in(role)
    if steps == 0 or held == wanted:
        return f"Together they stand at the level asked for ({wanted})."
    if steps > 0:
        return f"Together they stand above the level asked for ({held} against {wanted}): say why this role."
    much = "one step" if steps == -1 else f"{-steps} steps"
    return f"Together they stand {much} below the level asked for ({held} against {wanted})."


def _title(profile: Profile) -> tuple[int, Cited, str] | None:
    job = next((job for job in profile.jobs if job.title is not None), None)
    if job is None or job.title is None:
        return None
    title = job.title
    for rank, pattern in _TITLE_RANKS:
        if re.search(pattern, title.text, re.IGNORECASE):
            return rank, title, f"Your latest title is “{title}”."
    return 4, title, f"Your latest title, “{title}”, names no level."


def _years(profile: Profile) -> tuple[int, Cited, str] | None:
    first = next((j.period.raw for j in reversed(profile.jobs) if j.period.raw is not None), None)
    if profile.total_months is None or first is None:
        return None
    years = profile.total_months / 12
    rank = next((rank for limit, rank in _BY_YEARS if years < limit), 6)
    return rank, first, f"Your dates add up to {years:.1f} years."


def _scope(profile: Profile) -> tuple[int, Cited, str] | None:
    led = profile.people_led
    if led is not None and led.count >= 3:
        rank = 7 if led.count >= 25 else 6 if led.count >= 10 else 5
        return rank, led.claim, f"You say you led {led.count} people."
    statements = profile.statements()
    for rank, pattern in _SCOPE:
        found = next((s for s in statements if re.search(pattern, s.text, re.IGNORECASE)), None)
        if found is not None:
            return rank, found, _SCOPE_WORDS[rank]
    return None


_SCOPE_WORDS = {
    6: "Your bullets claim work across teams.",
    5: "Your bullets claim work you led or owned.",
    4: "Your bullets claim work you built or shipped.",
}
