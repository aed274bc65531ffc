"""The packs that come with Greenroom pass the ladder and hold what a report needs."""

from pathlib import Path

import pytest

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.content.checks import check_packs
from greenroom.content.load import load_catalogue
from greenroom.content.read import read_packs
from greenroom.content.summary import summarise
from greenroom.model.ladder import Role
from greenroom.service.alike import alike

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="module")
def summary():
    return summarise(load_catalogue([PACKS], exemplars=True))


def test_every_first_party_pack_passes():
    issues = check_packs([PACKS])
    assert not issues, "\n".join(str(issue) for issue in issues)


def test_the_library_is_as_large_as_it_says(summary):
    assert summary.questions >= 240
    assert summary.exemplars >= 5 * summary.questions
    assert (
        summary.siblings >= (summary.questions - 7) // 3
    )  # those about handed-in code or a played lab have none
    assert summary.exercises >= 20
    assert summary.scenarios >= 9
    assert summary.lessons >= 30
    assert summary.concepts >= 100
    assert summary.drills >= 60
    assert summary.estimations >= 34
    assert summary.roleplays >= 12
    assert summary.asks >= 100
    assert summary.frameworks >= 10


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_share_and_no_round_is_without_a_question(summary, role):
    (found,) = [entry for entry in summary.roles if entry.role is role]
    assert found.questions >= 60
    assert found.gaps == ()
    assert min(found.by_level.values()) >= 8
    assert found.lessons >= 15
    assert found.concepts >= 20
    assert found.drills >= 15
    assert found.estimations >= 6
    assert found.asks >= 25


def test_every_concept_is_in_a_lesson_and_half_of_the_lessons_have_a_picture():
    catalogue = load_catalogue([PACKS])
    used = {slug for lesson in catalogue.lessons for slug in lesson.concepts}
    assert {concept.slug for concept in catalogue.concepts} == used
    assert sum(bool(lesson.svg) for lesson in catalogue.lessons) >= len(catalogue.lessons) / 2


def test_nothing_is_there_twice_in_other_words():
    found = alike(read_packs([PACKS], exemplars=False), MiniLmEncoder())
    assert [str(issue) for issue in found] == []
