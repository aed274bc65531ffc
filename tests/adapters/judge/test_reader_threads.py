"""One reader read with by many threads: the same numbers as alone, however little it keeps."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from greenroom.adapters.judge import EmbeddedReader, reader

CRITERIA = ["Names the metric by which success is judged.", "Says what is rolled back and when."]
ANSWERS = [
    [f"I would watch the error rate of service {n}.", f"At {n} percent we roll back."] for n in range(12)
]


def test_threads_that_crowd_each_other_out_read_the_same():
    alone = [EmbeddedReader().read("How do you release it?", CRITERIA, told).labels for told in ANSWERS]
    shared = EmbeddedReader(kept=40)
    with ThreadPoolExecutor(8) as threads:
        wanted = [told for told in ANSWERS for _ in range(3)]
        found = threads.map(lambda told: shared.read("How do you release it?", CRITERIA, told).labels, wanted)
        for place, labels in enumerate(found):
            np.testing.assert_array_equal(labels, alone[place // 3])
    assert shared._size <= 40 or len(shared._kept) == 1


def test_what_was_read_last_is_kept():
    made = EmbeddedReader(kept=60)
    for told in ANSWERS:
        made.read("How do you release it?", CRITERIA, told)
    assert sum(len(one.tokens) for one, _ in made._kept.values()) == made._size
    assert tuple(ANSWERS[-1]) in made._kept
    assert tuple(ANSWERS[0]) not in made._kept


def test_what_nobody_used_for_long_goes_and_what_is_used_stays(monkeypatch):
    made, now = EmbeddedReader(), [0.0]
    monkeypatch.setattr(reader.time, "monotonic", lambda: now[0])
    for minutes, told in ((0, ANSWERS[0]), (1, ANSWERS[1]), (20, ANSWERS[0]), (40, ANSWERS[2])):
        now[0] = 60.0 * minutes
        made.read("How do you release it?", CRITERIA, told)
    assert tuple(ANSWERS[0]) in made._kept
    assert tuple(ANSWERS[1]) not in made._kept
    assert sum(len(one.tokens) for one, _ in made._kept.values()) == made._size
