"""The verdict on a case follows from its run and the reference's."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from greenroom.model.exercise import Case, Exercise, Hint
from greenroom.model.sandbox import Ending, Limits, Ran, Reply
from greenroom.model.verdict import Outcome
from greenroom.practice.growth import grows, sizes
from greenroom.practice.verdict import (
    CaseRun,
    Known,
    judged,
    known,
    limits_for,
    quicker,
    runs_of,
    settled,
    worth_another,
)

PLAIN = Case(id="plain", why="the plain case", shown=True, value={"n": 1})
TIMED = Case(id="timed", why="many of them", value={"n": 64}, grows="n")
LEAN = Case(id="lean", why="memory stays", value={"n": 1}, memory_mb=20)
EXERCISE = Exercise(
    uuid=UUID(int=4), slug="double", title="Double", family="models", roles=("ml_engineer",), levels=("mid",),
    topics=("numerics",), minutes=10, discussion="talk", statement="Double it.", starter="...", driver="...",
    cases=(PLAIN, TIMED, LEAN, Case(id="more", why="one more", value={})), hints=(Hint(text="Add it to itself.", minutes=1),),
)  # fmt: skip


def ran(value=2, *, cpu_s=0.1, peak_mb=None, error=""):
    told = "" if error else json.dumps(value)
    return CaseRun(Reply(value=told, error=error, cpu_s=cpu_s, wall_s=cpu_s), peak_mb=peak_mb)


REFERENCE = Known(expected=2, cpu_s=0.1, peak_mb=30.0)


@pytest.mark.parametrize(
    ("case", "run", "outcome", "says"),
    [
        (PLAIN, ran(2), Outcome.PASSED, ""),
        (PLAIN, ran(3), Outcome.WRONG, "should be 2, is 3"),
        (PLAIN, ran(error="ValueError: no"), Outcome.ERROR, "ValueError: no"),
        (PLAIN, ran(2, cpu_s=5.0), Outcome.PASSED, ""),  # only timed cases are timed
        (TIMED, ran(2, cpu_s=0.9), Outcome.PASSED, ""),
        (TIMED, ran(2, cpu_s=1.1), Outcome.SLOW, "11 times the reference; 10 times are allowed"),
        (LEAN, ran(2, peak_mb=49.0), Outcome.PASSED, ""),
        (LEAN, ran(2, peak_mb=51.0), Outcome.MEMORY, "21 MB more than the reference"),
        (PLAIN, CaseRun(None, Ending.OUT_OF_TIME), Outcome.SLOW, "ended"),
        (PLAIN, CaseRun(None, Ending.OUT_OF_MEMORY), Outcome.MEMORY, "512 MB"),
        (PLAIN, CaseRun(None, Ending.CRASHED, exit_code=3), Outcome.CRASHED, "exit code 3"),
        (PLAIN, CaseRun(None, Ending.TOO_MUCH), Outcome.WRONG, "1024 kB"),
    ],
)
def test_how_a_case_went(case, run, outcome, says):
    found = judged(EXERCISE, case, run, REFERENCE)
    assert found.outcome is outcome
    assert says in found.says
    assert (found.ratio is not None) == bool(case.grows)


def test_short_times_are_never_slow():
    quick = Known(expected=2, cpu_s=0.001, peak_mb=None)
    assert judged(EXERCISE, TIMED, ran(2, cpu_s=0.15), quick).outcome is Outcome.PASSED


def test_what_a_checker_says_counts_and_nothing_else():
    checked = EXERCISE.model_copy(update={"checker": "def check(value, output, expected): ..."})
    assert judged(checked, PLAIN, ran(99), REFERENCE).outcome is Outcome.PASSED
    assert judged(checked, PLAIN, ran(2), REFERENCE, "too few").says == "too few"


def test_what_is_told_counts_more_than_what_the_reference_gave():
    told = PLAIN.model_copy(update={"expected": 5})
    assert known(told, ran(2)).expected == 5
    assert known(PLAIN, ran(2)).expected == 2


@pytest.mark.parametrize("run", [ran(error="NameError: x"), CaseRun(None, Ending.CRASHED)])
def test_a_reference_that_does_not_run_is_no_reference(run):
    with pytest.raises(ValueError, match=r"NameError|crashed"):
        known(PLAIN, run)


def test_a_run_that_ended_early_leaves_the_rest_for_another():
    replies = (Reply(value="1", cpu_s=0.1, wall_s=0.1),)
    runs = runs_of(Ran(replies=replies, ending=Ending.CRASHED, exit_code=-9), [PLAIN] * 3)
    assert [one.reply is None for one in runs] == [False, True]
    assert runs[1].exit_code == -9


def test_a_timed_case_has_room_to_be_told_by_how_much_it_is_slow():
    limits = limits_for(EXERCISE, TIMED, [Known(expected=2, cpu_s=0.4, peak_mb=None)])
    assert limits.cpu_s > 2 * EXERCISE.ratio * 0.4


def test_other_cases_have_their_exercises_time_and_more_where_the_machine_is_slow():
    slow = Known(expected=2, cpu_s=3.0, peak_mb=None)
    assert limits_for(EXERCISE, PLAIN, [REFERENCE]).cpu_s == pytest.approx(3.0)
    roomy = EXERCISE.model_copy(update={"limits": Limits(cpu_s=9)})
    assert limits_for(roomy, PLAIN, [REFERENCE]).cpu_s == 9
    assert limits_for(EXERCISE, PLAIN, [REFERENCE, slow]).cpu_s == 60
    assert limits_for(EXERCISE, PLAIN, [slow]).wall_s == 180


def replies(*cpu_s):
    return tuple(Reply(value="2", cpu_s=one, wall_s=one) for one in cpu_s)


def test_growth_is_told_from_smaller_sizes_and_the_start_is_left_out():
    assert [one["n"] for one in sizes(TIMED)] == [4, 8, 16, 64]
    assert grows(TIMED, [9.0, 0.01, 0.04, 0.64]) == "twice the n takes 4.0 times as long (about quadratic)"
    assert grows(TIMED, [9.0, 0.01, 0.02, 0.08]) == "twice the n takes 2.0 times as long (about linear)"
    assert grows(TIMED, [0.3, 0.001, 0.002, 0.004]) == ""
    assert sizes(TIMED.model_copy(update={"value": {"n": 5}})) == [{"n": 5}]


def test_a_timed_case_is_judged_at_its_full_size():
    (run,) = runs_of(Ran(replies=replies(0.5, 0.01, 0.04, 3.0), ending=Ending.FINISHED), [TIMED])
    found = judged(EXERCISE, TIMED, run, REFERENCE)
    assert found.outcome is Outcome.SLOW
    assert "took 3.00 s, 30 times the reference" in found.says
    assert "steeper than quadratic" in found.says


def test_a_timed_case_that_was_ended_is_told_how_it_grew_until_then():
    (run,) = runs_of(Ran(replies=replies(0.5, 0.1, 0.4), ending=Ending.OUT_OF_TIME), [TIMED])
    found = judged(EXERCISE, TIMED, run, REFERENCE)
    assert found.outcome is Outcome.SLOW
    assert "was ended" in found.says
    assert "takes 4.0 times as long (about quadratic)" in found.says


def test_the_reference_counts_at_its_quicker_run():
    slower = Known(expected=2, cpu_s=0.3, peak_mb=None)
    assert quicker(slower, REFERENCE) == quicker(REFERENCE, slower) == REFERENCE


def test_what_passes_when_run_again_is_not_failed():
    failed = judged(EXERCISE, TIMED, ran(2, cpu_s=1.1), REFERENCE)
    passed = judged(EXERCISE, TIMED, ran(2, cpu_s=0.5), REFERENCE)
    assert worth_another(failed)
    assert not worth_another(passed)
    assert not worth_another(judged(EXERCISE, TIMED, CaseRun(None, Ending.OUT_OF_TIME), REFERENCE))
    assert settled(failed, failed) == failed
    assert settled(failed, passed).outcome is Outcome.PASSED
    assert "slow at first" in settled(failed, passed).says
    assert "does not always" not in settled(failed, passed).says  # a busy machine is not the code's fault
    wrong = judged(EXERCISE, PLAIN, ran(3), REFERENCE)
    assert "does not always do the same" in settled(wrong, judged(EXERCISE, PLAIN, ran(2), REFERENCE)).says
