"""Where a figure or a law holds, and whether that is where the candidate or the job is."""

from __future__ import annotations

import re

from greenroom.model.content import Fact
from greenroom.prepare.report.candidacy import Candidacy

_STATES = r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
# For each region: how facts speak of it, and how people write that they are there.
_REGIONS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"\bCalifornia\b"),
        re.compile(
            r"\bCalifornia\b|\bCA\b|San Francisco|Bay Area|Los Angeles|San Diego|San Jose|Palo Alto|Mountain View|Menlo Park|Oakland|Sunnyvale"
        ),
    ),
    (re.compile(r"\bNew York\b"), re.compile(r"\bNew York\b|\bNYC?\b|Brooklyn|Manhattan")),
    (
        re.compile(r"\bEU\b|European Union|\bEurope\b"),
        re.compile(
            r"\bEU\b|\bEurope|\b(?:France|Germany|Deutschland|Spain|España|Italy|Italia|Netherlands|Belgium|Ireland|Portugal|Austria|Poland|Sweden"
            r"|Denmark|Finland|Greece|Czech\w*|Romania|Hungary|Estonia|Latvia|Lithuania|Slovakia|Slovenia|Croatia|Bulgaria|Luxembourg|Malta|Cyprus)\b"
            r"|Paris|Lyon|Berlin|M[uü]nchen|Munich|Hamburg|Madrid|Barcelona|Amsterdam|Dublin|Lisbo|Vienna|Wien|Warsaw|Stockholm|Copenhagen|Helsinki|Milan|Brussels|Prague"
        ),
    ),
    (
        re.compile(r"\bUK\b|United Kingdom|\bBritain\b"),
        re.compile(
            r"\bUK\b|United Kingdom|England|Scotland|Wales|London|Manchester|Edinburgh|Cambridge|Bristol|Leeds|Glasgow"
        ),
    ),
    (
        re.compile(r"\bUnited States\b|\bUS\b|\bU\.S\."),
        re.compile(
            rf"\bUnited States\b|\bUSA?\b|\bU\.S\.|California|New York|Texas|Massachusetts|San Francisco|Seattle|Boston|Chicago|Austin|Denver|Atlanta|{_STATES}"
        ),
    ),
)


def holds_here(case: Candidacy, fact: Fact) -> bool:
    """Whether a fact is general, or about a region that the CV's or the posting's location names.

    A fact about how loops go is general wherever it was found.
    """
    if fact.topic == "loop":
        return True
    said = f"{fact.text} {fact.source}"
    region = next((here for about, here in _REGIONS if about.search(said)), None)
    return region is None or region.search(_places(case)) is not None


def _places(case: Candidacy) -> str:
    """The location words of both documents."""
    cited = [case.profile.location, case.posting.location]
    jobs = [job.location for job in case.profile.jobs[:1]]
    return " ; ".join(c.text for c in (*cited, *jobs) if c is not None)
