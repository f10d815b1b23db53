"""Records whose rows are gone: deleted where they have their home, told on every other sheet that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.exchange import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kcsp_docs_kit.workbooks.baseline import BaselineTable
    from kcsp_docs_kit.workbooks.reading.records import Records
    from kcsp_docs_kit.workbooks.reading.telling import Teller

MOST_GONE = 200
"""Rows of one table. Where more are gone something else has happened than that they were deleted one by one."""


def read_deletions(tables: Sequence[BaselineTable], read: Sequence[Records], teller: Teller) -> Iterator[Edit]:
    """The deletion of each record that is gone from its home: the first table of its section, in the workbook's order.

    A deletion is followed by an edit for each value that the file was made with, on whatever sheet, from that value to
    the same: by them one can tell whether the record was changed since. A value that was edited besides has its edit.
    """
    homes = {table.section: table for table in reversed(tables)}
    deleted = {
        (each.rows.found.table.section, record.id)
        for each in read
        if homes[each.rows.found.table.section] is each.rows.found.table
        for record in each.gone
    }
    edited = {(edit.section, edit.id, edit.field) for each in read for edit in each.edits}
    values = _values(tables)
    for each in read:
        section, sheet = each.rows.found.table.section, each.rows.found.sheet
        if len(each.gone) > MOST_GONE:
            _tell_too_many(each, teller)
            continue
        for record in each.gone:
            key = section, record.id
            if homes[section] is each.rows.found.table:
                yield Edit(*key, None, record.id, None, sheet)
                same = {field: value for field, value in values[key].items() if (*key, field) not in edited}
                yield from (Edit(*key, field, value, value, sheet) for field, value in same.items())
            elif key not in deleted:
                _tell_gone(each, record.id, homes[section], teller)


def _values(tables: Iterable[BaselineTable]) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What each record was made with, by its section and id."""
    values: dict[tuple[str, str], dict[str, str]] = {}
    for table in tables:
        for row in table.rows:
            given = {key: value for key, value in row.values.items() if value is not None}
            values.setdefault((table.section, row.id), {}).update(given)
    return values


def _tell_gone(read: Records, id_: str, home: BaselineTable, teller: Teller) -> None:
    noun, sheet = read.rows.noun, read.rows.found.sheet
    message = f"{sheet}: the row of {id_} is gone; its values stay as they are."
    teller.warning("workbook-row", message, f"To delete the {noun}, delete its row on the sheet {home.sheet}.")


def _tell_too_many(read: Records, teller: Teller) -> None:
    first, last = read.gone[0].id, read.gone[-1].id
    message = f"{read.rows.found.sheet}: {len(read.gone):,} rows are gone, from {first} to {last}."
    hint = "Put them back from the file that was built; so many are deleted in the model itself."
    teller.error("workbook-row", message, hint)
