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
from greenroom.adapters.render import ReportFormat, render
from greenroom.errors import ConfigError
from greenroom.model.report import Report
from greenroom.ports import Store
from greenroom.service.library import Library
from greenroom.service.preparation import Preparation

if TYPE_CHECKING:
    from greenroom.model.opinion import Budget
    from greenroom.service.interviews import Interviews
    from greenroom.service.judging import Judging
    from greenroom.service.second_opinion import SecondOpinion, Settings

__all__ = ["Greenroom", "ReportFormat", "greenroom"]

DATA_VARIABLE = "GREENROOM_DATA"
CACHE_VARIABLE = "GREENROOM_CACHE"
PACKS_VARIABLE = "GREENROOM_PACKS"
_MOST_SAMPLES = 15


@dataclass(frozen=True)
class Greenroom:
    """Everything wired: the use cases, and what renders their results."""

    data_folder: Path

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

        return Preparation(
            reader=RememberingReader(FileReader()),
            encoder=MiniLmEncoder(),
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
        from greenroom.service.judging import Judging  # noqa: PLC0415 - as above

        return Judging(reader=EmbeddedReader(), library=self.library)

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
    def render(report: Report, form: ReportFormat) -> bytes:
        """A report as a file of one format."""
        return render(report, form)


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


def greenroom(data_folder: Path | None = None) -> Greenroom:
    """Greenroom on the user's data folder: `data_folder`, else $GREENROOM_DATA, else the platform's place."""
    return Greenroom(data_folder or default_data_folder())


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
