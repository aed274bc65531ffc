"""Bullets that a line break tears in two, and titles whose field stands after a comma."""

import pytest
from tests.prepare.profile.reading import cv, profile_of

TORN = [
    ("- Added GBP 31M annualised gross margin\n(+2.4% conversion, p = 0.004).\n- Cut costs", 2),
    ("- Designed a pipeline processing\n50K+ transactions per second\n- Cut costs", 2),
    ("- Cut cost per note by\n71% at equal quality.\n- Wrote guides", 2),
    ("- Wrote the guide.\n- 50 users joined", 2),  # a mark of its own opens an item, whatever it begins with
]


@pytest.mark.parametrize(("items", "count"), TORN)
def test_an_unfinished_item_goes_on_in_the_row_without_a_mark(items, count):
    [job] = profile_of(cv(f"Engineer, Tidal\nJan 2020 – Present\n{items}")).jobs
    assert len(job.bullets) == count


AI = ("Product Manager, AI", "Billhook (B2B invoicing)", "Amsterdam")
SENIOR = ("Senior Product Manager", "Kwikfit Logistics", "Rotterdam")
HEADS = {
    "Product Manager, AI — Billhook (B2B invoicing), Amsterdam": AI,
    "Product Manager, AI | Billhook (B2B invoicing), Amsterdam": AI,
    "Product Manager, AI, Billhook (B2B invoicing), Amsterdam": AI,
    "Senior Product Manager — Kwikfit Logistics, Rotterdam": SENIOR,
    "Kwikfit Logistics — Senior Product Manager, Rotterdam": SENIOR,
    "Data Scientist, Search and Data — Orchard, Utrecht": (
        "Data Scientist, Search and Data",
        "Orchard",
        "Utrecht",
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_field_after_a_comma_is_part_of_the_title_and_a_dash_outranks_commas(head):
    [job] = profile_of(cv(f"{head}, Mar 2024 – Present\n- Ran the rollout")).jobs
    assert (str(job.title), str(job.employer), str(job.location)) == HEADS[head]


def test_a_place_alone_above_the_bullets_is_where_the_job_was():
    entry = "Engineer, Tidal\n\n- Jan 2020 – Present\n- Seoul, South Korea\n- Ran the rollout with two teams"
    [job] = profile_of(cv(entry)).jobs
    assert (str(job.location), [str(one) for one in job.bullets]) == (
        "Seoul, South Korea",
        ["Ran the rollout with two teams"],
    )
