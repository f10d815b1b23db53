"""An officer's file into edits, by the declaration that it was written with and the baseline that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import NotMadeHereError, Problem, Severity
from kcsp_docs_kit.workbooks.baseline import SHEET, Baseline, BaselineError, decode
from kcsp_docs_kit.workbooks.reading.contents import Contents, contents
from kcsp_docs_kit.workbooks.reading.copies import tell_copy, tell_sheet
from kcsp_docs_kit.workbooks.reading.deletions import read_deletions
from kcsp_docs_kit.workbooks.reading.figures import find_figure, read_figure
from kcsp_docs_kit.workbooks.reading.finding import find_table
from kcsp_docs_kit.workbooks.reading.leftovers import tell_leftovers
from kcsp_docs_kit.workbooks.reading.offered import Offered, check_declared
from kcsp_docs_kit.workbooks.reading.package import opened
from kcsp_docs_kit.workbooks.reading.records import read_records
from kcsp_docs_kit.workbooks.reading.remarks import tell_remarks
from kcsp_docs_kit.workbooks.reading.rows import Rows
from kcsp_docs_kit.workbooks.reading.sheets import sorted_sheets
from kcsp_docs_kit.workbooks.reading.telling import Teller
from kcsp_docs_kit.workbooks.schema import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kcsp_docs.exchange import Edit, File
    from kcsp_docs_kit.workbooks.reading.cells import Place
    from kcsp_docs_kit.workbooks.reading.finding import Found
    from kcsp_docs_kit.workbooks.schema import Table, Workbook

NAMES = "_k_"


def read_edits(workbook: Workbook, file: File, report: Callable[[Problem], None]) -> tuple[Edit, ...]:
    """What was edited in a file that was written from ``workbook``, whatever has become of it since.

    The file's own baseline says what stood there; ``workbook`` says whose file it should be and what its records are
    called. ``report`` is given an error for each thing that cannot be read, and a warning or a note for each thing
    that is not taken, every one with its sheet and cell. Raises NotMadeHereError for another artefact's file, or
    nobody's, and WorkbookError for a file that cannot be read at all or is of another edition.
    """
    there = contents(opened(file.name, file.content))
    baseline = _baseline(workbook, there)
    teller = Teller(file.name, report)
    declared = {table.name: table for table in workbook.tables}
    sheets = [sheet.name for sheet in baseline.sheets]
    found = [each for table in baseline.tables if (each := find_table(table, sheets, there, teller)) is not None]
    tables = [_rows(each, declared.get(each.table.name), teller) for each in found]
    records = [read_records(table) for table in tables]
    edits = [edit for each in records for edit in each.edits]
    edits += read_deletions(baseline.tables, records, teller)
    offered = Offered(workbook)
    edits = list(offered.only(edits, teller))
    read_back = (figure for figure in baseline.figures if offered.has(figure.section, figure.field))
    figures = [(figure, find_figure(figure, there)) for figure in read_back]
    edits += [edit for figure, place in figures for edit in read_figure(figure, place, there, teller)]
    read = [(table.found.sheet, place) for table in tables for place in _places(table)]
    _tell_the_rest(baseline, there, tables, [*read, *(place for _, place in figures if place is not None)], teller)
    return tuple(edits)


def _rows(found: Found, declared: Table | None, teller: Teller) -> Rows:
    if declared is None:
        return Rows(found, "row", teller)
    shown = (column for column in (*declared.columns, *declared.beside) if not column.editable and not column.formula)
    return Rows(found, declared.noun, teller, frozenset(column.key for column in shown))


def _places(table: Rows) -> Iterator[Place]:
    """The cells of a table that were read: its headings, and the ids and values of its records."""
    found = table.found
    yield from ((found.header, column) for column in found.columns.values())
    edited = (found.ids, *(found.columns[column.key] for column in table.editable))
    yield from ((row, column) for row in table.read for column in edited)


def _tell_the_rest(
    baseline: Baseline, there: Contents, tables: list[Rows], read: list[tuple[str, Place]], teller: Teller
) -> None:
    sheets = sorted_sheets(there, baseline, [table.found for table in tables])
    for sheet in there.sheets:
        if sheet.name == SHEET:
            continue
        grid, built = there.grid(sheet.name), sheets.built.get(sheet.name)
        original = sheets.copies.get(sheet.name)
        if built is not None:
            _tell_renamed(built.name, sheet.name, teller)
            own = {place for name, place in read if name == sheet.name}
            tell_leftovers(
                sheet.name, grid, built, own, [each for each in tables if each.found.sheet == sheet.name], teller
            )
        elif original is not None:
            tell_copy(sheet.name, grid, original, there.grid(original), teller)
        else:
            tell_sheet(sheet.name, grid, teller)
        tell_remarks(sheet, there, built or sheets.built.get(original or ""), teller)


def _tell_renamed(before: str, now: str, teller: Teller) -> None:
    if before != now:
        teller.note("workbook-sheet", f"The sheet “{before}” is called “{now}” now; it is read as before.")


def _baseline(workbook: Workbook, there: Contents) -> Baseline:
    """What the file was made with; only its workbook part and its hidden sheet are read to say whose it is."""
    if there.sheet(SHEET) is None:
        if any(name.name.startswith(NAMES) for name in there.names):
            raise _damaged(there, "its hidden sheet is gone")
        raise NotMadeHereError(f"{there.package.file} was not made by kcsp-docs.")
    rows = there.grid(SHEET).rows
    try:
        baseline = decode([[cell.raw for _, cell in sorted(cells.items())] for _, cells in sorted(rows.items())])
    except BaselineError as error:
        raise _damaged(there, str(error)) from error
    if baseline.artefact != workbook.artefact:
        raise NotMadeHereError(f"{there.package.file} was made by {baseline.artefact}, not by {workbook.artefact}.")
    if baseline.edition != workbook.edition:
        message = f"The file is of the edition {baseline.edition}, and the model is {workbook.edition}."
        raise _unreadable(there, "workbook-edition", message, f"Collect it with the model of {baseline.edition}.")
    try:
        check_declared(baseline, workbook)
    except BaselineError as error:
        raise _damaged(there, str(error)) from error
    return baseline


def _damaged(there: Contents, what: str) -> WorkbookError:
    message = f"The file cannot be told apart from what was built: {what}."
    hint = "Type the changes into a workbook that was built anew, or restore an earlier version of the file."
    return _unreadable(there, "workbook-baseline", message, hint)


def _unreadable(there: Contents, code: str, message: str, hint: str) -> WorkbookError:
    return WorkbookError((Problem(Severity.ERROR, code, message, file=there.package.file, hint=hint),))
