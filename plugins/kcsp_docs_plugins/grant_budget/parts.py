"""What the sheets are put together from: choices, columns and figures that are worked out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Cell, Choice, Column, Figure, Kind

from kcsp_docs.model.values import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from kcsp_docs_kit.workbooks.schema import Looks, Value

SPEND_KINDS = ("profile", "spend", "forecast")
MONTHS = {
    Quarter.Q1: "April to June",
    Quarter.Q2: "July to September",
    Quarter.Q3: "October to December",
    Quarter.Q4: "January to March",
}


def spend_heading(quarter: Quarter, kind: str) -> str:
    """``Q1 spend``: a column of the table of spend."""
    return f"{quarter.label} {kind}"


def choices(names: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Ids with the names that are shown for them; a name that several have is shown with its id."""
    pairs = tuple(names)
    count = Counter(name.casefold() for _, name in pairs)
    return tuple(Choice(each, name if count[name.casefold()] == 1 else f"{name} ({each})") for each, name in pairs)


def money(key: str, heading: str, formula: str, width: int = 13, name: str = "") -> Column:
    """An amount that is worked out beside a table; nothing on a spare row."""
    return Column(key, heading, Kind.MONEY, width, editable=False, formula=formula, spare="", name=name)


def word(key: str, heading: str, formula: str, looks: Looks, width: int = 18) -> Column:
    """A word that is worked out beside a table; nothing on a spare row."""
    return Column(key, heading, Kind.TEXT, width, editable=False, formula=formula, spare="", looks=looks)


def figure(label: str, value: Decimal, formula: str, name: str = "", note: str = "") -> Figure:
    """An amount that is worked out, in a line of its own."""
    return Figure(label, value, Kind.MONEY, name, formula, note=note)


def pounds(amount: Decimal) -> str:
    """``£1,234.50``; ``£1,234`` without pence; ``-£1`` below nought."""
    shown = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"-£{shown}" if amount < 0 else f"£{shown}"


def worked_out(value: Value, formula: str) -> Cell:
    """A cell of a grid with its formula, without the sign that opens one."""
    return Cell(value, f"={formula}")
