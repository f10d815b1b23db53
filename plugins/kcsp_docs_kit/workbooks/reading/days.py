"""Dates as officers type them: day first, as in the United Kingdom."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NUMBERS = re.compile(r"([0-9]{1,2})\s?([/.\-\s])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(
    _WEEKDAY + r"([0-9]{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.\-/]*([a-z]+)\.?,?[\s\-/]*([0-9]{4}|[0-9]{2})"
)
_MONTH_FIRST = re.compile(_WEEKDAY + r"([a-z]+)\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")


def day_of(text: str) -> date | None:
    """The day that a text means, however it is spelled; None for ``end of March``, and for no day of the calendar.

    Of ``3/4/25`` the 3 is the day. A year of two digits is of this century.
    """
    words = " ".join(text.replace("’", "'").split()).casefold()
    if match := _ISO.fullmatch(words):
        return _day(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(words):
        return _day(match[4], match[3], match[1])
    if match := _DAY_FIRST.fullmatch(words):
        return _day(match[3], str(_MONTHS.get(match[2], 0)), match[1])
    if match := _MONTH_FIRST.fullmatch(words):
        return _day(match[3], str(_MONTHS.get(match[1], 0)), match[2])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
