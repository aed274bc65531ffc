"""Every scenario of the packs passes the admission gate, on twenty seeds."""

from __future__ import annotations

from functools import cache

import pytest

from greenroom.bootstrap import pack_folders
from greenroom.labs.gate import failings
from greenroom.labs.systems import begin
from greenroom.service.library import Library


@cache  # the packs are read once, and not for each seed
def scenarios():
    return Library(pack_folders()).catalogue.scenarios


@pytest.mark.parametrize("seed", range(1, 21))  # a seed a test: its world is made once for all scenarios
def test_no_scenario_can_be_gamed_and_each_is_fair(seed):
    assert len(scenarios()) >= 9
    assert [told for scenario in scenarios() for told in failings(begin(scenario, seed))] == []
