"""What every sandbox must do; an adapter's test subclasses `SandboxContract` and gives the fixture `sandbox`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from greenroom.model.sandbox import Ending, Limits, Ran
from greenroom.ports import Sandbox

PATIENT = Limits(cpu_s=20, wall_s=60)
BRIEF = Limits(cpu_s=1, wall_s=3)


def run(sandbox: Sandbox, code: str, *inputs: object, limits: Limits = PATIENT) -> Ran:
    return sandbox.run({"main.py": code.encode()}, [json.dumps(value) for value in inputs], limits)


class SandboxContract:
    @pytest.fixture
    def sandbox(self) -> Sandbox:
        raise NotImplementedError

    def test_each_input_gets_its_reply_in_order(self, sandbox):
        ran = run(sandbox, "def run(v): return [v, v]", 1, "zwölf", {"a": [None, True, 1.5]})
        assert [json.loads(reply.value) for reply in ran.replies] == [
            [1, 1], ["zwölf", "zwölf"], [{"a": [None, True, 1.5]}] * 2,
        ]  # fmt: skip
        assert (ran.ending, ran.exit_code, ran.said) == (Ending.FINISHED, None, "")

    def test_a_bool_is_no_number_and_what_is_not_finite_stays_so(self, sandbox):
        ran = run(sandbox, "def run(v): return [True, 1, 1.0, float('nan'), -float('inf')]", 0)
        assert ran.replies[0].value == "[true, 1, 1.0, NaN, -Infinity]"

    def test_main_is_imported_once_and_keeps_its_state(self, sandbox):
        ran = run(sandbox, "print('imported')\nseen = []\ndef run(v): seen.append(v); return seen", 1, 2)
        assert ran.replies[1].value == "[1, 2]"
        assert ran.said == "imported\n"

    def test_files_lie_beside_main(self, sandbox):
        files = {
            "main.py": b"from pack.inner import twice\ndef run(v): return twice(v) + open('data/x.txt').read()",
            "pack/inner.py": b"def twice(v): return v * 2",
            "data/x.txt": b"!",
        }
        assert sandbox.run(files, ['"a"'], PATIENT).replies[0].value == '"aa!"'

    @pytest.mark.parametrize("name", ["../main.py", "/main.py", "a/../../b", "", "x/"])
    def test_a_file_has_to_be_in_the_folder(self, sandbox, name):
        with pytest.raises(ValueError, match="no name of a file"):
            sandbox.run({name: b""}, [], PATIENT)

    def test_no_input_is_no_work(self, sandbox):
        assert run(sandbox, "1 / 0").model_copy(update={"cpu_s": 0, "peak_mb": 0}) == Ran(
            replies=(), ending=Ending.FINISHED, cpu_s=0, peak_mb=0
        )

    def test_what_is_raised_is_the_candidates_own_traceback(self, sandbox):
        code = "import json\ndef helper(v):\n    return json.loads(v)\ndef run(v):\n    return helper(v)\n"
        ran = run(sandbox, code, "{", "1")
        error = ran.replies[0].error
        assert 'File "main.py", line 5, in run' in error
        assert 'File "main.py", line 3, in helper' in error
        assert error.count("File ") == 2  # not the runner's frames, nor the library's
        assert error.strip().splitlines()[-1].startswith("json.decoder.JSONDecodeError: ")
        assert ran.replies[1].value == "1"
        assert ran.ending is Ending.FINISHED

    def test_what_cannot_be_imported_says_so_for_every_input(self, sandbox):
        ran = run(sandbox, "def run(v)\n    return v", 1, 2)
        assert ['File "main.py", line 1' in reply.error for reply in ran.replies] == [True, True]
        assert "SyntaxError" in ran.replies[0].error
        assert "run" in run(sandbox, "x = 1", 1).replies[0].error

    def test_a_reply_that_is_no_json_is_an_error(self, sandbox):
        ran = run(sandbox, "def run(v): return {1, 2} if v else object()", 1, 0)
        assert all("what run returned is no JSON" in reply.error for reply in ran.replies)
        assert not any(reply.value for reply in ran.replies)

    def test_deep_replies_are_errors(self, sandbox):
        ran = run(
            sandbox, "def run(v):\n    x = []\n    for _ in range(v): x = [x]\n    return x", 150, 5000, 50
        )
        assert [bool(reply.error) for reply in ran.replies] == [False, True, False]

    def test_a_program_that_ends_is_data(self, sandbox):
        ran = run(sandbox, "import sys\ndef run(v):\n    print('bye')\n    sys.exit(v)", 7, 8)
        assert (ran.replies, ran.ending, ran.exit_code, ran.said) == ((), Ending.CRASHED, 7, "bye\n")
        ran = run(sandbox, "import os\ndef run(v):\n    if v == 2: os.abort()\n    return v", 1, 2, 3)
        assert ([reply.value for reply in ran.replies], ran.ending, ran.exit_code) == (
            ["1"],
            Ending.CRASHED,
            -6,
        )

    def test_processor_time_is_limited_for_each_input(self, sandbox):
        code = "def run(v):\n    while v: pass\n    return v"
        ran = run(sandbox, code, 0, 1, 0, limits=BRIEF)
        assert ([reply.value for reply in ran.replies], ran.ending) == (["0"], Ending.OUT_OF_TIME)

    def test_time_is_measured_outside_whatever_the_clock_says(self, sandbox):
        code = "import time\nsleep = time.sleep\ntime.time = time.perf_counter = time.process_time = lambda: 0.0\n"
        code += "import os\nos.times = lambda: 0\ndef run(v):\n    for _ in range(3_000_000): pass\n    sleep(v)\n"
        first, second = run(sandbox, code, 0.3, 0.0).replies
        assert first.wall_s >= 0.3
        assert first.wall_s > first.cpu_s > 0.005
        assert second.cpu_s > 0.005

    def test_waiting_is_limited_too(self, sandbox):
        ran = run(sandbox, "import time\ndef run(v): time.sleep(100)", 0, limits=BRIEF)
        assert (ran.ending, ran.exit_code, ran.replies) == (Ending.OUT_OF_TIME, -9, ())

    def test_memory_is_limited_for_one_process(self, sandbox):
        ran = run(
            sandbox, "def run(v): return len(bytearray(v << 20))", 10, 600, limits=Limits(cpu_s=20, wall_s=60)
        )
        assert ([reply.value for reply in ran.replies], ran.ending) == ([str(10 << 20)], Ending.OUT_OF_MEMORY)

    def test_memory_is_limited_for_all_processes_together(self, sandbox):
        code = "import os, time\ndef run(v):\n    for _ in range(6):\n        if os.fork() == 0:\n"
        code += "            x = b'1' * (100 << 20); time.sleep(50); os._exit(0)\n    time.sleep(50)"
        assert (
            run(sandbox, code, 0, limits=Limits(cpu_s=30, wall_s=100, memory_mb=256)).ending
            is Ending.OUT_OF_MEMORY
        )

    def test_the_peak_is_the_candidates(self, sandbox):
        ran = run(sandbox, "def run(v):\n    x = b'1' * (v << 20)", 120)
        assert 120 < ran.peak_mb < 180

    def test_large_replies_are_refused(self, sandbox):
        ran = run(sandbox, "def run(v): return 'x' * (v << 10)", 900, 2000)
        assert (len(ran.replies), ran.ending) == (1, Ending.TOO_MUCH)

    def test_large_inputs_go_in(self, sandbox):
        assert run(sandbox, "def run(v): return len(v)", "x" * 3_000_000).replies[0].value == "3000000"

    def test_what_is_printed_is_kept_up_to_the_limit(self, sandbox):
        ran = run(
            sandbox,
            "import sys\ndef run(v):\n    print('out'); print('err', file=sys.stderr)\n    print('é' * v)",
            10,
        )
        assert ran.said == "out\nerr\n" + "é" * 10 + "\n"
        ran = run(
            sandbox,
            "def run(v):\n    for _ in range(v): print('x' * 1000)",
            20_000,
            limits=Limits(said_kb=4, cpu_s=20, wall_s=60),
        )
        assert len(ran.said) < 5000
        assert ran.said.endswith("more bytes were printed]")
        assert ran.ending is Ending.FINISHED

    def test_what_was_printed_before_an_endless_loop_is_there(self, sandbox):
        ran = run(sandbox, "def run(v):\n    print('here')\n    while True: pass", 0, limits=BRIEF)
        assert ran.said == "here\n"

    def test_runs_share_nothing(self, sandbox):
        code = "import os\ndef run(v):\n    seen = sorted(os.listdir('.'))\n    open('left', 'w').write('x')\n    return seen"
        assert [run(sandbox, code, 0).replies[0].value for _ in range(2)] == ['["main.py"]'] * 2


class LazyInputs:
    """Only for sandboxes in the own process."""

    def test_the_next_input_goes_in_after_the_reply(self, sandbox):
        log: list[str] = []

        def inputs() -> Iterator[str]:
            for place in range(3):
                log.append(f"asked for {place}")
                yield str(place)

        ran = sandbox.run({"main.py": b"def run(v): return v"}, inputs(), PATIENT)
        assert len(ran.replies) == 3
        assert log == ["asked for 0", "asked for 1", "asked for 2"]

    def test_inputs_that_cannot_be_made_end_the_run(self, sandbox):
        def inputs() -> Iterator[str]:
            yield "1"
            raise LookupError

        with pytest.raises(LookupError):
            sandbox.run({"main.py": b"def run(v): return v"}, inputs(), PATIENT)
