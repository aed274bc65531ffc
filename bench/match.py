"""How well matching reads: pairs at the encoder's thresholds, whole requirements, role and level of a person.

Pairs: bench/labels/match/pairs.toml, our own wording; thresholds are chosen on one half of the requirements and
reported on both. Strengths: bench/labels/match/strengths.toml, judged by hand on CVs and postings of ../shared/data
(ids and offsets only; skipped where that folder is absent), as are role and level, which the slugs of the
generated CVs name. Run: `python bench/match.py [--errors]`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.preparation import SHARED, preparation  # noqa: E402

from greenroom.model.ladder import Level, Role  # noqa: E402
from greenroom.model.match import Match, RequirementMatch  # noqa: E402
from greenroom.ports import Encoder  # noqa: E402
from greenroom.prepare.match.named import RELATED  # noqa: E402
from greenroom.prepare.match.requirements import NEAR  # noqa: E402

LABELS = Path(__file__).parent / "labels" / "match"
LABEL_ORDER = ("unrelated", "related", "about")
STRENGTHS = ("missing", "adjacent", "mentioned", "shown", "proven")
PERSONAS = {  # longest first: "mlem" begins with "mle"
    "aipm": Role.AI_PRODUCT_MANAGER, "aieng": Role.AI_ENGINEER, "mlem": Role.ML_ENGINEERING_MANAGER,
    "mle": Role.ML_ENGINEER, "ds": Role.ML_ENGINEER, "algo": Role.ML_ENGINEER,
}  # fmt: skip
LEVELS = {"newgrad": Level.ENTRY, "mid": Level.MID, "senior": Level.SENIOR, "staff": Level.STAFF}
POSTINGS = {  # of each role, for years are counted in the trade of the posting
    Role.AI_PRODUCT_MANAGER: "jd235", Role.ML_ENGINEER: "jd069", Role.AI_ENGINEER: "jd053", Role.ML_ENGINEERING_MANAGER: "jd069",
}  # fmt: skip
Pair = tuple[str, float]  # label, cosine


def main() -> None:
    pairs()
    if not (SHARED / "cvs" / "files").is_dir():
        print("No shared CVs and postings at hand: strengths, roles and levels were not measured.")
        return
    strengths(show_errors="--errors" in sys.argv)
    people()


def pairs() -> None:
    """Print how the labelled pairs fall at the thresholds, on the half they were chosen on and on the other.

    Beside its own statements, each requirement meets those of the other roles in its half ("elsewhere"), as it
    meets the rest of a CV; some of those are in truth related.
    """
    encoder = preparation().encoder
    entries = tomllib.loads((LABELS / "pairs.toml").read_text())["requirement"]
    halves = [cosines(entries[n::2], encoder) for n in (0, 1)]
    related, near = choose(halves[0])
    print(
        f"pairs: {sum(len(e[k]) for e in entries for k in LABEL_ORDER)} labelled; chosen on one half: RELATED {related:.2f}, NEAR {near:.2f}"
    )
    for name, half in zip(("chosen on", "held out"), halves, strict=True):
        print(f"  {name}, at RELATED {RELATED:.2f} and NEAR {NEAR:.2f}")
        for label in (*reversed(LABEL_ORDER), "elsewhere"):
            found = Counter(read(cosine, RELATED, NEAR) for other, cosine in half if other == label)
            print(f"    {label:10}" + "".join(f"  {kind} {found[kind]:4}" for kind in reversed(LABEL_ORDER)))


def cosines(entries: list[dict[str, Any]], encoder: Encoder) -> list[Pair]:
    out: list[Pair] = []
    for one in entries:
        target = encoder.encode([one["text"]])[0]
        beside = [s for e in entries if e["role"] != one["role"] for label in LABEL_ORDER for s in e[label]]
        for label, statements in (*((k, one[k]) for k in LABEL_ORDER), ("elsewhere", beside)):
            out.extend((label, float(encoder.encode([s])[0] @ target)) for s in statements)
    return out


def read(cosine: float, related: float, near: float) -> str:
    return "about" if cosine >= near else "related" if cosine >= related else "unrelated"


def choose(half: list[Pair]) -> tuple[float, float]:
    """RELATED: the lowest threshold that at most one in 200 of the statements about other work pass; NEAR: none."""
    other = sorted((cosine for label, cosine in half if label == "elsewhere"), reverse=True)
    false = max(cosine for label, cosine in half if label in {"elsewhere", "unrelated"})
    return other[len(other) // 200], false


def strengths(*, show_errors: bool) -> None:
    """Print agreement with strengths judged by hand over whole CVs."""
    labels = tomllib.loads((LABELS / "strengths.toml").read_text())["case"]
    exact = within = total = 0
    judged = Counter[bool]()
    confusion: Counter[tuple[str, str]] = Counter()
    for case in labels:
        match = match_of(case["cv"], case["posting"])
        for wanted in case["requirement"]:
            found = at(match, wanted["start"])
            if found is None:
                print(f"  {case['posting']} at {wanted['start']}: no such requirement is read any more")
                continue
            got = found.strength.value if found.judged == "by_evidence" else found.judged.value
            if wanted["strength"] in STRENGTHS and got in STRENGTHS:
                step = abs(STRENGTHS.index(got) - STRENGTHS.index(wanted["strength"]))
                total, exact, within = total + 1, exact + (step == 0), within + (step <= 1)
            else:
                judged[got == wanted["strength"]] += 1
            confusion[wanted["strength"], got] += 1
            if show_errors and got != wanted["strength"]:
                print(
                    f"  {case['cv']} {case['posting']} {wanted['start']}: {wanted['strength']} read as {got}"
                )
    print(
        f"strengths: exact {exact}/{total} = {exact / total:.0%}, within one {within}/{total} = {within / total:.0%}; judged otherwise {judged[True]}/{judged.total()} right"
    )
    columns = (*STRENGTHS, "in_person", "as_condition")
    print(f"    {'by hand / read':14}" + "".join(f"{c[:9]:>10}" for c in columns))
    for row in columns:
        print(f"    {row:14}" + "".join(f"{confusion[row, c]:10}" for c in columns))


def at(match: Match, start: int) -> RequirementMatch | None:
    spans = ((m, m.requirement.statement.span) for m in match.requirements)
    return next((m for m, span in spans if span is not None and span.start <= start < span.end), None)


def match_of(cv: str, posting: str) -> Match:
    room = preparation()
    path = next((SHARED / "cvs" / "files").glob(f"{cv}.*"))
    rows = (json.loads(line) for line in (SHARED / "postings" / "postings.jsonl").read_text().splitlines())
    text = next(row["text"] for row in rows if row["id"] == posting)
    document = room.reader.read(text.encode(), name=f"{posting}.txt", purpose="posting")
    return room.match(room.reader.read_file(path), document)[2]


def people() -> None:
    """Print how often the role a CV reads most like, and its level, are those its slug names."""
    roles, levels = Counter[bool](), Counter[bool]()
    for path in sorted((SHARED / "cvs" / "files").glob("gen_*")):
        words = path.stem.split("_")
        role = next(PERSONAS[word] for word in words if word in PERSONAS)
        level = next((LEVELS[word] for word in words if word in LEVELS), None)
        match = match_of(path.stem, POSTINGS[role])
        best = max(match.role_fit.scores, key=lambda r: match.role_fit.scores[r])
        roles[best is role] += 1
        if best is not role:
            print(f"  {path.stem}: {role} read as {best}")
        if level is not None:
            levels[match.level_fit.evidence is level] += 1
            if match.level_fit.evidence is not level:
                print(f"  {path.stem}: {level} read as {match.level_fit.evidence}")
    print(
        f"role: {roles[True]}/{roles.total()} right; level where the slug names one: {levels[True]}/{levels.total()} right"
    )


if __name__ == "__main__":
    main()
