"""How rightly what is said is held against a CV: of what is named, what share is false indeed, and of what is false, what share is named.

Honest sentences and false ones stand in `bench/cv_checks.toml`, with invented CVs; CVs named there as files are read from the folder
given with --cvs, and left out without it. "tuned" sentences were looked at while the rules were written, "held" and
"fresh" ones were written without: how they first went stands in design/0016.
Run: `python bench/cv_checks.py --cvs FOLDER`; `--show` prints each sentence that went wrong.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from greenroom.bootstrap import greenroom
from greenroom.interview.cv.against import differences, unlisted
from greenroom.interview.cv.claims import claims_of
from greenroom.interview.cv.story import nearness, story
from greenroom.interview.sentences import sentences
from greenroom.model.cv import CvClaims

TODAY = date(2026, 3, 1)
KINDS = ("figure", "years", "title", "dates", "employer", "degree")


class Case(NamedTuple):
    """A sentence with what is false about it, "" where it is honest, and what was named."""

    group: str
    said: str
    false: str
    named: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cvs", type=Path, help="A folder of CVs.")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    written = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["cv"]
    read = [(one, cv) for one in written if (cv := claims(one, asked.cvs))]
    found = [case for one, cv in read for case in cases(one, cv)]
    print(f"{'':10}{'CVs':>5}{'sentences':>11}{'honest':>8}{'named':>7}{'precision':>11}{'recall':>8}")
    for group in ("tuned", "held", "fresh"):
        table(
            [case for case in found if case.group == group],
            group,
            sum(one["set"] == group for one, _ in read),
        )
    stories(read, show=asked.show)
    for kind in KINDS:
        told = [case for case in found if case.false == kind]
        print(f"  {kind:10}{sum(bool(case.named) for case in told):>4} of {len(told)}")
    for case in found if asked.show else ():
        if bool(case.named) != bool(case.false):
            print(f"{case.group:6} {case.false or 'honest':10} {','.join(case.named) or '-':10} {case.said}")


def claims(one: dict[str, Any], folder: Path | None) -> CvClaims | None:
    """What a CV claims; None where its file is not there."""
    room = greenroom()
    if "text" in one:
        name, data = f"{one['name']}.txt", one["text"].encode()
    elif folder is not None and (folder / one["file"]).is_file():
        name, data = one["file"], (folder / one["file"]).read_bytes()
    else:
        return None
    document = room.preparation.reader.read(data, name=name, purpose="cv")
    return claims_of(room.preparation.read_profile_afresh(document, today=TODAY), document.text, TODAY)


def cases(one: dict[str, Any], cv: CvClaims) -> Iterator[Case]:
    """The sentences said by the person of a CV, each held against it."""
    for kind in ("honest", *KINDS):
        for said in one.get(kind, ()):
            named = [it.kind for it in differences([said], cv, TODAY)] + [
                it.kind for it in unlisted([said], cv)
            ]
            yield Case(one["set"], said, "" if kind == "honest" else kind, frozenset(named))


def stories(read: list[tuple[dict[str, Any], CvClaims]], *, show: bool) -> None:
    """For told stories: how often the line they stand on is found, how often another, and what is said of those no line backs."""
    encode = greenroom().interviews.encoder.encode
    count: Counter[tuple[str, str]] = Counter()
    for one, cv in read:
        for it in one.get("story", ()):
            told = [sentence.text for sentence in sentences(it["says"])]
            found = story(told, cv, encode)
            line = found.line if found else ""
            right = bool(line) == bool(it["line"]) and line.startswith(it["line"])
            how = (
                "nothing said"
                if found is None or (it["line"] and found.job and not line)
                else "right"
                if right
                else "wrong"
            )
            count["of a line" if it["line"] else "of none", how] += 1
            if how == "right" and line:
                count[
                    "left out", "right" if found and found.left_out == it.get("left_out", False) else "wrong"
                ] += 1
            if show:
                lines = [own for job in cv.jobs for own in job.lines] + list(cv.lines)
                near = nearness(told, lines, encode) if lines else []
                print(
                    f"{how:13} {max(near, default=0):.2f} {sorted(near)[-2] if len(near) > 1 else 0:.2f} {it['line'] or '(none)'} | {line}"
                )
    for (what, how), times in sorted(count.items()):
        print(f"  stories {what:10} {how:13}{times:>3}")


def table(cases_: list[Case], group: str, cvs: int) -> None:
    """One line of figures."""
    count = Counter((bool(case.false), bool(case.named)) for case in cases_)
    named, false = count[True, True] + count[False, True], count[True, True] + count[True, False]
    precision = count[True, True] / named if named else float("nan")
    recall = count[True, True] / false if false else float("nan")
    print(
        f"{group:10}{cvs:>5}{len(cases_):>11}{len(cases_) - false:>8}{named:>7}{precision:>11.3f}{recall:>8.3f}"
    )


if __name__ == "__main__":
    main()
