"""HTML as a CV, and saved posting pages."""

import json

FILLER = (
    "<p>We build models that help harbours plan their day, and we look for people who like to ship them. </p>"
    * 6
)


def page(data, body=""):
    return f'<html><head><script type="application/ld&#x2B;json">{data}</script></head><body>{body}</body></html>'.encode()


def posting(**extra):
    return {
        "@context": "https://schema.org", "@type": "JobPosting", "title": "ML Engineer",
        "description": f"<p>About us</p><ul><li>Ship models</li></ul>{FILLER}",
        "hiringOrganization": {"@type": "Organization", "name": "Harbour"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Oslo", "addressCountry": "NO"}}, **extra,
    }  # fmt: skip


def test_a_cv_in_html_keeps_headings_items_rows_and_links(reader, texts):
    source = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Ada <span>Lovelace</span></h1><h2>Work</h2>"
        "<p><b>Engineer</b>, Harbour<br>2020</p><ul><li>Built it<ul><li>in parts</li></ul></li></ul>"
        "<table><tr><td>Python</td><td>5 years</td></tr></table><a href='https://ada.example'>site</a>"
        "<p style='display:none'>hire me</p><script>var a</script></body></html>"
    )
    document = reader.read(source.encode(), name="cv.html")
    assert texts(document) == [
        "Ada Lovelace", "Work", "Engineer, Harbour", "2020", "Built it", "in parts", "Python\t5 years", "site",
    ]  # fmt: skip
    assert [line.heading for line in document.lines[:3]] == [1, 2, 0]
    assert [(line.bullet, line.indent) for line in document.lines[4:6]] == [(True, 0), (True, 1)]
    assert document.links == ("https://ada.example",)
    assert [document.text[a:b] for a, b in document.lines[2].bold_parts] == ["Engineer"]


def test_a_posting_page_gives_its_job_posting_data(reader, texts):
    document = reader.read(page(json.dumps(posting()), "<nav>Home</nav>"), name="job.html", purpose="posting")
    found = texts(document)
    assert found[:5] == ["ML Engineer", "Company: Harbour", "Location: Oslo, NO", "About us", "Ship models"]
    assert "Home" not in document.text
    assert document.lines[4].bullet


def test_data_in_graphs_and_lists_with_several_types_is_found(reader, texts):
    nested = {
        "@graph": [{"@type": "WebSite", "name": "Board"}, [posting(**{"@type": ["Thing", "JobPosting"]})]]
    }
    assert (
        texts(reader.read(page(json.dumps(nested)), name="job.html", purpose="posting"))[0] == "ML Engineer"
    )


def test_descriptions_escaped_twice_are_unescaped(reader, texts):
    escaped = posting()["description"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for description in (escaped, escaped.replace("&", "&amp;")):
        data = json.dumps(posting(description=description))
        found = texts(reader.read(page(data), name="job.html", purpose="posting"))
        assert found[3:5] == ["About us", "Ship models"]


def test_markup_that_was_pasted_escaped_is_read_as_markup(reader, texts):
    found = texts(
        reader.read(b"&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Two&lt;/li&gt;&lt;/ul&gt;", name="paste")
    )
    assert found == ["One", "Two"]


def test_a_page_without_data_gives_its_main_content(reader):
    body = (
        "<nav><a href='/'>Home</a><a href='/j'>Jobs</a></nav><div class='sidebar'><a href='/x'>Similar job</a></div>"
        f"<main><h1>ML Engineer</h1><h2>What you do</h2>{FILLER}<ul><li>Ship models weekly, with tests, and watch them"
        " after release</li></ul></main><footer>Cookies</footer>"
    )
    document = reader.read(page("{broken", body), name="job.html", purpose="posting")
    assert "Ship models weekly" in document.text
    assert "ML Engineer" in document.text
    assert "Cookies" not in document.text


def test_the_same_page_as_a_cv_is_read_whole(reader):
    assert "Home" in reader.read(page("{}", f"<nav>Home</nav>{FILLER}"), name="x.html", purpose="cv").text
