"""The rows of a table that was found: what stands in them, and which record each of them is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import Area, Cell, name_of
from kcsp_docs_kit.workbooks.reading.ids import Ids
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import Answer, Taken, quoted, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kcsp_docs_kit.workbooks.baseline import BaselineColumn, BaselineRow
    from kcsp_docs_kit.workbooks.reading.finding import Found


@dataclass
class Rows:
    """The rows of one table. ``noun`` is what a record of it is called: ``action``.

    ``known`` are the rows of each id that the table was made with, ``unknown`` those that hold something under another
    id, or none. ``unread`` are the keys of columns that are shown only, and not worked out. ``read`` are the rows whose
    cells have been dealt with.
    """

    found: Found
    noun: str
    teller: Teller
    unread: frozenset[str] = frozenset()
    read: set[int] = field(default_factory=set)

    @cached_property
    def editable(self) -> tuple[BaselineColumn, ...]:
        """The columns that are read back and still there."""
        columns = self.found.table.columns
        return tuple(column for column in columns if column.editable and column.key in self.found.columns)

    @cached_property
    def ids(self) -> Ids:
        return Ids((*(row.id for row in self.found.table.rows), *self.found.table.spare))

    @cached_property
    def known(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for row in sorted(self.found.grid.rows):
            id_ = self.ids.known(self.found.grid.cell(row, self.found.ids))
            if id_ is not None and row != self.found.header:
                places.setdefault(id_, []).append(row)
        return places

    @cached_property
    def id_of(self) -> Mapping[int, str]:
        """The id of each row that has a known one."""
        return {row: id_ for id_, places in self.known.items() for row in places}

    @cached_property
    def unknown(self) -> tuple[int, ...]:
        below = sorted(row for row in self.found.grid.rows if row > self.found.header)
        return tuple(row for row in below if row not in self.id_of and self.filled(row))

    @cached_property
    def last(self) -> int:
        """The last row of the table: of its names, or of a record where somebody went on below."""
        return max(self.found.bottom, self.found.header, *self.id_of)

    def id_cell(self, row: int) -> Cell | None:
        cell = self.found.grid.cell(row, self.found.ids)
        return None if cell is None or cell.blank else cell

    def cell(self, row: int, column: BaselineColumn) -> Cell | None:
        return self.found.grid.cell(row, self.found.columns[column.key])

    def filled(self, row: int) -> list[Cell]:
        """The editable cells of a row that hold something."""
        cells = (self.cell(row, column) for column in self.editable)
        return [cell for cell in cells if cell is not None and not cell.blank]

    def where(self, row: int, column: BaselineColumn | None = None) -> str:
        """``Actions!G9``; without a column the cell of the id."""
        number = self.found.ids if column is None else self.found.columns[column.key]
        return at(self.found.sheet, name_of((row, number)))

    def answers(self, row: int, before: Mapping[str, str | None]) -> tuple[Answer, ...]:
        """What a row says, read as that of a record with the values ``before``."""
        return tuple(
            typed(self.cell(row, column), column.kind, column.choices, before.get(column.key))
            for column in self.editable
        )

    def likeness(self, row: int, record: BaselineRow) -> float:
        """The share of a record's values that stand in a row."""
        given = [column for column in self.editable if record.values.get(column.key) is not None]
        alike = 0
        for column in given:
            before = record.values[column.key]
            answer = typed(self.cell(row, column), column.kind, column.choices, before)
            alike += isinstance(answer, Taken) and answer.value == before
        return alike / len(given) if given else 0.0

    def differences(self, places: Sequence[int], before: Mapping[str, str | None]) -> list[str]:
        """The cells in which rows differ from each other, or from what was built: ``C6 “Sue”``."""
        built = tuple(Taken(before.get(column.key)) for column in self.editable)
        answers = [built, *(self.answers(row, before) for row in places)]
        columns = [column for at, column in enumerate(self.editable) if len({each[at] for each in answers}) > 1]
        cells = (self.cell(row, column) for column in columns for row in places)
        return [f"{cell.name} {quoted(cell.shown)}" for cell in cells if cell is not None and not cell.blank]

    @cached_property
    def merged(self) -> tuple[Area, ...]:
        """Merged areas that lie over ids, headings or values."""
        columns = (self.found.ids, *(self.found.columns[column.key] for column in self.editable))
        return tuple(
            (top, left, bottom, right)
            for top, left, bottom, right in self.found.grid.merged
            if top <= self.last and bottom >= self.found.header and any(left <= each <= right for each in columns)
        )

    @cached_property
    def covered(self) -> frozenset[tuple[int, int]]:
        """Cells whose value was given up when they were merged with others."""
        return frozenset(self._covered())

    def _covered(self) -> Iterator[tuple[int, int]]:
        columns = self.found.columns.values()
        for top, left, bottom, right in self.merged:
            places = (
                (row, each) for row in self.id_of if top <= row <= bottom for each in columns if left <= each <= right
            )
            yield from (place for place in places if place != (top, left))
