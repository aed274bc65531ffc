"""The judge's use cases: one answer, many, and rubrics from a file or a pack."""

import json
from pathlib import Path

import pytest
from tests.overlap_reader import OverlapReader

from greenroom.errors import InputError
from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.service.batch import Failed, Scored
from greenroom.service.judging import MOST_CHARACTERS, Judging
from greenroom.service.library import Library

ROOT = Path(__file__).parents[2]
CRITERIA = [
    {"id": "cause", "text": "Names the cause of the failure"},
    {"id": "alarm", "text": "Adds an alarm with a threshold"},
]
ROW = {
    "id": "a",
    "question": "What failed?",
    "criteria": CRITERIA,
    "answer": "The cause of the failure was a join.",
}


def judging():
    return Judging(OverlapReader(), Library((ROOT / "packs",)))


def asked(answer):
    return Asked(
        question="What failed?",
        rubric=Rubric(criteria=tuple(Standard(**one) for one in CRITERIA)),
        answer=answer,
    )


def lines(*rows):
    return [row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows]


def batch(*rows):
    return list(judging().judge_batch(lines(*rows)))


def test_an_answer_is_read_and_one_in_french_is_not():
    judgement = judging().judge(asked("The cause of the failure was a join."))
    assert [score.label for score in judgement.scores] == ["met", "missed"]
    french = judging().judge(asked("La cause de la panne est une jointure dans les données de la veille."))
    assert french.overall is None
    assert "French" in french.unscored
    assert all(score.label is None and score.unscored for score in french.scores)


def test_a_whole_book_is_refused():
    judging().judge(asked("word " * (MOST_CHARACTERS // 5)))
    with pytest.raises(InputError) as caught:
        judging().judge(asked("word " * (MOST_CHARACTERS // 5) + "!"))
    assert caught.value.code == "too_long"


def test_a_batch_is_judged_lazily_and_in_order():
    room = judging()
    rows = room.judge_batch(iter(lines(*({**ROW, "id": str(n)} for n in range(3)))))
    assert room.reader.calls == 0
    assert next(rows).id == "0"
    assert room.reader.calls == 1
    assert [row.id for row in rows] == ["1", "2"]


def test_a_row_is_judged_as_it_is_alone_whatever_stands_around_it():
    others = [{**ROW, "id": f"o{n}", "answer": "An alarm with a threshold. " * n} for n in range(4)]
    alone, among = batch(ROW)[0], batch(*others[:2], ROW, *others[2:])[2]
    assert alone == among
    assert alone.judgement == judging().judge(asked(ROW["answer"]))


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b'{"id": "b", "question": \n', "not JSON"),
        (b"\xff\xfe{}\n", "not UTF-8"),
        (b"[1, 2]\n", "not a JSON object"),
        (b'{"id": "b", "question": "W", "criteria": [{"id": "c", "text": "tt", "weight": NaN}], "answer": ""}\n', "NaN"),
        (b"[" * 100_000 + b"\n", "not JSON"),
        ({k: v for k, v in (ROW | {"id": "b"}).items() if k != "answer"}, "answer: is missing"),
        ({**ROW, "id": "b", "criteria": []}, "criteria"),
        ({**ROW, "id": "b", "criteria": CRITERIA * 2}, "two criteria share the id"),
        ({**ROW, "id": "b", "criteria": [{"id": "c", "text": "tt", "weight": 1e999}]}, "Infinity"),
        ({**ROW, "id": "b", "criteria": [{"id": "c", "text": "tt", "weight": 0}]}, "criteria.0.weight"),
        ({**ROW, "id": "b", "question": " "}, "question"),
        ({**ROW, "id": "b", "answer": "ab \ud800"}, "half a character"),
        ({**ROW, "id": 7}, "id"),
        ({**ROW, "id": "b", "answer": "long " * MOST_CHARACTERS}, "characters"),
        (ROW, "stands on line 1 already"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_loses_none_of_the_others(bad, why):
    first, failed, last = batch(ROW, bad, {**ROW, "id": "last"})
    assert isinstance(failed, Failed)
    assert failed.line == 2
    assert why in failed.error
    assert [first.id, last.id] == ["a", "last"]
    assert failed.data().keys() == {"id", "line", "error"}


def test_empty_lines_are_passed_over_but_counted():
    failed = batch(ROW, b"\n", b"  \n", b"{")[1]
    assert failed.line == 4


def test_other_keys_and_nulls_are_left_alone():
    row = {**ROW, "labels": {"cause": "met"}, "kind": "strong", "role": None, "level": "Senior", "mine": [1]}
    row["criteria"] = [{**one, "hint": "x"} for one in CRITERIA]
    assert isinstance(batch(row)[0], Scored)


def test_weight_and_must_count():
    answer = {**ROW, "answer": "Names cause failure."}
    plain = batch(answer)[0].judgement
    heavy = batch({**answer, "criteria": [{**CRITERIA[0], "weight": 9}, CRITERIA[1]]})[0].judgement
    must = batch({**answer, "criteria": [{**CRITERIA[0], "weight": 9}, {**CRITERIA[1], "must": True}]})[
        0
    ].judgement
    assert plain.overall < heavy.overall == 4
    assert must.overall == 2


def test_a_row_says_all_of_a_judgement_and_quotes_verbatim():
    data = batch(ROW)[0].data()
    assert data["labels"] == {"cause": "met", "alarm": "missed"}
    assert (
        data["ratings"].keys() == data["scores"].keys() == data["confidence"].keys() == data["labels"].keys()
    )
    assert data["unscored"] == {}
    assert {quote["criterion"] for quote in data["evidence"]} == {"cause"}
    for quote in data["evidence"]:
        assert ROW["answer"][quote["start"] : quote["end"]] == quote["quote"]
    assert data["judge"] == {"name": "greenroom-embedded", "version": "1", "engine": "word counts"}
    assert json.loads(json.dumps(data)) == data


def test_what_is_unscored_has_a_label_for_tools_and_is_named():
    data = batch({**ROW, "answer": ""})[0].data()
    assert data["labels"] == {"cause": "missed", "alarm": "missed"}
    assert data["ratings"] == {"cause": None, "alarm": None}
    assert data["unscored"].keys() == {"cause", "alarm"}
    assert data["overall"] is None


def test_a_question_of_a_pack_comes_with_its_rubric():
    question, rubric = judging().question("ad-clicks-after-downsampling")
    assert "one in twenty" in question.statement
    assert [one.id for one in rubric.criteria] == [one.id for one in question.criteria]


def test_an_unknown_question_names_near_ones():
    with pytest.raises(InputError, match="ad-clicks-after-downsampling") as caught:
        judging().question("ad-clicks-downsampling")
    assert caught.value.code == "no_question"


def test_a_rubric_of_either_form_is_read(tmp_path):
    path = tmp_path / "rubric.toml"
    path.write_text(
        '[[criteria]]\nid = "a"\ntext = "Says why"\n\n[[criteria]]\nid = "b"\ntext = "Says how"\nweight = 2\nmust = true\n'
    )
    read = Judging.rubric(path)
    assert [(one.id, one.weight, one.must) for one in read.criteria] == [("a", 1, False), ("b", 2, True)]
    pack = ROOT / "packs/ml-engineer/questions/ad-clicks-after-downsampling"
    assert Judging.rubric(pack / "rubric.toml") == judging().question(pack.name)[1]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[[criteria]]\nid = "a"\ntext = "Says why"\n[[criteria]]\nid = "a"\ntext = "Says how"\n', ":5:1: [schema] two criteria"),
        ('[[criteria]]\nid = "a"\n', ":1:1: [schema] criteria.0.text: is missing"),
        ('[[criteria]]\nid = "a"\ntext = "Says why"\nwieght = 2\n', ":4:1: [schema] criteria.0.wieght: is not a known key"),
        ('[[criteria]]\nid = "a"\ntext = "Says why"\nweight = 0\n', ":4:1:"),
        ("criteria = []\n", "criteria"),
        ("criteria = 3\n", "criteria"),
        ("", "criteria: is missing"),
        ("[[criteria]\n", "not TOML"),
    ],
)  # fmt: skip
def test_a_bad_rubric_is_told_with_its_place(tmp_path, toml, said):
    path = tmp_path / "rubric.toml"
    path.write_text(toml)
    with pytest.raises(InputError) as caught:
        Judging.rubric(path)
    assert said in str(caught.value)
    assert caught.value.code == "bad_rubric"
