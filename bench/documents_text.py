"""How well documents are read: `python bench/documents_text.py [CVS_DIR] [POSTINGS_JSONL] [--worst]`.

Prints one JSON object:
    heading     share of bullets and paragraphs whose nearest heading above is the right one (CVs)
    job         share of jobs whose title and employer stand near each other, before their first bullet (CVs)
    adjacent    share of neighbouring word pairs of a block that are kept neighbours (CVs)
    recall, f1  of words (CVs; f1 only where the truth is whole)
    page_f1     of words of the main text, saved web pages (postings)
    bare_f1     the same with the pages' JSON-LD taken out, so that the text is found in the page itself
    made_f1     the same of our own pages, each built like those of another hiring system (tests/)
    ms_a_page   median, one process, warm
Every figure is the mean over the files; `--worst` lists the files that pull it down.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from greenroom.adapters.documents import FileReader

DATA = Path(__file__).parents[2] / "shared" / "data"
MADE = Path(__file__).parents[1] / "tests" / "adapters" / "documents" / "pages"
_JSON_LD = re.compile(r"<script[^>]*ld(?:\+|&#x2b;|&#43;)json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_AD = re.compile(r"<!--ad-->(.*?)<!--/ad-->", re.DOTALL)  # how our own pages mark what belongs to the ad
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"


def words(text: str) -> list[str]:
    """Folded words; every CJK character is one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(rf"{_CJK}|[^\W_]+(?<!{_CJK})", re.sub(rf"({_CJK})", r" \1 ", folded))


def find(needle: list[str], hay: list[str], start: int = 0) -> int:
    """Where `needle` begins in `hay` at or after `start`, or -1."""
    if not needle:
        return -1
    first = needle[0]
    for at in range(start, len(hay) - len(needle) + 1):
        if hay[at] == first and hay[at : at + len(needle)] == needle:
            return at
    return -1


def heading_lines(text: str, headings: set[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
    """Word offsets of lines that are one of `headings`."""
    out, offset = [], 0
    for line in text.split("\n"):
        for cell in line.split("\t"):
            tokens = tuple(words(cell))
            if tokens in headings:
                out.append((offset, tokens))
            offset += len(tokens)
    return out


def heading_share(truth: dict[str, Any], text: str) -> float | None:
    """Share of bullets and paragraphs under their own heading; None when there are none."""
    headings = {tuple(words(b["text"])) for b in truth["blocks"] if b["kind"] == "heading"}
    seen, hay, right, total = heading_lines(text, headings), words(text), 0, 0
    used: Counter[tuple[str, ...]] = Counter()
    for block in truth["blocks"]:
        section = block["section"]
        if block["kind"] not in {"bullet", "para"} or not section:
            continue
        key = words(block["text"])[:8]
        if len(key) < 3:
            continue
        total += 1
        starts = []
        at = find(key, hay)
        while at >= 0:
            starts.append(at)
            at = find(key, hay, at + 1)
        if not starts:
            continue
        at = starts[min(used[tuple(key)], len(starts) - 1)]
        used[tuple(key)] += 1
        above = [tokens for offset, tokens in seen if offset <= at]
        right += bool(above) and above[-1] == tuple(words(section))
    return right / total if total else None


def job_share(truth: dict[str, Any], text: str) -> float | None:
    """Share of jobs whose title and employer stand within 30 words, and whose first bullet follows within 60."""
    hay, good, total = words(text), 0, 0
    for job in truth.get("jobs", []):
        title, employer = words(job.get("title") or ""), words(job.get("employer") or "")
        if not title or not employer:
            continue
        total += 1
        bullet = words(job["bullets"][0])[:5] if job.get("bullets") else []
        at, ok = find(title, hay), False
        while at >= 0 and not ok:
            near = hay[max(0, at - 30) : at + 30]
            ok = find(employer, near) >= 0 and (not bullet or find(bullet, hay[at : at + 80]) >= 0)
            at = find(title, hay, at + 1)
        good += ok
    return good / total if total else None


def adjacent_share(truth: dict[str, Any], text: str) -> float | None:
    """Share of neighbouring word pairs within blocks that are neighbours in `text`."""
    hay = words(text)
    pairs = Counter(itertools.pairwise(hay))
    kept = total = 0
    for block in truth["blocks"]:
        tokens = words(block["text"])
        for pair in itertools.pairwise(tokens):
            total += 1
            if pairs[pair] > 0:
                pairs[pair] -= 1
                kept += 1
    return kept / total if total else None


def overlap(truth: list[str], text: list[str]) -> tuple[float, float]:
    """Word recall and F1 of `text` against `truth`."""
    shared = sum((Counter(truth) & Counter(text)).values())
    recall, precision = shared / max(1, len(truth)), shared / max(1, len(text))
    return recall, 2 * recall * precision / max(1e-9, recall + precision)


def measure_cvs(folder: Path) -> dict[str, dict[str, float]]:
    """Figures for every CV that has truth."""
    reader, rows = FileReader(), {}
    for path in sorted((folder / "files").iterdir()):
        truth = json.loads((folder / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))
        document = reader.read_file(path)
        start = time.perf_counter()
        document = reader.read_file(path)
        spent = (time.perf_counter() - start) * 1000 / document.pages
        blocks = words("\n".join(b["text"] for b in truth["blocks"]))
        recall, f1 = overlap(blocks, words(document.text))
        figures = {
            "heading": heading_share(truth, document.text),
            "job": job_share(truth, document.text),
            "adjacent": adjacent_share(truth, document.text),
            "recall": recall,
            "f1": f1 if "exact" in truth["truth_kind"] else None,
            "ms_a_page": spent,
        }
        rows[path.name] = {key: value for key, value in figures.items() if value is not None}
    return rows


def measure_pages(path: Path) -> dict[str, dict[str, float]]:
    """Main-text F1 for every saved web page and damaged posting that has truth."""
    reader, rows = FileReader(), {}
    for raw in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(raw)
        if not row.get("truth_text"):
            continue
        name = row["id"] + (".html" if row["format"] == "html_page" else "")
        start = time.perf_counter()
        document = reader.read(row["text"].encode(), name=name, purpose="posting")
        spent = (time.perf_counter() - start) * 1000
        truth = words(row["truth_text"])
        recall, f1 = overlap(truth, words(document.text))
        rows[row["id"]] = {"page_recall": recall, "page_f1": f1, "page_ms": spent}
        rows[row["id"]]["derived"] = float(row["format"] != "html_page")
        if row["format"] == "html_page":
            bare = reader.read(_JSON_LD.sub("", row["text"]).encode(), name=name, purpose="posting")
            rows[row["id"]]["bare_f1"] = overlap(truth, words(bare.text))[1]
    return rows


def marked_text(page: str) -> str:
    """What one of our own pages marks as its ad."""
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(_AD.findall(page))))


def measure_made(folder: Path) -> dict[str, dict[str, float]]:
    """Main-text F1 for every page of ours."""
    reader, rows = FileReader(), {}
    for path in sorted(folder.glob("*.html")):
        document = reader.read_file(path, purpose="posting")
        truth = words(marked_text(path.read_text(encoding="utf-8")))
        rows[path.name] = {"made_f1": overlap(truth, words(document.text))[1]}
    return rows


def mean(rows: dict[str, dict[str, float]], key: str) -> float | None:
    """The mean of `key` over the rows that have it; the median for times."""
    values = [row[key] for row in rows.values() if key in row]
    if not values:
        return None
    return round(statistics.median(values) if "ms" in key else statistics.fmean(values), 4)


def main(argv: list[str]) -> int:
    """Measure and print."""
    plain = [a for a in argv if not a.startswith("--")]
    cvs = Path(plain[0]) if plain else DATA / "cvs"
    postings = Path(plain[1]) if len(plain) > 1 else DATA / "postings" / "postings.jsonl"
    if not cvs.exists():
        print(json.dumps({"skipped": f"no folder {cvs}"}))
        return 0
    rows = measure_cvs(cvs)
    out: dict[str, Any] = {"cvs": len(rows)}
    for key in ("heading", "job", "adjacent", "recall", "f1", "ms_a_page"):
        out[key] = mean(rows, key)
    if postings.exists():
        pages = measure_pages(postings)
        whole = {k: v for k, v in pages.items() if not v["derived"]}
        damaged = {k: v for k, v in pages.items() if v["derived"]}
        out |= {"pages": len(whole), "page_f1": mean(whole, "page_f1"), "page_ms": mean(whole, "page_ms")}
        out |= {"bare_f1": mean(whole, "bare_f1")}
        out |= {"damaged": len(damaged), "damaged_f1": mean(damaged, "page_f1")}
        rows |= pages
    made = measure_made(MADE)
    out |= {"made": len(made), "made_f1": mean(made, "made_f1")}
    rows |= made
    if "--worst" in argv:
        for key in ("heading", "job", "recall", "page_f1", "bare_f1", "made_f1"):
            low = sorted((row[key], name) for name, row in rows.items() if row.get(key, 1) < 1)[:12]
            out[f"worst_{key}"] = {name: round(value, 3) for value, name in low}
    print(json.dumps(out, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
