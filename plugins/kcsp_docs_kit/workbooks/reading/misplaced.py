"""Rows whose content has come under another record's id: sorted without their ids, or an id retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.workbooks.baseline import BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

UNLIKE_ITSELF = 0.5
LIKE_ANOTHER = 0.75
TELLING = 8
"""A text of that many characters tells records apart; shorter ones stand in many."""


def tell_misplaced(rows: Rows) -> None:
    """Report each row that no longer holds what its record held, but what another did that has lost it."""
    suspects = {row.id: row for row in rows.found.table.rows if row.id not in rows.known or _changed(rows, row)}
    holders = _by_text(suspects.values())
    for record in suspects.values():
        for place in rows.known.get(record.id, ())[:1]:
            other = _likest(rows, place, record, holders)
            if other is not None:
                message = f"{rows.where(place)}: the row of {record.id} holds what {other.id} held."
                hint = "Put each id back beside its own row: were the rows sorted, or cells moved, without their ids?"
                rows.teller.error("workbook-row", message, hint)


def _changed(rows: Rows, record: BaselineRow) -> bool:
    return rows.likeness(rows.known[record.id][0], record) < UNLIKE_ITSELF


def _by_text(records: Iterable[BaselineRow]) -> dict[str, list[BaselineRow]]:
    holders: dict[str, list[BaselineRow]] = {}
    for record in records:
        for text in _texts(record.values.values()):
            holders.setdefault(text, []).append(record)
    return holders


def _texts(values: Iterable[str | None]) -> Iterator[str]:
    yield from (value for value in values if value is not None and len(value) >= TELLING)


def _likest(rows: Rows, place: int, own: BaselineRow, holders: dict[str, list[BaselineRow]]) -> BaselineRow | None:
    shown = [cell.shown for cell in rows.filled(place)]
    others = {each.id: each for text in _texts(shown) for each in holders.get(text, ()) if each is not own}
    likely = [each for each in others.values() if rows.likeness(place, each) >= LIKE_ANOTHER]
    return max(likely, key=lambda each: rows.likeness(place, each), default=None)
