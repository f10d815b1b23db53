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
NOT_TAKEN = "It is not taken, and stays in the kept copy."

MOST_TOLD = 200
"""Cells of one sheet that are named one by one; of others the area is."""

MOST_OVERTYPED = 50
"""The same for cells that the workbook works out."""


def tell_leftovers(
    sheet: str, grid: Grid, built: BaselineSheet | None, read: set[Place], tables: Iterable[Rows], teller: Teller
) -> None:
    """Report what was added to a sheet: typed over what is worked out, in columns of its own, or anywhere else.

    ``read`` are the cells that edits were made of.
    """
    rows = list(tables)
    cells = (cell for row in grid.rows.values() for cell in row.values())
    open_ = [cell for cell in cells if (cell.row, cell.column) not in read and not cell.blank]
    places = _Places(built, rows)
    broken, overtyped, added = _sorted(_added(open_, built, rows), places)
    told = added[:MOST_TOLD]
    extra = _in_extra_columns(told, rows)
    for cell in (cell for cell in told if (cell.row, cell.column) not in extra):
        _tell_cell(sheet, cell, rows, teller)
    for cell in overtyped[:MOST_OVERTYPED]:
        _tell_overtyped(sheet, cell, rows, teller)
    for table in rows:
        _tell_columns(sheet, [cell for cell in told if (cell.row, cell.column) in extra], table, teller)
    _tell_rest(sheet, overtyped[MOST_OVERTYPED:], "more cell", "typed over what the workbook works out", teller)
    _tell_rest(sheet, added[MOST_TOLD:], "more cell", "that the model has no place for", teller)
    _tell_rest(sheet, broken, "formula", "with #REF! for what is gone from the file", teller)


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


class _Places:
    """Where a sheet is worked out by the workbook."""

    def __init__(self, built: BaselineSheet | None, tables: list[Rows]) -> None:
        self._formulas = {} if built is None else built.formulas
        self._columns = [
            (table, {number for key, number in table.found.columns.items() if key in _not_edited(table)})
            for table in tables
        ]

    def is_worked_out(self, cell: Cell) -> bool:
        return cell.name in self._formulas or any(
            cell.column in columns and cell.row in table.read for table, columns in self._columns
        )

    def is_broken(self, cell: Cell) -> bool:
        """A formula that lost what it refers to; nobody typed it while all of its words and numbers were built."""
        if cell.content is not Content.FORMULA or "#REF!" not in cell.raw or cell.name not in self._formulas:
            return False
        return Counter(literals(cell.raw)) <= Counter(literals(self._formulas[cell.name]))


def _not_edited(table: Rows) -> set[str]:
    return {column.key for column in table.found.table.columns if not column.editable}


def _sorted(cells: Iterable[Cell], places: _Places) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """Formulas that broke by themselves, cells that were typed over, and all others."""
    broken: list[Cell] = []
    overtyped: list[Cell] = []
    added: list[Cell] = []
    for cell in cells:
        if places.is_broken(cell):
            broken.append(cell)
        else:
            (overtyped if places.is_worked_out(cell) else added).append(cell)
    return broken, overtyped, added


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


def _tell_cell(sheet: str, cell: Cell, tables: list[Rows], teller: Teller) -> None:
    where = f"{at(sheet, cell.name)}{_id_beside(cell, tables)}"
    teller.note("workbook-leftover", f"{where} holds {quoted(cell.shown)}.", STAYS)


def _tell_overtyped(sheet: str, cell: Cell, tables: list[Rows], teller: Teller) -> None:
    where = f"{at(sheet, cell.name)}{_id_beside(cell, tables)}"
    for table in tables:
        for key in table.unread:
            if table.found.columns.get(key) == cell.column and cell.row in table.read:
                kept = f"the model keeps what it has; {quoted(cell.shown)} was typed over it"
                message = f"{where} is in a column that is not read back: {kept}."
                hint = f"Change it in the model ({table.found.table.section}). What was typed stays in the kept copy."
                teller.note("workbook-overtyped", message, hint)
                return
    message = f"{where} is worked out by the workbook; {quoted(cell.shown)} was typed over it."
    teller.note("workbook-overtyped", message, NOT_TAKEN)


def _id_beside(cell: Cell, tables: list[Rows]) -> str:
    return next((text for table in tables if cell.row in table.read and (text := _id_of(table, cell.row))), "")


def _tell_rest(sheet: str, cells: list[Cell], noun: str, what: str, teller: Teller) -> None:
    """How many there are, and where."""
    if cells:
        number = f"{len(cells):,} {noun}{'s' if len(cells) > 1 else ''}"
        message = f"{at(sheet, area_over(cells))} holds {number} {what}."
        teller.note("workbook-leftover", message, "What stands there stays in the kept copy.")


def area_over(cells: list[Cell]) -> str:
    """``B201:D300``, around all of them."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    first, last = name_of((min(rows), min(columns))), name_of((max(rows), max(columns)))
    return first if first == last else f"{first}:{last}"


def texts_of(grid: Grid) -> Mapping[Place, str]:
    """Everything on a sheet that is no formula, by place."""
    return {
        (cell.row, cell.column): cell.raw.strip()
        for row in grid.rows.values()
        for cell in row.values()
        if cell.content is not Content.FORMULA and not cell.blank
    }
