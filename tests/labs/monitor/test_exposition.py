"""The text Prometheus scrapes, read back by a parser that forgives nothing, and by Prometheus' own client where it is installed."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.labs.monitor.exposition import Counter, Distribution, Gauge, Histogram, Point, exposition

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"')
VALUE = re.compile(r"NaN|[+-]Inf|-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
PLAIN = {r"\\": "\\", r"\"": '"', r"\n": "\n"}
SUFFIXES = {"counter": ("",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}


def unquoted(text, marks=PLAIN):
    return re.sub(r"\\.", lambda found: marks[found[0]], text)


def read(text):
    """{metric: (type, help, {(series, labels): value})}, with an assertion for each rule of the format."""
    assert text == "" or text.endswith("\n")
    metrics, current = {}, None
    lines = iter(text.split("\n")[:-1])
    for line in lines:
        if line.startswith("# HELP "):
            current, told = re.fullmatch(rf"# HELP ({NAME}) (.*)", line).groups()
            kind = re.fullmatch(rf"# TYPE {re.escape(current)} (counter|gauge|histogram)", next(lines))[1]
            assert current not in metrics, "one group of lines a metric"
            assert re.fullmatch(r"(?:[^\\]|\\[\\n])*", told)
            metrics[current] = (kind, unquoted(told), {})
            continue
        name, inside, value = re.fullmatch(rf"({NAME})(?:\{{(.*)\}})? (\S+)", line).groups()
        kind, _, series = metrics[current]
        assert name in {current + suffix for suffix in SUFFIXES[kind]}
        assert VALUE.fullmatch(value)
        key = (name, labels(inside))
        assert key not in series, "a series once"
        series[key] = float(value)
    for name, (kind, _, series) in metrics.items():
        if kind == "histogram":
            check_buckets(name, series)
    return metrics


def labels(inside):
    if inside is None:
        return ()
    found, at = [], 0
    while True:
        one = LABEL.match(inside, at)
        assert one, f"no label at {inside[at:]!r}"
        found.append((one[1], unquoted(one[2])))
        at = one.end()
        if at == len(inside):
            break
        assert inside[at] == ","
        at += 1
    assert len({name for name, _ in found}) == len(found)
    return tuple(found)


def check_buckets(base, series):
    """Buckets rise with their bound, end at infinity, and infinity holds the count."""
    groups = {}
    for (name, at), value in series.items():
        if name.endswith("_bucket"):
            assert at[-1][0] == "le"
            groups.setdefault(at[:-1], []).append((float(at[-1][1]), value))
        else:
            groups.setdefault(at, [])
    for at, buckets in groups.items():
        bounds, counts = zip(*buckets, strict=True)
        assert list(bounds) == sorted(set(bounds))
        assert bounds[-1] == math.inf
        assert list(counts) == sorted(counts)
        assert series[f"{base}_count", at] == counts[-1]
        assert (f"{base}_sum", at) in series


REQUESTS = Counter(
    "requests_total", "Requests.", (Point(12, (("arm", "canary"),)), Point(1e18, (("arm", "control"),)))
)
PSI = Gauge(
    "feature_psi",
    "How far a feature is.\nPer hour \\ window.",
    (Point(0.125, (("feature", 'a"b\\c\nd'),)), Point(math.nan)),
)
LATENCY = Histogram(
    "latency_seconds", "Time to answer.", (Distribution((0.05, 0.1), (90, 8, 2), 3.5, (("arm", "canary"),)),)
)


def test_it_is_written_as_the_format_says():
    assert exposition([REQUESTS, PSI, LATENCY]).splitlines() == [
        "# HELP requests_total Requests.",
        "# TYPE requests_total counter",
        'requests_total{arm="canary"} 12',
        'requests_total{arm="control"} 1e+18',
        r"# HELP feature_psi How far a feature is.\nPer hour \\ window.",
        "# TYPE feature_psi gauge",
        r'feature_psi{feature="a\"b\\c\nd"} 0.125',
        "feature_psi NaN",
        "# HELP latency_seconds Time to answer.",
        "# TYPE latency_seconds histogram",
        'latency_seconds_bucket{arm="canary",le="0.05"} 90',
        'latency_seconds_bucket{arm="canary",le="0.1"} 98',
        'latency_seconds_bucket{arm="canary",le="+Inf"} 100',
        'latency_seconds_sum{arm="canary"} 3.5',
        'latency_seconds_count{arm="canary"} 100',
    ]


def test_nothing_measured_is_an_empty_text():
    assert exposition([]) == ""


NUMBER = st.floats(width=64) | st.integers(-(10**20), 10**20).map(float)
COUNT = st.floats(min_value=0, allow_nan=False) | st.integers(0, 10**9)
SUM = st.floats(allow_nan=False, allow_infinity=False)
BOUNDS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5, unique=True).map(
    lambda found: tuple(sorted(found))
)
COMMON = 'ab \\"\n{},=#é'


def metrics_of(alphabet):
    """A counter, a gauge and a histogram with labels and help texts of these characters."""
    text = st.text(st.sampled_from(alphabet), max_size=12)
    labels = st.dictionaries(st.sampled_from(["arm", "x", "_y", "Z9"]), text, max_size=3)
    labels = labels.map(lambda found: tuple(found.items()))

    def distributions(bounds):
        counts = st.lists(st.integers(0, 10**9), min_size=len(bounds) + 1, max_size=len(bounds) + 1)
        return st.builds(Distribution, st.just(bounds), counts.map(tuple), SUM, labels)

    def series(points):
        return st.lists(points, max_size=3, unique_by=lambda one: tuple(sorted(one.labels))).map(tuple)

    return st.tuples(
        st.builds(Counter, st.just("a_total"), text, series(st.builds(Point, COUNT, labels))),
        st.builds(Gauge, st.just("b:ratio"), text, series(st.builds(Point, NUMBER, labels))),
        st.builds(Histogram, st.just("c_seconds"), text, series(BOUNDS.flatmap(distributions))),
    )


@settings(max_examples=50)
@given(metrics_of(COMMON + "\t\r\u2028"))
def test_what_is_written_reads_back_as_it_was(metrics):
    counter, gauge, histogram = metrics
    found = read(exposition(metrics))
    assert [(name, kind, told) for name, (kind, told, _) in found.items()] == [
        (counter.name, "counter", counter.help),
        (gauge.name, "gauge", gauge.help),
        (histogram.name, "histogram", histogram.help),
    ]
    for metric in (counter, gauge):
        series = found[metric.name][2]
        assert list(series) == [(metric.name, point.labels) for point in metric.points]
        assert list(series.values()) == pytest.approx(
            [point.value for point in metric.points], rel=0, abs=0, nan_ok=True
        )
    series = found[histogram.name][2]
    for one in histogram.distributions:
        assert series["c_seconds_sum", one.labels] == one.sum
        assert series["c_seconds_count", one.labels] == sum(one.counts)
        first = next(
            value
            for (name, at), value in series.items()
            if name == "c_seconds_bucket" and at[:-1] == one.labels
        )
        assert first == one.counts[0]


@settings(max_examples=50)
@given(
    metrics_of(COMMON)
)  # its parser takes tabs and carriage returns for ends of words and lines; the format does not
def test_prometheus_own_client_reads_the_same(metrics):
    parser = pytest.importorskip("prometheus_client.parser")
    text = exposition(metrics)
    strict = {key: value for _, _, series in read(text).values() for key, value in series.items()}
    theirs = {(one.name, frozenset(one.labels.items())): one.value for family in parser.text_string_to_metric_families(text) for one in family.samples}  # fmt: skip
    assert len(theirs) == len(strict)
    for (name, at), value in strict.items():
        assert theirs[name, frozenset(at)] == pytest.approx(value, rel=0, abs=0, nan_ok=True)


@pytest.mark.parametrize(
    "wrong",
    [
        [Gauge("1st", "", ())],
        [Gauge("a b", "", ())],
        [Gauge("a\n", "", ())],
        [Gauge("a", "", ()), Counter("a", "", ())],
        [Gauge("a", "", (Point(1), Point(2)))],
        [Gauge("a", "", (Point(1, (("x", "1"), ("y", "2"))), Point(2, (("y", "2"), ("x", "1")))))],
        [Gauge("a", "", (Point(1, (("x-y", "1"),)),))],
        [Gauge("a", "", (Point(1, (("__x", "1"),)),))],
        [Gauge("a", "", (Point(1, (("x", "1"), ("x", "2"))),))],
        [Gauge("a_count", "", (Point(1),)), Histogram("a", "", (Distribution((1.0,), (1, 1), 2.0),))],
        [Counter("a", "", (Point(-1),))],
        [Counter("a", "", (Point(math.nan),))],
        [Histogram("a", "", (Distribution((1.0,), (1,), 2.0),))],
        [Histogram("a", "", (Distribution((2.0, 1.0), (1, 1, 1), 2.0),))],
        [Histogram("a", "", (Distribution((1.0, math.inf), (1, 1, 1), 2.0),))],
        [Histogram("a", "", (Distribution((1.0,), (1, -1), 2.0),))],
        [Histogram("a", "", (Distribution((1.0,), (1, 1), 2.0, (("le", "1"),)),))],
    ],
)
def test_what_the_format_does_not_allow_is_refused(wrong):
    with pytest.raises(ValueError, match=r"name|twice|words|below 0|rising"):
        exposition(wrong)


@pytest.mark.parametrize("broken", ["a 1", "# HELP a b\n# TYPE a gauge\na{x=1} 1\n", "# HELP a b\n# TYPE a gauge\na 1\na 1\n", '# HELP a b\n# TYPE a gauge\na{x="\\q"} 1\n', "# HELP a b\n# TYPE a gauge\na 0x1\n"])  # fmt: skip
def test_the_parser_of_this_test_forgives_nothing(broken):
    with pytest.raises((AssertionError, TypeError, AttributeError, KeyError)):
        read(broken)
