"""Language models behind OpenAI-compatible endpoints, and the folder where their replies are kept."""

from greenroom.adapters.llm.endpoint import OpenAiEndpoint
from greenroom.adapters.llm.kept import KeptOpinions
from greenroom.adapters.llm.wire import Limits

__all__ = ["KeptOpinions", "Limits", "OpenAiEndpoint"]
