"""Calls the candidate's `main.run` with one input after the other. Runs inside the sandbox, standard library only.

In:  length (4 bytes), nonce (16), JSON.       Out: length (4), nonce (16), kind (1), payload.
Kinds: v a value, as JSON; e what was raised, as text; m memory ran out.
"""

import json
import os
import sys
from typing import Any

INPUTS, REPLIES = 3, 4  # the process's only descriptors beside the standard ones
_MOST_FRAMES = 200


def serve(folder: str, packages: list[str]) -> None:
    """Answer inputs until there are no more; `main` is imported for the first one."""
    sys.path.insert(0, folder)
    sys.meta_path.append(_Shown(packages))
    sys.argv[:] = ["main.py"]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="replace")  # type: ignore[union-attr]
    owner, loads, dumps, write = os.getpid(), json.loads, json.dumps, os.write
    while True:
        head = _read(20)
        text = _read(int.from_bytes(head[:4], "little"))
        try:
            kind, payload = b"v", _call(loads(text), dumps).encode()
        except MemoryError as error:
            kind, payload = b"m", b""
            _say(_described(error, folder))
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever the candidate raises is an answer
            kind, payload = b"e", _described(error, folder).encode(errors="replace")
        if os.getpid() != owner:  # a child that came back from the candidate's fork answers nothing
            os._exit(0)
        _flush()
        frame = memoryview(len(payload).to_bytes(4, "little") + head[4:] + kind + payload)
        while frame:
            frame = frame[write(REPLIES, frame) :]


class _Shown:
    """Finds the packages that are shown, without looking into the folder they stand in, which is not."""

    def __init__(self, places: list[str]) -> None:
        self._places = {os.path.basename(place).removesuffix(".py"): place for place in places}

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        """Where the package, or the module of one file, is, as Python asks it."""
        place = self._places.get(name)
        if place is None:
            return None
        from importlib.machinery import ModuleSpec  # noqa: PLC0415 - as below
        from importlib.util import spec_from_file_location  # noqa: PLC0415 - 2 ms that few runs need

        if place.endswith(".py"):
            return spec_from_file_location(name, place)
        if not os.path.exists(f"{place}/__init__.py"):  # several distributions share it (nvidia, cuda)
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [place]
            return spec
        return spec_from_file_location(name, f"{place}/__init__.py", submodule_search_locations=[place])


def _call(value: Any, dumps: Any) -> str:
    import main  # type: ignore[import-not-found] # noqa: PLC0415 - the candidate's

    result = main.run(value)
    try:
        return str(dumps(result))
    except (TypeError, ValueError) as error:
        raise TypeError(f"what run returned is no JSON: {error}") from None
    except RecursionError:
        raise RecursionError("what run returned is nested too deeply") from None


def _read(size: int) -> bytes:
    """Exactly `size` bytes; the process ends where there are no more inputs."""
    parts = b""
    while len(parts) < size:
        more = os.read(INPUTS, min(size - len(parts), 1 << 20))
        if not more:
            raise SystemExit
        parts += more
    return parts


def _described(error: BaseException, folder: str) -> str:
    """The traceback with the candidate's frames only, and their files by name."""
    try:
        import traceback  # noqa: PLC0415 - 5 ms that few runs need

        told = traceback.TracebackException.from_exception(error, limit=-_MOST_FRAMES)
        _trim(told, folder + "/", set())
        return "".join(told.format()).replace(folder + "/", "")
    except BaseException:  # noqa: BLE001 - even its text may be the candidate's code
        return type(error).__name__


def _trim(told: Any, inside: str, seen: set[int]) -> None:
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    told.stack[:] = [frame for frame in told.stack if frame.filename.startswith(inside)]
    for other in (told.__cause__, told.__context__, *(getattr(told, "exceptions", None) or ())):
        _trim(other, inside, seen)


def _say(text: str) -> None:
    try:
        sys.stderr.write(text)
    except Exception:  # noqa: BLE001 - nobody need hear it
        return


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: BLE001, S112 - the candidate may have closed or replaced it
            continue
