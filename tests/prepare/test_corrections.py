import pytest
from tests.prepare.profile.reading import TODAY, VOCABULARY, cv, document_of, profile_of

from greenroom.errors import InputError
from greenroom.prepare.corrections import apply_corrections, to_yaml

TEXT = cv(
    "Engineer, Tidal\nJan 2020 – Dec 2020\n- Cut costs by 20% with Kafka\n- Led 4 engineers",
    rest="Skills\n\nLanguages: Python, Go\n",
)


def _applied(yaml_text):
    return apply_corrections(
        profile_of(TEXT), yaml_text, document=document_of(TEXT), vocabulary=VOCABULARY, today=TODAY
    )


def test_an_unchanged_profile_comes_back_the_same():
    profile = profile_of(TEXT)
    assert _applied(to_yaml(profile)) == profile


def test_text_that_the_user_typed_has_no_span_and_the_rest_keeps_its_place():
    corrected = _applied(to_yaml(profile_of(TEXT)).replace("employer: Tidal", "employer: Tidal Robotics"))
    assert corrected.jobs[0].employer.text == "Tidal Robotics"
    assert corrected.jobs[0].employer.span is None
    assert corrected.jobs[0].title == profile_of(TEXT).jobs[0].title


def test_corrected_text_that_stands_in_the_document_is_cited():
    corrected = _applied(to_yaml(profile_of(TEXT)).replace("headline: null", "headline: Engineer"))
    assert corrected.headline.span is not None


def test_what_follows_from_dates_and_bullets_is_worked_out_again():
    yaml_text = (
        to_yaml(profile_of(TEXT)).replace("end: 2020-12", "end: 2021-12").replace("  - Led 4 engineers\n", "")
    )
    corrected = _applied(yaml_text.replace("end: '2020-12'", "end: 2021-12"))
    assert corrected.total_months == 24
    assert corrected.people_led is None


@pytest.mark.parametrize(
    "bad", ["jobs: [", "jobs:\n- boss: me\n", "jobs:\n- title: Engineer\n  start: soon\n", "- 1\n- 2\n"]
)
def test_bad_corrections_say_what_is_wrong(bad):
    with pytest.raises(InputError) as caught:
        _applied(bad)
    assert caught.value.code == "bad_corrections"
