"""How well the fields of CVs are read: `python bench/documents.py [CVS_DIR] [--cli] [--worst]`.

CVS_DIR holds `files/<slug>.*` and `truth/<slug>.json` (default: ../shared/data/cvs beside the repository).
The table stands beside what that data's README gives for plain rules on text in reading order and for
OpenResume's parser, both measured on the larger set it was drawn from. `--cli` reads through the command line
(`greenroom profile FILE --json`), as a user would, instead of in process; `--worst` lists the files below 1.

Figures are means over the CVs that have the field. Name and e-mail: exact, case and punctuation folded. Phone:
last seven digits; "phone where written" leaves out CVs whose file does not contain the number the truth has.
A job counts as found when title, employer and start fit together; title and employer: at least 0.85 alike;
dates: start and end to the month where the truth has it; bullets: found under their own job; bullet precision: how
many of the bullets read under a found job open a true bullet of it (half of a torn one does not); skills: recall.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenroom.adapters.documents import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.prepare.json_resume import to_json_resume
from greenroom.prepare.profile import read_profile

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "cvs"
VOCABULARY = ROOT / "packs" / "core" / "skills.toml"
KEYS = (
    "name",
    "email",
    "phone",
    "job_recall",
    "job_precision",
    "title",
    "employer",
    "dates",
    "bullets",
    "bullet_precision",
    "skills",
)
_COMPARED = tuple(key for key in KEYS if key != "bullet_precision")  # the README gives none for it
PLAIN_RULES = dict(zip(_COMPARED, (0.92, 0.97, 0.95, 0.82, 0.80, 0.67, 0.57, 0.75, 0.74, 0.92), strict=True))
OPEN_RESUME = dict(zip(_COMPARED, (0.47, 0.54, 0.44, 0.53, 0.48, 0.29, 0.16, 0.36, 0.47, 0.60), strict=True))
_FITS = 0.9  # of 2.8: title alike + employer alike + 0.8 for the same start

Json = dict[str, Any]


def fold(text: str | None) -> str:
    """Lower case, compatibility forms unified, runs of punctuation and white space as one space."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def digits(text: str | None) -> str:
    """Only the digits."""
    return re.sub(r"\D", "", text or "")


def alike(one: str | None, two: str | None) -> float:
    """How alike two texts are, 0 to 1."""
    a, b = fold(one), fold(two)
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() if a and b else 0.0


def same_month(truth: str | None, given: str | None) -> bool:
    """Whether a date is right as far as the truth goes; a job still held has no end."""
    if truth in (None, "present"):
        return (given or "").lower() in ("", "present", "now")
    return (given or "")[: len(truth)] == truth[:7]


def score(truth: Json, resume: Json) -> dict[str, float]:
    """The figures of one CV, for the fields that its truth has."""
    basics = resume.get("basics") or {}
    out: dict[str, float] = {}
    if truth.get("name"):
        out["name"] = float(fold(truth["name"]) == fold(basics.get("name")))
    if truth.get("email"):
        out["email"] = float(truth["email"].lower().split()[0] == (basics.get("email") or "").lower())
    if len(digits(truth.get("phone"))) >= 7:
        out["phone"] = float(digits(basics.get("phone"))[-7:] == digits(truth["phone"])[-7:])
    out.update(score_jobs(truth, resume.get("work") or []))
    wanted = [fold(skill) for skill in truth.get("skills", []) if fold(skill)]
    if wanted:
        names = [
            name
            for group in resume.get("skills") or []
            for name in (group.get("name"), *group.get("keywords", []))
        ]
        given = " | ".join(map(fold, names))
        found = sum(bool(re.search(rf"(?<!\w){re.escape(skill)}(?!\w)", given)) for skill in wanted)
        out["skills"] = found / len(wanted)
    return out


def score_jobs(truth: Json, given: list[Json]) -> dict[str, float]:
    """Recall and precision of jobs, and how right the found ones are."""
    jobs = [job for job in truth.get("jobs", []) if job.get("employer") and job.get("title")]
    if not jobs:
        return {}
    left = list(given)
    pairs: list[tuple[Json, Json]] = []
    for job in jobs:
        best = max(left, key=lambda work: fit(job, work), default=None)
        if best is not None and fit(job, best) >= _FITS:
            left.remove(best)
            pairs.append((job, best))
    out = {
        "job_recall": len(pairs) / len(jobs),
        "title": sum(alike(job["title"], work.get("position")) >= 0.85 for job, work in pairs) / len(jobs),
        "employer": sum(alike(job["employer"], work.get("name")) >= 0.85 for job, work in pairs) / len(jobs),
    }
    if not re.search(r"first ~20|partial", truth.get("truth_kind", "")):
        out["job_precision"] = len(pairs) / len(given) if given else 0.0
    dated = sum(bool(job.get("start")) for job in jobs)
    if dated:
        out["dates"] = sum(same_dates(job, work) for job, work in pairs if job.get("start")) / dated
    bullets = sum(len(job.get("bullets", [])) for job in jobs)
    if bullets:
        out["bullets"] = sum(bullets_found(job, work) for job, work in pairs) / bullets
    listed = [(job, work) for job, work in pairs if job.get("bullets")]
    read = sum(len(work.get("highlights") or []) for _, work in listed)
    if read:
        out["bullet_precision"] = sum(bullets_true(job, work) for job, work in listed) / read
    return out


def fit(job: Json, work: Json) -> float:
    """How well a given job fits a true one."""
    start = job.get("start") or ""
    same = bool(start) and str(work.get("startDate") or "")[:7] == start[:7]
    return alike(job["title"], work.get("position")) + alike(job["employer"], work.get("name")) + 0.8 * same


def same_dates(job: Json, work: Json) -> bool:
    """Whether start and end are right."""
    return same_month(job["start"], work.get("startDate")) and same_month(job.get("end"), work.get("endDate"))


def bullets_found(job: Json, work: Json) -> int:
    """How many of the job's bullets begin somewhere in the highlights."""
    text = fold(" ".join(work.get("highlights") or []))
    return sum(fold(bullet)[:40] in text for bullet in job.get("bullets", []))


def bullets_true(job: Json, work: Json) -> int:
    """How many of the highlights open one of the job's bullets, or are opened by one."""
    true = [fold(bullet)[:40] for bullet in job.get("bullets", [])]
    given = [fold(highlight)[:40] for highlight in work.get("highlights") or []]
    return sum(any(_opens(one, two) for two in true) for one in given)


def _opens(one: str, two: str) -> bool:
    return bool(one and two) and (one.startswith(two) or two.startswith(one))


def in_process(path: Path) -> Json:
    """The CV as JSON Resume, read in this process."""
    document = FileReader().read_file(path)
    profile = read_profile(document, vocabulary=load_vocabulary(VOCABULARY), today=datetime.now(UTC).date())
    return to_json_resume(profile)


def through_command(path: Path) -> Json:
    """The CV as JSON Resume, read by the command line."""
    command = [sys.executable, "-c", "from greenroom.cli import main; main()", "profile", str(path), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        resume: Json = json.loads(run.stdout)
    except ValueError:
        print(f"{path.name}: {(run.stderr or run.stdout).strip()[-200:]}", file=sys.stderr)
        return {}
    return resume


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--cli", action="store_true")
    parser.add_argument("--worst", action="store_true")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"no CVs with truth at {options.folder}: nothing measured")
        return
    read = through_command if options.cli else in_process
    rows: dict[str, dict[str, float]] = {}
    unwritten: set[str] = set()
    started = time.perf_counter()
    for path in sorted((options.folder / "files").iterdir()):
        truth_path = options.folder / "truth" / f"{path.stem}.json"
        if truth_path.exists():
            truth = json.loads(truth_path.read_text(encoding="utf-8"))
            rows[path.stem] = score(truth, read(path))
            if digits(truth.get("phone"))[-7:] not in digits(FileReader().read_file(path).text):
                unwritten.add(path.stem)
    seconds = (time.perf_counter() - started) / max(1, len(rows))
    print_table(rows, unwritten, seconds)
    if options.worst:
        for slug, figures in rows.items():
            low = {key: round(value, 2) for key, value in figures.items() if value < 1}
            if low:
                print(slug, low)


def print_table(rows: dict[str, dict[str, float]], unwritten: set[str], seconds: float) -> None:
    """The figures beside those of plain rules and OpenResume."""
    print(f"{len(rows)} CVs, {seconds:.2f} s a file\n")
    print(f"{'field':<20}{'greenroom':>10}{'plain rules':>13}{'OpenResume':>12}{'CVs':>6}")
    for key in KEYS:
        values = [figures[key] for figures in rows.values() if key in figures]
        print(
            f"{key:<20}{_mean(values):>10}{_given(PLAIN_RULES, key):>13}{_given(OPEN_RESUME, key):>12}{len(values):>6}"
        )
    written = [
        figures["phone"] for slug, figures in rows.items() if "phone" in figures and slug not in unwritten
    ]
    print(f"{'phone where written':<20}{_mean(written):>10}{'':>13}{'':>12}{len(written):>6}")


def _given(figures: dict[str, float], key: str) -> str:
    return f"{figures[key]:.2f}" if key in figures else "-"


def _mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.4f}" if values else "-"


if __name__ == "__main__":
    main()
