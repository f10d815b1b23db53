"""An .xlsx as its parts and XML: no library that writes or reads workbooks stands between a test and the file."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")


@dataclass(frozen=True)
class Area:
    """Rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Area) -> bool:
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def area(ref: str) -> Area:
    """``B2`` or ``$B$2:C9``; raises ValueError for anything else."""
    corners = [_CELL.fullmatch(corner) for corner in ref.split(":")]
    if not 1 <= len(corners) <= 2 or not all(corners):
        raise ValueError(f"{ref} is no range of cells")
    first, last = corners[0], corners[-1]
    return Area(int(first[2]), _column(first[1]), int(last[2]), _column(last[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def plain(text: str) -> str:
    """Text without the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19)."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@dataclass(frozen=True)
class Cell:
    row: int
    column: int
    ref: str
    style: int
    type: str
    value: str | None
    formula: str | None


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    external: bool


@dataclass
class SheetPart:
    name: str
    state: str
    path: str
    root: ET.Element
    book: Book = field(repr=False)

    @cached_property
    def cells(self) -> list[Cell]:
        return [_cell(each) for each in self.root.iter(f"{S}c")]

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def tables(self) -> list[ET.Element]:
        parts = self.root.iter(f"{S}tablePart")
        relations = self.book.relations(self.path)
        return [self.book.parts[relations[each.get(f"{R}id")].target] for each in parts]

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text."""
        cell = self.by_place.get((row, column))
        if cell is None or cell.value is None:
            return ""
        return self.book.strings[int(cell.value)] if cell.type == "s" else cell.value


class Book:
    """A workbook's parts by name, its sheets in their order, its shared strings."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.entries = package.infolist()
            self.parts = {name: ET.fromstring(package.read(name)) for name in package.namelist()}
        self.workbook = self.parts["xl/workbook.xml"]

    def relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"), ET.Element("none"))
        found = {}
        for each in root:
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = each.get("Type", "").rsplit("/", 1)[-1]
            found[each.get("Id")] = Relation(kind, target if external else whole, external)
        return found

    @cached_property
    def sheets(self) -> list[SheetPart]:
        relations = self.relations("xl/workbook.xml")
        return [
            SheetPart(each.get("name"), each.get("state", "visible"), path, self.parts[path], self)
            for each in self.workbook.iter(f"{S}sheet")
            for path in [relations[each.get(f"{R}id")].target]
        ]

    def sheet(self, name: str) -> SheetPart:
        return next(each for each in self.sheets if each.name == name)

    @cached_property
    def strings(self) -> list[str]:
        root = self.parts.get("xl/sharedStrings.xml", ET.Element("none"))
        return [plain("".join(text.text or "" for text in each.iter(f"{S}t"))) for each in root.iter(f"{S}si")]

    @cached_property
    def names(self) -> list[ET.Element]:
        return list(self.workbook.iter(f"{S}definedName"))

    def tables(self) -> Iterator[tuple[SheetPart, ET.Element]]:
        return ((sheet, table) for sheet in self.sheets for table in sheet.tables)


def _cell(element: ET.Element) -> Cell:
    found = area(element.get("r"))
    formula = element.find(f"{S}f")
    return Cell(
        found.top,
        found.left,
        element.get("r"),
        int(element.get("s", "0")),
        element.get("t", "n"),
        element.findtext(f"{S}v"),
        None if formula is None else formula.text,
    )
