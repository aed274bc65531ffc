"""Section 11: the one-page summary of the strongest project."""

from __future__ import annotations

from greenroom.model.profile import ImpactClaim
from greenroom.model.report import FilledPart, ProjectSummary, Statement
from greenroom.prepare.match.evidence import Claim
from greenroom.prepare.report.candidacy import Candidacy, from_cv
from greenroom.prepare.report.stories import StorySource


def summarise_project(case: Candidacy, stories: tuple[StorySource, ...]) -> ProjectSummary | None:
    """The one-page summary of the first story's work: what the CV gives, blanks for the rest."""
    if not stories:
        return None
    source = stories[0]
    main = source.statements[0]
    impact = main.impact
    measured = next((claim for claim in source.statements if claim.is_measured), None)
    left = [claim for claim in source.statements[1:] if claim is not measured]
    parts = (
        _part("Problem and for whom", None, "what was wrong before, who felt it, and what it cost them"),
        _scale(impact),
        _part(
            "Data",
            _naming(case, left, {"data"}),
            "where the data came from, how it was labelled, what was wrong with it",
        ),
        _part("Approach", _approach(main), "how it worked, in three sentences"),
        _part(
            "Technique",
            _naming(case, left, {"ml", "genai"}),
            "which model or method, and the simpler one it had to beat",
        ),
        _part("My part", None, "what you decided, built and answered for yourself"),
        _part(
            "Rollout and risk",
            _naming(case, left, {"ops", "cloud"}),
            "how it was rolled out, what was watched, what would have rolled it back",
        ),
        _outcome(main, measured),
        _part("What I would do differently", None, "one decision you would now take another way, and why"),
    )
    return ProjectSummary(title=source.story.title, where=source.story.where, parts=parts)


def _part(name: str, statement: Statement | None, blank: str) -> FilledPart:
    return FilledPart(name=name, statement=statement, blank=None if statement is not None else blank)


def _naming(case: Candidacy, left: list[Claim], kinds: set[str]) -> Statement | None:
    """A bullet of the story that names a skill of one of `kinds`; it is taken out of `left`, to stand but once."""
    skills = case.catalogue.vocabulary.skills

    def names(claim: Claim) -> bool:
        return any(skills[skill].kind in kinds for skill in claim.named if skill in skills)

    found = next((claim for claim in left if names(claim)), None)
    if found is None:
        return None
    left[:] = [claim for claim in left if claim is not found]
    return from_cv(found.cited.text, found.cited)


def _scale(impact: ImpactClaim | None) -> FilledPart:
    found = impact.scale if impact is not None else None
    return _part(
        "Scale", from_cv(found.text, found) if found else None, "users, requests a second, rows, money"
    )


def _approach(main: Claim) -> Statement | None:
    """The bullet without the clause that gives its result; None where it is all one clause."""
    text, change = main.cited.text, main.impact.change if main.impact is not None else None
    if change is None:
        return from_cv(text, main.cited)
    clause, _, rest = text.partition("; ")
    return from_cv(f"{clause}.", main.cited) if rest and change.text in rest else None


def _outcome(main: Claim, measured: Claim | None) -> FilledPart:
    """The whole claim of what moved; only its last clauses where the first already stands as the approach."""
    said = None
    if measured is not None:
        text = measured.cited.text
        if measured is main and _approach(main) is not None:
            text = text.partition("; ")[2]
        said = from_cv(text[:1].upper() + text[1:], measured.cited)
    return _part("Result", said, "what moved, from what to what, over which period")
