"""A sheet while it is written: XlsxWriter's sheet, its layout, and what its parts share with the rest of the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from xlsxwriter.utility import xl_range_abs

from kcsp_docs_kit.workbooks.cells import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

    from kcsp_docs_kit.workbooks.formats import Formats, Role
    from kcsp_docs_kit.workbooks.layout import Layout, Placed
    from kcsp_docs_kit.workbooks.schema import Choice, Figure, Looks

Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a part is written on.

    ``lists`` are the names of the lists that drop down, ``figures`` those of the cells that are read back, and
    ``grids`` says where on which sheet each grid stands.
    """

    book: Book
    sheet: Worksheet
    sheet_name: str
    formats: Formats
    layout: Layout
    lists: Mapping[tuple[Choice, ...], str]
    figures: Mapping[Figure, str]
    grids: Mapping[str, tuple[str, Placed]]

    def name(self, name: str, area: Area, *, hidden: bool = False) -> None:
        """Give cells of the sheet a name that holds in the whole workbook."""
        define(self.book, name, self.sheet_name, area, hidden=hidden)

    def across(self, row: int, first: int, last: int, text: str, role: Role) -> None:
        """A text that runs across several cells of one row; never across a table's."""
        look = self.formats.cell(role)
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", look)
        write_text(self.sheet, row, first, text, look)

    def colour(self, area: Area, looks: Looks) -> None:
        """Let certain words look as they should, now and when somebody has typed another."""
        for word, look in looks:
            literal = word.replace('"', '""')
            rule = {"type": "cell", "criteria": "==", "value": f'"{literal}"', "format": self.formats.look(look)}
            self.sheet.conditional_format(*area, rule)


def define(book: Book, name: str, sheet: str, area: Area, *, hidden: bool = False) -> None:
    """A workbook-level name. Those that people have no use for are left out of Excel's list of names."""
    quoted = sheet.replace("'", "''")
    book.define_name(name, f"='{quoted}'!{xl_range_abs(*area)}")
    if hidden:
        book.defined_names[-1][-1] = True  # XlsxWriter hides its own names alone
