"""Which column is which: by its heading, by the name over it, by what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import name_of
from kcsp_docs_kit.workbooks.reading.ids import id_key
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import Taken, choice_key, quoted, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs_kit.workbooks.baseline import BaselineTable
    from kcsp_docs_kit.workbooks.reading.cells import Grid
    from kcsp_docs_kit.workbooks.reading.contents import Name

IDS = ""
"""Stands for the column of ids where columns go by their keys."""

BY_CONTENT = 0.5
"""The share of a column's values by which it is known under another heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column was headed, and the name over it."""

    key: str
    text: str
    name: str


def find_columns(
    table: BaselineTable,
    headings: tuple[Heading, ...],
    grid: Grid,
    header: int,
    named: Mapping[str, Name],
    telling: tuple[str, Teller],
) -> dict[str, int] | None:
    """Each column by its heading; one that was renamed by its name, where the names of the others hold good."""
    by_name = {key: name.area[1] for key, name in named.items() if name.area[0] == header}
    columns = dict(_by_heading(headings, grid, header, by_name))
    trusted = all(by_name.get(key, column) == column for key, column in columns.items())
    sheet, teller = telling
    whole = True
    for heading in headings:
        if heading.key in columns:
            continue
        named_column = by_name.get(heading.key)
        if named_column in columns.values():
            named_column = None
        column = named_column or _by_content(heading, table, grid, header, columns)
        if column is None:
            whole = _tell_gone(heading, sheet, teller) and whole
        elif not trusted or named_column is None:
            whole = False
            _tell_doubtful(heading, sheet, (header, column), grid, teller)
        else:
            columns[heading.key] = column
            _tell_renamed(heading, sheet, (header, column), grid, teller)
    return columns if whole else None


def _by_content(
    heading: Heading, table: BaselineTable, grid: Grid, header: int, columns: Mapping[str, int]
) -> int | None:
    """A column under an unknown heading that holds what the missing one held."""
    said = next((column for column in table.columns if column.key == heading.key and column.editable), None)
    ids = columns.get(IDS)
    if said is None or ids is None:
        return None
    before = {id_key(row.id): row.values.get(said.key) for row in table.rows}
    given = sum(value is not None for value in before.values())
    unknown = [column for column in grid.rows.get(header, {}) if column not in columns.values()]
    for column in unknown:
        alike = 0
        for row, cells in grid.rows.items():
            cell = cells.get(ids)
            value = None if cell is None else before.get(id_key(cell.raw))
            answer = typed(grid.cell(row, column), said.kind, said.choices, value)
            alike += value is not None and isinstance(answer, Taken) and answer.value == value
        if given and alike / given >= BY_CONTENT:
            return column
    return None


def _by_heading(
    headings: tuple[Heading, ...], grid: Grid, header: int, by_name: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Where a heading stands twice (a column was copied), the one beneath its name is meant, else the first."""
    there: dict[str, list[int]] = {}
    for column, cell in sorted(grid.rows.get(header, {}).items()):
        there.setdefault(choice_key(cell.raw), []).append(column)
    for heading in headings:
        places = there.get(choice_key(heading.text), [])
        if places:
            named = by_name.get(heading.key, 0)
            yield heading.key, named if named in places else places[0]


def _tell_gone(heading: Heading, sheet: str, teller: Teller) -> bool:
    """Only without its ids a table cannot be read."""
    if heading.key == IDS:
        message = f"{sheet}: the column “{heading.text}” is gone, so that nobody can tell which row is which."
        teller.error("workbook-column", message, "Put the column back from the file that was built.")
        return False
    message = f"{sheet}: the column “{heading.text}” is gone; what the model has there stays as it is."
    teller.warning("workbook-column", message, "To empty values, empty their cells.")
    return True


def _tell_doubtful(heading: Heading, sheet: str, place: tuple[int, int], grid: Grid, teller: Teller) -> None:
    cell = grid.cell(*place)
    where = at(sheet, name_of(place))
    there = "is empty" if cell is None else f"holds {quoted(cell.shown)}"
    message = f"{where}: the heading {there}, and the columns have changed places: it may be “{heading.text}”."
    teller.error("workbook-column", message, f"Write “{heading.text}” over the column that holds it.")


def _tell_renamed(heading: Heading, sheet: str, place: tuple[int, int], grid: Grid, teller: Teller) -> None:
    cell = grid.cell(*place)
    there = "is empty now" if cell is None else f"is {quoted(cell.shown)} now"
    message = f"{at(sheet, name_of(place))}: the heading “{heading.text}” {there}; the column is still read as that."
    teller.note("workbook-heading", message)
