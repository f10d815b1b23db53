"""A value as the model's files spell it, whatever type it has in Python or in a cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Kind

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.schema import Value


def canonical(value: Value | float, kind: Kind = Kind.TEXT) -> str | None:
    """``2024-07-04``, ``1200.50``, ``4.5``, text without blanks around it; None for nothing.

    An amount of money has no decimals or two (more where it was given more). A float is taken with the 15 digits that
    a spreadsheet itself keeps, so that 0.1 + 0.2 is ``0.3``. Line ends are LF. A percentage is from 0 to 100.
    """
    match value:
        case None:
            return None
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float():
            return _number(Decimal(f"{value:.15g}"), kind)
        case _:
            return _number(Decimal(value), kind)


def _number(number: Decimal, kind: Kind) -> str:
    """Without an exponent, a sign on nought or noughts that say nothing."""
    digits = f"{number:f}"
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    if decimals and kind is Kind.MONEY:
        decimals = decimals.ljust(2, "0")
    plain = f"{whole}.{decimals}" if decimals else whole
    return "0" if plain == "-0" else plain
