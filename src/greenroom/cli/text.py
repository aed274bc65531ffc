"""What people see: wrapped text with hanging indents, and what is being done while they wait."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenroom.model.document import Cited, Document

_WIDEST = 110  # columns; longer lines are hard to follow back
_CONTROLS = dict.fromkeys((*range(10), *range(11, 32), *range(127, 160)))  # all but the line break
_NARROWEST = 24  # columns left for the text, however narrow the terminal


class Page:
    """Text on standard output, wrapped to the terminal (80 columns where there is none; COLUMNS counts).

    Colour only repeats what the words say, and is left out when piped or when NO_COLOR is set.
    """

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)
        self._begun = False

    def line(
        self, text: str = "", style: str = "", *, indent: int = 0, lead: str = "", mark: str = ""
    ) -> None:
        """Print `text` with all its lines from column `indent` on.

        Control characters are left out: a document cannot steer the terminal.
        `lead`, in style `mark`, stands in the margin of the first line, or above it where it is too long.
        """
        from rich.cells import cell_len, set_cell_size
        from rich.text import Text

        self._begun = True
        if cell_len(lead) > indent:
            self._console.print(Text(lead.rstrip(), mark), soft_wrap=True)
            lead = ""
        room = max(_NARROWEST, min(self._console.width, _WIDEST) - indent)
        for row in Text(text.translate(_CONTROLS), style).wrap(self._console, room) or [Text()]:
            row.rstrip()
            margin = Text(set_cell_size(lead, indent), mark)
            self._console.print(Text.assemble(margin, row) if row.plain else row, soft_wrap=True)
            lead = ""

    def heading(self, text: str) -> None:
        """Print a heading, after an empty line unless it opens the page."""
        if self._begun:
            self.line()
        self.line(text, "bold")

    def item(self, text: str, style: str = "") -> None:
        """Print one item of a list."""
        self.line(text, style, indent=4, lead="  - ")

    def notes(self, *notes: str) -> None:
        """Print what the user should know about the reading."""
        for note in notes:
            self.line(note, "yellow", indent=6, lead="Note: ", mark="yellow")


def place(cited: Cited, document: Document, name: str = "CV") -> str:
    """Where a text stands: "CV, page 2", or "your correction" when the user typed it."""
    if cited.span is None:
        return "your correction"
    return f"{name}, page {cited.span.page}" if document.media_type == "application/pdf" else name


def notes_of(*documents: Document) -> list[str]:
    """What readers had to do that the user should know, with the name of the document."""
    return [f"{document.name}: {note}" for document in documents for note in document.notes]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error, when someone is there to see it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda text: status.update(f"{text} …")
