"""What was typed into a cell, as the model spells it, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.reading.amounts import number_of
from kcsp_docs_kit.workbooks.reading.cells import Cell, Content, shortened
from kcsp_docs_kit.workbooks.reading.days import day_of
from kcsp_docs_kit.workbooks.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Choices: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of the words shown and the value meant."""

FIRST_SERIAL, LAST_SERIAL = 32_874, 73_415
"""1990 to 2100 as a spreadsheet counts days from 1900."""

DECIMALS = {Kind.MONEY: 2, Kind.NUMBER: 6, Kind.PERCENTAGE: 4}
MOST_DIGITS = 12
LONGEST_LIST = 12
_DAY_NOUGHT = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = "1901-01-01", "2199-12-31"
"""A day beyond them has a mistyped year: 0205, 2404."""

DATE_HINT = "Type the day, such as 31/03/2025."


@dataclass(frozen=True, slots=True)
class Taken:
    """The value, None for an empty cell. ``left_out`` is what was typed besides and finds no room."""

    value: str | None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """``message`` goes on after the cell's name: ``holds “n/a”, which is no date``."""

    message: str
    hint: str


Answer: TypeAlias = Taken | Refused


def typed(cell: Cell | None, kind: Kind, choices: Choices, before: str | None) -> Answer:
    """The value of a cell. ``choices`` are pairs of label and value; ``before`` is what the cell was made with.

    What was there when the workbook was made is taken as it was, however it is spelled.
    """
    if cell is None or cell.blank:
        return Taken(None)
    if kind is Kind.TEXT and cell.raw == before:
        return Taken(before)
    if cell.content is Content.ERROR:
        return Refused(f"holds the error {cell.raw}", "Type the value that belongs there, or empty the cell.")
    if cell.content is Content.FORMULA and kind is not Kind.TEXT:
        return Refused(f"holds a formula ({quoted(cell.raw)})", _hint(kind, " that it comes to"))
    answer = _words(cell) if kind is Kind.TEXT else _READERS[kind](cell, choices)
    return Taken(before) if _is_as_before(cell, answer, kind, before) else answer


def quoted(text: str) -> str:
    """A text in a message, on one line; never shortened, because what is not taken must be named."""
    return f"“{' / '.join(text.splitlines())}”"


def _is_as_before(cell: Cell, answer: Answer, kind: Kind, before: str | None) -> bool:
    """By what the cell holds where the look of it was lost: a date as its number, a percentage as its hundredth."""
    if before is None:
        return False
    if cell.content is Content.NUMBER and not cell.percent and kind in _AS_WRITTEN:
        number = _AS_WRITTEN[kind](before)
        if number is not None and number == Decimal(cell.raw):
            return True
    if isinstance(answer, Refused) or kind is Kind.TEXT:
        return _folded(cell.shown) == _folded(before)
    if answer.left_out or answer.value is None:
        return False
    if kind in DECIMALS:
        number = number_of(before)
        return number is not None and number == Decimal(answer.value)
    return answer.value == before


def _serial(before: str) -> Decimal | None:
    day = day_of(before)
    return None if day is None else Decimal((day - _DAY_NOUGHT).days)


def _hundredth(before: str) -> Decimal | None:
    number = number_of(before)
    return None if number is None else number / 100


def _folded(text: str) -> str:
    """Line by line without the blanks that nobody sees."""
    return "\n".join(line.rstrip() for line in (canonical(text) or "").split("\n"))


def _words(cell: Cell) -> Answer:
    return Taken(canonical(cell.shown))


def _day(cell: Cell, choices: Choices) -> Answer:
    answer = _any_day(cell)
    if isinstance(answer, Refused) or FIRST_DAY <= (answer.value or "") <= LAST_DAY:
        return answer
    said = f"which is not between {FIRST_DAY[:4]} and {LAST_DAY[:4]}"
    return Refused(f"holds {quoted(cell.shown)}, {said}", DATE_HINT)


def _any_day(cell: Cell) -> Answer:
    if cell.content is Content.DAY:
        return _day_of_moment(cell)
    if cell.content is Content.NUMBER:
        return _day_of_number(cell)
    day = day_of(cell.raw)
    if day is None or cell.content is not Content.TEXT:
        return Refused(f"holds {quoted(cell.shown)}, which is no date", DATE_HINT)
    return Taken(day.isoformat())


def _day_of_moment(cell: Cell) -> Answer:
    if not isinstance(cell.moment, datetime):
        return Refused(f"holds the time {quoted(cell.shown)} and no date", DATE_HINT)
    left_out = "" if cell.moment.time() == datetime.min.time() else f"{cell.moment:%H:%M}"
    return Taken(canonical(cell.moment), left_out)


def _day_of_number(cell: Cell) -> Answer:
    """A cell that lost its date format shows 45747: only a person can say whether that day was meant."""
    number = Decimal(cell.raw)
    if not (FIRST_SERIAL <= number <= LAST_SERIAL and number == int(number)):
        return Refused(f"holds the number {cell.shown}, which is no date", DATE_HINT)
    day = _DAY_NOUGHT + timedelta(days=int(number))
    meant = f"{day.day} {day:%B %Y}"
    hint = f"Type {day:%d/%m/%Y} if that is the day meant."
    return Refused(f"holds the number {cell.shown}, which a spreadsheet takes for {meant}", hint)


def _figure(kind: Kind, unit: str) -> Callable[[Cell, Choices], Answer]:
    def read(cell: Cell, choices: Choices) -> Answer:
        number = _number(cell, unit)
        if number is None or (cell.percent and kind is not Kind.PERCENTAGE):
            return Refused(f"holds {quoted(cell.shown)}, which is no {_NOUNS[kind]}", _hint(kind))
        if kind is Kind.PERCENTAGE and cell.percent:
            number *= 100
        elif kind is Kind.PERCENTAGE and 0 < number <= 1 and "%" not in cell.raw:
            low, high = (shortened(canonical(each) or "") for each in (number, number * 100))
            hint = f"Type {low}%, or {high}%."
            return Refused(f"holds {quoted(cell.shown)} without a per cent sign", hint)
        return _within(cell, number, kind)

    return read


def _number(cell: Cell, unit: str) -> Decimal | None:
    if cell.content is Content.NUMBER:
        return Decimal(cell.raw)
    return number_of(cell.raw, unit=unit) if cell.content is Content.TEXT else None


def _within(cell: Cell, number: Decimal, kind: Kind) -> Answer:
    value = canonical(number, kind) or "0"
    whole, _, decimals = value.lstrip("-").partition(".")
    if len(decimals) > DECIMALS[kind]:
        if kind is Kind.MONEY:
            return Refused(f"holds {quoted(cell.shown)}, with a fraction of a penny", "Round it to pounds and pence.")
        return Refused(f"holds {quoted(cell.shown)}", f"Round it to {DECIMALS[kind]} decimals.")
    if len(whole) > MOST_DIGITS:
        return Refused(f"holds {quoted(cell.shown)}, which is too large", f"Type at most {MOST_DIGITS} digits.")
    if kind is Kind.PERCENTAGE and not 0 <= number <= 100:
        return Refused(f"holds {quoted(cell.shown)}, which is not from 0 to 100 %", "Type a percentage, such as 50%.")
    return Taken(value)


def _choice(cell: Cell, choices: Choices) -> Answer:
    """By what the list shows, else by the model's own word."""
    value = _by_words(choices).get(choice_key(cell.shown))
    if value is not None:
        return Taken(value)
    labels = [quoted(label) for label, _ in choices]
    shown = ", ".join(labels[:LONGEST_LIST]) + (" …" if len(labels) > LONGEST_LIST else "")
    return Refused(f"holds {quoted(cell.shown)}, which is not one of its choices", f"Choose one of {shown}.")


@lru_cache(64)
def _by_words(choices: Choices) -> Mapping[str, str]:
    labels = {choice_key(label): value for label, value in choices}
    return {choice_key(value): value for _, value in choices} | labels


def choice_key(text: str) -> str:
    """Blanks and capitals make no difference."""
    return " ".join(text.split()).casefold()


def _hint(kind: Kind, that: str = "") -> str:
    """``Type the day that it comes to, such as 31/03/2025.``"""
    what, such_as = _WHAT[kind]
    return f"Type {what}{that}{f', such as {such_as}' if such_as else ''}."


_WHAT = {
    Kind.DATE: ("the day", "31/03/2025"),
    Kind.MONEY: ("the amount in pounds", "1,200.50"),
    Kind.NUMBER: ("the number in digits", "1,200"),
    Kind.PERCENTAGE: ("the percentage", "50%"),
    Kind.CHOICE: ("the choice", ""),
}
_NOUNS = {Kind.MONEY: "amount of money", Kind.NUMBER: "number", Kind.PERCENTAGE: "percentage"}
_AS_WRITTEN = {Kind.DATE: _serial, Kind.PERCENTAGE: _hundredth}
_READERS: Mapping[Kind, Callable[[Cell, Choices], Answer]] = {
    Kind.DATE: _day,
    Kind.MONEY: _figure(Kind.MONEY, "£"),
    Kind.NUMBER: _figure(Kind.NUMBER, ""),
    Kind.PERCENTAGE: _figure(Kind.PERCENTAGE, "%"),
    Kind.CHOICE: _choice,
}
