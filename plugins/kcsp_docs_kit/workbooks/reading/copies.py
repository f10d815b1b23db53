"""Sheets that an officer added: a copy is told where it differs from its original, any other sheet as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.leftovers import MOST_TOLD, area_over, said_by
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import quoted

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.reading.cells import Cell, Grid

STAYS = "The sheet is not read; it stays in the kept copy."


def tell_copy(sheet: str, grid: Grid, original: str, there: Grid, teller: Teller) -> None:
    """A copy that says what its original says is left unmentioned."""
    same = {(cell.row, cell.column): said_by(cell) for cell in _filled(there)}
    known = set(same.values())
    differing = [cell for cell in _filled(grid) if same.get((cell.row, cell.column)) != said_by(cell)]
    if differing:
        differing.sort(key=lambda cell: (said_by(cell) in known, cell.row, cell.column))
        opening = f"The sheet “{sheet}” is a copy of “{original}” and differs from it"
        hint = f"Only “{original}” is read: type there what should count. The copy stays in the kept file."
        teller.note("workbook-sheet", f"{opening}: {_texts(sheet, differing)}.", hint)


def tell_sheet(sheet: str, grid: Grid, teller: Teller) -> None:
    """A sheet of an officer's own."""
    cells = _filled(grid)
    holds = f"; it holds {_texts(sheet, cells)}" if cells else " and is empty"
    teller.note("workbook-sheet", f"The sheet “{sheet}” was added{holds}.", STAYS)


def _filled(grid: Grid) -> list[Cell]:
    cells = (cell for _, row in sorted(grid.rows.items()) for _, cell in sorted(row.items()))
    return [cell for cell in cells if not cell.blank]


def _texts(sheet: str, cells: list[Cell]) -> str:
    told = ", ".join(f"{cell.name} {quoted(cell.shown)}" for cell in cells[:MOST_TOLD])
    rest = cells[MOST_TOLD:]
    if not rest:
        return told
    return f"{told}, and {len(rest)} more in {at(sheet, area_over(rest))}"
