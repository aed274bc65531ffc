"""Input that cannot be read: each case has its code, says what is wrong and what to do."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from greenroom.adapters.documents import failures, ocr
from greenroom.errors import InputError


def refused(reader, data, name):
    with pytest.raises(InputError) as caught:
        reader.read(data, name=name)
    error = caught.value
    assert name in error.what
    assert error.hint.endswith(".")
    return error.code


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted_pdf(password):
    """A PDF with one empty page under a user password (PDF 1.7, section 7.6, revision 2)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password + pad)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(
        padded + owner + (-4).to_bytes(4, "little", signed=True) + b"0123456789abcdef"
    ).digest()[:5]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{rc4(key, pad).hex()}> >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    ident = b"0123456789abcdef".hex()
    trailer = f"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<{ident}> <{ident}>] >>"
    out += f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode()


@pytest.fixture
def scan(pdf):
    """A PDF whose one page is a picture of text."""
    picture = io.BytesIO()
    source = pdf("#text(size: 24pt)[Ada Lovelace]\n\n#text(size: 14pt)[Machine learning engineer in London]")
    pypdfium2.PdfDocument(source)[0].render(scale=2).to_pil().convert("RGB").save(picture, "JPEG")
    new = pypdfium2.PdfDocument.new()
    page = new.new_page(595, 842)
    image = pypdfium2.PdfImage.new(new)
    image.load_jpeg(io.BytesIO(picture.getvalue()), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    new.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "cv.pdf", "empty_file"),
        (b" \n\t ", "cv.txt", "empty_file"),
        (b"this is no pdf at all", "cv.pdf", "broken_file"),
        (b"%PDF-1.7\nand then nothing", "cv.pdf", "broken_file"),
        (b"this is no docx", "cv.docx", "broken_file"),
        (b"PK\x03\x04 cut short word/", "cv.docx", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cv.doc", "unsupported_type"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "cv.docx",
            "encrypted",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "cv.png", "unsupported_type"),
        (b"{\\rtf1 hello}", "cv.rtf", "unsupported_type"),
        (bytes(range(256)) * 40, "cv.txt", "not_text"),
        (b'{"unrelated": true}', "resume.json", "unsupported_type"),
        (b'{"basics": ', "resume.json", "broken_file"),
        (b"<html><body></body></html>", "cv.html", "no_text"),
        (b"word " * 100_000, "cv.txt", "too_much_text"),
    ],
)
def test_each_case_has_its_code(reader, data, name, code):
    assert refused(reader, data, name) == code


def test_open_document_and_other_archives_say_what_to_do(reader):
    assert (
        refused(reader, archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "cv.odt")
        == "unsupported_type"
    )
    assert refused(reader, archive({"cv.txt": "Ada"}), "cv.zip") == "unsupported_type"


def test_a_zip_bomb_is_refused_before_it_unpacks(reader):
    bomb = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 80_000_000})
    assert len(bomb) < failures.MAX_BYTES
    assert refused(reader, bomb, "cv.docx") == "unsafe_file"


def test_external_entities_are_refused(reader, word_file, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    source = zipfile.ZipFile(io.BytesIO(word_file(docx.Document())))
    members = {name: source.read(name) for name in source.namelist()}
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    for encoding in ("utf-8", "utf-16"):
        xml = members["word/document.xml"].decode().split("?>", 1)[1]
        evil = f'<?xml version="1.0" encoding="{encoding}"?>{doctype.decode()}{xml}'.encode(encoding)
        assert refused(reader, archive({**members, "word/document.xml": evil}), "cv.docx") == "unsafe_file"


def test_an_encrypted_pdf_asks_for_a_copy_without_password(reader):
    assert refused(reader, encrypted_pdf(b"secret"), "cv.pdf") == "encrypted"


def test_a_book_is_refused(reader, pdf):
    assert refused(reader, pdf("#pagebreak()\n" * 60 + "end"), "book.pdf") == "too_many_pages"


def test_a_large_file_is_refused_by_its_size_without_reading_it(reader, tmp_path, monkeypatch):
    path = tmp_path / "cv.pdf"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(InputError) as caught:
        reader.read_file(path)
    assert caught.value.code == "too_large"


def test_a_missing_file_and_a_folder_are_named(reader, tmp_path):
    for path, code in ((tmp_path / "none.pdf", "missing_file"), (tmp_path, "is_directory")):
        with pytest.raises(InputError) as caught:
            reader.read_file(path)
        assert caught.value.code == code
        assert str(path) in caught.value.what


def test_a_scan_without_the_extra_says_how_to_get_it(reader, scan, monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(InputError) as caught:
        reader.read(scan, name="scan.pdf")
    assert caught.value.code == "scanned"
    assert "pip install 'greenroom[ocr]'" in caught.value.hint


@pytest.mark.skipif(not ocr.is_available(), reason="the optional extra 'ocr' is not installed")
def test_a_scan_is_recognised_without_network_and_noted(reader, scan, socket_disabled):
    document = reader.read(scan, name="scan.pdf")
    assert "Machine learning engineer in London" in document.text
    assert document.lines[0].size > document.lines[1].size
    assert "recognised" in document.notes[0]


def test_a_scanned_page_among_others_is_noted_when_it_cannot_be_read(reader, scan, pdf, monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    both = pypdfium2.PdfDocument(pdf("Ada Lovelace"))
    both.import_pages(pypdfium2.PdfDocument(scan))
    out = io.BytesIO()
    both.save(out)
    document = reader.read(out.getvalue(), name="cv.pdf")
    assert document.text == "Ada Lovelace"
    assert "page 2" in document.notes[0]
