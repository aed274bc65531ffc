def join(
    labels: list[tuple[str, int]],
    events: list[tuple[str, int, int, float | None]],
    delay: int,
) -> list[tuple[int, float | None] | None]:
    """Return, for each label in order, the (time, value) of its feature event, or None."""
    raise NotImplementedError
