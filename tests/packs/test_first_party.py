"""The packs that come with Greenroom pass the ladder and hold what a report needs."""

from pathlib import Path

import pytest

from greenroom.content.checks import check_packs
from greenroom.content.load import load_catalogue
from greenroom.content.summary import summarise
from greenroom.model.ladder import Role

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="module")
def summary():
    return summarise(load_catalogue([PACKS], exemplars=True))


def test_every_first_party_pack_passes():
    issues = check_packs([PACKS])
    assert not issues, "\n".join(str(issue) for issue in issues)


def test_there_is_enough_for_a_report(summary):
    assert summary.questions >= 64
    assert summary.exemplars >= 4 * summary.questions
    assert summary.concepts >= 32
    assert summary.drills >= 20
    assert summary.asks >= 40
    assert summary.frameworks == 7


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_share(summary, role):
    (found,) = [entry for entry in summary.roles if entry.role is role]
    assert found.questions >= 16
    assert min(found.by_round.values()) >= 1
    assert min(found.by_level.values()) >= 3
    assert found.concepts >= 8
    assert found.drills >= 5
    assert found.asks >= 10
