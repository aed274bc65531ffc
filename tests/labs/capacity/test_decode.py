"""The roofline of decoding, held against published figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenroom.labs.capacity.decode import (
    LanguageModel,
    Node,
    largest_batch,
    step_s,
    tokens_per_s,
    usd_per_million_tokens,
)

LLAMA_70B = LanguageModel(70e9, bytes_per_parameter=1, layers=80, kv_heads=8, head_size=128)
H100_NODE = Node(8, memory_bytes_per_gpu=80e9, bytes_per_s_per_gpu=3.35e12, usd_per_gpu_hour=2.0)


def test_a_token_of_llama_3_70b_takes_320_kib_of_cache_in_16_bits():
    assert LLAMA_70B.kv_bytes_per_token == 320 * 1024
    assert 8192 * LLAMA_70B.kv_bytes_per_token == 2.5 * 1024**3
    assert replace(LLAMA_70B, bytes_per_kv_number=1).kv_bytes_per_token == 160 * 1024


@pytest.mark.parametrize(("batch", "rate", "usd"), [(1, 264.3, 16.8), (32, 5917, 0.75), (514, 16_763, 0.265)])
def test_a_node_writes_what_its_bandwidth_allows(batch, rate, usd):
    found = tokens_per_s(LLAMA_70B, H100_NODE, batch=batch, context_tokens=3000)
    assert found == pytest.approx(rate, rel=0.001)
    assert usd_per_million_tokens(found, gpus=8, usd_per_gpu_hour=2) == pytest.approx(usd, rel=0.005)


def test_the_largest_batch_fits_and_one_more_does_not():
    batch = largest_batch(LLAMA_70B, H100_NODE, context_tokens=3000)
    room = 8 * 80e9 * 0.9 - 70e9
    assert batch == 514
    assert (
        batch * 3000 * LLAMA_70B.kv_bytes_per_token
        <= room
        < (batch + 1) * 3000 * LLAMA_70B.kv_bytes_per_token
    )


def test_a_model_that_does_not_fit_serves_nobody():
    assert largest_batch(replace(LLAMA_70B, parameters=700e9), H100_NODE, context_tokens=1000) == 0


def test_a_larger_batch_writes_more_in_all_and_less_for_each():
    rates = [
        tokens_per_s(LLAMA_70B, H100_NODE, batch=batch, context_tokens=3000) for batch in (1, 8, 64, 512)
    ]
    assert rates == sorted(rates)
    assert [rate / batch for rate, batch in zip(rates, (1, 8, 64, 512), strict=True)] == sorted(
        (rate / batch for rate, batch in zip(rates, (1, 8, 64, 512), strict=True)), reverse=True
    )
    limit = 8 * 3.35e12 * 0.7 / (3000 * LLAMA_70B.kv_bytes_per_token)  # when weights no longer count
    assert rates[-1] < limit


def test_without_context_only_the_weights_are_read():
    assert step_s(LLAMA_70B, H100_NODE, batch=9, context_tokens=0) == pytest.approx(
        70e9 / (8 * 3.35e12 * 0.7)
    )


def test_the_published_price_of_deepseeks_decoding_comes_out():
    """DeepSeek's account of February 2025: 14.8k tokens a second written by a node of 8 H800 at 2 dollars a GPU hour."""
    assert usd_per_million_tokens(14_800, gpus=8, usd_per_gpu_hour=2) == pytest.approx(0.30, abs=0.005)


def test_figures_that_cannot_be_are_refused_by_name():
    with pytest.raises(ValueError, match="layers is 0"):
        replace(LLAMA_70B, layers=0)
    with pytest.raises(ValueError, match="bandwidth_share is 70"):
        replace(H100_NODE, bandwidth_share=70)
    with pytest.raises(ValueError, match="batch is 0"):
        step_s(LLAMA_70B, H100_NODE, batch=0, context_tokens=1)
    with pytest.raises(ValueError, match="tokens_per_s is 0"):
        usd_per_million_tokens(0, gpus=8, usd_per_gpu_hour=2)
