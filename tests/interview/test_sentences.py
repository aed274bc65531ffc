from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.sentences import sentences


@given(st.text(max_size=400))
def test_every_sentence_stands_where_it_says_and_no_word_is_lost(answer):
    found = sentences(answer)
    assert all(answer[one.start : one.end] == one.text and one.text == one.text.strip() for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(one.text.split()) for one in found) == "".join(answer.split())


def test_full_stops_end_sentences_but_abbreviations_and_decimals_do_not():
    text = "We cut p95 to 1.2 s, e.g. by caching. Dr. Osei signed it off! Then what? We shipped."
    assert [one.text for one in sentences(text)] == [
        "We cut p95 to 1.2 s, e.g. by caching.",
        "Dr. Osei signed it off!",
        "Then what?",
        "We shipped.",
    ]


def test_speech_without_stops_is_cut_into_breaths():
    words = [f"word{i}" for i in range(200)]
    found = sentences(" ".join(words))
    assert len(found) > 4
    assert max(len(one.text.split()) for one in found) <= 42


def test_a_list_is_cut_at_its_lines():
    assert len(sentences("- first point\n- second point\n\n- third")) == 3
