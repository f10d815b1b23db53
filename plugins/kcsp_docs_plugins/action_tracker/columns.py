"""Columns of grids that are said once: how they look, what stands in them, and the formula that comes to the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kcsp_docs_kit.workbooks.schema import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kcsp_docs_kit.workbooks.schema import GridColumn, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkedOut(Generic[T]):
    """A column about records of one type. ``value`` is of one record; a formula comes to it as the file is made."""

    column: GridColumn
    value: Callable[[T], Value]
    formula: str | None = None


def cells(columns: Iterable[WorkedOut[T]], record: T | None) -> tuple[Cell, ...]:
    """A row. Without a record it is an empty one: its formulas come to an empty text."""
    return tuple(Cell(_value(column, record), column.formula) for column in columns)


def _value(column: WorkedOut[T], record: T | None) -> Value:
    value = None if record is None else column.value(record)
    nothing = "" if column.formula else None
    return nothing if value in (None, "") else value
