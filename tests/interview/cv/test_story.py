"""Which line of a CV a told story stands on, and what of it was left out."""

import pytest
from tests.interview.cv.cvs import CV, LINES, OLDER

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.interview.cv.story import asks_for_story, story
from greenroom.interview.sentences import sentences

ENCODE = MiniLmEncoder().encode
PICKUPS = (
    "Drivers complained that our estimates of the pickup time were off, so I looked at where the error came from, and most of it was traffic. "
    "I trained a gradient-boosted model on live traffic and it got a lot better."
)
DISPUTES = "At Ostrava Pay we had no test set at all. I sat down with two analysts and we went through disputes one by one and labelled 6,000 of them."
RUN = "Once I organised a charity run for my neighbourhood. Nobody had booked the street, so I called the council and found another route."


def told(text, cv=CV):
    return story([one.text for one in sentences(text)], cv, ENCODE)


def test_a_story_stands_on_its_line_and_its_figures_may_be_missing():
    found = told(PICKUPS)
    assert (found.job, found.line) == ("Kestrel Mobility", LINES[0])
    assert found.left_out
    assert found.no_figure
    assert not told(PICKUPS + " The error fell to three minutes.").left_out


def test_a_count_spelled_out_is_no_figure_of_the_line():
    line = "Cut inference spend 44% by moving two rankers to CPU serving."
    cv = CV.model_copy(update={"jobs": (CV.jobs[0].model_copy(update={"lines": (line,)}),)})
    said = "Two of our rankers ran on GPUs that were mostly idle. I moved the rankers to CPU serving, and our inference spend fell a lot."
    assert told(said, cv).left_out


def test_an_employer_named_decides_between_jobs():
    found = told(DISPUTES)
    assert (found.job, found.line, found.left_out) == ("Ostrava Pay", OLDER[1], False)


def test_what_no_line_backs_is_said_and_little_says_nothing():
    found = told(RUN)
    assert (found.job, found.line) == ("", "")
    assert told("I fixed the pricing.") is None
    assert told(PICKUPS, CV.model_copy(update={"jobs": ()})) is None


@pytest.mark.parametrize(
    ("statement", "focus", "asks"),
    [
        ("Tell me about a time you were wrong.", "hm-screen", True),
        ("What would you do?", "behavioural", True),
        ("Budgets are gone by noon. What do you do?", "ml-system-design", False),
    ],
)
def test_only_some_questions_ask_for_a_story(statement, focus, asks):
    assert asks_for_story(statement, focus) is asks
