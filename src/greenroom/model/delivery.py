"""How an answer was spoken, as the browser measured it: pace, fillers, pauses. Nothing of it is ever rated."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError

from greenroom.model.value import Value

MOST_CHARACTERS = 500
"""The longest JSON that is read; what our own page sends has about 90."""
_LONGEST = 7200.0  # seconds: two hours, which no answer takes


class Delivery(Value):
    """One spoken answer: `words` in `seconds` from the first word to the last, pauses included.

    `fillers` are words such as um; `pauses` silences of more than two seconds; `first_number` the seconds until the first
    figure was said, None where none was.
    """

    words: Annotated[int, Field(ge=1, le=30_000)]
    seconds: Annotated[float, Field(ge=1, le=_LONGEST, allow_inf_nan=False)]
    fillers: Annotated[int, Field(ge=0, le=30_000)]
    pauses: Annotated[int, Field(ge=0, le=3_600)]
    first_number: Annotated[float, Field(ge=0, le=_LONGEST, allow_inf_nan=False)] | None = None

    @property
    def words_per_minute(self) -> int:
        """The pace, to the nearest whole number."""
        return round(60 * self.words / self.seconds)

    @property
    def fillers_per_hundred(self) -> float:
        """Fillers in a hundred words, to one place."""
        return round(100 * self.fillers / self.words, 1)


def delivery_of(sent: str) -> Delivery | None:
    """The delivery in a JSON text; None where it is empty, malformed or out of its bounds."""
    if not sent.strip() or len(sent) > MOST_CHARACTERS:
        return None
    try:
        return Delivery.model_validate_json(sent)
    except ValidationError:
        return None
