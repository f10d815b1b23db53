"""Texts, numbers and dates that a cell cannot hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs_kit.documents.opening import ILLEGAL, opening
from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.cells import number
from kcsp_docs_kit.workbooks.schema import Kind, Value
from kcsp_docs_kit.workbooks.validations import units

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before March of it are counted wrong."""


def problem(code: str, message: str, hint: str, path: str | None = None) -> Problem:
    """An error of the declaration."""
    return Problem(Severity.ERROR, f"workbook-{code}", message, hint=hint, path=path)


def text_problems(what: str, text: str, path: str | None = None, limit: int = LONGEST_TEXT) -> Iterator[Problem]:
    """Characters that no XML can hold, and a text that is too long. ``what`` begins a sentence."""
    for character in sorted(set(ILLEGAL.findall(text))):
        yield problem(
            "character",
            f"{what} holds the character U+{ord(character):04X}, which no Excel file can hold.",
            "Take the character out; it came perhaps with text copied from elsewhere.",
            path,
        )
    if units(text) > limit:
        yield problem(
            "text",
            f'{what}, "{opening(text)}", has {units(text):,} characters, and Excel takes {limit:,} there.',
            "Shorten it, or tell the rest elsewhere.",
            path,
        )


def worked_out_problems(what: str, value: Value, kind: Kind, path: str | None = None) -> Iterator[Problem]:
    """A formula's value: Excel shows it until it works the formula out, and other readers show nothing else."""
    if value is None:
        yield problem("formula", f"{what} has a formula and no value.", _VALUE_HINT, path)
    elif value != "":
        yield from value_problems(what, value, kind, path)


_VALUE_HINT = 'Give the value that the formula comes to as the file is made: "" where that is an empty text.'


def value_problems(what: str, value: Value, kind: Kind, path: str | None = None) -> Iterator[Problem]:
    """What a cell of the kind cannot hold."""
    if not _is_of(value, kind):
        noun, hint = _NOUNS[kind]
        yield problem(
            "kind", f'{what} is "{opening(str(value))}", of type {type(value).__name__}: no {noun}.', hint, path
        )
        return
    match value:
        case str():
            yield from text_problems(what, value, path)
        case date() if value < FIRST_DAY:
            yield problem(
                "date",
                f"{what} is {value:%d/%m/%Y}, and Excel counts days from {FIRST_DAY:%d/%m/%Y}.",
                "Give a later day, or say it in words in a column of text.",
                path,
            )
        case Decimal() | int() if not _is_kept(value, kind):
            yield problem(
                "number",
                f"{what} is {value}, and Excel keeps numbers of 15 digits.",
                "Give a number with fewer digits.",
                path,
            )


_NUMBER_HINT = "Give a Decimal or an int: never a text, and no float, which is not exact to the penny."
_NOUNS = {
    Kind.DATE: ("date", "Give a datetime.date."),
    Kind.MONEY: ("amount of money", _NUMBER_HINT),
    Kind.NUMBER: ("number", _NUMBER_HINT),
    Kind.PERCENTAGE: ("percentage", _NUMBER_HINT),
}


def _is_of(value: object, kind: Kind) -> bool:
    """Whether a value has the type that its kind asks for. What is text takes anything: its spelling is shown."""
    if value is None or kind not in _NOUNS:
        return True
    if kind is Kind.DATE:
        return isinstance(value, date)
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def _is_kept(value: Decimal | int, kind: Kind) -> bool:
    """Whether the number comes back from a cell as it went in."""
    if not Decimal(value).is_finite():
        return False
    factor = 100 if kind is Kind.PERCENTAGE else 1
    return canonical(Decimal(f"{number(value, kind):.15g}") * factor) == canonical(value)
