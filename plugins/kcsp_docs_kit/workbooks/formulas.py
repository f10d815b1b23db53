"""Formulas as a file holds them, from formulas as people write them.

Excel shows ``[@Due]`` and keeps ``Actions[[#This Row],[Due]]`` (ECMA-376 part 1, 18.17.6.4): the short form is made up
by its formula bar. LibreOffice reads the long form alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.functions import PREFIX, PREFIXED

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXEME = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!\$?[A-Za-z]{0,3}\$?\d*(?::\$?[A-Za-z]{0,3}\$?\d*)?)
    | (?P<table>[^\W\d][\w.]*)?(?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<function>[^\W\d][\w.]*)\(
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\w.]))
    | (?P<name>[^\W\d][\w.]*)
    """,
    re.VERBOSE,
)
_THIS_ROW = re.compile(
    r"\[@(?:\[(?P<first>(?:[^\[\]']|'.)*)\](?P<rest>:\[.*\])?|(?P<plain>(?:[^\[\]']|'.)*))\]", re.DOTALL
)
_COLUMN = re.compile(r"\[((?:[^\[\]'#]|'.)(?:[^\[\]']|'.)*)\]")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a formula speaks of: functions, names, and pairs of a table's name and a heading."""

    functions: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def as_stored(formula: str, table: str = "") -> str:
    """A formula as a file holds it, without ``=``; ``table`` is the one whose name may be left out."""

    def stored(found: re.Match[str]) -> str:
        if found["brackets"]:
            return _whole_reference(found, table)
        return PREFIX + found[0] if (found["function"] or "").upper() in PREFIXED else found[0]

    return _LEXEME.sub(stored, formula.removeprefix("="))


@lru_cache(maxsize=512)
def mentions(formula: str, table: str = "") -> Mentions:
    """What there must be for a formula to come to something."""
    found = list(_LEXEME.finditer(formula.removeprefix("=")))
    return Mentions(
        tuple(each["function"].upper() for each in found if each["function"]),
        tuple(each["name"] for each in found if each["name"] and each["name"].upper() not in {"TRUE", "FALSE"}),
        tuple(pair for each in found if each["brackets"] for pair in _columns(each, table)),
    )


def _whole_reference(found: re.Match[str], table: str) -> str:
    name, brackets = found["table"] or table, found["brackets"]
    this_row = _THIS_ROW.fullmatch(brackets)
    if not this_row:
        return name + brackets
    column = this_row["first"] if this_row["plain"] is None else this_row["plain"]
    return f"{name}[[#This Row],[{column}]{this_row['rest'] or ''}]"


def _columns(found: re.Match[str], table: str) -> Iterator[tuple[str, str]]:
    name, brackets = _whole_reference(found, table).split("[", 1)
    inner = brackets.removesuffix("]")
    headings = _COLUMN.findall(inner) if inner.startswith("[") else [inner]
    for heading in headings:
        if not heading.startswith("#"):
            yield name, re.sub(r"'(.)", r"\1", heading)
    if not headings or inner.startswith("#"):
        yield name, ""
