"""Lessons as HTML: what a page relies on."""

from __future__ import annotations

from greenroom.adapters.render.lessons import lesson_html

TABLE = "| flagged | recall |\n|---|---:|\n| 100 | 40% |\n"


def test_a_table_scrolls_by_itself_and_from_the_keyboard():
    html = lesson_html(TABLE, top=2)
    region = html[: html.index("<table>")]
    assert 'class="scroll"' in region
    assert 'tabindex="0"' in region
    assert html.rstrip().endswith("</table>\n</div>")


def test_a_column_says_what_it_heads_and_figures_stand_right():
    html = lesson_html(TABLE, top=2)
    assert html.count('<th scope="col">') == 2
    assert '<td class="num">40%</td>' in html
    assert "style=" not in html  # the page allows none


def test_headings_begin_where_the_page_says():
    assert lesson_html("## Why\n\n### How\n", top=4) == "<h4>Why</h4>\n<h5>How</h5>\n"
