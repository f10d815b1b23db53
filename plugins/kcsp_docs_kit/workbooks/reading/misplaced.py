"""Rows whose content has come under another record's id: sorted without their ids, or an id retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.likeness import Likeness
from kcsp_docs_kit.workbooks.reading.typed import Taken, typed
from kcsp_docs_kit.workbooks.schema import Kind

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.baseline import BaselineColumn, BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

UNLIKE_ITSELF = 0.5
LIKE_ANOTHER = 0.75
TELLING = 8
"""A record without a text of that many characters may look like another by chance."""


def tell_misplaced(rows: Rows) -> None:
    """Report each row that no longer holds what its record held, but what another did that has lost it."""
    suspects = [row for row in rows.found.table.rows if row.id not in rows.known or _is_changed(rows, row)]
    likeness = Likeness(rows, filter(_is_telling, suspects))
    names = _Names(rows)
    for record in rows.found.table.rows:
        for place in rows.known.get(record.id, ())[:1]:
            other = names.of_another(place, record)
            if other is None and record in suspects:
                other = likeness.likest(place, LIKE_ANOTHER, besides=record.id)
            if other is not None:
                message = f"{rows.where(place)}: the row of {record.id} holds what {other.id} held."
                hint = "Put each id back beside its own row: were the rows sorted, or cells moved, without their ids?"
                rows.teller.error("workbook-row", message, hint)


class _Names:
    """What records are called: their texts in columns that none may leave empty, where no other record has the same.

    Records may be alike in all else, so that a row which has come under another id still looks like its own.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._columns = [column for column in rows.editable if column.required and column.kind is Kind.TEXT]
        self._holders: dict[tuple[str, str | None], list[BaselineRow]] = {}
        for record in rows.found.table.rows:
            for column in self._columns:
                self._holders.setdefault((column.key, record.values.get(column.key)), []).append(record)

    def of_another(self, row: int, record: BaselineRow) -> BaselineRow | None:
        """The record whose name a row has taken, while its own row, if there is one, has another."""
        for column in self._columns:
            name = self._name(row, column, record)
            holders = self._holders.get((column.key, name), [])
            if name is not None and len(holders) == 1 and holders[0] is not record:
                own = self._rows.known.get(holders[0].id, ())[:1]
                if name not in [self._name(place, column, holders[0]) for place in own]:
                    return holders[0]
        return None

    def _name(self, row: int, column: BaselineColumn, record: BaselineRow) -> str | None:
        before = record.values.get(column.key)
        answer = typed(self._rows.cell(row, column), column.kind, column.choices, before)
        return answer.value if isinstance(answer, Taken) else None


def _is_changed(rows: Rows, record: BaselineRow) -> bool:
    return rows.likeness(rows.known[record.id][0], record) < UNLIKE_ITSELF


def _is_telling(record: BaselineRow) -> bool:
    return any(value is not None and len(value) >= TELLING for value in record.values.values())
