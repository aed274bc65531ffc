"""The kept catalogue is the catalogue, for as long as it is true."""

import os

import pytest
from tests.content.conftest import write_packs

from greenroom.content import index
from greenroom.content.index import indexed_catalogue
from greenroom.content.load import load_catalogue
from greenroom.errors import PackError


@pytest.fixture
def reads(monkeypatch):
    """Every time the packs themselves are read."""
    seen = []

    def load(*args, **kwargs):
        seen.append(args)
        return load_catalogue(*args, **kwargs)

    monkeypatch.setattr(index, "load_catalogue", load)
    return seen


def catalogue(packs, tmp_path, version="1"):
    return indexed_catalogue([packs], tmp_path / "kept" / "deep", version=version)


def test_what_is_kept_is_what_was_read(packs, tmp_path, reads):
    first = catalogue(packs, tmp_path)
    again = catalogue(packs, tmp_path)
    assert len(reads) == 1
    assert first == again == load_catalogue([packs], exemplars=True)
    assert again.vocabulary.find("we ran an ab testing round")


@pytest.mark.parametrize("what", ["written", "added", "removed", "version", "other packs"])
def test_any_change_is_seen(packs, tmp_path, reads, what):
    catalogue(packs, tmp_path)
    rubric = next(packs.rglob("rubric.toml"))
    version = "1"
    match what:
        case "written":
            rubric.write_text(rubric.read_text().replace("Examines the comparison", "Doubts the comparison"))
        case "added":
            (packs / "small" / "README.md").write_text("Hello.")
        case "removed":
            (packs / "small" / "drills" / "halve-a-good-figure.md").unlink()
        case "version":
            version = "2"
        case "other packs":
            packs = write_packs(tmp_path / "elsewhere")
    assert catalogue(packs, tmp_path, version) == load_catalogue([packs], exemplars=True)
    assert len(reads) == 2
    assert len(list((tmp_path / "kept" / "deep").iterdir())) == 1, "the old one is gone"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_broken_file_is_made_again(packs, tmp_path, reads, data):
    first = catalogue(packs, tmp_path)
    (kept,) = (tmp_path / "kept" / "deep").iterdir()
    kept.write_bytes(data)
    assert catalogue(packs, tmp_path) == first
    assert len(reads) == 2
    assert catalogue(packs, tmp_path) == first
    assert len(reads) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_costs_only_time(packs, tmp_path):
    (tmp_path / "kept").mkdir(mode=0o500)
    assert catalogue(packs, tmp_path) == catalogue(packs, tmp_path)


def test_a_file_in_the_way_costs_only_time(packs, tmp_path):
    (tmp_path / "kept").write_text("")
    assert catalogue(packs, tmp_path) == catalogue(packs, tmp_path)


def test_broken_packs_are_said_and_not_kept(packs, tmp_path):
    next(packs.rglob("rubric.toml")).write_text("weight = ")
    for _ in range(2):
        with pytest.raises(PackError):
            catalogue(packs, tmp_path)
    assert not (tmp_path / "kept").exists()
