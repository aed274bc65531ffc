"""Reports and debriefs as files: `render`, `render_debrief`, and the formats they know.

Renderers add layout and nothing else. The same report or debrief and format give the same bytes on every run of the
same version (HTML, PDF, Markdown, JSON, .ics; an Anki deck is a zip, equal in content).
Each format's library is imported when that format is first asked for.
"""

from __future__ import annotations

from greenroom.adapters.render.formats import DebriefFormat, ReportFormat
from greenroom.model.debrief import RoundDebrief
from greenroom.model.report import Report

__all__ = ["DebriefFormat", "ReportFormat", "render", "render_debrief", "render_page"]


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


def render_page(report: Report) -> bytes:
    """`report` as one of Greenroom's own pages, with links to the others; UTF-8."""
    from greenroom.adapters.render.html import render_html  # noqa: PLC0415

    return render_html(report, inside=True)


def render_debrief(read: RoundDebrief, format: DebriefFormat) -> bytes:  # noqa: A002 - as above
    """`read` with its transcript, evidence marked in it, as the bytes of one file; text formats are UTF-8."""
    match format:
        case DebriefFormat.HTML:
            from greenroom.adapters.render.debrief_html import debrief_html  # noqa: PLC0415

            return debrief_html(read)
        case DebriefFormat.PDF:
            from greenroom.adapters.render.debrief_pdf import debrief_pdf  # noqa: PLC0415

            return debrief_pdf(read)
        case DebriefFormat.MARKDOWN:
            from greenroom.adapters.render.debrief_markdown import debrief_markdown  # noqa: PLC0415

            return debrief_markdown(read)
        case DebriefFormat.JSON:
            from greenroom.adapters.render.marks import debrief_json  # noqa: PLC0415

            return debrief_json(read)
