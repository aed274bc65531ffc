Pair = tuple[str, str]


def train(counts: dict[str, int], merges: int, least: int = 2) -> list[Pair]:
    """Return the pairs learnt, as a list of (left, right), the first learnt first; at most `merges`."""
    raise NotImplementedError


def encode(word: str, learnt: list[Pair]) -> list[str]:
    """Return the symbols of a word as a list of strings."""
    raise NotImplementedError
