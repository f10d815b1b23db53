"""What was written on each sheet besides what is read back: the other side of telling what somebody added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from kcsp_docs_kit.workbooks.baseline import BaselineSheet
from kcsp_docs_kit.workbooks.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlsxwriter import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

    from kcsp_docs_kit.workbooks.schema import Table, Workbook

FORMULA = "\0"
"""Tells a formula from a text that begins as one; no text of a workbook holds it."""


def built_sheets(book: Book, workbook: Workbook) -> tuple[BaselineSheet, ...]:
    """Every sheet that was written so far, before the book is closed."""
    tables = {table.name: table for table in workbook.tables}
    texts = {index: text for text, index in book.str_table.string_table.items()}
    return tuple(_sheet(sheet, tables, texts) for sheet in book.worksheets())


def _sheet(sheet: Worksheet, tables: dict[str, Table], texts: dict[int, str]) -> BaselineSheet:
    read_back = _read_back(sheet, tables)
    cells: dict[str, str] = {}
    formulas: dict[str, str] = {}
    for row, column, text in _cells(sheet, texts):
        into = formulas if text.startswith(FORMULA) else cells
        if not read_back(row, column, formula=into is formulas):
            into[xl_rowcol_to_cell(row, column)] = text.removeprefix(FORMULA)
    return BaselineSheet(str(sheet.name), cells, formulas, len(sheet.charts))


def _cells(sheet: Worksheet, texts: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    for row, columns in sorted(sheet.table.items()):
        for column, cell in sorted(columns.items()):
            text = _text(cell, texts)
            if text is not None:
                yield row, column, text


def _text(cell: Any, texts: dict[int, str]) -> str | None:  # noqa: ANN401  (XlsxWriter's cells have no common type)
    """What a reader finds in a cell; None for one that is only formatted."""
    match type(cell).__name__:
        case "String":
            return texts[cell.string]
        case "RichString":
            return str(cell.raw_string)
        case "Number" | "Datetime":
            return canonical(float(cell.number)) or "0"
        case "Formula" | "ArrayFormula":
            return f"{FORMULA}={cell.formula}"
        case _:
            return None


def _read_back(sheet: Worksheet, tables: dict[str, Table]) -> Callable[..., bool]:
    """Whether a cell is known from the records: an id, a value that is edited, a formula in the row of a record."""
    areas = []
    for each in sheet.tables:
        table = tables.get(each["name"])
        if table is not None:
            first, last = map(xl_cell_to_rowcol, each["range"].split(":"))
            edited = {
                0,
                *(place for place, column in enumerate(table.columns, 1) if column.editable and not column.formula),
            }
            areas.append((first, last, edited))

    def read_back(row: int, column: int, *, formula: bool) -> bool:
        return any(
            first[0] < row <= last[0] and (formula or column - first[1] in edited) for first, last, edited in areas
        )

    return read_back
