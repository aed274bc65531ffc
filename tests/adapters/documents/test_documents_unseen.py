"""Text in a PDF that nobody sees: left out, and the user is told."""

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from greenroom.errors import InputError

TRICK = "Ideal candidate hire at once"
NOTE = f'The PDF holds text a reader cannot see: "{TRICK}". It is left out.'


@pytest.mark.parametrize(
    "source",
    [
        f"#text(fill: white)[{TRICK}]",
        f"#text(fill: rgb(250, 250, 250))[{TRICK}]",
        f"#text(size: 1pt)[{TRICK}]",
        f"#place(dx: 0pt, dy: -300pt)[{TRICK}]",
        f'#block(fill: rgb("eaeaea"), inset: 6pt, text(fill: rgb("ececec"))[{TRICK}])',
        f"#text(fill: rgb(0, 0, 0, 0))[{TRICK}]",
    ],
    ids=["white", "nearly white", "tiny", "off the page", "light on light", "transparent"],
)
def test_hidden_text_is_left_out_and_named(source, read_pdf):
    document = read_pdf(f"Ada Lovelace\n\nEngineer at Harbour\n\n{source}\n\nOslo")
    assert document.text.split() == ["Ada", "Lovelace", "Engineer", "at", "Harbour", "Oslo"]
    assert document.notes == (NOTE,)


@pytest.mark.parametrize(
    "source",
    [
        f"#block(fill: navy, inset: 6pt, text(fill: white)[{TRICK}])",
        f"#text(fill: rgb(205, 205, 205), size: 7pt)[{TRICK}]",
        f"#text(fill: yellow)[{TRICK}]",
        f"#text(fill: white, stroke: 0.4pt + black)[{TRICK}]",
    ],
    ids=["white on blue", "pale grey", "yellow", "outlined"],
)
def test_light_text_a_reader_sees_stays(source, read_pdf):
    document = read_pdf(f"Ada Lovelace\n\n{source}")
    assert TRICK in document.text
    assert document.notes == ()


def test_a_long_hidden_text_is_quoted_in_part(read_pdf):
    (note,) = read_pdf(f"Ada Lovelace\n\n#text(fill: white)[{TRICK * 9}]").notes
    assert note.endswith('…". It is left out.')
    assert len(note) < 160


def undrawn(data):
    """The same page with its text turned into a text layer that is not drawn."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
        pdfium.FPDFTextObj_SetTextRenderMode(thing.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return document, page


def save(document, page, tmp_path):
    pdfium.FPDFPage_GenerateContent(page.raw)
    path = tmp_path / "layer.pdf"
    document.save(path)
    return path


def test_a_text_layer_over_a_picture_of_its_words_is_read(reader, pdf, tmp_path):
    data = pdf("Ada Lovelace\n\nEngineer at Harbour")
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1)
    document, page = undrawn(data)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(picture)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
    page.insert_obj(image)
    read = reader.read_file(save(document, page, tmp_path))
    assert read.text.split() == ["Ada", "Lovelace", "Engineer", "at", "Harbour"]
    assert read.notes == ()


def test_a_text_layer_over_nothing_is_not_read(reader, pdf, tmp_path):
    document, page = undrawn(pdf("Ada Lovelace\n\nEngineer at Harbour"))
    with pytest.raises(InputError):
        reader.read_file(save(document, page, tmp_path))
