"""The ways in which a document cannot be read: one function a case, each an `InputError` with a stable code."""

from __future__ import annotations

from greenroom.errors import InputError

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 40
MAX_CHARACTERS = 400_000


def missing(name: str) -> InputError:
    """No such file."""
    return InputError(
        f"There is no file {name}.", hint="Check the path; '-' reads standard input.", code="missing_file"
    )


def directory(name: str) -> InputError:
    """A folder where a file is wanted."""
    return InputError(
        f"{name} is a folder.", hint="Name one file: a CV or a job description.", code="is_directory"
    )


def unreadable(name: str, why: str) -> InputError:
    """The operating system refuses to read the file."""
    return InputError(
        f"{name} cannot be opened: {why}.", hint="Check its permissions.", code="unreadable_file"
    )


def empty(name: str) -> InputError:
    """Nothing in it."""
    return InputError(f"{name} is empty.", hint="Give a file with text in it.", code="empty_file")


def too_large(name: str, size: int) -> InputError:
    """More bytes than a CV or posting ever has."""
    return InputError(
        f"{name} is {size / 1024 / 1024:.1f} MB; at most {MAX_BYTES // 1024 // 1024} MB are read.",
        hint="Save it without pictures, or copy its text into a .txt file.",
        code="too_large",
    )


def too_many_pages(name: str, pages: int) -> InputError:
    """A book, not a CV."""
    return InputError(
        f"{name} has {pages} pages; at most {MAX_PAGES} are read.",
        hint="A CV or posting is a few pages: give only those.",
        code="too_many_pages",
    )


def too_much_text(name: str) -> InputError:
    """More text than a CV or posting ever has."""
    return InputError(
        f"{name} holds more than {MAX_CHARACTERS:,} characters.",
        hint="Is it really a CV or a job description? Give only that part.",
        code="too_much_text",
    )


def no_text(name: str) -> InputError:
    """Readable, and no words in it."""
    return InputError(f"{name} contains no text.", hint="Check that it is the right file.", code="no_text")


def broken(name: str, kind: str) -> InputError:
    """Says it is `kind` and is not."""
    return InputError(
        f"{name} is not a readable {kind} file.",
        hint=f"Open it in the program that made it and save it again as {kind} or plain text.",
        code="broken_file",
    )


def encrypted(name: str) -> InputError:
    """Needs a password."""
    return InputError(
        f"{name} is protected with a password.",
        hint="Save a copy without the password (print to PDF does it) and give that.",
        code="encrypted",
    )


def scanned(name: str) -> InputError:
    """Pictures of text, and the OCR extra is not installed."""
    return InputError(
        f"{name} is a scan: its pages are pictures without text.",
        hint="Install text recognition with: pip install 'greenroom[ocr]', or give a file with text.",
        code="scanned",
    )


def unsafe(name: str, why: str) -> InputError:
    """Built to harm."""
    return InputError(
        f"{name} is refused: {why}.",
        hint="Save it again from a word processor, or give it as PDF or plain text.",
        code="unsafe_file",
    )


def unsupported(name: str, kind: str, hint: str) -> InputError:
    """A format that is known and not read."""
    return InputError(f"{name} is {kind}, which is not read.", hint=hint, code="unsupported_type")


def not_text(name: str) -> InputError:
    """Bytes in no format and no encoding known here."""
    return InputError(
        f"{name} is not text in any encoding known here, nor PDF, DOCX or HTML.",
        hint="Save it as PDF, DOCX or UTF-8 text.",
        code="not_text",
    )
