"""What is kept of second opinions: readable by the user only, whole or not at all, and gone when deleted."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from greenroom.adapters.llm import KeptOpinions
from greenroom.bootstrap import Greenroom
from greenroom.errors import StoreError
from greenroom.ports import Reply

REPLY = Reply("Grüße, “quoted” 🙂", tokens_in=12, tokens_out=None, cut=True)
ORIGIN = "https://models.example:443"


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_kept_reply_is_found_by_another_process_too(tmp_path):
    KeptOpinions(tmp_path).keep("k1", REPLY)
    assert KeptOpinions(tmp_path).get("k1") == REPLY
    assert KeptOpinions(tmp_path).get("k2") is None


def test_an_agreement_holds_for_its_endpoint_only(tmp_path):
    kept = KeptOpinions(tmp_path)
    assert not kept.given(ORIGIN)
    kept.give(ORIGIN)
    assert KeptOpinions(tmp_path).given(ORIGIN)
    assert not kept.given("http://models.example:80")


def test_looking_makes_nothing(tmp_path):
    kept = KeptOpinions(tmp_path / "data")
    kept.get("k")
    kept.given(ORIGIN)
    kept.erase()
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_others_cannot_read_it(tmp_path):
    kept = KeptOpinions(tmp_path / "data")
    kept.keep("k", REPLY)
    kept.give(ORIGIN)
    for path in (tmp_path / "data").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"text": "a"}'])
def test_a_damaged_file_counts_as_none(tmp_path, damage):
    kept = KeptOpinions(tmp_path)
    kept.keep("k", REPLY)
    (path,) = files(tmp_path)
    path.write_text(damage)
    assert kept.get("k") is None


def test_many_at_once_leave_one_whole_file(tmp_path):
    replies = [Reply(letter * 50_000) for letter in "abcdefgh"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda reply: KeptOpinions(tmp_path).keep("k", reply), replies))
    assert KeptOpinions(tmp_path).get("k") in replies
    assert len(files(tmp_path)) == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="GREENROOM_DATA"):
        KeptOpinions(tmp_path / "data").keep("k", REPLY)


def test_deleting_everything_overwrites_and_removes_it(tmp_path):
    room = Greenroom(tmp_path / "data")
    kept = KeptOpinions(room.data_folder)
    kept.keep("k", REPLY)
    kept.give(ORIGIN)
    (reply,) = files(tmp_path / "data" / "second-opinion" / "replies")
    os.link(reply, tmp_path / "same bytes")
    room.delete_everything()
    assert not (tmp_path / "data" / "second-opinion").exists()
    assert not kept.given(ORIGIN)
    assert set((tmp_path / "same bytes").read_bytes()) == {0}
