"""What a Word file marks as deleted and as inserted, read from its XML: a string for each mark, in order."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def struck_and_put_in(content: bytes) -> tuple[list[str], list[str]]:
    """What is struck out of each paragraph that anything is, and what is put in."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ET.fromstring(package.read("word/document.xml"))
    return _marked(body, "del", "delText"), _marked(body, "ins", "t")


def _marked(body: ET.Element, mark: str, text: str) -> list[str]:
    found = []
    for paragraph in body.iter(W + "p"):
        pieces = (piece.text or "" for child in paragraph.iter(W + mark) for piece in child.iter(W + text))
        if said := "".join(pieces).strip():
            found.append(said)
    return found
