"""Templates use the documented fields of their page and nothing else, and every field is used."""

from __future__ import annotations

import dataclasses
import re
import typing

import pytest
from jinja2 import meta, nodes

from greenroom.web import (
    calculator_page,
    coding_pages,
    contexts,
    debrief_page,
    interview_pages,
    lab_pages,
    library_pages,
)
from greenroom.web.views import environment

PAGES = [
    value
    for value in {
        **vars(contexts),
        **vars(library_pages),
        **vars(interview_pages),
        **vars(debrief_page),
        **vars(coding_pages),
        **vars(lab_pages),
        **vars(calculator_page),
    }.values()
    if dataclasses.is_dataclass(value) and isinstance(value, type) and hasattr(value, "template")
]
GLOBALS = {"static"}
PARTS = {
    "layout.html.j2",
    "macros.html.j2",
    "library_macros.html.j2",
    "round_macros.html.j2",
    "code_macros.html.j2",
    "delivery_macros.html.j2",
    "outcome_macros.html.j2",
}


def source_of(template: str) -> str:
    return environment().loader.get_source(environment(), template)[0]


def fields_used(source: str) -> set[str]:
    tree = environment().parse(source)
    return {
        found.attr
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Name) and found.node.name == "page"
    }


def undeclared(source: str) -> set[str]:
    tree = environment().parse(source)
    own = {found.target for found in tree.find_all(nodes.Import)} | {
        found.name for found in tree.find_all(nodes.Macro)
    }
    own |= {
        name for found in tree.find_all(nodes.FromImport) for name in found.names if isinstance(name, str)
    }
    return meta.find_undeclared_variables(tree) - own - GLOBALS


def test_there_is_a_page_for_every_template_and_the_other_way_round():
    assert {page.template for page in PAGES} == set(environment().list_templates()) - PARTS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_exactly_the_documented_fields(page):
    source = source_of(page.template)
    fields = {field.name for field in dataclasses.fields(page)}
    assert fields_used(source) == fields
    assert undeclared(source) <= {"page"}


@pytest.mark.parametrize("name", sorted(PARTS))
def test_shared_parts_use_no_page(name):
    assert "page" not in undeclared(source_of(name))


def test_the_check_would_notice():
    assert fields_used("{{ page.secret }} {% if page.form.cv_text %}{% endif %}") == {"secret", "form"}
    assert undeclared("{{ request.headers }}") == {"request"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_context_is_described_and_frozen(page):
    assert page.__doc__
    assert page.__dataclass_params__.frozen
    assert typing.get_type_hints(page)


@pytest.mark.parametrize("name", environment().list_templates())
def test_no_template_holds_inline_style_or_script_or_another_host(name):
    source = source_of(name)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|https?://", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert "| safe" not in source
