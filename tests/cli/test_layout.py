"""What people see: wrapped, hung and readable at any width, with and without colour."""

import re

import pytest
from rich.cells import cell_len

from greenroom.cli.text import Page, place
from greenroom.model.document import Cited, Document, Span

COMMANDS = {"match": ("cv", "posting"), "profile": ("cv",), "posting": ("posting",)}


@pytest.fixture
def shown(call, cv, posting):
    def go(command: str, **also: str) -> list[str]:
        files = {"cv": cv, "posting": posting}
        done = call(command, *(files[name] for name in COMMANDS[command]), also=also)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return go


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_lines_fit_and_end_where_their_text_ends(shown, command, columns):
    lines = shown(command, COLUMNS=columns)
    assert max(map(cell_len, lines)) <= min(int(columns), 110)
    assert not [line for line in lines if line != line.rstrip()]
    assert lines[0] != ""


@pytest.mark.parametrize("columns", ["80", "200"])
def test_evidence_and_actions_line_up_under_their_requirement(shown, columns):
    lines = shown("match", COLUMNS=columns)
    texts = lines[lines.index("Must have") + 1 : lines.index("Numbers they will ask about")]
    first = [line for line in texts if re.match(r"  \S", line)]
    assert len(first) >= 8
    for line in first:
        assert re.fullmatch(r"  (\w[\w ]*\w) +", line[:21]), line
        assert line[21] != " "
    quotes = [line for line in texts if line.lstrip().startswith("“") and not re.match(r"  \S", line)]
    actions = [line for line in texts if line.lstrip().startswith("Do: ")]
    assert quotes
    assert actions
    assert {len(line) - len(line.lstrip()) for line in (*quotes, *actions)} == {21}
    assert {len(line) - len(line.lstrip()) for line in texts} <= {0, 2, 21, 25}


def test_quotes_name_their_page(shown):
    assert "CV, page 1)" in " ".join(" ".join(shown("match")).split())


def test_there_is_no_colour_in_a_pipe_and_the_words_do_not_need_it(shown):
    text = "\n".join(shown("match"))
    assert "\x1b" not in text
    assert re.search(r"^  (proven with impact|shown|mentioned|adjacent|missing) ", text, re.MULTILINE)


def test_no_color_is_respected_where_colour_would_be_shown(shown):
    coloured = "\n".join(shown("match", FORCE_COLOR="1", TERM="xterm-256color"))
    plain = "\n".join(shown("match", FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1"))
    assert re.search(r"\x1b\[[\d;]*3[1-3]m", coloured)
    assert not re.search(r"\x1b\[[\d;]*[349]\dm", plain)


def test_wide_characters_count_as_wide(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    Page().line("负责推荐系统的召回与排序模型,日均请求三亿次", indent=10, lead="  最近 ")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert max(map(cell_len, lines)) <= 40
    assert all(line.startswith(" " * 10) for line in lines[1:])
    assert lines[0].startswith("  最近    负")


def test_a_lead_that_is_too_long_stands_above(capsys):
    Page().line("text", indent=6, lead="  much too long ")
    assert capsys.readouterr().out == "  much too long\n      text\n"


def test_markup_in_a_document_is_only_text(capsys):
    Page().item("[bold]not bold[/bold] :smile: \x1b[31mred\x9b2J")
    out = capsys.readouterr().out
    assert "[bold]not bold[/bold] :smile:" in out
    assert not {"\x1b", "\x9b"} & set(out)


def test_places():
    paged = Document(name="cv.pdf", media_type="application/pdf", sha256="", text="a", lines=(), pages=2)
    plain = Document(name="cv.txt", media_type="text/plain", sha256="", text="a", lines=())
    cited = Cited(text="a", span=Span(start=0, end=1, page=2))
    assert place(cited, paged) == "CV, page 2"
    assert place(cited, plain) == "CV"
    assert place(Cited(text="typed", span=None), paged) == "your correction"
