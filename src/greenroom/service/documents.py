"""Whether two documents can be a CV and a posting."""

from __future__ import annotations

from greenroom.errors import InputError
from greenroom.model.document import Document
from greenroom.prepare.swapped import looks_like_cv, looks_like_posting

_CLEARLY = 0.3  # how much more one reading must hold than the other before we say so


def check_pair(cv: Document, posting: Document) -> None:
    """Let a CV and a posting pass.

    Raises:
        InputError: They are the same document ("same_document") or each looks like the other ("swapped").
    """
    if cv.sha256 == posting.sha256 or " ".join(cv.text.split()) == " ".join(posting.text.split()):
        raise InputError(
            f"The CV and the posting are the same document ({cv.name}).",
            hint="Give the CV first and the job description second.",
            code="same_document",
        )
    first_is_posting = looks_like_posting(cv) - looks_like_cv(cv)
    second_is_cv = looks_like_cv(posting) - looks_like_posting(posting)
    if first_is_posting > _CLEARLY and second_is_cv > _CLEARLY:
        raise InputError(
            f"The CV and the posting seem to be swapped: {cv.name} reads like a job description and "
            f"{posting.name} like a CV.",
            hint="Give the CV first and the job description second.",
            code="swapped",
        )
