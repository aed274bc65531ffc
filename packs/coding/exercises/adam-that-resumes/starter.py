from collections.abc import Mapping
from typing import Any

import numpy as np


class AdamW:
    """Adam with decoupled weight decay; changes the arrays of params in place."""

    def __init__(
        self,
        params: dict[str, np.ndarray],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        raise NotImplementedError

    def step(self, grads: Mapping[str, np.ndarray], lr: float | None = None) -> bool:
        """Change the parameters by their gradients. Return False where the step was skipped, else True."""
        raise NotImplementedError

    def state(self) -> Any:
        """Return all that a new AdamW needs to go on as this one would."""
        raise NotImplementedError

    def restore(self, state: Any) -> None:
        """Go on from a state that was saved."""
        raise NotImplementedError
