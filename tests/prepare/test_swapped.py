import pytest
from tests.prepare.profile.reading import cv, document_of

from greenroom.errors import InputError
from greenroom.prepare.swapped import check_not_swapped, looks_like_cv, looks_like_posting

CV = document_of(
    cv(
        "Engineer, Tidal\nJan 2020 – Present\n- Cut costs by 20%",
        rest="Skills\n\nPython, Go\n\nEducation\n\nMSc Statistics, University of Leeds (2014 – 2015)\n",
    )
)
POSTING = document_of(
    "Senior ML Engineer\n\nAbout us\n\nWe are looking for an engineer to join our team.\n\nResponsibilities\n\n- You will own the ranking service\n\n"
    "Requirements\n\n- 5 years of experience with Python\n- You have shipped models\n\nBenefits\n\nWe offer 30 days of holiday. We are an equal opportunity employer.\n",
    "posting.txt",
)


def test_each_looks_like_what_it_is():
    assert looks_like_cv(CV) > 0.5 > looks_like_cv(POSTING)
    assert looks_like_posting(POSTING) > 0.5 > looks_like_posting(CV)


def test_the_right_order_passes_and_the_wrong_one_is_named():
    check_not_swapped(CV, POSTING)
    check_not_swapped(CV, CV)
    with pytest.raises(InputError) as caught:
        check_not_swapped(POSTING, CV)
    assert caught.value.code == "swapped"
    assert "posting.txt looks like a job description" in str(caught.value)
