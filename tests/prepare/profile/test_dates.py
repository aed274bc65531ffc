from datetime import date

import pytest

from greenroom.prepare.profile.dates import duration_at, find_periods, is_duration, months_between

PERIODS = {
    "Mar 2022 – Present": ("2022-03", None, True),
    "January 2019 to December 2020": ("2019-01", "2020-12", False),
    "Sept. 2014 - June 2018": ("2014-09", "2018-06", False),
    "janv. 2020 – aujourd’hui": ("2020-01", None, True),
    "septembre 2016 à décembre 2019": ("2016-09", "2019-12", False),
    "Depuis janvier 2020": ("2020-01", None, True),
    "2021年7月 – 至今": ("2021-07", None, True),
    "2016.03-2018.04": ("2016-03", "2018-04", False),
    "07/2021 – Now": ("2021-07", None, True),
    "06/2019-02/2022": ("2019-06", "2022-02", False),
    "2023-01 - 2024-05": ("2023-01", "2024-05", False),
    "2020-2023": ("2020", "2023", False),
    "2018/19": ("2018", "2019", False),
    "April to May 2019": ("2019-04", "2019-05", False),
    "Jun '19 – Aug '20": ("2019-06", "2020-08", False),
    "June 2024 –": ("2024-06", None, True),
    "Aujourd’hui – Décembre 2015": ("2015-12", None, True),
    "Novembre 2015 Avril 2014": ("2014-04", "2015-11", False),
    "Month 20XX – Ongoing": (None, None, True),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_is_read_whole(text):
    (found,) = find_periods(text)
    start, end, current = PERIODS[text]
    assert (found.start.iso, found.end.iso if not found.end.present else None) == (start, end)
    assert found.end.present is current
    assert (found.at, found.to) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Served 2,000 users",
        "Raised $2020",
        "1500 requests per second",
        "cut by 2019%",
        "GPT-4 and H100",
        "at present none",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text):
    assert find_periods(text) == ()


def test_a_single_date_says_that_it_is_single():
    (found,) = find_periods("Best paper, July 2023")
    assert found.single
    assert found.start.iso == found.end.iso == "2023-07"


def test_a_length_of_time_is_told_from_a_date():
    assert is_duration("2 years 10 months")
    assert is_duration("8 mois")
    assert not is_duration("2 years in Paris")
    text = "Jan 2020 – Mar 2021 · 1 yr 3 mos"
    assert duration_at(text, 19) == len(text)


def test_overlapping_months_count_once():
    months = months_between([("2020-01", "2020-06", False), ("2020-04", "2020-09", False)], date(2026, 1, 1))
    assert len(months) == 9


def test_a_period_that_still_runs_ends_today_and_a_year_is_twelve_months():
    assert len(months_between([("2025-11", None, True)], date(2026, 1, 15))) == 3
    assert len(months_between([("2019", "2019", False)], date(2026, 1, 15))) == 12
    assert months_between([(None, "2019", False)], date(2026, 1, 15)) == []
