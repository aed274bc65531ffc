"""Questions that only this CV invites: probes of its own claims, and the must-haves it leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.match import RequirementMatch, StressTest
from greenroom.model.posting import Need
from greenroom.model.report import ExpectedQuestion, Source, Statement
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy, from_cv, quote_cv, quote_posting
from greenroom.prepare.report.gaps import gaps_of, name_of
from greenroom.prepare.report.stories import StorySource

_CLAIMS = 3
_GAPS = 3


def from_claims(case: Candidacy, stories: Sequence[StorySource]) -> list[ExpectedQuestion]:
    """Probes of the claims that weigh most here: the most telling number of each story, in their order."""
    tests: dict[str, StressTest] = {}
    for test in case.match.stress_tests:
        known = tests.get(test.claim.text)
        if known is None or len(test.missing) > len(known.missing):
            tests[test.claim.text] = test
    found = [
        (next((t for s in source.statements if (t := tests.get(s.cited.text)) is not None), None), source)
        for source in stories
    ]
    return [_claim_question(test, source) for test, source in found if test is not None][:_CLAIMS]


def _claim_question(test: StressTest, source: StorySource) -> ExpectedQuestion:
    return ExpectedQuestion(
        rank=1,
        slug=f"claim-{source.story.id}",
        title=f"Your claim: {shorten(test.claim.text, 70)}",
        statement=f"Your CV says: “{test.claim.text.rstrip(' .')}”. {test.attack}",
        round="Any round",
        minutes=5,
        tests="Whether the number is yours, and whether you know what it rests on.",
        why_you=from_cv(
            "Interviewers pick the number they can check; this is one of yours.", test.claim, test.number
        ),
        story=from_cv(f"Story {source.story.id[1:]}: {source.story.title}", source.statements[0].cited),
        story_id=source.story.id,
        story_gap=None,
        followups=(
            "What would you say if your colleague told me a smaller number?",
            "What got worse because of it?",
        ),
        weak=("Repeats the number, or says the team measured it.", "Cannot say what it was before."),
        strong=tuple(f"Gives {part}." for part in test.defence),
        competencies=("credibility", "measurement"),
    )


def from_gaps(case: Candidacy) -> list[ExpectedQuestion]:
    """The must-haves with the least evidence, as the interviewer will open them."""
    named: dict[str, RequirementMatch] = {}
    for match in gaps_of(case, Need.MUST):
        named.setdefault(name_of(case, match), match)
    return [_gap_question(case, match) for match in list(named.values())[:_GAPS]]


def _gap_question(case: Candidacy, match: RequirementMatch) -> ExpectedQuestion:
    cited = match.requirement.statement
    return ExpectedQuestion(
        rank=1,
        slug=f"gap-{match.requirement.id}",
        title=f"A gap: {name_of(case, match)}",
        statement=f"The job needs this: “{shorten(cited.text, 160).rstrip(' .')}”. Tell me the closest you have come to it.",
        round=case.rounds[0].title,
        minutes=5,
        tests="Whether you are honest about what you have not done, and how fast you would close it.",
        why_you=Statement(
            text=f"It is a must-have, and your evidence for it is {match.label}. {match.why}",
            source=Source.POSTING,
            quotes=quote_posting(cited) + quote_cv(*(e.quote for e in match.evidence[:1])),
        ),
        story=None,
        story_id=None,
        story_gap="No bullet answers it. Have the honest sentence ready (it stands under your risks) and one small piece of work to show.",
        followups=("What would you need in your first month?", "How would I know by week six that it works?"),
        weak=(
            "Stretches a neighbouring experience until it sounds the same.",
            "Promises to learn quickly, without how.",
        ),
        strong=(
            "Says plainly what was and was not done.",
            "Names the nearest work, what carries over and what does not.",
            "Has made something small on it, and says what surprised them.",
        ),
        competencies=("honesty", "learning"),
    )
