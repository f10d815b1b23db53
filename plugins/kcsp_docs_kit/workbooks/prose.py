"""Words and single figures onto a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.cells import write_text, write_typed
from kcsp_docs_kit.workbooks.formats import Role, number_format
from kcsp_docs_kit.workbooks.schema import Cell, Column, Figure, Figures, Words
from kcsp_docs_kit.workbooks.tables import write_cell
from kcsp_docs_kit.workbooks.validations import validate_typed

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.canvas import Canvas
    from kcsp_docs_kit.workbooks.layout import Placed


def write_words(canvas: Canvas, placed: Placed, words: Words) -> None:
    """A paragraph a row, across the sheet."""
    for row, paragraph in enumerate(words.paragraphs, _below_heading(canvas, placed, words.title)):
        canvas.across(row, 0, placed.across, paragraph, Role.WORDS)


def write_figures(canvas: Canvas, placed: Placed, figures: Figures) -> None:
    """A figure a row: what it is, its value, what there is to say of it."""
    for row, figure in enumerate(figures.figures, _below_heading(canvas, placed, figures.title)):
        role = Role.LABEL if placed.column == 1 else Role.WIDE_LABEL
        write_text(canvas.sheet, row, 0, figure.label, canvas.formats.cell(role))
        _write_figure(canvas, row, placed.column, figure)
        if figure.note:
            canvas.across(row, placed.column + 1, placed.across, figure.note, Role.NOTE)


def _below_heading(canvas: Canvas, placed: Placed, title: str) -> int:
    """The first row under the heading, where there is one."""
    if not title:
        return placed.row
    write_text(canvas.sheet, placed.row, 0, title, canvas.formats.cell(Role.HEADING))
    return placed.row + 1


def _write_figure(canvas: Canvas, row: int, column: int, figure: Figure) -> None:
    area = (row, column, row, column)
    shown_as = number_format(figure.kind, [figure.value])
    if figure.field:
        said = Column(figure.field, figure.label, figure.kind)
        write_typed(canvas.sheet, row, column, figure.value, said, canvas.formats.cell(Role.FIELD, said.kind, shown_as))
        validate_typed(canvas.sheet, area, said.kind, said.heading, said.guidance, "")
    else:
        look = canvas.formats.cell(Role.WORKED_OUT, figure.kind, shown_as)
        write_cell(canvas, row, column, Cell(figure.value, figure.formula), figure.kind, look)
    canvas.colour(area, figure.looks)
    if name := canvas.figures.get(figure, figure.name):
        canvas.name(name, area, hidden=not figure.name)
