"""The recogniser on a small model of tones the test makes, and on a real one where $GREENROOM_SPEECH_MODEL names it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tests.contracts.speech_contract import SpeechContract
from tests.speech import ToneRecogniser, spoken, tone_model

from greenroom.adapters.speech import OnnxRecogniser, find_model, look
from greenroom.adapters.speech.words import words_of
from greenroom.errors import ConfigError

ROOT = Path(__file__).parents[3]
WORDS = ["we", "would", "start", "small", "um", "ten"]
needs_library = pytest.mark.skipif(
    find_spec("onnx_asr") is None,
    reason="the extra `speech` is not installed: pip install 'greenroom[speech]'",
)
SPEECH_FILE = (
    "GREENROOM_SPEECH_TEST"  # a WAV file; what is said in it stands beside it, in a file that ends in .txt
)


class TestTheFakeOfOtherTests(SpeechContract):
    @pytest.fixture
    def recogniser(self):
        return ToneRecogniser()

    @pytest.fixture
    def speech(self):
        return spoken(WORDS), WORDS


@needs_library
class TestTones(SpeechContract):
    @pytest.fixture
    def recogniser(self, tmp_path):
        tone_model(tmp_path / "speech" / "tones")
        return OnnxRecogniser(find_model(tmp_path, {}))

    @pytest.fixture
    def speech(self):
        return spoken(WORDS), WORDS

    def test_a_word_begins_where_it_is_said(self, recogniser):
        heard = recogniser.hear(spoken(WORDS), rate=16_000)
        said_at = [0.2 + 0.5 * place for place in range(len(WORDS))]
        assert [one.start for one in heard] == pytest.approx(said_at, abs=0.1)


@needs_library
@pytest.mark.skipif(
    not (os.environ.get("GREENROOM_SPEECH_MODEL") and os.environ.get(SPEECH_FILE)),
    reason=f"no real model here: name one in GREENROOM_SPEECH_MODEL, and a WAV file with its words beside it in {SPEECH_FILE}",
)
class TestRealModel(SpeechContract):
    @pytest.fixture
    def recogniser(self):
        return real_model()

    @pytest.fixture
    def speech(self):
        path = Path(os.environ[SPEECH_FILE])
        with wave.open(str(path)) as opened:
            samples = np.frombuffer(opened.readframes(16_000 * 20), "<i2")
        return samples, path.with_suffix(".txt").read_text().lower().split()


@cache
def real_model() -> OnnxRecogniser:
    return OnnxRecogniser(find_model(Path("nowhere")))  # it takes seconds to load


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda model: (model / name).write_text(text)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text for a model": (write("model.onnx", "not a model"), "cannot be used"),
    "half a model": (lambda model: halve(model / "model.onnx"), "cannot be used"),
    "an empty vocabulary": (write("vocab.txt", ""), "cannot be used"),
    "a torn vocabulary": (write("vocab.txt", "we 0 1 2\n<blk>\n"), "cannot be used"),
    "no model": (lambda model: (model / "model.onnx").unlink(), "not complete"),
    "a broken config": (write("config.json", "{"), "cannot be read"),
    "a config that is a list": (write("config.json", "[]"), "unknown"),
    "a huge config": (write("config.json", json.dumps({"model_type": "x" * 200_000})), "too large"),
    "a kind without times": (write("config.json", '{"model_type": "whisper"}'), "does not say when a word"),
    "another kind than its files": (
        write("config.json", '{"model_type": "nemo-conformer-tdt"}'),
        "not complete",
    ),
    "nothing": (lambda model: (model / "config.json").unlink(), "There is no speech model in"),
    "two models": (lambda model: tone_model(model.parent / "others"), "several models"),
}


@needs_library
@pytest.mark.parametrize("what", BROKEN)
def test_a_model_that_cannot_be_used_is_told_with_what_to_do(tmp_path, what):
    spoil, says = BROKEN[what]
    spoil(tone_model(tmp_path / "speech" / "tones"))
    with pytest.raises(ConfigError, match=says) as told:
        OnnxRecogniser(find_model(tmp_path, {}))
    first, _, remedy = str(told.value).partition("\n")
    assert str(tmp_path) in first
    assert remedy
    assert "\n" not in remedy


@needs_library
def test_what_there_is_is_told_without_loading_it(tmp_path):
    model = tone_model(tmp_path / "speech" / "tones")
    (model / "model.onnx").write_text("not a model")  # nobody looks inside before the first use
    ears = look(tmp_path, {})
    assert ears.can_hear
    assert (ears.model, ears.folder) == ("tones", str(model))
    assert ears.library.startswith("onnx-asr 0.")


def test_a_folder_can_be_named(tmp_path):
    model = tone_model(tmp_path / "elsewhere")
    (model / "model.onnx").rename(model / "model.int8.onnx")
    found = find_model(tmp_path / "data", {"GREENROOM_SPEECH_MODEL": str(model)})
    assert (found.name, found.kind, found.quantisation) == ("elsewhere", "nemo-conformer-ctc", "int8")
    with pytest.raises(ConfigError, match="GREENROOM_SPEECH_MODEL names"):
        find_model(tmp_path, {"GREENROOM_SPEECH_MODEL": str(tmp_path / "nowhere")})


@needs_library
def test_a_smaller_model_is_read_as_well(tmp_path):
    model = tone_model(tmp_path / "speech" / "tones")
    (model / "model.onnx").rename(model / "model.int8.onnx")
    heard = OnnxRecogniser(find_model(tmp_path, {})).hear(spoken(WORDS), rate=16_000)
    assert [one.text for one in heard] == WORDS


def test_without_the_extra_it_is_said_what_to_install(tmp_path, monkeypatch):
    tone_model(tmp_path / "speech" / "tones")
    monkeypatch.setattr("greenroom.adapters.speech.found.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "onnx_asr", None)  # importing it fails
    ears = look(tmp_path, {})
    assert not ears.can_hear
    assert ears.remedy == "Install it with: pip install 'greenroom[speech]'"
    with pytest.raises(ConfigError, match=r"pip install 'greenroom\[speech\]'"):
        OnnxRecogniser(find_model(tmp_path, {}))


@needs_library
def test_hearing_needs_no_network_and_writes_no_file(tmp_path):
    """In a process of its own, which ends with 97 at the first network call or file opened for writing."""
    tone_model(tmp_path / "speech" / "tones")
    code = """
import os, sys
from pathlib import Path
from tests.speech import spoken
from greenroom.bootstrap import greenroom
hearing = greenroom(Path(sys.argv[1])).hearing
def watch(event, arguments):
    network = event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
    writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    made = event in {"os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen"}
    if (network or writing or made) and arguments[0] != os.devnull:
        sys.stderr.write(f"{event} {arguments}"); sys.stderr.flush(); os._exit(97)
sys.addaudithook(watch)
if len(sys.argv) > 2: open(sys.argv[2], "w")
print(*(one.text for one in hearing.hear(spoken(["we", "would", "start", "ten"]).tobytes(), rate=16_000)))
"""
    run = [sys.executable, "-B", "-c", code, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "we would start ten\n"), done.stderr
    noticed = subprocess.run(
        [*run, str(tmp_path / "x")], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert noticed.returncode == 97  # the watch would notice
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("tokens", "times", "told"),
    [
        (["\u0020we", " wo", "uld"], [0.1, 0.5, 0.6], [("we", 0.1, 0.3), ("would", 0.5, 0.8)]),
        ([" Ten", " per", "cent", "."], [0.1, 0.2, 0.3, 0.9], [("Ten", 0.1, 0.2), ("percent.", 0.2, 0.5)]),
        ([" so", " ,", " then"], [0.0, 0.4, 0.5], [("so,", 0.0, 0.2), ("then", 0.5, 0.7)]),
        ([" ", "we", " ", "go"], [0.0, 0.1, 0.5, 0.6], [("we", 0.1, 0.3), ("go", 0.6, 0.8)]),
        ([" we", "<unk>", " go"], [0.1, 0.2, 0.3], [("we", 0.1, 0.3), ("go", 0.3, 0.5)]),
        ([" don", "'", "t"], [0.1, 0.2, 0.3], [("don't", 0.1, 0.5)]),
        ([".", " we"], [0.0, 0.2], [("we", 0.2, 0.4)]),
        ([" late"], [1.3], [("late", 1.0, 1.0)]),  # a model's last step can lie behind the end
        ([], [], []),
    ],
)
def test_tokens_are_put_together_to_words(tokens, times, told):
    made = words_of(tokens, times, seconds=1.0)
    assert [(one.text, one.start, one.end) for one in made] == told
