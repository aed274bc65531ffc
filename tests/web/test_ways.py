"""What an error tells to type in a terminal becomes a link on a page."""

import re
from pathlib import Path

import pytest

from greenroom.errors import InputError
from greenroom.web.contexts import Problem

SOURCE = Path(__file__).parents[2] / "src" / "greenroom"
ROUND = "3f2a9c1b"


def problem(hint):
    return Problem.of(InputError("That did not work.", hint=hint, code="any"))


@pytest.mark.parametrize(
    ("hint", "words", "url"),
    [
        (f"greenroom debrief {ROUND}", "", f"/interviews/{ROUND}/debrief"),
        (f"greenroom interview resume {ROUND}; /stop ends it.", "", f"/interviews/{ROUND}"),
        (f"Copy 4 or more words from the transcript: greenroom interview show {ROUND}", "Copy 4 or more words from the transcript.", f"/interviews/{ROUND}"),
        ("greenroom interview list shows your rounds.", "", "/interviews"),
        ("greenroom interview start card-fraud-at-checkout", "", "/interviews"),
        ("greenroom library stats shows what there is.", "", "/library"),
        (f"greenroom loop next {ROUND}", "", f"/loops/{ROUND}"),
        ("Try this. greenroom loop list shows your loops. Or wait.", "Try this. Or wait.", "/interviews"),
    ],
)  # fmt: skip
def test_a_command_is_a_link_and_the_rest_stays(hint, words, url):
    shown = problem(hint)
    assert (shown.next, shown.way.url) == (words, url)
    assert shown.way.words


def test_what_tells_no_command_stays_as_it_is():
    shown = problem("Choose both. It is asked at: senior, staff.")
    assert (shown.next, shown.way) == ("Choose both. It is asked at: senior, staff.", None)


def test_no_command_that_the_use_cases_hint_at_is_left_on_a_page():
    hints = [found for path in (SOURCE / "service").glob("*.py")
             for found in re.findall(r'"([^"\n]*\bgreenroom (?:debrief|interview|loop|library)\b[^"\n]*)"', path.read_text("utf-8"))]  # fmt: skip
    assert len(hints) >= 10
    for hint in hints:
        shown = problem(re.sub(r"\{[^{}]*\}", ROUND, hint))
        assert "greenroom" not in shown.next
        assert shown.way is not None


def test_a_page_links_what_there_is_to_do(client):
    page = client.post("/interviews", data={"role": "ml_engineering_manager", "level": "entry"}).text
    assert "greenroom library" not in page
    assert '<a href="/library">See what the library has</a>' in page
