"""Charts that can be read without colour: patterns, labels on the bars, dashes and marks on the lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.formats import COLOURS, FONT
from kcsp_docs_kit.workbooks.schema import Chart, ChartKind, Grid, Kind

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as Drawn

    from kcsp_docs_kit.workbooks.canvas import Canvas
    from kcsp_docs_kit.workbooks.layout import Placed
    from kcsp_docs_kit.workbooks.schema import Series

Options = dict[str, object]

_KINDS: dict[ChartKind, dict[str, str]] = {
    ChartKind.BAR: {"type": "bar"},
    ChartKind.COLUMN: {"type": "column"},
    ChartKind.STACKED_BAR: {"type": "bar", "subtype": "stacked"},
    ChartKind.LINE: {"type": "line"},
}
_PLAIN_COLOURS = ("#1F4E79", "#C55A11", "#5B5B5B", "#2E7D6B", "#7B3F98", "#8A6D00")
_PATTERNS = ("", "wide_upward_diagonal", "wide_downward_diagonal", "percent_20", "small_check", "dotted_grid")
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "square_dot")
_MARKS = ("circle", "square", "triangle", "diamond", "x", "star")
_MOST_LABELS = 40
_FEW = 5
_TITLE: Options = {"name": FONT, "size": 14, "bold": True, "color": "#1F3864"}
_WORDS: Options = {"name": FONT, "size": 11, "bold": False, "color": "#1F2937"}
_WITHOUT_NOUGHTS = {Kind.MONEY: "£#,##0;-£#,##0;;", Kind.PERCENTAGE: "0%;-0%;;"}
_COUNT = '" "General" ";" "-General" ";;'
"""The blanks widen the white behind a single digit."""

_AXIS = {Kind.MONEY: "£#,##0;-£#,##0", Kind.PERCENTAGE: "0%"}


def draw(canvas: Canvas, placed: Placed, chart: Chart) -> None:
    """Onto the sheet, in its place."""
    sheet, grid = canvas.grids[chart.grid]
    drawn = canvas.book.add_chart(_KINDS[chart.kind])
    assert drawn is not None  # XlsxWriter knows all four kinds
    for number, series in enumerate(chart.series):
        look = {**_look(chart, series, number), **_points(grid, chart, series)}
        drawn.add_series({**_data(sheet, grid, chart, series), **look, **_labels(chart, grid, series)})
    _dress(drawn, chart, grid)
    drawn.set_size({"width": placed.width, "height": placed.height})
    options = {"x_offset": placed.x, "y_offset": placed.y, "object_position": 2, "description": chart.alt_text}
    canvas.sheet.insert_chart(placed.row, placed.column, drawn, options)


def _data(sheet: str, grid: Placed, chart: Chart, series: Series) -> Options:
    return {
        "name": [sheet, grid.header, _place(grid, series.heading)],
        "categories": _body(sheet, grid, chart.categories),
        "values": _body(sheet, grid, series.heading),
    }


def _body(sheet: str, grid: Placed, heading: str) -> list[object]:
    column, rows = _place(grid, heading), max(len(_grid(grid).rows), 1)
    return [sheet, grid.header + 1, column, grid.header + rows, column]


def _grid(placed: Placed) -> Grid:
    assert isinstance(placed.part, Grid)
    return placed.part


def _place(placed: Placed, heading: str) -> int:
    return [column.heading for column in _grid(placed).columns].index(heading)


def _kind(placed: Placed, series: Series) -> Kind:
    return _grid(placed).columns[_place(placed, series.heading)].kind


def _look(chart: Chart, series: Series, number: int) -> Options:
    ink, colour = COLOURS[series.look] if series.look else ("#FFFFFF", _PLAIN_COLOURS[number % len(_PLAIN_COLOURS)])
    if chart.kind is ChartKind.LINE:
        mark = {"type": _MARKS[number % len(_MARKS)], "size": 8, "fill": {"color": colour}, "border": {"color": colour}}
        return {"line": {"color": colour, "width": 2.5, "dash_type": _DASHES[number % len(_DASHES)]}, "marker": mark}
    return {**_bar(colour, ink, number), "gap": 60}


def _points(grid: Placed, chart: Chart, series: Series) -> Options:
    """Each bar with the look and the pattern of its category, as the grid has them while the file is made."""
    looks, place = dict(series.looks), _place(grid, chart.categories)
    if not looks:
        return {}
    found = [looks.get(str(row[place].value)) for row in _grid(grid).rows]
    return {"points": [_bar(COLOURS[look][1], COLOURS[look][0], n) if look else None for n, look in enumerate(found)]}


def _bar(colour: str, ink: str, number: int) -> Options:
    pattern = _PATTERNS[number % len(_PATTERNS)]
    return {**_fill(colour, ink, pattern), "border": {"color": "#404040", "width": 0.75}}


def _fill(colour: str, ink: str, pattern: str) -> Options:
    if not pattern:
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": pattern, "fg_color": ink, "bg_color": colour}}


def _labels(chart: Chart, grid: Placed, series: Series) -> Options:
    """The value at each bar, on white so that it is read on a pattern; no noughts, and none where they would crowd."""
    if chart.kind is ChartKind.LINE or len(_grid(grid).rows) * len(chart.series) > _MOST_LABELS:
        return {}
    kind, stacked = _kind(grid, series), chart.kind is ChartKind.STACKED_BAR
    shown_as = _WITHOUT_NOUGHTS.get(kind, _COUNT)
    upright = chart.kind is ChartKind.COLUMN and kind is Kind.MONEY and len(chart.series) > 1
    font = {**_WORDS, "size": 10, **({"rotation": -90} if upright else {})}
    where = {"position": "center", "fill": {"color": "#FFFFFF"}} if stacked else {"position": "outside_end"}
    return {"data_labels": {"value": True, "num_format": shown_as, "font": font, **where}}


def _dress(drawn: Drawn, chart: Chart, grid: Placed) -> None:
    """Title, axes and legend. Lying bars begin at the top, as the rows of the grid do."""
    categories: Options = {"num_font": _WORDS, "major_gridlines": {"visible": False}}
    values = _value_axis(chart, grid)
    lying = chart.kind in {ChartKind.BAR, ChartKind.STACKED_BAR}
    drawn.set_title({"name": chart.title, "name_font": _TITLE, "overlay": False})
    drawn.set_x_axis(values if lying else categories)
    drawn.set_y_axis({**categories, "reverse": True, "crossing": "max"} if lying else values)
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _WORDS})
    drawn.set_chartarea({"border": {"color": "#A6A6A6"}})


def _value_axis(chart: Chart, grid: Placed) -> Options:
    """From nought, unless something is less; a few things are counted one by one, never by halves."""
    kind = _kind(grid, chart.series[0])
    axis: Options = {"num_font": _WORDS, "num_format": _AXIS.get(kind, "General")}
    axis["major_gridlines"] = {"visible": True, "line": {"color": "#D9D9D9"}}
    if chart.axis_title:
        axis |= {"name": chart.axis_title, "name_font": _WORDS}
    rows = _numbers(chart, grid)
    if all(value >= 0 for row in rows for value in row):
        axis["min"] = 0
    if rows and all(isinstance(value, int) for row in rows for value in row) and max(map(sum, rows)) <= _FEW:
        axis["major_unit"] = 1
    return axis


def _numbers(chart: Chart, grid: Placed) -> list[list[Decimal | int]]:
    """What the chart shows, row by row, as it is now."""
    places = [_place(grid, series.heading) for series in chart.series]
    rows = ([row[place].value for place in places] for row in _grid(grid).rows)
    return [[value for value in row if isinstance(value, Decimal | int)] for row in rows]
