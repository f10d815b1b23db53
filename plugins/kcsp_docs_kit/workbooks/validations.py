"""What may be typed into a cell, and what is said beside it while somebody is in it.

A date or an amount that is none is questioned, not refused: what an officer knows ("end of March") is better in the
file than nowhere, and is told when the file comes back. Only ids, and words that a list is for, are refused.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs_kit.workbooks.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from kcsp_docs_kit.workbooks.canvas import Area
    from kcsp_docs_kit.workbooks.schema import Table

LONGEST_MESSAGE = 255
LONGEST_TITLE = 32
"""In UTF-16 units; Excel's limits."""

Options: TypeAlias = dict[str, object]

_LARGEST = 999_999_999_999_999
_QUESTIONED: Mapping[Kind, Options] = {
    Kind.DATE: {
        "validate": "date",
        "minimum": date(1990, 1, 1),
        "maximum": date(2199, 12, 31),
        "error_title": "Not a date",
        "error_message": "Write the day as 31/03/2025. Words can stay, but no date will be taken from them.",
    },
    Kind.MONEY: {
        "validate": "decimal",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "error_title": "Not an amount of money",
        "error_message": "Write pounds and pence as 1234.50. Words can stay, but no amount will be taken from them.",
    },
    Kind.NUMBER: {
        "validate": "decimal",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "error_title": "Not a number",
        "error_message": "Write digits, such as 120 or 4.5. Words can stay, but no number will be taken from them.",
    },
    Kind.PERCENTAGE: {
        "validate": "decimal",
        "minimum": 0,
        "maximum": 1,
        "error_title": "Not a percentage",
        "error_message": "Write a percentage from 0% to 100%. Words can stay, but nothing will be taken from them.",
    },
}


def validate_typed(sheet: Worksheet, area: Area, kind: Kind, heading: str, guidance: str, choices: str) -> None:
    """What a cell to be filled in says and questions; ``choices`` is the name of the list that drops down."""
    options: Options = {**_rule(kind, choices), **_said_beside(heading, guidance)}
    if options:
        sheet.data_validation(*area, {"validate": "any", **options})


def validate_fixed(sheet: Worksheet, area: Area, *, worked_out: bool) -> None:
    """A cell of a table that is not for typing: it is unlocked, so that the table can be sorted, and stops typing."""
    sheet.data_validation(
        *area,
        {
            "validate": "custom",
            "value": "=FALSE",
            "error_type": "stop",
            "error_title": "Not for typing",
            "error_message": _WORKED_OUT if worked_out else _FROM_THE_MODEL,
        },
    )


_FROM_THE_MODEL = (
    "What stands in the grey cells of this column comes from the model, and whoever keeps the model changes it there. "
    "Press Esc to leave it as it was."
)
_WORKED_OUT = "What stands in the grey cells of this column is worked out. Press Esc to leave it as it was."


def validate_ids(sheet: Worksheet, area: Area, table: Table) -> None:
    """An id may be moved with its row, never typed over."""
    sheet.data_validation(
        *area,
        {
            "validate": "custom",
            "value": "=FALSE",
            "error_type": "stop",
            "error_title": "Ids stay as they are",
            "error_message": id_message(table),
        },
    )


def id_message(table: Table) -> str:
    """What is said to somebody who types over an id."""
    kept = f"The id says which {table.noun} the row is. Press Esc to leave it as it was."
    if table.spare_ids:
        return f"{kept} To add another {table.noun}, fill in an empty row at the end of the table."
    return f"{kept} Another {table.noun} cannot be added here: whoever keeps the model adds it there."


def _rule(kind: Kind, choices: str) -> Options:
    if kind is Kind.CHOICE:
        return {
            "validate": "list",
            "source": f"={choices}",
            "error_type": "stop",
            "error_title": "Not in the list",
            "error_message": "Choose from the list that drops down. Press Esc to leave the cell as it was.",
        }
    if kind in _QUESTIONED:
        return {"criteria": "between", "error_type": "warning", **_QUESTIONED[kind]}
    return {}


def _said_beside(heading: str, guidance: str) -> Options:
    """The heading is said too, where there is room for it: the column may be scrolled away from it."""
    if not guidance:
        return {}
    title = {"input_title": heading} if units(heading) <= LONGEST_TITLE else {}
    return {**title, "input_message": guidance}


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
