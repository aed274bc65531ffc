"""Whatever happens to a file of a pack, the check says so or passes; it never crashes."""

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.content.conftest import write_packs

from greenroom.content.checks import check_packs

_KEY = re.compile(r"^(?:\[+)?([A-Za-z_.-]+)(?=\s*=|\]+)|[{,] *([A-Za-z_-]+)(?= = )", re.MULTILINE)
_SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


MAY_BE_LEFT_OUT = {
    "ask.toml": {"topics"},
    "a-figure-taken-apart.md": {"number"},
    "pack.toml": {"roles"},
    "rubric.toml": {"red_flags"},
    "question.md": {"concepts"},
    "who-was-in-the-pilot.md": {"prerequisites"},
    "halve-a-good-figure.md": {"competencies"},
    "scenario.toml": {"severity", "within_h", "missed_by"},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return write_packs(tmp_path_factory.mktemp("any") / "packs")


@pytest.fixture(scope="module")
def files(root) -> list[Path]:
    return sorted(path for path in (root / "small").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def data_files(files) -> list[Path]:
    """Those with TOML in them."""
    return [path for path in files if keys_of(path.read_text(encoding="utf-8"))]


def keys_of(text: str) -> list[re.Match[str]]:
    """The keys in the TOML of a file (of a Markdown file, in its front matter)."""
    end = text.index("\n+++", 1) if text.startswith("+++") else len(text)
    return list(_KEY.finditer(text[:end]))


@_SETTINGS
@given(data=st.data(), letter=st.sampled_from("abxyz_"))
def test_a_key_that_is_renamed_is_found(root, data_files, data, letter):
    path = data.draw(st.sampled_from(data_files))
    text = path.read_text(encoding="utf-8")
    key = data.draw(st.sampled_from(keys_of(text)))
    group = 1 if key[1] else 2
    place = data.draw(st.integers(key.start(group), key.end(group)))
    with changed(path, text[:place] + letter + text[place:]):
        issues = check_packs([root])
    assert issues, f"{key[group]} of {path.name} renamed"
    assert all(issue.file and issue.message for issue in issues)


def test_every_key_that_is_dropped_is_found(root, files):
    unseen, tried = [], 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        for key in keys_of(text):
            if not key[1] or key[1] in MAY_BE_LEFT_OUT.get(path.name, ()):
                continue
            with changed(path, text[: key.start()] + text[text.index("\n", key.end()) + 1 :]):
                unseen += [] if check_packs([root]) else [f"{path.name}: {key[1]}"]
            tried += 1
    assert unseen == []
    assert tried > 100


@_SETTINGS
@given(data=st.data())
def test_a_file_cut_off_anywhere_never_crashes_the_check(root, files, data):
    path = data.draw(st.sampled_from(files))
    text = path.read_text(encoding="utf-8")
    with changed(path, text[: data.draw(st.integers(0, len(text)))]):
        check_packs([root])


@_SETTINGS
@given(data=st.data(), noise=st.binary(max_size=60))
def test_a_file_of_anything_never_crashes_the_check(root, files, data, noise):
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    at = data.draw(st.sampled_from([0, len(before) // 2, len(before)]))
    with changed(path, before[:at] + noise):
        check_packs([root])


@contextmanager
def changed(path: Path, content: str | bytes):
    """The file with other content, within the block."""
    before = path.read_bytes()
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        yield
    finally:
        path.write_bytes(before)
