"""A declared workbook into the bytes of an .xlsx."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from kcsp_docs_kit.workbooks import baseline
from kcsp_docs_kit.workbooks.built import built_sheets
from kcsp_docs_kit.workbooks.canvas import Canvas, define
from kcsp_docs_kit.workbooks.cells import StoredSheet, write_text
from kcsp_docs_kit.workbooks.charts import draw
from kcsp_docs_kit.workbooks.checking import check
from kcsp_docs_kit.workbooks.formats import Formats, Role, defaults
from kcsp_docs_kit.workbooks.layout import lay_out
from kcsp_docs_kit.workbooks.names import LISTS, figure_names
from kcsp_docs_kit.workbooks.package import finished
from kcsp_docs_kit.workbooks.page import protect, set_up
from kcsp_docs_kit.workbooks.prose import write_figures, write_words
from kcsp_docs_kit.workbooks.schema import Chart, Figures, Grid, Table, Words
from kcsp_docs_kit.workbooks.tables import write_grid, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs_kit.workbooks.baseline import BaselineSheet
    from kcsp_docs_kit.workbooks.layout import Layout, Placed
    from kcsp_docs_kit.workbooks.schema import Choice, Workbook


def write_workbook(workbook: Workbook) -> bytes:
    """The whole file. The same declaration gives the same bytes.

    Raises WorkbookError with everything that Excel would refuse, repair or cut, before a byte is written; a problem
    of a row's value has the value's ``path`` in the model.
    """
    check(workbook)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **defaults()}) as book:
        layouts = {sheet.name: lay_out(sheet) for sheet in workbook.sheets}
        _properties(book, workbook)
        _sheets(book, workbook, layouts)
        built = built_sheets(book, workbook)
        _lists(book, workbook)
        _baseline(book, workbook, built)
    measured = {f"xl/worksheets/sheet{number}.xml": each.growing for number, each in enumerate(layouts.values(), 1)}
    return finished(buffer.getvalue(), workbook.language, measured)


def _properties(book: xlsxwriter.Workbook, workbook: Workbook) -> None:
    said = {"title": workbook.title, "subject": workbook.subject, "author": workbook.creator}
    book.set_properties({**said, "created": datetime.combine(workbook.date, datetime.min.time())})


def _sheets(book: xlsxwriter.Workbook, workbook: Workbook, layouts: Mapping[str, Layout]) -> None:
    formats, lists, grids = Formats(book), _list_names(workbook), _grids(layouts)
    figures = dict(zip(workbook.figures, figure_names(workbook), strict=True))
    for sheet in workbook.sheets:
        written = book.add_worksheet(sheet.name, StoredSheet)
        canvas = Canvas(book, written, sheet.name, formats, layouts[sheet.name], lists, figures, grids)
        set_up(canvas, workbook.title)
        write_text(canvas.sheet, 0, 0, sheet.title, formats.cell(Role.TITLE))
        for placed in canvas.layout.placed:
            _part(canvas, placed)


def _part(canvas: Canvas, placed: Placed) -> None:
    match placed.part:
        case Words():
            write_words(canvas, placed, placed.part)
        case Figures():
            write_figures(canvas, placed, placed.part)
        case Grid():
            write_grid(canvas, placed, placed.part)
        case Chart():
            draw(canvas, placed, placed.part)
        case Table():
            write_table(canvas, placed, placed.part)


def _grids(layouts: Mapping[str, Layout]) -> dict[str, tuple[str, Placed]]:
    return {
        placed.part.name: (sheet, placed)
        for sheet, layout in layouts.items()
        for placed in layout.placed
        if isinstance(placed.part, Grid)
    }


def _list_names(workbook: Workbook) -> dict[tuple[Choice, ...], str]:
    """Columns with the same choices share a list."""
    columns = [column for table in workbook.tables for column in (*table.columns, *table.beside)]
    distinct = dict.fromkeys(column.choices for column in columns if column.choices)
    return {choices: f"_k_list_{number}" for number, choices in enumerate(distinct, 1)}


def _lists(book: xlsxwriter.Workbook, workbook: Workbook) -> None:
    """What drops down stands on a sheet of its own: a list in a validation ends at 255 characters and at a comma."""
    names = _list_names(workbook)
    if not names:
        return
    sheet, text = book.add_worksheet(LISTS), book.add_format({"num_format": "@"})
    for column, (choices, name) in enumerate(names.items()):
        write_text(sheet, 0, column, name, text)
        for row, choice in enumerate(choices, 1):
            write_text(sheet, row, column, choice.label, text)
        define(book, name, LISTS, (1, column, len(choices), column), hidden=True)
    sheet.very_hidden()
    protect(sheet)


def _baseline(book: xlsxwriter.Workbook, workbook: Workbook, built: tuple[BaselineSheet, ...]) -> None:
    sheet, text = book.add_worksheet(baseline.SHEET), book.add_format({"num_format": "@"})
    for row, cells in enumerate(baseline.encode(workbook, built)):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, text)
    sheet.very_hidden()
    protect(sheet)
