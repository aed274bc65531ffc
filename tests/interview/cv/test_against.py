"""What is held against a CV and what is left alone: a false alarm is worse than a miss."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interview.cv.cvs import CV, LINES, NEW, OLD, OLDER, TODAY

from greenroom.interview.cv.against import differences, unlisted
from greenroom.model.cv import CvClaims, CvJob


def found(said, cv=CV):
    return list(differences([said], cv, TODAY))


@pytest.mark.parametrize(
    ("kind", "said", "cv"),
    [
        ("figure", "We cut the median pickup-time error from 5.2 to 1.1 minutes with a gradient-boosted model.", LINES[0]),
        ("figure", "I led a team of fourteen engineers through the move to a shared feature store.", LINES[2]),
        ("figure", "In the fraud model I reduced false positives by more than 60% at the same recall.", OLDER[0]),
        ("years", "I have twelve years of experience in machine learning.", OLD.dates),
        ("years", "I have been building models for over eleven years.", OLD.dates),
        ("title", "I was head of machine learning at Ostrava Pay.", OLD.title),
        ("title", "At Kestrel, I was the chief technology officer.", NEW.title),
        ("title", "As vice president of data at Kestrel Mobility I owned pricing.", NEW.title),
        ("dates", "I joined Kestrel Mobility in 2018.", NEW.dates),
        ("dates", "I was at Ostrava Pay for six years.", OLD.dates),
        ("dates", "I worked at Ostrava Pay from 2015 to 2022.", OLD.dates),
        ("dates", "I left Ostrava Pay in 2024.", OLD.dates),
    ],
)  # fmt: skip
def test_what_the_cv_says_otherwise_is_found_with_both_quotes(kind, said, cv):
    (one,) = found(said)
    assert (one.kind, one.cv, one.said) == (kind, cv, said)


@pytest.mark.parametrize(
    "said",
    [
        "We cut the median pickup-time error from about five to three minutes with a gradient-boosted model.",  # rounded
        "We cut the median pickup-time error by 40% with a gradient-boosted model.",  # worked out from both
        "False positives of the fraud model went down by more than a third, more than 35%, at the same recall.",  # a bound that holds
        "Our target was to cut the median pickup-time error to 1 minute.",  # a plan
        "If we cut the median pickup-time error to 1 minute, they would notice.",  # a case
        "In the pilot we cut the median pickup-time error to 1 minute.",  # a part
        "At peak the pricing service took 9,000 requests per second.",  # another moment
        "A competitor has a team of 14 engineers on a shared feature store.",  # somebody else
        "Did I cut the median pickup-time error to 1 minute?",
        "I did not lead a team of 14 engineers through the move to a shared feature store.",
        "I have about seven years of experience in machine learning.",  # within a year
        "I have ten years of data to learn from.",
        "My manager had twenty years of experience in pricing.",
        "In ten years I want to lead a group.",
        "I was a machine learning engineer at Ostrava Pay.",  # the same title
        "I was effectively the head of machine learning at Ostrava Pay.",  # no title
        "I was the tech lead for pricing at Kestrel Mobility.",  # a part, no title
        "I reported to the chief technology officer at Kestrel Mobility.",
        "The head of data at Ostrava Pay asked me to do it.",
        "I joined Kestrel Mobility in early 2022.",
        "I was at Ostrava Pay for almost three years.",
        "I left Kestrel Mobility in 2026.",  # after the CV was written
    ],
)
def test_what_can_be_true_beside_the_cv_is_left_alone(said):
    assert not found(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Spotify", "When I was at Spotify, we had the same cold-start problem."),
        ("Uber", "At Uber I led the team that built the surge model."),
        ("Zalando", "I worked at Zalando as a product manager before this."),
        ("Stripe", "In my time at Stripe I ran the risk roadmap."),
        ("Booking", "I joined Booking in 2016."),
        ("PhD", "I did a PhD on graph neural networks."),
        ("MBA", "I hold an MBA, so the business case was easy."),
        ("Stanford", "I graduated from Stanford, where I first met this problem."),
    ],
)
def test_a_job_or_degree_the_cv_does_not_name_is_found(name, said):
    (one,) = unlisted([said, said], CV)
    assert (one.name, one.said) == (name, said)


@pytest.mark.parametrize(
    "said",
    [
        "At Netflix they run hundreds of experiments at once.",
        "At Netflix we would have had a platform for that.",
        "If I were at Google, I would use theirs.",
        "When I was at Ostrava Pay, we labelled everything by hand.",
        "When I was at Kestrel, pricing was a mess.",
        "When I was at NeurIPS, I heard a talk on this.",
        "When I was at Siemens for a client meeting, I saw their plant.",
        "I never worked at Salesforce.",
        "At Christmas I ran the pricing service alone.",
        "We bought it from Databricks after I worked with Databricks on the price.",
        "When I was at school, I learned to program.",
        "I almost did a PhD on this.",
        "I did a PhD internship.",
        "I have a master's in computer science.",
        "I did an exchange semester at Stanford.",
        "I joined Anna's team in 2023.",
    ],
)  # fmt: skip
def test_a_company_that_is_an_example_a_customer_or_a_place_to_visit_is_no_employer(said):
    assert not list(unlisted([said], CV))


def test_names_that_the_question_brings_are_no_claims():
    said = "At Lumina I led the pricing work."
    assert [one.name for one in unlisted([said], CV)] == ["Lumina"]
    assert not list(unlisted([said], CV, "You are at Lumina, a lighting company."))


def test_who_works_at_other_firms_for_a_living_may_name_them():
    consultant = CV.model_copy(update={"jobs": (OLD.model_copy(update={"title": "Consultant"}),)})
    assert not list(unlisted(["When I was at Vodafone, I built a churn model."], consultant))
    assert list(unlisted(["I worked at Vodafone as an engineer."], consultant))


def test_jobs_without_dates_give_no_years():
    vague = CV.model_copy(
        update={"jobs": (NEW, OLD, CvJob(employer="Somewhere", title="Engineer", lines=("Did things.",)))}
    )
    assert not found("I have thirty years of experience in machine learning.", vague)


def test_a_doctorate_and_years_the_cv_states_count():
    said = "I have twelve years of experience in machine learning."
    assert found(said)
    assert not found(said, CV.model_copy(update={"doctorates": (("2014-10", "2019-06"),)}))
    assert not found(said, CV.model_copy(update={"text": CV.text + "\n12+ years of experience"}))


def test_a_job_that_still_runs_is_counted_until_the_round():
    said = "I was at Kestrel Mobility for eight years."
    assert list(differences([said], CV, TODAY))
    assert not list(differences([said], CV, date(2030, 1, 1)))


@given(st.text(max_size=200))
def test_without_a_cv_nothing_is_held_against_anybody(said):
    empty = CvClaims(read_on=TODAY)
    assert not list(differences([said], empty, TODAY))
    assert not list(unlisted([said], empty))


@given(st.permutations([*LINES, *OLDER]), st.sampled_from(["", "I ", "At Kestrel Mobility, "]))
def test_lines_of_the_cv_said_back_never_differ(lines, before):
    assert not list(differences([before + one for one in lines], CV, TODAY))
    assert not list(unlisted([before + one for one in lines], CV))
