"""What the library is worth: speed, search, and what reports draw from it.

    python bench/library.py [--before FOLDER]

Speed: loading everything from the files and from the kept index, and a search, as medians in one process.
Reports (with the shared CVs and postings at hand): ten people with a posting each; of the must-haves that name a known
topic, how many some expected question is about; how many expected questions are about a must-have; how many had to be made up
from the posting for want of one; and how alike the ten are. With --before the same from the packs in FOLDER, for comparison.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from tests.preparation import SHARED, preparation  # noqa: E402

from greenroom.content.index import indexed_catalogue  # noqa: E402
from greenroom.model.report import Report  # noqa: E402
from greenroom.service.library import Library  # noqa: E402
from reports import OPTIONS, PEOPLE, POSTINGS, mean_jaccard, read_cv, read_posting  # noqa: E402

_PACKS = (ROOT / "packs",)
_WORDS = (
    "rollback",
    "label delay",
    "RAG",
    "GPU budget",
    "underperformance",
    "calibration",
    "cold start",
    "how do I size an experiment",
)
_MADE_UP = ("claim-", "gap-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, help="a folder of other packs")
    before = parser.parse_args().before
    speed()
    if not (SHARED / "cvs" / "files").is_dir():
        print("No shared CVs and postings at hand: reports were not compared.")
        return
    print(
        f"{'ten people, a posting each':28}{'must-haves asked':>18}{'about a must-have':>19}{'made up':>9}{'alike':>7}"
    )
    for name, packs in (("before", (before,)), ("now", _PACKS)) if before else (("now", _PACKS),):
        drawn(name, packs)


def speed() -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        whole = timed(
            lambda: indexed_catalogue(_PACKS, Path(tempfile.mkdtemp(dir=folder)), version=""), times=3
        )
        indexed_catalogue(_PACKS, kept, version="")
        again = timed(lambda: indexed_catalogue(_PACKS, kept, version=""), times=9)
        search = Library(_PACKS, index=kept).search
        first = timed(lambda: search.find(_WORDS[0]), times=1)
        each = [timed(lambda words=words: search.find(words), times=15) for words in _WORDS]
    print(f"loading: {whole * 1e3:.0f} ms from the files, {again * 1e3:.0f} ms from the index")
    print(
        f"search over {len(search.pieces)} pieces: first {first * 1e3:.0f} ms, then {median(each) * 1e3:.1f} ms, at most {max(each) * 1e3:.1f} ms"
    )


def timed(action: Callable[[], object], *, times: int) -> float:
    """The median in seconds."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        action()
        taken.append(perf_counter() - began)
    return median(taken)


def drawn(name: str, packs: tuple[Path, ...]) -> None:
    """Print what reports draw from some packs."""
    room = replace(preparation(), library=Library(packs))
    topics = {q.slug: set(q.topics) for q in room.library.catalogue.questions}
    reports = [
        room.report(read_cv(p), read_posting(j), OPTIONS) for p, j in zip(PEOPLE, POSTINGS, strict=True)
    ]
    asked = about = musts = questions = made_up = 0
    for report in reports:
        wanted = wanted_topics(report)
        held = [topics[q.slug] for q in report.questions if not q.slug.startswith(_MADE_UP)]
        asked += sum(any(one & topic for topic in held) for one in wanted)
        musts += len(wanted)
        every = set().union(*wanted) if wanted else set()
        about += sum(bool(topic & every) for topic in held)
        questions += len(held)
        made_up += sum(q.slug.startswith("gap-") for q in report.questions)
    alike = mean_jaccard([{q.slug for q in r.questions if q.slug in topics} for r in reports])
    print(f"{name:28}{asked:>11} of {musts:<4}{about:>13} of {questions:<4}{made_up:>7}{alike:7.2f}")


def wanted_topics(report: Report) -> list[set[str]]:
    """Of each must-have the topics it names."""
    found = (set(m.requirement.skills) for m in report.match.requirements if m.requirement.need == "must")
    return [topics for topics in found if topics]


if __name__ == "__main__":
    main()
