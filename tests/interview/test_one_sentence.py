"""One good sentence is not a whole answer."""

import numpy as np
import pytest

from greenroom.interview.judge import judge
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.ports import Reading

CRITERIA = 5


class Generous:
    """A reader that finds every criterion met in any answer."""

    name, version, engine = "generous", "1", "none"

    def read(self, _question, criteria, sentences, *, turns=()):
        labels = np.tile(np.array([0.97, 0.01, 0.01, 0.01], dtype=np.float32), (len(criteria), 1))
        points = np.linspace(0.99, 0.9, len(criteria)).astype(np.float32)
        evidence = np.full((len(criteria), len(sentences)), 1 / len(sentences), dtype=np.float32)
        return Reading(labels, points, evidence, about=1.0)


@pytest.mark.parametrize(("sentences", "met"), [(1, 2), (2, 4), (3, CRITERIA)])
def test_no_answer_meets_more_than_two_criteria_a_sentence(sentences, met):
    said = (
        "I ship it on Monday to a tenth of the users.",
        "Then I watch refunds for a week.",
        "Above two percent I stop.",
    )
    criteria = tuple(Standard(id=f"c{n}", text=f"Names point number {n}") for n in range(CRITERIA))
    asked = Asked(
        question="How do you launch?", rubric=Rubric(criteria=criteria), answer=" ".join(said[:sentences])
    )
    given = judge(asked, Generous())
    assert [one.label for one in given.scores].count("met") == met
    assert (given.overall == 4) is (sentences > 1)
