"""Rows under an id that the workbook was not made with, or under none: new records, or somebody else's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.ids import id_key
from kcsp_docs_kit.workbooks.reading.likeness import Likeness
from kcsp_docs_kit.workbooks.reading.telling import at, several
from kcsp_docs_kit.workbooks.reading.typed import LONGEST_LIST, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.baseline import BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

ALIKE = 0.5
"""The share of a record's values that a row must have to look like it."""

MOST_TOLD = 200
"""Rows of no record that are named one by one."""


class Strays:
    """Goes through the rows of unknown ids. ``gone`` are the records that no row is left for."""

    def __init__(self, rows: Rows, gone: list[BaselineRow]) -> None:
        self.rows = rows
        self.gone = gone
        self._likeness = Likeness(rows, gone)

    def new(self) -> Iterator[tuple[str, int]]:
        """The ids and rows that make new records; the other rows are reported, or left for what is no record."""
        taken: set[str] = set()
        unplaced: list[int] = []
        for row in self.rows.unknown:
            like = self._like(row)
            id_ = self.rows.ids.possible(self.rows.id_cell(row))
            if like is not None:
                self._tell_retyped(row, like)
            elif self._is_note(row):
                continue
            elif id_ is not None and self.rows.found.table.spare and id_key(id_) not in taken:
                taken.add(id_key(id_))
                yield id_, row
            else:
                unplaced.append(row)
        self._tell_unplaced(unplaced)

    def _like(self, row: int) -> BaselineRow | None:
        """The record that is gone and that the row looks like most."""
        like = self._likeness.likest(row, ALIKE)
        return like if like in self.gone else None

    def _is_note(self, row: int) -> bool:
        """A single cell below the table, under no id, is somebody's note."""
        return row > self.rows.last and self.rows.id_cell(row) is None and len(self.rows.filled(row)) == 1

    def _tell_retyped(self, row: int, record: BaselineRow) -> None:
        self.rows.read.add(row)
        self.gone = [each for each in self.gone if each is not record]
        differences = self.rows.differences((row,), record.values)
        besides = f", but for {several(differences)}" if differences else ""
        message = f"{self._id(row)}, and the row looks like {record.id}, which is gone{besides}."
        hint = f"Write {record.id} there; if it is a new {self.rows.noun}, put back the row of {record.id} first."
        self.rows.teller.error("workbook-row", message, hint)

    def _tell_unplaced(self, rows: list[int]) -> None:
        self.rows.read.update(rows)
        hint = self._hint() if rows else ""
        for row in rows[:MOST_TOLD]:
            texts = [f"{cell.name} {quoted(cell.shown)}" for cell in self.rows.filled(row)]
            self.rows.teller.error("workbook-row", f"{self._id(row)}, and the row holds {several(texts)}.", hint)
        rest = rows[MOST_TOLD:]
        if rest:
            area = at(self.rows.found.sheet, f"{rest[0]}:{rest[-1]}")
            message = f"{area} holds {len(rest):,} rows more that have no id of this table."
            self.rows.teller.error("workbook-row", message, hint)

    def _id(self, row: int) -> str:
        cell = self.rows.id_cell(row)
        where = self.rows.where(row)
        return (
            f"{where} is empty" if cell is None else f"{where} holds {quoted(cell.shown)}, which is no id of this table"
        )

    def _hint(self) -> str:
        table = self.rows.found.table
        free = [id_ for id_ in table.spare if not any(map(self.rows.filled, self.rows.known.get(id_, ())))]
        hints = []
        if self.gone:
            verb = "is" if len(self.gone) == 1 else "are"
            hints.append(f"write the id that belongs there ({several(self._gone())} {verb} gone)")
        if free:
            hints.append(f"give a new {self.rows.noun} a free id, such as {free[0]}")
        hints.append("move what is a note out of the table's columns")
        hint = "; or ".join(hints)
        return f"{hint[0].upper()}{hint[1:]}."

    def _gone(self) -> list[str]:
        ids = [each.id for each in self.gone]
        return ids if len(ids) <= LONGEST_LIST else [*ids[:LONGEST_LIST], f"{len(ids) - LONGEST_LIST} more"]
