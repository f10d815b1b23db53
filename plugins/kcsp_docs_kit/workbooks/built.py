"""What was written on each sheet besides what is read back: the other side of telling what somebody added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from kcsp_docs_kit.workbooks.baseline import BaselineSheet
from kcsp_docs_kit.workbooks.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlsxwriter import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

    from kcsp_docs_kit.workbooks.schema import Table, Workbook


def built_sheets(book: Book, workbook: Workbook) -> tuple[BaselineSheet, ...]:
    """Every sheet that was written so far, before the book is closed."""
    tables = {table.name: table for table in workbook.tables}
    return tuple(_sheet(sheet, tables) for sheet in book.worksheets())


def _sheet(sheet: Worksheet, tables: dict[str, Table]) -> BaselineSheet:
    read_back = _read_back(sheet, tables)
    texts = {index: text for text, index in sheet.str_table.string_table.items()}
    cells: dict[str, str] = {}
    formulas: dict[str, str] = {}
    for row, column, cell in _cells(sheet):
        name = xl_rowcol_to_cell(row, column)
        match type(cell).__name__:
            case "String":
                text = texts[cell.string]
            case "RichString":
                text = cell.raw_string
            case "Number" | "Datetime":
                text = canonical(float(cell.number)) or "0"
            case "Formula" | "ArrayFormula":
                if not read_back(row, column, formula=True):
                    formulas[name] = f"={cell.formula}"
                continue
            case _:
                continue
        if not read_back(row, column, formula=False):
            cells[name] = text
    return BaselineSheet(sheet.get_name(), cells, formulas, len(sheet.charts))


def _cells(sheet: Worksheet) -> Iterator[tuple[int, int, object]]:
    for row, columns in sorted(sheet.table.items()):
        for column, cell in sorted(columns.items()):
            yield row, column, cell


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
