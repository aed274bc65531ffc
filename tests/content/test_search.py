"""What one looks for comes first, and filters leave out what they should."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.content.listing import Kind, Wanted, listing, opening
from greenroom.content.load import load_catalogue
from greenroom.content.search import Search
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity

CATALOGUE = load_catalogue([Path(__file__).parents[2] / "packs"], exemplars=False)
PIECES = listing(CATALOGUE)
SEARCH = Search(PIECES, CATALOGUE.vocabulary)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("label delay", "label-delay"),
        ("rollback triggers", "rollback-triggers"),
        ("point in time joins", "point-in-time-joins"),
        ("cold start", "cold-start"),
        ("STAR", "star"),
        ("underperformance", "underperformance-conversations"),
    ],
)
def test_a_name_finds_its_piece_among_the_first(words, first):
    assert first in [piece.slug for piece in SEARCH.find(words)[:3]]


def test_every_title_finds_its_own_piece():
    lost = [piece.slug for piece in PIECES if piece not in SEARCH.find(piece.title)[:5]]
    assert len(lost) <= len(PIECES) // 100, lost


def test_a_short_name_finds_what_is_about_the_thing():
    found = SEARCH.find("RAG")[:10]
    assert all("rag" in piece.topics or "rag" in f"{piece.title} {piece.about}".casefold() for piece in found)
    assert any("rag" not in f"{piece.title} {piece.about}".casefold().split() for piece in found)


def test_the_last_word_may_be_unfinished():
    whole = {piece.slug for piece in SEARCH.find("calibration")[:5]}
    assert whole & {piece.slug for piece in SEARCH.find("calibrat")[:8]}


def test_what_holds_every_word_is_found_beside_what_is_about_it():
    asks = SEARCH.find("model", Wanted(kind=Kind.ASK))
    assert {
        piece.slug for piece in PIECES if piece.kind is Kind.ASK and "model" in piece.title.lower().split()
    } <= {piece.slug for piece in asks}


def test_words_that_share_one_small_word_are_not_found():
    assert len(SEARCH.find("how do I deal with delayed labels")) < len(PIECES) / 4


def test_a_word_that_only_a_text_holds_is_found():
    assert SEARCH.find("overfitting")


def test_nothing_is_found_for_words_nobody_wrote():
    assert SEARCH.find("xylophone quux") == ()


def test_without_words_everything_is_there_in_order():
    assert SEARCH.find("") == PIECES


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind=Kind.DRILL),
        Wanted(role=Role.AI_ENGINEER, level=Level.ENTRY),
        Wanted(round="ml-coding"),
        Wanted(kind=Kind.ASK, maturity=Maturity.STARTING),
        Wanted(topic="forecasting"),
        Wanted(competency="Problem Framing"),
    ],
    ids=str,
)
def test_what_is_found_fits_what_is_wanted_and_nothing_that_fits_is_lost(wanted):
    found = SEARCH.find("", wanted)
    assert found
    assert all(wanted.fits(piece) for piece in found)
    assert not any(wanted.fits(piece) for piece in set(PIECES) - set(found))
    assert set(SEARCH.find("model", wanted)) <= set(found)


@given(st.text(max_size=60))
def test_any_words_are_answered(words):
    found = SEARCH.find(words)
    assert len(found) == len(set(found))
    assert SEARCH.find(words) == found


def test_every_kind_is_listed_and_named_once():
    assert {piece.kind for piece in PIECES} == set(Kind)
    assert len({(piece.kind, piece.slug) for piece in PIECES}) == len(PIECES)


def test_an_opening_is_the_first_paragraph():
    assert opening("## Task\nDo **this**\nnow.\n\nLater.") == "Do this now."
    assert opening("## Task\n\nOne.") == "One."
    assert opening("") == ""
