"""How well postings are read: role, level, requirements, main text of saved pages.

Reads ../shared/data/postings (local only: no source licenses its text) against the hand labels in
bench/labels/postings. Run: `python bench/postings.py [--errors]`.

A read requirement and a labelled one match when they overlap by at least half of the characters of both, or
when one holds at least 90 % of the other and, where the read one is the longer, no more than two labels. Each
label counts once for recall, each read requirement once for precision. `need` counts among matched ones only.
"""

from __future__ import annotations

import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import InputError
from greenroom.model.document import Document
from greenroom.model.posting import Posting
from greenroom.prepare.posting import read_posting

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "postings" / "postings.jsonl"
LABELS = Path(__file__).parent / "labels" / "postings"
NEAREST = {  # the rows' own role field, written by a rule over titles, to the nearest of the four
    "data_scientist": "ml_engineer", "data_engineer": "ml_engineer", "data_analyst": "ml_engineer", "product_manager": "ai_product_manager",
}  # fmt: skip
LEVELS = ["entry", "mid", "senior", "staff", "director"]
Range = tuple[int, int]


def document_of(row: dict[str, Any], *, titled: bool = False) -> Document:
    """The row read as a user would give it; `titled` puts its title on top, as a copied page has it."""
    kind = "html" if row["format"].startswith("html") else "md" if "markdown" in row["format"] else "txt"
    text = (
        row["text"]
        if not titled or kind == "html" or "&lt;" in row["text"]
        else f"{row['title']}\n\n{row['text']}"
    )
    return FileReader().read(text.encode(), name=f"{row['id']}.{kind}", purpose="posting")


@dataclass
class Tally:
    """How often something was right."""

    right: int = 0
    total: int = 0

    def add(self, *, right: bool) -> None:
        """One more case."""
        self.right += right
        self.total += 1

    def __str__(self) -> str:
        return f"{self.right}/{self.total} = {self.right / max(self.total, 1):.1%}"


def normal(text: str) -> tuple[str, list[int]]:
    """Letters and digits of `text` with their offsets: readers change marks, quotes and white space only."""
    kept = [(c.casefold(), i) for i, c in enumerate(text) if c.isalnum() and c.isascii()]
    return "".join(c for c, _ in kept), [i for _, i in kept]


def to_row(document: Document, row_text: str, spans: Iterable[Range]) -> list[Range]:
    """Spans of the document as offsets of the row's text, found through their letters."""
    flat, offsets = normal(row_text)
    out, at = [], 0
    for start, end in spans:
        words, _ = normal(document.text[start:end])
        where = flat.find(words, at)
        where = where if where >= 0 else flat.find(words)
        if words and where >= 0:
            at = where
            out.append((offsets[where], offsets[where + len(words) - 1] + 1))
        else:
            out.append((-1, -1))
    return out


def overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def matches(read: Range, label: Range, labels: list[Range]) -> bool:
    shared = overlap(read, label)
    long_read, long_label = read[1] - read[0], label[1] - label[0]
    if not shared:
        return False
    if shared >= 0.5 * long_read and shared >= 0.5 * long_label:
        return True
    if long_read <= long_label:
        return shared >= 0.9 * long_read
    return shared >= 0.9 * long_label and sum(overlap(read, other) > 0 for other in labels) <= 2


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def requirements(
    rows: dict[str, Any], postings: dict[str, tuple[Document, Posting]], *, errors: bool
) -> None:
    totals: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for path in sorted(LABELS.glob("jd*.toml")):
        label = tomllib.loads(path.read_text())
        document, posting = postings[label["id"]]
        row_text = rows[label["id"]]["text"]
        spans = [
            (r.statement.span.start, r.statement.span.end) for r in posting.requirements if r.statement.span
        ]
        read = to_row(document, row_text, spans)
        labels = [(x["start"], x["end"]) for x in label.get("requirement", [])]
        needs = [x["need"] for x in label.get("requirement", [])]
        tally = totals[label["held"]]
        here: Counter[str] = Counter()
        for span, requirement in zip(read, posting.requirements, strict=True):
            hit = next((i for i, x in enumerate(labels) if matches(span, x, labels)), None)
            here["read"] += 1
            here["read right"] += hit is not None
            here["strict"] += any(overlap(span, x) * 2 >= max(span[1] - span[0], x[1] - x[0]) for x in labels)
            if hit is not None:
                here["need right"] += needs[hit] == requirement.need.value
            elif errors and not label["held"]:
                print(f"   {label['id']} read, not labelled: {requirement.statement.text[:110]}")
            if hit is not None and errors and not label["held"] and needs[hit] != requirement.need.value:
                print(f"   {label['id']} need {requirement.need.value}: {requirement.statement.text[:110]}")
        for x in labels:
            found = any(matches(span, x, labels) for span in read)
            here["labels"] += 1
            here["found"] += found
            if errors and not found and not label["held"]:
                print(f"   {label['id']} missed: {' '.join(row_text[x[0] : x[1]].split())[:110]}")
        tally.update(here)
        if errors:
            print(f"  {label['id']}{' held' if label['held'] else ''} {dict(here)}")
    for name, tally in (
        ("developed on", totals[False]),
        ("held out", totals[True]),
        ("all 15", totals[False] + totals[True]),
    ):
        precision, recall = (
            tally["read right"] / max(1, tally["read"]),
            tally["found"] / max(1, tally["labels"]),
        )
        print(
            f"requirements, {name}: precision {precision:.3f} recall {recall:.3f} F1 {f1(precision, recall):.3f}"
            f" (must or nice right {tally['need right'] / max(1, tally['read right']):.3f}; strictly one to one {tally['strict'] / max(1, tally['read']):.3f})"
        )


def roles(
    rows: dict[str, Any], postings: dict[str, tuple[Document, Posting]], name: str, *, errors: bool
) -> None:
    labels = tomllib.loads((LABELS / "roles.toml").read_text())["posting"]
    role, level, exact = ({held: Tally() for held in (False, True)} for _ in range(3))
    for label in labels:
        if label["id"] not in postings:
            continue
        posting, held = postings[label["id"]][1], label.get("held", False)
        good = posting.role.role.value in (label["role"], *label.get("also", ()))
        near = abs(LEVELS.index(posting.level.level.value) - LEVELS.index(label["level"])) <= 1
        role[held].add(right=good)
        level[held].add(right=near)
        exact[held].add(right=posting.role.exact == label["exact"])
        if errors and not held and not (good and near and posting.role.exact == label["exact"]):
            title = posting.title.text[:60] if posting.title else None
            print(
                f"   {label['id']} {title!r}: {posting.role.role.value} exact={posting.role.exact} {posting.level.level.value}, label {label}"
            )
    for what, tally in (("role", role), ("level within one", level), ("exact family", exact)):
        both = Tally(tally[False].right + tally[True].right, tally[False].total + tally[True].total)
        print(f"{what}, {name}: developed on {tally[False]}; held out {tally[True]}; all {both}")
    own = Tally()
    for key, (_, posting) in postings.items():
        wanted = NEAREST.get(rows[key]["role"], rows[key]["role"])
        if wanted != "other":
            own.add(right=posting.role.role.value == wanted)
            if errors and posting.role.role.value != wanted:
                title = posting.title.text[:50] if posting.title else None
                print(
                    f"   {key} {rows[key]['title'][:60]!r} read {title!r}: {posting.role.role.value}, row {wanted}"
                )
    print(f"role against the rows' own field (a rule over titles), {name}: {own}")


def main_text(rows: dict[str, Any]) -> None:
    words = re.compile(r"\w+")
    scores = []
    for row in rows.values():
        if "truth_text" in row and (row["format"].startswith("html") or "&lt;" in row["text"]):
            got = Counter(words.findall(document_of(row).text.casefold()))
            want = Counter(words.findall(row["truth_text"].casefold()))
            shared = sum((got & want).values())
            scores.append(f1(shared / max(1, got.total()), shared / max(1, want.total())))
    print(
        f"main text of {len(scores)} pages: word F1 mean {sum(scores) / len(scores):.4f}, worst {min(scores):.4f}"
    )


def read_all(rows: dict[str, Any], *, titled: bool) -> dict[str, tuple[Document, Posting]]:
    vocabulary = load_vocabulary(ROOT / "packs" / "core" / "skills.toml")
    out, spent = {}, []
    for key, row in rows.items():
        document = document_of(row, titled=titled)
        began = time.perf_counter()
        try:
            out[key] = document, read_posting(document, vocabulary=vocabulary)
        except InputError as error:
            print(f"   {key} refused: {error.what}")
        spent.append(time.perf_counter() - began)
    spent.sort()
    print(
        f"read {len(out)} of {len(rows)} postings, median {spent[len(spent) // 2] * 1000:.0f} ms, slowest {spent[-1] * 1000:.0f} ms"
    )
    return out


def main() -> None:
    if not DATA.exists():
        print(f"skipped: {DATA} is not there (the postings are not ours to ship)")
        return
    errors = "--errors" in sys.argv
    rows = {row["id"]: row for row in map(json.loads, DATA.read_text(encoding="utf-8").splitlines())}
    postings = read_all(rows, titled=False)
    requirements(rows, postings, errors=errors)
    roles(rows, postings, "text alone", errors=errors)
    roles(rows, read_all(rows, titled=True), "with the title on top", errors=errors)
    main_text(rows)


if __name__ == "__main__":
    main()
