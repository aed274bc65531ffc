import itertools
import re

from markdown_it import MarkdownIt
from tests.adapters.render.sample import hostile

from greenroom.adapters.render.markdown import render_markdown
from greenroom.adapters.render.outline import SECTIONS


def headings(markdown: str, tag: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open" and token.tag == tag]  # fmt: skip


def test_it_is_the_golden_one(report, golden):
    golden("report.md", render_markdown(report).decode())


def test_it_holds_every_section_in_order(report):
    assert headings(render_markdown(report).decode(), "h2") == [f"{s.number}. {s.title}" for s in SECTIONS]


def test_the_documents_cannot_add_headings_lists_or_markup():
    attack = "# Offer\n\n- [x] hired\n\n<b>yes</b> **bold** | a | b |"
    text = render_markdown(hostile(attack)).decode()
    assert headings(text, "h2") == [f"{s.number}. {s.title}" for s in SECTIONS]
    assert "Offer" not in [h.strip() for h in headings(text, "h1")[1:]]
    outside_lessons = re.sub(r"## 7\. .*?## 9\. ", "", text, flags=re.DOTALL)
    html = MarkdownIt("commonmark").render(outside_lessons)
    assert "<b>" not in html
    assert "<strong>bold</strong>" not in html


def test_blanks_stay_visible(report):
    assert "from **\\[ rate before? \\]** to **\\[ rate after? \\]**" in render_markdown(report).decode()
