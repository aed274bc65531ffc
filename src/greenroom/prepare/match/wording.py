"""A finding in words: why the strength is what it is, and the one action that would help most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.model.match import Evidence, Judged, RequirementMatch, Strength
from greenroom.model.posting import Need, Requirement
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.credentials import Credentials
from greenroom.prepare.match.evidence import Claim, Kind
from greenroom.prepare.match.named import NamedSkill


@dataclass(frozen=True)
class Finding:
    """What was found for one requirement, before it is put into words.

    `skills` are those it names, each with the statement behind it (None when there is none).
    """

    requirement: Requirement
    strength: Strength
    evidence: tuple[Evidence, ...]
    skills: tuple[tuple[NamedSkill, Claim | None], ...]
    credentials: Credentials | None = None
    judged: Judged = Judged.BY_EVIDENCE


def word_match(finding: Finding, vocabulary: SkillVocabulary) -> RequirementMatch:
    """The requirement's match with its why and action, both about this candidate's own evidence."""
    return RequirementMatch(
        requirement=finding.requirement,
        judged=finding.judged,
        strength=finding.strength,
        evidence=finding.evidence,
        why=_opened(_why(finding, vocabulary)),
        action=_action(finding, vocabulary),
    )


def _why(finding: Finding, vocabulary: SkillVocabulary) -> str:
    if finding.judged is Judged.IN_PERSON:
        why = "No CV can prove this; it is judged in the room, in every answer."
        return f"{why} You have done work that speaks for it." if finding.evidence else why
    if finding.judged is Judged.AS_CONDITION:
        return "This is a condition, not something evidence decides."
    parts = [*_why_by_name(finding, vocabulary)]
    if finding.credentials is not None:
        parts.append(finding.credentials.note)
    return " ".join(parts) or _why_by_meaning(finding)


_NAMED = (
    (Strength.PROVEN, Kind.DONE, "A bullet with a measured effect names {}."),
    (Strength.SHOWN, Kind.DONE, "A bullet names {}, without a measured effect of its own."),
    (Strength.SHOWN, Kind.HELD, "The title of a job names {}; no bullet shows it."),
    (Strength.MENTIONED, Kind.SAID, "Your summary claims {}; no bullet shows it in use."),
    (Strength.MENTIONED, Kind.STUDIED, "Your studies name {}; no bullet shows it in use."),
    (Strength.MENTIONED, Kind.LISTED, "Your CV lists {}; no bullet shows it in use."),
)


def _why_by_name(finding: Finding, vocabulary: SkillVocabulary) -> Iterable[str]:
    for strength, kind, text in _NAMED:
        names = [
            _held(finding, found, claim, vocabulary)
            for found, claim in finding.skills
            if found.strength is strength and claim is not None and claim.kind is kind
        ]
        if names:
            yield _many(text, len(names)).format(_list(dict.fromkeys(names)))
    bridged: dict[str, list[str]] = {}
    for found, claim in finding.skills:
        if found.bridge is not None and claim is not None:
            held = _words(found.bridge, claim.cited.text, vocabulary)
            bridged.setdefault(held, []).append(_asked(finding, found, vocabulary))
    for bridge, names in bridged.items():
        yield f"Your CV does not name {_list(names, last='or')}; the nearest thing in it is “{bridge}”."
    missing = [_asked(finding, n, vocabulary) for n, _ in finding.skills if n.strength is Strength.MISSING]
    if missing:
        yield f"Your CV does not name {_list(missing, last='or')}."
    if len(missing) == len(finding.skills) and missing and finding.evidence and not finding.credentials:
        yield "The nearest thing in it is related, but not the same."


def _many(text: str, count: int) -> str:
    return text if count == 1 else text.replace("shows it", "shows them")


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
        case Judged.IN_PERSON if finding.evidence:
            moments = " or ".join(f"“{shorten(e.quote.text, 80)}” ({e.where})" for e in finding.evidence)
            return f"Tell {moments} in a minute: the moment, what it cost you, what came of it; without the adjective."
        case Judged.IN_PERSON:
            return (
                "Choose one true moment that shows it, with what it cost you, and tell it in a minute without "
                "the adjective."
            )
        case Judged.AS_CONDITION:
            return "Check it with the recruiter on the first call, before you spend time on the rest."
    told = finding.credentials
    if told is not None and (told.settles or told.met is not True or not finding.skills):
        return told.action
    return _action_on_evidence(finding, vocabulary)


def _action_on_evidence(finding: Finding, vocabulary: SkillVocabulary) -> str:
    """About the weakest of the skills where evidence lacks, about the strongest where it does not."""
    strength, asked, bridge, place = _topic(finding, vocabulary)
    where = f" ({place})" if place else ""
    match strength:
        case Strength.PROVEN:
            return (
                f"Rehearse this result{where} in two minutes, and be ready to say what it was measured against, "
                "over which period, and what was yours."
            )
        case Strength.SHOWN:
            return (
                f"Find the figure behind your work on {asked}{where}: what moved, from what to what. If it was "
                "never measured, prepare how you would have measured it."
            )
        case Strength.MENTIONED if place == "Education":
            return (
                f"Say what you did with {asked} in your studies and where you have used it since; if nowhere, what "
                "you would have to refresh."
            )
        case Strength.MENTIONED:
            return (
                f"Write down one real use of {asked}: the decision you took, the option you rejected, what came "
                "of it. If there is none, take it off the CV."
            )
        case Strength.ADJACENT:
            return (
                f"Prepare the bridge from {bridge} to {asked}: what carries over, what does not, what you would "
                "learn first."
            )
        case _:
            return _action_on_nothing(asked, must=finding.requirement.need is Need.MUST)


def _action_on_nothing(asked: str, *, must: bool) -> str:
    if must:
        return (
            f"Expect to be asked about {asked}. If your CV is silent because you have not done it, say so "
            "plainly, name the nearest thing you have done, and make one small piece of work on it this month."
        )
    return f"A plus, not a must: be able to say in two sentences what you know of {asked} and where you would use it."


def _topic(finding: Finding, vocabulary: SkillVocabulary) -> tuple[Strength, str, str, str]:
    """What the action is about: its strength, its name, what bridges to it, and where the evidence stands."""
    strengths = [found.strength for found, _ in finding.skills]
    firm = finding.strength.points >= Strength.SHOWN.points
    if not strengths or (firm and max(s.points for s in strengths) < Strength.SHOWN.points):
        quote = f"“{shorten(finding.requirement.statement.text, 70)}”"
        first = next(iter(finding.evidence), None)
        bridge = f"“{shorten(first.quote.text, 60)}”" if first else ""
        return finding.strength, quote, bridge, first.where if first else ""
    pick = (max if firm else min)(strengths, key=lambda s: s.points)
    chosen = [(found, claim) for found, claim in finding.skills if found.strength is pick]
    place = next((claim.where for _, claim in chosen if claim is not None), "")
    names = [
        _held(finding, found, claim, vocabulary)
        if claim is not None and pick is Strength.MENTIONED
        else _asked(finding, found, vocabulary)
        for found, claim in chosen
        if not firm or _is_at(claim, place)
    ][:3]
    bridges = dict.fromkeys(
        f"“{_words(found.bridge, claim.cited.text, vocabulary)}”"
        for found, claim in chosen
        if found.bridge is not None and claim is not None
    )
    last = "or" if pick is Strength.MISSING else "and"
    return pick, _list(names, last=last), _list(list(bridges)[:2]), place


def _is_at(claim: Claim | None, place: str) -> bool:
    return claim is not None and claim.where == place


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word so that it has at most `limit` characters, with an ellipsis where cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rpartition(" ")[0] if " " in cut else cut
    return head.rstrip(" ,;:.-") + "…"


def _asked(finding: Finding, found: NamedSkill, vocabulary: SkillVocabulary) -> str:
    return _words(found.skill, finding.requirement.statement.text, vocabulary)


def _held(finding: Finding, found: NamedSkill, claim: Claim, vocabulary: SkillVocabulary) -> str:
    """The skill as the CV has it, where that is in other words: what it lists is said in its own."""
    asked, text = _asked(finding, found, vocabulary), claim.cited.text
    names = [m for m in vocabulary.find(text) if found.skill in vocabulary.with_broader(frozenset({m.skill}))]
    names.sort(key=lambda m: m.skill != found.skill)  # the skill itself before a part of it
    if not names:
        return asked
    held = text[names[0].start : names[0].end]
    if held.casefold().rstrip("s") == asked.casefold().rstrip("s"):
        return asked
    return f"{asked} (as “{held}”)" if claim.kind in {Kind.DONE, Kind.HELD} else held


def _words(skill: str, text: str, vocabulary: SkillVocabulary) -> str:
    """The words of `text` that name `skill`: a label of ours that is in neither document would puzzle."""
    named = next((m for m in vocabulary.find(text) if m.skill == skill), None)
    if named is not None:
        return text[named.start : named.end]
    known = vocabulary.skills.get(skill)
    return known.name if known else skill


def _opened(text: str) -> str:
    """`text` with its sentences opened by a capital, for the posting's words may be in small letters."""
    return re.sub(r"(^|\. )([a-z])(?=[a-z]* )", lambda m: m[1] + m[2].upper(), text) if text else text


def _list(names: Iterable[str], last: str = "and") -> str:
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
