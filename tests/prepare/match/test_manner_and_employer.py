"""What is judged in person, and what only words about an employer answer."""

import pytest
from tests.prepare.match.making import cited, one, profile

from greenroom.model.match import Judged, RequirementMatch, Strength
from greenroom.model.profile import Job, Profile


@pytest.mark.parametrize(
    "text",
    [
        "Strong stakeholder management and project management skills",
        "Comfortable in a high-growth, fast-paced, agile environment",
        "Ability to work with ambiguity",
        "Relentless problem solver",
        "Thrives in a matrixed environment",
        "Ability to influence without authority",
    ],
)
def test_manner_is_judged_in_person_and_never_a_gap(text):
    found = one(profile("Trained churn models", listed=("Agile",)), text)
    assert found.judged is Judged.IN_PERSON
    assert not found.is_gap


@pytest.mark.parametrize(
    "text",
    [
        "Experience with cloud environments such as AWS",
        "Experience with project management of machine learning work",
        "Deploying models in an agile Kubernetes environment",
    ],
)
def test_work_named_beside_manner_is_judged_by_evidence(text):
    assert one(profile("Trained churn models"), text).judged is Judged.BY_EVIDENCE


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Excellent communication skills", "Presented results to clinicians every month"),
        ("Strong project management skills", "Ran three squads over two releases"),
        ("Ability to work with ambiguity", "Prototyped the triage bot from scratch in three weeks"),
        ("Excellent communication skills", "Taught algebra to adults"),
    ],
)
def test_the_bullets_that_speak_for_manner_are_offered(asked, told):
    found = one(profile("Kept the lights on", told), asked)
    assert [e.quote.text for e in found.evidence] == [told]
    assert told in found.action


def test_a_bullet_that_names_a_soft_skill_shows_it():
    found = one(
        profile("Led stakeholder management for the claims platform"), "Strong stakeholder management"
    )
    assert (found.judged, found.strength) == (Judged.BY_EVIDENCE, Strength.SHOWN)


def employed(
    requirement: str, *bullets: str, employer: str = "Acme", title: str = "AI Engineer"
) -> RequirementMatch:
    job = Job(employer=cited(employer), title=cited(title), bullets=tuple(cited(b) for b in bullets))
    return one(Profile(language="en", jobs=(job,)), requirement)


EMPLOYERS = (
    "Previous experience in zero-to-one or scaling-stage AI companies",
    "Startup experience",
    "Experience in finance industry",
    "Experience within the pharmaceutical industry",
)


@pytest.mark.parametrize("asked", EMPLOYERS)
def test_a_skill_says_nothing_of_an_employer(asked):
    found = employed(asked, "Built an AI assistant and forecast models")
    assert found.judged is Judged.BY_EVIDENCE
    assert found.strength is Strength.MISSING
    assert "which of your employers" in found.action


@pytest.mark.parametrize(
    ("asked", "bullet", "employer"),
    [
        (EMPLOYERS[0], "First engineer at a seed-stage company", "Acme"),
        (EMPLOYERS[1], "Built the claims bot of a 20-person startup", "Acme"),
        (EMPLOYERS[2], "Built forecast models", "Northern Bank"),
    ],
)
def test_words_about_the_employer_show_it(asked, bullet, employer):
    assert employed(asked, bullet, employer=employer).strength is Strength.SHOWN


def test_a_field_in_a_bullet_is_next_to_it():
    found = employed("Experience in finance industry", "Built a model of mortgage arrears")
    assert found.strength is Strength.ADJACENT


def test_both_needs_both():
    asked = "Experience working in both startups and larger organizations"
    assert employed(asked, "Second hire of a startup").strength is Strength.ADJACENT


@pytest.mark.parametrize(
    "asked",
    [
        "5+ years of industry experience in engineering",
        "Experience with Kubernetes in a startup company",
        "Knowledge of industry standards",
    ],
)
def test_what_is_not_about_the_employer(asked):
    assert "which of your employers" not in employed(asked, "Taught chemistry").action
