"""The lines are all there is to remember: the same lines make the same session, and one line less is an undo."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labs.playing import SEED, begun, scenario

from greenroom.errors import InputError
from greenroom.labs.commands import do, replay
from greenroom.labs.scoring import outcome
from greenroom.model.lab_kinds import Fault

LINES = st.lists(
    st.sampled_from(
        [
            "status", "audit", "logs", "lineage", "review 50", "wait 9", "wait 30.25", "run-until alert", "rollback",
            "promote v5", "retrain", "retrain immature recomputed", "pin", "restart", "dedupe", "fallback paid_3h",
            "threshold 0.2", "decide approve", "decide model", "block 4", "unblock 4", "mute", "declare features",
            "conclude features unit-change", "compare paid_3h", "query score_psi 3",
        ]
    ),
    min_size=1,
    max_size=7,
)  # fmt: skip
FAULTS = st.sampled_from(
    [Fault.UNIT_CHANGE, Fault.STALE_TABLES, Fault.SAMPLED_WITHOUT_CORRECTION, Fault.NONE]
)


def played(fault, lines):
    """A session after those of `lines` that can be done."""
    made = begun(scenario(fault), SEED)
    for line in lines:
        try:
            do(made, line)
        except InputError:
            continue
    return made


def all_of(one):
    """Everything of a session that can be told apart."""
    return (
        one.now_h, one.spent_usd, one.ended, one.muted, one.system.pinned, tuple(one.declared), one.concluded, tuple(one.log), one.alerts,
        tuple(one.system.timeline.states), [(v.name, v.trained_h, v.data_hash) for v in one.system.timeline.registry],
        one.system.timeline.score.tobytes(), one.system.timeline.declined.tobytes(),
        {name: values.tobytes() for name, values in one.board.values.items()},
    )  # fmt: skip


@settings(max_examples=20)
@given(FAULTS, LINES)
def test_a_log_replayed_is_the_same_session_with_the_same_outcome(fault, lines):
    first = played(fault, lines)
    again = replay(begun(scenario(fault), SEED), tuple(one.line for one in first.log))
    assert all_of(again) == all_of(first)
    mine, other = outcome(first), outcome(again)
    assert (mine.score, mine.detected_h, mine.mitigated_h, mine.diagnosis) == (
        other.score, other.detected_h, other.mitigated_h, other.diagnosis,
    )  # fmt: skip
    assert mine.you.harm_usd.tobytes() == other.you.harm_usd.tobytes()


@settings(max_examples=15)
@given(
    FAULTS, LINES, st.sampled_from(["threshold 0.3", "retrain", "wait 5", "declare world", "mute", "block 2"])
)
def test_one_line_less_is_as_if_it_had_never_been_given(fault, lines, last):
    before = played(fault, lines)
    if before.ended:
        return
    kept = all_of(before)
    do(before, last)
    assert all_of(before) != kept
    undone = replay(begun(scenario(fault), SEED), tuple(one.line for one in before.log[:-1]))
    assert all_of(undone) == kept
