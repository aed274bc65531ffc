"""The checks that need the judge and the encoder: they find what they are for, and pass over what is well."""

import shutil

import pytest
from tests.content.conftest import write_packs
from tests.overlap_reader import OverlapReader

from greenroom.adapters.encoder import MiniLmEncoder
from greenroom.adapters.judge import EmbeddedReader
from greenroom.content.read import read_packs
from greenroom.service.alike import alike
from greenroom.service.exemplars import judged
from greenroom.service.judging import Judging
from greenroom.service.library import Library

ANSWERS = "small/questions/the-pilot-that-won/answers"
QUESTION = "small/questions/the-pilot-that-won/question.md"


@pytest.fixture
def packs(tmp_path):
    return write_packs(tmp_path / "packs")


@pytest.fixture(scope="module")
def judging():
    return Judging(EmbeddedReader(), Library(()))


def test_the_starter_is_read_as_it_is_meant(packs, judging):
    assert [str(issue) for issue in judged(read_packs([packs]), judging)] == []


def test_answers_that_changed_places_are_found(packs, judging):
    strong, weak = packs / ANSWERS / "strong.md", packs / ANSWERS / "weak.md"
    head = "+++\n{}+++\n"
    told = {path: path.read_text().split("+++\n", 2) for path in (strong, weak)}
    strong.write_text(head.format(told[strong][1]) + told[weak][2])
    weak.write_text(head.format(told[weak][1]) + told[strong][2])
    found = {issue.file: issue for issue in judged(read_packs([packs]), judging)}
    assert {f"{ANSWERS}/strong.md", f"{ANSWERS}/weak.md"} <= found.keys()
    assert all(issue.warning and issue.rung == "judged" for issue in found.values())
    explained = [issue for issue in found.values() if "; most on " in issue.message]
    assert explained
    for issue in explained:
        said = issue.message.partition("from “")[2].rstrip("”")
        assert said in " ".join((packs / issue.file).read_text().split())


def test_a_decoy_that_passes_is_found(packs):
    everything = Judging(OverlapReader(), Library(()))
    path = packs / ANSWERS / "wrong.md"
    front = (
        path.read_text().split("+++\n", 2)[1].replace("tone = 2", "tone = 4").replace("harm = 1", "harm = 3")
    )
    strong = (packs / ANSWERS / "strong.md").read_text().split("+++\n", 2)[2]
    path.write_text(f"+++\n{front}+++\n{strong}")
    assert [
        issue.file for issue in judged(read_packs([packs]), everything) if issue.file.endswith("wrong.md")
    ]


def test_the_same_in_other_words_is_found_unless_they_are_siblings(packs):
    home = (packs / QUESTION).parent
    twin = home.with_name("thirty-volunteers")
    shutil.copytree(home, twin)
    told = (twin / "question.md").read_text()
    front = told.split("+++\n", 2)[1]
    (twin / "question.md").write_text(
        f"+++\n{front}+++\nThirty volunteers in support tried a tool which drafts replies, for two weeks. They closed "
        "twelve per cent more tickets than the others, and now the head of support wants everyone to have it on Monday. "
        "What would you tell her?"
    )
    (issue,) = alike(read_packs([packs]), MiniLmEncoder())
    assert (issue.rung, issue.file) == ("duplicates", "small/questions/the-pilot-that-won/question.md") or (
        issue.file == "small/questions/thirty-volunteers/question.md"
    )
    for folder, other in ((home, twin.name), (twin, home.name)):
        path = folder / "question.md"
        path.write_text(path.read_text().replace("minutes = 30", f'minutes = 30\nsibling = "{other}"'))
    assert list(alike(read_packs([packs]), MiniLmEncoder())) == []
