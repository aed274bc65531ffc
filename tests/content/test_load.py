import pytest

from greenroom.content.load import load_catalogue
from greenroom.content.new import start_pack
from greenroom.errors import PackError
from greenroom.model.ladder import Level, Role
from greenroom.model.question import ExemplarKind


def test_a_catalogue_holds_what_the_files_say(packs):
    catalogue = load_catalogue([packs], exemplars=True)
    assert [pack.id for pack in catalogue.packs] == ["core", "small"]
    (question,) = catalogue.questions
    assert (question.slug, question.round) == ("the-pilot-that-won", "case")
    assert question.levels == (Level.SENIOR, Level.STAFF)
    assert question.statement.startswith("A tool that drafts replies")
    assert [criterion.id for criterion in question.criteria] == ["comparison", "harm", "decision", "tone"]
    assert question.criteria[0].anchors.poor == "Takes the twelve per cent as the effect of the tool."
    assert {exemplar.kind for exemplar in question.exemplars} == {
        ExemplarKind.STRONG,
        ExemplarKind.ADEQUATE,
        ExemplarKind.WEAK,
        ExemplarKind.FLUENT_EMPTY,
        ExemplarKind.WRONG,
    }
    assert len(question.sheet) == 6
    assert question.change is not None
    assert question.change.after_min == 12
    assert question.design.startswith("# Goal")
    assert [slot.id for slot in catalogue.loops[Role.ML_ENGINEER].rounds] == [
        "manager-screen",
        "case",
        "behavioural",
    ]
    assert [concept.slug for concept in catalogue.concepts] == ["who-was-in-the-pilot"]
    assert catalogue.drills[0].task.startswith("## Task")
    assert [module.id for module in catalogue.modules] == ["figures"]
    (lesson,) = catalogue.lessons
    assert lesson.svg.startswith("<svg")
    assert [number.compute for number in lesson.numbers] == ["36 / 40", "36 * 12"]
    assert catalogue.estimations[0].steps[-1].name == "desks"
    assert catalogue.roleplays[0].states[0].most == 3
    (scenario,) = catalogue.scenarios
    assert scenario.slug == "ticks-in-every-box"
    assert scenario.onset_h == (30, 96)
    assert scenario.reference.lines[-1] == "conclude materialiser stale-tables"
    assert sorted(play.name for play in scenario.plays) == ["reference", "retrain-and-promote", "roll-back"]
    assert scenario.debrief.startswith("## What happened")
    assert catalogue.facts[0].year == 2026
    assert catalogue.asks[0].roles == (Role.ML_ENGINEER,)
    assert "ab-testing" in catalogue.vocabulary.skills


def test_graded_answers_are_left_out_unless_asked_for(packs):
    assert load_catalogue([packs]).questions[0].exemplars == ()


def test_what_is_for_one_role_is_told_from_the_rest(packs):
    start_pack(packs / "other", pack_id="other", title="Other", role=Role.AI_ENGINEER)
    both = load_catalogue([packs])
    assert len(both.questions) == 2
    catalogue = both.for_roles([Role.ML_ENGINEER])
    assert set(catalogue.loops) == {Role.ML_ENGINEER}
    assert [question.role for question in catalogue.questions] == [Role.ML_ENGINEER]
    assert {role for drill in catalogue.drills for role in drill.roles} == {Role.ML_ENGINEER}
    assert len(catalogue.packs) == 3


def test_every_broken_file_is_named_at_once(packs):
    (packs / "small" / "loop.toml").write_text("x = ")
    (packs / "small" / "questions" / "the-pilot-that-won" / "rubric.toml").unlink()
    (packs / "core" / "skills.toml").write_text('[[skill]]\nid = "x"\n')
    with pytest.raises(PackError) as error:
        load_catalogue([packs])
    assert {issue.file for issue in error.value.issues} == {
        "core/skills.toml",
        "small/loop.toml",
        "small/questions/the-pilot-that-won/rubric.toml",
    }


def test_a_file_name_that_is_no_slug(packs):
    old = packs / "small" / "drills" / "halve-a-good-figure.md"
    old.rename(old.with_name("Halve It.md"))
    with pytest.raises(PackError, match="'Halve It' cannot be the name of a file"):
        load_catalogue([packs])


def test_an_empty_text_under_the_front_matter(packs):
    path = packs / "small" / "drills" / "halve-a-good-figure.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("## Task")], encoding="utf-8")
    with pytest.raises(PackError, match="the text under the front matter is missing"):
        load_catalogue([packs])


def test_without_a_vocabulary_there_is_no_catalogue(packs):
    with pytest.raises(PackError, match="no skills vocabulary found"):
        load_catalogue([packs / "small"])


def test_of_two_loops_for_a_role_the_later_counts(packs, tmp_path):
    start_pack(tmp_path / "own" / "mine", pack_id="mine", title="Mine", role=Role.ML_ENGINEER)
    path = tmp_path / "own" / "mine" / "loop.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('id = "manager-screen"', 'id = "chat"'), encoding="utf-8"
    )
    loop = load_catalogue([packs, tmp_path / "own"]).loops[Role.ML_ENGINEER]
    assert loop.rounds[0].id == "chat"
