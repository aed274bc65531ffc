import numpy as np
import pytest

from greenroom.labs.own.events import MISSING
from greenroom.labs.own.times import times

NOON = 1772366400.0  # 2026-03-01 12:00:00 UTC


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-03-01 12:00:00", NOON), ("2026-03-01T12:00:00Z", NOON), ("2026-03-01T13:00:00+01:00", NOON), ("2026-03-01", NOON - 43200),
        ("20260301", NOON - 43200), ("03/01/2026 12:00", NOON), ("01.03.2026 12:00", NOON), ("2026/03/01 12:00:00", NOON),
        ("1772366400", NOON), ("1772366400000", NOON), ("1772366400000000", NOON),
    ],
)  # fmt: skip
def test_a_date_is_seconds_since_1970(text, seconds):
    found = times((text,), MISSING)
    assert found.dated
    assert found.at[0] == seconds


def test_a_day_above_twelve_says_which_number_is_the_month():
    found = times(("03/01/2026", "25/02/2026"), MISSING)
    assert found.read_as == "%d/%m/%Y"
    assert np.diff(found.at)[0] > 0


def test_other_numbers_only_have_an_order():
    found = times(("0", "17.5", ""), MISSING)
    assert not found.dated
    assert found.at[:2].tolist() == [0, 17.5]
    assert np.isnan(found.at[2])


@pytest.mark.parametrize("texts", [("soon",), ("2026-03-01", "later"), ("", ""), ("inf",), ("2026-13-01",)])
def test_what_is_no_time_is_none(texts):
    assert times(texts, MISSING) is None
