"""How fast a language model can write, at most: the roofline of decoding.

Each step writes one token for every request of the batch, and for that reads all weights once and the key-value cache of every request,
so memory bandwidth sets the pace. Prefill, exchange between GPUs and scheduling are left out: real engines stay below, and figures
are good to about a third, not to the digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from greenroom.labs.capacity.amounts import not_negative, positive, share_of_one, whole


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """What decoding reads; raises ValueError for figures that cannot be.

    `parameters` are those read in one step: of a mixture of experts with a large batch, that is all of them.
    """

    parameters: float
    bytes_per_parameter: float
    layers: int
    kv_heads: int
    head_size: int
    bytes_per_kv_number: float = 2.0

    def __post_init__(self) -> None:
        positive("parameters", self.parameters)
        positive("bytes_per_parameter", self.bytes_per_parameter)
        positive("bytes_per_kv_number", self.bytes_per_kv_number)
        for name in ("layers", "kv_heads", "head_size"):
            whole(name, getattr(self, name))

    @property
    def weight_bytes(self) -> float:
        """All weights."""
        return self.parameters * self.bytes_per_parameter

    @property
    def kv_bytes_per_token(self) -> float:
        """A key and a value for each head that has them, in each layer."""
        return 2 * self.layers * self.kv_heads * self.head_size * self.bytes_per_kv_number


@dataclass(frozen=True, slots=True)
class Node:
    """GPUs over which the model is divided evenly; raises ValueError for figures that cannot be.

    `bandwidth_share` is how much of the nominal bandwidth is reached, `memory_share` how much of the memory may be taken.
    """

    gpus: int
    memory_bytes_per_gpu: float
    bytes_per_s_per_gpu: float
    usd_per_gpu_hour: float
    bandwidth_share: float = 0.7
    memory_share: float = 0.9

    def __post_init__(self) -> None:
        whole("gpus", self.gpus)
        for name in ("memory_bytes_per_gpu", "bytes_per_s_per_gpu", "usd_per_gpu_hour"):
            positive(name, getattr(self, name))
        for name in ("bandwidth_share", "memory_share"):
            positive(name, share_of_one(name, getattr(self, name)))


def step_s(model: LanguageModel, node: Node, *, batch: int, context_tokens: float) -> float:
    """The time of one step, which is also the time between two tokens of one request.

    Args:
        model: What is read.
        node: What reads it.
        batch: Requests that run at once.
        context_tokens: Mean length of what each has so far, prompt and answer.
    """
    cache_bytes = (
        whole("batch", batch) * not_negative("context_tokens", context_tokens) * model.kv_bytes_per_token
    )
    return (model.weight_bytes + cache_bytes) / (node.gpus * node.bytes_per_s_per_gpu * node.bandwidth_share)


def tokens_per_s(model: LanguageModel, node: Node, *, batch: int, context_tokens: float) -> float:
    """Tokens written by the whole batch in a second; arguments as in `step_s`."""
    return batch / step_s(model, node, batch=batch, context_tokens=context_tokens)


def largest_batch(model: LanguageModel, node: Node, *, context_tokens: float) -> int:
    """Requests of that length whose caches fit beside the weights; 0 where the weights alone do not fit."""
    room_bytes = node.gpus * node.memory_bytes_per_gpu * node.memory_share - model.weight_bytes
    return max(
        0, math.floor(room_bytes / (positive("context_tokens", context_tokens) * model.kv_bytes_per_token))
    )


def usd_per_million_tokens(tokens_per_s: float, *, gpus: float, usd_per_gpu_hour: float) -> float:
    """The price of a million tokens from GPUs that write so many a second and are never idle."""
    return gpus * usd_per_gpu_hour / 3600 / positive("tokens_per_s", tokens_per_s) * 1e6
