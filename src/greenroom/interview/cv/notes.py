"""A round held against the CV, in the words every format shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.cv import AgainstCv, Difference, Told, Unlisted

TITLE = "Against your CV"
ASIDE = "Held against the CV of the report this round belongs to. No part of the rating; most of what could differ is not looked for."
_DIFFERS = {
    "figure": "Another figure than your CV gives",
    "years": "More years of work than have gone by since the first job on your CV",
    "title": "A higher title than your CV gives",
    "dates": "Other dates than your CV gives",
}


@dataclass(frozen=True, slots=True)
class CvNote:
    """One thing to know: what it is, the CV's words and the candidate's, each exactly, "" for none.

    `turn` is the answer the candidate's words stand in, 0 for none; `then` what follows from both, "" for nothing.
    """

    says: str
    cv: str = ""
    said: str = ""
    turn: int = 0
    then: str = ""


def notes(held: AgainstCv) -> tuple[CvNote, ...]:
    """What differs, what is not on the CV, what a story stands on; one note that says so where there is nothing to tell."""
    found = (*map(_differs, held.differs), *map(_unlisted, held.unlisted), *_story(held.story))
    if held.differs or held.unlisted:
        return found
    return (CvNote("Nothing you said was found to differ from your CV."), *found)


def _differs(one: Difference) -> CvNote:
    where = f" for {one.job}" if one.job and one.kind != "years" else ""
    return CvNote(f"{_DIFFERS[one.kind]}{where}.", one.cv, one.said, one.turn)


def _unlisted(one: Unlisted) -> CvNote:
    what = one.name if one.kind == "employer" else f"this: {one.name}"
    return CvNote(f"Your CV does not name {what}.", said=one.said, turn=one.turn)


def _story(told: Told | None) -> Iterator[CvNote]:
    if told is None:
        return
    if not told.line:
        yield CvNote(
            f"This story belongs to {told.job} on your CV; no single line there was found to be its."
            if told.job
            else "No line of your CV was found to stand behind this story."
        )
        return
    figure = "you gave no figure" if told.no_figure else "you gave none of these figures"
    yield CvNote(
        f"This story stands on your CV under {told.job}." if told.job else "This story stands on your CV.",
        cv=told.line,
        then=f"The line says how much; {figure}." if told.left_out else "",
    )
