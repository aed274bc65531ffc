"""What reports are worth: is everything in them grounded, and do different people get different ones?

Grounding: every CV at hand against five postings; quotes that stand in their document, invented facts.
Overlap: one posting and ten people, one person and ten postings; the mean over all pairs of the Jaccard index
of questions, of actions, of concepts and of stories, beside that of the gaps themselves: questions should
overlap about as much as gaps do, not more. Reads ../shared/data where it is at hand.
Run: `python bench/reports.py [--quick]`; --quick leaves grounding out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.preparation import FIXTURES, SHARED, all_cvs, preparation  # noqa: E402
from tests.test_grounding import invented, walk, wrong_quotes  # noqa: E402

from greenroom.errors import InputError  # noqa: E402
from greenroom.model.document import Document  # noqa: E402
from greenroom.model.report import Quote, Report  # noqa: E402
from greenroom.service.preparation import Options  # noqa: E402

# One CV of each person in the shared data; the same person in another layout would count as no difference.
PEOPLE = (
    "gen_md_aipm_senior_numbers",
    "gen_rendercv_sb2nov_aipm_switch_nonumbers",
    "gen_txt_mle_mid_numbers",
    "gen_docx_tabs_staff_mle_freelance",
    "gen_rendercv_classic_mlem_numbers",
    "gen_rendercv_engineeringclassic_aieng_mid_some",
    "gen_rendercv_moderncv_aieng_careerchange",
    "gen_md_ds_newgrad_nonumbers",
    "gen_rendercv_classic_ds_senior_fr",
    "gen_md_algo_zh",
)
POSTINGS = ("jd001", "jd069", "jd038", "jd022", "jd206", "jd142", "jd053", "jd118", "jd029", "jd058")
ONE_POSTING = ("jd069", "jd038")
ONE_PERSON = ("gen_txt_mle_mid_numbers", "gen_md_aipm_senior_numbers")
OPTIONS = Options(made_on=date(2026, 3, 2))

PARTS: dict[str, Callable[[Report], Iterable[Hashable]]] = {
    "gaps": lambda r: ((m.requirement.id, m.strength) for m in r.match.gaps),
    "questions": lambda r: (
        q.slug if not q.slug.startswith(("claim-", "gap-")) else q.title for q in r.questions
    ),
    "of packs": lambda r: (q.slug for q in r.questions if not q.slug.startswith(("claim-", "gap-"))),
    "actions": lambda r: (m.action for m in r.match.requirements),
    "concepts": lambda r: (c.slug for c in r.concepts),
    "drills": lambda r: (d.slug for d in r.drills),
    "stories": lambda r: (s.title for s in r.stories),
}


def main() -> None:
    if "--quick" not in sys.argv:
        grounding()
    if (SHARED / "cvs" / "files").is_dir():
        overlap()
    else:
        print("No shared CVs and postings at hand: overlap was not measured.")


def grounding() -> None:
    """Print how many quotes were found and how many facts were invented."""
    room = preparation()
    own = [p for p in sorted((FIXTURES / "postings").glob("*")) if p.suffix in {".md", ".txt"}]
    postings = [room.reader.read_file(p, purpose="posting") for p in own if p.stat().st_size > 800][:5]
    quotes = wrong = made_up = reports = 0
    for path in all_cvs():
        cv = room.reader.read_file(path)
        for posting in postings:
            try:
                report = room.report(cv, posting, OPTIONS)
            except InputError as refused:
                print(f"  {path.name}: {refused}")
                break
            reports += 1
            quotes += sum(isinstance(value, Quote) for value in walk(report))
            wrong += len(wrong_quotes(report))
            made_up += len(invented(report))
    share = (quotes - wrong) / max(quotes, 1)
    print(
        f"grounding: {reports} reports, {quotes - wrong}/{quotes} quotes found = {share:.2%}, {made_up} invented facts"
    )


def overlap() -> None:
    """Print the mean pairwise Jaccard index of the parts of reports."""
    people = {name: read_cv(name) for name in PEOPLE}
    postings = {name: read_posting(name) for name in POSTINGS}
    print(f"{'overlap (mean Jaccard of all pairs)':44}" + "".join(f"{part:>10}" for part in PARTS))
    for name in ONE_POSTING:
        show(f"{name} and ten people", [(cv, postings[name]) for cv in people.values()])
    for name in ONE_PERSON:
        show(f"{name} and ten postings", [(people[name], p) for p in postings.values()])


def show(title: str, pairs: list[tuple[Document, Document]]) -> None:
    reports = [preparation().report(cv, posting, OPTIONS) for cv, posting in pairs]
    values = [mean_jaccard([set(part(r)) for r in reports]) for part in PARTS.values()]
    print(f"{title:44}" + "".join(f"{value:10.2f}" for value in values))


def mean_jaccard(sets: list[set[Hashable]]) -> float:
    return mean(len(a & b) / len(a | b) if a | b else 1.0 for a, b in combinations(sets, 2))


def read_cv(name: str) -> Document:
    return preparation().reader.read_file(next((SHARED / "cvs" / "files").glob(f"{name}.*")))


def read_posting(name: str) -> Document:
    rows = (json.loads(line) for line in (SHARED / "postings" / "postings.jsonl").read_text().splitlines())
    text = next(row["text"] for row in rows if row["id"] == name)
    return preparation().reader.read(text.encode(), name=f"{name}.txt", purpose="posting")


if __name__ == "__main__":
    main()
