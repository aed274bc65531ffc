from tests.prepare.profile.reading import cv, profile_of

from greenroom.model.profile import Profile
from greenroom.prepare.json_resume import to_json_resume

TEXT = cv(
    "Engineer, Tidal\nJan 2020 – Present\n- Cut costs by 20% with Kafka",
    rest="Skills\n\nLanguages: Python, Go\n\nEducation\n\nMSc Statistics, University of Leeds (2014 – 2015)\n",
)


def test_the_fields_of_json_resume():
    resume = to_json_resume(profile_of(TEXT))
    assert resume["basics"]["name"] == "Marta Oyelaran"
    assert resume["work"] == [
        {
            "name": "Tidal",
            "position": "Engineer",
            "startDate": "2020-01",
            "highlights": ["Cut costs by 20% with Kafka"],
        }
    ]
    assert resume["skills"] == [{"name": "Languages", "keywords": ["Python", "Go"]}]
    assert resume["education"][0]["institution"] == "University of Leeds"


def test_the_whole_profile_stands_under_meta_with_its_spans():
    profile = profile_of(TEXT)
    assert Profile.model_validate(to_json_resume(profile)["meta"]["greenroom"]["profile"]) == profile


def test_what_is_unknown_is_left_out():
    assert "phone" not in to_json_resume(profile_of("Ana Ruiz\nana@example.org\n"))["basics"]
