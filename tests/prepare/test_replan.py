"""A plan after mock rounds: what was weak first, what was good no more, no day gone by touched, nothing lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from greenroom.model.plan import PlanTask
from greenroom.model.practice import Drill
from greenroom.model.question import Criterion, Question
from greenroom.prepare.plan import Agenda, make_plan
from greenroom.prepare.replan import replanned
from greenroom.prepare.showing import Showing

MADE_ON = date(2026, 11, 16)
SLUGS = [f"question-{n}" for n in range(6)]
DRILLS = [f"drill-{n}" for n in range(3)]
ROUNDS = ["Rehearse aloud: Design", "Rehearse aloud: Coding"]


def on(day):
    return MADE_ON + timedelta(days=day)


def question(slug, minutes=40):
    return Question.model_construct(
        slug=slug, title=slug.title(), minutes=minutes, competencies=("design",), round="design"
    )


def drill(slug, minutes=20):
    return Drill.model_construct(slug=slug, title=slug.title(), minutes=minutes)


def showing(number, day, slug, *, good=False, weak="Rollback", drilled=None, sibling=None, rehearses=""):
    return Showing(
        round=f"round-{number}", on=on(day), question=question(slug),
        verdict="lean hire" if good else "lean no hire", is_good=good,
        weakest=Criterion.model_construct(id=weak.lower(), name=weak) if weak else None,
        drill=drill(drilled) if drilled else None, sibling=question(sibling) if sibling else None,
        rehearses=rehearses,
    )  # fmt: skip


def task(kind, name, minutes):
    return PlanTask(kind=kind, title=name.title(), minutes=minutes, gap="gap", ref=name)


def rehearsal(title):
    return PlanTask(kind="rehearsal", title=title, minutes=30, gap="rehearsal")


def a_plan(hours=2.0, *, interview=None, lessons=12):
    gaps = []
    for n in range(lessons):
        gaps.append(task("lesson", f"lesson-{n}", 30))
        gaps += [task("question", SLUGS[n], 40)] if n < len(SLUGS) else []
        gaps += [task("drill", DRILLS[n], 20)] if n < len(DRILLS) else []
    agenda = Agenda(
        first=[task("story", "s1", 30)], gaps=gaps, rehearsals=[rehearsal(title) for title in ROUNDS]
    )
    return make_plan(agenda, made_on=MADE_ON, interview_on=interview, hours_a_day=hours)


def when(plan, name, kind="question", *, since=1):
    """The days from `since` on which something is to be done for the first time."""
    return [
        (day.date - MADE_ON).days
        for day in plan.days
        for one in day.tasks
        if one.ref == name and one.kind == kind and not one.title.startswith("Again: ") and day.date >= on(since)
    ]  # fmt: skip


def after(plan, *showings, today):
    return replanned(plan, showings, today=on(today), sittable=SLUGS)


PLANS = st.builds(
    a_plan,
    st.sampled_from([0.5, 1.0, 2.0, 4.0]),
    interview=st.none() | st.integers(3, 50).map(on),
    lessons=st.integers(0, 30),
)


@st.composite
def courses(draw):
    """Rounds in the order in which they were sat."""
    days = sorted(draw(st.lists(st.integers(-3, 34), min_size=1, max_size=7)))
    return tuple(
        showing(
            n, day, draw(st.sampled_from(SLUGS)), good=draw(st.booleans()), weak=draw(st.sampled_from(["", "Rollback", "Cost"])),
            drilled=draw(st.sampled_from([None, *DRILLS, "drill-not-planned"])),
            sibling=draw(st.sampled_from([None, *SLUGS, "sibling-not-planned"])),
            rehearses=draw(st.sampled_from(["", *ROUNDS])),
        )
        for n, day in enumerate(days)
    )  # fmt: skip


TODAYS = st.integers(0, 40)


@given(PLANS, courses(), TODAYS)
def test_no_day_holds_more_than_its_hours_and_no_thing_stands_twice_on_it(plan, course, today):
    for day in after(plan, *course, today=today).days:
        assert day.tasks
        assert day.minutes <= plan.hours_a_day * 60 or len(day.tasks) == 1
        asked = [one.round for one in day.tasks if one.round]
        assert len(asked) == len(set(asked))


@given(PLANS, courses(), TODAYS)
def test_days_before_today_and_the_day_of_a_round_stay_what_they_were(plan, course, today):
    so_far = tuple(one for one in course if one.on <= on(today))
    seen = after(plan, *so_far, today=today)
    first = min((one.on for one in so_far), default=None)
    for before, now in zip(plan.days, seen.days, strict=True):
        if first is None or now.date <= first:
            assert now == before
    later = after(plan, *course, today=today + 9)
    for before, now in zip(seen.days, later.days, strict=True):
        if now.date <= on(today):
            assert now == before


@given(PLANS, courses(), TODAYS)
def test_nothing_is_lost_that_is_not_named_as_dropped(plan, course, today):
    seen = after(plan, *course, today=today)
    names = [
        {(one.kind, one.ref or one.title) for day in it.days for one in day.tasks} for it in (plan, seen)
    ]
    named = {one.title for one in seen.update.changes if one.what == "dropped"} if seen.update else set()
    titles = {(one.kind, one.ref or one.title): one.title for day in plan.days for one in day.tasks}
    lost = {name for name in names[0] - names[1] if name[0] != "rest"}
    assert {titles[name].removeprefix("Again: ") for name in lost} <= named


@given(PLANS, courses(), TODAYS)
def test_what_is_asked_for_comes_in_order(plan, course, today):
    seen = after(plan, *course, today=today)
    for one in course:
        asked = [it.kind for day in seen.days for it in day.tasks if it.round == one.round]
        if "drill" in asked:
            assert asked[0] == "drill"


@given(PLANS, courses(), TODAYS)
def test_what_was_good_is_not_planned_again(plan, course, today):
    seen = after(plan, *course, today=today)
    told = [one for one in course if one.on < seen.days[-1].date and one.on <= on(today)]
    newest = {one.question.slug: one for one in told}
    for slug, one in newest.items():
        if one.is_good:
            assert when(seen, slug, since=max(1, (one.on - MADE_ON).days + 1)) == []


@given(PLANS, courses(), TODAYS)
def test_the_same_rounds_and_day_give_the_same_plan(plan, course, today):
    assert after(plan, *course, today=today) == after(plan, *course, today=today)


@given(PLANS, TODAYS)
def test_without_rounds_nothing_changes(plan, today):
    assert after(plan, today=today) is plan


def test_a_weak_round_brings_the_drill_and_on_a_later_day_the_question():
    seen = after(a_plan(), showing(1, 2, SLUGS[5], drilled="drill-2"), today=2)
    drilled, again = when(seen, "drill-2", "drill", since=3)[0], when(seen, SLUGS[5], since=3)[0]
    assert (drilled, again) == (3, 4)
    assert seen.days[2].tasks[0].why == "Round of 18 November: weakest was Rollback"
    assert len(when(seen, SLUGS[5])) == 1  # it was planned for later, and was moved up
    (first, second) = [one for one in seen.update.changes if one.what == "first"]
    assert (first.on, second.on) == (on(3), on(4))
    assert second.was == on(when(a_plan(), SLUGS[5])[0])
    assert seen.update.rounds == ("18 November, Question-5: lean no hire, weakest was Rollback",)


def test_a_good_round_drops_the_question_and_brings_its_sibling():
    seen = after(a_plan(), showing(1, 1, SLUGS[5], good=True, weak="", sibling="sibling-1"), today=1)
    assert when(seen, SLUGS[5]) == []
    assert when(seen, "sibling-1") == [2]
    dropped = [one for one in seen.update.changes if one.what == "dropped"]
    assert [(one.title, one.why) for one in dropped] == [("Question-5", "Sat on 17 November: lean hire")]


def test_a_sibling_that_was_sat_does_not_come_again():
    rounds = [
        showing(1, 1, "sibling-1", good=True, weak=""),
        showing(2, 2, SLUGS[0], good=True, weak="", sibling="sibling-1"),
    ]
    assert when(after(a_plan(), *rounds, today=2), "sibling-1") == []


def test_a_newer_round_takes_the_place_of_an_older_one():
    plan = a_plan(hours=0.5)
    weak = [showing(n, 2, SLUGS[n], drilled=DRILLS[n]) for n in range(3)]
    better = showing(9, 3, SLUGS[0], good=True, weak="")
    first, seen = after(plan, *weak, today=3), after(plan, *weak, better, today=3)
    asked = [
        {one.ref for day in it.days if day.date >= on(4) for one in day.tasks if one.round == "round-0"}
        for it in (first, seen)
    ]
    assert asked == [{SLUGS[0], DRILLS[0]}, set()]
    planned = {one.ref for day in plan.days for one in day.tasks}
    named = {one.title for one in seen.update.changes if one.what == "dropped"}
    assert DRILLS[0] not in planned or when(seen, DRILLS[0], "drill") or DRILLS[0].title() in named


def test_a_question_that_was_planned_and_not_sat_comes_back_once_rounds_are_sat():
    plan = a_plan()
    planned = when(plan, SLUGS[0])[0]
    seen = after(plan, showing(1, planned, SLUGS[5]), today=planned + 2)
    assert when(seen, SLUGS[0], since=planned + 1)
    back = [one for day in seen.days for one in day.tasks if one.why.startswith("Planned for")]
    assert any("no round on it yet" in one.why for one in back)
    assert when(after(plan, showing(1, planned, SLUGS[0], good=True), today=planned + 2), SLUGS[0]) == [
        planned
    ]


def test_a_question_again_that_was_not_sat_stays_first():
    seen = after(a_plan(), showing(1, 2, SLUGS[0]), today=6)
    assert [one.tasks[0].ref for one in seen.days[2:6]] == [SLUGS[0]] * 4
    assert seen.days[5].tasks[0].round == "round-1"


def test_of_several_questions_that_were_not_sat_again_one_a_day_comes_first():
    rounds = [showing(n, 1, SLUGS[n]) for n in range(3)]
    plan = a_plan()
    seen = after(plan, *rounds, today=6)
    assert len([one for one in seen.days[1].tasks if one.round]) == 3
    for day in seen.days[3:6]:
        assert day.tasks[0].round
        assert any(not one.round for one in day.tasks)  # the rest of the day goes on


def test_a_good_round_of_a_loop_counts_as_its_rehearsal_save_on_the_last_days():
    plan = a_plan()
    seen = after(plan, showing(1, 1, SLUGS[0], good=True, rehearses=ROUNDS[0]), today=1)
    held = {
        title: [(day.date - MADE_ON).days for day in seen.days if title in [one.title for one in day.tasks]]
        for title in ROUNDS
    }
    assert held[ROUNDS[0]]
    assert all(day > 28 for day in held[ROUNDS[0]])
    assert held[ROUNDS[1]] == [
        (day.date - MADE_ON).days for day in plan.days if ROUNDS[1] in [one.title for one in day.tasks]
    ]


def test_two_rounds_of_one_day_take_turns():
    rounds = [showing(1, 2, SLUGS[0], drilled="drill-0"), showing(2, 2, SLUGS[1], drilled="drill-1")]
    seen = after(a_plan(), *rounds, today=2)
    assert [one.ref for one in seen.days[2].tasks[:2]] == ["drill-1", "drill-0"]  # the newest first
    assert [one.ref for one in seen.days[3].tasks[:2]] == [SLUGS[1], SLUGS[0]]


def test_on_the_evening_before_the_interview_nothing_is_planned_anew():
    plan = a_plan(interview=on(6))
    assert after(plan, showing(1, 5, SLUGS[0]), today=5) is plan


def test_a_plan_that_rounds_changed_is_made_anew_from_what_was_first_planned():
    rounds = showing(1, 2, SLUGS[0]), showing(2, 3, SLUGS[1])
    seen = after(a_plan(), rounds[0], today=2)
    assert after(seen, *rounds, today=3) == after(a_plan(), *rounds, today=3)
    assert after(seen, today=3) == a_plan()
