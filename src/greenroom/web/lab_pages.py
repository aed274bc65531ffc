"""What the pages of labs show: one record a page, as in `contexts`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from greenroom.labs.clock import shown
from greenroom.labs.debrief import Debrief
from greenroom.labs.panel import Panel
from greenroom.labs.session import Entry
from greenroom.model.lab import Scenario
from greenroom.model.lab_run import LabRun
from greenroom.model.ladder import Level
from greenroom.web.contexts import Problem
from greenroom.web.cost_chart import CostChart


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario in the list, and the newest run of it."""

    slug: str
    title: str
    levels: tuple[Level, ...]
    run: LabRun | None
    ended: bool


@dataclass(frozen=True)
class ScenarioShelf:
    """The scenarios of one system."""

    label: str
    rows: tuple[ScenarioRow, ...]


@dataclass(frozen=True)
class LabsPage:
    """All scenarios, by system, and the one to do next."""

    template: ClassVar[str] = "labs.html.j2"
    shelves: tuple[ScenarioShelf, ...]
    next: ScenarioRow | None
    problem: Problem | None = None


@dataclass(frozen=True)
class EntryPart:
    """One line with its answer, as the console's log shows it."""

    template: ClassVar[str] = "lab_entry.html.j2"
    clock: str
    line: str
    said: str

    @classmethod
    def of(cls, entry: Entry) -> EntryPart:
        """An entry of the log."""
        return cls(shown(entry.at_h), entry.line, entry.said)


@dataclass(frozen=True)
class LabPage:
    """A run in its console.

    `panel_json` is the panel for the script that draws the charts; `verbs` are those of the system, with what they take; `number` is how many lines are kept, from which the page follows the run;
    `typed` is a line that was refused; `thought_h` is what thinking has taken since the last one.
    """

    template: ClassVar[str] = "lab.html.j2"
    run: LabRun
    scenario: Scenario
    briefing: Markup
    panel: Panel
    panel_json: str
    entries: tuple[EntryPart, ...]
    verbs: tuple[str, ...]
    number: int
    thought_h: float
    typed: str = ""
    problem: Problem | None = None


def panel_row(shown: Panel) -> dict[str, Any]:
    """A panel as plain values."""
    marks = [{**asdict(one), "clock": one.clock} for one in shown.marks]
    return {**asdict(shown), "marks": marks}


@dataclass(frozen=True)
class LabDebriefPage:
    """What is told of a run that is over."""

    template: ClassVar[str] = "lab_debrief.html.j2"
    run: LabRun
    scenario: Scenario
    found: Debrief
    chart: CostChart
    text: Markup
    entries: tuple[EntryPart, ...]
    updates: tuple[str, ...]
    next: ScenarioRow | None
