"""The work to begin with: a concrete small piece of work on the widest gaps, in sittings that fit the days.

The overview's next step and the first days of the plan are the same work, so they are written in one place.
"""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.model.match import RequirementMatch, Strength
from greenroom.model.plan import PlanTask
from greenroom.model.posting import Need
from greenroom.model.report import NextStep, Story
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy
from greenroom.prepare.report.gaps import gaps_of, how_shown, is_run, is_technical, name_of, topic_of

_HOURS = (180, 90, 60)  # minutes for the widest gap on a must-have, the next, and the third
_SITTING = 90
_RECALL_MORE = 45
_RECALL = 120  # to write down what one has done takes less than to do it
_SHORTEST = 30
_SITTINGS = 4
_A_NAME = 20  # characters up to which evidence is the name of a tool and no work


@dataclass(frozen=True)
class Groundwork:
    """A piece of work: what to do, why, and the sittings it takes."""

    action: str
    why: str
    sittings: tuple[PlanTask, ...]

    @property
    def next_step(self) -> NextStep:
        """The same work as the one next step."""
        return NextStep(action=self.action, why=self.why, minutes=sum(task.minutes for task in self.sittings))


def lay_groundwork(case: Candidacy, stories: tuple[Story, ...]) -> tuple[Groundwork, ...]:
    """What to do first, the most useful first; never empty.

    One piece for each of the widest gaps on must-haves; where there is none, the numbers to defend, or the stories.
    """
    named: dict[str, RequirementMatch] = {}
    for match in gaps_of(case, Need.MUST):
        named.setdefault(name_of(case, match), match)
    pieces = [
        _for_gap(case, name, match, minutes)
        for (name, match), minutes in zip(named.items(), _HOURS, strict=False)
    ]
    return tuple(pieces) or (_without_gap(case, stories),)


def _for_gap(case: Candidacy, name: str, match: RequirementMatch, minutes: int) -> Groundwork:
    action = work_on(case, name, match)
    if match.strength is Strength.MENTIONED:
        minutes = min(minutes, _RECALL if minutes == _HOURS[0] else _RECALL_MORE)
    ask = shorten(match.requirement.statement.text, 120).rstrip(" .")
    why = f"It is the widest gap on a must-have: “{ask}”. Today {how_shown(match.strength)}."
    return Groundwork(action, why, _sittings(case, "drill", action, minutes, name))


def work_on(case: Candidacy, name: str, match: RequirementMatch) -> str:
    """A thing one can do: build it where it can be built, recall it where it is named, else the answer and bridge."""
    work = {
        claim.cited for claim in case.done
    }  # dates and degrees are evidence, but nothing carries over from them
    bridge = next(
        (e.quote.text for e in match.evidence if e.quote in work and len(e.quote.text) > _A_NAME), ""
    )
    near = f"“{shorten(bridge, 70).rstrip(' .')}”" if bridge else "the nearest thing you have done"
    topic = topic_of(case, match)
    if match.strength is Strength.MENTIONED and topic is not None:
        return (
            f"Write down one real use of {name}: the task, the decision that was yours, the option you rejected and what "
            "came of it. If there is none, build a small one and say that it is new."
        )
    if is_run(case, topic):
        return (
            f"Get something small of yours running with {name}, break it once on purpose, and note one number. Then write three "
            f"sentences: what you had not done before, what carries over from {near}, what surprised you."
        )
    if is_technical(case, topic):
        return (
            f"Build something small that uses {name}: one input, one output, one number you measured. Then write three "
            f"sentences: what you had not done before, what carries over from {near}, what surprised you."
        )
    return (
        f"Write one page on {name} for this job: the first decision you would take, how you would know it was right, and what "
        f"could go wrong. End with your honest answer on what you have not done, and the bridge from {near}."
    )


def _without_gap(case: Candidacy, stories: tuple[Story, ...]) -> Groundwork:
    bare = [t for t in case.match.stress_tests if "baseline" in t.missing]
    if bare:
        action = (
            f"Write down where “{bare[0].number}” comes from ({bare[0].where}): before, after, period, who measured it, and your "
            "part. Then do the same for your other numbers."
        )
        why = "Your CV shows the must-haves; what they can still pull on is a number without a baseline."
        return Groundwork(action, why, _sittings(case, "story", action, 120, "numbers you must defend"))
    first = f"“{stories[0].title}”" if stories else "the work you know best"
    action = f"Fill the blanks of {first}, then tell it aloud in two minutes with a clock, and cut whatever did not fit."
    why = "No must-have is left open on paper; what is left is how it sounds."
    return Groundwork(action, why, _sittings(case, "story", action, 120, "your stories"))


def _sittings(case: Candidacy, kind: str, action: str, minutes: int, gap: str) -> tuple[PlanTask, ...]:
    """The work cut into sittings that fit into a day beside something else."""
    longest = max(_SHORTEST, min(_SITTING, round(case.hours_a_day * 60)))
    count = min(_SITTINGS, -(-minutes // longest))
    each = min(longest, -(-minutes // count))
    titles = [action] if count == 1 else [f"Part {n} of {count}: {action}" for n in range(1, count + 1)]
    return tuple(
        PlanTask.model_validate({"kind": kind, "title": title, "minutes": each, "gap": gap})
        for title in titles
    )
