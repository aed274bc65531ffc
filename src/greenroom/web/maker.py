"""Makes accepted reports one after another in a thread of its own, and says how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Lock, Thread

from greenroom.bootstrap import Greenroom
from greenroom.errors import GreenroomError

log = logging.getLogger(__name__)

_BUG = (
    "Something went wrong inside Greenroom while this report was made; this is our fault, not yours.\n"
    "Please report it with what the window that runs Greenroom shows. Your documents are kept."
)


class Maker:
    """A queue of report ids and the thread that works it off. A crash loses nothing: the store remembers."""

    def __init__(self, greenroom: Greenroom) -> None:
        self._greenroom = greenroom
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._lock = Lock()
        self._steps: dict[str, str] = {}  # of the reports in the queue: the step begun, "" before the first
        self._problems: dict[str, str] = {}  # of reports that cannot be made for now
        self._ending = Event()
        self._thread = Thread(target=self._work, name="maker", daemon=True)

    def start(self) -> None:
        """Begin with whatever an earlier run left unfinished, and warm up."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the report in hand and end; what is still queued is made at the next start."""
        self._ending.set()
        self._queue.put(None)
        self._thread.join(timeout=10)

    def ask(self, report_id: str) -> None:
        """Make this report when its turn comes; asking twice is asking once."""
        with self._lock:
            if report_id in self._steps:
                return
            self._steps[report_id] = ""
            self._problems.pop(report_id, None)
        self._queue.put(report_id)

    def step(self, report_id: str) -> str | None:
        """The step that has begun, "" while it waits, None when the report is not here."""
        with self._lock:
            return self._steps.get(report_id)

    def problem(self, report_id: str) -> str:
        """Why the report cannot be made for now (a full disk); "" when nothing is known against it."""
        with self._lock:
            return self._problems.get(report_id, "")

    def _work(self) -> None:
        self._safely("", self._begin)
        while (report_id := self._queue.get()) is not None and not self._ending.is_set():
            self._safely(report_id, partial(self._make, report_id))
            with self._lock:
                del self._steps[report_id]

    def _begin(self) -> None:
        preparation = self._greenroom.preparation
        for report_id in preparation.unfinished():
            self.ask(report_id)
        preparation.warm_up()  # so that the first report is as quick as the second

    def _make(self, report_id: str) -> None:
        def progress(step: str) -> None:
            with self._lock:
                self._steps[report_id] = step

        self._greenroom.preparation.make(report_id, progress)

    def _safely(self, report_id: str, work: Callable[[], None]) -> None:
        """Do `work`; the thread goes on whatever happens, and whoever waits is told."""
        try:
            work()
        except GreenroomError as error:
            log.warning("%s", error)
            self._keep_problem(report_id, str(error))
        except Exception:
            log.exception("making a report failed")
            self._keep_problem(report_id, _BUG)

    def _keep_problem(self, report_id: str, text: str) -> None:
        with self._lock:
            self._problems[report_id] = text
