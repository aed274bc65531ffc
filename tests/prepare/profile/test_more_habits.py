"""Further habits of CV templates that once were read wrong, each in the smallest CV that shows it."""

from tests.prepare.profile.reading import cv, profile_of
from tests.prepare.profile.test_habits import jobs


def bullets(profile):
    return [[bullet.text for bullet in job.bullets] for job in profile.jobs]


def test_a_narrow_column_tears_a_period_over_two_rows():
    found = jobs(
        cv(
            "03/2021 –\nPresent\nData Engineer\nTidal\n- Built it\n\n09/2018 –\n02/2021\nAnalyst\nQuern\n- Sold it"
        )
    )
    assert found == [
        ("Data Engineer", "Tidal", "2021-03", None),
        ("Analyst", "Quern", "2018-09", "2021-02"),
    ]


def test_a_narrow_column_tears_a_period_over_three_rows():
    table = (
        "sept.\tData Engineer, Tidal\n2018–févr.\t• Cut costs by 20%\n2021\t• Led the move to streams\n\n"
        "2016–2017\tData Analyst, Quern\n\t• Built a dashboard"
    )
    assert jobs(cv(table))[0] == ("Data Engineer", "Tidal", "2018-09", "2021-02")


def test_dots_lead_from_a_name_to_its_date():
    found = jobs(
        cv("Data Engineer, Tidal ................................ Jan 2020 – Dec 2020\n- Cut costs by 20%")
    )
    assert found == [("Data Engineer", "Tidal", "2020-01", "2020-12")]


def test_since_a_year_in_a_sentence_dates_no_job():
    found = jobs(
        cv(
            "Data Engineer, Tidal, Jan 2012 – Dec 2020\nImproved recall by 4 points, the largest gain since 2014."
        )
    )
    assert len(found) == 1


def test_an_employer_with_its_terms_stands_above_several_titles():
    found = jobs(
        cv(
            "Tidal\nFull-time · 4 yrs 10 mos\nLeeds, UK\n\nLead Engineer, Document AI\nMar 2022 - Present · 4 yrs\n"
            "- Led six\n\nEngineer, Billing\nJun 2020 - Mar 2022 · 1 yr 10 mos\n- Built it\n\nQuern\n"
            "Full-time · 2 yrs\nLeeds, UK\n\nData Analyst, Growth\nMar 2018 - May 2020 · 2 yrs\n- Sold it"
        )
    )
    assert [each[:2] for each in found] == [
        ("Lead Engineer, Document AI", "Tidal"),
        ("Engineer, Billing", "Tidal"),
        ("Data Analyst, Growth", "Quern"),
    ]


def test_one_head_may_stand_against_the_order_of_the_others():
    found = jobs(
        cv(
            "Tidal\nLead Engineer\nMar 2022 - Present\n- Led six\n\nQuern\nData Engineer\nJun 2020 - Mar 2022\n"
            "- Built it\n\nData Analyst\nBridgewell Consulting\nMar 2018 - May 2020\n- Sold it"
        )
    )
    assert [each[:2] for each in found][-1] == ("Data Analyst", "Bridgewell Consulting")


def test_an_employer_may_be_named_below_what_was_done():
    profile = profile_of(
        cv(
            "Dates\tJune 2023 – Present\nOccupation or position held\tData Engineer\n"
            "Main activities and responsibilities\tBuilt the nightly pipeline and taught two colleagues to own it.\n"
            "Name and address of employer\tTidal, Leeds, UK"
        )
    )
    assert (profile.jobs[0].title.text, profile.jobs[0].employer.text) == ("Data Engineer", "Tidal")


def test_a_town_nobody_knows_after_a_bold_employer():
    profile = profile_of(
        cv("**Tidal**, Klein Wanzerode, Germany\nData Engineer | Jan 2020 – Dec 2020\n\n- Cut costs by 20%"),
        "cv.md",
    )
    assert profile.jobs[0].employer.text == "Tidal"


def test_the_tools_of_a_job_are_no_achievement():
    profile = profile_of(
        cv("Data Engineer, Tidal\nJan 2020 – Dec 2020\n- Cut costs by 20%\nTechnologies: Python, Kafka, Go")
    )
    assert bullets(profile) == [["Cut costs by 20%"]]


def test_prose_that_was_wrapped_by_hand_is_no_name():
    found = jobs(
        cv(
            "DATA ENGINEER, Tidal, Leeds, UK (January 2020-December 2020)\n"
            "Launched a feature store adopted by thirty teams in nine months. Cut\n"
            "the time from notebook to production from seven weeks to nine days.\n\n"
            "DATA ANALYST, Quern, Leeds, UK (May 2018-December 2019)\n"
            "Built a dashboard for the board and taught four colleagues to own\nit afterwards."
        )
    )
    assert [each[1] for each in found] == ["Tidal", "Quern"]


JOB = (
    "<h1>Ann Example</h1><p>ann@example.com</p><h2>Experience</h2>{}<h2>Education</h2>"
    "<h3>University of Leeds</h3><p>2010 – 2013</p><p>BSc Statistics</p>"
)


def test_what_a_style_sheet_hides_is_not_read():
    entry = "<h3>Data Engineer, Tidal</h3><p>Jan 2020 – Dec 2020</p><p class='x'>Jan 2020<br>–<br>Dec 2020</p><ul><li>Built it</li></ul>"
    style = "<style>.x{display:none}@media print{.x{display:block}}</style>"
    profile = profile_of(f"<html><head>{style}</head><body>{JOB.format(entry)}</body></html>", "cv.html")
    assert bullets(profile) == [["Built it"]]


def test_of_two_widths_of_a_page_the_one_that_makes_sense_is_read():
    entry = (
        "<h3>{0}</h3><p class='narrow'>{1} – {2}</p><ul><li>{3}</li></ul>"
        "<div class='wide'><p>{1}</p><p>{2}</p></div>"
    )
    style = "<style>.narrow{display:none}@media (max-width:600px){.narrow{display:block}.wide{display:none}}</style>"
    page = JOB.format(
        entry.format("Data Engineer, Tidal", "Jan 2020", "Dec 2020", "Built it")
        + entry.format("Data Analyst, Quern", "May 2018", "Dec 2019", "Sold it")
    )
    assert jobs(f"<html><head>{style}</head><body>{page}</body></html>", "cv.html") == [
        ("Data Engineer", "Tidal", "2020-01", "2020-12"),
        ("Data Analyst", "Quern", "2018-05", "2019-12"),
    ]


def test_names_set_apart_by_style_only_are_several():
    page = JOB.format("<h3>Engineer</h3><p><span>Tidal</span><span>Leeds, UK</span></p><p>2019 – 2020</p>")
    page += "<h2>Skills</h2><p><span>Ranking</span><span>Retrieval</span><span>Forecasting</span></p>"
    profile = profile_of(page, "cv.html")
    assert [skill.name.text for skill in profile.skills if skill.listed] == [
        "Ranking",
        "Retrieval",
        "Forecasting",
    ]
    assert profile.jobs[0].employer.text == "Tidal"


def test_a_phone_number_stands_by_the_address_wherever_that_is():
    profile = profile_of(
        "Ann Example\n\nExperience\n\nEngineer, Tidal\n2019 – 2020\n- Built it\n\nCertificates\n\n- Scrum\n\n"
        "Leeds, UK\n+44 7700 900123 · ann@example.com\n"
    )
    assert profile.phone.text == "+44 7700 900123"
