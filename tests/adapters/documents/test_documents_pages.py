"""The ad in saved pages built like those of several hiring systems; the pages are ours, and mark their ad."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
_AD = re.compile(r"<!--ad-->(.*?)<!--/ad-->", re.DOTALL)


def words(text):
    return Counter(re.findall(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+", text.casefold()))


def f1(page, text):
    truth = words(html.unescape(re.sub(r"<[^>]+>", " ", " ".join(_AD.findall(page)))))
    found = words(text)
    return 2 * (truth & found).total() / (truth.total() + found.total())


def without_names(page):
    return re.sub(r"\s(?:class|id|role|data-[\w-]+|itemprop|itemtype)=\"[^\"]*\"|\sitemscope", "", page)


def without_meaning(page):
    page = re.sub(r"<(/?)(?:nav|footer|header|aside|main|article|section)\b", r"<\1div", page)
    return without_names(page)


@pytest.fixture
def posting_text(reader):
    return lambda page: reader.read(page.encode(), name="job.html", purpose="posting").text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", [str, without_names, without_meaning], ids=lambda change: change.__name__)
def test_the_ad_is_found_and_little_else(path, change, posting_text):
    page = path.read_text(encoding="utf-8")
    assert f1(page, posting_text(change(page))) >= 0.97


def test_the_measure_would_notice_a_page_read_whole(reader):
    page = next(path for path in PAGES if path.stem == "careers_list").read_text(encoding="utf-8")
    assert f1(page, reader.read(page.encode(), name="job.html", purpose="cv").text) < 0.9


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("lever", ["AI Product Manager, Editing", "Lisbon /"]),
        ("linkedin", ["Staff AI Engineer", "Bellwether"]),
        ("chinese", ["大模型算法工程师", "35-60K·15薪", "杭州"]),
        (
            "microdata_fr",
            ["Ingénieur machine learning (H/F)", "Company: Marée Logistique", "Location: Nantes, FR"],
        ),
    ],
)
def test_title_and_facts_stand_first(name, lines, reader, texts):
    path = Path(__file__).parent / "pages" / f"{name}.html"
    document = reader.read_file(path, purpose="posting")
    assert texts(document)[: len(lines)] == lines
    assert document.lines[0].heading == 1


def test_lists_and_headings_keep_their_meaning(reader):
    document = reader.read_file(Path(__file__).parent / "pages" / "wordpress.html", purpose="posting")
    kinds = {document.line_text(line): (line.heading, line.bullet) for line in document.lines}
    assert kinds["You have"] == (2, False)
    assert kinds["A driving licence"] == (0, True)


def test_an_ad_may_open_like_a_list_of_other_jobs(posting_text):
    sentence = "<p>We plan the work of two hundred gardeners with models that know the weather. </p>"
    page = (
        "<html><head><title>ML Engineer</title></head><body><div><h1>ML Engineer</h1><p>More opportunities for you</p>"
        f"{sentence * 4}<h2>Requirements</h2><ul><li>Three years of Python in production</li></ul></div></body></html>"
    )
    assert "two hundred gardeners" in posting_text(page)


def test_several_marked_postings_are_a_list_and_not_the_ad(posting_text):
    teaser = "<div itemscope itemtype='https://schema.org/JobPosting'><a href='/x'><b itemprop='title'>Nurse</b></a><p itemprop='description'>{}</p></div>"
    teasers = teaser.format("You care for people on a small ward by the sea. " * 7) * 3
    ad = "<p>You build the models that plan the work of our wards, and you keep them honest.</p>" * 6
    text = posting_text(
        f"<html><body><main><h1>ML Engineer</h1><h2>Your tasks</h2>{ad}</main>{teasers}</body></html>"
    )
    assert "keep them honest" in text
    assert "Nurse" not in text


def test_a_posting_marked_up_in_rdfa_is_read(posting_text):
    ad = "<p>You build the models that plan the work of our wards, and you keep them honest.</p>" * 6
    text = posting_text(
        "<html><body><p>Welcome to our site</p><div vocab='https://schema.org/' typeof='JobPosting'><h2 property='title'>ML Engineer</h2>"
        f"<span property='hiringOrganization'>Ward Works</span><div property='description'>{ad}</div></div></body></html>"
    )
    assert text.startswith("ML Engineer\nCompany: Ward Works\nYou build")
    assert "Welcome" not in text
