from pathlib import Path

import pytest

from greenroom.content.toml_file import TomlFile, read_front_matter, read_toml
from greenroom.errors import PackError

TEXT = """\
title = "a, source = b"
tags = [
  "x",
]
[[round]]
id = "one"
[[round]]
id = "two"
notes = { senior = "s", staff = "t" }
[round.anchors]
good = "g"
[[round]]
id = "three"
title = "own"
"""


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("title",), (1, 1)),
        (("tags", 0), (2, 1)),
        (("round", 0, "id"), (6, 1)),
        (("round", 1, "id"), (8, 1)),
        (("round", 1, "notes", "staff"), (9, 25)),
        (("round", 1, "anchors", "good"), (11, 1)),
        (("round", 1, "title"), (7, 1)),  # missing there: its table, not the next one's title
        (("round", 2, "title"), (14, 1)),
        (("id",), (1, 1)),  # missing at the top: the file, not the id of a round
        ((), (1, 1)),
    ],
)
def test_keys_are_found_where_they_stand(keys, place):
    assert TomlFile("x.toml", {}, TEXT).locate(keys) == place


def test_lines_of_front_matter_and_body_are_lines_of_the_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("+++\na = 1\nb = 2\n+++\n\n\nFirst.\nSecond.\n", encoding="utf-8")
    file = read_front_matter(path, tmp_path)
    assert file.data == {"a": 1, "b": 2}
    assert file.body == "First.\nSecond."
    assert file.locate(("b",)) == (3, 1)
    issue = file.issue_at("prose", file.body.index("cond"), "x")
    assert (issue.line, issue.column) == (8, 3)
    issue = file.issue_at("prose", file.source.index("= 2"), "x", body=False)
    assert (issue.line, issue.column) == (3, 3)


@pytest.mark.parametrize("text", ["+++\n+++\nBody\n", "+++\n+++"])
def test_front_matter_may_be_empty(tmp_path, text):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_front_matter(tmp_path / "a.md", tmp_path).data == {}


def test_files_of_windows_editors_are_read(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf+++\r\na = 1\r\n+++\r\nBody\r\n")
    file = read_front_matter(tmp_path / "a.md", tmp_path)
    assert (file.data, file.body) == ({"a": 1}, "Body")


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"a = 1\nb = = 2\n", 2, "not TOML"),
        (b"a = 1\nb = \xff\n", 0, "is not UTF-8"),
        (b"a = " + b"[" * 5000, 0, "nested too deeply"),
        (b'a = 1\nb = "', 2, "not TOML"),
    ],
)
def test_what_is_not_toml_is_an_issue_with_its_line(tmp_path, data, line, says):
    (tmp_path / "a.toml").write_bytes(data)
    with pytest.raises(PackError) as error:
        read_toml(tmp_path / "a.toml", tmp_path)
    (issue,) = error.value.issues
    assert (issue.file, issue.line) == ("a.toml", line)
    assert says in issue.message


@pytest.mark.parametrize("text", ["", "Body\n", "+++\na = 1\nBody\n", "---\na: 1\n---\n"])
def test_front_matter_that_is_missing(tmp_path, text):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="the front matter is missing"):
        read_front_matter(tmp_path / "a.md", tmp_path)


def test_a_file_that_is_not_there_and_one_that_is_a_folder(tmp_path):
    with pytest.raises(PackError, match="the file is missing"):
        read_toml(tmp_path / "a.toml", tmp_path)
    (tmp_path / "b.toml").mkdir()
    with pytest.raises(PackError, match="cannot be read"):
        read_toml(tmp_path / "b.toml", tmp_path)


def test_a_file_outside_the_root_keeps_its_whole_name():
    with pytest.raises(PackError, match=r"/nowhere/a\.toml"):
        read_toml(Path("/nowhere/a.toml"), Path("/elsewhere"))


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("tests Whether it holds", 'name = "value"'),
        ("tests = Whether it holds", "words stand in quotes"),
        ('tests = "Whether\nit holds"', "triple quotes"),
        ('tests = "Whether', "closing quotes"),
        ('tests = ["a" "b"]', "closing ]"),
        ('tests = "it "holds" well"', "quotes inside a text"),
        ('tests = "a"\ntests = "b"', "stands twice"),
        ("[a]\n[a]", "[[two brackets]]"),
        ('tests = "a\\d"', "backslash twice"),
    ],
)
def test_what_is_no_toml_comes_with_what_to_do(tmp_path, text, cure):
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(PackError) as caught:
        read_toml(tmp_path / "a.toml", tmp_path)
    assert cure in caught.value.issues[0].hint
