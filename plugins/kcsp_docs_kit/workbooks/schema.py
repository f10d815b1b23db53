"""A workbook before it has a format: declared once, and from the declaration written, checked and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = str | int | Decimal | date | None
"""What a cell holds; None for an empty one. A choice is held as the model spells it, and shown by its label."""


class WorkbookError(ProblemsError):
    """A workbook cannot be written as it stands, or a file cannot be read as a workbook."""


class Kind(StrEnum):
    """What the cells of a column hold, and so how they look, what may be typed there and how it is read back."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    """Pounds and pence."""
    NUMBER = "number"
    PERCENTAGE = "percentage"
    """From 0 to 100, as the model has it. The cell holds a hundredth of it and shows it with a per cent sign, so that
    both ``50`` and ``50%`` can be typed; a formula works with the hundredth, a row's value does not."""
    CHOICE = "choice"
    """One of the column's choices, from a list that drops down."""


class Look(StrEnum):
    """What a word looks like besides being read: a colour with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    DONE = "done"
    MUTED = "muted"


Looks: TypeAlias = tuple[tuple[str, Look], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the model and the words that an officer sees for it."""

    value: str
    label: str
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``key`` is the field that is read back (``status``, ``quarters[quarter=q2].spend``), or any other name for a column
    that is not ``editable``. ``width`` is in characters. ``formula`` is the formula of every cell, such as
    ``=[@Approved]-[@Spent]``; the row's value is then what it comes to (``""`` where that is an empty text, never
    None), and ``spare`` what it comes to on an empty row. What is not ``editable`` and stands in a table (not beside
    it) comes from the model: it can be sorted, and typing there is stopped.
    ``guidance`` is shown beside a cell while somebody is in it. An empty cell of a ``required`` column is a problem.
    ``name`` is the name in formulas of the cells of a column beside a table, which has no heading that a formula could
    say: ``=SUM(spent_to_date)``.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    editable: bool = True
    required: bool = False
    choices: tuple[Choice, ...] = ()
    formula: str | None = None
    spare: Value = None
    looks: Looks = ()
    """How certain words look in a column that is no choice: ``(("Overdue", Look.RED),)``."""
    guidance: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its id, and its values by the keys of the columns. A key that is absent is an empty cell."""

    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Records that officers edit: a real Excel table whose rows are known by the ids in its first column.

    ``name`` is the table's name in formulas (letters and digits, unique in the workbook), ``section`` the model path of
    the list that the rows come from, ``noun`` what one of them is called: ``action``. ``beside`` are columns that stand
    to the right of the table and are worked out, never typed: outside of it, because Excel sorts a table on a protected
    sheet only when every cell of it may be edited. ``spare_ids`` are the ids of empty rows at the end, to be filled in;
    without them no row can be added.
    """

    name: str
    section: str
    noun: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    id_heading: str = "Id"
    id_width: int = 10
    beside: tuple[Column, ...] = ()
    spare_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of a label and one value. ``name`` is the name of its cell in formulas: ``allocation``.

    With a ``field`` it is editable and read back: into that field of the record at ``section``, or, with the section
    ``history`` and the field ``as_of``, as the day that the workbook speaks of. ``note`` stands to the right.
    """

    label: str
    value: Value
    kind: Kind = Kind.TEXT
    name: str = ""
    formula: str | None = None
    section: str = ""
    field: str = ""
    note: str = ""
    looks: Looks = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines of figures under a heading."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is worked out. With a ``formula``, ``value`` is what it comes to: ``""`` for an empty text."""

    value: Value
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class GridColumn:
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    looks: Looks = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is worked out and protected: a real Excel table called ``name``, so that formulas read.

    ``total`` is a row beneath it, outside of the table.
    """

    name: str
    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    note: str = ""


class ChartKind(StrEnum):
    BAR = "bar"
    """Lying bars: for names too long to stand beneath a column."""
    COLUMN = "column"
    STACKED_BAR = "stacked-bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """One column of a grid as a series. ``look`` gives its colour; series are told apart by pattern too, not by colour
    alone (WCAG 2.2, 1.4.1). With ``looks`` each bar has that of its category instead: ``(("Red", Look.RED),)``."""

    heading: str
    look: Look | None = None
    looks: Looks = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a grid. ``alt_text`` says what it shows to someone who does not see it."""

    kind: ChartKind
    title: str
    alt_text: str
    grid: str
    categories: str
    series: tuple[Series, ...]
    axis_title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs across the sheet, under a heading where there is one."""

    paragraphs: tuple[str, ...]
    title: str = ""


Part: TypeAlias = Words | Figures | Grid | Chart | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """Parts from the top down under a title in A1. A :class:`Table` is the last part of its sheet.

    ``name`` is what stands on the tab: at most 31 characters, none of ``[]:*?/\\``.
    """

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All that a writer and a reader need to know.

    ``artefact`` and ``edition`` (an id) say where a file comes from when it is brought back. ``date`` becomes the date
    of creation: nothing is dated by the clock. It opens on the first sheet at A1.
    """

    artefact: str
    edition: str
    title: str
    sheets: tuple[Sheet, ...]
    date: date
    creator: str
    language: str = "en-GB"
    subject: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that officers edit, sheet by sheet."""
        return tuple(part for sheet in self.sheets for part in sheet.parts if isinstance(part, Table))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables that are worked out, sheet by sheet."""
        return tuple(part for sheet in self.sheets for part in sheet.parts if isinstance(part, Grid))

    @property
    def all_figures(self) -> tuple[Figure, ...]:
        """Every figure, sheet by sheet, whether it is read back or not."""
        lists = (part for sheet in self.sheets for part in sheet.parts if isinstance(part, Figures))
        return tuple(figure for each in lists for figure in each.figures)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are read back."""
        return tuple(figure for figure in self.all_figures if figure.field)
