"""What several commands share: arguments, options, and reading the two documents."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from greenroom.model.document import Document
    from greenroom.service.preparation import Preparation

F = TypeVar("F", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path, allow_dash=True)
cv_argument = click.argument("cv", type=_PATH)
posting_argument = click.argument("posting", type=_PATH)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def read_cv(preparation: Preparation, path: Path) -> Document:
    """The CV at `path`; "-" is standard input."""
    return preparation.reader.read_file(path, purpose="cv")


def read_both(preparation: Preparation, cv: Path, posting: Path) -> tuple[Document, Document]:
    """CV and posting; only one of them can be standard input.

    Raises:
        ConfigError: Both are "-".
        InputError: One of them cannot be read.
    """
    if str(cv) == "-" and str(posting) == "-":
        raise ConfigError(
            "Both the CV and the posting are “-”.\nOnly one of them can come from standard input."
        )
    return read_cv(preparation, cv), preparation.reader.read_file(posting, purpose="posting")


def print_json(text: str) -> None:
    """JSON on standard output, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()
