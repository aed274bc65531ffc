"""A plan after coding rounds: what was not solved again with what failed, what was solved no more, the weakest family next."""

from hypothesis import given
from hypothesis import strategies as st
from tests.prepare.test_replan import MADE_ON, SLUGS, TODAYS, on, rehearsal, showing, task, when

from greenroom.model.exercise import Exercise, Family
from greenroom.model.plan import PlanTask
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict
from greenroom.prepare.plan import Agenda, make_plan
from greenroom.prepare.replan import replanned
from greenroom.prepare.showing import CodeShowing

FAMILIES = [Family.DATA, Family.MODELS, Family.SERVING]
EXERCISES = tuple(
    Exercise.model_construct(
        slug=f"{family}-{n}", title=f"{family.value.title()} {n}", minutes=30, family=family
    )
    for n in range(3)
    for family in FAMILIES
)
NAMED = {one.slug: one for one in EXERCISES}
PLANNED = [one.slug for one in EXERCISES[:4]]
REASON = "The posting names Streaming"


def verdict(*outcomes):
    cases = tuple(
        CaseVerdict(case=f"case-{n}", why="a reason", shown=False, outcome=outcome) for n, outcome in enumerate(outcomes)
    )  # fmt: skip
    return Verdict(cases=cases, sandbox="none")


def coded(number, day, slug, *outcomes):
    """What was handed in on a day: solved, unless outcomes say otherwise."""
    shown = verdict(*(outcomes or (Outcome.PASSED,) * 4))
    return CodeShowing(
        round=f"code-{number}", on=on(day), exercise=NAMED[slug], verdict=shown, others=EXERCISES
    )


def a_plan(hours=2.0, *, interview=None, lessons=12):
    gaps = []
    for n in range(lessons):
        gaps.append(task("lesson", f"lesson-{n}", 30))
        gaps += [task("question", SLUGS[n], 40)] if n < 3 else []
        if n < len(PLANNED):
            one = NAMED[PLANNED[n]]
            gaps.append(
                PlanTask(kind="exercise", title=one.title, minutes=30, gap="gap", ref=one.slug, why=REASON)
            )
    agenda = Agenda(first=[task("story", "s1", 30)], gaps=gaps, rehearsals=[rehearsal("Rehearse: Coding")])
    return make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours)


def after(plan, *course, today):
    return replanned(plan, course, today=on(today), sittable={*SLUGS, *NAMED})


def done(plan, slug, *, since=1):
    return when(plan, slug, "exercise", since=since)


def reason_of(plan, slug, day):
    return next(one.why for one in plan.days[day - 1].tasks if one.ref == slug)


PLANS = st.builds(
    a_plan,
    st.sampled_from([0.5, 1.0, 2.0]),
    interview=st.none() | st.integers(3, 40).map(on),
    lessons=st.integers(0, 20),
)
FAILED = st.lists(st.sampled_from(list(Outcome)), min_size=4, max_size=6)


@st.composite
def courses(draw):
    """Mock rounds and coding rounds in the order in which they were."""
    days = sorted(draw(st.lists(st.integers(-3, 34), min_size=1, max_size=7)))
    return tuple(
        coded(n, day, draw(st.sampled_from(list(NAMED))), *draw(FAILED | st.just([])))
        if draw(st.booleans())
        else showing(n, day, draw(st.sampled_from(SLUGS)), good=draw(st.booleans()))
        for n, day in enumerate(days)
    )


@given(PLANS, courses(), TODAYS)
def test_no_day_holds_more_than_its_hours_and_no_exercise_stands_twice_on_it(plan, course, today):
    for day in after(plan, *course, today=today).days:
        assert day.minutes <= plan.hours_a_day * 60 or len(day.tasks) == 1
        slugs = [one.ref for one in day.tasks if one.kind == "exercise"]
        assert len(slugs) == len(set(slugs))


@given(PLANS, courses(), TODAYS)
def test_days_that_were_lived_stay_what_they_were(plan, course, today):
    so_far = tuple(one for one in course if one.on <= on(today))
    seen, later = after(plan, *so_far, today=today), after(plan, *course, today=today + 9)
    for before, now in zip(seen.days, later.days, strict=True):
        assert now.date > on(today) or now == before


@given(PLANS, courses(), TODAYS)
def test_nothing_is_lost_that_is_not_named_as_dropped(plan, course, today):
    seen = after(plan, *course, today=today)
    held = {(one.kind, one.ref) for day in seen.days for one in day.tasks}
    named = {one.title for one in seen.update.changes if one.what == "dropped"} if seen.update else set()
    for day in plan.days:
        for one in day.tasks:
            lost = one.kind == "exercise" and (one.kind, one.ref) not in held
            assert not lost or one.title in named


@given(PLANS, courses(), TODAYS)
def test_what_was_solved_is_not_planned_again_and_what_was_not_is_or_is_named(plan, course, today):
    seen = after(plan, *course, today=today)
    told = [one for one in course if one.on < seen.days[-1].date and one.on <= on(today)]
    newest = {one.exercise.slug: one for one in told if isinstance(one, CodeShowing)}
    for slug, one in newest.items():
        again = done(seen, slug, since=max(1, (one.on - MADE_ON).days + 1))
        if one.is_good:
            assert again == []
        else:
            titles = [it.title for it in seen.update.changes if it.what == "dropped"] if seen.update else []
            assert again or NAMED[slug].title in titles or slug not in PLANNED


@given(PLANS, courses(), TODAYS)
def test_the_same_rounds_and_day_give_the_same_plan_and_nothing_handed_in_is_changed(plan, course, today):
    seen = after(plan, *course, today=today)
    assert seen == after(plan, *course, today=today)
    assert after(seen, *course, today=today) == seen
    assert seen.update is None or seen.update.before == plan.days


@given(PLANS, TODAYS)
def test_without_rounds_nothing_changes(plan, today):
    assert after(plan, today=today) is plan


def test_what_was_not_solved_comes_again_with_what_failed():
    plan = a_plan()
    slug = PLANNED[3]
    planned = done(plan, slug)[0]
    failed = coded(1, 2, slug, Outcome.PASSED, Outcome.WRONG, Outcome.SLOW, Outcome.PASSED)
    seen = after(plan, failed, today=2)
    assert planned > 3
    assert done(seen, slug) == [3]  # moved up, not doubled
    assert seen.days[2].tasks[0].title == f"Try it again: {NAMED[slug].title}"
    assert (
        reason_of(seen, slug, 3) == "Exercise of 18 November: 2 of 4 cases; wrong on case-1, slow on case-2"
    )
    first = [one for one in seen.update.changes if one.what == "first"]
    assert [(one.kind, one.on, one.was) for one in first] == [("exercise", on(3), on(planned))]
    assert seen.update.rounds == (
        f"18 November, {NAMED[slug].title}: 2 of 4 cases; wrong on case-1, slow on case-2",
    )


def test_of_many_cases_that_failed_two_are_named():
    slow = [Outcome.SLOW] * 4
    assert coded(1, 2, PLANNED[0], *slow).showed == "0 of 4 cases; slow on case-0 and case-1 and 2 more"


def test_what_was_solved_goes_and_where_none_was_weak_nothing_comes_instead():
    plan = a_plan()
    seen = after(plan, coded(1, 1, PLANNED[2]), today=1)
    assert done(seen, PLANNED[2]) == []
    dropped = [(one.title, one.why) for one in seen.update.changes if one.what == "dropped"]
    assert dropped == [(NAMED[PLANNED[2]].title, "Handed in on 17 November: solved")]
    assert [one.what for one in seen.update.changes] == ["dropped"]


def test_what_was_solved_brings_the_next_one_of_the_family_that_was_weakest():
    half = [Outcome.PASSED, Outcome.WRONG] * 2
    most = [Outcome.PASSED] * 3 + [Outcome.WRONG]
    course = [coded(1, 1, "data-0", *half), coded(2, 1, "models-0", *most), coded(3, 3, "serving-0")]
    seen = after(a_plan(), *course, today=3)
    assert done(seen, "data-1") == [4]
    assert reason_of(seen, "data-1", 4) == "Exercise of 19 November solved; weakest so far was data plumbing"
    assert done(seen, "models-1") == []


def test_the_next_one_is_never_one_that_was_handed_in():
    half = [Outcome.PASSED, Outcome.WRONG] * 2
    course = [coded(1, 1, "data-0", *half), coded(2, 2, "data-1"), coded(3, 3, "data-2")]
    seen = after(a_plan(), *course, today=4)
    assert {one.ref for day in seen.days[3:] for one in day.tasks if one.round} == {"data-0"}


def test_a_later_try_takes_the_place_of_an_earlier_one():
    plan = a_plan()
    course = [coded(1, 1, PLANNED[0], *[Outcome.ERROR] * 4), coded(2, 3, PLANNED[0])]
    assert done(after(plan, course[0], today=1), PLANNED[0], since=2) == [2]
    seen = after(plan, *course, today=3)
    assert done(seen, PLANNED[0], since=4) == []
    again = [one for day in seen.days[3:] for one in day.tasks if one.round]
    assert [one.ref for one in again] == [
        "data-1"
    ]  # of the family that was weakest, though it was solved in the end


def test_an_exercise_that_was_planned_and_not_handed_in_comes_back_once_something_was():
    plan = a_plan()
    planned = done(plan, PLANNED[0])[0]
    alone = after(plan, showing(1, planned, SLUGS[5]), today=planned + 2)
    assert done(alone, PLANNED[0], since=planned + 1) == []
    seen = after(plan, coded(1, planned, PLANNED[3]), today=planned + 2)
    back = done(seen, PLANNED[0], since=planned + 1)
    assert back
    day = on(planned)
    assert reason_of(seen, PLANNED[0], back[0]) == f"Planned for {day.day} {day:%B}, not handed in yet"
    # the questions of that day stay taken as done: no mock round was sat
    asked = {one.ref for one in plan.days[planned - 1].tasks if one.kind == "question"}
    assert all(when(seen, slug, since=planned + 1) == [] for slug in asked)


def test_an_exercise_that_is_moved_keeps_its_reason():
    plan = a_plan(hours=0.5)
    first = done(plan, PLANNED[0])[0]
    seen = after(plan, *(showing(n, first - 1, SLUGS[n]) for n in range(3)), today=first - 1)
    moved = done(seen, PLANNED[0])[0]
    day = on(first)
    assert moved > first
    assert reason_of(seen, PLANNED[0], moved) == f"Moved from {day.day} {day:%B}. {REASON}"
