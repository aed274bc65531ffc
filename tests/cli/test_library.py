"""`greenroom library` and `greenroom learn`: what a person or a program sees of the content."""

import json

import pytest


def test_search_finds_and_says_what_it_found(call):
    done = call("library", "search", "label", "delay", "--limit", "3")
    assert done.returncode == 0
    assert "label-delay" in done.stdout
    assert "more: --limit" in done.stdout
    found = json.loads(call("library", "search", "label", "delay", "--limit", "3", "--json").stdout)
    assert len(found["pieces"]) == 3 < found["found"]
    assert "label-delay" in [piece["slug"] for piece in found["pieces"]]


def test_search_is_narrowed(call):
    rows = json.loads(
        call(
            "library", "search", "--role", "ml_engineering_manager", "--level", "director", "--kind", "question",
            "--limit", "200", "--json",
        ).stdout
    )["pieces"]  # fmt: skip
    assert rows
    assert all(row["roles"] == ["ml_engineering_manager"] and "director" in row["levels"] for row in rows)


def test_nothing_found_is_no_failure(call):
    done = call("library", "search", "xylophone")
    assert done.returncode == 0
    assert "Nothing fits" in done.stdout


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("card-fraud-at-checkout", "Answer: strong"),
        ("labels-and-where-they-come-from", "delay curve"),
        ("littles-law-three-times", ""),
        ("star", ""),
        ("bill-for-wrong-refund-answers", "Step by step"),
    ],
)
def test_a_piece_is_shown_and_closed_for_practice(call, name, opened):
    known = json.loads(call("library", "search", "--limit", "2000", "--json").stdout)["pieces"]
    piece = next(one for one in known if one["slug"] == name)
    shown = call("library", "show", name, "--kind", piece["kind"])
    assert shown.returncode == 0, shown.stderr
    assert piece["title"] in " ".join(shown.stdout.split())
    with_answers = call("library", "show", name, "--kind", piece["kind"], "--answers").stdout
    assert opened in with_answers
    assert (
        json.loads(call("library", "show", name, "--kind", piece["kind"], "--json").stdout)["title"]
        == piece["title"]
    )


def test_every_kind_can_be_shown(call):
    known = json.loads(call("library", "search", "--limit", "2000", "--json").stdout)["pieces"]
    firsts = {piece["kind"]: piece["slug"] for piece in known}
    assert len(firsts) == 10
    for kind, slug in firsts.items():
        done = call("library", "show", slug, "--kind", kind, "--answers")
        assert done.returncode == 0, done.stderr
        assert len(done.stdout) > 150


def test_an_unknown_name_gets_its_neighbours(call):
    done = call("library", "show", "card-fraud-at-chekout", "--json")
    assert done.returncode == 2
    error = json.loads(done.stderr)["error"]
    assert error["code"] == "no_content"
    assert "card-fraud-at-checkout" in error["hint"]


def test_stats_add_up(call):
    found = json.loads(call("library", "stats", "--json").stdout)
    assert found["questions"] == sum(role["questions"] for role in found["roles"])
    shown = call("library", "stats").stdout
    assert f"{found['questions']} questions" in shown
    for role in found["roles"]:
        assert role["gaps"] == [], "a round at a level without a question"
        for name in role["by_round"]:
            assert name in shown


def test_learn_shows_the_course_and_one_next_step(call):
    shown = call("learn", "--role", "ml_engineer", "--level", "senior").stdout
    assert shown.count("Begin with: greenroom learn ") == 1
    first = shown.rpartition("greenroom learn ")[2].strip()
    assert call("learn", first).returncode == 0
    modules = json.loads(call("learn", "--json").stdout)
    assert sum(len(module["lessons"]) for module in modules) >= 30


def test_learn_reads_a_lesson_or_a_concept(call):
    assert "Check yourself" in call("learn", "labels-and-where-they-come-from").stdout
    assert "Builds on" in call("learn", "label-delay").stdout
    done = call("learn", "label-delays")
    assert done.returncode == 2
    assert "label-delay" in done.stderr
