"""The kinds of value that a model file holds.

YAML's own guesses are not used: ``no`` is a word, ``12:30`` is a time and ``0123`` is a telephone code. A reader hands
over text and each kind here reads it, or says in plain English what it takes. Values that are typed already (in tests,
in a plugin) pass through.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NoReturn, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{2}|[0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1901, 2199  # a slip of the keyboard lies outside; workbooks count days from 1900
_MONEY = re.compile(r"£?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]{2})?")
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_LONGEST_QUOTED, _AT_THE_START, _AT_THE_END = 120, 80, 30
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def refuse(code: str, message: str, hint: str) -> NoReturn:
    """Refuse a value or a record, from one of its validators.

    ``code`` names the problem, ``hint`` is the sentence that says what to write instead. Raises PydanticCustomError.
    """
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def quoted(text: str) -> str:
    """A value in quotation marks as a message names it; the middle of one that is too long to be read is left out."""
    return f"“{text}”" if len(text) <= _LONGEST_QUOTED else f"“{text[:_AT_THE_START]}…{text[-_AT_THE_END:]}”"


def _text(value: object) -> str:
    if not isinstance(value, str):
        refuse("not-text", "This should be text.", "Write words, without a list or keys beneath.")
    if not value.strip():
        refuse("empty-text", "This is empty.", "Write the words, or leave the key out.")
    return value.strip()


def _identifier(value: object) -> str:
    text = _text(value)
    if not _IDENTIFIER.fullmatch(text) or len(text) > 60:
        refuse(
            "not-an-id",
            f"{quoted(text)} cannot be an id.",
            "Use letters, digits and single hyphens, at most 60, such as working-group.",
        )
    return text


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    if not _ISO_DAY.fullmatch(text):
        refuse("not-a-date", f"{quoted(text)} is not a date.", _date_hint(text))
    if not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
        refuse("not-a-date", f"{quoted(text)} lies in no year of this time.", "Look at the year, such as 2024-07-04.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(
            "not-a-date",
            f"{quoted(text)} is not a day of the calendar.",
            "Write year-month-day, such as 2024-07-04.",
        )


def _date_hint(text: str) -> str:
    """UK dates are day first: say how the date that was meant is written here."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        try:
            meant = date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return "Write year-month-day, such as 2024-07-04."
        return f"Write {meant.isoformat()} (year-month-day)."
    return "Write year-month-day, such as 2024-07-04."


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    text = _text(value)
    if match := re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text):
        return time(int(match[1]), int(match[2]))
    refuse(
        "not-a-time",
        f"{quoted(text)} is not a time of day.",
        "Write hours and minutes of the 24-hour clock, such as 10:00.",
    )


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text(value)
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        refuse("not-a-whole-number", f"{quoted(text)} is not a whole number.", "Write digits alone, such as 4.")
    return int(text)


def _money(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value)
    if text.startswith("-") and _MONEY.fullmatch(text.removeprefix("-")):
        refuse("not-money", f"{quoted(text)} is below nought.", "Write an amount of nought or more, such as 39661.")
    if not _MONEY.fullmatch(text) or len(text) > 16:
        refuse("not-money", f"{quoted(text)} is not an amount of money.", "Write pounds, such as 39661 or 39,661.50.")
    return Decimal(text.removeprefix("£").replace(",", ""))


def _percentage(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value)
    number = text.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,4})?", number) or Decimal(number) > 100:
        refuse("not-a-percentage", f"{quoted(text)} is not a percentage.", "Write a number from 0 to 100, such as 50%.")
    return Decimal(number)


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value)
    if not re.fullmatch(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?", text):
        refuse("not-a-number", f"{quoted(text)} is not a number.", "Write digits, such as 120 or 4.5.")
    return Decimal(text.replace(",", ""))


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value)
    if text.lower() not in _YES_NO:
        refuse("not-yes-or-no", f"{quoted(text)} is neither yes nor no.", "Write yes or no.")
    return _YES_NO[text.lower()]


def _email(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text):
        refuse(
            "not-an-email",
            f"{quoted(text)} is not an e-mail address.",
            "Write one address, such as name@example.org.",
        )
    return text


def _financial_year(value: object) -> str:
    text = _text(value)
    match = re.fullmatch(r"([0-9]{4})/([0-9]{2})", text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        refuse("not-a-financial-year", f"{quoted(text)} is not a financial year.", "Write it as 2024/25.")
    return text


def _change_key(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", text):
        hint = "Copy one from what “kcsp-docs changes” lists, such as member.probation.renamed."
        refuse("not-a-change", f"{quoted(text)} cannot name a change.", hint)
    return text


def _version(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", text):
        refuse("not-a-version", f"{quoted(text)} is not a version number.", "Write digits and full stops, such as 2.1.")
    return text


IdentifierText: TypeAlias = Annotated[
    str,
    BeforeValidator(_identifier),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
            "maxLength": 60,
            "minimum": 0,
        }
    ),
]
"""A stable name: letters, digits and single hyphens, at most 60 characters."""

ChangeKey: TypeAlias = Annotated[
    str,
    BeforeValidator(_change_key),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"}),
]
"""The name of a change within its group, as ``kcsp-docs changes`` lists it: ``member.probation.renamed``."""

Line: TypeAlias = Annotated[
    str,
    BeforeValidator(_text),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"}),
]
"""Words. A number or a ``no`` is words too."""

Wording: TypeAlias = Annotated[
    str,
    BeforeValidator(_text),
    WithJsonSchema({"type": "string", "pattern": r"\S", "description": "Markdown with facts: {{ group.name }}"}),
]
"""Markdown with facts in jinja2, rendered when the folder is read."""

Day: TypeAlias = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": "^(190[1-9]|19[1-9][0-9]|2[01][0-9]{2})-[0-9]{2}-[0-9]{2}$"}
    ),
]
"""``2024-07-04``."""

Clock: TypeAlias = Annotated[
    time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
"""``10:00``, of the 24-hour clock."""

Whole: TypeAlias = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": "^(0|[1-9][0-9]{0,8})$"}
    ),
]
"""A whole number from nought."""

Money: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_money),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": r"^£?(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\.[0-9]{2})?$",
            "maxLength": 16,
            "description": "pounds: 39661 or 39,661.50",
        }
    ),
]
"""Pounds and, where given, pence; never a float."""

Percentage: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_percentage),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 100,
            "pattern": r"^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?) *%?$",
            "description": "0 to 100, such as 50%",
        }
    ),
]
"""From 0 to 100."""

Number: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": r"^-?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,6})?$",
        }
    ),
]
"""A figure of a measure: ``120``, ``4.5``, ``-3``."""

YesNo: TypeAlias = Annotated[
    bool,
    BeforeValidator(_yes_no),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}, {"enum": ["Yes", "No", "YES", "NO"]}]},
    ),
]
"""``yes`` or ``no``."""

Email: TypeAlias = Annotated[
    str,
    BeforeValidator(_email),
    WithJsonSchema(
        {
            "type": "string",
            "format": "email",
            "pattern": r"^[A-Za-z0-9._%+'\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+$",
        }
    ),
]

FinancialYear: TypeAlias = Annotated[
    str,
    BeforeValidator(_financial_year),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}/[0-9]{2}$"}),
]
"""``2024/25``: from 1 April to 31 March."""

Version: TypeAlias = Annotated[
    str,
    BeforeValidator(_version),
    WithJsonSchema({"type": ["string", "number"], "minimum": 0, "pattern": r"^[0-9]+(\.[0-9]+)*$"}),
]
"""``2.1``."""


class Worded(StrEnum):
    """Choices whose values are words: ``not-started``."""

    @property
    def label(self) -> str:
        """The value as a table shows it: ``Not started``."""
        return self.value.replace("-", " ").capitalize()


class Quarter(StrEnum):
    """A quarter of a financial year."""

    Q1 = "q1"
    """April to June"""
    Q2 = "q2"
    """July to September"""
    Q3 = "q3"
    """October to December"""
    Q4 = "q4"
    """January to March"""

    @property
    def label(self) -> str:
        """``Q1``."""
        return self.value.upper()
