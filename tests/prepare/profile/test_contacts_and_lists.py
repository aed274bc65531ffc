from tests.prepare.profile.reading import cv, profile_of

JOB = "Engineer, Tidal\nJan 2020 – Present\n- Moved the event stream to Kafka and wrote Go services"


def test_name_contacts_and_place_from_the_header():
    profile = profile_of(cv(JOB))
    assert str(profile.name) == "Marta Oyelaran"
    assert str(profile.email) == "marta.oyelaran@example.com"
    assert str(profile.phone) == "+44 7700 900123"
    assert str(profile.location) == "Leeds, UK"


def test_years_and_identifiers_are_no_phone_numbers():
    profile = profile_of(
        "Ana Ruiz\nana@example.org · orcid.org/0000-0002-1825-0097 · github.com/ana\n\nExperience\n\n"
        "Engineer, Tidal\n2018 - 2020\n- Ran 1,200,300 jobs a day\n"
    )
    assert profile.phone is None
    assert [str(link) for link in profile.links] == ["orcid.org/0000-0002-1825-0097", "github.com/ana"]


def test_a_referee_is_not_the_candidate():
    profile = profile_of(
        cv(JOB, rest="References\n\nProf. Ada Byron, a.byron@university.example, +44 1632 960001\n").replace(
            "marta.oyelaran@example.com | +44 7700 900123 | ", ""
        )
    )
    assert profile.email is None
    assert profile.phone is None
    assert "No e-mail address was found." in profile.warnings


def test_skills_are_split_with_their_groups_and_known_ones_have_ids():
    profile = profile_of(
        cv(JOB, rest="Skills\n\nLanguages: Python, SQL (Postgres, MySQL)\nML: PyTorch, scikit-learn\n")
    )
    listed = [(claim.group, str(claim.name), claim.skill) for claim in profile.skills if claim.listed]
    assert listed == [
        ("Languages", "Python", "python"),
        ("Languages", "SQL (Postgres, MySQL)", None),
        ("ML", "PyTorch", "pytorch"),
        ("ML", "scikit-learn", None),
    ]


def test_skills_in_running_text_are_found_once_and_marked_as_not_listed():
    profile = profile_of(cv(JOB, rest="Skills\n\nPython\n"))
    assert [(str(claim.name), claim.skill) for claim in profile.skills if not claim.listed] == [
        ("Kafka", "kafka"),
        ("Go", "go"),
    ]


def test_education_is_taken_apart():
    profile = profile_of(
        cv(
            JOB,
            rest="Education\n\nBachelor of Science in Sociology, Trinity College Dublin (1993 – 1997)\n- sociology of risk\n",
        )
    )
    (study,) = profile.studies
    assert (str(study.degree), str(study.area), str(study.institution)) == (
        "Bachelor of Science",
        "Sociology",
        "Trinity College Dublin",
    )
    assert (study.period.start, study.period.end) == ("1993", "1997")


def test_lists_of_publications_awards_certificates_and_languages():
    profile = profile_of(
        cv(
            JOB,
            rest=(
                "Publications\n\n- A note on queues, 2019\n- Checkpointing, 2022\n\nAwards\n\n- Best paper (2022)\n\n"
                "Certificates\n\n- Scrum Product Owner, 2021\n\nLanguages\n\nKazakh, Russian (native), English (B2)\n"
            ),
        )
    )
    assert [item.text for item in profile.publications] == ["A note on queues, 2019", "Checkpointing, 2022"]
    assert [item.text for item in profile.awards] == ["Best paper (2022)"]
    assert [item.text for item in profile.certificates] == ["Scrum Product Owner, 2021"]
    assert [item.text for item in profile.languages] == ["Kazakh", "Russian (native)", "English (B2)"]


def test_skills_set_side_by_side_are_told_apart_where_all_are_known():
    profile = profile_of(
        cv(JOB, rest="Skills\n\nPython Tooling, Rust\nPython PyTorch Kafka Go\nRust Zig Ada\n")
    )
    listed = [str(claim.name) for claim in profile.skills if claim.listed]
    assert listed == ["Python Tooling", "Rust", "Python", "PyTorch", "Kafka", "Go", "Rust Zig Ada"]
    assert [claim.skill for claim in profile.skills][2:6] == ["python", "pytorch", "kafka", "go"]
