"""How fast the judge is: a 200-word answer with five criteria on one thread, a cold start, memory.

The judge keeps what it has read of a text while its process lives. So no answer is judged twice here; the rubric is either
new too (as in the first answer to a question) or the same each time (as in a batch).

Every time is also given as a ratio within this run, since absolute times say more about the machine: the warm judge to
encoding one sentence of 20 words, the cold start to starting Python with pydantic and numpy.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.adapters.judge import EmbeddedReader
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.service.judging import Judging
from greenroom.service.library import Library
from judge_rows import Row, unseen
from speed import GREENROOM, whole_process

_WORDS = 200
_WARM_RUNS, _COLD_RUNS = 40, 5
_SENTENCE = "we rolled the release back at two because the error rate stood at four percent and nobody could say why {}"


def main(reader: EmbeddedReader, *, shipped: bool) -> None:
    """Print times and ratios; the cold start only of the weights that are installed."""
    asked = answer_of(_WORDS)
    judging, encoder, number = Judging(reader, library=Library(())), MiniLmEncoder(), count()
    fresh = _milliseconds(lambda: judging.judge(_numbered(asked, next(number), rubric=True)))
    same = _milliseconds(lambda: judging.judge(_numbered(asked, next(number), rubric=False)))
    encode = _milliseconds(lambda: encoder.encode([_SENTENCE.format(next(number))]))
    words, criteria = len(asked.answer.split()), len(asked.rubric.criteria)
    print(f"warm, one thread, {words} words, {criteria} criteria (floor 150 ms, goal 50 ms)")
    print(f"{'':<34}{'wall ms':>10}{'CPU ms':>10}{'sentences encoded':>20}")
    for name, (wall, processor) in (
        ("criteria never read before", fresh),
        ("criteria read before", same),
        ("one sentence of 20 words encoded", encode),
    ):
        print(f"{name:<34}{wall:>10.1f}{processor:>10.1f}{processor / encode[1]:>20.1f}")
    if not shipped:
        print(
            "Cold start and memory: skipped, they are measured on the installed weights (leave out --weights)."
        )
        return
    cold(asked)


def cold(asked: Asked) -> None:
    """Print seconds and peak memory of `greenroom judge` as a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GREENROOM_DATA": f"{folder}/data"}
        answer, rubric = Path(folder) / "answer.txt", Path(folder) / "rubric.toml"
        answer.write_text(asked.answer, encoding="utf-8")
        lines = (
            f"[[criteria]]\nid = {json.dumps(c.id)}\ntext = {json.dumps(c.text)}\n"
            for c in asked.rubric.criteria
        )
        rubric.write_text("".join(lines), encoding="utf-8")
        command = [
            GREENROOM,
            "judge",
            "--question",
            asked.question,
            "--rubric",
            str(rubric),
            "--answer",
            str(answer),
        ]
        plain = [sys.executable, "-c", "import pydantic, numpy"]
        base = statistics.median(whole_process(plain, environment)[0] for _ in range(_COLD_RUNS))
        runs = [whole_process(command, environment) for _ in range(_COLD_RUNS + 1)][1:]
    seconds, memory = statistics.median(s for s, _ in runs), max(m for _, m in runs)
    print(
        f"cold start of greenroom judge: {seconds:.2f} s (floor 1.5, goal 0.7); {seconds / base:.1f} times python -c 'import pydantic, numpy'"
    )
    print(f"peak memory of it: {memory:.0f} MB (floor 400, goal 300)")


def answer_of(words: int) -> Asked:
    """An unseen question with its longest answer cut to so many words."""
    row: Row = max(unseen(), key=lambda one: len(one["answer"].split()))
    criteria = tuple(Standard(id=one["id"], text=one["text"]) for one in row["criteria"])
    answer = " ".join(row["answer"].split()[:words])
    return Asked(question=row["question"], rubric=Rubric(criteria=criteria), answer=answer)


def _numbered(asked: Asked, number: int, *, rubric: bool) -> Asked:
    """The same with another number in the answer, and where `rubric` in the question and each criterion: nothing is known."""
    if rubric:
        criteria = tuple(
            one.model_copy(update={"text": f"{one.text} {number}"}) for one in asked.rubric.criteria
        )
        asked = asked.model_copy(
            update={"question": f"{asked.question} {number}", "rubric": Rubric(criteria=criteria)}
        )
    return asked.model_copy(update={"answer": f"{asked.answer.rsplit(' ', 1)[0]} {number}"})


def _milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Median wall and processor time of many runs, after three to warm up; on an idle machine they are the same."""
    took = []
    for _ in range(_WARM_RUNS + 3):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - wall, time.process_time() - processor))
    walls, processors = zip(*took[3:], strict=True)
    return 1000 * statistics.median(walls), 1000 * statistics.median(processors)
