"""Whether two documents can be a CV and a posting."""

from __future__ import annotations

from greenroom.errors import InputError
from greenroom.model.document import Document
from greenroom.prepare.swapped import check_not_swapped


def check_pair(cv: Document, posting: Document) -> None:
    """Let a CV and a posting pass.

    Raises:
        InputError: They are the same document ("same_document") or each looks like the other ("swapped").
    """
    if cv.sha256 == posting.sha256 or cv.text.split() == posting.text.split():
        raise InputError(
            f"The CV and the posting are the same document ({cv.name}).",
            hint="Give the CV first and the job description second.",
            code="same_document",
        )
    check_not_swapped(cv, posting)
