"""Reading documents: PDF, DOCX, HTML, Markdown, JSON Resume, plain text."""

from greenroom.adapters.documents.reader import FileReader

__all__ = ["FileReader"]
