"""Every number in the CV gets the attack that fits it, and quotes the CV."""

import pytest

from greenroom.model.document import Cited, Span
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
