from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.adapters.documents.reader import FileReader
from greenroom.content.vocabulary import load_vocabulary
from greenroom.errors import InputError
from greenroom.model.document import Cited, Document
from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity, Need, Posting
from greenroom.model.value import Value
from greenroom.prepare.posting import read_posting
from greenroom.prepare.posting.wording import need_of

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "postings"
VOCABULARY = load_vocabulary(ROOT / "packs" / "core" / "skills.toml")
READABLE = sorted(p.name for p in FIXTURES.iterdir() if p.stem not in ("twenty_words", "german"))


def document(name: str) -> Document:
    return FileReader().read_file(FIXTURES / name, purpose="posting")


def read(name: str) -> Posting:
    return read_posting(document(name), vocabulary=VOCABULARY)


def of_text(text: str) -> Posting:
    return read_posting(
        FileReader().read(text.encode(), name="pasted text", purpose="posting"), vocabulary=VOCABULARY
    )


def needs(posting: Posting) -> list[Need]:
    return [r.need for r in posting.requirements]


@pytest.mark.parametrize(
    ("name", "role", "exact", "level"),
    [
        ("startup_ai_pm.md", Role.AI_PRODUCT_MANAGER, True, Level.MID),
        ("bank_ml_engineer.txt", Role.ML_ENGINEER, True, Level.SENIOR),
        ("llm_startup_ai_engineer.html", Role.AI_ENGINEER, True, Level.SENIOR),
        ("bigtech_ml_em.txt", Role.ML_ENGINEERING_MANAGER, True, Level.SENIOR),
        ("data_scientist.md", Role.ML_ENGINEER, False, Level.MID),
        ("recruiter_mail.txt", Role.AI_ENGINEER, True, Level.MID),
        ("french_ml_engineer.md", Role.ML_ENGINEER, True, Level.MID),
        ("glued.txt", Role.ML_ENGINEER, True, Level.MID),
        ("mandarin_ai_pm.txt", Role.AI_PRODUCT_MANAGER, True, Level.MID),
    ],
)
def test_role_and_level(name, role, exact, level):
    posting = read(name)
    assert (posting.role.role, posting.role.exact, posting.level.level) == (role, exact, level)
    assert sum(posting.role.scores.values()) == pytest.approx(1, abs=0.001)
    assert max(posting.role.scores, key=lambda r: posting.role.scores[r]) is role


@pytest.mark.parametrize(
    ("name", "must", "nice"),
    [
        ("startup_ai_pm.md", 4, 2),
        ("bank_ml_engineer.txt", 5, 2),
        ("llm_startup_ai_engineer.html", 4, 2),
        ("bigtech_ml_em.txt", 4, 3),
        ("data_scientist.md", 4, 2),
        ("recruiter_mail.txt", 2, 1),
        ("french_ml_engineer.md", 4, 2),
        ("glued.txt", 5, 2),
        ("mandarin_ai_pm.txt", 4, 2),
    ],
)
def test_requirements_without_duties_perks_or_law(name, must, nice):
    found = needs(read(name))
    assert (found.count(Need.MUST), found.count(Need.NICE)) == (must, nice)


def cited(value: object) -> list[Cited]:
    if isinstance(value, Cited):
        return [value]
    if isinstance(value, dict):
        return [c for v in value.values() for c in cited(v)]
    if isinstance(value, tuple | list):
        return [c for v in value for c in cited(v)]
    return (
        [c for name in type(value).model_fields for c in cited(getattr(value, name))]
        if isinstance(value, Value)
        else []
    )


@pytest.mark.parametrize("name", READABLE)
def test_every_statement_is_in_the_document_where_it_says(name):
    source = document(name)
    statements = cited(read_posting(source, vocabulary=VOCABULARY))
    assert len(statements) > 10
    for statement in statements:
        assert statement.span is not None
        assert source.quote(statement.span) == statement.text


def test_facts_of_the_header():
    bank, pm, french, mail = map(
        read, ("bank_ml_engineer.txt", "startup_ai_pm.md", "french_ml_engineer.md", "recruiter_mail.txt")
    )
    assert str(bank.title) == "Senior Machine Learning Engineer - Credit Decisioning"
    assert (str(bank.company), str(bank.location), str(bank.work_mode)) == (
        "Harrow & Vale Bank",
        "Edinburgh",
        "Hybrid",
    )
    assert (str(pm.company), str(pm.salary)) == ("Lanternfish", "€85,000 – €105,000 per year")
    assert (str(french.company), str(french.location), str(french.work_mode)) == (
        "Nordet Énergies",
        "Lyon",
        "télétravail",
    )
    assert (str(mail.title), str(mail.salary), mail.company) == ("AI Engineer", "£80k per year", None)
    assert str(mail.location) == "Manchester"
    assert (bank.years, french.years, french.language) == (5, 3, "fr")


def test_what_is_not_said_is_unknown_and_no_red_flag():
    bank = read("bank_ml_engineer.txt")
    assert {"salary", "interview process", "reporting line", "how success is measured"} <= set(bank.unknown)
    assert not {"company", "remote policy", "on-call", "level"} & set(bank.unknown)
    assert [flag.kind for flag in bank.red_flags] == ["on-call"]
    pm = read("startup_ai_pm.md")
    assert not {"salary", "team size", "reporting line", "how success is measured"} & set(pm.unknown)


def test_red_flags_quote_the_posting_and_bring_a_question():
    flags = {flag.kind: flag for flag in read("llm_startup_ai_engineer.html").red_flags}
    assert set(flags) == {"many hats", "impossible years", "unpaid work in the process"}
    assert str(flags["impossible years"].claim) == "10 years of LangChain experience"
    assert all(flag.ask.endswith("?") for flag in flags.values())


def test_maturity_and_domain():
    assert read("llm_startup_ai_engineer.html").maturity.maturity is Maturity.STARTING
    assert read("startup_ai_pm.md").maturity.maturity is Maturity.SCALING
    assert read("bigtech_ml_em.txt").maturity.maturity is Maturity.MATURE
    assert read("data_scientist.md").maturity.maturity is Maturity.UNKNOWN
    assert [d.skill for d in read("bank_ml_engineer.txt").domain] == ["fintech"]


def test_stack_is_what_the_work_uses():
    stack = {mention.skill for mention in read("bank_ml_engineer.txt").stack}
    assert {"python", "sql", "sagemaker", "xgboost", "kafka"} <= stack
    assert "communication" not in stack


def test_flattened_text_is_cut_into_the_same_requirements():
    flat = " ".join(document("bank_ml_engineer.txt").text.replace("•", "").replace(".", "").split())
    posting = of_text(flat)
    statements = " | ".join(str(r.statement) for r in posting.requirements)
    assert posting.role.role is Role.ML_ENGINEER
    assert len(posting.requirements) >= 6
    assert (
        "At least 5 years of experience building machine learning models that reached production |"
        in statements
    )
    assert "Train, validate" not in statements
    assert "Private medical" not in statements


def test_wording_inside_an_item_decides_before_its_section():
    posting = of_text(
        "Machine Learning Engineer\n\nWe sell rain forecasts to farmers and need one more person who likes clouds and models in equal measure.\n\n"
        "Requirements\n\n- Strong Python (Go a plus)\n- Master's degree preferred\n- Kubernetes, ideally with GPUs\n"
        "- Bachelor's degree in physics; a PhD is a plus\n- You must be able to work in Spain\n\nBenefits\n\n- Experience the sea every weekend\n- Lunch"
    )
    assert [(r.need, str(r.statement)[:12]) for r in posting.requirements] == [
        (Need.MUST, "Strong Pytho"),
        (Need.NICE, "Master's deg"),
        (Need.MUST, "Kubernetes, "),
        (Need.MUST, "Bachelor's d"),
        (Need.MUST, "You must be "),
    ]


@pytest.mark.parametrize(
    ("title", "role", "named"),
    [
        ("Generative AI Engineer - Assistant Vice President", Role.AI_ENGINEER, "ai engineer"),
        ("Director of Machine Learning", Role.ML_ENGINEERING_MANAGER, "ml engineering manager"),
        ("Data Engineer", Role.ML_ENGINEER, "data engineer"),
        ("Senior Product Manager, Payments", Role.AI_PRODUCT_MANAGER, "product manager"),
        ("Staff Machine Learning Engineer (Agentic AI)", Role.ML_ENGINEER, "ml engineer"),
        ("LLM Engineer", Role.AI_ENGINEER, "ai engineer"),
        ("Head of Data Science", Role.ML_ENGINEERING_MANAGER, "data science manager"),
    ],
)
def test_titles_name_the_nearest_of_the_four(title, role, named):
    body = (
        "\n\nWe are a company in Porto. "
        + "You will work with the team on what customers ask for, and learn every day. " * 5
    )
    reading = of_text(title + body).role
    assert (reading.role, reading.named) == (role, named)


def test_a_posting_of_twenty_words_is_refused_with_advice():
    with pytest.raises(InputError) as caught:
        read("twenty_words.txt")
    assert caught.value.code == "posting_too_short"
    assert "whole posting" in caught.value.hint


def test_german_is_refused_and_the_supported_languages_are_named():
    with pytest.raises(InputError) as caught:
        read("german.txt")
    assert caught.value.code == "unsupported_language"
    assert all(name in caught.value.hint for name in ("English", "French", "Chinese"))
    assert "German" in caught.value.what


UNHEADED = """Puffin Foods makes school lunches.
Our kitchens serve four hundred schools in the north and plan a week ahead. We know what was eaten, and want to know what will be.

Recommend menus from what was eaten last month
Discover why some schools waste more than others and explain it to cooks
Keep the planning pipeline running through the summer

{before}Master's degree in statistics, operations research, economics or a similar quantitative subject such as physics or industrial engineering (a Bachelor's degree with many years of practice in the field will be considered too)
Fluent in SQL and Python
A patient explainer who has earned the trust of people with no time
Hands on experience with forecasting
Strong opinions on food
Experience with Spark is a plus
"""


@pytest.mark.parametrize("before", ["", "Write the weekly forecast and own its errors\n"])
def test_lines_without_headings_or_marks_are_lists(before):
    posting = of_text(UNHEADED.format(before=before))
    assert [str(r.statement).split()[0] for r in posting.requirements] == [
        "Master's", "Fluent", "A", "Hands", "Strong", "Experience",
    ]  # fmt: skip
    assert needs(posting) == [Need.MUST] * 5 + [Need.NICE]
    duties = [str(duty).split()[0] for duty in posting.responsibilities]
    assert duties == ["Recommend", "Discover", "Keep", *(["Write"] if before else [])]


def test_prose_between_blank_lines_is_no_list():
    posting = of_text(
        "Machine Learning Engineer\n\nPuffin Foods makes school lunches in forty kitchens.\n\n"
        "We are looking for a careful engineer with deep expertise in forecasting.\n\n"
        "The engineer owns the weekly forecast and shares a desk with the planners of the north.\n\n"
        "Time is split between kitchens and code, more or less in halves.\n\nHands-on engineering: two days of five.\n\n"
        "Our founders cooked for ten years before they wrote a line of code."
    )
    assert len(posting.requirements) <= 2
    assert not any("shares a desk" in str(r.statement) for r in posting.requirements)


def test_a_heading_that_parts_a_list_is_no_item_of_it():
    posting = of_text(
        "ML Engineer\n\nPuffin Foods makes school lunches in forty kitchens of the north, and plans them a week ahead.\n\n"
        "What You'll Build\n\nMenu Analysis & Monitoring\n\n- Define what a good menu is\n- Build alarms for waste\n\n"
        "Kitchen Innovation and Scale\n\n- Forecast demand for each kitchen and explain it to its cooks\n- Own the pipeline\n\n"
        "Requirements\n\nModelling Craft\n\n- Strong Python\n- Experience with forecasting in production\n- Some patience"
    )
    assert [str(duty).split()[0] for duty in posting.responsibilities] == [
        "Define",
        "Build",
        "Forecast",
        "Own",
    ]
    assert [str(r.statement).split()[0] for r in posting.requirements] == ["Strong", "Experience", "Some"]


@pytest.mark.parametrize(
    ("statement", "need"),
    [
        ("5+ years of data work, preferably with risk models", Need.MUST),
        ("5+ years of data work preferably with risk models", Need.MUST),
        ("Experience with Kubernetes ideally on GPUs", Need.MUST),
        ("Python required, Java preferred", Need.MUST),
        ("Bachelor's degree in physics, PhD preferred", Need.MUST),
        ("Strong Python (Go a plus)", Need.MUST),
        ("You ideally know Spark from a job", Need.NICE),
        ("Preferably three years in a bank", Need.NICE),
        ("Python, Java, or Go preferred", Need.NICE),
        ("Experience in insurance (preferred)", Need.NICE),
        ("Master's degree preferred", Need.NICE),
        ("Experience with Spark preferably", Need.NICE),
        ("Prior start-up experience is preferred", Need.NICE),
    ],
)
def test_a_word_of_preference_weakens_only_its_own_clause(statement, need):
    assert need_of(statement, nice_section=False) is need


@pytest.mark.parametrize(
    ("opening", "title", "named", "exact"),
    [
        ("We are growing our world-class team of mission-driven, curious Data Scientists.", "Data Scientist", "data scientist", False),
        ("Puffin Foods is seeking talented data scientists for its northern office.", "data scientist", "data scientist", False),
        ("We need an AI engineer in the north.", "AI engineer", "ai engineer", True),
        ("We are looking for a Senior AI Engineer. You will like puffins.", "Senior AI Engineer", "ai engineer", True),
        ("We are hiring a Sr. Machine Learning Engineer. Puffins welcome.", "Sr. Machine Learning Engineer", "ml engineer", True),
        ("You will work with data scientists and product managers.", None, "role it does not name", False),
    ],
)  # fmt: skip
def test_the_title_is_the_postings_own_words(opening, title, named, exact):
    body = " The kitchens cook for four hundred schools, and every week brings new questions to answer." * 6
    posting = of_text(opening + body)
    assert (posting.title and str(posting.title), posting.role.named, posting.role.exact) == (
        title,
        named,
        exact,
    )


STORY = (
    "The kitchens cook for four hundred schools, and every week brings new questions to answer about lunch. "
    * 5
)


@pytest.mark.parametrize(
    ("top", "company", "location", "mode"),
    [
        ("ML Engineer\nHarbour Health - London, hybrid\n", "Harbour Health", "London", "hybrid"),
        ("ML Engineer\nHarbour Health | London, United Kingdom | Remote\n", "Harbour Health", "London, United Kingdom", "Remote"),
        ("Harbour Health – Leeds\nML Engineer\n", "Harbour Health", "Leeds", None),
        ("AI Engineer | Harbour Health | Leeds (hybrid)\n", "Harbour Health", "Leeds", "hybrid"),
        ("ML Engineer - Kitchens - Lunch\nLocation: remote, Spain - Barcelona\n", None, "Spain - Barcelona", "remote"),
        ("ML Engineer\nABOUT HARBOURLY\nHarbourly is a maker of lunch. At Harbourly, we cook.\n", "Harbourly", None, None),
        ("ML Engineer\nYou must be authorized to work in the United States.\n", None, "United States", None),
        ("ML Engineer\nBenefits\n- Free lunch & dinner at office\n", None, None, "lunch & dinner at office"),
    ],
)  # fmt: skip
def test_who_hires_and_where(top, company, location, mode):
    posting = of_text(top + "\n" + STORY)
    told = (posting.company, posting.location, posting.work_mode)
    assert tuple(claim and str(claim) for claim in told) == (company, location, mode)


def test_no_company_is_made_of_a_team():
    assert read("bigtech_ml_em.txt").company is None


def test_stack_holds_what_the_role_is_about_wherever_that_stands():
    posting = of_text(
        "About Puffin Foods\n\nPuffin Foods grew up on COBOL and moved to Kafka. We are hiring a Senior AI Engineer to lead our AI agent systems. "
        f"{STORY}\n\nResponsibilities\n\n- Improve retrieval with Elasticsearch\n- Lead the design of AI agent systems\n"
    )
    stack = {mention.skill: [str(claim) for claim in mention.claims] for mention in posting.stack}
    assert len(stack["agents"]) == 2
    assert "elasticsearch" in stack
    assert "kafka" not in stack
