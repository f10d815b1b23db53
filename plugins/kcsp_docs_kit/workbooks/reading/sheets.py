"""Which sheet is which: renamed, moved, copied, or an officer's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.baseline import SHEET, BaselineSheet
from kcsp_docs_kit.workbooks.names import LISTS
from kcsp_docs_kit.workbooks.reading.leftovers import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kcsp_docs_kit.workbooks.baseline import Baseline
    from kcsp_docs_kit.workbooks.reading.contents import Contents, Sheet
    from kcsp_docs_kit.workbooks.reading.finding import Found

LIST_NAME = "_k_list_"

SAME = 0.5
"""The share of a sheet's built texts by which it is known again."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The sheets of a file. ``built`` gives each sheet that was built by its name now; ``copies`` give the name of the
    sheet that an added one was copied from, None for one of an officer's own."""

    built: Mapping[str, BaselineSheet]
    copies: Mapping[str, str | None]


def sorted_sheets(contents: Contents, baseline: Baseline, found: Iterable[Found]) -> Sorted:
    """Each sheet of the file by its table, else by its name, else by what stands on it."""
    tables = {each.table.sheet: each.sheet for each in found}
    sheets = [sheet for sheet in contents.sheets if sheet.name != SHEET]
    names = {each.name.casefold() for each in baseline.sheets}
    built: dict[str, BaselineSheet] = {}
    for each in sorted((*baseline.sheets, _lists(baseline)), key=lambda each: each.name not in tables):
        free = [sheet for sheet in sheets if sheet.name not in built]
        name = (
            tables.get(each.name)
            or _by_name(each, free)
            or _by_texts(each, [sheet for sheet in free if sheet.name.casefold() not in names], contents)
        )
        if name is not None:
            built[name] = each
    return Sorted(built, {sheet.name: _origin(sheet, built, contents) for sheet in sheets if sheet.name not in built})


def _lists(baseline: Baseline) -> BaselineSheet:
    """The hidden sheet of what drops down, by the choices of all columns."""
    columns = [column for table in baseline.tables for column in table.columns if column.choices]
    distinct = dict.fromkeys(column.choices for column in columns)
    labels = [label for choices in distinct for label, _ in choices]
    names = [f"{LIST_NAME}{number}" for number in range(1, len(distinct) + 1)]
    return BaselineSheet(LISTS, {f"A{number}": text for number, text in enumerate((*names, *labels), 1)}, {})


def _by_name(built: BaselineSheet, sheets: list[Sheet]) -> str | None:
    return next((sheet.name for sheet in sheets if sheet.name.casefold() == built.name.casefold()), None)


def _by_texts(built: BaselineSheet, sheets: list[Sheet], contents: Contents) -> str | None:
    likely = {sheet.name: _overlap(set(built.cells.values()), sheet, contents) for sheet in sheets}
    return max((name for name, share in likely.items() if share >= SAME), key=lambda name: likely[name], default=None)


def _overlap(texts: set[str], sheet: Sheet, contents: Contents) -> float:
    there = set(texts_of(contents.grid(sheet.name)).values())
    wanted = {text.strip() for text in texts}
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _origin(sheet: Sheet, built: Mapping[str, BaselineSheet], contents: Contents) -> str | None:
    """The sheet that this one was copied from."""
    likely = {name: _overlap(set(each.cells.values()), sheet, contents) for name, each in built.items()}
    return max((name for name, share in likely.items() if share >= SAME), key=lambda name: likely[name], default=None)
