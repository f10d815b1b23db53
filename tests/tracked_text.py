"""What a Word file marks as deleted and as inserted, read from its XML."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = {W + "br": "\n", W + "tab": "\t"}
MARKS = {W + "del": "del", W + "ins": "ins"}


def struck_and_put_in(content: bytes) -> tuple[list[str], list[str]]:
    """The strings that are struck out, and those that are put in; within a paragraph what lies side by side is one."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ET.fromstring(package.read("word/document.xml"))
    found: dict[str, list[str]] = {"del": [], "ins": []}
    for paragraph in body.iter(W + "p"):
        for mark, pieces in groupby(_pieces(paragraph, ""), key=lambda piece: piece[0]):
            said = "".join(text for _, text in pieces).strip()
            if mark and said:
                found[mark].append(said)
    return found["del"], found["ins"]


def _pieces(element: ET.Element, mark: str) -> Iterator[tuple[str, str]]:
    """The texts of a paragraph, each with the mark that it lies in."""
    for child in element:
        if child.tag in (W + "t", W + "delText"):
            yield mark, child.text or ""
        elif child.tag in SHOWN:
            yield mark, SHOWN[child.tag]
        elif child.tag != W + "pPr":
            yield from _pieces(child, MARKS.get(child.tag, mark))
