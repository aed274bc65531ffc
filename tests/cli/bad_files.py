"""Files that cannot be used, made on the spot."""

import io
import zipfile
from pathlib import Path

import docx

GERMAN_CV = """\
Anna Weber
anna.weber@example.org · +49 30 5550123 · Berlin

Berufserfahrung

Ingenieurin für maschinelles Lernen, Nordlicht GmbH
03/2021 – heute
- Ich habe die Modelle für die Vorhersage der Nachfrage entwickelt und mit dem Team in den Betrieb gebracht.
- Die Kosten der Anlage sind durch die neue Planung um 12 % gesunken, und der Dienst ist seit zwei Jahren stabil.
- Zusammen mit den Kollegen aus der Logistik habe ich die Daten geprüft und die Berichte für die Leitung erstellt.

Ausbildung

Technische Universität, Informatik, 2016 – 2020
"""
SHORT_POSTING = "We are hiring an AI engineer in Rotterdam. Python, RAG, good pay, nice team. Send us your CV today please."


def pdf(pages: int = 1, *, encrypted: bool = False) -> bytes:
    """A PDF of empty pages; under a password that nobody knows where `encrypted`."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    extra = ""
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>")
        extra = f"/Encrypt {len(objects)} 0 R /ID [<{'33' * 16}> <{'33' * 16}>]"
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{trailer}".encode()


def scan() -> bytes:
    """A PDF whose one page is a picture and nothing else."""
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(picture)} >>\nstream\n{picture}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n".encode("latin-1")


def sparse(path: Path, megabytes: int) -> Path:
    """A file of that size that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    return path


def zip_bomb() -> bytes:
    """A DOCX of 80 KB that unpacks to 80 MB."""
    return _archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(80_000_000)})


def docx_with_external_entity(secret: Path) -> bytes:
    """A DOCX whose XML asks for the content of `secret`."""
    plain = io.BytesIO()
    docx.Document().save(plain)
    source = zipfile.ZipFile(plain)
    members = {name: source.read(name) for name in source.namelist()}
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    body = (
        members["word/document.xml"]
        .decode()
        .split("?>", 1)[1]
        .replace("<w:body>", "<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    )
    members["word/document.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}{body}'.encode()
    return _archive(members)


def _archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()
