"""What stands on a sheet and was not read back: compared with what was built, and named where somebody added it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import Cell, Content, name_of
from kcsp_docs_kit.workbooks.reading.formulas import literals
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kcsp_docs_kit.workbooks.baseline import BaselineSheet
    from kcsp_docs_kit.workbooks.reading.cells import Grid, Place
    from kcsp_docs_kit.workbooks.reading.rows import Rows

STAYS = "The model has no place for it: it stays in the kept copy."


def tell_leftovers(
    sheet: str, grid: Grid, built: BaselineSheet | None, read: set[Place], tables: Iterable[Rows], teller: Teller
) -> None:
    """Report what was added to a sheet: typed over what is worked out, in columns of its own, or anywhere else.

    ``read`` are the cells that edits were made of.
    """
    rows = list(tables)
    cells = (cell for row in grid.rows.values() for cell in row.values())
    open_ = [cell for cell in cells if (cell.row, cell.column) not in read and not cell.blank]
    added = list(_added(open_, built, rows))
    extra = _in_extra_columns(added, rows)
    for cell in added:
        if (cell.row, cell.column) not in extra:
            _tell_cell(sheet, cell, built, rows, teller)
    for table in rows:
        _tell_columns(sheet, [cell for cell in added if (cell.row, cell.column) in extra], table, teller)


def _added(cells: list[Cell], built: BaselineSheet | None, tables: list[Rows]) -> Iterator[Cell]:
    """Those that were not built: in their own place first, then wherever they have moved to."""
    said: dict[str, object] = {} if built is None else _built(built)
    in_place = {cell.name for cell in cells if cell.name in said and said_by(cell) == said[cell.name]}
    elsewhere = Counter(each for name, each in said.items() if name not in in_place)
    for table in tables:
        in_place.update(_worked_out(table))
    for cell in cells:
        if cell.name in in_place:
            continue
        if elsewhere[said_by(cell)] > 0:
            elsewhere[said_by(cell)] -= 1
        else:
            yield cell


def said_by(cell: Cell) -> object:
    """What tells a cell's content from another's, whatever program spelled it."""
    return literals(cell.raw) if cell.content is Content.FORMULA else cell.raw.strip()


def _built(built: BaselineSheet) -> dict[str, object]:
    texts = {name: text.strip() for name, text in built.cells.items()}
    return texts | {name: literals(formula) for name, formula in built.formulas.items()}


def _worked_out(table: Rows) -> Iterator[str]:
    """The cells with the formula that a worked-out column has in most of its rows."""
    found = table.found
    for column in found.table.columns:
        number = found.columns.get(column.key)
        if column.editable or number is None:
            continue
        cells = [found.grid.cell(row, number) for row in found.grid.rows if row > found.header]
        formulas = [cell for cell in cells if cell is not None and cell.content is Content.FORMULA]
        usual = Counter(literals(cell.raw) for cell in formulas).most_common(1)
        yield from (cell.name for cell in formulas if literals(cell.raw) == usual[0][0])


def _in_extra_columns(added: list[Cell], tables: list[Rows]) -> set[Place]:
    """What stands in columns that a table was not made with, beside its rows."""
    places: set[Place] = set()
    for table in tables:
        own = set(table.found.columns.values())
        headings = table.found.grid.rows.get(table.found.header, {})
        headed = {column for column, cell in headings.items() if column not in own and not cell.blank}
        for cell in added:
            if cell.column in headed and (cell.row == table.found.header or cell.row in table.read):
                places.add((cell.row, cell.column))
    return places


def _tell_columns(sheet: str, cells: list[Cell], table: Rows, teller: Teller) -> None:
    columns = sorted({cell.column for cell in cells})
    for column in columns:
        inside = sorted((cell for cell in cells if cell.column == column), key=lambda cell: cell.row)
        heading = table.found.grid.cell(table.found.header, column)
        shown = "" if heading is None else heading.shown
        texts = ", ".join(
            f"{cell.name}{_id_of(table, cell.row)} {quoted(cell.shown)}"
            for cell in inside
            if cell.row != table.found.header
        )
        where = at(sheet, name_of((table.found.header, column)))
        holds = f" It holds {texts}." if texts else ""
        teller.note("workbook-leftover", f"{where}: the column {quoted(shown)} was added.{holds}", STAYS)


def _id_of(table: Rows, row: int) -> str:
    id_ = table.id_of.get(row)
    return f" ({id_})" if id_ else ""


def _tell_cell(sheet: str, cell: Cell, built: BaselineSheet | None, tables: list[Rows], teller: Teller) -> None:
    where = at(sheet, cell.name)
    id_ = next((text for table in tables if cell.row in table.read and (text := _id_of(table, cell.row))), "")
    if _is_worked_out(cell, built, tables):
        message = f"{where}{id_} is worked out by the workbook; {quoted(cell.shown)} was typed over it."
        teller.note("workbook-overtyped", message, "It is not taken, and stays in the kept copy.")
    else:
        teller.note("workbook-leftover", f"{where}{id_} holds {quoted(cell.shown)}.", STAYS)


def _is_worked_out(cell: Cell, built: BaselineSheet | None, tables: list[Rows]) -> bool:
    if built is not None and cell.name in built.formulas:
        return True
    return any(
        not column.editable and table.found.columns.get(column.key) == cell.column and cell.row in table.read
        for table in tables
        for column in table.found.table.columns
    )


def texts_of(grid: Grid) -> Mapping[Place, str]:
    """Everything on a sheet that is no formula, by place."""
    return {
        (cell.row, cell.column): cell.raw.strip()
        for row in grid.rows.values()
        for cell in row.values()
        if cell.content is not Content.FORMULA and not cell.blank
    }
