class Quantiles:
    def __init__(self, error: float):
        """Nothing is added yet; `error` is the rank error allowed, as a share of the count."""
        raise NotImplementedError

    def add(self, value: float) -> None:
        """Take in one value."""
        raise NotImplementedError

    def quantile(self, q: float) -> float | None:
        """A value that was added, whose rank is within error * n of q * n; None before the first."""
        raise NotImplementedError
