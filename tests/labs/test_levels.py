"""Difficulty by level: the higher the level, the subtler the fault and the more decoys, under the same seed."""

import numpy as np
import pytest
from tests.labs.playing import scenario

from greenroom.labs.onset import onset
from greenroom.labs.systems import begin
from greenroom.model.lab import End
from greenroom.model.lab_kinds import Fault
from greenroom.model.ladder import Level

LEVELS = (Level.MID, Level.SENIOR, Level.STAFF)


def wide(**more):
    made = scenario(Fault.COUNTED_TWICE, severity=(3.0, 6.0), onset_h=(30, 60))
    return made.model_copy(update={"levels": LEVELS, **more})


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("seed", range(1, 30))
def test_the_higher_the_level_the_subtler(end, seed):
    drawn = [onset(wide(subtle=end).at_level(level), seed).severity for level in LEVELS]
    assert drawn == sorted(drawn, reverse=end is End.LOW)
    assert len(set(drawn)) == len(LEVELS)
    assert 3.0 <= min(drawn) <= max(drawn) <= 6.0


def test_together_the_levels_are_the_whole_range_and_no_level_is_any_of_them():
    parts = sorted(wide(subtle=End.LOW).at_level(level).severity for level in LEVELS)
    assert np.allclose(parts, [(3, 4), (4, 5), (5, 6)])
    assert wide().at_level(None) == wide()


def test_when_it_happens_does_not_depend_on_the_level():
    assert len({onset(wide().at_level(level), 7).at_h for level in (None, *LEVELS)}) == 1


@pytest.mark.parametrize(("asked", "nearest"), [(Level.ENTRY, Level.MID), (Level.DIRECTOR, Level.STAFF)])
def test_a_level_that_it_is_not_for_is_the_nearest_that_it_is_for(asked, nearest):
    assert wide().at_level(asked) == wide().at_level(nearest)


def test_the_order_in_which_a_pack_names_levels_does_not_matter():
    turned = wide(levels=LEVELS[::-1])
    assert [turned.at_level(level).severity for level in LEVELS] == [
        wide().at_level(level).severity for level in LEVELS
    ]


def test_more_goes_on_at_a_higher_level():
    told = [len(begin(wide().at_level(level), 3).system.happened) for level in LEVELS]
    assert told == sorted(told)
    assert told[0] < told[-1]
