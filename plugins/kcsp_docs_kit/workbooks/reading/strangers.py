"""What a file is that is no Excel workbook, by how it begins."""

from __future__ import annotations

from pathlib import PurePath

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NAME_THE_WORKBOOK = "Name the workbook instead."
SAVE_AS_WORKBOOK = "Open it in Excel and save it as an Excel workbook (.xlsx)."


def what_it_is_instead(file: str, content: bytes) -> tuple[str, str] | None:
    """A sentence and what to do, for content that is no zip package; None for one."""
    if not content:
        return "The file is empty.", "Copy it again from where it came: what is missing here may still be there."
    if not content.strip(b"\0"):
        message = "The file holds nothing but zero bytes: it was not copied, or synchronised, to its end."
        return message, "Copy it again from where it came."
    if PurePath(file).name.startswith("~$"):
        message = "The file is the mark that Excel leaves beside a workbook while somebody has it open."
        return message, "Name the workbook itself."
    if content.startswith(OLE):
        return _old_container(content)
    if content.startswith(b"PK"):
        return None
    return _by_its_words(content)


def _old_container(content: bytes) -> tuple[str, str]:
    if ENCRYPTED in content:
        message = "The file is protected with a password, so that it cannot be opened."
        return message, "Open it in Excel, take the password off (File, Info, Protect Workbook) and save it."
    return "The file is not an Excel workbook of today's kind (.xlsx): it may be an old .xls.", SAVE_AS_WORKBOOK


def _by_its_words(content: bytes) -> tuple[str, str]:
    words = content[:2000].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    if words.startswith(b"%pdf"):
        return "The file is a PDF, not a workbook.", NAME_THE_WORKBOOK
    if b"schemas-microsoft-com:office:spreadsheet" in words:
        return "The file is a spreadsheet in an old XML form, not an Excel workbook.", SAVE_AS_WORKBOOK
    if words.startswith((b"<!doctype html", b"<html", b"<table")):
        return "The file is a web page with the name of a workbook.", SAVE_AS_WORKBOOK
    if words.isascii() and all(byte >= 32 or byte in b"\t\r\n" for byte in words):
        return "The file is plain text (perhaps .csv), not a workbook.", "Collect the workbook that it was made from."
    return "The file is not a workbook.", NAME_THE_WORKBOOK
