"""Tells a CV from a posting, so that two files given in the wrong order are noticed."""

from __future__ import annotations

import re

from greenroom.errors import InputError
from greenroom.model.document import Document
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import Kind, kind_of

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"\+?\(?\d[\d ().-]{7,}\d")
_POSTING_WORDS = re.compile(
    r"\b(?:we(?:'re| are) (?:looking|hiring|seeking)|you(?:'ll| will)\b|you have\b|your (?:role|responsibilities|profile|mission)|about (?:us|the (?:role|job|team|company))|"
    r"what you(?:'ll| will)? (?:do|bring|need)|who you are|(?:minimum|preferred|basic|required) qualifications|requirements|responsibilities|nice[- ]to[- ]have|must[- ]have|"
    r"equal opportunity|apply (?:now|today|here)|salary range|compensation|benefits|we offer|our (?:team|mission|company|product)|join us|the ideal candidate|"
    r"years of (?:professional )?experience (?:in|with)|nous (?:recherchons|offrons)|profil recherch|vos missions|rejoignez|votre (?:profil|rôle))"
    r"|岗位职责|任职要求|职位描述|我们提供|岗位要求|加分项|薪资|职位要求",
    re.IGNORECASE,
)
_CV_KINDS = frozenset(
    {
        Kind.EXPERIENCE,
        Kind.EDUCATION,
        Kind.SKILLS,
        Kind.SUMMARY,
        Kind.PROJECTS,
        Kind.PUBLICATIONS,
        Kind.LANGUAGES,
    }
)
_CLEARLY = 0.3  # more like a CV by this much than the other document


def looks_like_cv(document: Document) -> float:
    """How much the document looks like a CV, 0 to 1: contacts at the top, CV headings, periods."""
    top = document.text[:600]
    contacts = (_EMAIL.search(top) is not None) + (_PHONE.search(top) is not None)
    lines = [document.line_text(line) for line in document.lines]
    kinds = {kind for text in lines if (kind := kind_of(text.strip())) in _CV_KINDS}
    periods = sum(
        any(not period.single for period in find_periods(text)) for text in lines if len(text) < 160
    )
    asked = len({match.group().casefold() for match in _POSTING_WORDS.finditer(document.text)})
    score = 0.2 * contacts + 0.12 * len(kinds) + 0.15 * min(periods, 3) - 0.1 * max(0, asked - 2)
    return max(0.0, min(1.0, score))


def looks_like_posting(document: Document) -> float:
    """How much the document looks like a posting, 0 to 1: it speaks to "you" and lists what is asked."""
    asked = len({match.group().casefold() for match in _POSTING_WORDS.finditer(document.text)})
    lines = [document.line_text(line) for line in document.lines]
    periods = sum(
        any(not period.single for period in find_periods(text)) for text in lines if len(text) < 160
    )
    return max(0.0, min(1.0, 0.16 * asked - 0.15 * periods))


def check_not_swapped(cv: Document, posting: Document) -> None:
    """See that the two were given in the right order.

    Raises:
        InputError: What was given as the CV is a posting and the other way round (`swapped`).
    """
    given, other = looks_like_cv(cv), looks_like_cv(posting)
    if other - given >= _CLEARLY and looks_like_posting(cv) >= looks_like_posting(posting):
        raise InputError(
            f"{cv.name} looks like a job description and {posting.name} like a CV.",
            hint="Give the CV first and the job description second.",
            code="swapped",
        )
