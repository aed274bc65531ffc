"""Puts the profile together from the readers of its parts."""

from __future__ import annotations

from datetime import date

from greenroom.model.document import Document
from greenroom.model.profile import Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.profile import contacts
from greenroom.prepare.profile.entries import entries_of
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.jobs import jobs_of
from greenroom.prepare.profile.rows import rows_of
from greenroom.prepare.profile.sections import rows_of_kind, sections_of
from greenroom.prepare.profile.skills import listed_skills


def read_profile(document: Document, *, vocabulary: SkillVocabulary, today: date) -> Profile:
    """x"""
    rows = rows_of(document)
    name = contacts.find_name(rows, document)
    sections = sections_of(rows, name=name.row if name else None)
    entries = [entry for section in sections if section.kind is Kind.EXPERIENCE for entry in entries_of(section.rows)]
    return Profile(
        language="en",
        name=document.cite(name.piece.start, name.piece.end) if name else None,
        headline=contacts.find_headline(name, sections, document),
        email=contacts.find_email(document, sections),
        phone=contacts.find_phone(document, sections),
        location=contacts.find_location(document, sections, name),
        links=contacts.find_links(document, sections),
        jobs=jobs_of(document, entries),
        skills=listed_skills(document, rows_of_kind(sections, Kind.SKILLS), vocabulary),
    )
