"""Values into cells: text always as text, numbers and dates as what they are, formulas with what they come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.schema import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format

    from kcsp_docs_kit.workbooks.schema import Column

_DAY_NOUGHT = date(1899, 12, 30)
_AS_TEXT = {Kind.TEXT, Kind.CHOICE}


class StoredSheet(Worksheet):
    """XlsxWriter's sheet for formulas that are given as a file holds them.

    It would look for each of thirty functions in every formula: two thirds of the time of a long table.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Whatever it looks like, it is text: ``=1+1``, ``00123``, an address of the web."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        sheet.write_blank(row, column, None, look)
    elif text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a string for markup of its own, unless it comes in pieces.
        sheet.write_rich_string(row, column, look, text[:1], look, text[1:], look)
    else:
        sheet.write_string(row, column, text, look)


def write_value(sheet: Worksheet, row: int, column: int, value: Value, kind: Kind, look: Format) -> None:
    """A value as the kind of its column has it."""
    match value:
        case None:
            sheet.write_blank(row, column, None, look)
        case str():
            write_text(sheet, row, column, value, look)
        case date():
            sheet.write_number(row, column, serial(value), look)
        case _:
            sheet.write_number(row, column, number(value, kind), look)


def write_typed(sheet: Worksheet, row: int, column: int, value: Value, said: Column, look: Format) -> None:
    """A value that people may type over: a choice by its label, anything in a column of text as text."""
    if said.kind in _AS_TEXT:
        text = canonical(value, said.kind) or ""
        write_text(sheet, row, column, labels(said).get(text, text), look)
    else:
        write_value(sheet, row, column, value, said.kind, look)


def write_formula(
    sheet: Worksheet, row: int, column: int, formula: str, value: Value, kind: Kind, look: Format
) -> None:
    """A formula as a file holds it, and what it comes to."""
    sheet.write_formula(row, column, f"={formula}", look, cached(value, kind))


def cached(value: Value, kind: Kind) -> str | float:
    """What a cell with a formula shows before anything is worked out anew."""
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return serial(value)
        case _:
            return number(value, kind)


def serial(value: date) -> int:
    """A day as a cell holds it (ECMA-376 part 1, 18.17.4.1, the 1900 date system)."""
    return (value - _DAY_NOUGHT).days


def number(value: Decimal | int, kind: Kind) -> float:
    """As a cell holds it: a percentage as its hundredth."""
    held = Decimal(value) / 100 if kind is Kind.PERCENTAGE else Decimal(value)
    return int(held) if held == held.to_integral_value() else float(held)


def labels(column: Column) -> Mapping[str, str]:
    """The words shown for each value of a choice."""
    return {choice.value: choice.label for choice in column.choices}
