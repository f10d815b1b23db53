"""Rows whose content has come under another record's id: sorted without their ids, or an id retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.likeness import Likeness

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.baseline import BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

UNLIKE_ITSELF = 0.5
LIKE_ANOTHER = 0.75
TELLING = 8
"""A record without a text of that many characters may look like another by chance."""


def tell_misplaced(rows: Rows) -> None:
    """Report each row that no longer holds what its record held, but what another did that has lost it."""
    suspects = [row for row in rows.found.table.rows if row.id not in rows.known or _is_changed(rows, row)]
    likeness = Likeness(rows, filter(_is_telling, suspects))
    for record in suspects:
        for place in rows.known.get(record.id, ())[:1]:
            other = likeness.likest(place, LIKE_ANOTHER, besides=record.id)
            if other is not None:
                message = f"{rows.where(place)}: the row of {record.id} holds what {other.id} held."
                hint = "Put each id back beside its own row: were the rows sorted, or cells moved, without their ids?"
                rows.teller.error("workbook-row", message, hint)


def _is_changed(rows: Rows, record: BaselineRow) -> bool:
    return rows.likeness(rows.known[record.id][0], record) < UNLIKE_ITSELF


def _is_telling(record: BaselineRow) -> bool:
    return any(value is not None and len(value) >= TELLING for value in record.values.values())
