import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from greenroom.content.new import start_pack
from greenroom.model.ladder import Role

EXTRAS = Path(__file__).parents[1] / "fixtures" / "pack"
"""What a newcomer's first pack does not need."""
SCENARIO = Path(__file__).parents[2] / "packs" / "labs" / "scenarios" / "ticks-in-every-box"
CORE = """\
id = "core"
title = "Core"
version = "0.1.0"
licence = "CC-BY-4.0"
"""
SKILLS = "".join(
    f'[[skill]]\nid = "{name}"\nname = "{name.replace("-", " ")}"\nkind = "methods"\n\n'
    for name in ("ab-testing", "metrics", "canary-release", "causal-inference")
)


def numbered_ids(start: int = 0) -> Iterator[UUID]:
    return (UUID(int=number) for number in count(start + 1))


def write_packs(root: Path) -> Path:
    """A folder with a core pack of four topics and one small pack, called "small", with something of every kind."""
    (root / "core").mkdir(parents=True)
    (root / "core" / "pack.toml").write_text(CORE, encoding="utf-8")
    (root / "core" / "skills.toml").write_text(SKILLS, encoding="utf-8")
    ids = numbered_ids()
    start_pack(
        root / "small", pack_id="small", title="Small", role=Role.ML_ENGINEER, new_id=lambda: next(ids)
    )
    shutil.copytree(EXTRAS, root / "small", dirs_exist_ok=True)
    shutil.copytree(SCENARIO, root / "small" / "scenarios" / SCENARIO.name)
    return root


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return write_packs(tmp_path / "packs")
