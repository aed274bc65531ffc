"""The last rung of the ladder: the judge reads the packs' graded answers as they are meant.

Every overall within a step, strong above adequate above weak, decoys at 2 of 4 or less, labels alike in four of five. The shipped
judge was trained on these answers, so this holds the packs and the judge together and does not say how well it judges; what
it makes of answers it never saw is in the model card.
"""

from functools import cache
from pathlib import Path

from greenroom.adapters.judge import EmbeddedReader
from greenroom.content.read import read_packs
from greenroom.service.exemplars import judged, labels_alike
from greenroom.service.judging import Judging
from greenroom.service.library import Library

PACKS = Path(__file__).parents[2] / "packs"
_LEAST_ALIKE = 0.8


class Once(Judging):
    """Reads an answer once, whoever asks."""

    judge = cache(Judging.judge)


def test_every_graded_answer_is_read_as_it_is_meant_and_labels_are_the_authors_four_times_in_five():
    judging = Once(EmbeddedReader(), Library((PACKS,)))
    assert [str(issue) for issue in judged(read_packs([PACKS]), judging)] == []
    alike = list(labels_alike(judging.library.catalogue.questions, judging))
    assert len(alike) > 5000
    assert sum(alike) / len(alike) >= _LEAST_ALIKE
