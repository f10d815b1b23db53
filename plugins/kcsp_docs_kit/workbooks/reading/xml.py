"""The XML of a part, element by element within limits: no tree is built of what a stranger wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kcsp_docs_kit.workbooks.reading.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

Attributes: TypeAlias = "Mapping[str, str]"

MOST_ELEMENTS = 1_000_000
DEEPEST = 100
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class TooMuch(Exception):  # noqa: N818  (the parser is stopped with it; nobody outside sees it)
    """A part has more elements, or deeper ones, than any workbook."""


class Target:
    """Takes the elements of a part, by their names without a namespace: transitional and strict files differ in it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._elements = 0
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise TooMuch
        name = self._names.get(tag) or self._names.setdefault(tag, tag.rpartition("}")[2])
        self.start_element(name, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.end_element(self._names[tag])

    def data(self, text: str) -> None:
        """Text between elements; in several pieces where the parser likes it so."""

    def start_element(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end_element(self, tag: str) -> None:
        """An element is at its end."""

    def close(self) -> None:
        """Nothing is left to do; the parser asks for it."""


def parse(file: str, part: str, xml: bytes, target: Target) -> None:
    """Hand all elements to ``target``. Raises WorkbookError for what is malformed, too much, or brings a DOCTYPE."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        parser.feed(xml)
        parser.close()
    except DefusedXmlException as error:
        message = f"The file's part {part} declares entities, which no workbook does and which can hide anything."
        raise refused(file, message, "Leave it unopened if you do not know where it comes from.") from error
    except TooMuch as error:
        message = f"The file's part {part} holds more than can be read: over {MOST_ELEMENTS:,} elements."
        raise refused(file, message, "Delete the rows and columns beyond what is filled in, and save.") from error
    except (ParseError, ValueError, LookupError) as error:
        message = f"The file is damaged: its part {part} is not well-formed ({error})."
        raise refused(file, message, "Open it in Excel, let it repair the file, and save it anew.") from error


def unescaped(text: str) -> str:
    """``_x000D_`` is a character by its number (ECMA-376 part 1, 22.9.2.19). Without what no text may hold."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
