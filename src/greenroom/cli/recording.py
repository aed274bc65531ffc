"""The samples of a WAV file that somebody wants to hear recognised."""

from __future__ import annotations

import wave
from pathlib import Path

from greenroom.errors import InputError

_MOST_FRAMES = 48_000 * 60  # read of a file at most; more than is heard at once at any rate


def samples(recording: Path) -> tuple[bytes, int]:
    """The 16-bit samples of a WAV file with one channel, low byte first, and how many there are a second.

    Raises:
        InputError: There is no such file ("missing_file"), or it is no such WAV file ("recording").
    """
    try:
        with wave.open(str(recording), "rb") as opened:
            if opened.getnchannels() != 1 or opened.getsampwidth() != 2:
                raise _refused(
                    f"{recording.name} has {opened.getnchannels()} channels of {8 * opened.getsampwidth()} bits."
                )
            return opened.readframes(_MOST_FRAMES), opened.getframerate()
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {recording}.", hint="Check the path.", code="missing_file"
        ) from error
    except (OSError, EOFError, wave.Error) as error:
        raise _refused(
            f"{recording.name} cannot be read as a WAV file: {error or 'it ends too soon'}."
        ) from error


def _refused(what: str) -> InputError:
    return InputError(what, hint="Record 16-bit samples, 16,000 a second, one channel.", code="recording")
