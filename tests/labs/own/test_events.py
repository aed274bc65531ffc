import numpy as np
import pytest

from greenroom.errors import InputError
from greenroom.labs.own.events import events
from greenroom.labs.own.sheet import read


def sheet(*, time=None, label=None, **columns):
    count = 200
    draw = np.random.default_rng(1)
    made = {
        "time": time or [f"2026-01-01 {n // 60:02d}:{n % 60:02d}:00" for n in range(count)],
        "x": [f"{one:.3f}" for one in draw.normal(size=count)],
        **columns,
        "label": label or [str(n % 2) for n in range(count)],
    }
    return read(
        "\n".join([",".join(made), *(",".join(map(str, row)) for row in zip(*made.values(), strict=True))])
    )


def names(found):
    return [one.name for one in found.features]


def test_columns_are_guessed_and_that_is_told():
    found = events(sheet())
    assert (found.time_column, found.label_column, names(found)) == ("time", "label", ["x"])
    assert any("label was taken for the label" in note for note in found.notes)
    assert any("time was taken for the time, and read as ISO 8601" in note for note in found.notes)


def test_what_is_said_is_not_guessed():
    found = events(
        sheet(other=[str(n % 3 // 2) for n in range(200)]), time="time", label="other", left_out=["x"]
    )
    assert found.label_column == "other"
    assert names(found) == ["label"]


def test_an_hour_of_the_day_is_not_taken_for_the_time():
    hours = [str(n % 24) for n in range(200)]
    with pytest.raises(InputError, match="the time cannot be guessed"):
        events(sheet(time=hours))
    assert events(sheet(time=[str(n) for n in range(200)])).time_column == "time"


def test_rows_are_put_into_their_order_of_time():
    stamps = [str(1000 - n) for n in range(200)]
    found = events(sheet(time=stamps), time="time")
    assert (np.diff(found.at) > 0).all()
    assert found.label[0] == 1  # the last row of the file
    assert any("order of time" in note for note in found.notes)


@pytest.mark.parametrize(
    ("no", "yes"), [("0", "1"), ("0.0", "1.0"), ("False", "TRUE"), ("no", "Yes"), ("n", "y")]
)
def test_labels_may_be_written_in_words(no, yes):
    assert events(sheet(label=[yes if n < 50 else no for n in range(200)])).label.sum() == 50


def test_what_says_nothing_is_left_out_and_told():
    found = events(
        sheet(
            row=list(range(200)),
            same=["7"] * 200,
            name=[f"n{n}" for n in range(200)],
            one=["k"] * 200,
            kind=["a", "b"] * 100,
            minutes=[n * 60 for n in range(200)],
        )
    )
    assert names(found) == ["x", "kind"]
    told = " ".join(found.notes)
    assert "row was left out: it is the time once more" in told
    assert "minutes was left out: it is the time once more" in told
    assert "same was left out: it is the same" in told
    assert "one was left out: it is the same" in told
    assert "name was left out: nearly every row" in told


def test_what_is_missing_is_missing():
    found = events(sheet(gap=["", "NA", "3", "4"] * 50, kind=["", "a", "b", "None"] * 50))
    gap, kind = found.features[1:]
    assert np.isnan(gap.numbers[:2]).all()
    assert kind.kinds[[0, 3]].tolist() == [-1, -1]
    assert kind.kind_names == ("a", "b")


def test_rows_without_time_or_label_are_left_out_and_counted():
    found = events(sheet(label=["", *(str(n % 2) for n in range(199))]))
    assert len(found.at) == 199
    assert any("1 rows without a time or a label" in note for note in found.notes)


@pytest.mark.parametrize(
    ("changed", "asked", "code", "told"),
    [
        ({}, {"time": "when"}, "no_column", "There is no column when"),
        ({}, {"left_out": ["colour"]}, "no_column", "There is no column colour"),
        ({}, {"label": "x"}, "no_label", "x is no label: .* on line 2"),
        ({"label": ["0"] * 200}, {"label": "label"}, "no_label", "one label only: 0"),
        ({"label": ["0"] * 200}, {}, "no_label", "cannot be guessed"),
        ({"label": ["0", "1", "2", "1"] * 50}, {"label": "label"}, "no_label", "'2' on line 4"),
        (
            {"time": ["now", *map(str, range(199))]},
            {"time": "time"},
            "no_time",
            "time is no time: 'now' on line 2",
        ),
        ({"time": ["soon"] * 200}, {}, "no_time", "cannot be guessed"),
        ({}, {"left_out": ["x"]}, "no_feature", "nothing to learn from"),
    ],
)
def test_what_cannot_be_used_is_told(changed, asked, code, told):
    with pytest.raises(InputError, match=told) as caught:
        events(sheet(**changed), **asked)
    assert caught.value.code == code
    assert caught.value.hint
