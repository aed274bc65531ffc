"""`import greenroom`: its names, what importing costs, and the example that the documentation shows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import greenroom
from greenroom import api
from tests.overlap_reader import OverlapReader

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def overlap_reader(monkeypatch):
    monkeypatch.setattr("greenroom.adapters.judge.EmbeddedReader", OverlapReader)
    api._judging.cache_clear()
    yield
    api._judging.cache_clear()


def test_every_name_is_there_and_typed():
    stub = ast.parse((ROOT / "src/greenroom/__init__.pyi").read_text(encoding="utf-8"))
    imported = {(node.names[0].asname, node.module) for node in stub.body if isinstance(node, ast.ImportFrom)}
    assert imported == set(greenroom._HOMES.items())
    for name in greenroom.__all__:
        assert getattr(greenroom, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'jugde'"):
        greenroom.jugde  # noqa: B018 - the look-up is what is tested


def test_importing_it_imports_nothing_else():
    code = "import sys, greenroom; print(*[name for name in sys.modules if name.startswith(('greenroom.', 'pydantic', 'numpy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_example_of_the_documentation_runs(capsys):
    text = (ROOT / "docs/howto/judge-an-answer.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(example, "judge-an-answer.md", "exec"), {})
    overall, rollback, cause = capsys.readouterr().out.splitlines()
    assert overall in {"1", "2", "3", "4"}
    assert rollback.startswith("rollback ")
    assert cause.startswith("cause ")


def test_the_rubric_of_the_documentation_is_one(tmp_path):
    text = (ROOT / "docs/howto/judge-an-answer.md").read_text(encoding="utf-8")
    (tmp_path / "rubric.toml").write_text(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0])
    read = api._judging().rubric(tmp_path / "rubric.toml")
    assert [(one.id, one.weight, one.must) for one in read.criteria] == [
        ("rollback", 1, True),
        ("cause", 2, False),
        ("alarm", 1, False),
    ]


def test_a_dictionary_and_a_rubric_of_it_are_judged_alike():
    texts = {"a": "Names the cause of the failure", "b": "Adds an alarm"}
    rubric = greenroom.Rubric(
        criteria=[greenroom.Standard(id=name, text=text) for name, text in texts.items()]
    )
    answer = "The cause of the failure was a join."
    judged = greenroom.judge("What failed?", texts, answer, level="senior")
    assert judged == greenroom.judge("What failed?", rubric, answer)
    assert isinstance(judged, greenroom.Judgement)
    assert judged.scores[0].label is greenroom.Label.MET


def test_no_criteria_are_refused():
    with pytest.raises(ValueError, match="criteria"):
        greenroom.judge("What failed?", {}, "A join.")
