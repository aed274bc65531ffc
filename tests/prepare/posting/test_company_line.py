"""The line under the title that names company and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.prepare.posting.company import company_of, location_of
from greenroom.prepare.posting.units import units_of

VOCABULARY = load_vocabulary(Path(__file__).parents[3] / "packs" / "core" / "skills.toml")


def told(line: str, below: str) -> tuple[str | None, str | None]:
    text = f"Senior Product Manager, AI Agents\n{line}\n€95k-€120k + equity\n\nAbout us\n{below}\n"
    document = FileReader().read(text.encode(), name="pasted text", purpose="posting")
    units = units_of(document, VOCABULARY)
    company, place = company_of(document, units), location_of(document, units)
    return company and company.text, place and place.text


@pytest.mark.parametrize(
    ("line", "company", "place"),
    [
        ("Fernwood (Series B, 120 people), Berlin or remote EU", "Fernwood", "Berlin or remote EU"),
        ("Fernwood, Berlin", "Fernwood", "Berlin"),
        ("Fernwood Robotics, Berlin, Germany", "Fernwood Robotics", "Berlin, Germany"),
        ("Fernwood, Paris, hybrid", "Fernwood", "Paris"),
    ],
)
def test_company_and_place_with_commas_and_brackets(line, company, place):
    assert told(line, "Fernwood builds customer-support agents for banks.") == (company, place)


@pytest.mark.parametrize("line", ["Leeds, United Kingdom", "San Francisco, CA", "Leeds, Yorkshire, England"])
def test_a_place_alone_is_no_company(line):
    city = line.split(",")[0]
    assert told(line, f"We build agents for banks in {city}, with our {city} office as the hub.")[0] is None
