"""Documents made on the spot, so that no test needs a file from elsewhere."""

import io

import docx
import pytest
import typst

from greenroom.adapters.documents import FileReader

PAGE = (
    '#set page(width: 595pt, height: 842pt, margin: 40pt)\n#set text(size: 10pt, font: "Libertinus Serif")\n'
)


@pytest.fixture(scope="session")
def reader():
    return FileReader()


@pytest.fixture(scope="session")
def pdf():
    """A PDF from typst source."""
    return lambda source: typst.compile((PAGE + source).encode())


@pytest.fixture
def read_pdf(reader, pdf):
    return lambda source: reader.read(pdf(source), name="cv.pdf")


@pytest.fixture
def word_file():
    """The bytes of a python-docx document."""

    def save(document: docx.document.Document) -> bytes:
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return save


@pytest.fixture
def texts():
    return lambda document: [document.line_text(line) for line in document.lines]
