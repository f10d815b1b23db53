"""The workbook as a whole: sheets, names, figures, words and charts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from kcsp_docs.exchange import HISTORY
from kcsp_docs_kit.documents.opening import ILLEGAL, opening
from kcsp_docs_kit.workbooks import baseline
from kcsp_docs_kit.workbooks.checking.formulas import formula_problems, known
from kcsp_docs_kit.workbooks.checking.tables import grid_problems, table_problems
from kcsp_docs_kit.workbooks.checking.values import problem, text_problems, value_problems, worked_out_problems
from kcsp_docs_kit.workbooks.measures import HIGHEST_ROW, row_height
from kcsp_docs_kit.workbooks.names import LISTS, given_names
from kcsp_docs_kit.workbooks.page import footer
from kcsp_docs_kit.workbooks.schema import Chart, Figure, Figures, Grid, Kind, Sheet, Table, Words, WorkbookError
from kcsp_docs_kit.workbooks.validations import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs_kit.workbooks.checking.formulas import Known
    from kcsp_docs_kit.workbooks.schema import Part, Workbook

LONGEST_SHEET_NAME = 31
LONGEST_FOOTER = 255
LONGEST_NAME = 200
_RESERVED = frozenset({"history", LISTS.casefold(), baseline.SHEET.casefold()})
_TABLE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_FIGURE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]([0-9]+)?([Cc]([0-9]+)?)?|[Cc]([0-9]+)?", re.ASCII)
_WORDS_WIDTH = 90


def check(workbook: Workbook) -> None:
    """Raise WorkbookError with every problem of the workbook."""
    problems = tuple(_problems(workbook))
    if problems:
        raise WorkbookError(problems)


def _problems(workbook: Workbook) -> Iterator[Problem]:
    for name in ("title", "creator", "subject", "language", "artefact", "edition"):
        yield from text_problems(f"The workbook's {name}", getattr(workbook, name))
    if units(footer(workbook.title)) > LONGEST_FOOTER:
        yield problem("title", f'The title "{opening(workbook.title)}" is too long for a footer.', "Shorten it.")
    yield from value_problems("The workbook's date", workbook.date, Kind.DATE)
    yield from _sheet_name_problems([sheet.name for sheet in workbook.sheets])
    yield from _name_problems(workbook)
    found = known(workbook)
    for sheet in workbook.sheets:
        yield from _sheet_problems(sheet)
        for part in sheet.parts:
            yield from _part_problems(part, found, workbook)


def _sheet_name_problems(names: list[str]) -> Iterator[Problem]:
    if not names:
        yield problem("sheet", "The workbook has no sheets.", "Give it one at least.")
    for name, count in Counter(name.casefold() for name in names).items():
        if count > 1:
            message = f'{count} sheets are called "{opening(name)}".'
            yield problem("sheet", message, "Excel does not tell A from a: rename one.")
    for name in names:
        if not _is_sheet_name(name):
            yield problem(
                "sheet",
                f'No sheet can be called "{opening(name)}".',
                f"Use 1 to {LONGEST_SHEET_NAME} characters, none of []:*?/\\, no apostrophe or blank at either end.",
            )
        elif name.casefold() in _RESERVED:
            yield problem("sheet", f'The name "{name}" is taken for a sheet of its own.', "Choose another name.")


def _is_sheet_name(name: str) -> bool:
    fits = 0 < units(name) <= LONGEST_SHEET_NAME and name == name.strip() and not ILLEGAL.search(name)
    return fits and not re.search(r"[\[\]:*?/\\\t\n\r]|^'|'$", name)


def _name_problems(workbook: Workbook) -> Iterator[Problem]:
    """Tables and names share one set of names; those that begin with _k_ are the writer's own."""
    tables = [*(table.name for table in workbook.tables), *(grid.name for grid in workbook.grids)]
    figures = given_names(workbook)
    for name, count in Counter(name.casefold() for name in (*tables, *figures)).items():
        if count > 1:
            message = f'{count} tables, grids, figures or columns have the name "{opening(name)}".'
            yield problem("name", message, "Excel does not tell A from a: rename one.")
    for name in tables:
        if not _is_name(name, _TABLE_NAME):
            yield problem("name", f'No table can be called "{opening(name)}".', _NAME_HINT.format("letters and digits"))
    for name in figures:
        if not _is_name(name, _FIGURE_NAME):
            hint = _NAME_HINT.format("letters, digits and underscores")
            yield problem("name", f'No figure or column can have the name "{opening(name)}".', hint)
    yield from _twice_read_back(workbook)


_NAME_HINT = f"Use at most {LONGEST_NAME} {{}}, a letter first, and nothing that reads as a cell, such as Q1."


def _is_name(name: str, shape: re.Pattern[str]) -> bool:
    return len(name) <= LONGEST_NAME and bool(shape.fullmatch(name)) and not _LIKE_A_CELL.fullmatch(name)


def _twice_read_back(workbook: Workbook) -> Iterator[Problem]:
    for (section, name), count in Counter((each.section, each.field) for each in workbook.figures).items():
        if count > 1:
            place = f"{section}.{name}"
            yield problem(
                "figure", f"{count} figures are read back into {place}.", "Let one be typed, and show it elsewhere."
            )


def _sheet_problems(sheet: Sheet) -> Iterator[Problem]:
    what = f'The sheet "{opening(sheet.name)}"'
    yield from text_problems(f"{what} in its title", sheet.title)
    if not sheet.title.strip() or not sheet.parts:
        yield problem("sheet", f"{what} has no title, or nothing under it.", "Give it both, or leave the sheet out.")
    if any(isinstance(part, Table) for part in sheet.parts[:-1]):
        yield problem(
            "sheet", f"{what} goes on beneath a table.", "Let the table be the last part: it grows downwards."
        )


def _part_problems(part: Part, known: Known, workbook: Workbook) -> Iterator[Problem]:
    match part:
        case Table():
            yield from table_problems(part, known)
        case Grid():
            yield from grid_problems(part, known)
        case Figures():
            yield from text_problems("The title of figures", part.title)
            yield from chain.from_iterable(_figure_problems(figure, known) for figure in part.figures)
        case Words():
            yield from text_problems("The title of words", part.title)
            yield from chain.from_iterable(map(_paragraph_problems, part.paragraphs))
        case Chart():
            yield from _chart_problems(part, workbook.grids)


def _paragraph_problems(paragraph: str) -> Iterator[Problem]:
    yield from text_problems("A paragraph", paragraph)
    if row_height(paragraph, _WORDS_WIDTH) > HIGHEST_ROW:
        message = f'The paragraph "{opening(paragraph)}" is higher than a row can be.'
        yield problem("text", message, "Break it into several paragraphs.")


def _figure_problems(figure: Figure, known: Known) -> Iterator[Problem]:
    what, path = f'The figure "{opening(figure.label)}"', _figure_path(figure)
    yield from chain(text_problems(what, figure.label), text_problems(f"{what} in its note", figure.note))
    if figure.formula is None:
        yield from value_problems(what, figure.value, figure.kind, path)
        return
    yield from worked_out_problems(what, figure.value, figure.kind, path)
    yield from formula_problems(what, figure.formula, "", known)
    if figure.field:
        yield problem("figure", f"{what} is read back and worked out.", "Give it a field or a formula, not both.")


def _figure_path(figure: Figure) -> str | None:
    return f"{figure.section}.{figure.field}" if figure.field and figure.section != HISTORY else None


def _chart_problems(chart: Chart, grids: Iterable[Grid]) -> Iterator[Problem]:
    what = f'The chart "{opening(chart.title)}"'
    for name in ("title", "alt_text", "axis_title"):
        yield from text_problems(what, getattr(chart, name), limit=LONGEST_FOOTER if name != "alt_text" else 1_000)
    if not chart.title.strip() or not chart.alt_text.strip() or not chart.series:
        yield problem("chart", f"{what} has no title, no alt text or nothing to show.", "Give it all three.")
    headings = next(({each.heading for each in grid.columns} for grid in grids if grid.name == chart.grid), set())
    for heading in (chart.categories, *(series.heading for series in chart.series)):
        if heading not in headings:
            message = f'{what} shows "{opening(heading)}" of "{chart.grid}", which there is not.'
            yield problem("chart", message, "Name a grid of the workbook and headings of its columns.")
