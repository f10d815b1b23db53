"""Formulas that would not come to the same everywhere, or that speak of what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.checking.values import problem, text_problems
from kcsp_docs_kit.workbooks.formulas import as_stored, mentions
from kcsp_docs_kit.workbooks.functions import BY_THE_CLOCK, NOT_EVERYWHERE
from kcsp_docs_kit.workbooks.names import column_names, figure_names, given_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.errors import Problem
    from kcsp_docs_kit.workbooks.schema import Workbook

LONGEST_FORMULA = 8_192


@dataclass(frozen=True, slots=True)
class Known:
    """What formulas may speak of: the headings of each table, folded, and names of cells, folded."""

    tables: Mapping[str, frozenset[str]]
    names: frozenset[str]


def known(workbook: Workbook) -> Known:
    """What the workbook has."""
    tables = {
        each.name.casefold(): frozenset(
            heading.casefold() for heading in (each.id_heading, *(column.heading for column in each.columns))
        )
        for each in workbook.tables
    }
    grids = {
        each.name.casefold(): frozenset(column.heading.casefold() for column in each.columns) for each in workbook.grids
    }
    names = (
        *given_names(workbook),
        *figure_names(workbook),
        *(name for table in workbook.tables for name in column_names(table)),
    )
    return Known({**tables, **grids}, frozenset(name.casefold() for name in names))


def formula_problems(what: str, formula: str, table: str, known: Known, path: str | None = None) -> Iterator[Problem]:
    """Everything wrong with one formula; ``what`` begins a sentence, ``table`` is the one that it stands in."""
    yield from text_problems(what, formula, path, LONGEST_FORMULA)
    stored = as_stored(formula, table)
    if not formula.startswith("=") or not stored.strip() or len(stored) > LONGEST_FORMULA:
        yield problem(
            "formula",
            f'{what} is "{formula[:60]}", which cannot be a formula.',
            f"Begin it with = and keep it within {LONGEST_FORMULA:,} characters.",
            path,
        )
    said = mentions(formula, table)
    yield from _function_problems(what, said.functions, path)
    for name in dict.fromkeys(said.names):
        if name.casefold() not in known.names:
            yield problem("formula", f'{what} uses the name "{name}", which no cell has.', _HINT, path)
    for name, heading in dict.fromkeys(said.columns):
        headings = known.tables.get(name.casefold())
        if headings is None:
            yield problem("formula", f'{what} uses the table "{name}", which there is not.', _HINT, path)
        elif heading and heading.casefold() not in headings:
            yield problem("formula", f'{what} uses "{name}[{heading}]", a column that there is not.', _HINT, path)


_HINT = "Use the names of figures, and tables with the headings of their columns, as they stand in the workbook."


def _function_problems(what: str, functions: tuple[str, ...], path: str | None) -> Iterator[Problem]:
    for function in dict.fromkeys(functions):
        if function in BY_THE_CLOCK:
            yield problem(
                "formula",
                f"{what} uses {function}, which comes to something else each time that the file is opened.",
                "Use a named figure, such as the day that the workbook speaks of.",
                path,
            )
        elif NOT_EVERYWHERE.fullmatch(function):
            yield problem(
                "formula",
                f"{what} uses {function}, which Excel 2019 and LibreOffice do not know.",
                "Use older functions, such as INDEX, MATCH, COUNTIFS and SUMIFS.",
                path,
            )
