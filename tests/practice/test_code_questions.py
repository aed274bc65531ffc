"""What can be seen in submitted code: every quoted line is there, nothing is asked about code that is not, and no question is an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greenroom.content.load import load_catalogue
from greenroom.model.submission import Matter, lines_of
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict
from greenroom.practice.code_questions import code_questions, seen_in
from greenroom.practice.seen.asks import ASKS
from greenroom.practice.seen.sight import Sight

EXERCISES = {one.slug: one for one in load_catalogue([Path(__file__).parents[2] / "packs"]).exercises}
SOLUTIONS = [(e, s) for e in EXERCISES.values() for s in e.solutions]
QUOTED = re.compile(r"Line (\d+) is “(.*?)”\. ", re.DOTALL)
# What somebody would do about what was seen: an interviewer who said it would have answered the question.
ANSWERS = re.compile(
    r"\b(?:heap\w*|deque|generator|stream(?:ing|ed)?|chunk\w*|batch\w*|seed\w*|lock\w*|mutex|dict(?:ionary)?|hash\w*|quadratic|linear|"
    r"logarithm\w*|iterat(?:or|ive)\w*|tolerance|epsilon|isclose|evict\w*|ttl|lru|in[- ]place|stack overflow|copy|copies|views?)\b",
    re.IGNORECASE,
)


def seen(code, started=""):
    return {(one.sight, one.line) for one in seen_in(code, started)}


def asks(code, verdict=None, exercise=None):
    return code_questions(code, verdict, exercise)


def holds_what_it_quotes(code, found):
    lines = lines_of(code)
    for one in found:
        if one.line:
            assert one.quote
            assert one.quote.removesuffix(" ...") in lines[one.line - 1]
            assert f"Line {one.line} is “{one.quote}”" in one.ask


@pytest.mark.parametrize(
    ("exercise", "solution"), SOLUTIONS, ids=lambda one: getattr(one, "slug", getattr(one, "name", ""))
)
def test_every_line_that_is_quoted_stands_there_and_is_asked_about_once(exercise, solution):
    found = asks(solution.code, None, exercise)
    holds_what_it_quotes(solution.code, found)
    lines = [one.line for one in found]
    assert len(lines) == len(set(lines))
    assert list(found) == sorted(found, key=lambda one: -one.worth)
    assert found == asks(solution.code, None, exercise)


@pytest.mark.parametrize(
    ("sight", "line", "code"),
    [
        (Sight.NESTED, 3, "def f(rows, others):\n    for row in rows:\n        for other in others:\n            use(row, other)\n"),
        (Sight.NESTED, 4, "def f(n, streams):\n    heads = [1]\n    while heads:\n        for i, head in enumerate(heads):\n            use(i)\n"),
        (Sight.SCANS, 4, "def f(rows):\n    known = []\n    for row in rows:\n        if row in known:\n            continue\n        known.append(row)\n"),
        (Sight.SCANS, 4, "def f(rows):\n    queue = list(rows)\n    while queue:\n        use(queue.pop(0))\n"),
        (Sight.SCANS, 5, "class C:\n    def __init__(self):\n        self.order = []\n    def hit(self, key):\n        self.order.remove(key)\n"),
        (Sight.SORTS, 2, "def f(rows):\n    return sorted(rows)[:3]\n"),
        (Sight.SORTS, 3, "def f(rows):\n    rows = list(rows)\n    rows.sort()\n"),
        (Sight.SORTS, 3, "def f(rows: list[int]):\n    rows.sort()  # what changes the argument is asked about first\n    return sorted(rows)\n"),
        (Sight.READS_ALL, 2, "def f(stream):\n    rows = list(stream)\n    return rows\n"),
        (Sight.READS_ALL, 2, "def f(streams):\n    return [row for stream in streams for row in stream]\n"),
        (Sight.READS_ALL, 3, "def f(path):\n    with open(path) as file:\n        return file.readlines()\n"),
        (Sight.COPIES, 4, "def f(rows):\n    out = []\n    for row in rows:\n        out = out + [row]\n    return out\n"),
        (Sight.ARRAY, 3, "import numpy as np\ndef f(scores):\n    return np.argsort(scores)\n"),
        (Sight.ARRAY, 3, "import numpy as np\ndef f(a, b):\n    return a[:, None] - b[None, :]\n"),
        (Sight.KEEPS, 5, "class C:\n    def __init__(self):\n        self.seen = {}\n    def hit(self, key):\n        self.seen[key] = 1\n"),
        (Sight.KEEPS, 2, "import functools\n@functools.cache\ndef f(key):\n    return key\n"),
        (Sight.COLLECTS, 4, "def f(rows):\n    known = set()\n    for row in rows:\n        known.add(row)\n    return len(known)\n"),
        (Sight.RECURS, 2, "def f(node):\n    return f(node.left)\n"),
        (Sight.SWALLOWS, 4, "def f(row):\n    try:\n        return int(row)\n    except Exception:\n        return None\n"),
        (Sight.SWALLOWS, 4, "def f(row):\n    try:\n        return int(row)\n    except ValueError:\n        pass\n"),
        (Sight.MUTATES, 2, "def f(rows):\n    rows.append(1)\n"),
        (Sight.MUTATES, 2, "def f(logits):\n    logits[0] = 1\n"),
        (Sight.COMPARES, 2, "def f(total):\n    return total == 1.0\n"),
        (Sight.DRAWS, 3, "import random\ndef f(rows):\n    return random.sample(rows, 3)\n"),
        (Sight.DRAWS, 3, "import numpy as np\ndef f(n):\n    return np.random.default_rng().random(n)\n"),
        (Sight.ASSUMES, 2, "def f(rows):\n    return 1 / len(rows)\n"),
        (Sight.SHARED, 5, "class C:\n    def __init__(self):\n        self.n = 0\n    def hit(self):\n        self.n += 1\n"),
    ],
)  # fmt: skip
def test_what_is_there_is_seen_in_its_line(sight, line, code):
    assert (sight, line) in seen(code)
    holds_what_it_quotes(code, asks(code))


@pytest.mark.parametrize(
    ("sight", "code"),
    [
        (Sight.NESTED, "def f(streams):\n    for stream in streams:\n        for row in stream:\n            use(row)\n"),
        (Sight.NESTED, "def f(rows):\n    for row in rows:\n        use(row)\n    for row in rows:\n        use(row)\n"),
        (Sight.NESTED, "def f(rows):\n    for row in rows:\n        for k in range(3):\n            use(row, k)\n"),
        (Sight.SCANS, "def f(rows):\n    known = set()\n    for row in rows:\n        if row in known:\n            continue\n"),
        (Sight.SCANS, "def f(rows):\n    known = list(rows)\n    return 3 in known\n"),
        (Sight.READS_ALL, "def f(rows, size=3):\n    return list(range(size))\n"),
        (Sight.COPIES, "import numpy as np\ndef f(a):\n    for i in range(9):\n        use(a[i:])\n"),
        (Sight.KEEPS, "class C:\n    def hit(self, key):\n        self.seen[key] = 1\n        self.seen.popitem()\n"),
        (Sight.KEEPS, "from collections import deque\nclass C:\n    def __init__(self):\n        self.seen = deque(maxlen=9)\n    def hit(self, key):\n        self.seen.append(key)\n"),
        (Sight.SWALLOWS, "def f(row):\n    try:\n        return int(row)\n    except Exception as error:\n        raise ValueError(row) from error\n"),
        (Sight.SWALLOWS, "def f(row):\n    try:\n        return int(row)\n    except KeyError:\n        return 0\n"),
        (Sight.MUTATES, "def f(rows):\n    rows = list(rows)\n    rows.append(1)\n"),
        (Sight.MUTATES, "class C:\n    def hit(self):\n        self.x.append(1)\n"),
        (Sight.COMPARES, "def f(total):\n    return total == 1\n"),
        (Sight.DRAWS, "import random\ndef f(rows, seed):\n    return random.Random(seed).sample(rows, 3)\n"),
        (Sight.SHARED, "import threading\nclass C:\n    def __init__(self):\n        self.lock = threading.Lock()\n    def hit(self):\n        self.n += 1\n"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_seen(sight, code):
    assert sight not in {one for one, _ in seen(code)}


@pytest.mark.parametrize(
    "code",
    [
        "", "   \n\t\n", "# nothing yet\n", "def f(:\n", "a\0b", "(" * 5_000, "-" * 150_000 + "1", "def f(x):\n    raise NotImplementedError\n",
        "x = '" + "a" * 199_000 + "'", "\n" * 200_000, "def f(xs):\n" + "    sorted(xs)\n" * 12_500, "\ud800",
    ],
    ids=range(12),
)  # fmt: skip
def test_nothing_is_asked_about_empty_broken_or_monstrous_code(code):
    assert asks(code) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_python_does(end):
    code = f"def f(rows):{end}    mark = '\x0c\x1c\u2028'{end}    return sorted(rows){end}"
    (found,) = asks(code)
    assert (found.line, found.quote) == (3, "return sorted(rows)")


def test_a_long_line_is_cut_and_still_stands_there():
    code = (
        "def f(rows):\n    return sorted(rows, key=lambda row: ("
        + ", ".join(f"row[{n}]" for n in range(90))
        + "))\n"
    )
    holds_what_it_quotes(code, asks(code))
    assert all(len(one.quote) < 100 for one in asks(code))


def test_no_question_says_what_to_do():
    for ask in ASKS.values():
        assert not ANSWERS.search(ask.text), ask.text
        assert "?" in ask.text
    assert set(ASKS) == set(Sight)


def verdict(*cases):
    made = [
        CaseVerdict(case=name, why="why it exists", shown=shown, outcome=outcome, says=says, ratio=ratio)
        for name, shown, outcome, says, ratio in cases
    ]
    return Verdict(cases=tuple(made), sandbox="none", peak_mb=30)


SLOW = (
    "many-streams",
    False,
    Outcome.SLOW,
    "took 9.00 s, 40 times the reference; twice the count takes 3.9 times as long",
    40.0,
)
NESTED = (
    "def f(rows, others):\n    for row in rows:\n        for other in others:\n            use(row, other)\n"
)


def test_a_slow_test_is_asked_about_with_how_its_time_grows_and_lifts_lines_that_cost_time():
    first, *rest = asks(NESTED, verdict(SLOW))
    assert first.matter is Matter.TIME
    assert "twice the count takes 3.9 times as long" in first.ask
    assert rest[0].line == 3
    assert rest[0].worth > asks(NESTED)[0].worth


def test_a_hidden_test_is_asked_about_without_giving_it_away():
    hidden = ("equal-keys", False, Outcome.WRONG, "item 3 should be 5, is 4", None)
    (found,) = asks("x = 1\n", verdict(hidden))
    for part in ("equal-keys", "why it exists", "item 3", "should be"):
        assert part not in found.ask
    (named,) = asks("x = 1\n", verdict(("equal-keys", True, *hidden[2:])))
    assert "equal-keys" in named.ask


def test_nothing_is_asked_about_what_was_measured_where_all_is_well_or_nothing_ran():
    assert (
        asks("x = 1\n", verdict(("a", True, Outcome.PASSED, "", None), ("b", False, Outcome.PASSED, "", 1.2)))
        == ()
    )
    assert asks("x = 1\n", None) == ()
    (slower,) = asks("x = 1\n", verdict(("b", False, Outcome.PASSED, "", 6.2)))
    assert "6.2 times" in slower.ask


def test_what_was_left_as_it_was_handed_out_is_asked_about_where_whole_code_was_handed_out():
    given = EXERCISES["leak-through-the-split"]
    code = given.starter.replace(
        "random.Random(seed).shuffle(ready)", "random.Random(seed + 1).shuffle(ready)"
    )
    assert code != given.starter
    found = [one for one in asks(code, None, given) if "as it was handed to you" in one.ask]
    assert [one.quote for one in found] == ["def encoded(cities, labels, smoothing):"]
    own = EXERCISES["merge-sorted-streams"]
    assert not [one for one in asks(own.starter, None, own) if "handed to you" in one.ask]
