"""Tables and grids that Excel would repair, or that could not be read back."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.opening import ILLEGAL, opening
from kcsp_docs_kit.workbooks.checking.formulas import formula_problems
from kcsp_docs_kit.workbooks.checking.values import problem, text_problems, value_problems, worked_out_problems
from kcsp_docs_kit.workbooks.schema import Column, Grid, Kind, Row, Table
from kcsp_docs_kit.workbooks.validations import LONGEST_MESSAGE, id_message, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs_kit.workbooks.checking.formulas import Known

LONGEST_HEADING = 255
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
WIDEST_COLUMN = 255
_MISREAD_HEADING = re.compile(r"_x[0-9A-Fa-f]{4}_|[\n\r\t]|^<r>.*</r>$")
_LONGEST_CHOICE = 255


def table_problems(table: Table, known: Known) -> Iterator[Problem]:
    """Everything wrong with a table that officers edit."""
    columns = (*table.columns, *table.beside)
    what = f'The table "{table.name}"'
    yield from heading_problems(what, [table.id_heading, *(column.heading for column in columns)])
    if too_large := list(_size_problems(what, len(table.rows) + len(table.spare_ids), 1 + len(columns))):
        yield from too_large
        return
    yield from _width_problems(what, [table.id_width, *(column.width for column in columns)])
    yield from _twice(what, "column", "key", (column.key for column in columns))
    yield from _id_problems(table)
    if units(id_message(table)) > LONGEST_MESSAGE:
        yield problem("message", f'{what} calls its rows "{opening(table.noun)}".', "Find a shorter noun.")
    for column in columns:
        yield from _column_problems(table, column, known)
    for row in table.rows:
        yield from _row_problems(table, row)


def grid_problems(grid: Grid, known: Known) -> Iterator[Problem]:
    """Everything wrong with a grid."""
    what = f'The grid "{grid.name}"'
    yield from heading_problems(what, [column.heading for column in grid.columns])
    yield from _size_problems(what, len(grid.rows), len(grid.columns))
    yield from _width_problems(what, [column.width for column in grid.columns])
    yield from chain(text_problems(f"{what} in its title", grid.title), text_problems(f"{what} in its note", grid.note))
    for row in (*grid.rows, *((grid.total,) if grid.total else ())):
        if len(row) != len(grid.columns):
            yield problem(
                "grid",
                f"{what} has a row of {len(row)} cells where it has {len(grid.columns)} columns.",
                "Give every row a cell for each column, empty where there is nothing to say.",
            )
        for cell, column in zip(row, grid.columns, strict=False):
            place = f'{what} in its column "{column.heading}"'
            if cell.formula is None:
                yield from value_problems(place, cell.value, column.kind)
            else:
                yield from worked_out_problems(place, cell.value, column.kind)
                yield from formula_problems(place, cell.formula, grid.name, known)


def heading_problems(what: str, headings: list[str]) -> Iterator[Problem]:
    """Headings are what formulas and readers know columns by."""
    yield from _twice(what, "column", "heading", (heading.casefold() for heading in headings))
    for heading in headings:
        if not heading.strip() or heading != heading.strip() or units(heading) > LONGEST_HEADING:
            yield problem(
                "heading",
                f'{what} has the heading "{opening(heading)}".',
                f"Give each column a heading of at most {LONGEST_HEADING} characters, without blanks around it.",
            )
        elif ILLEGAL.search(heading) or _MISREAD_HEADING.search(heading):
            yield problem(
                "heading",
                f'{what} has the heading "{opening(heading)}", which Excel would read as another.',
                "Use plain words on one line.",
            )


def _size_problems(what: str, rows: int, columns: int) -> Iterator[Problem]:
    """Some rows stand above every table."""
    if rows > MOST_ROWS - 1_000 or not 0 < columns <= MOST_COLUMNS:
        yield problem(
            "size",
            f"{what} has {rows:,} rows and {columns:,} columns.",
            f"A sheet takes a column at least, and has room for {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns.",
        )


def _width_problems(what: str, widths: Iterable[float]) -> Iterator[Problem]:
    for width in widths:
        if not 0 < width <= WIDEST_COLUMN:
            yield problem(
                "width",
                f"{what} has a column {width} characters wide.",
                f"Give it from 1 to {WIDEST_COLUMN} characters.",
            )


def _id_problems(table: Table) -> Iterator[Problem]:
    ids = [*(row.id for row in table.rows), *table.spare_ids]
    yield from _twice(f'The table "{table.name}"', table.noun, "id", (row.id for row in table.rows))
    yield from _spare_id_problems(table)
    for id_ in ids:
        if not id_.strip() or id_ != id_.strip():
            yield problem(
                "id",
                f'The table "{table.name}" has a row with the id "{id_}".',
                "Give every row an id, without blanks around it: rows are known by it.",
                table.section,
            )
        yield from text_problems(f'The id "{opening(id_)}" of the table "{table.name}"', id_, table.section)


def _spare_id_problems(table: Table) -> Iterator[Problem]:
    """A spare id that a record has, whatever its case, or that another empty row has."""
    taken = {row.id.casefold() for row in table.rows}
    for id_, count in Counter(table.spare_ids).items():
        if count > 1 or id_.casefold() in taken:
            message = f'The table "{table.name}" has the spare id "{opening(id_)}", which another row has already.'
            yield problem("twice", message, _SPARE_HINT)


_SPARE_HINT = (
    "An empty row needs an id that was never in use: this is for the author of the plugin to mend, with spare_ids of "
    "kcsp_docs_kit.workbooks."
)


def _column_problems(table: Table, column: Column, known: Known) -> Iterator[Problem]:
    what = f'The column "{column.heading}" of the table "{table.name}"'
    yield from text_problems(f"{what} in its guidance", column.guidance, limit=LONGEST_MESSAGE)
    if column.spare not in (None, ""):
        yield from value_problems(f"{what} in its spare rows", column.spare, column.kind)
    if column.formula is not None:
        yield from formula_problems(what, column.formula, table.name, known)
    for word, _ in column.looks:
        yield from text_problems(f"{what} among its looks", word, limit=_LONGEST_CHOICE)
    if (column.kind is Kind.CHOICE) != bool(column.choices):
        yield problem("choice", f"{what} has choices without being a choice, or is one without choices.", _CHOICE_HINT)
    yield from _twice(what, "choice", "label", (choice.label.casefold() for choice in column.choices))
    yield from _twice(what, "choice", "value", (choice.value for choice in column.choices))
    for choice in column.choices:
        yield from text_problems(f"{what} among its choices", choice.label, limit=_LONGEST_CHOICE)
        if not choice.label.strip() or choice.label != choice.label.strip() or "\n" in choice.label:
            yield problem("choice", f'{what} has the choice "{opening(choice.label)}".', _LABEL_HINT)


_CHOICE_HINT = "Give the kind and the choices together."
_LABEL_HINT = "Give each choice words on one line, without blanks around them."


def _row_problems(table: Table, row: Row) -> Iterator[Problem]:
    columns = {column.key: column for column in (*table.columns, *table.beside)}
    for key, value in row.values.items():
        path, column = f"{table.section}[{row.id}].{key}", columns.get(key)
        if column is None:
            said = f'The {table.noun} {row.id} has a value "{key}", for which the table "{table.name}" has no column.'
            yield problem("row", said, "Give the table a column with that key, or leave the value out.", path)
            continue
        what = _cell_name(table, column, row)
        if column.formula is None:
            yield from value_problems(what, value, column.kind, path)
        if column.choices and value is not None and value not in {choice.value for choice in column.choices}:
            yield problem("choice", f'{what} is "{value}", which is none of its choices.', _CHOOSE_HINT, path)

    for key, column in columns.items():
        if column.formula is not None:
            path = f"{table.section}[{row.id}].{key}"
            yield from worked_out_problems(_cell_name(table, column, row), row.values.get(key), column.kind, path)


def _cell_name(table: Table, column: Column, row: Row) -> str:
    return f'"{column.heading}" of the {table.noun} {row.id}'


_CHOOSE_HINT = "Use one of the choices, or add it to them."


def _twice(what: str, noun: str, kind: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            message = f'{what} has the {noun} {kind} "{opening(name)}" {count} times.'
            yield problem("twice", message, "Use it once; Excel does not tell A from a.")
