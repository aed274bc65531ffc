"""Reads the form of the first page: two inputs, each a file, pasted text or a kept document; a date; hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from starlette.datastructures import FormData, UploadFile

from greenroom.errors import ConfigError, InputError
from greenroom.ports import Store
from greenroom.service.preparation import Options
from greenroom.web.contexts import KeptInput, StartForm
from greenroom.web.guard import MAX_FILE_BYTES

Side = Literal["cv", "posting"]
NAMES: dict[Side, str] = {"cv": "CV", "posting": "job description"}
PASTED = "Pasted "
"""How the name of a document begins that was pasted and not a file."""


class FieldError(Exception):
    """An error about one input of the form, whose name is `field`."""

    def __init__(self, error: InputError | ConfigError, field: str) -> None:
        super().__init__(str(error))
        self.error, self.field = error, field


@dataclass(frozen=True)
class HandedIn:
    """What arrived: the form as typed, and the files with their bytes."""

    form: StartForm
    files: dict[Side, tuple[str, bytes]]

    def input(self, side: Side, store: Store) -> tuple[str, bytes]:
        """Name and bytes of one input: the file, or the text, or the document kept from before.

        Raises:
            FieldError: There is none, or both a file and a text, or it is too large.
        """
        file, text = self.files.get(side), self.text(side)
        if file and text.strip():
            raise _wrong(
                side,
                f"There are both a file ({file[0]}) and a text for the {NAMES[side]}.",
                "Clear the text, or take the file out.",
                "two_inputs",
            )
        if file:
            if len(file[1]) > MAX_FILE_BYTES:
                raise _wrong(
                    side,
                    f"{file[0]} is {len(file[1]) / 1024 / 1024:.0f} MB; at most {MAX_FILE_BYTES // 1024 // 1024} MB are read.",
                    "Save it without pictures, or paste its text.",
                    "too_large",
                )
            return file
        if text.strip():
            return PASTED + NAMES[side], text.encode()
        kept = self.form.cv_kept if side == "cv" else self.form.posting_kept
        found = store.document(kept.sha256) if kept else None
        if found is None:
            raise _wrong(
                side, f"The {NAMES[side]} is missing.", "Choose a file, or paste the text.", f"missing_{side}"
            )
        return found

    def text(self, side: Side) -> str:
        """The pasted text of one input."""
        return self.form.cv_text if side == "cv" else self.form.posting_text

    def options(self, today: date) -> Options:
        """What was asked for.

        Raises:
            FieldError: The date or the hours cannot be used.
        """
        interview = _date(self.form.interview_on)
        try:
            hours = float(self.form.hours_a_day.replace(",", ".") or 2)
        except ValueError as error:
            wrong = ConfigError(
                f"“{self.form.hours_a_day}” is not a number of hours.\nGive one, such as 2 or 1.5."
            )
            raise FieldError(wrong, "hours_a_day") from error
        try:
            Options(made_on=today, interview_on=interview)
        except ConfigError as error:
            raise FieldError(error, "interview_on") from error
        try:
            return Options(made_on=today, interview_on=interview, hours_a_day=hours)
        except ConfigError as error:
            raise FieldError(error, "hours_a_day") from error


async def read_form(data: FormData, store: Store) -> HandedIn:
    """The form as it arrived; line breaks of text areas become plain ones."""
    texts = {name: value.replace("\r\n", "\n") for name, value in data.items() if isinstance(value, str)}
    files: dict[Side, tuple[str, bytes]] = {}
    for side in NAMES:
        upload = data.get(f"{side}_file")
        if isinstance(upload, UploadFile) and upload.filename:
            files[side] = (upload.filename, await upload.read())
    return HandedIn(
        form=StartForm(
            cv_text=texts.get("cv_text", ""),
            posting_text=texts.get("posting_text", ""),
            interview_on=texts.get("interview_on", "").strip(),
            hours_a_day=texts.get("hours_a_day", "2").strip(),
            cv_kept=kept_input(texts.get("cv_kept", ""), store),
            posting_kept=kept_input(texts.get("posting_kept", ""), store),
            replaces=texts.get("replaces", ""),
        ),
        files=files,
    )


def kept_input(sha256: str, store: Store) -> KeptInput | None:
    """A kept document as the form shows it, if it is still there."""
    found = store.document(sha256) if sha256 else None
    return KeptInput(sha256=sha256, name=found[0]) if found else None


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        wrong = ConfigError(f"“{typed}” is not a date.\nGive it as year-month-day, such as 2026-12-15.")
        raise FieldError(wrong, "interview_on") from error


def _wrong(side: Side, what: str, hint: str, code: str) -> FieldError:
    return FieldError(InputError(what, hint=hint, code=code), f"{side}_file")
