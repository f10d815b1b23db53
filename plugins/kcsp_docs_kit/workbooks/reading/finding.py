"""Where a table is now: found by its headings and by the names over its columns, never by the numbers of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.baseline import SHEET
from kcsp_docs_kit.workbooks.reading.columns import IDS, Heading, find_columns
from kcsp_docs_kit.workbooks.reading.typed import choice_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kcsp_docs_kit.workbooks.baseline import BaselineTable
    from kcsp_docs_kit.workbooks.reading.cells import Grid
    from kcsp_docs_kit.workbooks.reading.contents import Contents, Name
    from kcsp_docs_kit.workbooks.reading.telling import Teller

BY_HEADINGS = 0.5
"""The share of headings that must stand in a row for it to be the table's where no name says so."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table where it is now. ``columns`` are numbers by key, without those that are gone."""

    table: BaselineTable
    sheet: str
    grid: Grid
    header: int
    bottom: int
    """The last row that the names cover, or the last that holds anything."""
    columns: Mapping[str, int]

    @property
    def ids(self) -> int:
        return self.columns[IDS]


def find_table(table: BaselineTable, built: Iterable[str], contents: Contents, teller: Teller) -> Found | None:
    """The table's place. What cannot be found is reported; a column that is gone clears nothing.

    ``built`` are the names of all sheets that were built: one that still has its name is not another's.
    """
    headings = (
        Heading(IDS, table.id_heading, table.id_name),
        *(Heading(column.key, column.heading, column.name) for column in table.columns),
    )
    others = {name.casefold() for name in built} - {table.sheet.casefold()}
    place = _best(table, headings, contents, others)
    if place is None:
        _tell_missing(table, contents, teller)
        return None
    sheet, header = place
    named = _named(headings, contents, sheet)
    columns = find_columns(table, headings, contents.grid(sheet), header, named, (sheet, teller))
    if columns is None:
        return None
    bottoms = [name.area[2] for name in named.values()]
    grid = contents.grid(sheet)
    return Found(table, sheet, grid, header, max(bottoms, default=max(grid.rows, default=header)), columns)


def _tell_missing(table: BaselineTable, contents: Contents, teller: Teller) -> None:
    message = f"The table “{table.name}” of the sheet “{table.sheet}” is nowhere in the file."
    if contents.sheet(table.sheet) is None:
        message = f"The sheet “{table.sheet}” is gone, and its table “{table.name}” is nowhere else in the file."
    teller.error("workbook-table-missing", message, "Take the sheet from the file that was built, with its headings.")


def _best(
    table: BaselineTable, headings: tuple[Heading, ...], contents: Contents, others: Collection[str]
) -> tuple[str, int] | None:
    """The row where names say that the headings are, if any is; else the row with most of them, rather where it was."""
    for local in (False, True):
        places = Counter(_tops(headings, contents, local=local))
        named = [place for place, _ in places.most_common() if _score(headings, contents, place) >= BY_HEADINGS]
        if named:
            return named[0]
    found = [place for place in _rows(contents, others) if _score(headings, contents, place) >= BY_HEADINGS]
    return max(found, key=lambda place: (_score(headings, contents, place), place[0] == table.sheet), default=None)


def _tops(headings: tuple[Heading, ...], contents: Contents, *, local: bool) -> Iterator[tuple[str, int]]:
    names = {heading.name for heading in headings}
    for each in contents.names:
        sheet = contents.sheet(each.sheet)
        if each.name in names and (each.local is not None) is local and sheet is not None:
            yield sheet.name, each.area[0]


def _rows(contents: Contents, others: Collection[str]) -> Iterator[tuple[str, int]]:
    for sheet in contents.sheets:
        if sheet.name != SHEET and sheet.name.casefold() not in others:
            yield from ((sheet.name, row) for row in contents.grid(sheet.name).rows)


def _score(headings: tuple[Heading, ...], contents: Contents, place: tuple[str, int]) -> float:
    """The share of the headings that stand in a row."""
    sheet, row = place
    there = {choice_key(cell.raw) for cell in contents.grid(sheet).rows.get(row, {}).values()}
    return sum(choice_key(heading.text) in there for heading in headings) / len(headings)


def _named(headings: tuple[Heading, ...], contents: Contents, sheet: str) -> dict[str, Name]:
    """The names over the columns on one sheet, by key; a name that is private to the sheet is second best."""
    found: dict[str, Name] = {}
    for heading in headings:
        for each in sorted(contents.names, key=lambda name: name.local is not None, reverse=True):
            if each.name == heading.name and each.sheet == sheet and each.area[1] == each.area[3]:
                found[heading.key] = each
    return found
