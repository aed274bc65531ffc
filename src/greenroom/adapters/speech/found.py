"""Which recogniser and which model this machine has: looked up by names of files, nothing is loaded or fetched."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from greenroom.errors import ConfigError
from greenroom.model.speech import Ears

LIBRARY = "onnx-asr"
MODEL_VARIABLE = "GREENROOM_SPEECH_MODEL"
_BESIDE = "speech"  # in the data folder
_CONFIG = "config.json"
_LONGEST_CONFIG = 100_000  # bytes; those of models have a few hundred
_WITH_TIMES = {  # kinds of models that say when each word was said: the files each needs, `{}` for the quantisation
    "nemo-conformer-ctc": ("model{}.onnx", "vocab.txt"),
    "nemo-conformer-rnnt": ("encoder-model{}.onnx", "decoder_joint-model{}.onnx", "vocab.txt"),
    "nemo-conformer-tdt": ("encoder-model{}.onnx", "decoder_joint-model{}.onnx", "vocab.txt"),
}
_WHICH = "`greenroom speech --help` says which models there are."


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model in a folder: its kind as the library calls it, and its quantisation, None where it has none."""

    name: str
    folder: Path
    kind: str
    quantisation: str | None


def is_installed() -> bool:
    """Whether the extra is installed."""
    return find_spec("onnx_asr") is not None


def look(data_folder: Path, environment: Mapping[str, str] = os.environ) -> Ears:
    """What this machine has to recognise speech with, and what is missing."""
    folder = _named(data_folder, environment)
    if not is_installed():
        return Ears(
            "", "", str(folder),
            missing="The speech recogniser is not installed.",
            remedy="Install it with: pip install 'greenroom[speech]'",
        )  # fmt: skip
    library = _library()
    try:
        found = find_model(data_folder, environment)
    except ConfigError as error:
        what, _, remedy = str(error).partition("\n")
        return Ears(library, "", str(folder), missing=what, remedy=remedy)
    return Ears(library, found.name, str(found.folder))


@cache  # what is installed stays so while the program runs, and every page of a round asks
def _library() -> str:
    try:
        return f"{LIBRARY} {version(LIBRARY)}"
    except PackageNotFoundError:
        return LIBRARY


def find_model(data_folder: Path, environment: Mapping[str, str] = os.environ) -> FoundModel:
    """The model that $GREENROOM_SPEECH_MODEL names, else the one in `speech` of the data folder.

    Raises:
        ConfigError: There is none, there are several, or what is there is no model that can be used.
    """
    folder = _named(data_folder, environment)
    if environment.get(MODEL_VARIABLE) and not folder.is_dir():
        raise ConfigError(f"{MODEL_VARIABLE} names {folder}, which is no folder.\nMend or unset it.")
    if (folder / _CONFIG).is_file():
        return _model(folder)
    try:
        inside = sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    except OSError as error:
        raise ConfigError(f"{folder} cannot be read: {error.strerror}.\nLet yourself read it.") from error
    models = [one for one in inside if (one / _CONFIG).is_file()]
    if len(models) > 1:
        names = ", ".join(one.name for one in models)
        raise ConfigError(f"There are several models in {folder}: {names}.\nName one in {MODEL_VARIABLE}.")
    if not models:
        raise ConfigError(
            f"There is no speech model in {folder}.\n"
            f"Put one there, or name its folder in {MODEL_VARIABLE}. {_WHICH}"
        )
    return _model(models[0])


def _named(data_folder: Path, environment: Mapping[str, str]) -> Path:
    given = environment.get(MODEL_VARIABLE, "")
    return Path(given).expanduser() if given else data_folder / _BESIDE


def _model(folder: Path) -> FoundModel:
    kind = _kind(folder / _CONFIG)
    if kind not in _WITH_TIMES:
        raise ConfigError(
            f"The model in {folder} is of the kind “{kind}”, which does not say when a word was said.\n"
            f"Take one of these kinds: {', '.join(_WITH_TIMES)}. {_WHICH}"
        )
    for quantisation in ("int8", None):  # the smaller one where both are there
        suffix = f".{quantisation}" if quantisation else ""
        if all((folder / name.format(suffix)).is_file() for name in _WITH_TIMES[kind]):
            return FoundModel(folder.resolve().name, folder, kind, quantisation)
    names = ", ".join(name.format("") for name in _WITH_TIMES[kind])
    raise ConfigError(
        f"The model in {folder} is not complete.\nIt needs {names}, or the same with “.int8” before “.onnx”."
    )


def _kind(config: Path) -> str:
    try:
        if config.stat().st_size > _LONGEST_CONFIG:
            raise ConfigError(f"{config} is too large to be that of a model.\n{_WHICH}")
        held = json.loads(config.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{config} cannot be read.\nGet the file again. {_WHICH}") from error
    kind = held.get("model_type") if isinstance(held, dict) else None
    return kind if isinstance(kind, str) else "unknown"
