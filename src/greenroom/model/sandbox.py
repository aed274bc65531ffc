"""What runs in a sandbox, within which limits, and what came of it."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Annotated

from pydantic import Field

from greenroom.model.value import Value


class Isolation(IntEnum):
    """How well a sandbox holds, strongest first where sorted in reverse."""

    NONE = 0  # only the user's own code, and only where they agreed
    PARTIAL = 1  # files, network and kernel calls are closed; nothing hides other processes
    FULL = 2  # also its own process tree, file system and network


class Limits(Value):
    """What a run may use; `cpu_s` and `wall_s` are for each input, the first one's including the start.

    `start_s` is what the first input may take beside that, of either: some libraries take seconds to import.
    """

    cpu_s: Annotated[float, Field(gt=0, le=60)] = 2.0
    wall_s: Annotated[float, Field(gt=0, le=180)] = 6.0
    start_s: Annotated[float, Field(ge=0, le=60)] = 0.0
    memory_mb: Annotated[int, Field(ge=64, le=8192)] = 512  # of the whole tree of processes
    processes: Annotated[int, Field(ge=1, le=256)] = 32
    reply_kb: Annotated[int, Field(ge=1, le=65_536)] = 1024
    said_kb: Annotated[int, Field(ge=1, le=1024)] = 64  # of what it prints, kept; the rest is thrown away
    scratch_mb: Annotated[int, Field(ge=1, le=256)] = 16


class Ending(StrEnum):
    """Why a run ended."""

    FINISHED = "finished"  # every input has its reply
    CRASHED = "crashed"  # the process ended before it had replied
    OUT_OF_TIME = "out_of_time"
    OUT_OF_MEMORY = "out_of_memory"
    TOO_MUCH = "too_much"  # a reply beyond `reply_kb`


class Reply(Value):
    """What came back for one input: the JSON of a value, or the traceback of what was raised (the other is "").

    `cpu_s` and `wall_s` are measured outside the candidate's code.
    """

    value: str = ""
    error: str = ""
    cpu_s: float
    wall_s: float


class Ran(Value):
    """One run: replies to the first inputs in their order, why it ended, what it printed (made safe to show), what it used."""

    replies: tuple[Reply, ...]
    ending: Ending
    said: str = ""
    exit_code: int | None = None  # negative: the signal that ended it
    cpu_s: float = 0.0
    peak_mb: float = 0.0  # of the whole tree, as far as this sandbox can measure it
