from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import PackError
from greenroom.model.skills import SkillVocabulary

ROOT = Path(__file__).parents[2]
CORE = ROOT / "packs" / "core" / "skills.toml"
COUNTS = ROOT.parent / "shared" / "data" / "skills" / "jd_skill_counts.json"


@pytest.fixture(scope="module")
def vocabulary() -> SkillVocabulary:
    return load_vocabulary(CORE)


def issues(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "skills.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_vocabulary(path)
    return [f"{issue.line}: {issue.message}" for issue in caught.value.issues]


def test_the_core_vocabulary_is_large_and_holds_every_topic(vocabulary):
    text = (ROOT / "docs" / "reference" / "topics.md").read_text(encoding="utf-8")
    lines = [line.split(":", 1)[1] for line in text.splitlines() if re.match(r"[a-z]+: ", line)]
    topics = {topic for line in lines for topic in line.split()}
    assert len(topics) > 100
    assert topics <= set(vocabulary.skills)
    assert len(vocabulary.skills) >= 400


def test_every_skill_finds_its_own_name(vocabulary):
    for skill in vocabulary.skills.values():
        assert skill.id in {m.skill for m in vocabulary.find(f"({skill.name})")}, skill.id


def test_names_of_real_ads_are_known(vocabulary):
    if not COUNTS.exists():
        pytest.skip("the counted skills of real ads are not on this machine (../shared/data)")
    names = [name for name, _, _ in json.loads(COUNTS.read_text(encoding="utf-8"))]
    unknown = [name for name in names if vocabulary.id_of(name) is None]
    assert unknown == ["make"]  # the product; as a word it says nothing


def test_a_page_is_scanned_in_milliseconds(vocabulary):
    page = "Experience with Python, PyTorch and large language models; strong communication. " * 60
    vocabulary.find(page)
    spent = min(_seconds(vocabulary, page) for _ in range(5))
    assert spent < 0.05  # about 2 ms on an idle core; the rest is room for busy machines


def _seconds(vocabulary: SkillVocabulary, page: str) -> float:
    began = time.perf_counter()
    vocabulary.find(page)
    return time.perf_counter() - began


def test_all_issues_at_once_each_with_its_line(tmp_path):
    text = """
[[skill]]
id = "a"
name = "Alpha"
kind = "ml"
near = ["nobody"]

[[skill]]
id = "b"
name = "Alpha"
kind = "cooking"
colour = "red"

[[skill]]
id = "c"
name = "Gamma"
kind = "cooking"
aliases = ["alpha"]
"""
    found = issues(tmp_path, text)
    assert any(issue.startswith("2: ") and "nobody" in issue for issue in found)
    assert any(issue.startswith("8: ") and "colour" in issue for issue in found)
    assert any(issue.startswith("14: ") and "cooking" in issue for issue in found)
    assert any(issue.startswith("14: ") and "already of a" in issue for issue in found)


def test_a_circle_of_broader_is_named(tmp_path):
    text = '[[skill]]\nid="a"\nname="Alpha"\nkind="ml"\nbroader=["b"]\n[[skill]]\nid="b"\nname="Beta"\nkind="ml"\nbroader=["a"]\n'
    assert any("leads back" in issue for issue in issues(tmp_path, text))


def test_broken_toml_says_its_line(tmp_path):
    assert issues(tmp_path, '[[skill]]\nid = "a\n')[0].startswith("2: ")


def test_a_missing_file_is_a_pack_error(tmp_path):
    with pytest.raises(PackError, match="cannot be read"):
        load_vocabulary(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "text",
    [
        "skill = [1]",
        '[[skill]]\nid = "a"\nname = "-"\nkind = "ml"\n',
        '[[skill]]\nid = "a"\nname = ""\nkind = "ml"\n',
    ],
)
def test_what_cannot_be_a_skill_is_an_issue_not_a_crash(tmp_path, text):
    path = tmp_path / "skills.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError):
        load_vocabulary(path)
