"""greenroom speech: whether spoken answers can be recognised on this machine, and how well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page, progress

if TYPE_CHECKING:
    from greenroom.model.speech import Ears, HeardWord


@click.command("speech")
@click.argument(
    "recording", metavar="[RECORDING]", required=False, type=click.Path(path_type=Path, dir_okay=False)
)
@json_option
def command(recording: Path | None, *, as_json: bool) -> None:
    """Say whether spoken answers can be recognised on this machine, and what to do if not.

    With RECORDING, a WAV file (16-bit, 16,000 Hz, one channel, 20 s at most), say what is heard in it: try the model before
    you speak to it. The recording is only read.

    \b
    It needs the extra: pip install 'greenroom[speech]'
    and a model, which Greenroom never fetches. Models that onnx-asr reads:
      istupakov/parakeet-tdt-0.6b-v2-onnx   English, CC-BY-4.0
      istupakov/parakeet-tdt-0.6b-v3-onnx   25 languages, CC-BY-4.0
    Get from huggingface.co the files config.json, vocab.txt,
    encoder-model.int8.onnx and decoder_joint-model.int8.onnx (660 MB),
    and put them into a folder in `speech` of the data folder, or name
    their folder in GREENROOM_SPEECH_MODEL.

    \b
    Examples:
      greenroom speech
      greenroom speech try.wav
    """
    from greenroom.bootstrap import greenroom

    hearing = greenroom().hearing
    words: tuple[HeardWord, ...] | None = None
    if recording is not None:
        from greenroom.cli.recording import samples

        sound, rate = samples(recording)
        with progress() as step:
            step("Listening")
            words = hearing.hear(sound, rate=rate)
    if as_json:
        say_json(_as_json(hearing.ears, words))
        return
    page = Page()
    if words is None:
        _tell(page, hearing.ears)
    else:
        page.line(" ".join(word.text for word in words) or "Nothing was heard.")


def _tell(page: Page, ears: Ears) -> None:
    page.line(ears.library or "not installed", indent=12, lead="Recogniser")
    page.line(ears.model or "none", indent=12, lead="Model")
    page.line(ears.folder, indent=12, lead="Folder")
    page.line()
    if ears.can_hear:
        page.line("Spoken answers in the browser are recognised on this machine.")
    else:
        page.line(f"Spoken answers cannot be recognised on this machine: {ears.missing} {ears.remedy}")


def _as_json(ears: Ears, words: tuple[HeardWord, ...] | None) -> str:
    told: dict[str, object] = {
        "can_hear": ears.can_hear,
        "library": ears.library,
        "model": ears.model,
        "folder": ears.folder,
        "missing": ears.missing,
        "remedy": ears.remedy,
    }
    if words is not None:
        told["words"] = [{"text": one.text, "start": one.start, "end": one.end} for one in words]
    return json.dumps(told, indent=2)
