"""Speech recognised on this machine, by a library of the extra `speech` and a model that the user has."""

from greenroom.adapters.speech.found import LIBRARY, find_model, is_installed, look
from greenroom.adapters.speech.recogniser import OnnxRecogniser

__all__ = ["LIBRARY", "OnnxRecogniser", "find_model", "is_installed", "look"]
