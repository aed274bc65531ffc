"""A posting whose title, company and place stand in one line, or the last two with a stroke between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.prepare.posting import read_posting

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")
BODY = """

You will design, train and ship fraud detection models that decide in milliseconds, and keep them right for years.

What you will do
- Build and run machine learning models in production
- Work with data engineers on recommendation and feature pipelines

What we ask
- 4+ years of experience with Python and machine learning
- Experience with PyTorch or TensorFlow
- Good SQL and experience with Kubernetes
"""


def read(head):
    document = FileReader().read((head + BODY).encode(), name="pasted text", purpose="posting")
    posting = read_posting(document, vocabulary=VOCABULARY)
    return tuple(one and one.text for one in (posting.title, posting.company, posting.location))


@pytest.mark.parametrize(
    ("line", "title", "company", "place"),
    [
        ("ML Engineer, Acme, Berlin", "ML Engineer", "Acme", "Berlin"),
        ("AI Engineer, Northwind Robotics, Paris, France", "AI Engineer", "Northwind Robotics", "Paris, France"),
        ("Senior ML Engineer, Kontour Health, Boston, MA", "Senior ML Engineer", "Kontour Health", "Boston, MA"),
        ("ML Engineer (m/f/d), Acme GmbH, Munich, Germany (hybrid)", "ML Engineer (m/f/d)", "Acme GmbH", "Munich, Germany"),
        ("ML Engineer, Search, Acme, Berlin", "ML Engineer, Search", "Acme", "Berlin"),
        ("Engineering Manager, Machine Learning, Brightfin, Dublin", "Engineering Manager, Machine Learning", "Brightfin", "Dublin"),
        ("AI/ML Engineer / Brightfin / Amsterdam", "AI/ML Engineer", "Brightfin", "Amsterdam"),
        ("ML Engineer at Acme, Berlin", "ML Engineer", "Acme", "Berlin"),
        ("Staff ML Engineer, Kontour, Remote EU", "Staff ML Engineer", "Kontour", "Remote EU"),
    ],
)  # fmt: skip
def test_title_company_and_place_in_one_line(line, title, company, place):
    assert read(line) == (title, company, place)


@pytest.mark.parametrize(
    ("line", "company", "place"),
    [
        ("Acme / Berlin", "Acme", "Berlin"),
        ("Acme Labs / London, UK", "Acme Labs", "London, UK"),
        ("Northwind/Amsterdam", "Northwind", "Amsterdam"),
        ("Northwind / Remote EU", "Northwind", "Remote EU"),
        ("Brightfin / Amsterdam / hybrid", "Brightfin", "Amsterdam"),
        ("Berlin / Munich", None, "Berlin / Munich"),
    ],
)
def test_company_and_place_under_the_title_with_a_stroke(line, company, place):
    assert read(f"Senior ML Engineer\n{line}") == ("Senior ML Engineer", company, place)


@pytest.mark.parametrize(
    ("line", "title", "place"),
    [
        ("ML Engineer, Berlin", "ML Engineer", "Berlin"),
        ("Senior ML Engineer, Fraud Detection, Berlin", "Senior ML Engineer, Fraud Detection", "Berlin"),
        ("Data Scientist, Recommendations, Madrid", "Data Scientist, Recommendations", "Madrid"),
        ("Product Manager, AI, London", "Product Manager, AI", "London"),
        ("Senior ML Engineer, Fraud Detection", "Senior ML Engineer, Fraud Detection", None),
    ],
)
def test_the_field_of_a_title_is_no_company(line, title, place):
    assert read(line) == (title, None, place)


def test_the_word_location_is_no_place():
    assert read("Senior ML Engineer\nLocation")[2] is None
