from datetime import date
from uuid import UUID

import pytest

from greenroom.content.checks import check_packs
from greenroom.content.load import load_catalogue
from greenroom.content.new import start_pack
from greenroom.errors import ConfigError
from greenroom.model.ladder import Role


@pytest.mark.parametrize("role", Role)
def test_a_new_pack_passes_beside_the_core_pack(packs, tmp_path, role):
    folder = tmp_path / "deep" / "acme-loop"
    written = start_pack(folder, pack_id="acme-loop", title='Acme "AI" \\ Söhne', role=role)
    assert set(written) == {path for path in folder.rglob("*") if path.is_file()}
    assert check_packs([packs / "core", folder]) == ()
    warned = check_packs([packs / "core", folder], today=date(2026, 1, 1))
    assert {issue.file.rsplit("/", 1)[1] for issue in warned if issue.rung == "starter"} >= {
        "question.md", "rubric.toml", "followups.toml", "sheet.toml", "strong.md", "ask.toml",
    }  # fmt: skip
    catalogue = load_catalogue([packs / "core", folder])
    assert catalogue.packs[1].title == 'Acme "AI" \\ Söhne'
    assert (
        len(catalogue.questions),
        len(catalogue.concepts),
        len(catalogue.drills),
        len(catalogue.asks),
    ) == (1, 1, 1, 1)


def test_a_pack_for_a_role_that_has_its_loop_is_put_into_that_loop(packs):
    loop = load_catalogue([packs]).loops[Role.ML_ENGINEER]
    written = start_pack(
        packs.parent / "more", pack_id="more", title="More", role=Role.ML_ENGINEER, loop=loop
    )
    assert not any(path.name == "loop.toml" for path in written)
    catalogue = load_catalogue([packs, packs.parent / "more"])
    assert catalogue.questions[1].round == loop.rounds[0].id
    assert catalogue.questions[1].levels == loop.rounds[0].levels
    said = {(issue.rung, issue.message.split()[0]) for issue in check_packs([packs, packs.parent / "more"])}
    assert said == {("identity", "slug"), ("duplicates", "the")}  # the small pack is the same example


def test_a_draft_passes_with_what_is_to_come_as_one_warning(packs, tmp_path):
    folder = tmp_path / "first-try"
    written = start_pack(folder, pack_id="first-try", title="First try", role=Role.ML_ENGINEER, draft=True)
    assert sorted(path.name for path in written) == [
        "loop.toml", "pack.toml", "question.md", "rubric.toml", "strong.md", "weak.md",
    ]  # fmt: skip
    (issue,) = check_packs([packs / "core", folder])
    assert issue.warning
    assert issue.message == (
        "a draft; to finish it: sheet.toml, followups.toml, design.md, rubric.toml, adequate.md, fluent-empty.md, wrong.md"
    )
    assert load_catalogue([packs / "core", folder]).questions[0].draft


@pytest.mark.parametrize("needed", ["strong.md", "weak.md"])
def test_a_draft_without_a_good_and_a_weak_answer_fails(packs, tmp_path, needed):
    folder = tmp_path / "first-try"
    written = start_pack(folder, pack_id="first-try", title="First try", role=Role.ML_ENGINEER, draft=True)
    next(path for path in written if path.name == needed).unlink()
    (broken,) = (issue for issue in check_packs([packs / "core", folder]) if not issue.warning)
    assert broken.file.endswith(f"answers/{needed}")


def test_what_a_draft_may_lack_a_finished_question_may_not(packs, tmp_path):
    folder = tmp_path / "first-try"
    written = start_pack(folder, pack_id="first-try", title="First try", role=Role.ML_ENGINEER, draft=True)
    question = next(path for path in written if path.name == "question.md")
    question.write_text(question.read_text().replace("draft = true\n", ""))
    broken = [issue for issue in check_packs([packs / "core", folder]) if not issue.warning]
    assert {issue.file.rsplit("/", 1)[1] for issue in broken} == {
        "sheet.toml", "followups.toml", "design.md", "rubric.toml", "adequate.md", "fluent-empty.md", "wrong.md",
    }  # fmt: skip


def test_two_new_packs_have_their_own_uuids(tmp_path):
    for name in ("one", "two"):
        start_pack(tmp_path / name, pack_id=name, title=name, role=Role.ML_ENGINEER)
    issues = check_packs([tmp_path])
    assert not [issue for issue in issues if "uuid" in issue.message]


@pytest.mark.parametrize("make", ["folder", "file", "dangling link"])
def test_what_exists_is_left_as_it_is(tmp_path, make):
    target = tmp_path / "mine"
    if make == "folder":
        target.mkdir()
        (target / "keep.txt").write_text("mine")
    elif make == "file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "gone")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ConfigError, match="exists already; nothing was changed"):
        start_pack(target, pack_id="mine", title="Mine", role=Role.ML_ENGINEER)
    assert sorted(tmp_path.rglob("*")) == before
    assert (target / "keep.txt").read_text() == "mine" if make == "folder" else True


@pytest.mark.parametrize(
    ("folder", "pack_id", "title", "says"),
    [
        ("Mine", "Mine", "Mine", "The id of the pack"),
        ("mine", "mine", "", "The title of the pack"),
        ("mine", "mine", "two\nlines", "line break"),
        ("mine", "other", "Mine", "must be called as the pack"),
    ],
)
def test_names_that_cannot_be_used(tmp_path, folder, pack_id, title, says):
    with pytest.raises(ConfigError, match=says):
        start_pack(tmp_path / folder, pack_id=pack_id, title=title, role=Role.ML_ENGINEER)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot be written"):
        start_pack(tmp_path / "file" / "mine", pack_id="mine", title="Mine", role=Role.ML_ENGINEER)


def test_a_crash_half_way_leaves_nothing(tmp_path):
    two = iter([UUID(int=1), UUID(int=2)])
    with pytest.raises(StopIteration):
        start_pack(
            tmp_path / "mine", pack_id="mine", title="Mine", role=Role.ML_ENGINEER, new_id=lambda: next(two)
        )
    assert list(tmp_path.iterdir()) == []


def test_only_the_files_that_still_hold_the_example_are_warned_about(packs, tmp_path):
    folder = tmp_path / "acme-loop"
    start_pack(folder, pack_id="acme-loop", title="Acme", role=Role.ML_ENGINEER)
    page = folder / "questions/the-pilot-that-won/question.md"
    front = page.read_text().split("+++\n")[1]
    page.write_text(
        f"+++\n{front}+++\nOrders for spare parts are late one week in four. How would you find out which?\n".replace(
            "Whether a good figure from a pilot is examined before it is acted on.", "Reading of delays."
        ).replace("A time when a first result was better than what came after.", "A late delivery.")
    )
    warned = check_packs([packs / "core", folder], today=date(2026, 1, 1))
    files = {issue.file for issue in warned if issue.rung == "starter"}
    assert "acme-loop/questions/the-pilot-that-won/question.md" not in files
    assert "acme-loop/questions/the-pilot-that-won/rubric.toml" in files
