"""What several commands share: arguments, options, and reading the two documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.streams import remark
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from greenroom.model.document import Document
    from greenroom.model.report import Report
    from greenroom.ports import DocumentReader, Purpose

FILE = click.Path(path_type=Path, allow_dash=True)
cv_argument = click.argument("cv", type=FILE)
posting_argument = click.argument("posting", type=FILE)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON; errors too, on stderr.")


def is_stdin(path: Path) -> bool:
    """Whether the user wrote "-"."""
    return str(path) == "-"


def read_document(reader: DocumentReader, path: Path, purpose: Purpose) -> Document:
    """The document at `path`; "-" is standard input.

    Raises:
        InputError: It cannot be read.
    """
    if is_stdin(path) and sys.stdin.isatty():
        name = "CV" if purpose == "cv" else "job description"
        remark(f"Paste the {name}, then press Ctrl-D on a line of its own.")
    return reader.read_file(path, purpose=purpose)


def read_both(reader: DocumentReader, cv: Path, posting: Path) -> tuple[Document, Document]:
    """CV and posting; only one of them can be standard input.

    Raises:
        ConfigError: Both are "-".
        InputError: One of them cannot be read.
    """
    if is_stdin(cv) and is_stdin(posting):
        raise ConfigError(
            "Both the CV and the posting are “-”.\nOnly one of them can come from standard input."
        )
    return read_document(reader, cv, "cv"), read_document(reader, posting, "posting")


def read_report(path: Path) -> Report:
    """The report that was written to `path` as JSON.

    Raises:
        InputError: It is none.
    """
    from pydantic import ValidationError

    from greenroom.errors import InputError
    from greenroom.model.report import Report

    try:
        return Report.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputError(
            f"{path} is no report of Greenroom.",
            hint="Make one: greenroom report CV POSTING --format json",
            code="no_report",
        ) from error
