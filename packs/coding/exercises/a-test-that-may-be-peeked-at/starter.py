class Peek:
    """An always-valid test of the difference of two means, and an interval for it."""

    def __init__(self, alpha: float, tau: float, least: int) -> None:
        raise NotImplementedError

    def look(self, a: list[float], b: list[float]) -> dict[str, float | str]:
        """Take the values that came since the last look; return "p", "low", "high" and "decision"."""
        raise NotImplementedError
