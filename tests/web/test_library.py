"""The library and the course in the browser: lists, pieces, practice."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from tests.web.conftest import wait_for

from greenroom.content.listing import Kind
from greenroom.model.coding import CodingStep, StepKind
from greenroom.model.mock import TurnKind
from greenroom.model.report import Report
from greenroom.model.verdict import CaseVerdict, Outcome, Verdict
from greenroom.web.routes.library import quantity

LINK = re.compile(r'href="(/(?:library|course)[^"#?]*)"')


def test_pages_of_the_library_answer(client, room):
    places = {"question": "questions", "drill": "drills", "estimation": "estimations", "roleplay": "roleplays",
              "framework": "frameworks"}  # fmt: skip
    for piece in [piece for piece in room.library.search.pieces if piece.kind in places][::7]:
        assert client.get(f"/library/{places[piece.kind]}/{piece.slug}").status_code == 200
    for lesson in room.library.catalogue.lessons:
        assert client.get(f"/course/lessons/{lesson.slug}").status_code == 200
    for concept in room.library.catalogue.concepts:
        assert client.get(f"/course/concepts/{concept.slug}").status_code == 200


@pytest.mark.parametrize("start", ["/library", "/course", "/course/map"])
def test_no_link_leads_nowhere(client, start):
    for address in sorted(set(LINK.findall(client.get(start).text)))[:60]:
        assert client.get(address).status_code == 200, address


def test_the_list_is_narrowed_and_said(client, room):
    page = client.get("/library", params={"q": "rollback", "role": "ml_engineer", "kind": "question"}).text
    count = int(re.search(r"(\d+) found", page)[1])
    assert 0 < count < len(room.library.catalogue.questions)
    assert 'value="ml_engineer" selected' in page
    assert "Nothing fits" in client.get("/library", params={"q": "xylophone"}).text


def test_what_no_filter_knows_narrows_nothing(client):
    every = re.search(r"(\d+) found", client.get("/library").text)[1]
    odd = client.get("/library", params={"role": "astronaut", "level": "<b>", "kind": "poem"})
    assert re.search(r"(\d+) found", odd.text)[1] == every
    assert "<b>" not in odd.text


def test_more_is_shown_on_request(client):
    first = client.get("/library").text
    more = re.search(r'href="(/library\?[^"]*shown=[^"]*)"', first)[1].replace("&amp;", "&")
    page = client.get(more).text
    assert page.count('class="piece"') > first.count('class="piece"')
    begins = more.partition("#")[2]  # where the page opens: the first piece that was not there before
    assert f'id="{begins}"' in page
    assert f'id="{begins}"' not in first


def test_an_answer_is_rated_with_its_own_words(client, room):
    question = next(q for q in room.library.catalogue.questions if q.slug == "card-fraud-at-checkout")
    strong = next(one for one in question.exemplars if one.kind == "strong")
    page = client.post(f"/library/questions/{question.slug}", data={"answer": strong.text}).text
    assert re.search(r"[34] of 4, (lean|strong) hire", page)
    quotes = re.findall(r'<blockquote class="for">(.*?)</blockquote>', page, re.DOTALL)
    assert quotes
    weak = next(one for one in question.exemplars if one.kind == "fluent_empty")
    assert "no hire" in client.post(f"/library/questions/{question.slug}", data={"answer": weak.text}).text


def test_a_rated_answer_is_told_the_rating_ahead_and_not_the_one_it_has(client, room):
    question = next(q for q in room.library.catalogue.questions if q.slug == "card-fraud-at-checkout")
    weak = next(one for one in question.exemplars if one.kind == "weak")
    page = html.unescape(client.post(f"/library/questions/{question.slug}", data={"answer": weak.text}).text)
    judged = page[page.index('class="judged"') : page.index("After ")]
    assert "of 100 points" in judged
    for criterion in question.criteria:
        assert criterion.name in judged
        assert criterion.anchors.poor not in judged
    ahead = re.findall(r"What a (\d) does here</summary><p>(.*?)</p>", judged)
    told = {("2", c.anchors.mixed) for c in question.criteria} | {
        ("3", c.anchors.good) for c in question.criteria
    }
    assert ahead
    assert set(ahead) <= told | {("4", c.anchors.excellent_in_full) for c in question.criteria}


def test_facts_that_were_asked_for_stay_open(client):
    address = "/library/questions/card-fraud-at-checkout"
    page = client.post(address, data={"answer": "too short", "told": ["1", "3", "x"]}).text
    assert [int(n) for n in re.findall(r'value="(\d+)" checked', page)] == [1, 3]
    assert "checked" not in client.get(address).text


def test_the_shortened_address_of_a_kind_leads_to_its_list(client):
    assert client.get("/library/questions").headers["location"] == "/library?kind=question"
    assert client.get("/library/poems").status_code == 404


def test_the_next_lesson_is_one_for_the_chosen_role(client, room):
    only = next(
        one for one in room.library.catalogue.lessons if len(one.roles) == 1 and one.roles[0] != "ml_engineer"
    )
    lessons = re.findall(r'href="(/course/lessons/[^"]+)"', client.get("/course?role=ml_engineer").text)
    assert not any(only.slug in address for address in lessons)
    for address, after in pairwise(lessons):
        assert f'href="{after}">Next' in client.get(address).text
    assert "Next" not in client.get(lessons[-1]).text


@pytest.mark.parametrize("answer", ["", "  ", "no idea"])
def test_no_answer_is_not_rated(client, answer):
    page = client.post("/library/questions/card-fraud-at-checkout", data={"answer": answer}).text
    assert "too short to rate" in page
    assert "of 4," not in page


def test_what_is_typed_stays_text(client):
    told = "<script>alert(1)</script> I would roll back at once and call the team."
    page = client.post("/library/questions/card-fraud-at-checkout", data={"answer": told}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_check_of_a_lesson_is_rated(client, room):
    lesson = room.library.catalogue.lessons[5]
    page = client.post(
        f"/course/lessons/{lesson.slug}",
        data={"check": "1", "answer-1": lesson.checks[1].answer, "answer-2": "A draft of mine."},
    ).text
    assert page.count('class="judged"') == 1
    assert "A draft of mine." in page
    assert (
        client.post(f"/course/lessons/{lesson.slug}", data={"check": "9", "answer-0": "x"}).status_code == 404
    )


@pytest.mark.parametrize(("factor", "says"), [(1.0, "it passes"), (30.0, "Too high"), (0.01, "Too low")])
def test_an_estimate_is_compared(client, room, factor, says):
    estimation = room.library.catalogue.estimations[0]
    page = client.get(
        f"/library/estimations/{estimation.slug}", params={"guess": f"{estimation.answer * factor:.6f}"}
    )
    assert says in page.text
    assert "Step by step" in page.text


@pytest.mark.parametrize("guess", ["many", "-3", "0", "nan", "inf", "1e999"])
def test_what_is_no_estimate_is_said(client, room, guess):
    page = client.get(
        f"/library/estimations/{room.library.catalogue.estimations[0].slug}", params={"guess": guess}
    )
    assert "is not a number above 0" in page.text
    assert "Step by step" not in page.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40", 40),
        ("~40k GPUs", 40_000),
        ("1,200", 1200),
        ("about 2.5 million", 2.5e6),
        ("$30", 30),
        ("1e6", 1e6),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text, value):
    assert quantity(text) == value


def test_a_round_of_another_role_narrows_nothing(client):
    def found(**wanted):
        return re.search(r"(\d+) found", client.get("/library", params=wanted).text)[1]

    assert found(role="ml_engineer", round="hm-screen") == found(role="ml_engineer")


def test_the_answer_is_closed_before_a_guess(client, room):
    estimation = room.library.catalogue.estimations[0]
    assert "Step by step" not in client.get(f"/library/estimations/{estimation.slug}").text


def test_a_framework_is_filled_in_and_taken_away(client, room):
    framework = room.library.catalogue.frameworks[0]
    done = client.post(f"/library/frameworks/{framework.slug}", data={"part-0": "Cut refunds by a third"})
    assert done.headers["content-type"].startswith("text/markdown")
    assert f'filename="{framework.slug}.md"' in done.headers["content-disposition"]
    assert f"## {framework.parts[0].name}\n\nCut refunds by a third" in done.text
    assert done.text.count("(empty)") == len(framework.parts) - 1


@pytest.mark.parametrize(
    "path",
    [
        "/library/questions/nothing",
        "/course/lessons/nothing",
        "/course/concepts/nothing",
        "/library/drills/nothing",
    ],
)
def test_what_is_not_there_is_said(client, path):
    done = client.get(path)
    assert done.status_code == 404
    assert "nothing" in done.text


def test_the_map_holds_every_concept_once_and_no_two_in_one_place(client, room):
    page = client.get("/course/map").text
    places = re.findall(r'href="/course/concepts/([a-z0-9-]+)"><rect x="(\d+)" y="(\d+)"', page)
    assert {slug for slug, *_ in places} == {c.slug for c in room.library.catalogue.concepts}
    assert len({(x, y) for _, x, y in places}) == len(places)
    assert max(part.count("<tspan") for part in page.split("</a>")) <= 3, "a title is too long for its box"


def test_a_report_leads_to_its_practice(client, room):
    client.post("/sample")
    (stored,) = room.store.reports()
    wait_for(lambda: room.store.report(stored.id).state == "done", seconds=60)
    assert f"/reports/{stored.id}/practice" in client.get(f"/reports/{stored.id}").text
    page = client.get(f"/reports/{stored.id}/practice").text
    links = re.findall(r'href="(/library/questions/[^"]+)"', page)
    assert len(links) > 5
    assert links[0] == links[1], "the first question is the one to begin with"
    for address in links:
        assert client.get(address).status_code == 200
    assert client.get("/reports/nothing/practice").status_code == 404


def test_practice_and_the_report_lead_to_the_exercises_and_say_how_far_one_is(client, room):
    client.post("/sample")
    (stored,) = room.store.reports()
    wait_for(lambda: room.store.report(stored.id).state == "done", seconds=60)
    made = Report.model_validate_json(room.store.report(stored.id).report)
    page = client.get(f"/reports/{stored.id}/practice").text
    report = client.get(f"/reports/{stored.id}").text
    for one in made.exercises:
        for shown in (page, report):
            assert f'href="/code/{one.slug}"' in shown
            assert f"<code>greenroom code start {one.slug}</code>" in shown
        assert one.why.text in html.unescape(page)
    first = room.library.piece(made.exercises[0].slug, Kind.EXERCISE)
    cases = tuple(
        CaseVerdict(case=c.id, why=c.why, shown=c.shown, outcome=Outcome.ERROR) for c in first.cases
    )
    done = CodingStep(
        id="s1", exercise=first.slug, kind=StepKind.SUBMITTED, at=room.interviews.now(), code="pass"
    )
    room.store.add_coding_step(done)
    room.store.set_verdict(done.id, Verdict(cases=cases, sandbox="none"))
    page = html.unescape(client.get(f"/reports/{stored.id}/practice").text)
    assert f": 0 of {len(cases)} cases; an error on {cases[0].case}" in page
    assert f"In your plan: “Try it again: {first.title}” on " in page
    assert f"Try it again: {first.title}" in html.unescape(client.get(f"/reports/{stored.id}").text)


def test_a_drill_leads_to_an_exercise_on_its_topic(client, room):
    for drill in room.library.catalogue.drills:
        found = re.findall(r'href="/code/([a-z0-9-]+)"', client.get(f"/library/drills/{drill.slug}").text)
        held = [one for one in room.library.catalogue.exercises if set(one.roles) & set(drill.roles)]
        fits = [one.slug for one in held if drill.topics[0] in one.topics]
        assert bool(found) == bool(fits)
        assert set(found) <= set(fits)


def test_practice_begins_with_what_rounds_showed_and_leads_to_the_loop(client, room):
    client.post("/sample")
    (stored,) = room.store.reports()
    wait_for(lambda: room.store.report(stored.id).state == "done", seconds=60)
    stored = room.store.report(stored.id)
    page = f"/reports/{stored.id}/practice"
    assert "what your rounds showed" not in client.get(page).text
    made = Report.model_validate_json(stored.report)
    role = made.role
    question = next(q for q in room.library.catalogue.questions if q.role is role)
    done = room.interviews.start(question.slug)
    done = room.interviews.say(
        done.id, TurnKind.ANSWER, "I would look into it with the team and then see.", number=2
    )
    room.interviews.say(done.id, TurnKind.STOP, "", number=len(done.turns) + 1)
    shown = html.unescape(client.get(page).text)
    assert f'href="/interviews/{done.id}/debrief?read=true">{question.title}' in shown
    tomorrow = room.interviews.now().date() + timedelta(days=1)
    when = f"“{room.replanning.weak(made, stored.id)[0][1].tasks[0][1].title}” on {tomorrow:%A} {tomorrow.day} {tomorrow:%B}"
    assert when in shown
    report = html.unescape(client.get(f"/reports/{stored.id}").text)
    assert "Made anew from what a round showed" in report
    calendar = client.get(f"/reports/{stored.id}/download/ics").text
    assert "SEQUENCE:" in calendar
    debrief = html.unescape(client.get(f"/interviews/{done.id}/debrief?read=true").text)
    assert when in debrief
    assert f'href="/reports/{stored.id}#plan"' in debrief
    room.interviews.delete(done.id)
    assert "Made anew" not in client.get(f"/reports/{stored.id}").text
    begun = client.post("/loops", data={"report": stored.id})
    assert begun.headers["location"] == f"/loops/{room.loops.loops()[0].id}"
    assert room.loops.loops()[0].role is role
