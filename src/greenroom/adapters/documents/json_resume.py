"""JSON Resume (schema 1.0.0) as lines under headings, so that a CV in data reads like any other CV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean

MEDIA_TYPE = "application/json"
_SECTIONS = (
    ("work", "Experience"),
    ("volunteer", "Volunteering"),
    ("education", "Education"),
    ("projects", "Projects"),
    ("skills", "Skills"),
    ("publications", "Publications"),
    ("certificates", "Certificates"),
    ("awards", "Awards"),
    ("languages", "Languages"),
    ("interests", "Interests"),
    ("references", "References"),
)


def is_resume(value: Any) -> bool:
    """Whether `value` has the shape of a JSON Resume."""
    return isinstance(value, dict) and (
        isinstance(value.get("basics"), dict) or isinstance(value.get("work"), list)
    )


def read_json_resume(resume: Mapping[str, Any], *, notes: tuple[str, ...] = ()) -> Draft:
    """The lines of a JSON Resume, in the order in which CVs are usually written."""
    basics = resume.get("basics")
    basics = basics if isinstance(basics, dict) else {}
    lines = list(_basics(basics))
    for number, (key, title) in enumerate(_SECTIONS, start=2):
        items = [item for item in _list(resume.get(key)) if isinstance(item, dict)]
        if items:
            lines.append(DraftLine(title, heading=2, block=number * 1000))
        for index, item in enumerate(items, start=1):
            for line in _item(key, item):
                line.block = number * 1000 + index
                lines.append(line)
    urls = [_text(basics, "url"), *(_text(profile, "url") for profile in _list(basics.get("profiles")))]
    return Draft(MEDIA_TYPE, lines, links=tuple(urls), notes=notes)


def _basics(basics: Mapping[str, Any]) -> Iterator[DraftLine]:
    yield DraftLine(_text(basics, "name"), heading=1)
    yield DraftLine(_text(basics, "label"))
    place = basics.get("location")
    place = (
        _joined(place, ("city", "region", "countryCode"))
        if isinstance(place, dict)
        else clean(str(place or ""))
    )
    profiles = [_text(p, "url") or _text(p, "username") for p in _list(basics.get("profiles"))]
    contacts = [_text(basics, "email"), _text(basics, "phone"), place, _text(basics, "url"), *profiles]
    for contact in contacts:
        yield DraftLine(contact, block=1)
    if summary := _text(basics, "summary"):
        yield DraftLine("Summary", heading=2, block=2)
        yield DraftLine(summary, block=2)


def _item(key: str, item: Mapping[str, Any]) -> Iterator[DraftLine]:
    period = _period(item)
    match key:
        case "work" | "volunteer":
            yield _row(_text(item, "position"), period)
            yield _row(_text(item, "name") or _text(item, "organization"), _text(item, "location"))
        case "education":
            yield _row(", ".join(filter(None, (_text(item, "studyType"), _text(item, "area")))), period)
            yield _row(_text(item, "institution"), _text(item, "score"))
        case "skills" | "interests":
            keywords = ", ".join(clean(str(word)) for word in _list(item.get("keywords")))
            yield DraftLine(": ".join(filter(None, (_text(item, "name"), keywords))))
        case "languages":
            yield DraftLine(": ".join(filter(None, (_text(item, "language"), _text(item, "fluency")))))
        case "references":
            yield DraftLine(": ".join(filter(None, (_text(item, "name"), _text(item, "reference")))))
        case _:
            title = _text(item, "name") or _text(item, "title")
            source = _joined(item, ("publisher", "issuer", "awarder", "entity"))
            yield _row(", ".join(filter(None, (title, source))), period)
    yield DraftLine(_text(item, "summary") or _text(item, "description"))
    for highlight in (*_list(item.get("highlights")), *_list(item.get("courses"))):
        yield DraftLine(clean(str(highlight)), bullet=True)


def _row(left: str, right: str) -> DraftLine:
    return DraftLine("\t".join(filter(None, (left, right))), bold=True)


def _period(item: Mapping[str, Any]) -> str:
    if single := _text(item, "date") or _text(item, "releaseDate"):
        return single
    start, end = _text(item, "startDate"), _text(item, "endDate")
    return f"{start} – {end or 'Present'}" if start else end


def _joined(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return ", ".join(filter(None, (_text(item, key) for key in keys)))


def _text(item: Any, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return clean(" ".join(str(value).split())) if isinstance(value, (str, int, float)) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
