from pathlib import Path

from greenroom.content.course import chapters, ranks
from greenroom.content.load import load_catalogue
from greenroom.model.ladder import Level, Role

CATALOGUE = load_catalogue([Path(__file__).parents[2] / "packs"])


def test_the_course_is_in_its_order():
    found = chapters(CATALOGUE)
    assert [chapter.id for chapter in found] == [module.id for module in CATALOGUE.modules]
    orders = [lesson.order for chapter in found for lesson in chapter.lessons]
    assert orders == sorted(orders) == list(range(1, len(CATALOGUE.lessons) + 1))


def test_only_lessons_for_a_role_and_level_are_left_and_no_empty_chapter():
    found = chapters(CATALOGUE, Role.ML_ENGINEERING_MANAGER, Level.DIRECTOR)
    slugs = {lesson.slug for chapter in found for lesson in chapter.lessons}
    wanted = {
        lesson.slug
        for lesson in CATALOGUE.lessons
        if Role.ML_ENGINEERING_MANAGER in lesson.roles and Level.DIRECTOR in lesson.levels
    }
    assert slugs == wanted
    assert 0 < len(slugs) < len(CATALOGUE.lessons)
    assert all(chapter.lessons for chapter in found)


def test_a_concept_stands_above_all_it_builds_on():
    rank = ranks(CATALOGUE.concepts)
    for concept in CATALOGUE.concepts:
        assert all(rank[need] < rank[concept.slug] for need in concept.prerequisites)
        assert concept.prerequisites or rank[concept.slug] == 0


def test_a_circle_ends():
    one, other = CATALOGUE.concepts[:2]
    turned = [
        one.model_copy(update={"prerequisites": (other.slug,)}),
        other.model_copy(update={"prerequisites": (one.slug,)}),
    ]
    assert set(ranks(turned)) == {one.slug, other.slug}
