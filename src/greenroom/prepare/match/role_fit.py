"""How a profile leans between the four roles: what the candidate's own words say they own.

Three kinds of ownership are counted over the statements of work done (outcomes, systems, people); the roles
are combinations of them, of the technical field named (models or LLM products), and of recent titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.model.document import Cited
from greenroom.model.ladder import Role
from greenroom.model.match import RoleFit
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.evidence import Claim, Kind

_OWNS = {
    "outcomes": re.compile(
        r"\b(?:roadmap|launch\w*|prioriti[sz]\w*|adoption|retention|revenue|churn|customer|user research|"
        r"discovery|stakeholder\w*|go[- ]to[- ]market|kpis?|okrs?|pricing|product strategy|requirements|"
        r"conversion|nps|csat|business case|market|produit|clients?|chiffre d'affaires)\b|产品|用户增长|营收",
        re.IGNORECASE,
    ),
    "systems": re.compile(
        r"\b(?:built|build|implement\w*|develop\w*|deploy\w*|train\w*|fine[- ]tun\w*|pipeline\w*|latency|"
        r"architect\w*|refactor\w*|migrat\w*|optimi[sz]\w*|model\w*|servic\w+|infrastructure|api|gpu|"
        r"design\w* (?:a|an|the|and)|con[çc]u|d[ée]velopp[ée]\w*|entra[îi]n[ée]\w*)\b|搭建|开发|训练|部署|优化|模型",
        re.IGNORECASE,
    ),
    "people": re.compile(
        r"\b(?:managed? (?:a |the )?(?:team|\d+|people|engineers)|hir(?:ed|ing)|recruit\w*|mentor\w*|coach\w*|"
        r"performance review\w*|direct reports?|promot(?:ed|ions?)|headcount|line manag\w+|team of \d+|"
        r"built (?:a|the) team|grew (?:a|the) team|one[- ]on[- ]ones?|encadr\w*|recrut\w*)\b|带领|管理.{0,6}团队|招聘",
        re.IGNORECASE,
    ),
}
_TITLES = {
    Role.AI_PRODUCT_MANAGER: re.compile(
        r"\bproduct (?:manager|owner|lead|director|strategist)|\bPM\b|chef\w* de produit|产品经理",
        re.IGNORECASE,
    ),
    Role.ML_ENGINEERING_MANAGER: re.compile(
        r"engineering manager|head of|manager,? (?:ml|machine|data|ai)|(?:ml|ai|data science|engineering) manager"
        r"|director of (?:engineering|ml|ai|data|machine)|team lead|vp\b|responsable|负责人|经理",
        re.IGNORECASE,
    ),
    Role.AI_ENGINEER: re.compile(
        r"\b(?:ai|llm|gen(?:erative)? ?ai|applied ai|prompt|conversational ai) (?:engineer|developer|architect)"
        r"|full[- ]stack|software|backend|大模型",
        re.IGNORECASE,
    ),
    Role.ML_ENGINEER: re.compile(
        r"machine[- ]learning|\bml(?:ops)? |data scien\w+|research (?:engineer|scientist)|applied scientist"
        r"|deep learning|computer vision|nlp engineer|算法|机器学习",
        re.IGNORECASE,
    ),
}
_QUOTES = 3
_RECENT_TITLES = 3


def read_role_fit(profile: Profile, statements: Sequence[Claim], vocabulary: SkillVocabulary) -> RoleFit:
    """The lean of `profile`; every quote is a bullet or title of the CV."""
    done = [s for s in statements if s.kind in {Kind.DONE, Kind.SAID}]
    quotes = {
        kind: tuple(s.cited for s in done if pattern.search(s.cited.text)) for kind, pattern in _OWNS.items()
    }
    total = sum(len(found) for found in quotes.values())
    owns = {kind: len(found) / total if total else 0.0 for kind, found in quotes.items()}
    scores = _roles(profile, _field(statements, vocabulary), owns)
    best = max(scores, key=lambda role: scores[role])
    return RoleFit(
        scores=scores,
        outcomes=owns["outcomes"],
        systems=owns["systems"],
        people=owns["people"],
        because={kind: _telling(found) for kind, found in quotes.items()},
        summary=_summary(best, scores, owns, known=bool(total or profile.jobs)),
    )


def _field(statements: Sequence[Claim], vocabulary: SkillVocabulary) -> float:
    """Share of the technical mentions that are about LLM products rather than models, 0 to 1."""
    kinds = [vocabulary.skills[skill].kind for s in statements for skill in s.skills]
    genai, classic = kinds.count("genai"), kinds.count("ml")
    return (genai + 1) / (genai + classic + 2)  # add-one: no mention leans nowhere


def _roles(profile: Profile, field: float, owns: dict[str, float]) -> dict[Role, float]:
    raw = {
        Role.AI_PRODUCT_MANAGER: 2.0 * owns["outcomes"],
        Role.ML_ENGINEERING_MANAGER: 3.0 * owns["people"] + (0.3 if profile.people_led else 0.0),
        Role.AI_ENGINEER: 2.0 * owns["systems"] * field,
        Role.ML_ENGINEER: 2.0 * owns["systems"] * (1 - field),
    }
    for age, job in enumerate(profile.jobs[:_RECENT_TITLES]):
        role = _role_of_title(job.title)
        if role is not None:
            raw[role] += 1.2 / (1 + age)
    total = sum(raw.values())
    return {role: raw[role] / total if total else 1 / len(raw) for role in Role}


def _role_of_title(title: Cited | None) -> Role | None:
    if title is None:
        return None
    return next((role for role, pattern in _TITLES.items() if pattern.search(title.text)), None)


def _telling(found: tuple[Cited, ...]) -> tuple[Cited, ...]:
    """The quotes with a figure first: they are the ones an interviewer will hold on to."""
    return tuple(sorted(found, key=lambda c: not any(ch.isdigit() for ch in c.text)))[:_QUOTES]


def _summary(best: Role, scores: dict[Role, float], owns: dict[str, float], *, known: bool) -> str:
    if not known:
        return "Your CV gives too little to say which role it leans to."
    second = max((role for role in scores if role is not best), key=lambda role: scores[role])
    leading = max(owns, key=lambda kind: owns[kind])
    return (
        f"Your CV reads most like {_article(best.label)}, then {_article(second.label)}: "
        f"{round(100 * owns[leading])}% of what you say you own is {leading}."
    )


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOU" or noun.startswith("ML") else f"a {noun}"
