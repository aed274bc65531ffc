from __future__ import annotations

from threading import Event, Thread

import numpy as np
import pytest
from tests.speech import ToneRecogniser, spoken

from greenroom.errors import ConfigError, InputError
from greenroom.model.speech import Ears
from greenroom.service.hearing import MOST_BYTES, Hearing

HERE = Ears("tones 1.0", "six-words", "/models/six-words")
NONE = Ears("tones 1.0", "", "/models", missing="There is no speech model in /models.", remedy="Get one.")
SOUND = spoken(["we", "would"]).tobytes()


def test_nothing_is_loaded_before_something_is_heard_and_then_once():
    loaded = []
    hearing = Hearing(lambda: HERE, lambda: loaded.append(1) or ToneRecogniser())
    assert hearing.ears.can_hear
    assert not loaded
    for _ in range(3):
        assert [one.text for one in hearing.hear(SOUND, rate=16_000)] == ["we", "would"]
    assert len(loaded) == 1


def test_another_model_is_loaded_where_the_user_has_put_one():
    now, loaded = [HERE], []
    hearing = Hearing(lambda: now[0], lambda: loaded.append(now[0].model) or ToneRecogniser())
    hearing.hear(SOUND, rate=16_000)
    now[0] = Ears("tones 1.0", "others", "/models/others")
    hearing.hear(SOUND, rate=16_000)
    assert loaded == ["six-words", "others"]


def test_what_is_missing_is_told_and_looked_for_again():
    now = [NONE]
    hearing = Hearing(lambda: now[0], ToneRecogniser)
    with pytest.raises(ConfigError, match=r"no speech model in /models\.\nGet one\."):
        hearing.hear(SOUND, rate=16_000)
    now[0] = HERE
    assert hearing.hear(SOUND, rate=16_000)


@pytest.mark.parametrize(
    ("sound", "rate", "code"),
    [
        (bytes(MOST_BYTES + 2), 16_000, "too_long"),
        (SOUND + b"\0", 16_000, "samples"),
        (SOUND, 44_100, "rate"),
    ],
)
def test_what_cannot_be_heard_is_refused(sound, rate, code):
    hearing = Hearing(lambda: HERE, ToneRecogniser)
    with pytest.raises(InputError) as refused:
        hearing.hear(sound, rate=rate)
    assert refused.value.code == code
    assert hearing.hear(SOUND, rate=16_000)  # and the next one is heard


def test_samples_are_read_low_byte_first():
    given = []

    class Noting(ToneRecogniser):
        def hear(self, samples, *, rate):
            given.append(samples)
            return ()

    Hearing(lambda: HERE, Noting).hear(b"\x01\x02\xff\xff", rate=16_000)
    assert given[0].dtype == np.int16
    assert given[0].tolist() == [513, -1]


def test_one_is_heard_one_waits_and_a_third_is_told_to_come_again():
    began, go_on = Event(), Event()

    class Slow(ToneRecogniser):
        def hear(self, samples, *, rate):
            began.set()
            assert go_on.wait(20)
            return super().hear(samples, rate=rate)

    hearing = Hearing(lambda: HERE, Slow)
    done = []
    threads = [Thread(target=lambda: done.append(hearing.hear(SOUND, rate=16_000))) for _ in range(2)]
    try:
        threads[0].start()
        assert began.wait(20)
        threads[1].start()
        while hearing._room._value:
            pass
        with pytest.raises(InputError) as refused:
            hearing.hear(SOUND, rate=16_000)
        assert refused.value.code == "busy"
    finally:
        go_on.set()
        for thread in threads:
            thread.join(20)
    assert len(done) == 2
    assert hearing.hear(SOUND, rate=16_000)
