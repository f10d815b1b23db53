"""Where on a sheet each part stands: columns that all parts share, rows from the top down, charts beside grids."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.measures import (
    HIGHEST_ROW,
    LINE,
    ROOM,
    column_pixels,
    heading_width,
    lines,
    pixels,
    row_height,
    shown,
    value_width,
)
from kcsp_docs_kit.workbooks.schema import Chart, ChartKind, Figures, Grid, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.workbooks.schema import Cell, Column, Part, Sheet, Value

TITLE_HEIGHT = 27.0
HEADING_HEIGHT = 24.0
GAP = 9.0
ONE_LINE = LINE + ROOM
HIGHEST_FROZEN = 200.0
"""In points: on the screen of a laptop about half of the rows are left to scroll when so much stands still."""

WIDEST = 150
"""Characters of Arial 11 that a screen shows, and that are still read with ease when A4 landscape holds them."""

_LYING = {ChartKind.BAR, ChartKind.STACKED_BAR}
_WORDS_WIDTH = 90
_PLAIN_WIDTH = 12
_LONGEST_LABEL = 46
_VALUE_WIDTH = 18
_NOTE_WIDTH = 50
_CHART_WIDTH, _CHART_HEIGHT = 640, 330
_PAIRED_CHART_WIDTH = 505
_CHART_GAP = 24
_LEAST_BESIDE = 440
_PER_BAR = 34
"""All in pixels."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part in its place. Rows and columns count from 0; ``row`` is that of its heading, or its first.

    For figures ``column`` is that of the values; ``across`` is the last column that words run to. For a chart ``width``
    and ``height`` are in pixels, and ``x`` and ``y`` say how far from the corner of the cell it stands.
    """

    part: Part
    row: int
    column: int = 0
    across: int = 0
    width: int = 0
    height: int = 0
    x: int = 0
    y: int = 0

    @property
    def header(self) -> int:
        """The row of a table's or a grid's headings."""
        return self.row + (1 if isinstance(self.part, Grid) and self.part.title else 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet laid out: widths of columns in characters, heights in points of the rows that are given one."""

    widths: tuple[float, ...]
    placed: tuple[Placed, ...]
    heights: dict[int, float] = field(default_factory=dict)
    blocks: tuple[int, ...] = ()
    """The rows that parts which belong together begin with: pages are parted there."""

    @property
    def table(self) -> Placed | None:
        """The table that officers edit, where the sheet has one."""
        return next((each for each in self.placed if isinstance(each.part, Table)), None)

    @property
    def growing(self) -> range:
        """The rows of the table that officers edit: their heights follow what is typed."""
        return range(self.table.row, max(self.heights) + 1) if self.table else range(0)

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height of all that stands there but a table that officers edit, in pixels."""
        charts = (sum(map(column_pixels, self.widths[: each.column])) + each.x + each.width for each in self.placed)
        return max(sum(map(column_pixels, self.widths)), *charts), sum(map(pixels, self.heights.values()))

    @property
    def frozen(self) -> int | None:
        """The first row that scrolls; None where too little of the screen would be left."""
        if self.table is None:
            return None
        above = sum(self.heights[row] for row in range(self.table.row + 1))
        return self.table.row + 1 if above <= HIGHEST_FROZEN else None

    @property
    def repeated(self) -> int | None:
        """The row that is printed at the top of every page: a heading that all that follows stands under."""
        last = self.placed[-1]
        return last.header if isinstance(last.part, Table | Grid) else None


def lay_out(sheet: Sheet) -> Layout:
    """The sheet's parts from the top down, under its title in A1."""
    pen = _Pen(_widths(sheet))
    pen.skip(TITLE_HEIGHT)
    for block in _blocks(sheet.parts):
        pen.blocks.append(pen.row)
        pen.skip(GAP)
        pen.block(block)
    return Layout(tuple(pen.widths), tuple(pen.placed), pen.heights, tuple(dict.fromkeys(pen.blocks)))


def heading_height(part: Table | Grid, widths: Iterable[float]) -> float:
    """In points, of the row of headings."""
    if isinstance(part, Table):
        headings = [part.id_heading, *(column.heading for column in (*part.columns, *part.beside))]
    else:
        headings = [column.heading for column in part.columns]
    return max(row_height(text, width / 1.1) for text, width in zip(headings, widths, strict=False))


def _blocks(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """A grid and the charts of it that follow make one block, and so do charts of anything else in a row."""
    block: list[Part] = []
    for part in parts:
        if block and not (isinstance(part, Chart) and isinstance(block[-1], Grid | Chart)):
            yield tuple(block)
            block = []
        block.append(part)
    if block:
        yield tuple(block)


def _widths(sheet: Sheet) -> list[float]:
    widths = [max(each) for each in zip_longest(*(_part_widths(part) for part in sheet.parts), fillvalue=0)]
    if any(isinstance(part, Table) for part in sheet.parts):
        return widths
    figures = [figure for part in sheet.parts if isinstance(part, Figures) for figure in part.figures]
    if figures:
        widths += [0] * (2 - len(widths))
        longest = max(len(figure.label) for figure in figures) + 2
        widths[0] = max(widths[0], min(longest, _LONGEST_LABEL))
        widths[1] = max(widths[1], _VALUE_WIDTH, *(_figure_width(shown(each.value, each.kind)) for each in figures))
    return widths


def _figure_width(text: str) -> int:
    return min(len(text) + 2, _LONGEST_LABEL)


def _part_widths(part: Part) -> list[float]:
    match part:
        case Table():
            ids = (len(id_) + 3 for id_ in (*(row.id for row in part.rows), *part.spare_ids))
            ids_width = max(part.id_width, heading_width(part.id_heading, filtered=True), *ids)
            typed = (_table_column_width(part, place) for place in range(len(part.columns) + len(part.beside)))
            return [ids_width, *typed]
        case Grid():
            return [_grid_column_width(part, place) for place in range(len(part.columns))]
        case _:
            return []


def _table_column_width(table: Table, place: int) -> float:
    column = (*table.columns, *table.beside)[place]
    values = [column.spare, *(row.values.get(column.key) for row in table.rows)]
    needed = max(value_width(value, column.kind) for value in values)
    return max(column.width, needed, heading_width(column.heading, filtered=place < len(table.columns)))


def _grid_column_width(grid: Grid, place: int) -> float:
    column = grid.columns[place]
    cells = (row[place].value for row in (*grid.rows, grid.total) if place < len(row))
    needed = max((value_width(value, column.kind) for value in cells), default=0)
    return max(column.width, needed, heading_width(column.heading, filtered=False))


class _Pen:
    """Goes down a sheet row by row."""

    def __init__(self, widths: list[float]) -> None:
        self.widths = widths or [_WORDS_WIDTH]
        self.row = 0
        self.heights: dict[int, float] = {}
        self.placed: list[Placed] = []
        self.blocks: list[int] = []
        self.across = self._across()

    def _across(self) -> int:
        """Words run across as many columns as it takes to be read with ease, and no more."""
        last, total = 0, self.widths[0]
        while total < _WORDS_WIDTH:
            last += 1
            if last == len(self.widths):
                self.widths.append(_PLAIN_WIDTH)
            total += self.widths[last]
        return last

    def skip(self, height: float) -> None:
        self.heights[self.row] = height
        self.row += 1

    def place(self, part: Part, **where: int) -> None:
        self.placed.append(Placed(part, self.row, **where))

    def block(self, block: tuple[Part, ...]) -> None:
        first, *rest = block
        match first:
            case Words():
                self.words(first)
            case Figures():
                self.figures(first)
            case Grid():
                self.grid(first, [part for part in rest if isinstance(part, Chart)])
            case Chart():
                self.charts([part for part in block if isinstance(part, Chart)])
            case Table():
                self.table(first)

    def heading(self, title: str) -> None:
        if title:
            self.skip(HEADING_HEIGHT)

    def words(self, words: Words) -> None:
        self.place(words, across=self.across)
        self.heading(words.title)
        for paragraph in words.paragraphs:
            self.skip(row_height(paragraph, sum(self.widths[: self.across + 1])))

    def figures(self, figures: Figures) -> None:
        column = self.value_column(figures)
        self.place(figures, column=column, across=self.across)
        self.heading(figures.title)
        note_width = sum(self.widths[column + 1 : self.across + 1])
        for figure in figures.figures:
            label = lines(figure.label, sum(self.widths[:column]))
            value = lines(figure.value, self.widths[column]) if isinstance(figure.value, str) else 1
            note = lines(figure.note, note_width) if figure.note else 1
            self.skip(max(label, value, note) * LINE + ROOM)

    def value_column(self, figures: Figures) -> int:
        """The first column with room for the labels before it, and wide enough for the values itself."""
        label = min(max((len(each.label) for each in figures.figures), default=0) + 2, _LONGEST_LABEL)
        value = max((value_width(each.value, each.kind) for each in figures.figures), default=0)
        column = 1
        while sum(self.widths[:column]) < label or self.width(column) < max(value, _PLAIN_WIDTH):
            column += 1
        if any(each.note for each in figures.figures):
            while sum(self.widths[column + 1 : self.across + 1]) < _NOTE_WIDTH:
                self.across += 1
                self.width(self.across)
        return column

    def width(self, column: int) -> float:
        """The column's, which is made where there was none."""
        while len(self.widths) <= column:
            self.widths.append(_VALUE_WIDTH)
        return self.widths[column]

    def grid(self, grid: Grid, charts: list[Chart]) -> None:
        width = sum(column_pixels(each) for each in self.widths[: len(grid.columns)])
        room = column_pixels(WIDEST) - width - _CHART_GAP
        beside = charts[:1] if room >= _LEAST_BESIDE and charts and charts[0].grid == grid.name else []
        self.place(grid, across=len(grid.columns) - 1 if beside else self.across)
        self.heading(grid.title)
        top = self.row
        self.grid_rows(grid, self.placed[-1].across)
        for chart in beside:
            width, height = min(room, _CHART_WIDTH), _chart_height(chart, len(grid.rows))
            self.placed.append(Placed(chart, top, len(grid.columns), x=_CHART_GAP, width=width, height=height))
            self.down_to(top, height)
        self.charts(charts[len(beside) :], rows=len(grid.rows))

    def grid_rows(self, grid: Grid, across: int) -> None:
        self.skip(heading_height(grid, self.widths))
        for row in (*(grid.rows or ((),)), *((grid.total,) if grid.total else ())):
            self.skip(self.cells_height(grid, row))
        if grid.note:
            self.skip(row_height(grid.note, sum(self.widths[: across + 1])))

    def cells_height(self, grid: Grid, row: tuple[Cell, ...]) -> float:
        cells = zip(row, self.widths[: len(grid.columns)], strict=False)
        heights = (row_height(cell.value, width) for cell, width in cells if isinstance(cell.value, str))
        return min(max(heights, default=ONE_LINE), HIGHEST_ROW)

    def table(self, table: Table) -> None:
        self.place(table)
        self.skip(min(heading_height(table, self.widths), HIGHEST_ROW))
        columns = (*table.columns, *table.beside)
        for row in table.rows:
            texts = (label(column, row.values.get(column.key)) for column in columns)
            heights = (row_height(text, width) for text, width in zip(texts, self.widths[1:], strict=False))
            self.skip(min(max(heights, default=ONE_LINE), HIGHEST_ROW))
        for _ in range(len(table.spare_ids) or not table.rows):
            self.skip(ONE_LINE)

    def charts(self, charts: list[Chart], rows: int = 8) -> None:
        """Two abreast where there are two; but lying bars have long words beside them, and need the room."""
        while charts:
            abreast = 2 if not any(chart.kind in _LYING for chart in charts[:2]) else 1
            pair, top, charts = charts[:abreast], self.row, charts[abreast:]
            self.blocks.append(top)
            width = _PAIRED_CHART_WIDTH if len(pair) == 2 else _CHART_WIDTH
            height = max(_chart_height(chart, rows) for chart in pair)
            for place, chart in enumerate(pair):
                x = place * (width + _CHART_GAP)
                self.placed.append(Placed(chart, top, x=x, y=8, width=width, height=height))
            self.down_to(top, height + 8)

    def down_to(self, top: int, height: int) -> None:
        """Go down until nothing that follows stands under a chart."""
        while sum(pixels(self.heights[row]) for row in range(top, self.row)) < height:
            self.skip(ONE_LINE)


def _chart_height(chart: Chart, rows: int) -> int:
    """Lying bars need room for a line of words each."""
    if chart.kind in _LYING:
        return max(_CHART_HEIGHT, 110 + _PER_BAR * rows)
    return _CHART_HEIGHT


def label(column: Column, value: Value) -> str:
    """The words that stand for a value, where it has any that could be broken."""
    if not isinstance(value, str):
        return ""
    return next((choice.label for choice in column.choices if choice.value == value), value)
