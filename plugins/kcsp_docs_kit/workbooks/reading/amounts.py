"""Amounts and other numbers as officers type them."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_SIGNS = str.maketrans({"−": "-", "–": "-", "\xa0": " ", "\u202f": " ", "\u2009": " "})


def number_of(text: str, *, unit: str = "") -> Decimal | None:
    """``1200``, ``1,200.50``, ``-3``, with the unit before or after it: ``£1,200``, ``50%``, ``-£3``.

    None for words, for ``1.200,50`` and for thousands that are not three digits each: nobody can tell what was meant.
    """
    plain = text.translate(_SIGNS).strip()
    negative = plain.startswith("-")
    plain = plain.removeprefix("-").strip()
    if unit:
        plain = plain.removeprefix(unit).removesuffix(unit).strip()
    if not negative and plain.startswith("-"):
        negative, plain = True, plain.removeprefix("-").strip()
    if not _NUMBER.fullmatch(plain):
        return None
    number = Decimal(plain.replace(",", ""))
    return -number if negative else number
