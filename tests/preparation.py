"""A Preparation for tests: the real readers, encoder and packs, and a store that remembers nothing."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import cast

from greenroom.adapters.documents import FileReader
from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.ports import Store
from greenroom.service.library import Library
from greenroom.service.preparation import Preparation

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
FIXTURES = ROOT / "tests" / "fixtures"


class ForgetfulStore:
    """Knows no corrections; everything else is not asked of it."""

    def correction(self, sha256: str) -> None:
        return None


@lru_cache
def preparation() -> Preparation:
    return Preparation(
        reader=FileReader(),
        encoder=MiniLmEncoder(),
        store=cast("Store", ForgetfulStore()),
        library=Library((ROOT / "packs",)),
        version="test",
        now=lambda: datetime.fromisoformat("2026-03-02T09:00:00+00:00"),
        new_id=lambda: "test",
    )


def all_cvs() -> list[Path]:
    """The samples and fixtures of this project, and the shared CVs where they are at hand."""
    own = [ROOT / "samples" / "cv.pdf", *sorted((FIXTURES / "cvs" / "files").glob("*"))]
    return own + sorted((SHARED / "cvs" / "files").glob("*"))
