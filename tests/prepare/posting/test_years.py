from __future__ import annotations

import pytest

from greenroom.prepare.posting.years import years_asked


@pytest.mark.parametrize(
    ("statement", "years"),
    [
        ("5+ years of Python", 5),
        ("3-5 years of experience", 3),
        ("three to five years in a similar role", 3),
        ("At least five (5) years", 5),
        ("8 years in software, 3 years managing", 8),
        ("au moins 3 ans d'expérience", 3),
        ("3年以上经验", 3),
        ("Programming experience 5+", 5),
        ("1.5 years of MLOps", 1.5),
        ("grew over the past 40 years", None),
        ("$50 years", None),
        ("a team of 5+ people", None),
        ("Python and SQL", None),
    ],
)
def test_the_least_years_asked(statement, years):
    assert years_asked(statement) == years
