import pytest
from tests.prepare.profile.reading import document_of

from greenroom.prepare.profile.experience import people_led
from greenroom.prepare.profile.impact import claim_in

CLAIMS = {
    "Reduced mean absolute ETA error from 9.4 to 6.1 minutes by adding live traffic.": {
        "metric": "mean absolute ETA error",
        "change": "from 9.4 to 6.1 minutes",
        "baseline": "from 9.4",
        "own_role": "Reduced",
    },
    "Launched a drafting assistant to 4,200 clinicians in 11 months; median time fell from 16 to 7 minutes.": {
        "metric": "median time",
        "change": "from 16 to 7 minutes",
        "baseline": "from 16",
        "scale": "4,200 clinicians",
        "period": "in 11 months",
        "own_role": "Launched",
    },
    "Spearheaded the redesign of the site, resulting in a 40% increase in user engagement.": {
        "metric": "user engagement",
        "change": "a 40% increase",
        "own_role": "Spearheaded",
    },
    "Took part in a project that grew sales by 12%.": {"metric": "sales", "change": "by 12%"},
    "Réduit le délai moyen de traitement de 6 jours à 2 jours.": {
        "metric": "délai moyen",
        "change": "de 6 jours à 2 jours",
        "baseline": "de 6 jours",
        "own_role": "Réduit",
    },
    "开发商品标题分类模型，准确率由 88% 提升到 94%。": {
        "metric": "准确率",
        "change": "由 88% 提升到 94%",
        "baseline": "由 88%",
        "own_role": "开发",
    },
    "Automatisé le tri : 87 % des dossiers traités sans intervention.": {
        "metric": "dossiers traités",
        "change": "87 %",
        "own_role": "Automatisé",
    },
    "Launched a bot; it now resolves 31% of tickets (from 0) in 5 months.": {
        "metric": "tickets",
        "change": "31%",
        "baseline": "from 0",
        "period": "in 5 months",
        "own_role": "Launched",
    },
    "Moved forecasts from weekly to daily.": {
        "metric": "forecasts",
        "change": "from weekly to daily",
        "baseline": "from weekly",
        "own_role": "Moved",
    },
    "Grew monthly searches 1.9M to 2.3M.": {
        "metric": "monthly searches",
        "change": "1.9M to 2.3M",
        "baseline": "1.9M",
        "own_role": "Grew",
    },
    "Moved triage to a distilled model; cost per note $0.38 to $0.11.": {
        "metric": "cost per note",
        "change": "$0.38 to $0.11",
        "baseline": "$0.38",
        "own_role": "Moved",
    },
    "Defined the launch gate: hallucination rate 6.8% to 1.1% on 600 labelled invoices.": {
        "metric": "hallucination rate",
        "change": "6.8% to 1.1%",
        "baseline": "6.8%",
        "scale": "600 labelled invoices",
        "own_role": "Defined",
    },
    "Set up canary releases that caught 4 incidents before customers saw them.": {
        "metric": "incidents",
        "change": "caught 4 incidents",
        "own_role": "Set up",
    },
    "Calibrated the judge against 400 lawyer labels.": {
        "scale": "400 lawyer labels",
        "own_role": "Calibrated",
    },
    "Interviewed 23 night-shift drivers in 2 weeks.": {
        "scale": "23 night-shift drivers",
        "period": "in 2 weeks",
        "own_role": "Interviewed",
    },
    "Built a churn model that redirected $2.1M of spend.": {"change": "$2.1M", "own_role": "Built"},
}
PARTS = ("metric", "change", "baseline", "scale", "period", "own_role")


def _claim(text):
    document = document_of(text)
    return claim_in(document, document.cite(document.lines[0].start, document.lines[-1].end), None)


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_taken_apart_and_what_is_missing_is_named(text):
    claim = _claim(text)
    found = {part: str(getattr(claim, part)) for part in PARTS if getattr(claim, part) is not None}
    assert found == CLAIMS[text]
    assert set(claim.missing) == set(PARTS) - set(found)


@pytest.mark.parametrize(
    "text",
    ["Responsible for the roadmap.", "Wrote guides for GPT-4 and H100 in 2023.", "Developed a REST API."],
)
def test_statements_without_effect_or_number_claim_nothing(text):
    assert _claim(text) is None


LED = {
    "Managed a team of 6": 6,
    "Led 4 engineers through a migration": 4,
    "12 direct reports across two sites": 12,
    "Lead 17 people in three squads": 17,
    "Manager with 13 years in ML, 6 of them leading teams of up to 17.": 17,
    "Scaled engineering team from 3 to 28": 28,
    "Encadré deux data scientists juniors": 2,
    "带领 6 人团队完成上线": 6,
    "Worked in a team of 40 where I led evaluation": None,
    "Collaborated in a team of 10": None,
    "Led a migration used by 40 engineers": None,
    "Mentored a team of four junior developers": None,
}


@pytest.mark.parametrize("text", LED)
def test_people_led_are_told_from_people_around(text):
    document = document_of(text)
    led = people_led(document, [document.cite(document.lines[0].start, document.lines[0].end)])
    assert (led.count if led else None) == LED[text]
