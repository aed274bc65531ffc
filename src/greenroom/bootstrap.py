"""The composition root: the only module that imports adapters.

greenroom(data_folder) -> Greenroom(preparation, render, store)
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from greenroom import __version__
from greenroom.adapters.render import DebriefFormat, ReportFormat, render, render_debrief, render_page
from greenroom.errors import ConfigError
from greenroom.model.debrief import RoundDebrief
from greenroom.model.plan import Plan
from greenroom.model.report import Report
from greenroom.ports import QueryEngine, Sandbox, Store
from greenroom.service.library import Library
from greenroom.service.preparation import Preparation

if TYPE_CHECKING:
    from greenroom.model.opinion import Budget
    from greenroom.service.afterwards import Afterwards
    from greenroom.service.coding import Coding
    from greenroom.service.grading import Grading
    from greenroom.service.hearing import Hearing
    from greenroom.service.interviews import Interviews
    from greenroom.service.judging import Judging
    from greenroom.service.lab_records import Records
    from greenroom.service.lab_talking import LabTalking
    from greenroom.service.labs import Labs
    from greenroom.service.loops import Loops
    from greenroom.service.replanning import Replanning
    from greenroom.service.second_opinion import SecondOpinion, Settings
    from greenroom.service.talking import Talking

__all__ = ["DebriefFormat", "Greenroom", "ReportFormat", "greenroom"]

DATA_VARIABLE = "GREENROOM_DATA"
CACHE_VARIABLE = "GREENROOM_CACHE"
PACKS_VARIABLE = "GREENROOM_PACKS"
PYTHON_VARIABLE = "GREENROOM_PYTHON"
UNISOLATED_VARIABLE = "GREENROOM_UNISOLATED"
_MOST_SAMPLES = 15
_READING_THREADS = min(
    2, os.cpu_count() or 1
)  # an answer is read in two thirds of the time; the numbers stay the same

_KEPT_OF_MANY = 160_000
"""Tokens that the judge keeps, 250 MB: of 80 rounds at once one turn in 170 has something read a second time, with a quarter of it two in five."""


@dataclass(frozen=True)
class Greenroom:
    """Everything wired: the use cases, and what renders their results.

    `python` runs the code of coding rounds, None for Greenroom's own; `unisolated` is whether the user agreed that it runs where nothing isolates;
    `many_rounds` is whether many may be sat at once, each for a while.
    """

    data_folder: Path
    python: Path | None = None
    unisolated: bool = False
    many_rounds: bool = False

    @cached_property
    def store(self) -> Store:
        """The user's data."""
        from greenroom.adapters.store import SqlStore  # noqa: PLC0415 - 0.5 s that reading a CV need not pay

        return SqlStore.open(self.data_folder)

    @cached_property
    def library(self) -> Library:
        """What the packs hold."""
        return Library(pack_folders(), own_packs(self.data_folder), cache_folder(), __version__)

    @cached_property
    def preparation(self) -> Preparation:
        """The first flow's use cases."""
        from greenroom.adapters.documents import FileReader  # noqa: PLC0415 - as above
        from greenroom.adapters.documents.remembering import RememberingReader  # noqa: PLC0415 - as above
        from greenroom.adapters.encoder import MiniLmEncoder  # noqa: PLC0415 - as above
        from greenroom.adapters.kept_vectors import KeptVectors  # noqa: PLC0415 - as above

        return Preparation(
            reader=RememberingReader(FileReader()),
            encoder=MiniLmEncoder(KeptVectors(cache_folder())),
            store=cast("Store", _OnDemand(self)),
            library=self.library,
            version=__version__,
            now=lambda: datetime.now(UTC).astimezone(),
            new_id=lambda: uuid.uuid4().hex[:12],
        )

    @cached_property
    def judging(self) -> Judging:
        """The embedded judge's use cases."""
        from greenroom.adapters.judge import EmbeddedReader  # noqa: PLC0415 - as above
        from greenroom.adapters.judge.reader import KEPT  # noqa: PLC0415 - as above
        from greenroom.adapters.kept_vectors import KeptVectors  # noqa: PLC0415 - as above
        from greenroom.service.judging import Judging  # noqa: PLC0415 - as above

        kept = _KEPT_OF_MANY if self.many_rounds else KEPT
        shelf = KeptVectors(cache_folder())
        return Judging(EmbeddedReader(threads=_READING_THREADS, kept=kept, shelf=shelf), self.library)

    @cached_property
    def interviews(self) -> Interviews:
        """The use cases of mock rounds."""
        from greenroom.service.interviews import Interviews  # noqa: PLC0415 - as above

        return Interviews(
            store=self.store,
            judging=self.judging,
            encoder=self.preparation.encoder,
            now=lambda: datetime.now(UTC).astimezone(),
            new_id=lambda: uuid.uuid4().hex[:12],
        )

    @cached_property
    def coding(self) -> Coding:
        """The use cases of coding rounds; a sandbox is looked for at the first run."""
        from greenroom.service.coding import Coding  # noqa: PLC0415 - as above

        return Coding(
            store=self.store,
            library=self.library,
            encoder=self.preparation.encoder,
            grading=lambda: self.grading,
            now=lambda: datetime.now(UTC).astimezone(),
            new_id=lambda: uuid.uuid4().hex[:12],
        )

    @cached_property
    def labs(self) -> Labs:
        """The use cases of labs."""
        from greenroom.service.labs import Labs  # noqa: PLC0415 - as above

        return Labs(
            store=self.store,
            library=self.library,
            now=lambda: datetime.now(UTC).astimezone(),
            new_id=lambda: uuid.uuid4().hex[:12],
        )

    @cached_property
    def lab_talking(self) -> LabTalking:
        """Rounds on runs of labs."""
        from greenroom.service.lab_talking import LabTalking  # noqa: PLC0415 - as above

        return LabTalking(self.interviews, self.store)

    @cached_property
    def lab_records(self) -> Records:
        """The use cases of what runs of labs recorded."""
        from greenroom.service.lab_records import Records  # noqa: PLC0415 - as above

        return Records(self.labs, _query_engine)

    @cached_property
    def talking(self) -> Talking:
        """The use case of talking submitted code through."""
        from greenroom.service.talking import Talking  # noqa: PLC0415 - as above

        return Talking(self.interviews, self.coding)

    @cached_property
    def grading(self) -> Grading:
        """Runs code in the strongest sandbox of this machine."""
        from greenroom.service.grading import Grading  # noqa: PLC0415 - as above

        return Grading(self.sandbox)

    @cached_property
    def hearing(self) -> Hearing:
        """The use case of spoken answers; the recogniser is loaded when something is heard first."""
        from greenroom.adapters import speech  # noqa: PLC0415 - as above
        from greenroom.service.hearing import Hearing  # noqa: PLC0415 - as above

        return Hearing(
            look=lambda: speech.look(self.data_folder),
            load=lambda: speech.OnnxRecogniser(speech.find_model(self.data_folder)),
        )

    @cached_property
    def afterwards(self) -> Afterwards:
        """The use cases after a mock round."""
        from greenroom.service.afterwards import Afterwards  # noqa: PLC0415 - as above
        from greenroom.service.debriefs import Debriefs  # noqa: PLC0415 - as above

        return Afterwards(Debriefs(self.interviews))

    @cached_property
    def loops(self) -> Loops:
        """The use cases of mock loops."""
        from greenroom.service.loops import Loops  # noqa: PLC0415 - as above

        return Loops(self.afterwards.debriefs)

    @cached_property
    def sandbox(self) -> Sandbox:
        """The strongest sandbox of this machine, for candidates' code; found by trial at the first use.

        Raises:
            IsolationError: No sandbox here holds; the message says why and what to do.
            SandboxError: The interpreter that was named cannot be used.
        """
        from greenroom.adapters.sandbox import best_sandbox  # noqa: PLC0415 - as above

        return best_sandbox(self.python, allow_unisolated=self.unisolated)

    @cached_property
    def replanning(self) -> Replanning:
        """Reports as they are after mock and coding rounds."""
        from greenroom.service.replanning import Replanning  # noqa: PLC0415 - as above

        return Replanning(self.afterwards)

    def second_opinion(
        self,
        url: str | None = None,
        model: str | None = None,
        *,
        samples: int = 3,
        budget: Budget | None = None,
    ) -> SecondOpinion | None:
        """A language model as another judge, or None where no endpoint is named; nothing is sent by asking for it.

        Args:
            url: The endpoint; None for $GREENROOM_LLM_URL.
            model: The model as the endpoint calls it; None for $GREENROOM_LLM_MODEL.
            samples: How often each criterion is asked, 1 to 15.
            budget: What all calls of the object that is returned may spend.

        Raises:
            ConfigError: What is named cannot be used, or the extra it needs is not installed.
        """
        from greenroom.service.second_opinion import Settings  # noqa: PLC0415 - only who asks a model pays for it

        settings = Settings.read(os.environ, url=url, model=model)
        return None if settings is None else _second_opinion(self.data_folder, settings, samples, budget)

    def delete_everything(self) -> None:
        """Delete all that was kept of the user, so that it cannot be read from the data folder any more.

        Raises:
            StoreError: Not all of it could be deleted.
        """
        from greenroom.adapters.llm import KeptOpinions  # noqa: PLC0415 - as above

        try:
            KeptOpinions(self.data_folder).erase()
        finally:
            self.store.delete_everything()

    @staticmethod
    def lesson_html(markdown: str, *, top: int) -> str:
        """The Markdown of a lesson or task as HTML that is safe in a page; its outermost heading is `<h{top}>`."""
        from greenroom.adapters.render.lessons import lesson_html  # noqa: PLC0415 - as above

        return lesson_html(markdown, top=top)

    @staticmethod
    def plan_changes(plan: Plan) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """What rounds changed in a plan: a sentence ("" where nothing), then headings with their lines."""
        from greenroom.adapters.render.plan_chart import changes, update_text  # noqa: PLC0415 - as above

        return update_text(plan), changes(plan)

    @staticmethod
    def render(report: Report, form: ReportFormat) -> bytes:
        """A report as a file of one format."""
        return render(report, form)

    @staticmethod
    def report_page(report: Report) -> bytes:
        """A report as one of the pages of `greenroom serve`, with links to the others."""
        return render_page(report)

    @staticmethod
    def render_debrief(read: RoundDebrief, form: DebriefFormat) -> bytes:
        """A debrief, with its transcript, as a file of one format."""
        return render_debrief(read, form)


def _second_opinion(folder: Path, settings: Settings, samples: int, budget: Budget | None) -> SecondOpinion:
    from greenroom.adapters.llm import KeptOpinions, Limits, OpenAiEndpoint  # noqa: PLC0415 - as above
    from greenroom.interview.second_opinion import Asker, Meter  # noqa: PLC0415 - as above
    from greenroom.model.opinion import Budget  # noqa: PLC0415 - as above
    from greenroom.service.second_opinion import SecondOpinion  # noqa: PLC0415 - as above

    if find_spec("httpx2") is None:
        raise ConfigError(
            "A second opinion needs the library httpx2, which is not installed.\n"
            "Install it with: pip install 'greenroom[second-opinion]'"
        )
    if not 1 <= samples <= _MOST_SAMPLES:
        raise ConfigError(
            f"{samples} samples of a criterion cannot be asked for.\nGive 1 to {_MOST_SAMPLES}."
        )
    kept = KeptOpinions(folder)
    model = OpenAiEndpoint(
        settings.endpoint.url,
        settings.model,
        place=settings.endpoint.place,
        key=settings.key,
        limits=Limits(read=settings.timeout, overall=settings.timeout),
        proxy=settings.proxy,
    )
    asker = Asker(model, kept, Meter(budget or Budget()), samples=samples, max_tokens=settings.max_tokens)
    return SecondOpinion(settings, asker, kept)


def _query_engine() -> QueryEngine:
    if find_spec("duckdb") is None:
        raise ConfigError(
            "SQL over a lab's log needs the library duckdb, which is not installed.\n"
            "Install it with: pip install 'greenroom[sql]'; greenroom lab export needs nothing more."
        )
    from greenroom.adapters.sql import DuckEngine  # noqa: PLC0415 - as above

    return DuckEngine()


class _OnDemand:
    """The store, opened by its first use.

    Where nothing was ever kept there is no correction either, so reading a CV needs no database:
    opening one costs half a second and would leave a folder behind.
    """

    def __init__(self, room: Greenroom) -> None:
        self._room = room

    def correction(self, sha256: str) -> str | None:
        folder = self._room.data_folder
        kept = folder.is_dir() and any(folder.iterdir())
        return self._room.store.correction(sha256) if kept else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._room.store, name)


def greenroom(
    data_folder: Path | None = None,
    *,
    python: Path | None = None,
    unisolated: bool = False,
    many_rounds: bool = False,
) -> Greenroom:
    """Greenroom on the user's data folder: `data_folder`, else $GREENROOM_DATA, else the platform's place.

    Args:
        data_folder: As above.
        python: What runs the code of coding rounds; None for $GREENROOM_PYTHON, else Greenroom's own.
        unisolated: Whether code may run where nothing isolates it; $GREENROOM_UNISOLATED=1 says so too.
        many_rounds: Whether many rounds may be sat at once: more of them is kept in memory.
    """
    named = os.environ.get(PYTHON_VARIABLE)
    return Greenroom(
        data_folder or default_data_folder(),
        python=python or (Path(named).expanduser() if named else None),
        unisolated=unisolated or os.environ.get(UNISOLATED_VARIABLE) == "1",
        many_rounds=many_rounds,
    )


def default_data_folder() -> Path:
    """Where the user's data is kept unless told otherwise."""
    given = os.environ.get(DATA_VARIABLE)
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only needed here

    return user_data_path("greenroom", appauthor=False)


def cache_folder() -> Path:
    """Where is kept what can be made again at any time: $GREENROOM_CACHE, else the platform's place."""
    given = os.environ.get(CACHE_VARIABLE)
    if given:
        return Path(given).expanduser()
    from platformdirs import user_cache_path  # noqa: PLC0415 - only needed here

    return user_cache_path("greenroom", appauthor=False)


def pack_folders() -> tuple[Path, ...]:
    """The folder of the packs that come with Greenroom."""
    return (_shipped("packs"),)


def own_packs(data_folder: Path) -> tuple[Path, ...]:
    """The folders that hold the user's own packs.

    Those are what $GREENROOM_PACKS names (several joined as in PATH), else `packs` in `data_folder`, if any.

    Raises:
        ConfigError: $GREENROOM_PACKS names what is no folder.
    """
    given = os.environ.get(PACKS_VARIABLE, "")
    own = tuple(Path(name).expanduser() for name in given.split(os.pathsep) if name)
    for folder in own:
        if not folder.is_dir():
            raise ConfigError(f"{PACKS_VARIABLE} names {folder}, which is no folder.\nMend or unset it.")
    beside = data_folder / "packs"
    return own or ((beside,) if beside.is_dir() else ())


def sample_files() -> tuple[Path, Path]:
    """The sample CV and posting that come with Greenroom."""
    folder = _shipped("samples")
    return folder / "cv.pdf", folder / "posting.md"


def _shipped(name: str) -> Path:
    """A folder that comes with Greenroom: inside the wheel, in a checkout beside src."""
    here = Path(__file__).parent
    installed, checkout = here / name, here.parent.parent / name
    return installed if installed.is_dir() else checkout
