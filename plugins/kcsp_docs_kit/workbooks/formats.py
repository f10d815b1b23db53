"""What cells look like: one sans serif face, colours that can be read, and a format made once for each look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs_kit.workbooks.schema import Kind, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format

FONT = "Arial"
SIZE = 11

Properties: TypeAlias = dict[str, object]

COLOURS: dict[Look, tuple[str, str]] = {
    Look.RED: ("#FFFFFF", "#B3261E"),
    Look.AMBER: ("#000000", "#FFC000"),
    Look.GREEN: ("#FFFFFF", "#1E7B34"),
    Look.DONE: ("#FFFFFF", "#1F4E79"),
    Look.MUTED: ("#404040", "#D9D9D9"),
}
"""The colour of the letters and that of the cell, with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

NUMBER_FORMATS = {
    Kind.DATE: "dd/mm/yyyy",
    Kind.MONEY: "£#,##0.00;-£#,##0.00",
    Kind.NUMBER: "[>=1000]#,##0;[<=-1000]-#,##0;General",
    Kind.PERCENTAGE: "0%",
}
"""Numbers of a thousand and more are parted by commas. ``General`` shows as many decimals as there are, and no stop
where there are none; a format with commas cannot."""

_INK, _LINE = "#1F2937", "#A6A6A6"
_GREY, _GREY_INK = "#EDEDED", "#404040"
_NAVY, _SLATE = "#1F3864", "#595959"


class Role(Enum):
    """What a cell is there for."""

    TITLE = "title"
    HEADING = "heading"
    WORDS = "words"
    LABEL = "label"
    WIDE_LABEL = "label that runs over the next columns"
    NOTE = "note"
    HEADER = "header"
    """The heading of a column that people fill in."""
    FIXED_HEADER = "header of a column of such a table that is not for typing"
    WORKED_OUT_HEADER = "worked-out header"
    GRID_HEADER = "grid header"
    ID = "id"
    TYPED = "typed"
    """A cell of a table, to be filled in."""
    FIELD = "field"
    """A single figure, to be filled in."""
    WORKED_OUT = "worked out"
    WORKED_OUT_IN_TABLE = "worked out, in a table that people sort"
    TOTAL = "total"
    FREE = "free"
    """Nobody's cell: notes may be typed there."""


_BOX: Properties = {"border": 1, "border_color": _LINE}
_ROLES: dict[Role, Properties] = {
    Role.TITLE: {"bold": True, "font_size": 16, "font_color": _NAVY, "text_wrap": False},
    Role.HEADING: {"bold": True, "font_size": 13, "font_color": _NAVY, "text_wrap": False, "valign": "bottom"},
    Role.WORDS: {},
    Role.LABEL: {},
    Role.WIDE_LABEL: {"text_wrap": False},
    Role.NOTE: {"font_color": _GREY_INK},
    Role.HEADER: {"bold": True, "font_color": "#FFFFFF", "bg_color": _NAVY, "locked": False, **_BOX},
    Role.FIXED_HEADER: {"bold": True, "font_color": "#FFFFFF", "bg_color": _SLATE, "locked": False, **_BOX},
    Role.WORKED_OUT_HEADER: {"bold": True, "font_color": "#FFFFFF", "bg_color": _SLATE, **_BOX},
    Role.GRID_HEADER: {"bold": True, "font_color": "#FFFFFF", "bg_color": _NAVY, **_BOX},
    Role.ID: {"bold": True, "font_color": _GREY_INK, "bg_color": _GREY, "locked": False, "num_format": "@", **_BOX},
    Role.TYPED: {"locked": False, **_BOX},
    Role.FIELD: {"locked": False, "bg_color": "#FFF8DC", **_BOX},
    Role.WORKED_OUT: {"font_color": _GREY_INK, "bg_color": _GREY, **_BOX},
    Role.WORKED_OUT_IN_TABLE: {"font_color": _GREY_INK, "bg_color": _GREY, "locked": False, **_BOX},
    Role.TOTAL: {"bold": True, "bg_color": _GREY, **_BOX, "top": 2, "top_color": _NAVY},
    Role.FREE: {"locked": False},
}
_TYPED = {Role.TYPED, Role.FIELD}


def base() -> Properties:
    """The format of a cell that nothing else is said of."""
    return {"font_name": FONT, "font_size": SIZE, "font_color": _INK, "valign": "top", "text_wrap": True}


def number_format(kind: Kind, values: Iterable[object] = ()) -> str:
    """How a kind is shown. A percentage, and a number with commas, has as many decimals as the most exact value."""
    shown = NUMBER_FORMATS.get(kind, "General")
    if kind not in {Kind.PERCENTAGE, Kind.NUMBER}:
        return shown
    places = max((_places(value) for value in values if isinstance(value, Decimal)), default=0)
    return _DIGIT.sub(f"0.{'0' * places}", shown) if places else shown


_DIGIT = re.compile(r"(?<![0-9])0(?![0-9])")


def _places(value: Decimal) -> int:
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def _alignment(role: Role, kind: Kind) -> Properties:
    """Amounts and numbers end where their heading ends; days and words begin with it, a little off the line."""
    if kind in {Kind.MONEY, Kind.NUMBER, Kind.PERCENTAGE}:
        # LibreOffice drops the indent of a number in a cell that wraps.
        return {"align": "right", "indent": 1, "text_wrap": role is Role.GRID_HEADER}
    return {"align": "left", "indent": 1} if role in _INDENTED else {"align": "left"}


_INDENTED = {Role.NOTE, *(role for role, said in _ROLES.items() if "border" in said)}


@dataclass(slots=True)
class Formats:
    """The formats of one workbook, each made when it is first asked for."""

    book: Book
    made: dict[tuple[Role, str, str], Format] = field(default_factory=dict)
    looks: dict[Look, Format] = field(default_factory=dict)

    def cell(self, role: Role, kind: Kind = Kind.TEXT, shown_as: str = "") -> Format:
        """What is typed as text stays text: ``00123``, ``=1+1`` and ``1/4`` are not made into something else."""
        text = kind in {Kind.TEXT, Kind.CHOICE}
        shown_as = "@" if text and role in _TYPED else shown_as or number_format(kind)
        place = (role, shown_as, str(_alignment(role, kind)))
        if place not in self.made:
            properties = {**base(), "num_format": shown_as, **_alignment(role, kind), **_ROLES[role]}
            self.made[place] = self.book.add_format(properties)
        return self.made[place]

    def look(self, look: Look) -> Format:
        """The format that a certain word puts a cell in."""
        if look not in self.looks:
            ink, paper = COLOURS[look]
            self.looks[look] = self.book.add_format({"font_color": ink, "bg_color": paper, "bold": True})
        return self.looks[look]


def defaults() -> Mapping[str, object]:
    """What XlsxWriter needs to know of the face: Arial 11 has digits of 8 pixels.

    The height of rows stays as it is: with another, no program measures a row that nobody set.
    """
    return {
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_column_width": 72,
    }
