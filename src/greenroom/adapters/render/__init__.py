"""Reports as files: one function, `render`, and the formats it knows.

Renderers add layout and nothing else. The same report and format give the same bytes on every run of the
same version (HTML, PDF, Markdown, JSON, .ics; an Anki deck is a zip, equal in content).
Each format's library is imported when that format is first asked for.
"""

from __future__ import annotations

from greenroom.adapters.render.formats import ReportFormat
from greenroom.model.report import Report

__all__ = ["ReportFormat", "render"]


def render(report: Report, format: ReportFormat) -> bytes:  # noqa: A002 - the word people use
    """`report` as the bytes of one file in `format`; text formats are UTF-8."""
    match format:
        case ReportFormat.HTML:
            from greenroom.adapters.render.html import render_html  # noqa: PLC0415

            return render_html(report)
        case ReportFormat.PDF:
            from greenroom.adapters.render.pdf import render_pdf  # noqa: PLC0415

            return render_pdf(report)
        case ReportFormat.MARKDOWN:
            from greenroom.adapters.render.markdown import render_markdown  # noqa: PLC0415

            return render_markdown(report)
        case ReportFormat.JSON:
            return (report.model_dump_json(indent=2) + "\n").encode()
        case ReportFormat.CALENDAR:
            from greenroom.adapters.render.calendar import render_calendar  # noqa: PLC0415

            return render_calendar(report)
        case ReportFormat.ANKI:
            from greenroom.adapters.render.anki import render_anki  # noqa: PLC0415

            return render_anki(report)
