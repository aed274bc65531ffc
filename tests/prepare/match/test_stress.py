"""Every number in the CV gets the attack that fits it, and quotes the CV."""

import pytest

from greenroom.model.document import Cited, Span
from greenroom.model.match import PART_WORDS
from greenroom.model.profile import ImpactClaim, Job, Profile
from greenroom.prepare.match.stress import stress_tests


def profile(*bullets: str) -> Profile:
    cited, at = [], 0
    for text in bullets:
        cited.append(Cited(text=text, span=Span(start=at, end=at + len(text))))
        at += len(text) + 1
    return Profile(language="en", jobs=(Job(employer=None, title=None, bullets=tuple(cited)),))


@pytest.mark.parametrize(
    ("bullet", "number", "word"),
    [
        ("Cut false positives by 30%", "30%", "of what"),
        ("Saved $1.2M a year in GPU cost", "$1.2M", "finance"),
        ("Brought p99 latency from 120 ms to 80 ms", "p99 latency from 120 ms to 80 ms", "median or a tail"),
        ("Cut search latency from 120 ms to 80 ms", "from 120 ms to 80 ms", "median or a tail"),
        ("Cut the error rate from 6.8% to 1.1%", "from 6.8% to 1.1%", "over which period"),
        ("Saved GBP 1.3M a year", "GBP 1.3M", "finance"),
        ("Raised AUC to 0.91 on fraud", "AUC to 0.91", "live traffic"),
        ("Led a team of 6", "team of 6", "hire"),
        ("Served 40M users", "40M users", "broke first"),
        ("Made training 3x faster", "3x", "compared with what"),
        ("Reduced alerts to 250", "250", "counted"),
        ("Shipped to 4,200 clinicians", "4,200 clinicians", "counted"),
        ("Collaborated in a team of 10 people", "10 people", "counted"),
        ("负责日活 300万用户 的推荐", "300万用户", "broke first"),
    ],
)
def test_each_kind_of_number_invites_its_own_attack(bullet, number, word):
    found = {t.number.text: t for t in stress_tests(profile(bullet))}
    assert number in found, sorted(found)
    assert word in found[number].attack
    assert found[number].defence


def test_years_and_bare_digits_are_not_claims():
    assert stress_tests(profile("Joined in 2021 as engineer 2 of the platform group")) == ()


def test_the_number_stands_where_its_span_says():
    text = "Grew revenue by 12% and cut churn by 3.5%"
    found = stress_tests(profile("An earlier bullet", text))
    whole = f"An earlier bullet\n{text}"
    assert [t.number.text for t in found] == ["12%", "3.5%"]
    for test in found:
        assert test.number.span is not None
        assert whole[test.number.span.start : test.number.span.end] == test.number.text


def test_what_the_claim_lacks_is_said():
    base = profile("Cut false positives by 30%")
    bullet = base.jobs[0].bullets[0]
    claim = ImpactClaim(statement=bullet, job=0, metric=bullet, change=bullet)
    (test,) = stress_tests(base.model_copy(update={"impact_claims": (claim,)}))
    assert "baseline" in test.missing
    assert "metric" not in test.missing


def test_every_missing_part_has_words():
    claims = stress_tests(profile("Cut false positives by 30%", "Saved $1.2M a year"))
    assert all(test.missing for test in claims)
    words = [word for test in claims for word in test.missing_in_words]
    assert words
    assert not any("_" in word for word in words)
    assert set(PART_WORDS) >= set(ImpactClaim(statement=claims[0].claim, job=0).missing)


def test_a_fact_told_twice_is_one_number():
    person = profile("Lead 17 people in three squads", "Cut latency by 30%", "Raised click rate by 30%")
    summary = Cited(text="Manager who has led teams of up to 17", span=None)
    found = stress_tests(person.model_copy(update={"summary": summary}))
    assert [t.number.text for t in found] == ["17 people", "30%", "30%"]
    assert found[0].where != "Summary"


@pytest.mark.parametrize("sure", ["p = 0.004", "p < 0.01", "95% CI 1.1 to 3.7", "± 0.3"])
def test_how_sure_a_figure_is_is_no_figure(sure):
    found = stress_tests(profile(f"Raised conversion by 2.4% ({sure})"))
    assert "2.4%" in [t.number.text for t in found]
    assert not any(t.number.text in {"0.004", "0.01", "95%", "0.3"} for t in found)


def test_a_bracket_belongs_to_its_bullet():
    found = stress_tests(profile("Delivered a ranking platform", "(+2.4% conversion, p = 0.004)."))
    assert [(t.claim.text, t.number.text) for t in found] == [("Delivered a ranking platform", "2.4%")]
