"""The cells of one sheet: what stands in each, and what lies over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from kcsp_docs_kit.workbooks.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping


LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_NUMBER = 24
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Place: TypeAlias = tuple[int, int]
"""Row and column, from 1."""

Area: TypeAlias = tuple[int, int, int, int]
"""Top, left, bottom, right."""


class Misspelt(ValueError):  # noqa: N818  (told as a problem, never seen as an exception)
    """Something in a file is no number, no cell or the like; the message says so to a person."""


class Content(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    """A number that is shown as a date or a time."""
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"


class Cell(NamedTuple):
    """A cell with something in it; a tuple, because there are so many.

    ``raw`` is what the file holds, whatever it looks like: the number of a date.
    """

    row: int
    column: int
    content: Content
    raw: str
    moment: datetime | time | None = None
    percent: bool = False
    struck: bool = False

    @property
    def name(self) -> str:
        return name_of((self.row, self.column))

    @property
    def blank(self) -> bool:
        return not self.raw.strip()

    @property
    def shown(self) -> str:
        """As a person sees it: ``31 March 2025``, ``50%``."""
        if self.content is Content.DAY and self.moment is not None:
            return said(self.moment)
        if self.percent and self.content is Content.NUMBER:
            return f"{shortened(canonical(Decimal(self.raw) * 100) or '')}%"
        return shortened(self.raw) if self.content is Content.NUMBER else self.raw.strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """What a sheet's XML holds. ``links`` are the ids of relationships by cell, ``drawings`` those of pictures."""

    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    drawings: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)


def shortened(number: str) -> str:
    """``1E+300`` instead of 301 digits, of which a spreadsheet knows only the first."""
    return number if len(number) <= LONGEST_NUMBER else f"{float(number):.15G}"


def name_of(place: Place) -> str:
    """``G9``."""
    return f"{get_column_letter(place[1])}{place[0]}"


def place_of(name: str) -> Place:
    """The row and column of ``G9`` or ``$G$9``. Raises Misspelt for what is no cell."""
    match = _REFERENCE.fullmatch(name)
    if match is None:
        raise Misspelt(f"{name[:LONGEST_NUMBER]} is no cell")
    row, column = int(match[2]), _column(match[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise Misspelt(f"{name} is beyond a sheet's edge")
    return row, column


@lru_cache(1000)
def _column(letters: str) -> int:
    return column_index_from_string(letters.upper())


def area_of(name: str) -> Area:
    """``C5:C7``, or one cell. Raises Misspelt for what is no area."""
    first, _, last = name.partition(":")
    (top, left), (bottom, right) = place_of(first), place_of(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def said(moment: datetime | time) -> str:
    """``31 March 2025``, with the time where there is one."""
    if isinstance(moment, time):
        return moment.isoformat("minutes")
    day = f"{moment.day} {moment:%B} {moment.year}"
    return day if moment.time() == time() else f"{day} {moment:%H:%M}"
