"""Tables onto a sheet: those that officers edit, with what is worked out beside them, and those worked out whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range

from kcsp_docs_kit.workbooks.cells import write_formula, write_text, write_typed, write_value
from kcsp_docs_kit.workbooks.formats import Role, number_format
from kcsp_docs_kit.workbooks.formulas import as_stored
from kcsp_docs_kit.workbooks.names import column_names
from kcsp_docs_kit.workbooks.schema import Cell, Column, Grid, Kind, Row, Table
from kcsp_docs_kit.workbooks.validations import validate_fixed, validate_ids, validate_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format

    from kcsp_docs_kit.workbooks.canvas import Area, Canvas
    from kcsp_docs_kit.workbooks.layout import Placed
    from kcsp_docs_kit.workbooks.schema import GridColumn, Looks, Value

_TABLE_STYLE = "Table Style Medium 2"
_GRID_STYLE = "Table Style Light 1"
_NO_ROW = Row("", {})


def write_table(canvas: Canvas, placed: Placed, table: Table) -> None:
    """The records, the empty rows that have ids already, and the columns beside."""
    rows = (*table.rows, *(Row(id_, {}) for id_ in table.spare_ids)) or (_NO_ROW,)
    top, bottom = placed.row, placed.row + len(rows)
    _frame(canvas, table, (top, 0, bottom, len(table.columns)))
    _ids(canvas, table, rows, top)
    for place, column in enumerate((*table.columns, *table.beside), 1):
        _column(canvas, table, column, rows, (top, place, bottom, place))
    for place, name in enumerate(column_names(table)):
        canvas.name(name, (top, place, bottom, place), hidden=True)
    _quiet(canvas, table, (top + 1, bottom))


def _frame(canvas: Canvas, table: Table, area: Area) -> None:
    """The table itself. XlsxWriter fills columns of formulas with 0: the values follow."""
    columns: list[dict[str, object]] = [
        {"header": table.id_heading, "header_format": canvas.formats.cell(Role.FIXED_HEADER)},
        *({"header": each.heading, "header_format": canvas.formats.cell(_header(each))} for each in table.columns),
    ]
    for said, column in zip(columns[1:], table.columns, strict=True):
        if column.formula is not None:
            said["formula"] = as_stored(column.formula, table.name)
    canvas.sheet.add_table(*area, {"name": table.name, "columns": columns, "style": _TABLE_STYLE})


def _header(column: Column) -> Role:
    return Role.HEADER if _is_typed(column) else Role.FIXED_HEADER


def _is_typed(column: Column) -> bool:
    return column.editable and column.formula is None


def _ids(canvas: Canvas, table: Table, rows: Sequence[Row], top: int) -> None:
    for row, record in enumerate(rows, top + 1):
        write_text(canvas.sheet, row, 0, record.id, canvas.formats.cell(Role.ID))
    validate_ids(canvas.sheet, (top + 1, 0, top + len(rows), 0), table)


def _column(canvas: Canvas, table: Table, column: Column, rows: Sequence[Row], area: Area) -> None:
    top, place, bottom, _ = area
    body = (top + 1, place, bottom, place)
    if place > len(table.columns):
        write_text(canvas.sheet, top, place, column.heading, canvas.formats.cell(Role.WORKED_OUT_HEADER))
    role = _role(table, column, place)
    values = [_value(column, row, spare=row.id in table.spare_ids or row is _NO_ROW) for row in rows]
    look = canvas.formats.cell(role, column.kind, number_format(column.kind, values))
    for row, value in enumerate(values, top + 1):
        if column.formula is None:
            write_typed(canvas.sheet, row, place, value, column, look)
        else:
            formula = as_stored(column.formula, table.name)
            write_formula(canvas.sheet, row, place, formula, value, column.kind, look)
    canvas.colour(body, _looks(column))
    if column.name:
        canvas.name(column.name, body)
    if role is Role.TYPED:
        lists = canvas.lists.get(column.choices, "")
        validate_typed(canvas.sheet, body, column.kind, column.heading, column.guidance, lists)
    elif role is Role.WORKED_OUT_IN_TABLE:
        validate_fixed(canvas.sheet, body, worked_out=column.formula is not None)


def _role(table: Table, column: Column, place: int) -> Role:
    """Excel sorts a table on a protected sheet only when no cell of it is locked."""
    if place > len(table.columns):
        return Role.WORKED_OUT
    return Role.TYPED if _is_typed(column) else Role.WORKED_OUT_IN_TABLE


def _value(column: Column, row: Row, *, spare: bool) -> Value:
    return column.spare if spare else row.values.get(column.key)


def _looks(column: Column) -> Looks:
    chosen = tuple((choice.label, choice.look) for choice in column.choices if choice.look is not None)
    return (*chosen, *column.looks)


def _quiet(canvas: Canvas, table: Table, rows: tuple[int, int]) -> None:
    """No green corners where a number is meant as text, or where a formula stands in a cell that can be sorted."""
    texts = [0, *(place for place, column in enumerate(table.columns, 1) if column.kind in {Kind.TEXT, Kind.CHOICE})]
    formulas = [place for place, column in enumerate(table.columns, 1) if column.formula is not None]
    canvas.sheet.ignore_errors(
        {
            "number_stored_as_text": _columns(set(texts) - set(formulas), rows),
            **({"formula_unlocked": _columns(formulas, rows)} if formulas else {}),
        }
    )


def _columns(places: Iterable[int], rows: tuple[int, int]) -> str:
    return " ".join(xl_range(rows[0], place, rows[1], place) for place in sorted(places))


def write_grid(canvas: Canvas, placed: Placed, grid: Grid) -> None:
    """Heading, table, and beneath it the row of totals and the note."""
    if grid.title:
        write_text(canvas.sheet, placed.row, 0, grid.title, canvas.formats.cell(Role.HEADING))
    top, last = placed.header, len(grid.columns) - 1
    rows = grid.rows or (tuple(Cell(None) for _ in grid.columns),)
    bottom = top + len(rows)
    _grid_frame(canvas, grid, (top, 0, bottom, last))
    for place, column in enumerate(grid.columns):
        _grid_column(canvas, grid, column, place, top)
        canvas.colour((top + 1, place, bottom + bool(grid.total), place), column.looks)
    if grid.note:
        canvas.across(bottom + 1 + bool(grid.total), 0, placed.across, grid.note, Role.NOTE)


def _grid_frame(canvas: Canvas, grid: Grid, area: Area) -> None:
    """What is worked out is neither filtered nor sorted: the sheet is protected, and formulas would move."""
    columns = [
        {"header": each.heading, "header_format": canvas.formats.cell(Role.GRID_HEADER, each.kind)}
        for each in grid.columns
    ]
    options = {"name": grid.name, "columns": columns, "style": _GRID_STYLE, "autofilter": False}
    canvas.sheet.add_table(*area, options)


def _grid_column(canvas: Canvas, grid: Grid, column: GridColumn, place: int, top: int) -> None:
    body = [row[place] for row in grid.rows] or [Cell(None)]
    shown_as = number_format(column.kind, [cell.value for cell in body])
    look = canvas.formats.cell(Role.WORKED_OUT, column.kind, shown_as)
    for row, cell in enumerate(body, top + 1):
        write_cell(canvas, row, place, cell, column.kind, look, grid.name)
    if grid.total:
        total = canvas.formats.cell(Role.TOTAL, column.kind, shown_as)
        write_cell(canvas, top + 1 + len(body), place, grid.total[place], column.kind, total, grid.name)


def write_cell(canvas: Canvas, row: int, place: int, cell: Cell, kind: Kind, look: Format, table: str = "") -> None:
    """A cell that is worked out, here or in the file."""
    if cell.formula is None:
        write_value(canvas.sheet, row, place, cell.value, kind, look)
    else:
        write_formula(canvas.sheet, row, place, as_stored(cell.formula, table), cell.value, kind, look)
