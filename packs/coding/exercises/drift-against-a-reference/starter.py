from collections.abc import Sequence


class DriftMonitor:
    """Bins laid on a reference, and how windows differ from it."""

    def __init__(self, reference: Sequence[float], bins: int = 10) -> None:
        raise NotImplementedError

    def counts(self, window: Sequence[float]) -> list[int]:
        """Values in each bin: minus infinity, the ranges upwards, plus infinity, not-a-number."""
        raise NotImplementedError

    def psi(self, window: Sequence[float]) -> float:
        """The population stability index of the window against the reference."""
        raise NotImplementedError

    def kl(self, window: Sequence[float]) -> float:
        """The divergence of the window from the reference, in nats."""
        raise NotImplementedError
