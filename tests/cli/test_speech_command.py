from __future__ import annotations

import json

import pytest
from tests.speech import ToneRecogniser, spoken, write_wav

from greenroom.bootstrap import Greenroom
from greenroom.cli import main
from greenroom.model.speech import Ears
from greenroom.service.hearing import Hearing

HERE = Ears("tones 1.0", "six-words", "/models/six-words")
NONE = Ears(
    "tones 1.0", "", "/models", missing="There is no speech model in /models.", remedy="Put one there."
)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path / "data"))

    def ran(*arguments: str, ears: Ears = HERE) -> tuple[int, str, str]:
        hearing = Hearing(lambda: ears, ToneRecogniser)
        monkeypatch.setattr(Greenroom, "hearing", hearing)
        with pytest.raises(SystemExit) as ended:
            main(["speech", *arguments])
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    return ran


def test_it_says_what_there_is(run, tmp_path):
    code, told, _ = run()
    assert code == 0
    assert "tones 1.0" in told
    assert "/models/six-words" in told
    assert "are recognised on this machine" in told
    assert not (tmp_path / "data").exists()


def test_it_says_what_is_missing_and_what_to_do(run):
    code, told, _ = run(ears=NONE)
    assert code == 0
    assert "There is no speech model in /models. Put one there." in " ".join(told.split())


def test_a_recording_is_tried(run, tmp_path):
    path = write_wav(tmp_path / "try.wav", spoken(["we", "start", "small"]))
    assert run(str(path))[:2] == (0, "we start small\n")
    told = json.loads(run(str(path), "--json")[1])
    assert told["can_hear"]
    assert [one["text"] for one in told["words"]] == ["we", "start", "small"]
    silent = write_wav(tmp_path / "silent.wav", spoken([""], noise=0))
    assert run(str(silent))[1] == "Nothing was heard.\n"


@pytest.mark.parametrize(
    "kind", ["another rate", "two channels", "a text", "a torn file", "none", "too long"]
)
def test_a_recording_that_cannot_be_tried_is_refused(run, tmp_path, kind):
    path = tmp_path / "try.wav"
    if kind == "another rate":
        write_wav(path, spoken(["we"], rate=44_100), rate=44_100)
    elif kind == "two channels":
        write_wav(path, spoken(["we"]))
        data = bytearray(path.read_bytes())
        data[22], data[32] = 2, 4
        path.write_bytes(data)
    elif kind == "a text":
        path.write_text("no sound")
    elif kind == "a torn file":
        path.write_bytes(write_wav(path, spoken(["we"])).read_bytes()[:30])
    elif kind == "too long":
        write_wav(path, spoken([""] * 40))
    code, told, error = run(str(path))
    assert code == 2
    assert not told
    assert len(error.splitlines()) == 2  # what happened, and what to do


def test_nothing_can_be_tried_where_something_is_missing(run, tmp_path):
    path = write_wav(tmp_path / "try.wav", spoken(["we"]))
    code, _, error = run(str(path), ears=NONE)
    assert code == 2
    assert "Put one there." in error
