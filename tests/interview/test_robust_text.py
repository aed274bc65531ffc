"""Answers that say the same in another dress are read as the same text; long ones cost time by their length only."""

import time

import pytest

from greenroom.interview import plain as making
from greenroom.interview.plain import plain
from greenroom.interview.sentences import sentences
from greenroom.interview.to_grader import to_grader

TYPED = "We roll back at 120 ms. Our limit is 2.5 % over 15 minutes and 12,000 users."


def _read(answer):
    return " ".join(one.text for one in sentences(plain.__wrapped__(answer).text)).split()


@pytest.mark.parametrize(
    "spoken",
    [
        "We roll back at a hundred and twenty milliseconds. Our limit is two point five percent over fifteen minutes and twelve thousand users.",
        "We roll back at one hundred twenty milliseconds. Our limit is two point five per cent over fifteen minutes and twelve thousand users.",
    ],
)
def test_numbers_in_words_are_read_as_figures(spoken, monkeypatch):
    assert _read(spoken) == _read(TYPED)
    monkeypatch.setattr(making, "digits", lambda _text: [])
    assert _read(spoken) != _read(TYPED)


def test_one_of_them_is_no_number():
    assert _read("One of them, no one else, on the one hand") == [
        "One",
        "of",
        "them,",
        "no",
        "one",
        "else,",
        "on",
        "the",
        "one",
        "hand",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "**We** roll back at *120 ms*. Our `limit` is 2.5 % over __15 minutes__ and 12,000 users.",
        "<p>We <b>roll</b> back at 120&nbsp;ms.</p><p>Our lim<i></i>it is 2.5 % over 15 minutes and 12,000 users.</p>",
        "- We roll back at 120 ms.\n- Our limit is 2.5 % over 15 minutes and 12,000 users.",
        "1. We roll back at 120 ms.\n2. Our limit is 2.5 % over 15 minutes and 12,000 users.",
        "# We roll back at 120 ms.\n> Our limit is 2.5 % over 15 minutes and 12,000 users.",
        "We roll back at 120 ms. <!-- > hidden -->Our limit is 2.5 % over 15 minutes and 12,000 users.",
    ],
)
def test_mark_up_changes_no_word(marked, monkeypatch):
    assert _read(marked) == _read(TYPED)
    monkeypatch.setattr(making, "markup", lambda _text: [])
    assert _read(marked) != _read(TYPED)


@pytest.mark.parametrize(
    "hidden",
    [
        TYPED.replace("back", "ba\u200bck").replace("limit", "li\u2060mit"),
        TYPED.replace("o", "о").replace("a", "а"),
        TYPED.replace("users", "u\u0336s\u0336e\u0336r\u0336s\u0336"),
    ],
)
def test_hidden_and_look_alike_characters_change_no_word(hidden):
    assert hidden != TYPED
    assert _read(hidden) == _read(TYPED)


@pytest.mark.parametrize(
    "unit", ["word ", "[", "<!--", "please ", '{"', "two hundred and ", "*a", "a", "\n. "]
)
def test_time_grows_with_length_only(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        told = sentences(plain(text).text)
        assert len(to_grader(told)) == len(told)
        return time.process_time() - start

    assert seconds(8_000) < 8 * max(seconds(2_000), 0.05)  # 4 times the text; the square would be 16


def test_every_quote_of_a_spoken_number_is_whole():
    answer = "the limit is twenty five percent"
    made = plain(answer)
    (told,) = sentences(made.text)
    assert told.text == "the limit is 25 %"
    first, last = made.original(told.start, told.end)
    assert answer[first:last] == answer


def test_a_unit_before_a_full_stop_ends_a_sentence_whatever_its_case():
    for answer in ("We stop at 120 ms. Then we call.", "WE STOP AT 120 MS. THEN WE CALL."):
        assert len(sentences(answer)) == 2
