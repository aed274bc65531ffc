from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.content.arithmetic import computed, in_digits
from greenroom.content.checks.numbers import is_rounded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80 * 2 * 15e6 / 1e9", 2.4),
        ("-(3 - 5) ** 2", -4),
        ("ceil(10 / 3)", 4),
        ("a / b", 2.5),
        ("min(a, b, 7)", 2),
    ],
)
def test_arithmetic_is_computed(text, value):
    assert computed(text, {"a": 5, "b": 2}) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 +", "is not an expression"),
        ("c * 2", "c is not known here"),
        ("1 / 0", "has no value"),
        ("2 ** 900", "too large"),
        ("9e300 * 9e300", "no finite value"),
        ("(-8) ** 0.5", "has no"),
        ("'a' * 3", "is not arithmetic"),
        ("True + 1", "is not arithmetic"),
        ("__import__('os').getcwd()", "is not arithmetic"),
        ("[1][0]", "is not arithmetic"),
        ("sqrt(-1)", "has no value"),
        ("log(1, base=2)", "is not arithmetic"),
    ],
)
def test_what_is_no_arithmetic_is_said(text, says):
    with pytest.raises(ValueError, match=says.replace("'", ".")):
        computed(text)


@given(st.text(max_size=40))
def test_any_text_has_a_value_or_is_refused(text):
    with suppress(ValueError):
        assert isinstance(computed(text, {"x": 1.0}), int | float)


@pytest.mark.parametrize(
    ("shown", "value", "holds"),
    [
        ("1,200 rows", 1200, True),
        ("1,200 rows", 1249, True),  # two digits that count
        ("1,200 rows", 1251, False),
        ("1,000 rows", 1051, False),
        ("2.40 GB", 2.396, True),
        ("2.40 GB", 2.394, False),
        ("38%", 0.381, True),
        ("38 percent", 38.4, True),
        ("38 dollars", 0.38, False),
        ("many", 3, False),
    ],
)
def test_a_shown_figure_is_held_to_its_digits(shown, value, holds):
    assert is_rounded(shown, value) is holds


@pytest.mark.parametrize(
    ("value", "said"),
    [(1_200_000, "1,200,000"), (51_840, "51,840"), (0.015, "0.015"), (3.14159, "3.142"), (0, "0"), (5200.4, "5,200"), (123456, "123,500"), (-0.5, "-0.5")],
)  # fmt: skip
def test_a_quantity_is_written_as_people_do(value, said):
    assert in_digits(value) == said
