from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.plain import plain


@given(st.text(max_size=300))
def test_every_character_knows_where_it_came_from(answer):
    made = plain(answer)
    assert len(made.text) == len(made.places)
    assert list(made.places) == sorted(made.places)
    assert all(0 <= place < len(answer) for place in made.places)


def test_zero_width_characters_vanish_and_the_way_back_holds():
    hidden = "we roll\u200bed ba\u2060ck at\u200d 120 ms"
    made = plain(hidden)
    assert made.text == "we rolled back at 120 ms"
    start = made.text.index("back")
    first, last = made.original(start, start + 4)
    assert hidden[first:last] == "ba\u2060ck"


def test_look_alike_letters_become_latin_in_latin_words_only():
    assert plain("we rоlled bаck").text == "we rolled back"  # Cyrillic o and a
    assert plain("откат модели").text == "откат модели"


def test_mark_up_is_no_words():
    assert plain("<b>we</b> **rolled** back&nbsp;now").text.split() == ["we", "rolled", "back", "now"]


def test_a_comparison_is_not_mark_up():
    assert plain("if p95 < 300 ms and errors > 2 we stop").text == "if p95 < 300 ms and errors > 2 we stop"
