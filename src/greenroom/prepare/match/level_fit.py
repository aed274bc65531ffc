"""The level at which the evidence stands, against the level the posting asks for.

Three witnesses, each with its quote: the latest title, the years in this trade counted from the dates, and
the scope the bullets claim (people led, teams, users). The reading is their weighted mean, rounded to a rung.
"""

from __future__ import annotations

import re

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.match import LevelFit
from greenroom.model.posting import Posting
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.trade import hands_on, years_of_trade

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
_BY_YEARS = ((1.5, 3), (5.0, 4), (10.0, 5))  # below so many years: this rank is usual; above all: 6
# Work that says nothing of a level: one is one's own employer.
_OWN_EMPLOYER = re.compile(
    r"\b(?:freelanc\w+|consultant|contractor|self[- ]employed|ind[ée]pendante?)\b|自由职业", re.IGNORECASE
)
_OFTEN = 2  # bullets that must claim a scope before it is a pattern and not a word
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
_MID = 4  # the rank of a title that names no level
_NO_LEVEL = "names no level"


def read_level_fit(profile: Profile, posting: Posting, vocabulary: SkillVocabulary) -> LevelFit:
    """The evidence's level against the posting's; `evidence` is None when no witness speaks."""
    witnesses = {
        "title": _title(profile),
        "years": _years(profile, posting.role.role, vocabulary),
        "scope": _scope(profile),
    }
    heard = {name: found for name, found in witnesses.items() if found is not None}
    asked = posting.level.level
    if not heard:
        why = "Your CV gives no titles, dates or scope from which a level could be read."
        return LevelFit(asked=asked, evidence=None, because=(), why=why)
    ranks = {name: found[0] for name, found in heard.items()}
    if "title" in heard and _NO_LEVEL in heard["title"][2]:  # then it makes nobody of a few months mid level
        ranks["title"] = min(ranks["title"], ranks.get("years", _MID))
    rank = sum(_WEIGHTS[name] * ranks[name] for name in heard) / sum(_WEIGHTS[name] for name in heard)
    level = Level.of_rank(rank)
    quotes = tuple(dict.fromkeys(quote for _, quote, _ in heard.values()))
    texts = [*(text for _, _, text in heard.values()), hands_on(profile, posting.role.role)]
    why = " ".join(text for text in (*texts, _verdict(level, asked, posting)) if text)
    return LevelFit(asked=asked, evidence=level, because=quotes, why=why)


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
    """The latest title that names a level, past work on one's own account; else the latest says none."""
    titles = [job.title for job in profile.jobs if job.title is not None]
    if not titles:
        return None
    employed = [
        t for t in titles if not re.search(rf"{_OWN_EMPLOYER.pattern}|\bintern", t.text, re.IGNORECASE)
    ]
    title = next(iter(employed), titles[0]) if _OWN_EMPLOYER.search(titles[0].text) else titles[0]
    said = "Your latest title" if title is titles[0] else "Your latest title as an employee"
    for rank, pattern in _TITLE_RANKS:
        if re.search(pattern, title.text, re.IGNORECASE):
            return rank, title, f"{said} is “{title}”."
    return _MID, title, f"{said}, “{title}”, {_NO_LEVEL}."


def _years(profile: Profile, role: Role, vocabulary: SkillVocabulary) -> tuple[int, Cited, str] | None:
    """Years in jobs of the posting's trade; see trade.py for what counts."""
    years = years_of_trade(profile, role, vocabulary)
    if years is None:
        return None
    rank = next((rank for limit, rank in _BY_YEARS if years.counted < 12 * limit), 6)
    return rank, years.first, years.said


def _scope(profile: Profile) -> tuple[int, Cited, str] | None:
    led = profile.people_led
    if led is not None and led.count >= 3:
        rank = 7 if led.count >= 25 else 6 if led.count >= 10 else 5
        return rank, led.claim, f"You say you led {led.count} people."
    statements = [bullet for job in profile.jobs for bullet in job.bullets]  # school projects tell no scope
    statements += [profile.summary] if profile.summary is not None else []
    for rank, pattern in _SCOPE:
        found = [s for s in statements if re.search(pattern, s.text, re.IGNORECASE)]
        if len(found) >= _OFTEN:
            return rank, found[0], _SCOPE_WORDS[rank]
    return None


_SCOPE_WORDS = {
    6: "Your bullets claim work across teams.",
    5: "Your bullets claim work you led or owned.",
    4: "Your bullets claim work you built or shipped.",
}
