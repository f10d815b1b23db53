"""What a workbook was made with, kept in the workbook itself: the side that an officer's edits are told apart from.

A very hidden sheet holds one record of JSON a row. A record that is too long for a cell goes on in the next cell of its
row. All of it is ASCII, and no ``_x`` stands in it: readers differ in what they make of ``_x0041_`` (ECMA-376 part 1,
22.9.2.19).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from kcsp_docs.errors import KcspDocsError
from kcsp_docs.exchange import HISTORY
from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.names import column_names, figure_names
from kcsp_docs_kit.workbooks.schema import Column, Kind, Table, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHEET = "kcsp-docs"
"""The name of the very hidden sheet."""

FORMAT = 1
LONGEST_CELL = 32_000
"""In UTF-16 units; Excel takes 32,767."""

Canonical: TypeAlias = str | None


class BaselineError(KcspDocsError):
    """The hidden sheet does not hold what was written there."""


@dataclass(frozen=True, slots=True)
class BaselineColumn:
    """A column as it was written. ``name`` is the workbook-level name over its heading and its cells.

    ``choices`` are pairs of the words shown and the value meant. A column that is not ``editable`` is worked out.
    """

    key: str
    heading: str
    kind: Kind
    name: str
    editable: bool
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A record and the values of its editable columns, each as the model spells it."""

    id: str
    values: Mapping[str, Canonical]


@dataclass(frozen=True, slots=True)
class BaselineTable:
    """A table as it was written, the columns beside it included. ``id_name`` is the name over the column of ids."""

    name: str
    sheet: str
    section: str
    id_heading: str
    id_name: str
    columns: tuple[BaselineColumn, ...]
    spare: tuple[str, ...]
    rows: tuple[BaselineRow, ...]


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """A figure that is read back, in the workbook-level name ``name``."""

    section: str
    field: str
    label: str
    kind: Kind
    name: str
    value: Canonical


@dataclass(frozen=True, slots=True)
class BaselineSheet:
    """What was written on a sheet besides the cells that are read back, by the names of cells: ``{"A1": "Actions"}``.

    With it a reader tells what somebody added. Numbers are without their look, dates the numbers that a file has for
    them. ``formulas`` leaves out those in the rows of a table that officers edit; ``charts`` counts.
    """

    name: str
    cells: Mapping[str, str]
    formulas: Mapping[str, str]
    charts: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """All that an officer could have edited, as it was. ``as_of`` is the day that the workbook spoke of."""

    artefact: str
    edition: str
    as_of: str
    tables: tuple[BaselineTable, ...] = ()
    figures: tuple[BaselineFigure, ...] = ()
    sheets: tuple[BaselineSheet, ...] = ()


def baseline(workbook: Workbook) -> Baseline:
    """What is written into a workbook made from the declaration."""
    return Baseline(
        workbook.artefact,
        workbook.edition,
        _as_of(workbook),
        tuple(_tables(workbook)),
        tuple(_figures(workbook)),
    )


def encode(workbook: Workbook, sheets: tuple[BaselineSheet, ...] = ()) -> tuple[tuple[str, ...], ...]:
    """The rows of cells of the hidden sheet, each cell of at most :data:`LONGEST_CELL` ASCII characters.

    ``sheets`` is what was written, sheet by sheet.
    """
    return tuple(_cells(record) for record in _records(replace(baseline(workbook), sheets=sheets)))


def decode(rows: Iterable[Sequence[str | None]]) -> Baseline:
    """The baseline from the rows of cells of the hidden sheet. Raises BaselineError where they are damaged."""
    records = [_record(cells) for cells in rows if any(cells)]
    if not records or records[0].get("kcsp-docs") != FORMAT:
        raise BaselineError("the first row of the hidden sheet does not say which workbook this is")
    try:
        return _from_records(records)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BaselineError("the hidden sheet lacks something, or holds it in another shape") from error


def _as_of(workbook: Workbook) -> str:
    days = (
        canonical(each.value, each.kind)
        for each in workbook.figures
        if (each.section, each.field) == (HISTORY, "as_of")
    )
    return next(filter(None, days), None) or workbook.date.isoformat()


def _tables(workbook: Workbook) -> Iterator[BaselineTable]:
    for sheet in workbook.sheets:
        for part in sheet.parts:
            if isinstance(part, Table):
                yield _table(part, sheet.name)


def _table(table: Table, sheet: str) -> BaselineTable:
    id_name, *names = column_names(table)
    columns = (
        *(_column(column, name, beside=False) for column, name in zip(table.columns, names, strict=False)),
        *(
            _column(column, name, beside=True)
            for column, name in zip(table.beside, names[len(table.columns) :], strict=True)
        ),
    )
    kept = [column for column in columns if column.editable]
    rows = tuple(
        BaselineRow(row.id, {column.key: canonical(row.values.get(column.key), column.kind) for column in kept})
        for row in table.rows
    )
    return BaselineTable(
        table.name, sheet, table.section, table.id_heading, id_name, columns, tuple(table.spare_ids), rows
    )


def _column(column: Column, name: str, *, beside: bool) -> BaselineColumn:
    return BaselineColumn(
        column.key,
        column.heading,
        column.kind,
        name,
        column.editable and column.formula is None and not beside,
        column.required,
        tuple((choice.label, choice.value) for choice in column.choices),
    )


def _figures(workbook: Workbook) -> Iterator[BaselineFigure]:
    for figure, name in zip(workbook.figures, figure_names(workbook), strict=True):
        value = canonical(figure.value, figure.kind)
        yield BaselineFigure(figure.section, figure.field, figure.label, figure.kind, name, value)


def _records(baseline: Baseline) -> Iterator[dict[str, object]]:
    yield {
        "kcsp-docs": FORMAT,
        "artefact": baseline.artefact,
        "edition": baseline.edition,
        "as_of": baseline.as_of,
    }
    for table in baseline.tables:
        yield _table_record(table)
        for row in table.rows:
            yield {"row": table.name, "id": row.id, "values": dict(row.values)}
    for figure in baseline.figures:
        yield {
            "figure": f"{figure.section}.{figure.field}",
            "section": figure.section,
            "field": figure.field,
            "label": figure.label,
            "kind": figure.kind,
            "name": figure.name,
            "value": figure.value,
        }
    for sheet in baseline.sheets:
        yield {
            "built": sheet.name,
            "cells": dict(sheet.cells),
            "formulas": dict(sheet.formulas),
            "charts": sheet.charts,
        }


def _table_record(table: BaselineTable) -> dict[str, object]:
    return {
        "table": table.name,
        "sheet": table.sheet,
        "section": table.section,
        "id_heading": table.id_heading,
        "id_name": table.id_name,
        "columns": [
            {
                "key": column.key,
                "heading": column.heading,
                "kind": column.kind,
                "name": column.name,
                "editable": column.editable,
                "required": column.required,
                "choices": dict(column.choices),
            }
            for column in table.columns
        ],
        "spare": list(table.spare),
    }


def _cells(record: dict[str, object]) -> tuple[str, ...]:
    text = json.dumps(record, ensure_ascii=True).replace("_x", "\\u005fx")
    return tuple(text[start : start + LONGEST_CELL] for start in range(0, len(text), LONGEST_CELL))


def _record(cells: Sequence[str | None]) -> dict[str, Any]:
    try:
        record = json.loads("".join(cell or "" for cell in cells))
    except (TypeError, ValueError, RecursionError) as error:
        raise BaselineError("a row of the hidden sheet is not as it was written") from error
    if not isinstance(record, dict):
        raise BaselineError("a row of the hidden sheet is no record")
    return record


def _from_records(records: list[dict[str, Any]]) -> Baseline:
    opening, *rest = records
    rows: dict[str, list[BaselineRow]] = {each["table"]: [] for each in rest if "table" in each}
    for each in rest:
        if "row" in each:
            rows[_text(each["row"])].append(BaselineRow(_text(each["id"]), _values(each["values"])))
    tables = tuple(_read_table(each, tuple(rows[each["table"]])) for each in rest if "table" in each)
    figures = tuple(_read_figure(each) for each in rest if "figure" in each)
    sheets = tuple(_read_sheet(each) for each in rest if "built" in each)
    artefact, edition, as_of = (_text(opening[key]) for key in ("artefact", "edition", "as_of"))
    return Baseline(artefact, edition, as_of, tables, figures, sheets)


def _read_table(record: dict[str, Any], rows: tuple[BaselineRow, ...]) -> BaselineTable:
    return BaselineTable(
        _text(record["table"]),
        _text(record["sheet"]),
        _text(record["section"]),
        _text(record["id_heading"]),
        _text(record["id_name"]),
        tuple(_read_column(column) for column in record["columns"]),
        tuple(_text(id_) for id_ in record["spare"]),
        rows,
    )


def _read_column(record: dict[str, Any]) -> BaselineColumn:
    return BaselineColumn(
        _text(record["key"]),
        _text(record["heading"]),
        Kind(record["kind"]),
        _text(record["name"]),
        record["editable"] is True,
        record["required"] is True,
        tuple((label, _text(value)) for label, value in record["choices"].items()),
    )


def _read_figure(record: dict[str, Any]) -> BaselineFigure:
    return BaselineFigure(
        _text(record["section"]),
        _text(record["field"]),
        _text(record["label"]),
        Kind(record["kind"]),
        _text(record["name"]),
        _canonical(record["value"]),
    )


def _read_sheet(record: dict[str, Any]) -> BaselineSheet:
    cells, formulas = ({key: _text(value) for key, value in record[each].items()} for each in ("cells", "formulas"))
    return BaselineSheet(_text(record["built"]), cells, formulas, int(record["charts"]))


def _values(record: dict[str, Any]) -> dict[str, Canonical]:
    return {key: _canonical(value) for key, value in record.items()}


def _canonical(value: object) -> Canonical:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be text")
    return value
