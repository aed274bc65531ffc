"""The chart of a lab's debrief: lines that end where the costs do, and labels that can be read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from greenroom.web.cost_chart import HEIGHT, WIDTH, cost_chart

COSTS = st.lists(st.tuples(*[st.floats(0, 1e7)] * 3), min_size=1, max_size=14)


def ends(chart):
    return {one.name: tuple(map(float, one.points.split()[-1].split(","))) for one in chart.curves}


def test_lines_are_sums_up_to_the_end_of_each_day():
    chart = cost_chart([(1000.0, 500.0, 2000.0), (0.0, 500.0, 2000.0)])
    assert chart.rows == ((1, 1000.0, 500.0, 2000.0), (2, 1000.0, 1000.0, 4000.0))
    where = ends(chart)
    assert where["you"] == where["best play"]
    assert where["nothing"][1] < where["you"][1]
    assert [one.text for one in chart.costs] == ["0k", "1k", "2k", "3k", "4k"]


@given(COSTS)
def test_everything_is_inside_the_drawing_and_no_label_lies_on_another(by_day):
    chart = cost_chart(by_day)
    heights = sorted(one.label_y for one in chart.curves)
    assert all(lower - upper >= 13 for upper, lower in pairwise(heights))
    assert heights[0] >= 0
    assert heights[-1] <= HEIGHT
    for one in chart.curves:
        for point in one.points.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
