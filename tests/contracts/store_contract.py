"""What every store must do; an adapter's test subclasses `StoreContract` and gives the fixture `make_store`.

`make_store()` opens the same place each time it is called within one test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from greenroom.errors import StoreError
from greenroom.model.coding import CodingStep, StepKind
from greenroom.model.delivery import Delivery
from greenroom.model.lab_run import MOST_LINE_CHARACTERS, MOST_SEED, LabRun, LabStep
from greenroom.model.ladder import Level, Role
from greenroom.model.mock import MockLoop, MockRound, Slot, Turn, TurnKind
from greenroom.model.persona import Persona
from greenroom.model.verdict import Verdict
from greenroom.ports import Store, StoredReport

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
MakeStore = Callable[[], Store]


def keep(store: Store, data: bytes, name: str = "cv.pdf") -> str:
    digest = sha256(data).hexdigest()
    store.save_document(sha256=digest, name=name, data=data)
    return digest


def accept(
    store: Store, report_id: str, *, cv: bytes = b"cv", posting: bytes = b"job", at: datetime = NOON
) -> StoredReport:
    report = StoredReport(
        id=report_id,
        state="accepted",
        created_at=at,
        cv_sha256=keep(store, cv),
        posting_sha256=keep(store, posting, "job.txt"),
        options='{"made_on": "2026-03-01"}',
    )
    store.accept(report)
    return report


def start(store: Store, round_id: str, *, at: datetime = NOON) -> MockRound:
    begun = MockRound(
        id=round_id, question="ad-budgets-gone-by-noon", role=Role.ML_ENGINEER, level=Level.SENIOR, minutes=45, started_at=at,
        persona=Persona.STAFF_ENGINEER, report="r1", turns=(Turn(number=1, kind=TurnKind.QUESTION, text="How would you?", at=at),),
    )  # fmt: skip
    store.start_round(begun)
    return begun


def begin_lab(store: Store, run_id: str, *, seed: int = 7, at: datetime = NOON) -> LabRun:
    level = Level.STAFF if seed % 2 else None
    run = LabRun(
        id=run_id, scenario="seconds-not-hours", seed=seed, study=seed % 2 == 0, level=level, begun_at=at
    )
    store.add_lab_run(run)
    return run


def lab_step(run_id: str, number: int, line: str = "wait 6h") -> LabStep:
    return LabStep(run=run_id, number=number, line=line, at=NOON + timedelta(minutes=number))


class StoreContract:
    @pytest.fixture
    def make_store(self) -> MakeStore:
        raise NotImplementedError

    @pytest.fixture
    def store(self, make_store: MakeStore) -> Iterator[Store]:
        return make_store()

    def test_a_document_comes_back_byte_for_byte(self, store):
        data = bytes(range(256)) * 5000
        digest = keep(store, data, "Lebenslauf – Ünï.pdf")
        assert store.document(digest) == ("Lebenslauf – Ünï.pdf", data)

    def test_what_was_never_kept_is_none(self, store):
        assert store.document("0" * 64) is None
        assert store.correction("0" * 64) is None
        assert store.report("nothing") is None
        assert store.reports() == ()

    def test_keeping_the_same_bytes_again_renews_the_name(self, store):
        digest = keep(store, b"same", "old.pdf")
        assert keep(store, b"same", "new.pdf") == digest
        assert store.document(digest) == ("new.pdf", b"same")

    def test_a_correction_replaces_the_one_before_and_can_be_forgotten(self, store):
        digest = keep(store, b"cv")
        store.save_correction(digest, '{"language": "en"}')
        store.save_correction(digest, '{"language": "fr"}')
        assert store.correction(digest) == '{"language": "fr"}'
        store.delete_correction(digest)
        assert store.correction(digest) is None
        store.delete_correction(digest)  # nothing to forget is no error

    def test_forgetting_a_correction_keeps_the_cv_only_where_a_report_uses_it(self, store):
        alone, used = keep(store, b"alone"), accept(store, "r1")
        for digest in (alone, used.cv_sha256):
            store.save_correction(digest, "{}")
            store.delete_correction(digest)
        assert store.document(alone) is None
        assert store.document(used.cv_sha256) is not None

    def test_a_correction_survives_keeping_its_document_again(self, store):
        digest = keep(store, b"cv")
        store.save_correction(digest, "{}")
        keep(store, b"cv", "renamed.pdf")
        assert store.correction(digest) == "{}"

    def test_a_correction_of_nothing_is_refused(self, store):
        with pytest.raises(StoreError):
            store.save_correction("0" * 64, "{}")

    def test_an_accepted_report_comes_back_as_it_was_given(self, store):
        given = accept(store, "r1", at=NOON.astimezone(timezone(timedelta(hours=9))))
        assert store.report("r1") == given

    def test_a_report_goes_from_accepted_to_done(self, store):
        accept(store, "r1")
        store.finish("r1", title="Ada: ML engineer", report='{"a": "\\u0000 and ünï"}')
        done = store.report("r1")
        assert (done.state, done.title, done.report, done.error) == (
            "done",
            "Ada: ML engineer",
            '{"a": "\\u0000 and ünï"}',
            "",
        )

    def test_a_report_goes_from_accepted_to_failed_and_may_be_made_after_all(self, store):
        accept(store, "r1")
        store.fail("r1", error="The posting has 20 words.\nGive all of it.")
        assert store.report("r1").state == "failed"
        assert store.report("r1").error == "The posting has 20 words.\nGive all of it."
        store.finish("r1", title="t", report="{}")
        assert (store.report("r1").state, store.report("r1").error) == ("done", "")

    def test_a_report_can_be_reopened_and_keeps_what_was_made_until_it_is_made_again(self, store):
        accept(store, "r1")
        store.finish("r1", title="t", report="{}")
        store.reopen("r1")
        assert (store.report("r1").state, store.report("r1").report) == ("accepted", "{}")
        store.fail("r1", error="e")
        store.reopen("r1")
        assert (store.report("r1").state, store.report("r1").error) == ("accepted", "")

    def test_the_same_id_is_not_accepted_twice(self, store):
        accept(store, "r1")
        with pytest.raises(StoreError):
            accept(store, "r1")
        assert len(store.reports()) == 1

    def test_a_report_needs_its_documents(self, store):
        with pytest.raises(StoreError):
            store.accept(
                StoredReport(
                    id="r1",
                    state="accepted",
                    created_at=NOON,
                    cv_sha256="1",
                    posting_sha256="2",
                    options="{}",
                )
            )
        assert store.report("r1") is None

    def test_reports_are_listed_newest_first_without_their_json(self, store):
        for day in (2, 3, 1):
            accept(store, f"r{day}", at=NOON + timedelta(days=day))
            store.finish(f"r{day}", title=f"day {day}", report='{"long": true}')
        assert [r.id for r in store.reports()] == ["r3", "r2", "r1"]
        assert {r.report for r in store.reports()} == {""}
        assert store.reports()[0].title == "day 3"

    def test_deleting_a_report_deletes_what_only_it_used(self, store):
        first = accept(store, "r1", cv=b"cv", posting=b"first job")
        second = accept(store, "r2", cv=b"cv", posting=b"second job")
        store.save_correction(first.cv_sha256, "{}")
        store.delete_report("r1")
        assert store.report("r1") is None
        assert store.document(first.posting_sha256) is None
        assert store.document(second.cv_sha256) is not None
        assert store.correction(second.cv_sha256) == "{}"
        store.delete_report("r2")
        assert store.document(second.cv_sha256) is None
        assert store.correction(second.cv_sha256) is None

    def test_a_document_used_on_both_sides_is_kept_while_one_side_needs_it(self, store):
        shared = b"used as CV there and as posting here"
        accept(store, "r1", cv=shared)
        other = accept(store, "r2", posting=shared)
        store.delete_report("r1")
        assert store.document(other.posting_sha256) is not None

    def test_deleting_what_is_not_there_is_no_error(self, store):
        store.delete_report("nothing")

    def test_a_report_deleted_while_it_is_made_stays_deleted(self, store):
        accept(store, "r1")
        store.delete_report("r1")
        store.finish("r1", title="t", report="{}")
        store.fail("r1", error="e")
        assert store.report("r1") is None

    def test_deleting_everything_leaves_nothing_and_the_store_usable(self, store):
        kept = accept(store, "r1")
        store.save_correction(kept.cv_sha256, "{}")
        store.delete_everything()
        assert store.reports() == ()
        assert store.document(kept.cv_sha256) is None
        assert store.correction(kept.cv_sha256) is None
        accept(store, "r1")
        assert [r.id for r in store.reports()] == ["r1"]

    def test_a_round_comes_back_turn_by_turn(self, store):
        begun = start(store, "m1")
        assert store.round("m1") == begun
        assert (begun.persona, begun.report) == (Persona.STAFF_ENGINEER, "r1")
        spoken = Delivery(words=130, seconds=52.4, fillers=3, pauses=1, first_number=8.2)
        said = Turn(
            number=2, kind=TurnKind.ANSWER, text="Ünï – “quoted”\nand a line", at=NOON + timedelta(minutes=3),
            paused=40, delivery=spoken,
        )  # fmt: skip
        probe = Turn(
            number=3, kind=TurnKind.PROBE, text="How many?", about="scale", at=NOON + timedelta(minutes=4)
        )
        assert store.add_turn("m1", said)
        assert store.add_turn("m1", probe)
        assert store.round("m1").turns == (*begun.turns, said, probe)

    def test_the_last_turns_of_rounds_are_told_by_their_numbers(self, store):
        for name in ("m1", "m2", "m3"):
            start(store, name)
        store.add_turn("m2", Turn(number=2, kind=TurnKind.ANSWER, text="first", at=NOON))
        store.delete_round("m3")
        assert store.last_turns({"m1", "m2", "m3", "nothing"}) == {"m1": 1, "m2": 2}
        assert store.last_turns(set()) == {}

    def test_a_turn_that_is_there_is_never_changed(self, store):
        start(store, "m1")
        first = Turn(number=2, kind=TurnKind.ANSWER, text="first", at=NOON)
        assert store.add_turn("m1", first)
        assert not store.add_turn("m1", first.model_copy(update={"text": "second"}))
        assert store.round("m1").turns[-1] == first

    def test_of_many_windows_one_adds_the_next_turn(self, store):
        start(store, "m1")
        turns = [Turn(number=2, kind=TurnKind.ANSWER, text=f"window {n}", at=NOON) for n in range(16)]
        with ThreadPoolExecutor(8) as threads:
            added = list(threads.map(lambda turn: store.add_turn("m1", turn), turns))
        assert added.count(True) == 1
        assert store.round("m1").turns[-1] == turns[added.index(True)]

    def test_a_slot_of_a_loop_takes_one_round_and_loses_it_with_the_round(self, store):
        slots = tuple(Slot(place=n, focus="coding", question=f"question-{n}") for n in (1, 2))
        loop = MockLoop(id="l1", role=Role.ML_ENGINEER, level=Level.SENIOR, started_at=NOON, slots=slots)
        store.start_loop(loop)
        assert store.loops() == (loop,)
        start(store, "m1")
        start(store, "m2")
        assert store.fill_slot("l1", 1, "m1")
        assert not store.fill_slot("l1", 1, "m2")
        assert not store.fill_slot("l1", 3, "m2")
        assert not store.fill_slot("nothing", 1, "m2")
        assert [slot.round_id for slot in store.loops()[0].slots] == ["m1", None]
        store.delete_round("m1")
        assert [slot.round_id for slot in store.loops()[0].slots] == [None, None]

    def test_loops_are_listed_newest_first_and_leave_their_rounds(self, store):
        for day in (1, 2):
            slots = (Slot(place=1, focus="coding", question="question-1"),)
            store.start_loop(
                MockLoop(
                    id=f"l{day}",
                    role=Role.ML_ENGINEER,
                    level=Level.MID,
                    started_at=NOON + timedelta(days=day),
                    slots=slots,
                )
            )
        start(store, "m1")
        store.fill_slot("l2", 1, "m1")
        assert [one.id for one in store.loops()] == ["l2", "l1"]
        store.delete_loop("l2")
        store.delete_loop("nothing")
        assert [one.id for one in store.loops()] == ["l1"]
        assert store.round("m1") is not None

    def test_rounds_are_listed_newest_first_and_can_be_deleted(self, store):
        for day in (2, 3, 1):
            start(store, f"m{day}", at=NOON + timedelta(days=day))
        assert [one.id for one in store.rounds()] == ["m3", "m2", "m1"]
        store.delete_round("m3")
        store.delete_round("nothing")
        assert [one.id for one in store.rounds()] == ["m2", "m1"]
        assert store.round("m3") is None
        assert not store.add_turn("m3", Turn(number=2, kind=TurnKind.ANSWER, text="late", at=NOON))
        store.delete_everything()
        assert store.rounds() == ()

    def test_what_was_done_on_an_exercise_is_kept_in_order_and_judged_later(self, store):
        for name, exercise in (("s1", "merge"), ("s2", "merge"), ("s3", "cache")):
            step = CodingStep(
                id=name, exercise=exercise, kind=StepKind.SUBMITTED, at=NOON, code=f"# {name} é\n"
            )
            store.add_coding_step(step)
        verdict = Verdict(cases=(), sandbox="none")
        store.set_verdict("s2", verdict)
        assert [(one.id, one.verdict) for one in store.coding_steps("merge")] == [
            ("s1", None),
            ("s2", verdict),
        ]
        assert [one.id for one in store.coding_steps()] == ["s1", "s2", "s3"]
        assert store.coding_steps("merge")[0].code == "# s1 é\n"
        begun = CodingStep(id="s4", exercise="cache", kind=StepKind.STARTED, at=NOON, level=Level.STAFF)
        store.add_coding_step(begun)
        assert store.coding_steps("cache")[-1] == begun
        assert store.coding_steps("nothing") == ()
        assert store.coding_step("s2") == store.coding_steps("merge")[1]
        assert store.coding_step("nothing") is None
        store.delete_everything()
        assert store.coding_steps() == ()
        assert store.coding_step("s2") is None

    def test_a_lab_run_comes_back_as_it_was_begun(self, store):
        tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
        for name, seed in (("a", 0), ("b", 7), ("c", MOST_SEED)):
            run = begin_lab(store, name, seed=seed, at=tokyo)
            assert store.lab_run(name) == run
        assert store.lab_run("b").study is False
        assert store.lab_run("a").study is True
        assert store.lab_run("nothing") is None

    def test_the_same_lab_run_is_not_begun_twice(self, store):
        run = begin_lab(store, "a", seed=1)
        with pytest.raises(StoreError):
            begin_lab(store, "a", seed=2)
        assert store.lab_runs() == (run,)

    def test_lab_runs_are_listed_newest_first(self, store):
        assert store.lab_runs() == ()
        for day in (2, 3, 1):
            begin_lab(store, f"a{day}", at=NOON + timedelta(days=day))
        assert [run.id for run in store.lab_runs()] == ["a3", "a2", "a1"]

    def test_the_lines_of_a_lab_run_come_back_in_order_and_letter_by_letter(self, store):
        begin_lab(store, "a")
        begin_lab(store, "b")
        lines = [
            "look features --hours 6",
            "",
            "  note “Ünï”\tand 'quotes'; -- é",
            "undo",
            "x" * MOST_LINE_CHARACTERS,
        ]
        steps = tuple(lab_step("a", number, line) for number, line in enumerate(lines * 3, start=1))
        for step in steps:
            assert store.add_lab_step(step)
        assert store.add_lab_step(lab_step("b", 1))
        assert store.lab_steps("a") == steps
        assert store.lab_steps("b") == (lab_step("b", 1),)
        assert store.lab_steps("nothing") == ()

    def test_a_line_of_a_lab_run_that_is_there_is_never_changed(self, store):
        begin_lab(store, "a")
        assert store.add_lab_step(lab_step("a", 1, "first"))
        assert not store.add_lab_step(lab_step("a", 1, "second"))
        assert store.lab_steps("a") == (lab_step("a", 1, "first"),)

    def test_a_line_of_a_lab_run_that_is_not_there_is_not_kept(self, store):
        assert not store.add_lab_step(lab_step("nothing", 1))
        assert store.lab_steps("nothing") == ()

    def test_of_many_windows_one_adds_the_next_line(self, make_store):
        begin_lab(make_store(), "a")
        windows = [make_store() for _ in range(4)]
        steps = [lab_step("a", 1, f"window {n}") for n in range(16)]
        with ThreadPoolExecutor(4) as threads:
            added = list(threads.map(lambda n: windows[n % 4].add_lab_step(steps[n]), range(16)))
        assert added.count(True) == 1
        assert make_store().lab_steps("a") == (steps[added.index(True)],)

    def test_deleting_everything_deletes_the_lab_runs(self, store):
        begin_lab(store, "a")
        store.add_lab_step(lab_step("a", 1))
        store.delete_everything()
        assert store.lab_runs() == ()
        assert store.lab_steps("a") == ()
        begin_lab(store, "a")
        assert store.lab_steps("a") == ()

    def test_another_opening_sees_the_same(self, make_store):
        accept(make_store(), "r1")
        other = make_store()
        assert [r.id for r in other.reports()] == ["r1"]

    def test_many_threads_can_write_at_once(self, store):
        with ThreadPoolExecutor(8) as threads:
            for made in [threads.submit(accept, store, f"r{n}", cv=b"cv %d" % n) for n in range(40)]:
                made.result()
        assert len(store.reports()) == 40
