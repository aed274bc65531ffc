"""What is held up to a candidate, and what is left alone: precision before recall."""

import pytest

from greenroom.interview.contradiction import contradictions
from greenroom.interview.denial import denials
from greenroom.interview.remark import Why
from greenroom.interview.unplanned import unplanned
from greenroom.interview.unreasoned import unreasoned
from greenroom.interview.vague import vague


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("The tail of the model is at 80 ms.", "The tail of the model is at 200 milliseconds."),
        ("We have a budget of $20k for labels.", "The budget for labels is $50k."),
        ("The pilot has 20 users.", "The pilot has 30 users."),
        ("I roll back when approval drops by 2%.", "I roll back when approval drops by 5%."),
        ("We would use Kafka for the events.", "We would not use Kafka for the events."),
        ("We have a budget for labels.", "We don't have a budget for labels."),
    ],
)
def test_what_cannot_both_hold_is_seen(earlier, now):
    found = list(contradictions(["Something else was said.", earlier], [now]))
    assert [one.quotes for one in found] == [(earlier, now)]


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ("Training takes 10 hours.", "Serving takes 20 hours."),  # other things
        ("The pilot has 20 users.", "The pilot has 20 users."),  # the same
        ("The tail is at 80 ms.", "The tail is at 0.2 percent."),  # other units
        ("The pilot has 20 users.", "If it works, the pilot has 30 users."),  # a case
        ("The pilot has 20 users.", "Later the pilot has 30 users."),  # a change
        ("The pilot has 20 users.", "Sorry, the pilot has 30 users."),  # taken back openly
        ("The pilot has 20 users.", "The pilot has between 10 and 30 users."),  # a range
        ("The pilot has 20 users.", "Does the pilot have 30 users?"),
        ("We would use Kafka for the events.", "We would not use Kafka for the features."),
        ("I would not block it.", "I would not block it."),
        ("The first team has 5 engineers.", "The second team has 9 engineers."),
    ],
)
def test_what_can_both_hold_is_left_alone(earlier, now):
    assert not list(contradictions([earlier], [now]))


@pytest.mark.parametrize(
    "said", ["We have no budget.", "There is no monitoring today.", "We don't have any labels."]
)
def test_what_is_said_not_to_be_there_is_seen(said):
    assert [one.quotes for one in denials(["I looked.", said])] == [(said,)]


@pytest.mark.parametrize(
    "told",
    [
        ["We have no budget, so I would label 200 rows myself."],
        ["We have no budget.", "So I would label 200 rows myself."],
        ["We have no budget.", "I'd label 200 rows myself."],
        ["I have no doubt that it works."],
        ["There is no need to hurry."],
        ["Is there no budget?"],
    ],
)
def test_what_is_drawn_from_it_or_an_idiom_is_left_alone(told):
    assert not list(denials(told))


@pytest.mark.parametrize(
    "said",
    [
        "I'd use Kafka for the events.",
        "We would deploy it on Kubernetes.",
        "We went with Pinecone.",
        "Then we deploy it with vLLM.",
        "It was based on LangChain.",
        "Agentic RAG with a knowledge graph in Neo4j, LlamaIndex and LoRA.",
        "MLOps best practices, guardrails and a feature store on Kubernetes.",
        "The threshold is handled with reinforcement learning.",
    ],
)
def test_a_choice_without_a_reason_is_seen(said):
    assert [one.why for one in unreasoned(["First.", said, "Next I would test."])] == [Why.REASON]


@pytest.mark.parametrize(
    "told",
    [
        ["I'd use Kafka because the events come in bursts."],
        ["I'd use Kafka for the events.", "That way nothing is lost in a burst."],
        ["I'd use Kafka rather than a table."],
        ["I would not use Kafka here."],
        ["They use Kafka for the events."],
        ["I would use ray tracing."],
        ["I would use a queue."],
        ["I'd put them in a vector database like Pinecone."],  # an example
        ["If that is not enough I would move to Spark or Dask."],  # nothing is chosen yet
        ["I would move from Kafka to files."],
        ["Nulls, PSI and Kafka lag at 5 percent wake somebody."],  # a figure says what is done with them
        ["Kafka, Redis and Kubernetes are there because the platform team runs them."],
        ["I asked Henrik, Farid and Anna what they want."],
    ],
)
def test_a_reason_or_nobody_s_choice_is_left_alone(told):
    assert not list(unreasoned(told))


def test_what_the_candidate_was_told_is_not_their_choice():
    assert not list(unreasoned(["I'd use Kafka for the events."], known="Events come from Kafka."))


PLAN = [
    "I would train it on last year.",
    "We look at the worst cases.",
    "Then we'd launch it to all.",
    "Done.",
]
SOUGHT = ["Names a rollback and who is alerted.", "States what it costs in dollars."]


def test_a_plan_without_a_part_is_seen_where_a_criterion_asks_for_it():
    assert [(one.why, place) for one, place in unplanned(PLAN, SOUGHT)] == [(Why.TROUBLE, 0), (Why.GROWTH, 1)]
    assert not list(unplanned(PLAN, ["Names a metric."]))


def test_a_plan_that_has_it_is_left_alone_and_so_is_what_is_no_plan():
    whole = [*PLAN, "We monitor it, roll back at 2% and spend $300 a month."]
    assert not list(unplanned(whole, SOUGHT))
    assert not list(unplanned(PLAN[:3], SOUGHT))
    assert not list(unplanned(["I asked them what they want."] * 5, SOUGHT))
    assert not list(unplanned([*PLAN[:2], "I would certainly not launch it.", "Done."], SOUGHT))
    assert not list(unplanned([*PLAN[:2], "Before we'd launch it I ask legal.", "Done."], SOUGHT))


def test_vague_words_are_seen_and_figures_are_not():
    told = ["It got much faster.", "It got 40 percent faster.", "We built it.", "I built it."]
    assert [(one.why, one.quotes[0]) for one in vague(told)] == [
        (Why.HOW_MUCH, told[0]),
        (Why.WHO, told[2]),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "There was a lot of documentation.",
        "I'd go for quick wins first.",
        "I'd ask how many of them are slow.",
        "If it gets faster, we keep it.",
        "The results are not better.",
        "Does it run faster?",
        "I would improve the prompt.",
        "I'd try to be fast.",
        "Such things should be improved.",
    ],
)
def test_a_word_of_amount_that_claims_nothing_has_no_size_to_ask_for(said):
    assert not list(vague([said]))


@pytest.mark.parametrize(
    "said",
    ["The controller became slower.", "Adoption was lower.", "It improved retention.", "It scales well."],
)
def test_a_claim_of_size_without_a_figure_is_asked_for_it(said):
    assert [one.why for one in vague([said])] == [Why.HOW_MUCH]


@pytest.mark.parametrize(
    ("said", "is_done"),
    [
        ("We'd built a chatbot over documents.", True),
        ("Then we launched it.", True),
        ("In September we showed it to them.", True),
        ("We'd set up a weekly report.", False),  # a plan
        ("If we shipped all of it, trips would be booked wrong.", False),  # a case
        ("We need Spark.", False),
        ("I check the letters we received.", False),
        ("We hoped for the best.", False),
    ],
)
def test_only_of_what_was_done_a_part_can_have_been_somebody_s(said, is_done):
    assert [one.why for one in vague([said])] == [Why.WHO] * is_done
