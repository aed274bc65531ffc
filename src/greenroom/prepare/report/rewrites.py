"""Section 6: hints for bullets without an effect: what to add, and how the sentence could go on."""

from __future__ import annotations

import re

from greenroom.model.match import Strength
from greenroom.model.report import RewriteHint
from greenroom.prepare.match.evidence import Claim
from greenroom.prepare.report.candidacy import Candidacy, from_cv
from greenroom.prepare.report.stories import BLANKS, FROM_TO, PEOPLE, is_tellable, worth_telling

_REWRITES = 4
_NO_WORK = frozenset({"Publications", "Education"})  # a paper or a thesis has no users to count
_USED = re.compile(r"\bused (?:by|in)\b|utilis\w+ par", re.IGNORECASE)  # ... or already says who they are
_CAME_OF_IT = re.compile(
    r"\b(?:caught|prevented|saved|won|secured|freed|freeing|sav(?:ed|ing)|avoided|recovered|eliminated|retired|hired|added)\b[^.;]{0,30}\d"
    r"|\d\s?%|[$€£¥]\s?\d|\b(?:USD|EUR|GBP)\s?\d|\bpromot(?:ed|ions?)\b|\battrition\b|\bnow (?:an? )?(?:staff|senior|lead|head)\b"
    r"|晋升|提升|降低",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(
    r"\b(?:analy[sz]\w*|analyses?|reports?|reporting|dashboards?|forecast\w*|research\w*|studi?e?d|audit\w*|investigat\w*|survey\w*"
    r"|étud\w*|rapports?|tableaux? de bord)\b|分析|报告|报表",
    re.IGNORECASE,
)
_BUILT = re.compile(
    r"^\W*(?:built|build|designed|developed|implemented|created|shipped|launched|wrote|conçu|développé|créé|réalisé|mis en place)\b|搭建|开发|设计|实现",
    re.IGNORECASE,
)
# How a bullet goes on, by what kind of work it tells of, in the language of the CV.
_PATTERNS = {
    "en": {
        "people": "; the number of [people] grew from [n] to [n] in [period].",
        "analysis": ", which led to [decision].",
        "built": "; used by [n] [whom], it took [what] from [before] to [after].",
        "other": "; [what was measured] went from [before] to [after] in [period].",
    },
    "fr": {
        "people": " ; le nombre de [personnes] est passé de [n] à [n] en [durée].",
        "analysis": ", ce qui a conduit à [décision].",
        "built": " ; [n] [utilisateurs] s’en servent, et [indicateur] est passé de [avant] à [après].",
        "other": " ; [indicateur] est passé de [avant] à [après] en [durée].",
    },
    "zh": {
        "people": "；人数在[时间]内由[n]增至[n]。",
        "analysis": "，促成了[决定]。",
        "built": "；[n]名[用户]在用，[指标]由[之前]变为[之后]。",
        "other": "；[指标]在[时间]内由[之前]变为[之后]。",
    },
}
_ADD = {
    "people": ("how many people, from what to what", "what they could do afterwards"),
    "analysis": ("the decision it led to", "what that decision changed"),
    "built": ("who uses it and how many they are", "what it changed for them, from what to what"),
    "other": ("what was measured", "how far it moved, from what to what"),
}


def rewrite_hints(case: Candidacy) -> tuple[RewriteHint, ...]:
    """Up to four bullets without an effect, those that matter most for this job first."""
    weak = [s for s in case.done if is_tellable(s) and not _has_effect(s)]
    weak.sort(key=lambda s: -worth_telling(case, s))
    return tuple(_hint(case, s) for s in weak[:_REWRITES])


def _has_effect(statement: Claim) -> bool:
    """Whether a bullet already says what came of it, in figures or from one state to another."""
    text = statement.cited.text
    return (
        statement.is_measured
        or statement.where in _NO_WORK
        or FROM_TO.search(text) is not None
        or _CAME_OF_IT.search(text) is not None
    )


def _hint(case: Candidacy, statement: Claim) -> RewriteHint:
    kind = _kind(statement.cited.text)
    add = _ADD[kind]
    asked = [t for t in sorted(case.aim.specific(statement.named)) if t in case.asked_topics]
    reason = f"It carries {case.topic_name(asked[0])}, which the posting asks for. " if asked else ""
    if asked and case.standing(asked[0]) is Strength.PROVEN:
        reason = ""
    patterns = _PATTERNS.get(case.profile.language, _PATTERNS["en"])
    return RewriteHint(
        bullet=from_cv(statement.cited.text, statement.cited),
        lacks=_lacks(statement) or add,
        add=f"{reason}Add {add[0]}, then {add[1]}.",
        pattern=statement.cited.text.rstrip(" .;。") + patterns[kind],
    )


def _kind(text: str) -> str:
    """What kind of work a bullet tells of: people come before analysis, and analysis before what was built."""
    for kind, pattern in (("people", PEOPLE), ("analysis", _ANALYSIS), ("built", _BUILT)):
        if pattern.search(text):
            return "other" if kind == "built" and _USED.search(text) else kind
    return "other"


def _lacks(statement: Claim) -> tuple[str, ...]:
    if statement.impact is None:
        return ()
    return tuple(BLANKS[part] for part in statement.impact.missing if part != "own_role")
