"""Each rung is shown one violation, seeded into packs that pass, and must name its place and nothing else."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from greenroom.content.checks import check_packs
from greenroom.content.new import start_pack
from greenroom.model.ladder import Role

QUESTION = "small/questions/the-pilot-that-won/question.md"
RUBRIC = "small/questions/the-pilot-that-won/rubric.toml"
FOLLOWUPS = "small/questions/the-pilot-that-won/followups.toml"
ANSWERS = "small/questions/the-pilot-that-won/answers"
LOOP = "small/loop.toml"
CONCEPT = "small/concepts/who-was-in-the-pilot.md"
LESSON = "small/lessons/a-figure-taken-apart.md"
ESTIMATION = "small/estimations/desks-for-a-test.md"
ROLEPLAY = "small/roleplays/she-wants-it-monday.toml"
FACTS = "small/facts.toml"
SHEET = "small/questions/the-pilot-that-won/sheet.toml"
DRILL = "small/drills/halve-a-good-figure.md"


SHEET_FACT = """[[fact]]
id = "price"
about = "what the tool costs"
asks = ["What does it cost?", "What is the price per desk?"]
tell = "Forty dollars a desk and month, cancelled at the end of any month."
"""
CHECK = """[[check]]
ask = "Who should take part next time?"
criteria = ["Draws them by lot.", "Keeps a group without the tool."]
answer = "Sixty desks by lot, and the rest stay as they are."
"""
CHANGE = """[change]
after_min = 12
say = "The vendor doubles the price on Tuesday for everyone who has not signed."
moves = ["decision", "tone"]
good = "Prices the wait against the risk, offers a signature with a way out or a smaller count of desks, and does not let the date decide what the figures cannot."
"""


@dataclass(frozen=True)
class Seed:
    """`old` becomes `new` in `file`; then `rung` speaks of `file` at the line on which `at` stands."""

    rung: str
    file: str
    old: str
    new: str
    at: str
    says: str
    occurrence: int = 1  # of `at` in the file, when it stands there more than once

    def line(self, text: str) -> int:
        offset = -1
        for _ in range(self.occurrence):
            offset = text.index(self.at, offset + 1)
        return text[:offset].count("\n") + 1


SEEDS = {
    "schema: a key that is missing": Seed(
        "schema", RUBRIC, 'name = "Decides"\n', "", "[[criterion]]", "criterion.2.name: is missing", 3
    ),
    "schema: a key that nobody knows": Seed(
        "schema",
        CONCEPT,
        "minutes = 5\n",
        'minutes = 5\nauthor = "me"\n',
        "author",
        "author: is not a known key",
    ),
    "schema: a key that nobody knows in a file of tables only": Seed(
        "schema", FOLLOWUPS, "# Asked", 'title = "x"\n# Asked', "title", "title: is not a known key"
    ),
    "schema: a key that nobody knows within a table": Seed(
        "schema",
        LOOP,
        "minutes = 30\n",
        "minutes = 30\nhours = 1\n",
        "hours",
        "round.0.hours: is not a known key",
    ),
    "schema: a figure out of range": Seed(
        "schema", LOOP, "minutes = 30", "minutes = 3", "minutes = 3", "round.0.minutes"
    ),
    "schema: a rating out of range": Seed(
        "schema", f"{ANSWERS}/weak.md", "harm = 1", "harm = 5", "expected", "expected.harm"
    ),
    "schema: not TOML": Seed(
        "schema", LOOP, "weight = 0.2 ", "weight = 0.2.1 ", "weight = 0.2.1", "not TOML"
    ),
    "identity: uuid": Seed(
        "identity",
        "small/ask.toml",
        '000000000001"',
        '000000000002"',
        "uuid",
        "is already used in small/concepts/who-was-in-the-pilot.md:2",
    ),
    "identity: rounds": Seed(
        "identity", LOOP, 'id = "behavioural"', 'id = "case"', 'id = "case"', "round case is there twice", 2
    ),
    "references: round": Seed(
        "references", QUESTION, 'round = "case"', 'round = "cases"', "round =", "there is no round cases"
    ),
    "references: level": Seed(
        "references",
        QUESTION,
        '["senior", "staff"]',
        '["mid", "staff"]',
        "levels",
        "is not held at level mid",
    ),
    "references: concept": Seed(
        "references",
        QUESTION,
        '["who-was-in-the-pilot"]',
        '["who-was-in-a-pilot"]',
        "concepts",
        "there is no concept who-was-in-a-pilot",
    ),
    "references: topic": Seed(
        "references",
        DRILL,
        '["ab-testing"]',
        '["ab-tests"]',
        "topics",
        "topic ab-tests is not in the vocabulary",
    ),
    "references: prerequisites in a circle": Seed(
        "references",
        CONCEPT,
        "prerequisites = []",
        'prerequisites = ["who-was-in-the-pilot"]',
        "prerequisites",
        "lead back to it",
    ),
    "references: pillar of a round": Seed(
        "references",
        LOOP,
        'pillars = ["judgement", "measurement"]',
        'pillars = ["judgement", "measurement", "taste"]',
        "pillars = [",
        "there is no pillar taste",
        2,
    ),
    "references: framework of a round": Seed(
        "references",
        LOOP,
        "minutes = 30\n",
        'minutes = 30\nframework = "nowhere"\n',
        "framework",
        "there is no framework nowhere",
    ),
    "references: pillar that no round judges": Seed(
        "references",
        LOOP,
        'pillars = ["judgement", "measurement"]',
        'pillars = ["judgement"]',
        'id = "measurement"',
        "no round judges pillar measurement",
    ),
    "references: level of a round": Seed(
        "references",
        LOOP,
        'levels = ["senior", "staff", "director"]\npillars = ["judgement"',
        'levels = ["entry", "senior", "staff", "director"]\npillars = ["judgement"',
        'levels = ["entry"',
        "level entry has no [[level]]",
    ),
    "references: level of a note": Seed(
        "references",
        RUBRIC,
        'tests = "Whether bad news is told as help."',
        'tests = "Whether bad news is told as help."\nlevel_notes = { staff = "More.", entry = "Less." }',
        "level_notes",
        "the question is not asked at level entry",
    ),
    "references: criterion of a follow-up": Seed(
        "references",
        FOLLOWUPS,
        'criterion = "decision"\nwhen = "vague"',
        'criterion = "decisions"\nwhen = "vague"',
        'criterion = "decisions"',
        "no criterion decisions",
    ),
    "references: criterion of a change": Seed(
        "references", FOLLOWUPS, '"decision", "tone"', '"decision", "tones"', "moves", "no criterion tones"
    ),
    "references: a sibling that is not there": Seed(
        "references",
        QUESTION,
        "minutes = 30",
        'minutes = 30\nsibling = "nowhere"',
        "sibling",
        "no question nowhere",
    ),
    "references: module of a lesson": Seed(
        "references", LESSON, 'module = "figures"', 'module = "figure"', "module", "there is no module figure"
    ),
    "references: concept of a lesson": Seed(
        "references",
        LESSON,
        '["who-was-in-the-pilot"]',
        '["who-was-in"]',
        "concepts",
        "there is no concept who-was-in",
    ),
    "references: round of a role-play": Seed(
        "references", ROLEPLAY, 'round = "case"', 'round = "cases"', "round =", "there is no round cases"
    ),
    "complete: too few facts": Seed("complete", SHEET, SHEET_FACT, "", "[[fact]]", "5 facts"),
    "complete: too few follow-ups": Seed(
        "complete",
        FOLLOWUPS,
        '[[followup]]\ncriterion = "tone"\nwhen = "wrong"\nask = "She says you sound like somebody who has never met a customer. And you?"\n',
        "",
        "# Asked",
        "5 follow-ups when missing or vague or wrong, none for tone",
    ),
    "complete: nothing changes": Seed("complete", FOLLOWUPS, CHANGE, "", "# Asked", "no requirement changes"),
    "complete: a lesson with two questions": Seed(
        "complete", LESSON, CHECK, "", "[[check]]", "2 questions to check oneself"
    ),
    "numbers: a figure that is computed wrong": Seed(
        "numbers", LESSON, '"36 * 12"', '"36 * 13"', 'shown = "432', "'432 dollars' is shown, 36 * 13 is 468"
    ),
    "numbers: a figure that is not in the text": Seed(
        "numbers", LESSON, "it comes to 432", "it comes to 431", 'shown = "432', "does not stand in the text"
    ),
    "numbers: what is not arithmetic": Seed(
        "numbers", LESSON, '"36 / 40"', '"open(40)"', "compute", "is not arithmetic"
    ),
    "numbers: an estimate that does not come out": Seed(
        "numbers", ESTIMATION, "answer = 50", "answer = 60", "answer", "the answer is 60, the steps give 50"
    ),
    "numbers: a step from nowhere": Seed(
        "numbers", ESTIMATION, "tickets / (each", "ticket / (each", "compute", "ticket is not known here"
    ),
    "roleplays: a state that is not there": Seed(
        "roleplays",
        ROLEPLAY,
        "effect = { trust = -1 }",
        "effect = { faith = -1 }",
        "effect",
        "there is no state faith",
        3,
    ),
    "roleplays: a run that ends elsewhere": Seed(
        "roleplays",
        ROLEPLAY,
        'moves = ["lectures", "offers-sixty-desks"]',
        'moves = ["asks-why-monday", "lectures", "asks-why-monday", "offers-sixty-desks"]',
        'ending = "everyone"',
        "the poor run ends as sixty-desks",
        2,
    ),
    "roleplays: an ending that nothing leads to": Seed(
        "roleplays",
        ROLEPLAY,
        '[[ending]]\nid = "everyone"',
        '[[ending]]\nid = "never"\nwhen = { plan = [3, 4] }\noutcome = "It rains."\nrating = 2\n\n[[ending]]\nid = "everyone"',
        "when = { plan = [3, 4] }",
        "no moves lead to the ending never",
    ),
    "roleplays: no ending that fits always": Seed(
        "roleplays",
        ROLEPLAY,
        "when = {}",
        "when = { plan = [0, 0] }",
        "when = { plan = [0, 0] }",
        "does not fit always",
    ),
    "weights: criteria": Seed(
        "weights", RUBRIC, "weight = 0.15", "weight = 0.25", "weight", "criteria sum to 1.1"
    ),
    "weights: pillars": Seed(
        "weights", LOOP, "weight = 0.2\njudged", "weight = 0.1\njudged", "weight", "pillars sum to 0.9"
    ),
    "weights: rounds of a level": Seed(
        "weights",
        LOOP,
        'weight = 0.3\nlevels = ["senior", "staff", "director"]',
        'weight = 0.3\nlevels = ["senior", "staff"]',
        'level = "director"',
        "rounds at level director sum to 0.7",
    ),
    "exemplars: a criterion is not rated": Seed(
        "exemplars", f"{ANSWERS}/weak.md", ", tone = 2", "", "expected", "no rating for tone"
    ),
    "exemplars: strong is not": Seed(
        "exemplars",
        f"{ANSWERS}/strong.md",
        "harm = 3",
        "harm = 2",
        "expected",
        "strong cannot be rated 4, 2, 4, 4",
    ),
    "exemplars: adequate is not": Seed(
        "exemplars",
        f"{ANSWERS}/adequate.md",
        "tone = 2",
        "tone = 1",
        "expected",
        "adequate cannot be rated 3, 2, 3, 1",
    ),
    "exemplars: weak is not": Seed(
        "exemplars",
        f"{ANSWERS}/weak.md",
        "harm = 1",
        "harm = 3",
        "expected",
        "weak cannot be rated 2, 3, 1, 2",
    ),
    "exemplars: fluent and not empty": Seed(
        "exemplars",
        f"{ANSWERS}/fluent-empty.md",
        "harm = 1",
        "harm = 2",
        "expected",
        "fluent_empty cannot be rated 1, 2, 1, 2",
    ),
    "exemplars: adequate as good as strong": Seed(
        "exemplars",
        f"{ANSWERS}/adequate.md",
        "comparison = 3, harm = 2, decision = 3, tone = 2",
        "comparison = 4, harm = 4, decision = 4, tone = 4",
        "expected",
        "is not below 3.75 of small/questions/the-pilot-that-won/answers/strong.md",
    ),
    "anchors: two are nearly the same": Seed(
        "anchors",
        RUBRIC,
        'good = "Starts from what she needs and answers that."',
        'good = "Polite, yet what she wants does hardly appear in the answer."',
        'good = "Polite',
        "the anchors mixed and good of tone say nearly the same",
    ),
    "provenance: a fact without source": Seed(
        "provenance", FACTS, "reported = true\n", "", "[[fact]]", "the fact has no source"
    ),
    "provenance: sourced hearsay": Seed(
        "provenance",
        FACTS,
        "reported = true\n",
        'reported = true\nsource = "A survey"\n',
        "reported = true\n",
        "is marked as reported",
    ),
    "provenance: a licence that is none": Seed(
        "provenance",
        "small/pack.toml",
        "CC-BY-4.0",
        "ask me first",
        "licence",
        "is not the name of a licence",
    ),
    "provenance: id and folder": Seed(
        "provenance", "small/pack.toml", 'id = "small"', 'id = "tiny"', "id", "is not the name of the folder"
    ),
    "prose: a heading is missing": Seed(
        "prose", CONCEPT, "## The trade-off", "### Trade", "## Why it comes up", "without The trade-off"
    ),
    "prose: headings of a drill out of order": Seed(
        "prose",
        DRILL,
        "## Task",
        "## If it was easy\n\n## Task",
        "## If it was easy",
        "not these, in this order",
    ),
    "prose: a stock phrase in the text": Seed(
        "prose",
        CONCEPT,
        "Drawing by lot costs",
        "Leveraging lots costs",
        "Leveraging",
        "'Leveraging' is a stock phrase",
    ),
    "prose: a stock phrase in the data": Seed(
        "prose", LOOP, "Owns one product area", "Delves into one product area", "Delves", "is a stock phrase"
    ),
    "prose: a statement that says too little": Seed(
        "prose",
        QUESTION,
        "A tool that drafts replies ran for two weeks with thirty volunteers in support. They closed twelve per cent more tickets than everybody else. The head of support wants it on every desk on Monday. What do you say to her?",
        "What do you say to her?",
        "What do you say",
        "the statement has 6 words",
    ),
    "prose: a statement that is hard to read": Seed(
        "prose",
        QUESTION,
        "They closed twelve per cent more tickets than everybody else. The head of support wants it on every desk on Monday.",
        "Notwithstanding considerable organisational heterogeneity, participating representatives demonstrated approximately twelve per cent "
        "additional documented resolutions, necessitating comprehensive immediate institutionalisation irrespective of methodological considerations.",
        "A tool that drafts",
        "hard to read: Flesch-Kincaid grade",
    ),
    "prose: an emoji": Seed(
        "prose", DRILL, "Take the best", "\U0001f680 Take the best", "\U0001f680", "is an emoji"
    ),
}


def seeded(packs: Path, seed: Seed) -> str:
    path = packs / seed.file
    text = path.read_text(encoding="utf-8")
    assert text.count(seed.old) >= 1, "the starter changed; mend the seed"
    text = text.replace(seed.old, seed.new, 1)
    path.write_text(text, encoding="utf-8")
    return text


def test_the_packs_without_a_seed_pass(packs):
    assert check_packs([packs]) == ()


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_a_rung_finds_its_violation_at_its_place(packs, seed):
    text = seeded(packs, seed)
    issues = check_packs([packs])
    assert {issue.rung for issue in issues} == {seed.rung}, "\n".join(map(str, issues))
    found = [issue for issue in issues if seed.says in issue.message]
    assert [(issue.file, issue.line) for issue in found] == [(seed.file, seed.line(text))], issues
    assert found[0].column >= 1


def test_columns_count_from_one(packs):
    seeded(packs, SEEDS["prose: a stock phrase in the text"])
    path = packs / CONCEPT
    (issue,) = check_packs([packs])
    line = path.read_text(encoding="utf-8").splitlines()[issue.line - 1]
    assert line[issue.column - 1 :].startswith("Leveraging")


def test_all_issues_come_at_once(packs):
    several = [
        seed for name, seed in SEEDS.items() if name.startswith(("weights", "exemplars: strong", "anchors"))
    ]
    for seed in several:
        seeded(packs, seed)
    said = [issue.message for issue in check_packs([packs])]
    assert all(any(seed.says in message for message in said) for seed in several)


@pytest.mark.parametrize(
    ("key", "says"), [("when", "6 follow-ups when x"), ("criterion", "none for comparison, decision, tone")]
)
def test_follow_ups_that_are_all_of_one_kind(packs, key, says):
    path = packs / FOLLOWUPS
    value = {"when": "vague", "criterion": "harm"}[key]
    text = re.sub(
        rf'^{key} = ".*"', f'{key} = "{value}"', path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    path.write_text(text, encoding="utf-8")
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file) == ("complete", FOLLOWUPS)
    assert says.replace("x", value) in issue.message


def test_an_answer_that_is_missing(packs):
    (packs / ANSWERS / "fluent-empty.md").unlink()
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file) == ("exemplars", f"{ANSWERS}/fluent-empty.md")


@pytest.mark.parametrize("kind", ["wrong", "adversarial"])
def test_a_decoy_rated_as_an_adequate_answer(packs, kind):
    text = (packs / ANSWERS / "adequate.md").read_text(encoding="utf-8").partition("The first thing")[0]
    text += " ".join(
        f"Anybody can see in week {n} that the tool works, so everybody has it." for n in range(8)
    )
    decoy = packs / ANSWERS / f"{kind}.md"
    decoy.write_text(text.replace('kind = "adequate"', f'kind = "{kind}"'), encoding="utf-8")
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file, issue.line) == ("exemplars", f"{ANSWERS}/{kind}.md", 3)


def test_a_weak_answer_rated_as_an_adequate_one(packs):
    path = packs / ANSWERS / "adequate.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("comparison = 3, harm = 2, decision = 3", "comparison = 2, harm = 2, decision = 2")
    )
    path = packs / ANSWERS / "weak.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("comparison = 2, harm = 1, decision = 1", "comparison = 2, harm = 2, decision = 2")
    )
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file, issue.line) == ("exemplars", f"{ANSWERS}/weak.md", 3)


def test_a_lesson_that_is_too_short(packs):
    path = packs / CONCEPT
    text = path.read_text(encoding="utf-8")
    start, end = text.index("Volunteers closed"), text.index("## In an interview")
    path.write_text(text[:start] + "2 / 53 is 4%.\n## The trade-off\nCost.\n" + text[end:], encoding="utf-8")
    (issue,) = check_packs([packs])
    assert issue.rung == "prose"
    assert "words" in issue.message


def test_a_question_and_its_copy(packs):
    """A copy under another name, a fifth of its words changed, is the same question still."""
    home, copy = (packs / QUESTION).parent, packs / "small" / "questions" / "a-copy"
    shutil.copytree(home, copy)
    text = (copy / "question.md").read_text(encoding="utf-8")
    text = (
        text.replace('uuid = "00', 'uuid = "ff')
        .replace("drafts replies", "writes answers")
        .replace("two", "four")
    )
    (copy / "question.md").write_text(text, encoding="utf-8")
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file, issue.line) == ("duplicates", QUESTION, 14)


def test_an_answer_that_is_another_one_again(packs):
    front = (packs / ANSWERS / "adequate.md").read_text(encoding="utf-8").partition("The first thing")[0]
    strong = (packs / ANSWERS / "strong.md").read_text(encoding="utf-8")
    copy = "In short: " + strong[strong.index("I'd start") :]
    (packs / ANSWERS / "adequate.md").write_text(front + copy, encoding="utf-8")
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file, issue.line) == ("duplicates", f"{ANSWERS}/strong.md", 6)


def test_a_concept_with_the_title_of_another(packs):
    text = (packs / CONCEPT).read_text(encoding="utf-8")
    lesson = text.index("+++", 3) + 4
    other = (
        text[:lesson]
        .replace('uuid = "00', 'uuid = "ff')
        .replace("Who was in the pilot", "Who was in that pilot")
    )
    filler = ". ".join(f"We saw word{n} at the desk" for n in range(8))
    headings = ("Why it comes up", "The idea", "Worked example", "The trade-off", "In an interview")
    body = "".join(f"## {heading}\n{heading} {filler}\n\n" for heading in headings)
    (packs / "small/concepts/another.md").write_text(other + body, encoding="utf-8")
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file, issue.line) == ("duplicates", CONCEPT, 3)


@pytest.mark.parametrize(
    ("file", "table", "twin"),
    [(RUBRIC, "criterion", ("tone", "harm")), (LOOP, "pillar", ("ownership", "judgement"))],
)
def test_an_id_twice_in_a_file(packs, file, table, twin):
    text = (packs / file).read_text(encoding="utf-8").replace(f'id = "{twin[0]}"', f'id = "{twin[1]}"', 1)
    (packs / file).write_text(text, encoding="utf-8")
    found = [issue for issue in check_packs([packs]) if issue.rung == "identity"]
    line = text[: text.rindex(f'id = "{twin[1]}"')].count("\n") + 1
    assert [(i.file, i.line, i.message) for i in found] == [(file, line, f"{table} {twin[1]} is there twice")]


def test_two_packs_with_the_same_slugs_and_loop(packs):
    start_pack(packs / "twin", pack_id="twin", title="Twin", role=Role.ML_ENGINEER)
    issues = check_packs([packs])
    identity = {(issue.file, issue.message.split()[0]) for issue in issues if issue.rung == "identity"}
    assert identity == {
        ("twin/loop.toml", "role"),
        ("twin/questions/the-pilot-that-won/question.md", "slug"),
        ("twin/concepts/who-was-in-the-pilot.md", "slug"),
        ("twin/drills/halve-a-good-figure.md", "slug"),
    }


def test_the_same_texts_in_two_packs(packs):
    start_pack(packs / "twin", pack_id="twin", title="Twin", role=Role.ML_ENGINEER)
    issues = [issue for issue in check_packs([packs]) if issue.rung == "duplicates"]
    assert {(issue.file, issue.message.split()[1]) for issue in issues} == {
        ("twin/questions/the-pilot-that-won/question.md", "statement"),
        ("twin/concepts/who-was-in-the-pilot.md", "lesson"),
        ("twin/concepts/who-was-in-the-pilot.md", "title"),
        ("twin/drills/halve-a-good-figure.md", "task"),
        ("twin/ask.toml", "text"),
    }


def test_two_packs_of_one_id_and_two_vocabularies(packs, tmp_path):
    shutil.copytree(packs / "core", tmp_path / "more" / "core")
    issues = check_packs([packs, tmp_path / "more"])
    assert [(issue.rung, issue.file, issue.line) for issue in issues] == [
        ("identity", "core/pack.toml", 1),
        ("identity", "core/skills.toml", 1),
    ]


def test_a_level_described_twice(packs):
    text = (packs / LOOP).read_text(encoding="utf-8").replace('level = "director"', 'level = "staff"')
    (packs / LOOP).write_text(text, encoding="utf-8")
    found = [issue for issue in check_packs([packs]) if issue.rung == "identity"]
    line = text[: text.rindex('level = "staff"')].count("\n") + 1
    assert [(issue.line, issue.message) for issue in found] == [(line, "level staff is there twice")]


def test_a_name_nearly_right_is_offered(packs):
    seeded(packs, SEEDS["references: round"])
    (issue,) = check_packs([packs])
    assert issue.hint == "did you mean case?"


def test_topics_are_not_held_against_a_broken_vocabulary(packs):
    (packs / "core" / "skills.toml").write_text("x = ", encoding="utf-8")
    assert {issue.file for issue in check_packs([packs])} == {"core/skills.toml"}


def test_a_role_that_the_pack_does_not_name(packs):
    path = packs / "small" / "pack.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("ml_engineer", "ai_engineer"), encoding="utf-8")
    issues = check_packs([packs])
    assert {issue.rung for issue in issues} == {"references"}
    assert {issue.file for issue in issues} == {
        LOOP,
        QUESTION,
        CONCEPT,
        LESSON,
        DRILL,
        ESTIMATION,
        ROLEPLAY,
        "small/ask.toml",
    }


def test_a_question_for_a_role_without_a_loop(packs):
    (packs / LOOP).unlink()
    found = [(issue.rung, issue.file, issue.line) for issue in check_packs([packs])]
    assert found == [("references", QUESTION, 4), ("references", ROLEPLAY, 3)]


def test_a_wrong_answer_is_wanted(packs):
    (packs / ANSWERS / "wrong.md").unlink()
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.message) == ("exemplars", "a wrong answer is missing")


@pytest.mark.parametrize(("name", "rung"), [("sheet.toml", "complete"), ("design.md", "complete")])
def test_what_an_interviewer_needs_is_missing(packs, name, rung):
    (packs / QUESTION).with_name(name).unlink()
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.file) == (rung, QUESTION.replace("question.md", name))


def test_a_picture_that_is_missing(packs):
    (packs / LESSON).with_suffix(".svg").unlink()
    (issue,) = check_packs([packs])
    assert (issue.rung, issue.message) == ("complete", "the picture is missing")


def test_facts_that_have_aged_are_warnings(packs):
    def found(day):
        return [one for one in check_packs([packs], today=day) if one.rung != "starter"]

    assert found(date(2027, 11, 1)) == []
    (issue,) = found(date(2027, 12, 1))
    assert issue.warning
    assert str(issue).startswith(
        f"{FACTS}:4:1: [provenance] warning: the fact reading-ahead is 19 months old"
    )
    path = packs / FACTS
    path.write_text(path.read_text(encoding="utf-8") + "settled = true\n", encoding="utf-8")
    assert found(date(2027, 12, 1)) == []


def test_siblings_name_each_other_and_are_of_one_round(packs):
    home = (packs / QUESTION).parent
    twin = home.with_name("twin")
    shutil.copytree(home, twin)
    for folder, other in ((home, twin.name), (twin, home.name)):
        path = folder / "question.md"
        text = path.read_text(encoding="utf-8").replace("minutes = 30", f'minutes = 30\nsibling = "{other}"')
        path.write_text(text, encoding="utf-8")
    assert not [issue for issue in check_packs([packs]) if issue.rung == "references"]
    path.write_text(text.replace('round = "case"', 'round = "behavioural"'), encoding="utf-8")
    said = [issue.message for issue in check_packs([packs]) if issue.rung == "references"]
    assert said == ["twin is of another role or round", "the-pilot-that-won is of another role or round"]
    path.write_text(text.replace('sibling = "the-pilot-that-won"\n', ""), encoding="utf-8")
    said = [issue.message for issue in check_packs([packs]) if issue.rung == "references"]
    assert said == ["twin does not name the-pilot-that-won as its sibling"]


@pytest.mark.parametrize("name", [LOOP, CONCEPT])
def test_what_refers_to_a_broken_file_is_not_blamed(packs, name):
    path = packs / name
    path.write_text(path.read_text(encoding="utf-8").replace("= ", "= = ", 1), encoding="utf-8")
    assert {issue.file for issue in check_packs([packs])} == {name}


@pytest.mark.parametrize(
    ("stray", "says"),
    [
        ("small/questions/the-pilot-that-won/rubrik.toml", "no file of this name"),
        ("small/concept/one.md", "no file of this name"),
        ("small/questions/empty/rubric.toml", "is missing"),
        ("forgotten/loop.toml", "is missing"),
    ],
)
def test_nothing_is_passed_over_in_silence(packs, stray, says):
    (packs / stray).parent.mkdir(exist_ok=True)
    (packs / stray).write_text("", encoding="utf-8")
    (issue,) = check_packs([packs])
    assert issue.rung == "schema"
    assert Path(issue.file).parent == Path(stray).parent
    assert says in issue.message


@pytest.mark.parametrize("hidden", [".DS_Store", "small/.idea/x.xml", "small/loop.toml~", ".git/config"])
def test_files_of_editors_and_systems_are_left_alone(packs, hidden):
    (packs / hidden).parent.mkdir(exist_ok=True)
    (packs / hidden).write_text("", encoding="utf-8")
    assert check_packs([packs]) == ()


def test_a_folder_without_packs(tmp_path):
    issues = check_packs([tmp_path])
    assert issues[0].message == "no pack is here"
    assert check_packs([tmp_path / "nowhere"])[0].message == "no pack is here"


def test_a_pack_is_checked_beside_what_it_builds_on(packs):
    assert check_packs([packs / "core", packs / "small"]) == ()
    assert [issue.message for issue in check_packs([packs / "small"])] == ["no skills vocabulary found"]


def test_a_pack_named_twice_is_read_once(packs):
    assert check_packs([packs, packs / "small", packs]) == ()
