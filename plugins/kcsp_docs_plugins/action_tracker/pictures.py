"""The charts of the front sheet, and what they show in words for whoever does not see them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Chart, ChartKind, Look, Series

from kcsp_docs.prose.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.schema import Cell, Grid, Value

    from kcsp_docs_plugins.action_tracker.tracker import Tracker

_LONGEST = 800
"""Characters of lines that are told in words: what is read out should end, and Excel has its own limit."""

_RATED = {"Red": Look.RED, "Amber": Look.AMBER, "Green": Look.GREEN, "Not rated": Look.MUTED}


def by_rating_chart(tracker: Tracker, grid: Grid) -> Chart:
    """How many actions are red, amber, green and not rated."""
    told = joined([f"{row[0].value} {row[1].value}" for row in grid.rows])
    return Chart(
        ChartKind.COLUMN,
        "Actions by RAG",
        f"Columns, as this file was made for {tracker.day}: {told}.",
        grid.name,
        "RAG",
        (Series("Actions", looks=tuple(_RATED.items())),),
        axis_title="Actions",
    )


def by_priority_chart(tracker: Tracker, grid: Grid) -> Chart:
    """The same for each priority."""
    headings = [column.heading for column in grid.columns]
    lines = [_line(row, headings) for row in grid.rows]
    return Chart(
        ChartKind.STACKED_BAR,
        "Actions by priority and RAG",
        f"Bars, as this file was made for {tracker.day}: {_shortened(lines)}.",
        grid.name,
        "Priority",
        tuple(Series(heading, look) for heading, look in _RATED.items()),
        axis_title="Actions",
    )


def _shortened(lines: list[str]) -> str:
    """As many lines as there is room for, and the number of the others."""
    lengths = accumulate(len(line) + 2 for line in lines)
    told = [line for line, length in zip(lines, lengths, strict=True) if length <= _LONGEST]
    rest = [f"and {len(lines) - len(told)} more"] if len(told) < len(lines) else []
    return joined([*told, *rest], "; ")


def _line(row: tuple[Cell, ...], headings: list[str]) -> str:
    numbers = dict(zip(headings, (cell.value for cell in row), strict=True))
    return f"{row[0].value}: {joined(list(_told(numbers))) or 'none'}"


def _told(numbers: dict[str, Value]) -> Iterator[str]:
    for heading in _RATED:
        if numbers[heading]:
            yield f"{heading.lower()} {numbers[heading]}"
