"""Starts a pack: copies the small complete one in `starter/`, filled in, for a newcomer to change."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from uuid import UUID, uuid4

from pydantic import ValidationError

from greenroom.errors import ConfigError
from greenroom.model.content import Loop, PackInfo
from greenroom.model.ladder import Role

_STARTER, _DRAFT = (Path(__file__).parent / name for name in ("starter", "draft"))
_LOOP = Path("loop.toml")
_OWN_ROUND = {"round": "case", "levels": '["senior", "staff"]'}


def start_pack(
    folder: Path,
    *,
    pack_id: str,
    title: str,
    role: Role,
    loop: Loop | None = None,
    draft: bool = False,
    new_id: Callable[[], UUID] = uuid4,
) -> tuple[Path, ...]:
    """Write a small pack that passes `check_packs` beside the core pack, and give the files written.

    The folder appears whole or not at all.

    Args:
        folder: The folder to make; its name is `pack_id`.
        pack_id: Lower-case words joined by hyphens.
        title: The name of the pack as people say it, on one line.
        role: The role that the pack's content is for.
        loop: The loop that this role has already in a pack used with this one. Then no second one is written,
            and the question is asked in its first round.
        draft: Write only what a draft of one question needs.
        new_id: Gives the uuids.

    Raises:
        ConfigError: The folder exists or cannot be written, or id and title cannot be used; nothing is changed.
    """
    _refuse(folder, pack_id, title, role)
    words = {"pack_id": pack_id, "title": json.dumps(title, ensure_ascii=False), "role": role.value}
    words |= _OWN_ROUND if loop is None else _round_of(loop)
    files = _files(_STARTER) if not draft else {**_in_every_pack(), **_files(_DRAFT)}
    written = [name for name in files if loop is None or name != _LOOP]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as beside:
            for name in written:
                _write(Path(beside) / pack_id / name, files[name], {**words, "uuid": str(new_id())})
            (Path(beside) / pack_id).rename(folder)
    except OSError as error:
        message = (
            f"The pack cannot be written to {folder}: {error.strerror}.\nGive a folder you may write to."
        )
        raise ConfigError(message) from error
    return tuple(folder / name for name in written)


def _refuse(folder: Path, pack_id: str, title: str, role: Role) -> None:
    if folder.exists() or folder.is_symlink():
        raise ConfigError(
            f"{folder} exists already; nothing was changed.\nGive a folder that does not exist."
        )
    if folder.name != pack_id:
        raise ConfigError(
            f"The folder {folder.name} must be called as the pack, {pack_id}.\nRename one of them."
        )
    if not title.isprintable():
        raise ConfigError("The title holds a line break or a control character.\nGive it on one line.")
    try:
        PackInfo(id=pack_id, title=title, version="0.1.0", licence="CC-BY-4.0", roles=(role,))
    except ValidationError as error:
        wrong = ", ".join(str(problem["loc"][0]) for problem in error.errors())
        message = f"The {wrong} of the pack cannot be used: id {pack_id!r}, title {title!r}."
        hint = "An id is lower-case words joined by hyphens, such as acme-ml-engineer; a title has 2 letters or more."
        raise ConfigError(f"{message}\n{hint}") from error


def _round_of(loop: Loop) -> dict[str, str]:
    first = loop.rounds[0]
    return {"round": first.id, "levels": json.dumps([level.value for level in first.levels])}


def _files(folder: Path) -> dict[Path, Path]:
    """What is in a folder, by its name there."""
    return {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}


def _in_every_pack() -> dict[Path, Path]:
    return {name: path for name, path in _files(_STARTER).items() if name in {Path("pack.toml"), _LOOP}}


def _write(path: Path, source: Path, words: Mapping[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8")
    path.write_text(Template(text).substitute(words), encoding="utf-8")
