"""What officers type, each time with something in it that is found nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

DAY_NOUGHT = date(1899, 12, 30)
TEXT, DATE, CHOICE, NUMBER, MONEY, PERCENTAGE = "text", "date", "choice", "number", "money", "percentage"


@dataclass(frozen=True, slots=True)
class Field:
    """A column that officers fill in. ``choices`` are the values of the model by their labels."""

    key: str
    heading: str
    kind: str = TEXT
    choices: dict[str, str] = field(default_factory=dict)
    required: bool = False
    default: str | None = None
    """What the model takes for nothing."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that was typed. ``needles`` are the ways in which it may be written; without any it is not unique."""

    what: str
    value: Any
    needles: tuple[str, ...] = ()
    as_text: bool = False

    def is_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in map(_pattern, self.needles))


_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(needle: str) -> re.Pattern[str]:
    if needle not in _patterns:
        _patterns[needle] = re.compile(rf"(?<![0-9a-z]){re.escape(needle)}(?![0-9a-z])", re.IGNORECASE)
    return _patterns[needle]


def typed(what: str, number: int, column: Field) -> Typed:
    """Something of a sort, the ``number``-th of a session, for a column that it may fit or not."""
    value, needles = _CONTENTS[what](number, column)
    return Typed(what, value, tuple(dict.fromkeys(needles)), as_text="as text" in what)


Made = tuple[Any, list[str]]


def _words(form: str) -> Callable[[int, Field], Made]:
    def made(number: int, column: Field) -> Made:
        token = f"token{number:03}q"
        return form.format(token), [token]

    return made


def _choice(change: Callable[[str], str], *, label: bool = True) -> Callable[[int, Field], Made]:
    """One of a column's choices; in another column it is words."""

    def made(number: int, column: Field) -> Made:
        if not column.choices:
            return _words("Choice {}")(number, column)
        held = sorted(column.choices.items())[number % len(column.choices)]
        return change(held[0] if label else held[1]), []

    return made


def day(number: int) -> date:
    return date(2031, 1, 3) + timedelta(days=37 * number)


def _spelled(of: date) -> list[str]:
    serial = (of - DAY_NOUGHT).days
    return [of.isoformat(), f"{of.day} {of:%B %Y}", f"{of:%d/%m/%Y}", str(serial)]


def _date(form: Callable[[date], Any]) -> Callable[[int, Field], Made]:
    def made(number: int, column: Field) -> Made:
        value = form(day(number))
        return value, [*_spelled(day(number)), *([value] if isinstance(value, str) else [])]

    return made


def _amount(form: Callable[[Decimal], Any]) -> Callable[[int, Field], Made]:
    """So many pence; a share of a hundred for a percentage. In a cell that shows days it is a day."""

    def made(number: int, column: Field) -> Made:
        if column.kind == PERCENTAGE:
            share = Decimal(f"10.{1001 + number}")
            value = form(share)
            return value, [f"{share.normalize():f}", f"{share / 100}", str(value)]
        amount = Decimal(f"{700_003 + 7 * number}{'.25' if column.kind == MONEY else ''}")
        value = form(amount)
        shown = DAY_NOUGHT + timedelta(days=int(amount))
        return value, [f"{amount}", f"{amount:,}", str(value), *_spelled(shown)]

    return made


def _plain_number(amount: Decimal) -> float | int:
    return int(amount) if amount == int(amount) else float(amount)


def _fixed(value: Any) -> Callable[[int, Field], Made]:
    return lambda number, column: (value, [])


_CONTENTS: dict[str, Callable[[int, Field], Made]] = {
    "words": _words("Spoke with the owner {}"),
    "a choice": _choice(str),
    "a day": _date(lambda of: datetime.combine(of, time())),
    "a number": _amount(_plain_number),
    "two lines": _words("First line {0}\nand a second {0}"),
    "a formula": _words("={}"),
    "a leading = as text": _words("={} at last"),
    "blanks around": _words("  {} \t "),
    "an emoji": _words("🎉 {} 👍🏽"),
    "markup": _words("<b>{}</b> & *more* '#' \"q\": - [y]"),
    "a fact's name": _words("{} of {{{{ group.name }}}}"),
    "a colon and a hash": _words("{}: see # 3"),
    "a long text": _words("{} " + "and so on, " * 60),
    "lines that end": _words("{}\n\n"),
    "a choice in capitals": _choice(str.upper),
    "a choice as the model has it": _choice(str, label=False),
    "a moment": _date(lambda of: datetime.combine(of, time(9, 30))),
    "a day as text, day first": _date(lambda of: f"{of.day}/{of.month}/{of:%y}"),
    "a day in words as text": _date(lambda of: f"{of.day} {of:%B %Y}"),
    "a day as the model has it, as text": _date(lambda of: of.isoformat()),
    "end of March": _words("end of March {}"),
    "pounds as text": _amount(lambda amount: f"£{amount:,}"),
    "a number as text": _amount(lambda amount: f"{amount:,}"),
    "per cent as text": _amount(lambda amount: f"{amount}%"),
    "a number and words": _words("about 12 {}"),
    "n/a": _fixed("n/a"),
    "an error": _fixed("#N/A"),
    "true": _fixed(True),
}
CONTENTS = tuple(_CONTENTS)


def fitting(column: Field, number: int) -> str:
    """What an officer who knows the table types."""
    ways = {
        TEXT: ("words", "two lines", "blanks around", "an emoji", "markup"),
        DATE: ("a day", "a day as text, day first", "a day in words as text"),
        CHOICE: ("a choice", "a choice in capitals", "a choice as the model has it"),
        NUMBER: ("a number", "a number as text"),
        MONEY: ("a number", "pounds as text"),
        PERCENTAGE: ("per cent as text",),
    }[column.kind]
    return ways[number % len(ways)]


@dataclass
class Numbers:
    """Numbers that are given once in a session."""

    last: int = 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        self.last += 1
        return self.last


def squeezed(text: str) -> str:
    """Blanks and line ends make no difference to what was said."""
    return " ".join(text.split())


def _decimal(text: str) -> Decimal | None:
    plain = text.strip().removeprefix("£").removesuffix("%").replace(",", "")
    return Decimal(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


def meant(value: str | None, column: Field) -> object:
    """A value of a model file as what it says: ``6,000`` is 6000, and nothing is what the model takes it for."""
    if value is None or not value.strip():
        return column.default
    if column.kind in (NUMBER, MONEY, PERCENTAGE):
        number = _decimal(value)
        return squeezed(value) if number is None else number
    return squeezed(value)


def agrees(cell: Any, content: Typed | None, column: Field, value: str | None) -> bool:
    """Whether a cell, as a person sees it, says what the model says."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return meant(value, column) == column.default
    if value is None:
        return meant(_canonical(cell, column), column) == column.default is not None
    if content is not None and content.needles and not (column.kind == TEXT and isinstance(cell, str)):
        return content.is_in(value)
    return meant(_canonical(cell, column), column) == meant(value, column)


def _canonical(cell: Any, column: Field) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, (int, float)):
        number = Decimal(repr(cell)) * (100 if column.kind == PERCENTAGE else 1)
        return f"{number.normalize():f}"
    text = squeezed(str(cell))
    by_label = {label.casefold(): value for label, value in column.choices.items()}
    by_value = {value.casefold(): value for value in column.choices.values()}
    return by_label.get(text.casefold()) or by_value.get(text.casefold()) or text
