"""Formulas from different programs: spelled differently, with the same words and numbers of their own in them."""

from __future__ import annotations

import re

_TEXTS = re.compile(r'"(?:[^"]|"")*"')
_SHEETS = re.compile(r"'(?:[^']|'')*'!")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_NAMES = re.compile(r"[A-Za-z_$\\][\w.$]*|[$][0-9]+")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")


def literals(formula: str) -> tuple[str, ...]:
    """The texts and numbers that somebody typed into a formula, in order, without what it refers to.

    ``[@Due]`` is ``Actions[[#This Row],[Due]]`` in one program and ``G9`` in another; these stay what they are.
    """
    texts = _TEXTS.findall(formula)
    rest = _SHEETS.sub("", _TEXTS.sub(" ", formula))
    while _BRACKETS.search(rest):
        rest = _BRACKETS.sub("", rest)
    numbers = _NUMBERS.findall(_NAMES.sub(" ", rest))
    return (*texts, *numbers)
