import pytest

from greenroom.prepare.profile.headings import Kind, kind_of

HEADINGS = {
    "WORK EXPERIENCE": Kind.EXPERIENCE,
    "Professional Experience:": Kind.EXPERIENCE,
    "Employment History": Kind.EXPERIENCE,
    "P R O F I L E": Kind.SUMMARY,
    "E X P E R I E N C E": Kind.EXPERIENCE,
    "é COMPÉTENCES": Kind.SKILLS,
    "EXPÉRIENCES PROFESSIONELLES": Kind.EXPERIENCE,
    "Centres d’intérêt": Kind.INTERESTS,
    "Formation": Kind.EDUCATION,
    "工作经历": Kind.EXPERIENCE,
    "工 作 经 历": Kind.EXPERIENCE,
    "项目经历": Kind.PROJECTS,
    "教育背景": Kind.EDUCATION,
    "Volunteer Experience": Kind.VOLUNTEERING,
    "Skills & Awards": Kind.SKILLS,
    "Selected Honors": Kind.AWARDS,
    "Key skills and technologies": Kind.SKILLS,
    "Invited Talks": Kind.PUBLICATIONS,
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_is_known_by_its_words(text):
    assert kind_of(text) is HEADINGS[text]


@pytest.mark.parametrize(
    "text",
    [
        "Project Manager",
        "Data Science Intern",
        "Head of Education Products",
        "Diplôme d’ingénieur",
        "Experience with Kafka, 2019",
        "负责工作经历模块的开发，提升了转化率",
        "A Day of My Life",
    ],
)
def test_other_lines_are_no_headings(text):
    assert kind_of(text) is None
