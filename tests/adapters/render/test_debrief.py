"""A debrief in every format: every quote marked, nothing parsed, the same bytes."""

import itertools
import re

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdfium2 import raw
from tests.adapters.render.debrief_sample import (
    FIRST,
    a_round,
    debrief_of,
    find,
    hostile,
    played,
    quote,
    sample,
)
from tests.adapters.render.test_html import page as report_page
from tests.interview.rounds import QUESTION

from greenroom.adapters.render import DebriefFormat, ReportFormat, render_debrief
from greenroom.adapters.render.marks import marks
from greenroom.interview.debrief_words import WORDS, went
from greenroom.model.debrief import RedoRow
from greenroom.model.mock import TurnKind

HTML = '<script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3) {{ 7*7 }} &lt;b&gt;'
TYPST = '#panic("x") #read("/etc/passwd") $ x^2 $ *b* _i_ `r` @ref <label> = H ]] } // c /* \\'
MARKDOWN = "# Offer\n\n- [x] hired\n\n<b>yes</b> **bold** | a | b | &copy; [l](https://x.test) ***"


def squeezed(text):
    return re.sub(r"[\s\u200b\ufffe\u00ad]", "", text)


def marked(read):
    """The words of each answer that lie under any mark, in order."""
    for turn in read.round.of(TurnKind.ANSWER):
        under = {
            at for m in marks(read) for p in m.parts if p.turn == turn.number for at in range(p.start, p.end)
        }
        yield "".join(turn.text[at] for at in sorted(under))


def page(read):
    return BeautifulSoup(render_debrief(read, DebriefFormat.HTML), "html.parser")


def pdf(read):
    return pypdfium2.PdfDocument(render_debrief(read, DebriefFormat.PDF))


def text_of(read):
    with pdf(read) as document:
        return squeezed("".join(one.get_textpage().get_text_bounded() for one in document))


def markdown(read):
    return render_debrief(read, DebriefFormat.MARKDOWN).decode()


@pytest.mark.parametrize("form", list(DebriefFormat))
@pytest.mark.parametrize("make", [sample, lambda: hostile(HTML + TYPST + MARKDOWN), lambda: played(HTML + TYPST + MARKDOWN)], ids=["sample", "hostile", "played"])  # fmt: skip
def test_two_renders_of_one_debrief_are_equal(form, make):
    assert render_debrief(make(), form) == render_debrief(make(), form)


def test_formats_are_named_and_typed_as_those_of_the_report():
    for form in DebriefFormat:
        of_report = ReportFormat(form.value)
        assert (form.suffix, form.media_type, form.label) == (
            of_report.suffix, of_report.media_type, of_report.label)  # fmt: skip


@pytest.mark.parametrize("said", [text_of, lambda read: squeezed(page(read).get_text()), lambda read: squeezed(markdown(read))], ids=["pdf", "html", "md"])  # fmt: skip
def test_what_stands_beside_the_ratings_is_told(said):
    text = said(sample())
    for words in ("Your first 80 words", "For whom it is: not there.", "How you spoke", "Turn 4: 149 words a minute, 2.3 fillers"):  # fmt: skip
        assert squeezed(words) in text


SAID = [text_of, lambda read: squeezed(page(read).get_text()), lambda read: squeezed(markdown(read))]


@pytest.mark.parametrize("said", SAID, ids=["pdf", "html", "md"])
def test_what_came_of_a_role_play_is_told(said):
    text = said(played())
    end = played().outcome
    for words in (end.told, "2 of 4. The same words end it the same way.", "What moved Claire", end.hidden, "Calls it small.", "trust -1",
                  "trust +1; said again, it gains nothing more", "Whom she holds to blame.", "blame, of 2", "The scene", "How it ends",
                  "Role-play of 1 March 2026", "Times you spoke: 2; said nothing: 1."):  # fmt: skip
        assert squeezed(words) in text, words
    assert squeezed("Follow-ups") not in text
    assert squeezed("Interviewer") not in text.replace("Technicalinterviewer", "")
    assert squeezed("How it ended") not in said(sample())


def test_a_role_plays_state_stands_turn_by_turn_in_the_page_and_leads_to_the_turns():
    rows = page(played()).select(".course tbody tr")
    cells = [[cell.get_text() for cell in row("td")] for row in rows]
    assert cells == [["1", "0"], ["0", "2"], ["0", "1"], ["0", "1"]]
    assert [row.a["href"] for row in rows] == ["#turn-2", "#turn-4", "#turn-6", "#turn-8"]


def test_a_move_that_harms_is_marked_against_and_moves_no_rating():
    marked_by = {note.about: (mark, note) for mark in marks(played()) for note in mark.notes}
    mark, note = marked_by["plays-down"]
    assert (mark.text, note.stance, note.judges) == ("a tiny fraction", "against", ())
    assert marked_by["owns-it"][1].stance == "for"
    assert "gone" not in marked_by


@pytest.mark.parametrize("make", [sample, played])
@pytest.mark.parametrize("said", SAID[:2], ids=["pdf", "html"])
def test_where_nothing_can_be_typed_the_next_step_is_told_in_titles(said, make):
    text = said(make())
    assert "greenroominterview" not in text
    assert "greenroomlibrary" not in text
    assert squeezed("First a drill of the library: Pace it by hand") in text
    assert squeezed(QUESTION.title) in text
    assert "greenroominterviewstart" in squeezed(markdown(make()))


def test_every_kind_of_turn_of_a_round_has_a_speaker():
    first, *_ = sample().round.turns
    kinds = set(TurnKind) - {TurnKind.SCENE, TurnKind.COUNTERPART, TurnKind.SELF_RATING}
    turns = tuple(
        first.model_copy(update={"number": 900 + at, "kind": kind}) for at, kind in enumerate(kinds)
    )
    done = a_round(FIRST)
    read = debrief_of(done.model_copy(update={"turns": (*done.turns, *turns)}), {}, shown=quote(done, 0, 7))
    assert len(page(read).select("[id^=turn-90] .by, [id^=turn-91] .by")) == len(kinds)


# --- HTML


@pytest.mark.parametrize("make", [sample, lambda: hostile(HTML), played, lambda: played(HTML)], ids=["sample", "hostile", "played", "played-hostile"])  # fmt: skip
def test_the_page_marks_every_quote_and_notes_what_it_speaks_for(make):
    read, soup = make(), page(make())
    answers = [one for one in soup.select(".mine .words") if one.mark]
    assert ["".join(m.get_text() for m in one("mark")) for one in answers] == [w for w in marked(read) if w]
    for mark in marks(read):
        assert soup.find(id=f"m{mark.number}").find_next("mark").get_text() in mark.text
        note = soup.find(id=f"n{mark.number}").get_text(" ", strip=True)
        for one in mark.notes:
            assert f"{one.stance.capitalize()} {one.name}" in note
    assert soup.select(".words mark.con")


def test_the_transcript_on_the_page_is_what_was_said():
    soup = page(sample())
    for turn in sample().round.of(TurnKind.ANSWER):
        words = soup.select_one(f"#turn-{turn.number} .words")
        for number in words("sup"):
            number.decompose()
        assert words.get_text() == turn.text


def test_the_page_fetches_nothing_and_runs_only_what_it_was_built_with():
    soup = page(hostile(HTML))
    assert not soup.find_all(["link", "iframe", "object", "embed", "base", "form", "img"])
    assert len(soup.find_all("script")) == 1
    assert not [n for n in soup.select("*") for a in n.attrs if a.startswith("on") or a in {"style", "src"}]
    assert {a["href"][0] for a in soup.find_all("a")} == {"#"}
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    theirs = report_page().find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    without_hashes = [re.sub(r"'sha256-[^']+'", "", one) for one in (policy, theirs)]
    assert without_hashes[0] == without_hashes[1]
    assert "{{ 7*7 }} &lt;b&gt;" in soup.get_text()


@pytest.mark.parametrize("make", [sample, played])
def test_ids_are_unique_links_arrive_and_headings_skip_no_level(make):
    soup = page(make())
    ids = [node["id"] for node in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in soup.find_all("a")} <= set(ids)
    levels = [int(h.name[1]) for h in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


# --- PDF


@pytest.mark.parametrize("attack", ["", TYPST, HTML], ids=["sample", "typst", "html"])
def test_the_pdf_says_all_that_was_said_and_its_text_extracts(attack):
    read = hostile(attack) if attack else sample()
    text = text_of(read)
    for words in ("Lean no hire at senior level", "How the committee rated you", "What was said", *(c.name for c in read.criteria)):  # fmt: skip
        assert squeezed(words) in text
    assert text.count(squeezed(attack)) >= 3 or not attack
    assert squeezed("I would pace by expected spend. ") in text
    assert "[partypopper,woman,womanand1more]" in text  # its fonts have no pictures


def on_colour(document):
    """Every character that is drawn, and whether it stands on colour: the brightest it is below it is not white."""
    for one in document:
        text, drawn = one.get_textpage(), one.render(scale=3).to_numpy()
        height = one.get_size()[1]
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at, loose=True)
            if right > left and top > bottom:
                row = drawn[int((height - bottom) * 3) - 1, int(left * 3) + 1 : int(right * 3)]
                yield text.get_text_range(at, 1), bool(row.size) and row.min(axis=1).max() < 245


def test_in_the_pdf_what_is_quoted_stands_on_colour_and_the_rest_on_white():
    done = a_round(FIRST)
    read = debrief_of(
        done,
        {(0, 0): (find(done, "Forecast traffic by hour"),), (1, 1): (find(done, "I would not watch it", "against"),)},
        shown=find(done, "traffic by hour, then"),
    )  # fmt: skip
    with pdf(read) as document:
        said = list(on_colour(document))
    whole = "".join(char for char, _ in said)
    start = whole.index("I would pace by expected spend")
    answer = said[start : whole.index("For", whole.index("watch it", start))]
    found = "".join(char for char, coloured in answer if coloured and not char.isdigit())
    assert squeezed(found) == squeezed("Forecast traffic by hour, then I would not watch it")


def test_the_pdf_is_tagged_and_its_sections_are_in_the_outline():
    with pdf(sample()) as document:
        assert raw.FPDFCatalog_IsTagged(document)
        titles = [item.get_title() for item in document.get_toc()]
    assert titles[0] == "How the committee rated you"
    assert titles[-1] == "What was said"


@pytest.mark.parametrize(
    "word", ["w" * 400, "ж" * 400, "字" * 400, "🎉" * 400, "https://x.test/" + "a-b_c" * 80]
)
def test_endless_words_stay_inside_the_page(word):
    with pdf(hostile(word)) as document:
        for one in document:
            text = one.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            assert max(box[2] for box in boxes) <= one.get_size()[0]


def test_six_thousand_words_are_all_there():
    words = " ".join(f"word{number}" for number in range(2000))
    done = a_round(words, words, words)
    read = debrief_of(done, {(0, 0): (quote(done, 0, len(done.answer)),)}, shown=find(done, "word7"))
    for number in (0, 1234, 1999):
        assert text_of(read).count(f"word{number}word" if number < 1999 else "word1999") >= 3
        assert page(read).select_one("#transcript").get_text().count(f"word{number}") >= 3
        assert markdown(read).count(f"word{number}") >= 3


# --- Markdown


def bold_words(text):
    """What is bold in each answer, as a reader of Markdown has it."""
    soup = BeautifulSoup(MarkdownIt("commonmark").render(text), "html.parser")
    for head in soup.find_all("h3"):
        if re.fullmatch(r"\d+\. You", head.get_text()):
            block = head.find_next_sibling("blockquote")
            yield squeezed("".join(one.get_text() for one in block("strong"))).replace("\u2060", "")


@pytest.mark.parametrize("make", [sample, lambda: hostile(MARKDOWN), lambda: hostile("**")], ids=["sample", "hostile", "stars"])  # fmt: skip
def test_markdown_marks_every_quote(make):
    read = make()
    words = [squeezed(words) for words in marked(read)]
    assert list(bold_words(markdown(read)))[: len(words)] == words


TEXT = st.text(alphabet="ab *_`#\n.🎉(“", min_size=1, max_size=30).filter(str.strip)


@settings(deadline=None)
@given(TEXT, st.data())
def test_whatever_is_quoted_markdown_marks_it_and_only_it(answer, data):
    done = a_round(answer)
    places = data.draw(st.lists(st.tuples(st.integers(0, len(answer)), st.integers(0, len(answer))), max_size=3))  # fmt: skip
    some = tuple(quote(done, min(place), max(place)) for place in places)
    read = debrief_of(done, {(0, 0): some}, shown=quote(done, 0, 0))
    assert next(bold_words(markdown(read))) == squeezed(next(marked(read)))


def test_markdown_notes_what_marked_words_speak_for():
    text = markdown(sample())
    for mark in marks(sample()):
        line = next(one for one in text.splitlines() if one.startswith(f"- \\[{mark.number}\\] "))
        assert all(f"{note.stance} **{note.name}**" in line for note in mark.notes)


def test_answers_cannot_add_headings_lists_or_markup_to_markdown():
    plain, attacked = (BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(markdown(read)), "html.parser")
                       for read in (sample(), hostile(MARKDOWN)))  # fmt: skip
    for tag in ("h1", "h2", "h3", "table", "a", "b", "hr"):
        assert len(attacked(tag)) == len(plain(tag)), tag
    assert "&copy;" in attacked.get_text()


def test_the_markdown_is_the_golden_one(golden):
    golden("debrief.md", markdown(sample()))


ALWAYS = (
    "next_step", "rated", "criterion", "overall", "criteria", "you_said", "manner", "transcript", "legend", "same_again", "aid",
)  # fmt: skip
PLAYED = ("ended", "ends_the_same", "moved", "hidden", "course", "after_turn")


@pytest.mark.parametrize(
    ("make", "labels"), [(sample, ALWAYS), (played, (*ALWAYS, *PLAYED))], ids=["sample", "played"]
)
def test_page_pdf_and_markdown_use_the_same_words_for_the_same_things(make, labels):
    read = make()
    headings = [squeezed(one.get_text()) for one in page(read).find_all(["h1", "h2", "h3"])]
    shown = squeezed(page(read).get_text()), text_of(read), squeezed(markdown(read))
    for label in labels:
        for text in shown:
            assert squeezed(getattr(WORDS, label)) in text, label
    contents = [squeezed(one.get_text()) for one in page(read).select(".toc li a")]
    assert all(any(re.sub(r"^\d+", "", one) in heading for heading in headings) for one in contents)


def test_a_criterion_that_fell_is_not_told_as_kept():
    fell, rose, same = (
        RedoRow(criterion="c", before=before, now=now, added=added)
        for before, now, added in ((4, 3, ()), (2, 3, ("more",)), (3, 3, ()))
    )
    assert [went(one) for one in (fell, rose, same)] == ["said less well", "", "kept"]
