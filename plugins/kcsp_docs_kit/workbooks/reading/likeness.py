"""Which record a row looks like, found without comparing each row with each record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.typed import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.workbooks.baseline import BaselineRow
    from kcsp_docs_kit.workbooks.reading.rows import Rows

COMMONEST = 60
"""A value that more records hold says nothing of which one is meant."""

CANDIDATES = 8


class Likeness:
    """The records that rows may look like, by their values."""

    def __init__(self, rows: Rows, records: Iterable[BaselineRow]) -> None:
        self._rows = rows
        self._records = {record.id: record for record in records}
        self._holders: dict[tuple[str, str], list[str]] = {}
        for record in self._records.values():
            for key, value in record.values.items():
                if value is not None:
                    self._holders.setdefault((key, value), []).append(record.id)

    def likest(self, row: int, least: float, besides: str | None = None) -> BaselineRow | None:
        """The record with the greatest share of its values in a row, at least ``least``; not that of id ``besides``."""
        votes = Counter(id_ for value in self._values(row) for id_ in self._telling(value) if id_ != besides)
        candidates = [self._records[id_] for id_, _ in votes.most_common(CANDIDATES)]
        shares = [(self._rows.likeness(row, record), record) for record in candidates]
        best = max(shares, key=lambda each: each[0], default=None)
        return best[1] if best is not None and best[0] >= least else None

    def _values(self, row: int) -> Iterator[tuple[str, str]]:
        for column, answer in zip(self._rows.editable, self._rows.answers(row, {}), strict=True):
            if isinstance(answer, Taken) and answer.value is not None:
                yield column.key, answer.value

    def _telling(self, value: tuple[str, str]) -> list[str]:
        holders = self._holders.get(value, [])
        return holders if len(holders) <= COMMONEST else []
