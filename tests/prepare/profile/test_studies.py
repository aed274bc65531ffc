"""Education: which name is the degree, which the school, and where the next study begins."""

import pytest
from tests.prepare.profile.reading import cv, profile_of

LEEDS = ("MSc", "Statistics", "University of Leeds", "2018")
YORK = ("BSc", "Mathematics", "University of York", "2016")
SECTIONS = {
    "Certificate, Example Online Bootcamp, 2022": [("Certificate", None, "Example Online Bootcamp", "2022")],
    "Example Online Bootcamp\nCertificate in Machine Learning, 2022": [
        ("Certificate", "Machine Learning", "Example Online Bootcamp", "2022")
    ],
    "MSc Statistics, University of Leeds, 2018; BSc Mathematics, University of York, 2016": [LEEDS, YORK],
    "- MSc Statistics, University of Leeds, 2018\n- BSc Mathematics, University of York, 2016": [LEEDS, YORK],
    "University of Leeds: MSc Statistics, 2018": [LEEDS],
    "MSc Statistics, University of Leeds\n2016 – 2018\nThesis: bandits\nMEng Imperial College London, Physics": [
        LEEDS, ("MEng", "Physics", "Imperial College London", None),
    ],
    "MSc Statistics, University of Leeds\n2016 – 2018\n- Master's thesis at the University of York": [LEEDS],
}  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_degree_area_school_and_year_of_every_study(section):
    profile = profile_of(
        cv("Engineer, Tidal\nJan 2020 – Present\n- Ran it", rest=f"Education\n\n{section}\n")
    )
    found = [
        (str(one.degree), str(one.area) if one.area else None, str(one.institution), one.period.end)
        for one in profile.studies
    ]
    assert found == SECTIONS[section]
