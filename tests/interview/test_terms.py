from greenroom.interview.sentences import sentences
from greenroom.interview.terms import bare, with_lists


def _texts(answer):
    return [one.text for one in with_lists(sentences(answer))]


def test_terms_with_full_stops_or_on_lines_of_their_own_are_one_list():
    assert _texts("Rollback. Threshold. Data fault.") == ["Rollback, Threshold, Data fault."]
    assert _texts("We act at once.\nrollback\nthreshold\ncanary\nThen Mia calls.") == [
        "We act at once.",
        "rollback, threshold, canary.",
        "Then Mia calls.",
    ]


def test_the_list_has_the_place_of_all_its_terms():
    answer = "We act at once. Rollback. Threshold! Canary? Then Mia calls."
    listed = with_lists(sentences(answer))[1]
    assert answer[listed.start : listed.end] == "Rollback. Threshold! Canary?"


def test_short_speech_stays_as_it_is():
    for answer in ("Roll back. Always.", "Roll back first. Then tell support. Then replay traffic."):
        assert with_lists(sentences(answer)) == sentences(answer)


def test_a_term_alone_is_told_from_an_answer():
    assert bare(sentences("Rollback."))
    assert bare(sentences("Roll back!"))
    assert not bare(sentences("Rollback. Threshold. Canary."))
    assert not bare(sentences("We roll back."))
