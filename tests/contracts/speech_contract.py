"""What every recogniser must do; an adapter's test subclasses `SpeechContract` and gives `recogniser`, and speech it knows."""

from __future__ import annotations

import numpy as np
import pytest

from greenroom.errors import InputError
from greenroom.model.speech import MOST_SECONDS, RATE
from greenroom.ports import SpeechRecogniser


class SpeechContract:
    @pytest.fixture
    def recogniser(self) -> SpeechRecogniser:
        raise NotImplementedError

    @pytest.fixture
    def speech(self) -> tuple[np.ndarray, list[str]]:
        """Samples, and the words in them."""
        raise NotImplementedError

    def test_it_says_what_it_is(self, recogniser):
        assert recogniser.name
        assert recogniser.model

    def test_it_hears_what_was_said(self, recogniser, speech):
        samples, words = speech
        assert [one.text.lower().strip(".,") for one in recogniser.hear(samples, rate=RATE)] == words

    def test_times_ascend_and_lie_inside_the_sound(self, recogniser, speech):
        samples, _ = speech
        heard = recogniser.hear(samples, rate=RATE)
        times = [time for one in heard for time in (one.start, one.end)]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= len(samples) / RATE
        assert heard[-1].start > heard[0].start

    def test_times_move_with_the_speech(self, recogniser, speech):
        samples, _ = speech
        later = np.concatenate([np.zeros(2 * RATE, np.int16), samples])
        early, late = (recogniser.hear(one, rate=RATE)[-1] for one in (samples, later))
        assert late.start - early.start == pytest.approx(2, abs=0.2)

    @pytest.mark.parametrize("seconds", [0, 0.05, 1, MOST_SECONDS])
    def test_silence_has_no_words(self, recogniser, seconds):
        assert recogniser.hear(np.zeros(int(seconds * RATE), np.int16), rate=RATE) == ()

    def test_a_faint_hiss_has_no_words(self, recogniser):
        hiss = np.random.default_rng(3).normal(0, 8, 3 * RATE).astype(np.int16)  # a thousandth of speech
        assert recogniser.hear(hiss, rate=RATE) == ()

    def test_the_same_sound_has_the_same_words(self, recogniser, speech):
        first, second = (recogniser.hear(speech[0], rate=RATE) for _ in range(2))
        assert first == second

    def test_what_is_heard_is_not_changed(self, recogniser, speech):
        before = speech[0].copy()
        recogniser.hear(speech[0], rate=RATE)
        assert (before == speech[0]).all()

    @pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
    def test_another_rate_is_refused(self, recogniser, speech, rate):
        with pytest.raises(InputError) as refused:
            recogniser.hear(speech[0], rate=rate)
        assert refused.value.code == "rate"
        assert "16,000" in str(refused.value)

    def test_too_much_at_once_is_refused(self, recogniser):
        with pytest.raises(InputError) as refused:
            recogniser.hear(np.zeros(int(MOST_SECONDS * RATE) + 1, np.int16), rate=RATE)
        assert refused.value.code == "too_long"
        assert refused.value.hint
