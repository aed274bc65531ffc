"""What Greenroom needs from the outside, as small protocols; adapters implement them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from greenroom.model.coding import CodingStep
from greenroom.model.document import Document
from greenroom.model.lab_run import LabRun, LabStep
from greenroom.model.mock import MockLoop, MockRound, Turn
from greenroom.model.sandbox import Isolation, Limits, Ran
from greenroom.model.speech import HeardWord
from greenroom.model.table import Rows, Table
from greenroom.model.verdict import Verdict

Purpose = Literal["cv", "posting"]
"""What a document is read for: a web page is a whole CV, but a posting stands somewhere in its page."""


class DocumentReader(Protocol):
    """Turns bytes into a document."""

    def read(self, data: bytes, *, name: str, purpose: Purpose = "cv") -> Document:
        """Read `data`; `name` helps to tell the format and is shown to the user.

        Raises:
            InputError: The bytes cannot be read; the message says why and what to do.
        """
        ...

    def read_file(self, path: Path, *, purpose: Purpose = "cv") -> Document:
        """Read the file at `path`; "-" is standard input.

        Raises:
            InputError: The file is missing, too large or cannot be read.
        """
        ...


class Learner(Protocol):
    """Reads texts of the packs once a machine, if it may keep what it made of them: nothing it gives depends on that, only how soon.

    Texts of the user are never given to it: what it keeps lies outside the data folder.
    """

    def learn(self, texts: Sequence[str]) -> None:
        """Have what is made of all of them at hand: from memory, else from what was kept, else made now and kept."""
        ...

    def learn_ahead(self, texts: Sequence[str], *, soon: bool = True) -> Iterator[None]:
        """The same in steps of milliseconds. What is not needed `soon` is only kept, where it is not yet, and takes no memory."""
        ...


class Encoder(Learner, Protocol):
    """Turns texts into vectors whose dot products say how near their meanings are."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), d); an empty text gives a zero vector. Deterministic."""
        ...


@dataclass(frozen=True)
class Reading:
    """What a reader found of c criteria in an answer of s sentences.

    Attributes:
        labels: Probabilities of met, partial, missed, contradicted; shape (c, 4), rows sum to 1.
        points: How far each criterion is met, 0 to 1, shape (c,): partial from 0.25 on, met from 0.75 on.
        evidence: Per criterion how much each sentence speaks to it; shape (c, s), rows sum to 1.
        about: How likely the answer speaks to the question at all, 0 to 1.
    """

    labels: NDArray[np.float32]
    points: NDArray[np.float32]
    evidence: NDArray[np.float32]
    about: float


class AnswerReader(Learner, Protocol):
    """Reads an answer for criteria: the learned part of the embedded judge. What it learns are questions and criteria."""

    name: str

    @property
    def version(self) -> str:
        """What its weights were trained as."""
        ...

    @property
    def engine(self) -> str:
        """What runs them."""
        ...

    def read(
        self, question: str, criteria: Sequence[str], sentences: Sequence[str], *, turns: Sequence[int] = ()
    ) -> Reading:
        """Read the sentences of one answer, in their order; no criterion's result depends on the others.

        `turns` are the places in `sentences` at which the candidate spoke anew: what is said there is not read as going on from before.
        The same texts give the same numbers, on any number of threads. Needs at least one sentence and criterion.
        """
        ...


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the store knows it.

    `state` is "accepted" (inputs are safe, work not finished), "done" or "failed".
    `report` is the report's JSON once it was made, "" before; `error` what to tell the user when failed.
    `options` are the JSON of what was asked for (interview date, hours a day).
    """

    id: str
    state: str
    created_at: datetime
    cv_sha256: str
    posting_sha256: str
    options: str
    title: str = ""
    report: str = ""
    error: str = ""


class Store(Protocol):
    """What outlives a process: documents, corrections, reports, rounds, loops and lab runs. Every call is one transaction.

    What a call has returned from is on disk: a crash afterwards loses nothing of it.
    Every method raises StoreError when the database cannot be used.
    """

    def save_document(self, *, sha256: str, name: str, data: bytes) -> None:
        """Keep the bytes of a document; keeping the same bytes again only renews the name."""
        ...

    def document(self, sha256: str) -> tuple[str, bytes] | None:
        """Name and bytes of a kept document."""
        ...

    def correction(self, sha256: str) -> str | None:
        """The user's correction (JSON of a Profile) of the CV with these bytes."""
        ...

    def save_correction(self, sha256: str, profile: str) -> None:
        """Keep the user's correction; it replaces an earlier one."""
        ...

    def delete_correction(self, sha256: str) -> None:
        """Forget the user's correction, if there is one, and its document where no report uses that."""
        ...

    def accept(self, report: StoredReport) -> None:
        """Keep a report that has been asked for; its documents are already kept."""
        ...

    def finish(self, report_id: str, *, title: str, report: str) -> None:
        """Keep the finished report."""
        ...

    def fail(self, report_id: str, *, error: str) -> None:
        """Keep why the report could not be made."""
        ...

    def reopen(self, report_id: str) -> None:
        """Set a report back to "accepted", so that it is made again; what was made stays until then."""
        ...

    def report(self, report_id: str) -> StoredReport | None:
        """One report."""
        ...

    def reports(self) -> tuple[StoredReport, ...]:
        """All reports without their JSON, newest first."""
        ...

    def delete_report(self, report_id: str) -> None:
        """Delete a report, and the documents and corrections no other report uses."""
        ...

    def start_round(self, begun: MockRound) -> None:
        """Keep a mock round that begins, with the turns it has."""
        ...

    def add_turn(self, round_id: str, turn: Turn) -> bool:
        """Keep the next turn of a round; False, and nothing kept, where it has one of that number, or is gone."""
        ...

    def round(self, round_id: str) -> MockRound | None:
        """One mock round with all its turns."""
        ...

    def rounds(self) -> tuple[MockRound, ...]:
        """All mock rounds with their turns, newest first."""
        ...

    def last_turns(self, round_ids: Collection[str]) -> Mapping[str, int]:
        """The number of the last turn of each of these rounds that has one; cheap enough to be asked every few seconds."""
        ...

    def delete_round(self, round_id: str) -> None:
        """Delete a mock round and its turns."""
        ...

    def start_loop(self, begun: MockLoop) -> None:
        """Keep a mock loop that begins, with its slots."""
        ...

    def fill_slot(self, loop_id: str, place: int, round_id: str) -> bool:
        """Put a kept round into a slot of a loop; False, and nothing changed, where the slot has one or is gone."""
        ...

    def loops(self) -> tuple[MockLoop, ...]:
        """All mock loops, newest first."""
        ...

    def delete_loop(self, loop_id: str) -> None:
        """Delete a mock loop; its rounds stay."""
        ...

    def add_coding_step(self, step: CodingStep) -> None:
        """Keep what was done on an exercise."""
        ...

    def set_verdict(self, step_id: str, verdict: Verdict) -> None:
        """Keep the verdict of a submission."""
        ...

    def coding_steps(self, exercise: str = "") -> tuple[CodingStep, ...]:
        """What was done on an exercise, or on all of them, oldest first."""
        ...

    def coding_step(self, step_id: str) -> CodingStep | None:
        """One thing that was done; None where it is gone."""
        ...

    def add_lab_run(self, run: LabRun) -> None:
        """Keep a run of a lab that begins."""
        ...

    def lab_run(self, run_id: str) -> LabRun | None:
        """One run of a lab; None where there is none."""
        ...

    def lab_runs(self) -> tuple[LabRun, ...]:
        """All runs of labs, newest first."""
        ...

    def add_lab_step(self, step: LabStep) -> bool:
        """Keep the next command line of a run; False, and nothing kept, where it has one of that number, or is gone."""
        ...

    def lab_steps(self, run_id: str) -> tuple[LabStep, ...]:
        """The command lines of a run, in order; none where there is no such run."""
        ...

    def delete_everything(self) -> None:
        """Delete all of the user's data, so that it cannot be read from the file any more."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What a language model answered to one prompt.

    Attributes:
        text: Its words; may be empty.
        tokens_in: Tokens of the prompt, None where the endpoint does not say.
        tokens_out: Tokens of the reply, likewise.
        cut: Whether it ended at the token limit and not by itself.
    """

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cut: bool = False


class LanguageModel(Protocol):
    """A language model somewhere else; every call waits for it."""

    name: str
    """The model as its endpoint calls it."""
    place: str
    """Host (and port) it is asked at; shown to the user."""

    def complete(
        self,
        *,
        system: str,
        user: str,
        json_schema: Mapping[str, Any],
        temperature: float,
        seed: int,
        max_tokens: int,
    ) -> Reply:
        """One reply; it should be JSON that fits `json_schema`, but need not be: check it.

        Raises:
            LanguageModelError: No reply could be had within the limits of time, size and tries.
        """
        ...


class SpeechRecogniser(Protocol):
    """Hears the words in a piece of speech, on this machine; it keeps nothing of it."""

    name: str
    """The library and its version; shown to the user."""
    model: str
    """The model it hears with; shown to the user."""

    def hear(self, samples: NDArray[np.int16], *, rate: int) -> tuple[HeardWord, ...]:
        """The words in `samples`, shape (n,), one channel, as they were said; nothing where it is silent.

        Their times ascend and lie inside the piece. The same samples give the same words.

        Raises:
            InputError: The rate is not `RATE` ("rate"), or the piece is longer than `MOST_SECONDS` ("too_long").
            ConfigError: The model cannot be run.
        """
        ...


class ReplyCache(Protocol):
    """Keeps replies under a key that says all they depend on."""

    def get(self, key: str) -> Reply | None:
        """The reply kept under `key`; None where there is none or it cannot be read any more."""
        ...

    def keep(self, key: str, reply: Reply) -> None:
        """Keep a reply.

        Raises:
            StoreError: It cannot be written.
        """
        ...


class Consents(Protocol):
    """Remembers to which endpoints the user agreed to send text."""

    def given(self, origin: str) -> bool:
        """Whether the user agreed to `origin` (scheme, host and port)."""
        ...

    def give(self, origin: str) -> None:
        """Remember that the user agreed.

        Raises:
            StoreError: It cannot be written.
        """
        ...


class QueryEngine(Protocol):
    """Answers SQL over tables it is given, and over nothing else: no file, network or setting can be reached from a query."""

    def query(self, tables: Sequence[Table], sql: str, *, most_rows: int) -> Rows:
        """The first `most_rows` rows of one query that only reads; the same query over the same tables has the same rows.

        Raises:
            InputError: It is no such query, is wrong, or takes too long or too much memory ("sql"); says what is wrong.
        """
        ...


class Sandbox(Protocol):
    """Runs code that nobody trusts: no network, no view of the user's files, environment or processes, bounded in all it uses."""

    name: str
    """Shown to the user: what holds the code ("bubblewrap, Landlock and seccomp")."""
    isolation: Isolation

    def run(self, files: Mapping[str, bytes], inputs: Iterable[str], limits: Limits) -> Ran:
        """Put `files` into a fresh folder, import `main` there, and call `main.run(value)` for each input in turn.

        An input is the JSON of a value; the reply is the JSON of what `run` returned, or the traceback of what it raised; the
        next input goes in only after it. Nothing of the run is left behind: no process, file or mount. A crash, a limit
        reached, a reply that is no JSON are data (`Ran.ending`, `Reply.error`), not exceptions.

        Raises:
            SandboxError: The sandbox itself does not work.
        """
        ...
