"""The hash of a trainer's code changes with its source and its recipe, and with nothing else."""

import subprocess
import sys
from dataclasses import replace
from types import ModuleType

import pytest

from greenroom.labs.code_hash import code_hash
from greenroom.labs.feed import learning
from greenroom.labs.payments.learning import additive, trainer
from greenroom.labs.payments.learning.trainer import Recipe

USUAL = Recipe(unused=frozenset({"hour", "ip_risk", "device_days"}), extra=("disputed_3d",))


def test_the_same_recipe_and_source_give_the_same_hash_in_every_process():
    told = (
        "from greenroom.labs.code_hash import code_hash\n"
        "from greenroom.labs.payments.learning import additive, trainer\n"
        "usual = trainer.Recipe(unused=frozenset({'device_days', 'ip_risk', 'hour'}), extra=('disputed_3d',))\n"
        "print(code_hash(usual, trainer, additive))"
    )
    other = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == code_hash(USUAL, trainer, additive)


@pytest.mark.parametrize(
    "change",
    [
        {"days": 6.0},
        {"mature_only": False},
        {"late_join": True},
        {"without": 3},
        {"unused": frozenset()},
        {"filled_days": 2.0},
    ],
)
def test_another_recipe_is_other_code(change):
    assert code_hash(replace(USUAL, **change), trainer) != code_hash(USUAL, trainer)


def test_another_source_is_other_code(tmp_path):
    found = set()
    for at, text in enumerate(("LIMIT = 1\n", "LIMIT = 2\n")):
        path = tmp_path / f"trainer{at}.py"
        path.write_text(text)
        module = ModuleType(f"trainer{at}")
        module.__file__ = str(path)
        found.add(code_hash(USUAL, module))
    assert len({*found, code_hash(USUAL, trainer), code_hash(USUAL, learning)}) == 4
