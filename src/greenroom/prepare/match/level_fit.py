"""The level at which the evidence stands, against the level the posting asks for.

Three witnesses, each with its quote: the latest title, the years in this trade counted from the dates, and
the scope the bullets claim (people led, teams, users). The reading is their weighted mean, rounded to a rung.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.match import LevelFit
from greenroom.model.posting import Posting
from greenroom.model.profile import Job, Profile
from greenroom.prepare.profile.dates import months_between

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
_BY_YEARS = ((1.5, 3), (5.0, 4), (11.0, 5))  # below so many years: this rank is usual; above all: 6
# Work that says nothing of a level: one is one's own employer.
_OWN_EMPLOYER = re.compile(
    r"\b(?:freelanc\w+|consultant|contractor|self[- ]employed|ind[ée]pendante?)\b|自由职业", re.IGNORECASE
)
_TRADE = re.compile(
    r"engineer|scientist|developer|programmer|architect|analyst|analytics|research|\b(?:ml|ai|data|software|product|technical|tech|cto|quant\w*)\b"
    r"|machine learning|statistician|ing[ée]nieur|d[ée]veloppeu|chercheu|donn[ée]es|produit|算法|工程师|开发|研究|数据|产品|架构",
    re.IGNORECASE,
)
_LATE = date(2200, 1, 1)  # past the end of every job
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
    return 4, title, f"{said}, “{title}”, names no level."


def _years(profile: Profile) -> tuple[int, Cited, str] | None:
    """Years in jobs of the trade; all jobs where no title tells the trade."""
    dated = [job for job in profile.jobs if job.period.raw is not None and job.period.start is not None]
    trade = [job for job in dated if job.title is not None and _TRADE.search(job.title.text)]
    if profile.total_months is None or not dated:
        return None
    other = [job for job in dated if job not in trade]
    months = _months_of_trade(trade, other, profile.total_months) if trade and other else profile.total_months
    first = (trade or dated)[-1].period.raw
    assert first is not None
    rank = next((rank for limit, rank in _BY_YEARS if months < 12 * limit), 6)
    beside = " of such work" if months < profile.total_months else ""
    return rank, first, f"Your dates add up to {months / 12:.1f} years{beside}."


def _months_of_trade(trade: Sequence[Job], other: Sequence[Job], total: int) -> int:
    """Of `total` months, those in which a job of the trade was held; needs no today, for `total` has it."""
    held, beside = (
        set(months_between([(j.period.start, j.period.end, j.period.current) for j in jobs], _LATE))
        for jobs in (trade, other)
    )
    return total - len(beside - held) if any(j.period.current for j in trade) else len(held)


def _scope(profile: Profile) -> tuple[int, Cited, str] | None:
    led = profile.people_led
    if led is not None and led.count >= 3:
        rank = 7 if led.count >= 25 else 6 if led.count >= 10 else 5
        return rank, led.claim, f"You say you led {led.count} people."
    statements = profile.statements()
    for rank, pattern in _SCOPE:
        found = [s for s in statements if re.search(pattern, s.text, re.IGNORECASE)]
        if len(found) >= (_OFTEN if rank > _SCOPE[-1][0] else 1):
            return rank, found[0], _SCOPE_WORDS[rank]
    return None


_SCOPE_WORDS = {
    6: "Your bullets claim work across teams.",
    5: "Your bullets claim work you led or owned.",
    4: "Your bullets claim work you built or shipped.",
}
