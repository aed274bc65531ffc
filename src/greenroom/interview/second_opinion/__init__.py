"""The second opinion of a language model, and how it stands beside the embedded judge's."""

from greenroom.interview.second_opinion.compare import compare
from greenroom.interview.second_opinion.meter import Meter
from greenroom.interview.second_opinion.opinion import Asker

__all__ = ["Asker", "Meter", "compare"]
