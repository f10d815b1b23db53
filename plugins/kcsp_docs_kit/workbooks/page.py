"""What holds for a sheet as a whole: its columns and rows, how it is printed, what stands still, what is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kcsp_docs_kit.workbooks.formats import FONT, Role
from kcsp_docs_kit.workbooks.measures import pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from kcsp_docs_kit.workbooks.canvas import Canvas
    from kcsp_docs_kit.workbooks.layout import Layout

_A4 = 9
_LAST_FREE_COLUMN = 255
"""XlsxWriter keeps each column by itself: all 16,384 of them would take more time than everything else together."""
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}
_PAGE = (1025, 665)
"""What the margins leave of A4 landscape, in pixels."""

_LEAST_SCALE = 0.65
_ALLOWED = (
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_columns",
    "insert_rows",
    "insert_hyperlinks",
    "delete_rows",
    "sort",
    "autofilter",
    "objects",
)
"""What officers do in a protected sheet; ``objects`` are comments, for which Excel has no word of its own."""


def footer(title: str) -> str:
    """The title on the left, the page on the right. The face comes after the size: a digit would lengthen it."""
    face = f'&10&"{FONT},Regular"'
    return f"&L{face}{title.replace('&', '&&')}&R{face}Page &P of &N"


def set_up(canvas: Canvas, title: str) -> None:
    """The sheet's columns, rows, page and protection."""
    _measures(canvas)
    _printing(canvas, title)
    if canvas.layout.frozen is not None:
        canvas.sheet.freeze_panes(canvas.layout.frozen, 1)
    protect(canvas.sheet)


def protect(sheet: Worksheet) -> None:
    """Without a password: it guards against slips, not against people."""
    sheet.protect("", dict.fromkeys(_ALLOWED, True))


def _measures(canvas: Canvas) -> None:
    """Every cell that nothing is written to is free for notes."""
    free = canvas.formats.cell(Role.FREE)
    for column, width in enumerate(canvas.layout.widths):
        canvas.sheet.set_column(column, column, width, free)
    beyond = len(canvas.layout.widths)
    canvas.sheet.set_column(beyond, max(beyond, _LAST_FREE_COLUMN), None, free)
    sheet: Any = canvas.sheet
    sheet.dim_colmax = beyond - 1  # else XlsxWriter looks for cells in every one of them
    for row, height in canvas.layout.heights.items():
        canvas.sheet.set_row(row, height)


def _printing(canvas: Canvas, title: str) -> None:
    sheet = canvas.sheet
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(**_MARGINS)
    fits, across = _fits_a_page(canvas.layout), _pages_across(canvas.layout)
    sheet.fit_to_pages(across, 1 if fits else 0)
    if across > 1:
        sheet.repeat_columns(0, 0)
    if not fits:
        sheet.set_h_pagebreaks(list(_breaks(canvas.layout)))
    sheet.set_footer(footer(title))
    if canvas.layout.repeated is not None:
        sheet.repeat_rows(canvas.layout.repeated)


def _fits_a_page(layout: Layout) -> bool:
    """Whether a sheet without a table that grows is still read with ease when all of it stands on one page."""
    if layout.table is not None:
        return False
    width, height = layout.extent
    return min(1, _PAGE[0] / width, _PAGE[1] / height) >= _LEAST_SCALE


def _pages_across(layout: Layout) -> int:
    """One page, unless a table is so wide that nobody could read it there; its ids are then repeated on each."""
    return 1 if layout.table is None else max(1, round(layout.extent[0] * _LEAST_SCALE / _PAGE[0]))


def _breaks(layout: Layout) -> Iterator[int]:
    """The rows that begin a page, so that no chart is cut in two. A table that grows is left to the program."""
    page = _PAGE[1] / min(1, _PAGE[0] / layout.extent[0])
    ends = (*layout.blocks[1:], max(layout.heights) + 1)
    filled = sum(pixels(layout.heights[row]) for row in range(layout.blocks[0]))
    for start, end in zip(layout.blocks, ends, strict=True):
        height = sum(pixels(layout.heights[row]) for row in range(start, end))
        if filled + height > page and start > layout.blocks[0] and layout.table is None:
            yield start
            filled = 0
        filled += height
