"""The candidate's own name and what they call themselves are no job, also where no heading parts them from the jobs."""

from __future__ import annotations

import pytest
from tests.prepare.profile.reading import profile_of

JOBS = """
ML Engineer, Brightfin, London
Mar 2021 - Present
- Built a fraud model that saved 2m EUR a year
- Cut latency from 90 ms to 20 ms

Data Scientist, Kontour Health, Leeds
Jan 2018 - Feb 2021
- Forecast demand for 400 shops

Education
MSc Computer Science, University of Leeds, 2017

Skills
Python, PyTorch, Kafka
"""
READ = [("ML Engineer", "Brightfin"), ("Data Scientist", "Kontour Health")]


def jobs(text):
    return [
        (one.title and one.title.text, one.employer and one.employer.text) for one in profile_of(text).jobs
    ]


@pytest.mark.parametrize("contact", ["", "\nLeeds, UK\n", "\nmarta.oyelaran@example.com | Leeds, UK\n"])
@pytest.mark.parametrize("experience", ["", "\nExperience\n"])
@pytest.mark.parametrize(
    "head",
    [
        "Marta Oyelaran, ML Engineer",
        "Marta Oyelaran, Senior Machine Learning Engineer, 8 years in fintech",
        "MARTA OYELARAN, Senior Machine Learning Engineer",
        "Marta Oyelaran - Senior ML Engineer",
        "Marta Oyelaran | ML Engineer",
        "Marta Oyelaran / ML Engineer",
        "Marta Oyelaran (ML Engineer)",
        "Marta Oyelaran — Engineering Manager, Machine Learning",
        "Marta Oyelaran, AI Product Manager, London",
        "Marta Oyelaran\nMachine Learning Engineer",
    ],
)
def test_a_name_followed_by_a_title_is_nobodys_employer(head, contact, experience):
    text = f"{head}\n{contact}{experience}{JOBS}"
    assert jobs(text) == READ
    assert profile_of(text).name.text.casefold() == "marta oyelaran"


@pytest.mark.parametrize("name", ["Kim Lee", "Jan van Dijk", "Ana de la Cruz"])
def test_short_names_and_particles_are_names(name):
    text = f"{name}, Data Scientist\n{JOBS}"
    assert jobs(text) == READ
    assert profile_of(text).name.text == name


def test_a_job_in_the_block_of_the_name_stays():
    assert jobs("Marta Oyelaran, ML Engineer\n" + JOBS.lstrip("\n")) == READ
