"""A finding in words: why the strength is what it is, and the one action that would help most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from greenroom.model.match import Judged, RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.model.skills import SkillVocabulary

if TYPE_CHECKING:
    from greenroom.prepare.match.requirements import Finding


def word_match(finding: Finding, vocabulary: SkillVocabulary) -> RequirementMatch:
    """The requirement's match with its why and action, both about this candidate's own evidence."""
    return RequirementMatch(
        requirement=finding.requirement,
        judged=finding.judged,
        strength=finding.strength,
        evidence=finding.evidence,
        why=" ".join(part for part in (_why(finding, vocabulary), finding.note) if part),
        action=_action(finding, vocabulary),
    )


def _why(finding: Finding, vocabulary: SkillVocabulary) -> str:
    if finding.judged is Judged.IN_PERSON:
        return "No CV can prove this; it is judged in the room, in every answer."
    if finding.judged is Judged.AS_CONDITION:
        return "This is a condition, not something evidence decides."
    parts = []
    by_strength: dict[Strength, list[str]] = {}
    for skill, strength in finding.skills.items():
        by_strength.setdefault(strength, []).append(_name(skill, vocabulary))
    for strength, text in (
        (Strength.PROVEN, "{} stands in a bullet that gives a measured effect."),
        (Strength.SHOWN, "{} stands in a bullet, without a measured effect."),
        (Strength.MENTIONED, "{} is only named; no bullet shows it in use."),
    ):
        if strength in by_strength:
            parts.append(text.format(_list(by_strength[strength])))
    for skill, bridge in finding.bridges.items():
        parts.append(
            f"{_name(skill, vocabulary)} is not in your CV; {_name(bridge, vocabulary)}, next to it, is."
        )
    if Strength.MISSING in by_strength:
        parts.append(f"Your CV does not name {_list(by_strength[Strength.MISSING], last='or')}.")
    if not finding.skills and not finding.note:
        parts.append(_why_by_meaning(finding))
    return " ".join(parts)


def _why_by_meaning(finding: Finding) -> str:
    match finding.strength:
        case Strength.PROVEN:
            return "What you describe is close to what is asked, with a measured effect."
        case Strength.SHOWN:
            return "What you describe is close to what is asked, without a measured effect."
        case Strength.MENTIONED:
            return "Your summary claims it; no bullet shows it."
        case Strength.ADJACENT:
            return "The nearest thing in your CV is related, but not the same."
        case _:
            return "Nothing in your CV speaks to it."


def _action(finding: Finding, vocabulary: SkillVocabulary) -> str:
    match finding.judged:
        case Judged.IN_PERSON:
            return (
                "Choose one true moment that shows it, with what it cost you, and tell it in a minute without "
                "the adjective."
            )
        case Judged.AS_CONDITION:
            return "Check it with the recruiter on the first call, before you spend time on the rest."
        case _:
            return _action_on_evidence(finding, vocabulary)


def _action_on_evidence(finding: Finding, vocabulary: SkillVocabulary) -> str:
    asked = _topic(finding, vocabulary)
    where = finding.evidence[0].where if finding.evidence else ""
    bridge = _bridge(finding, vocabulary) or f"what you did at {where}"
    must = finding.requirement.need is Need.MUST
    return {
        Strength.PROVEN: (
            f"Rehearse this result ({where}) in two minutes, and be ready to say what it was measured against, "
            "over which period, and what was yours."
        ),
        Strength.SHOWN: (
            f"Find the figure behind your work on {asked} ({where}): what moved, from what to what. If it was "
            "never measured, prepare how you would have measured it."
        ),
        Strength.MENTIONED: (
            f"Write down one real use of {asked}: the decision you took, the option you rejected, what came of "
            "it. If there is none, take it off the CV."
        ),
        Strength.ADJACENT: (
            f"Prepare the bridge from {bridge} to {asked}: what carries over, what does not, what you would "
            "learn first."
        ),
        Strength.MISSING: (
            f"Expect to be asked about {asked}. Say plainly that you have not done it, name the nearest thing "
            "you have done, and show one small piece of work on it made this month."
            if must
            else f"A plus, not a must: be able to say in two sentences what {asked} is for and when you would "
            "use it."
        ),
    }[finding.strength]


def _bridge(finding: Finding, vocabulary: SkillVocabulary) -> str:
    return _list([_name(skill, vocabulary) for skill in dict.fromkeys(finding.bridges.values())][:2])


def _topic(finding: Finding, vocabulary: SkillVocabulary) -> str:
    """What the action is about: the skills with the weakest evidence, else the requirement in short."""
    if finding.skills:
        weakest = min(s.points for s in finding.skills.values())
        names = [_name(skill, vocabulary) for skill, s in finding.skills.items() if s.points == weakest]
        return _list(names[:3], last="or" if weakest == 0 else "and")
    return f"“{shorten(finding.requirement.statement.text, 70)}”"


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word so that it has at most `limit` characters, with an ellipsis where cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rpartition(" ")[0] if " " in cut else cut
    return head.rstrip(" ,;:.-") + "…"


def _name(skill: str, vocabulary: SkillVocabulary) -> str:
    known = vocabulary.skills.get(skill)
    return known.name if known else skill


def _list(names: Iterable[str], last: str = "and") -> str:
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
