import pytest

from greenroom.errors import InputError
from greenroom.labs.own.sheet import read


@pytest.mark.parametrize(
    ("mark", "name"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_cells_are_divided_by_what_divides_the_first_line(mark, name):
    found = read(f"a{mark}b\n1{mark}2\n")
    assert found.columns == {"a": ("1",), "b": ("2",)}
    assert found.divided_by == name


def test_quotes_empty_lines_and_other_line_ends_are_read():
    found = read('a,b\r\n"x, y",1\r\n\r\n"two\nlines",2\r\n')
    assert found.columns["a"] == ("x, y", "two\nlines")
    assert found.lines == (2, 5)


def test_names_hold_nothing_that_steers_a_terminal():
    assert list(read("a\x1b[2J ,b\n1,2\n").columns) == ["a[2J", "b"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names one column"),
        ("just words\n", "names one column"),
        ("a,b\n", "no row"),
        ("a,b\n1,2\n1,2,3\n", "Line 3 has 3 cells, the first 2"),
        ("a,b,a\n1,2,3\n", "names columns twice: a"),
        ('a,b\n1,"' + "x" * 200_000 + '"\n', "Line 2"),
    ],
)
def test_what_is_no_table_is_told_with_its_line(text, told):
    with pytest.raises(InputError, match=told) as caught:
        read(text)
    assert caught.value.code == "csv"
