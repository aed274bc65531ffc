"""What Greenroom needs from the outside, as small protocols; adapters implement them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from greenroom.model.document import Document
from greenroom.model.mock import MockRound, Turn

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


class Encoder(Protocol):
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


class AnswerReader(Protocol):
    """Reads an answer for criteria: the learned part of the embedded judge."""

    name: str

    @property
    def version(self) -> str:
        """What its weights were trained as."""
        ...

    @property
    def engine(self) -> str:
        """What runs them."""
        ...

    def read(self, question: str, criteria: Sequence[str], sentences: Sequence[str]) -> Reading:
        """Read the sentences of one answer, in their order; no criterion's result depends on the others.

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
    """What outlives a process: documents, corrections, reports, mock rounds. Every call is one transaction.

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

    def delete_round(self, round_id: str) -> None:
        """Delete a mock round and its turns."""
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
