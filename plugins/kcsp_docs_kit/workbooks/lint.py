"""What to mend in an author's openpyxl workbook: what Excel would refuse, repair or cut, and what readers would miss.

The limits are Excel's own ("Excel specifications and limits", Microsoft); lengths count UTF-16 units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook as Book
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_LIST = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_BY_THE_CLOCK = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)
_TEXTS = re.compile(r'"(?:[^"]|"")*"')


def lint(workbook: Book) -> tuple[Problem, ...]:
    """Everything to mend, sheet by sheet."""
    problems = [*_sheets(workbook)]
    for sheet in workbook.worksheets:
        problems += [*_cells(sheet), *_tables(sheet), *_lists(sheet)]
    return tuple(problems)


def _sheets(workbook: Book) -> Iterator[Problem]:
    if not any(sheet.sheet_state == "visible" for sheet in workbook.worksheets):
        yield _error("workbook-sheet", "The workbook has no sheet that can be seen.", "Add one, or show one.")
    seen: set[str] = set()
    for name in workbook.sheetnames:
        if len(name) > LONGEST_NAME or _FORBIDDEN.search(name):
            message = f"The sheet “{name}” has a name that Excel does not take."
            yield _error("workbook-sheet", message, f"Use at most {LONGEST_NAME} characters and none of []:*?/\\.")
        if name.casefold() in seen:
            message = f"Two sheets are called “{name}”; capitals make no difference to Excel."
            yield _error("workbook-sheet", message, "Rename one of them.")
        seen.add(name.casefold())


def _cells(sheet: Worksheet) -> Iterator[Problem]:
    """Only cells that exist: a stray one far below must not make a million."""
    formulas: list[Cell | MergedCell] = []
    for cell in list(sheet._cells.values()):  # noqa: SLF001  (openpyxl's own iteration makes the cells in between)
        text = cell.value
        if isinstance(text, str) and _units(text) > LONGEST_TEXT:
            message = f"{sheet.title}!{cell.coordinate} holds {_units(text):,} characters; Excel cuts off the rest."
            yield _error("workbook-text", message, f"Keep a cell within {LONGEST_TEXT:,}.")
        elif cell.data_type == "f":
            formulas.append(cell)
    for cell in formulas:
        if _BY_THE_CLOCK.search(_TEXTS.sub("", str(cell.value))):
            message = f"{sheet.title}!{cell.coordinate} works out something else each day: {cell.value}."
            yield _warning("workbook-clock", message, "Write the day that the workbook speaks of (job.as_of).")
    if formulas:
        first = f"{sheet.title}!{formulas[0].coordinate}"
        message = (
            f"The sheet “{sheet.title}” has formulas ({len(formulas)}, the first in {first}) without their values."
        )
        hint = "Write the values, or declare the workbook and let write_workbook write both: viewers work nothing out."
        yield _warning("workbook-formula", message, hint)


def _tables(sheet: Worksheet) -> Iterator[Problem]:
    """The names of a table's columns must be the words in its header cells, or Excel repairs the file."""
    for table in sheet.tables.values():
        header = sheet[table.ref][0]
        names = [column.name for column in table.tableColumns]
        for cell, name in zip(header, names or [None] * len(header), strict=False):
            if not isinstance(cell.value, str) or (name is not None and name != cell.value):
                message = (
                    f"{sheet.title}!{cell.coordinate} heads a column of the table “{table.name}”, and is not its name."
                )
                yield _error("workbook-table", message, "Write the heading as text, before the table is added.")


def _lists(sheet: Worksheet) -> Iterator[Problem]:
    for rule in sheet.data_validations.dataValidation:
        text = str(rule.formula1 or "")
        if rule.type == "list" and text.startswith('"') and _units(text) - 2 > LONGEST_LIST:
            message = (
                f"The list that drops down in {sheet.title}!{rule.sqref} is longer than {LONGEST_LIST} characters."
            )
            yield _error("workbook-list", message, "Write the choices into cells, and let the list refer to them.")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _error(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)


def _warning(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.WARNING, code, message, hint=hint)
