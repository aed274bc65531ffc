"""A debrief's part on the CV in each format: all quotes as they are, and no trace of it without a CV."""

import json

import pytest
from tests.adapters.render.debrief_sample import against_cv, hostile, sample
from tests.adapters.render.test_debrief import markdown, page, squeezed, text_of

from greenroom.adapters.render import DebriefFormat, render_debrief
from greenroom.interview.cv.notes import TITLE, notes
from greenroom.model.cv import AgainstCv, Difference

SAYS = (
    "Another figure than your CV gives for Pennine Grocers.",
    "“Cut waste by 22% in 310 stores.”",
    "“I cut waste by 60% in 310 stores.”",
    "Your CV does not name Spotify.",
    "This story stands on your CV under Pennine Grocers.",
    "“Ran 14 A/B tests on substitutions.”",
    "The line says how much; you gave no figure.",
)


def texts(read):
    """The debrief as people read it, by format."""
    shown = page(read)
    for quoted in shown.find_all("q"):
        quoted.string = f"“{quoted.get_text()}”"
    return {"html": squeezed(shown.get_text()), "pdf": text_of(read), "md": squeezed(markdown(read))}


@pytest.mark.parametrize("form", ["html", "pdf", "md"])
def test_what_differs_stands_in_every_format(form):
    text = texts(against_cv(sample()))[form]
    for one in (TITLE, *SAYS):
        assert squeezed(one) in text, one
    assert squeezed(TITLE) not in texts(sample())[form]


def test_the_json_holds_it_as_it_is():
    made = json.loads(render_debrief(against_cv(sample()), DebriefFormat.JSON))
    assert made["cv"]["differs"][0]["said"] == "I cut waste by 60% in 310 stores."
    assert json.loads(render_debrief(sample(), DebriefFormat.JSON))["cv"] is None


def test_words_of_a_cv_are_no_markup():
    attack = '<script>alert(1)</script> #panic("x") **bold** ]]'
    bad = Difference(kind="figure", cv=attack, said=attack, job=attack, turn=4)
    read = against_cv(hostile(attack)).model_copy(update={"cv": AgainstCv(differs=(bad,))})
    shown = page(read)
    assert attack in shown.find(id="cv").get_text()
    assert "alert(1)" not in "".join(script.get_text() for script in shown.find_all("script"))
    assert squeezed(attack) in text_of(read)
    assert "<script>" not in markdown(read)


def test_where_nothing_differs_it_says_so():
    assert [one.says for one in notes(AgainstCv())] == ["Nothing you said was found to differ from your CV."]
