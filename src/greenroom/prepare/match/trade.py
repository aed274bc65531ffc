"""How long the posting's trade was practised: months in jobs of it, and in trades beside it.

AI or ML work counts in full for a technical role, product work for a product role; other engineering counts half.
Analytics, teaching and the like count for neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greenroom.model.document import Cited
from greenroom.model.ladder import Role
from greenroom.model.profile import Job, Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.profile.dates import months_between

_PRODUCT = re.compile(
    r"\bproduct (?:manager|owner|lead|director|strategist|management)|\bproduct\b(?=.*\b(?:head|vp|director|chief|manager)\b)"
    r"|\b(?:head|vp|director|chief|manager)\b.*\bproducts?\b|\b(?:PM|APM|CPO)\b|chef\w* de produit|产品经理|产品",
    re.IGNORECASE,
)
_AI = re.compile(
    r"\b(?:ml|ai|mlops|llm|nlp|genai)\b|machine learning|deep learning|data scien\w+|applied scientist|research (?:engineer|scientist)"
    r"|computer vision|generative|apprentissage|intelligence artificielle|science des donn[ée]es|算法|机器学习|人工智能|大模型",
    re.IGNORECASE,
)
_ENGINEERING = re.compile(
    r"engineer|scientist|developer|programmer|architect|research|technical|\b(?:tech|cto|software|quant\w*)\b|statistician"
    r"|ing[ée]nieur|d[ée]veloppeu|chercheu|工程师|开发|研究|架构",
    re.IGNORECASE,
)
_OTHER_TRADE = re.compile(
    r"\b(?:analysts?|analytics|teacher|lecturer|professor|tutor|instructor|enseignante?|professeure?|sales|support|account)\b|分析师|教师",
    re.IGNORECASE,
)
_MANAGES = re.compile(
    r"\bmanager\b|head of|\bdirector\b|\bvp\b|vice president|\bchief\b|\bcto\b|responsable|directeur|directrice|负责人|经理|总监",
    re.IGNORECASE,
)
_SAYS_AI = 2  # bullets naming AI or ML skills that make an engineer's job one of AI or ML
_LATE = date(2200, 1, 1)  # past the end of every job
_TRADE_WORDS = {Role.AI_PRODUCT_MANAGER: "product work"}
_ENGINEERING_ROLES = frozenset({Role.AI_ENGINEER, Role.ML_ENGINEER})


@dataclass(frozen=True)
class TradeYears:
    """Months of the trade (`own`) and of trades beside it that are not its own too; `first` cites the earliest dates."""

    own: int
    beside: int
    total: int
    first: Cited
    words: str

    @property
    def counted(self) -> float:
        """Months that count: the trade's own in full, those beside it half."""
        return self.own + self.beside / 2

    @property
    def said(self) -> str:
        """The count in words, with what it leaves out."""
        text = f"Your dates add up to {self.own / 12:.1f} years of {self.words}"
        if self.beside:
            text += f" and {self.beside / 12:.1f} of other engineering, which counts half"
        rest = self.total - self.own - self.beside
        return text + (f"; {rest / 12:.1f} years in other work do not count here." if rest > 0 else ".")


def years_of_trade(profile: Profile, role: Role, vocabulary: SkillVocabulary) -> TradeYears | None:
    """The years of `role`'s trade in `profile`; None without dates, or where no job has a title to tell the trade."""
    dated = [job for job in profile.jobs if job.period.raw is not None and job.period.start is not None]
    if profile.total_months is None or not any(job.title for job in dated):
        return None
    own = [job for job in dated if _is_own(job, role, vocabulary)]
    beside = [job for job in dated if job not in own and _is_beside(job)]
    months = _months(own, dated, profile.total_months)
    both = _months([*own, *beside], dated, profile.total_months)
    first = ([*own] or beside or dated)[-1].period.raw
    assert first is not None
    words = _TRADE_WORDS.get(role, "AI or ML work")
    return TradeYears(months, both - months, profile.total_months, first, words)


def hands_on(profile: Profile, role: Role) -> str:
    """For a manager held against an individual contributor's posting: the last hands-on title and its end, in words."""
    titles = [(job, job.title.text) for job in profile.jobs if job.title is not None]
    if role not in _ENGINEERING_ROLES or not titles or not _is_manager(titles[0][1]):
        return ""
    last = next((pair for pair in titles if not _is_manager(pair[1]) and _ENGINEERING.search(pair[1])), None)
    opening = "Your latest title is a manager's and the posting asks for an individual contributor"
    if last is None:
        return f"{opening}; your CV has no hands-on title."
    job, title = last
    until = "which still runs" if job.period.current else f"which ended {job.period.end}"
    dated = job.period.current or job.period.end is not None
    return f"{opening}; your last hands-on title is “{title}”" + (f", {until}." if dated else ".")


def _is_manager(title: str) -> bool:
    return bool(_MANAGES.search(title)) and not _PRODUCT.search(title)


def _is_own(job: Job, role: Role, vocabulary: SkillVocabulary) -> bool:
    title = job.title.text if job.title else ""
    if role is Role.AI_PRODUCT_MANAGER:
        return bool(_PRODUCT.search(title))
    if _OTHER_TRADE.search(title) or _PRODUCT.search(title):
        return False
    return bool(_AI.search(title)) or (_is_beside(job) and _speaks_of_ai(job, vocabulary))


def _is_beside(job: Job) -> bool:
    title = job.title.text if job.title else ""
    engineering = _ENGINEERING.search(title) or _MANAGES.search(title)
    return bool(engineering) and not _OTHER_TRADE.search(title)


def _speaks_of_ai(job: Job, vocabulary: SkillVocabulary) -> bool:
    kinds = [
        {vocabulary.skills[m.skill].kind for m in vocabulary.find(bullet.text)} for bullet in job.bullets
    ]
    return sum(bool(found & {"genai", "ml"}) for found in kinds) >= _SAYS_AI


def _months(jobs: Iterable[Job], dated: Iterable[Job], total: int) -> int:
    """Months in `jobs`, each once. No today is needed: `total` has it, and the months of the others are known."""
    chosen = list(jobs)
    held, others = (
        set(months_between([(j.period.start, j.period.end, j.period.current) for j in some], _LATE))
        for some in (chosen, [job for job in dated if job not in chosen])
    )
    if not chosen:
        return 0
    return (
        max(0, total - len(others - held)) if any(j.period.current for j in chosen) else min(len(held), total)
    )
