"""A spreadsheet program on openpyxl: what is inserted, deleted, renamed or copied takes names and tables along."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from typing import Any, TypeAlias
from zipfile import ZIP_STORED, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter, quote_sheetname, range_boundaries
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import TableColumn, TableList
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

Area: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom, as openpyxl counts."""

_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)")
_NEVER_CHANGED = (
    "conditional_formatting",
    "data_validations",
    "column_dimensions",
    "page_setup",
    "protection",
    "views",
)
_STATE = ("_value", "data_type", "_style", "_comment")


class Workbench:
    """An open workbook. Charts are lost when it is saved, which no reader of it minds."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(io.BytesIO(content))

    def another(self) -> Workbench:
        """The same workbook, opened once more: copied in a fifth of the time."""
        lists = {id(held): IndexedList(held) for held in vars(self.book).values() if isinstance(held, IndexedList)}
        tables = {id(sheet._tables): TableList() for sheet in self.book}  # these and lists do not copy by themselves
        cells: dict[int, Any] = {id(sheet._cells): {} for sheet in self.book}
        shared = {id(held): held for sheet in self.book for held in (getattr(sheet, name) for name in _NEVER_CHANGED)}
        copied = deepcopy(self, {**lists, **tables, **cells, **shared})
        for sheet, original in zip(copied.book, self.book, strict=True):
            sheet.row_dimensions.worksheet, sheet.row_dimensions.default_factory = sheet, sheet._add_row
            for table in original.tables.values():
                sheet._tables.add(deepcopy(table, {id(column): column for column in table.tableColumns}))
            sheet._cells.update((place, _copied(cell, sheet)) for place, cell in original._cells.items())
        return copied

    def sheet(self, name: str) -> Worksheet:
        return self.book[name]

    @property
    def visible(self) -> list[str]:
        return [sheet.title for sheet in self.book if sheet.sheet_state == "visible"]

    def place(self, name: str) -> tuple[str, int, int] | None:
        """The sheet, row and column of a name over one cell."""
        held = self.book.defined_names.get(name)
        match = _REFERENCE.fullmatch(held.attr_text) if held else None
        if match is None:
            return None
        left, top, _, _ = range_boundaries(match[3].replace("$", ""))
        return _sheet_of(match), top, left

    def value(self, sheet: str, row: int, column: int) -> Any:
        cell = self.book[sheet]._cells.get((row, column))
        return None if cell is None else cell.value

    def put(self, sheet: str, row: int, column: int, value: Any, *, as_text: bool = False) -> bool:
        """Whether it could be typed there: what a merged cell covers takes nothing."""
        cell = self.book[sheet].cell(row, column)
        if isinstance(cell, MergedCell):
            return False
        cell.value = value
        if as_text:
            cell.data_type = "s"
        return True

    def insert(self, sheet: str, axis: str, at: int, number: int = 1) -> None:
        """Rows (``axis`` is ``row``) or columns."""

        def moved(first: int, last: int) -> tuple[int, int] | None:
            return first + number * (first >= at), last + number * (last >= at)

        where = self.book[sheet]
        self._reshape(where, axis, moved, lambda: _of(where, "insert", axis)(at, number))

    def delete(self, sheet: str, axis: str, at: int) -> None:
        def moved(first: int, last: int) -> tuple[int, int] | None:
            first, last = first - (first > at), last - (last >= at)
            return (first, last) if first <= last else None

        where = self.book[sheet]
        self._reshape(where, axis, moved, lambda: _of(where, "delete", axis)(at))

    def rename(self, sheet: str, name: str) -> None:
        self.book[sheet].title = name
        for held in self._names():
            match = _REFERENCE.fullmatch(held.attr_text)
            if match and _sheet_of(match) == sheet:
                held.attr_text = f"{quote_sheetname(name)}!{match[3]}"

    def copy(self, sheet: str, name: str) -> None:
        """The names of the original become private names of the copy, as in Excel."""
        copied = self.book.copy_worksheet(self.book[sheet])
        copied.title = name
        for title, held in list(self.book.defined_names.items()):
            match = _REFERENCE.fullmatch(held.attr_text)
            if match and _sheet_of(match) == sheet:
                copied.defined_names[title] = DefinedName(title, attr_text=f"{quote_sheetname(name)}!{match[3]}")

    def move(self, sheet: str, offset: int) -> None:
        self.book.move_sheet(sheet, offset)

    def swap(self, sheet: str, cells: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        """Exchange what pairs of cells hold, with their looks and comments."""
        for one, other in cells:
            first, second = (self.book[sheet].cell(*place) for place in (one, other))
            states = _state(first), _state(second)
            _set(first, states[1])
            _set(second, states[0])

    def permute(self, sheet: str, columns: range, rows: list[int], order: list[int]) -> None:
        """``rows`` take what ``order`` held."""
        where = self.book[sheet]
        held = [[_state(where.cell(row, column)) for column in columns] for row in order]
        for row, states in zip(rows, held, strict=True):
            for column, state in zip(columns, states, strict=True):
                _set(where.cell(row, column), state)

    def swap_names(self, sheet: str, one: int, other: int) -> None:
        """As when columns are cut and inserted elsewhere: the names go with them."""
        for held in self._names():
            match = _REFERENCE.fullmatch(held.attr_text)
            if match and _sheet_of(match) == sheet:
                left, top, right, bottom = range_boundaries(match[3].replace("$", ""))
                if left == right and left in (one, other):
                    column = other if left == one else one
                    held.attr_text = f"{quote_sheetname(sheet)}!{_absolute((column, top, column, bottom))}"

    def is_merged(self, sheet: str, rows: range, columns: range) -> bool:
        return any(
            area.min_row in rows or area.max_row in rows
            for area in self.book[sheet].merged_cells.ranges
            if area.min_col in columns or area.max_col in columns
        )

    def saved(self) -> bytes:
        for sheet in self.book:
            _mend_tables(sheet)
        stream = io.BytesIO()
        ExcelWriter(self.book, ZipFile(stream, "w", ZIP_STORED)).save()
        return stream.getvalue()

    def _names(self) -> Iterator[DefinedName]:
        yield from self.book.defined_names.values()
        for sheet in self.book:
            yield from sheet.defined_names.values()

    def _reshape(self, sheet: Worksheet, axis: str, moved: Moved, change: Callable[[], None]) -> None:
        merged = [area.bounds for area in sheet.merged_cells.ranges]
        for area in merged:
            sheet.unmerge_cells(_plain(area))
        change()
        for area in merged:
            if (after := _moved(area, axis, moved)) and after[:2] != after[2:]:
                sheet.merge_cells(_plain(after))
        for table in list(sheet.tables.values()):
            after = _moved(range_boundaries(table.ref), axis, moved)
            if after is None:
                del sheet.tables[table.displayName]
            else:
                table.ref = _plain(after)
        for held in self._names():
            match = _REFERENCE.fullmatch(held.attr_text)
            if match and _sheet_of(match) == sheet.title:
                after = _moved(range_boundaries(match[3].replace("$", "")), axis, moved)
                there = _absolute(after) if after else "#REF!"
                held.attr_text = f"{quote_sheetname(sheet.title)}!{there}"


Moved: TypeAlias = Callable[[int, int], "tuple[int, int] | None"]


def _sheet_of(match: re.Match[str]) -> str:
    return (match[1] or "").replace("''", "'") or match[2]


def _of(sheet: Worksheet, verb: str, axis: str) -> Callable[..., None]:
    return getattr(sheet, f"{verb}_{'rows' if axis == 'row' else 'cols'}")


def _moved(area: Area, axis: str, moved: Moved) -> Area | None:
    left, top, right, bottom = area
    after = moved(top, bottom) if axis == "row" else moved(left, right)
    if after is None:
        return None
    return (left, after[0], right, after[1]) if axis == "row" else (after[0], top, after[1], bottom)


def _plain(area: Area) -> str:
    left, top, right, bottom = area
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _absolute(area: Area) -> str:
    left, top, right, bottom = area
    first = f"${get_column_letter(left)}${top}"
    return first if area[:2] == area[2:] else f"{first}:${get_column_letter(right)}${bottom}"


def _copied(cell: Any, sheet: Worksheet) -> Any:
    if isinstance(cell, MergedCell):
        copied: Any = MergedCell(sheet, cell.row, cell.column)
    else:
        copied = Cell(sheet, cell.row, cell.column)
        copied._value, copied.data_type = cell._value, cell.data_type
    copied._style = copy(cell._style)
    return copied


def _state(cell: Any) -> tuple[Any, ...]:
    return tuple(getattr(cell, name) for name in _STATE)


def _set(cell: Any, state: tuple[Any, ...]) -> None:
    for name, value in zip(_STATE, state, strict=True):
        setattr(cell, name, value)
    if cell._comment is not None:
        cell._comment._parent = cell


def _mend_tables(sheet: Worksheet) -> None:
    """The columns of a table are called what its headings say; without such headings it is a plain range."""
    for table in list(sheet.tables.values()):
        left, top, right, bottom = range_boundaries(table.ref)
        heads = [sheet.cell(top, column).value for column in range(left, right + 1)]
        words = {head.casefold() for head in heads if isinstance(head, str) and head.strip() and head[0] != "="}
        if len(words) < len(heads) or bottom == top:
            del sheet.tables[table.displayName]
        elif heads != [column.name for column in table.tableColumns]:
            table.tableColumns = [TableColumn(id=number, name=head) for number, head in enumerate(heads, 1)]
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
