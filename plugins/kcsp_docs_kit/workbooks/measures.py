"""How wide and how high text stands. Estimates: a spreadsheet measures for itself only in rows that nobody set."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kcsp_docs_kit.workbooks.schema import Kind, Value

LINE = 14.25
"""The height of a line of Arial 11, in points."""

ROOM = 3.75
"""What a row has above and below its lines, in points."""

HIGHEST_ROW = 409.0
"""In points; the limit of Excel."""

_OTHER, _WIDEST = 1.03, 1.9
_WIDTHS = {
    **dict.fromkeys(" .,:;!'|ijlIft/\\[]()-", 0.53),
    **dict.fromkeys('r"*', 0.65),
    **dict.fromkeys("ABCDEFGHKNOPQRSUVXYZ&", 1.28),
    **dict.fromkeys("mMW%w@—", 1.6),
}
"""What characters of Arial take of the width of its digits, a little more rather than less."""

_MARGIN = 1.8
"""What a cell keeps free at its sides, with an indent, in digits."""

_DATE_WIDTH = 11
_BOLD = 1.1
_FILTER_BUTTON = 3


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell so many digits wide, its words kept whole where they fit."""
    room = max(width - _MARGIN, 1.0)
    if len(text) * _WIDEST < room and "\n" not in text:
        return 1
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    count, filled = 1, 0.0
    for word in re.findall(r"[^ -]*-?[ ]*", line):
        length = extent(word.rstrip(" "))
        if filled and filled + length > room:
            count, filled = count + 1, 0.0
        count += int(length / room)
        filled = (filled + extent(word)) if length <= room else length % room
    return count


@lru_cache(maxsize=8_192)
def extent(text: str) -> float:
    """About how wide a text in Arial is, in digits."""
    return sum(_WIDTHS.get(character, _OTHER) for character in text)


def row_height(text: str, width: float) -> float:
    """In points."""
    return lines(text, width) * LINE + ROOM


def pixels(points: float) -> int:
    """At 96 to the inch."""
    return round(points * 4 / 3)


def column_pixels(width: float) -> int:
    """Of a column of so many characters of Arial 11."""
    return int(width * 8 + 0.5) + 5


def heading_width(heading: str, *, filtered: bool) -> int:
    """What the longest word of a bold heading needs so that it is not broken, and beside it the button of a filter."""
    longest = max((len(word) for word in heading.split()), default=0)
    return round(longest * _BOLD) + 2 + (_FILTER_BUTTON if filtered else 0)


def value_width(value: Value, kind: Kind) -> int:
    """What a value needs that cannot be wrapped, so that no ``####`` stands in its place; 0 for text."""
    match value:
        case date():
            return _DATE_WIDTH
        case Decimal() | int() if kind is Kind.MONEY:
            return len(f"£{value:,.2f}") + 2
        case Decimal() | int():
            return len(f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}") + 2
        case _:
            return 0


def shown(value: Value, kind: Kind) -> str:
    """Roughly what stands in a cell, to measure it."""
    if isinstance(value, str):
        return value
    return "0" * value_width(value, kind)
