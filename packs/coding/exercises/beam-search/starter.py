from collections.abc import Callable

Tokens = tuple[int, ...]


def beam_search(
    step: Callable[[Tokens], list[tuple[int, float]]],
    end: int,
    width: int,
    max_length: int,
    alpha: float,
) -> list[tuple[Tokens, float]]:
    """Return the best finished hypotheses as (tokens, score), the best first, at most width of them."""
    raise NotImplementedError
