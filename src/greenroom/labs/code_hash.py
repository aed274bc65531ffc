"""By which code a version was trained: a digest that changes with the trainer's source and with what its recipe says, and with nothing else."""

from __future__ import annotations

import hashlib
import inspect
import json
from dataclasses import asdict
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@lru_cache(256)
def code_hash(recipe: DataclassInstance, *trainer: ModuleType) -> str:
    """Sixteen hexadecimal digits of `recipe`, as its configuration file, and of the source of the modules that train by it."""
    told = hashlib.sha256(json.dumps(asdict(recipe), default=sorted, sort_keys=True).encode())
    for module in trainer:
        told.update(inspect.getsource(module).encode())
    return told.hexdigest()[:16]
