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
        r"\b(?:ai|llm|gen(?:erative)? ?ai|applied ai|prompt|conversational ai|nlp ai|ai/ml|ml/ai) (?:software )?(?:engineer|developer|architect)"
        r"|大模型",
        re.IGNORECASE,
    ),
    Role.ML_ENGINEER: re.compile(
        r"machine[- ]learning|\bml(?:ops)? |data scien\w+|research (?:engineer|scientist)|applied scientist"
        r"|deep learning|computer vision|nlp engineer|算法|机器学习",
        re.IGNORECASE,
    ),
}
# Titles that lean to a role without naming it, and how far.
_NEAR_TITLES = {
    Role.AI_ENGINEER: re.compile(
        r"full[- ]stack|software|back[- ]?end|developer|d[ée]veloppeu|开发", re.IGNORECASE
    ),
    Role.AI_PRODUCT_MANAGER: re.compile(
        r"business analyst|program manager|project manager|project owner|chef de projet", re.IGNORECASE
    ),
}
_NEAR_WEIGHT = 0.4
_PRIOR = 0.1  # every role starts here: little evidence should not sound like certainty
_TELLS_APART = 0.03
_WORTH_SAYING = 0.12
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
        summary=_summary(best, scores, owns),
    )


def _field(statements: Sequence[Claim], vocabulary: SkillVocabulary) -> float:
    """Share of the technical mentions that are about LLM products rather than models, 0 to 1."""
    kinds = [vocabulary.skills[skill].kind for s in statements for skill in s.skills]
    genai, classic = kinds.count("genai"), kinds.count("ml")
    return (genai + 1) / (genai + classic + 2)  # add-one: no mention leans nowhere


def _roles(profile: Profile, field: float, owns: dict[str, float]) -> dict[Role, float]:
    raw = {
        Role.AI_PRODUCT_MANAGER: _PRIOR + 2.0 * owns["outcomes"],
        Role.ML_ENGINEERING_MANAGER: _PRIOR + 3.0 * owns["people"] + (0.3 if profile.people_led else 0.0),
        Role.AI_ENGINEER: _PRIOR + 2.0 * owns["systems"] * field,
        Role.ML_ENGINEER: _PRIOR + 2.0 * owns["systems"] * (1 - field),
    }
    for age, job in enumerate(profile.jobs[:_RECENT_TITLES]):
        role, weight = _role_of_title(job.title)
        if role is not None:
            raw[role] += 1.2 * weight / (1 + age)
    total = sum(raw.values())
    return {role: raw[role] / total for role in Role}


def _role_of_title(title: Cited | None) -> tuple[Role | None, float]:
    """The role a title names (weight 1) or leans to (less), if any."""
    if title is not None:
        for titles, weight in ((_TITLES, 1.0), (_NEAR_TITLES, _NEAR_WEIGHT)):
            for role, pattern in titles.items():
                if pattern.search(title.text):
                    return role, weight
    return None, 0.0


def _telling(found: tuple[Cited, ...]) -> tuple[Cited, ...]:
    """The quotes with a figure first: they are the ones an interviewer will hold on to."""
    return tuple(sorted(found, key=lambda c: not any(ch.isdigit() for ch in c.text)))[:_QUOTES]


def _summary(best: Role, scores: dict[Role, float], owns: dict[str, float]) -> str:
    second = max((role for role in scores if role is not best), key=lambda role: scores[role])
    if scores[best] - scores[second] < _TELLS_APART:
        return "Your CV gives too little to say which of the four roles it leans to."
    text = f"Your CV reads most like {_article(best.label)}"
    text += f", then {_article(second.label)}" if scores[second] > _WORTH_SAYING else ""
    leading = max(owns, key=lambda kind: owns[kind])
    if not owns[leading]:
        return f"{text}, by its titles alone."
    return f"{text}: {_share(owns[leading])} of what you say you own is {leading}."


def _share(share: float) -> str:
    return "all" if share == 1 else f"{round(100 * share)}%"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOU" or noun.startswith("ML") else f"a {noun}"
