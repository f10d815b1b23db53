"""What the rows of a table say of their records: values edited, records added and deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.exchange import Edit
from kcsp_docs_kit.workbooks.reading.cells import name_of
from kcsp_docs_kit.workbooks.reading.misplaced import tell_misplaced
from kcsp_docs_kit.workbooks.reading.standing import tell_as_it_stands
from kcsp_docs_kit.workbooks.reading.strays import Strays
from kcsp_docs_kit.workbooks.reading.telling import at, several
from kcsp_docs_kit.workbooks.reading.typed import Refused, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs_kit.workbooks.baseline import BaselineColumn, BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

MOST_MERGED = 50
"""Merged areas of a table that are named one by one."""


@dataclass(frozen=True, slots=True)
class Records:
    """What a table says. ``gone`` are the records that no row is left for, whatever that means."""

    rows: Rows
    edits: tuple[Edit, ...]
    gone: tuple[BaselineRow, ...]


def read_records(rows: Rows) -> Records:
    """The edits of every record of a table, in the order in which it was made; what is new comes last."""
    strays = Strays(rows, [record for record in rows.found.table.rows if record.id not in rows.known])
    edits = tuple(_edits(rows, strays))
    return Records(rows, edits, tuple(strays.gone))


def _edits(rows: Rows, strays: Strays) -> Iterator[Edit]:
    table = rows.found.table
    _tell_merged(rows)
    tell_misplaced(rows)
    for record in table.rows:
        yield from _record(rows, record)
    for id_ in table.spare:
        yield from _spare(rows, id_)
    for id_, row in strays.new():
        yield from _added(rows, id_, row)


def _record(rows: Rows, record: BaselineRow) -> Iterator[Edit]:
    places = rows.known.get(record.id, [])
    if places and _is_one(rows, record.id, record.values):
        _tell_struck(rows, record.id, places[0])
        for column in rows.editable:
            yield from _value(rows, record.id, column, places[0], record.values.get(column.key))


def _spare(rows: Rows, id_: str) -> Iterator[Edit]:
    """A row that was empty when the workbook was made: whatever is typed there makes a record."""
    places = rows.known.get(id_, [])
    if places and _is_one(rows, id_, {}) and rows.filled(places[0]):
        yield from _added(rows, id_, places[0])


def _added(rows: Rows, id_: str, row: int) -> Iterator[Edit]:
    rows.read.add(row)
    _tell_struck(rows, id_, row)
    yield Edit(rows.found.table.section, id_, None, None, id_, rows.where(row))
    for column in rows.editable:
        yield from _value(rows, id_, column, row, None, added=True)


def _tell_struck(rows: Rows, id_: str, row: int) -> None:
    """Some strike a row through to say that it should go."""
    cell = rows.id_cell(row)
    if cell is not None and cell.struck:
        message = f"{rows.where(row)} is struck through: {id_} is taken as it stands."
        rows.teller.note("workbook-struck", message, f"To delete the {rows.noun}, delete its whole row.")


def _value(
    rows: Rows, id_: str, column: BaselineColumn, row: int, before: str | None, *, added: bool = False
) -> Iterator[Edit]:
    cell, where = rows.cell(row, column), rows.where(row, column)
    if (row, rows.found.columns[column.key]) in rows.covered:
        return
    answer = typed(cell, column.kind, column.choices, before)
    if isinstance(answer, Refused):
        rows.teller.error("workbook-value", f"{where} ({id_}) {answer.message}.", answer.hint)
        return
    if answer.left_out:
        message = f"{where} ({id_}) has the time {answer.left_out} besides the day; the day is taken."
        rows.teller.note("workbook-leftover", message)
    tell_as_it_stands(cell, f"{where} ({id_})", before, rows.teller)
    if answer.value is None and column.required and (added or before is not None):
        message = f"{where} ({id_}) is empty, and every {rows.noun} needs its “{column.heading}”."
        hint = f"Fill it in; to delete the {rows.noun}, delete its whole row."
        rows.teller.error("workbook-required", message, hint)
    elif answer.value != before:
        yield Edit(rows.found.table.section, id_, column.key, before, answer.value, where)


def _is_one(rows: Rows, id_: str, before: Mapping[str, str | None]) -> bool:
    """One row for the id, or several that say the same."""
    first, *others = rows.known[id_]
    rows.read.update((first, *others))
    if not others:
        return True
    said = rows.answers(first, before)
    differing = [row for row in others if rows.answers(row, before) != said]
    cells = several([rows.where(row) for row in (first, *(differing or others))])
    if differing:
        texts = several(rows.differences((first, *differing), before))
        message = f"{cells} have the same id {id_}, and the rows differ: {texts}."
        hint = f"Delete the row that does not belong; give a new {rows.noun} an id of its own."
        rows.teller.error("workbook-row", message, hint)
    else:
        message = f"{cells} have the same id {id_} and say the same; it is taken once."
        rows.teller.note("workbook-row", message)
    return not differing


def _tell_merged(rows: Rows) -> None:
    areas = [f"{name_of((top, left))}:{name_of((bottom, right))}" for top, left, bottom, right in rows.merged]
    hint = "Unmerge them, and type the values that are missing."
    for area in areas[:MOST_MERGED]:
        where = at(rows.found.sheet, area)
        message = f"{where} are merged into one cell, so that only one of their values is left."
        rows.teller.error("workbook-merged", message, hint)
    if len(areas) > MOST_MERGED:
        message = (
            f"{rows.found.sheet}: {len(areas) - MOST_MERGED:,} more areas of the table are merged into one cell each."
        )
        rows.teller.error("workbook-merged", message, hint)
