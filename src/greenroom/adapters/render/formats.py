"""The formats a report and a debrief can be written in."""

from __future__ import annotations

from enum import StrEnum


class ReportFormat(StrEnum):
    """A file format of the report; the value is what the command line calls it."""

    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "md"
    JSON = "json"
    CALENDAR = "ics"
    ANKI = "apkg"

    @property
    def suffix(self) -> str:
        """File name ending with its dot."""
        return f".{self.value}"

    @property
    def media_type(self) -> str:
        """Media type for downloads."""
        return _MEDIA_TYPES[self]

    @property
    def label(self) -> str:
        """The format as shown to people."""
        return _LABELS[self]


class DebriefFormat(StrEnum):
    """A file format of a debrief, named and typed as the report's."""

    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "md"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """File name ending with its dot."""
        return ReportFormat(self.value).suffix

    @property
    def media_type(self) -> str:
        """Media type for downloads."""
        return ReportFormat(self.value).media_type

    @property
    def label(self) -> str:
        """The format as shown to people."""
        return ReportFormat(self.value).label


_MEDIA_TYPES = {
    ReportFormat.HTML: "text/html; charset=utf-8",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ReportFormat.JSON: "application/json",
    ReportFormat.CALENDAR: "text/calendar; charset=utf-8",
    ReportFormat.ANKI: "application/octet-stream",
}
_LABELS = {
    ReportFormat.HTML: "Web page",
    ReportFormat.PDF: "PDF",
    ReportFormat.MARKDOWN: "Markdown",
    ReportFormat.JSON: "JSON",
    ReportFormat.CALENDAR: "Calendar",
    ReportFormat.ANKI: "Anki deck",
}
