"""DOCX: nothing that is visible is lost, and what Word says about a paragraph is kept."""

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt


def test_tables_nested_tables_headers_and_footers_are_read(reader, word_file, texts):
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "ada@example.com"
    file.sections[0].footer.paragraphs[0].text = "References on request"
    file.add_heading("Ada Lovelace", 1)
    table = file.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Engineer", "2020 – 2023"
    table.cell(1, 0).text = "Skills"
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "Python\nSpark"
    file.add_paragraph("Last line")
    found = texts(reader.read(word_file(file), name="cv.docx"))
    assert found == [
        "ada@example.com", "Ada Lovelace", "Engineer\t2020 – 2023", "Skills", "Python", "Spark", "Last line",
        "References on request",
    ]  # fmt: skip


def test_headings_lists_and_style_are_kept(reader, word_file):
    file = docx.Document()
    file.add_heading("Experience", 2)
    file.add_paragraph("First", style="List Bullet")
    file.add_paragraph("Nested", style="List Bullet 2")
    line = file.add_paragraph("Engineer, ")
    run = line.add_run("Harbour")
    run.bold = True
    run.font.size = Pt(14)
    document = reader.read(word_file(file), name="cv.docx")
    heading, first, nested, entry = document.lines
    assert heading.heading == 2
    assert (first.bullet, first.indent) == (True, 0)
    assert (nested.bullet, nested.indent) == (True, 1)
    assert not entry.bullet
    assert [document.text[a:b] for a, b in entry.bold_parts] == ["Harbour"]
    assert entry.size == 14


def test_text_boxes_are_read_once(reader, word_file, texts):
    file = docx.Document()
    paragraph = file.add_paragraph("Body")
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    assert texts(reader.read(word_file(file), name="cv.docx")) == ["Body", "In the box"]


def test_links_are_kept_and_their_text_too(reader, word_file, texts):
    file = docx.Document()
    paragraph = file.add_paragraph("See ")
    relation = file.part.relate_to(
        "https://ada.example",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>my site</w:t></w:r>"))
    paragraph._p.append(link)
    document = reader.read(word_file(file), name="cv.docx")
    assert texts(document) == ["See my site"]
    assert document.links == ("https://ada.example",)


def test_padding_tabs_part_cells_and_spaced_headings_close_up(reader, word_file, texts):
    file = docx.Document()
    file.add_paragraph("W O R K  E X P E R I E N C E")
    file.add_paragraph("Harbour\t\t\tJan 2020 –\u00a0now")
    file.add_paragraph("\u2022 typed bullet")
    document = reader.read(word_file(file), name="cv.docx")
    assert texts(document) == ["WORK EXPERIENCE", "Harbour\tJan 2020 – now", "typed bullet"]
    assert document.lines[2].bullet


def test_deleted_text_of_tracked_changes_is_gone_and_inserted_text_is_there(reader, word_file, texts):
    file = docx.Document()
    paragraph = file.add_paragraph("Kept ")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>new</w:t></w:r></w:ins>'))
    assert texts(reader.read(word_file(file), name="cv.docx")) == ["Kept new"]
