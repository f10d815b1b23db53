"""The XML of a part, element by element within limits: no tree is built of what a stranger wrote.

Straight on expat, with the one refusal of defusedxml that the others follow from: its own parsers take four times as
long, and these files are to be refused or read within two seconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from xml.parsers import expat

from kcsp_docs_kit.workbooks.reading.cells import Misspelt
from kcsp_docs_kit.workbooks.reading.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs_kit.workbooks.schema import WorkbookError

Attributes: TypeAlias = "Mapping[str, str]"

MOST_ELEMENTS = 400_000
"""Of a whole file; a tracker of 5,000 rows has 170,000."""

DEEPEST = 100
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_BULLETS = {
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "❑", "\uf076": "❖", "\uf0a7": "▪",
    "\uf0a8": "◻", "\uf0d8": "➢", "\uf0e0": "→", "\uf0fb": "✗", "\uf0fc": "✓", "\uf0fe": "☑",
}  # fmt: skip
_BULLETS_AT_ALL = re.compile(f"[{''.join(_BULLETS)}]")


class TooMuch(Exception):  # noqa: N818  (the parser is stopped with it; nobody outside sees it)
    """A file has more elements, or deeper ones, than any workbook."""


class _Doctype(Exception):  # noqa: N818
    """A part begins with a document type."""


class Target:
    """Takes the elements of a part, by their names without a namespace: transitional and strict files differ in it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self.room = MOST_ELEMENTS
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        self.room -= 1
        self._depth += 1
        if self.room < 0 or self._depth > DEEPEST:
            raise TooMuch
        if tag not in self._names:
            self._names[tag] = tag.rpartition("}")[2]
        self.start_element(self._names[tag], attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.end_element(self._names[tag])

    def where(self) -> str:
        """Near what the elements stand that were read last."""
        return "a number or a reference in it is misspelt"

    def data(self, text: str) -> None:
        """Text between elements; in several pieces where the parser likes it so."""

    def start_element(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end_element(self, tag: str) -> None:
        """An element is at its end."""


def parse(file: str, part: str, xml: bytes, target: Target) -> None:
    """Hand all elements to ``target``. Raises WorkbookError for what is malformed, too much, or brings a DOCTYPE."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = target.start
    parser.EndElementHandler = target.end
    parser.CharacterDataHandler = target.data
    try:
        parser.Parse(xml, True)
    except _Doctype as error:
        message = f"The file's part {part} brings a DOCTYPE, which no workbook does and which can hide anything."
        raise refused(file, message, "Leave it unopened if you do not know where it comes from.") from error
    except TooMuch as error:
        message = f"The file holds more than can be read (in its part {part})."
        raise refused(file, message, "Delete the rows and columns beyond what is filled in, and save.") from error
    except expat.ExpatError as error:
        raise _damaged(file, part, f"it breaks at line {error.lineno}, column {error.offset + 1}") from error
    except Misspelt as error:
        raise _damaged(file, part, str(error)) from error
    except (ValueError, LookupError, OverflowError) as error:
        raise _damaged(file, part, target.where()) from error


def _damaged(file: str, part: str, what: str) -> WorkbookError:
    message = f"The file is damaged: its part {part} cannot be understood ({what})."
    return refused(file, message, "Open it in Excel, let it repair the file, and save it anew.")


def _no_doctype(*_: object) -> None:
    """Where entities would be declared: they are refused before the first of them is read."""
    raise _Doctype


def unescaped(text: str) -> str:
    """``_x000D_`` is a character by its number (ECMA-376 part 1, 22.9.2.19). Without what no text may hold.

    Bullets from Word are read as the characters that they look like: Word writes those of its fonts Symbol and
    Wingdings as characters of private use.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _BULLETS_AT_ALL.sub(lambda match: _BULLETS[match[0]], text)
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
