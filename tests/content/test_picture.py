from pathlib import Path

import pytest

from greenroom.content.checks import check_packs
from greenroom.content.picture import fault_of

GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>A box</title><rect fill="currentColor" width="5" height="5"/></svg>'
PICTURES = sorted((Path(__file__).parents[2] / "packs").rglob("*.svg"))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_the_pictures_of_the_packs_may_be_shown(path):
    assert fault_of(path.read_text()) == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<rect", "<script>alert(1)</script><rect", "<script>"),
        ("<rect", '<rect onclick="x()"', "onclick"),
        ("<rect", '<rect style="fill:red"', "style"),
        ("<rect", '<image href="https://x.example/y.png"/><rect', "<image>"),
        ("<rect", "<foreignObject/><rect", "<foreignObject>"),
        ("<rect", '<rect marker-end="url(https://x.example)"', "marker-end"),
        ("currentColor", "#ff0000", "fill"),
        ("<svg", "<!DOCTYPE svg><svg", "document type"),
        ("</svg>", "", "not XML"),
        ('xmlns="http://www.w3.org/2000/svg"', "", "not an <svg>"),
        ("<rect", '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:1"/><rect', "<a>"),
    ],
)
def test_what_acts_fetches_or_brings_colours_is_refused(old, new, says):
    assert fault_of(GOOD) == ""
    assert says in fault_of(GOOD.replace(old, new, 1))


def test_a_refused_picture_is_an_issue_at_its_file(packs):
    path = packs / "small" / "lessons" / "a-figure-taken-apart.svg"
    path.write_text(GOOD.replace("<rect", "<script/><rect"))
    said = {(issue.rung, issue.file) for issue in check_packs([packs])}
    assert ("schema", "small/lessons/a-figure-taken-apart.svg") in said
