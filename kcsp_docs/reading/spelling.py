"""How a new value is spelled where an old one stood: ``6,000`` becomes ``7,500``, ``true`` becomes ``false``."""

from __future__ import annotations

import re
from decimal import Decimal

_BOTH = {"yes": ("yes", "no"), "no": ("yes", "no"), "true": ("true", "false"), "false": ("true", "false")}


def in_the_style_of(old: str | None, new: str, value: object) -> str:
    """``new`` as the keeper of the file writes such values; ``value`` is what it means."""
    if old is None:
        return new
    if isinstance(value, bool):
        return _word(old, value) or new
    return _figures(old, new) if isinstance(value, Decimal) else new


def _word(old: str, value: bool) -> str | None:
    if old.lower() not in _BOTH:
        return None
    word = _BOTH[old.lower()][0 if value else 1]
    return word.upper() if old.isupper() else word.capitalize() if old[0].isupper() else word


def _figures(old: str, new: str) -> str:
    """With thousands separators, a pound sign, a per cent sign and pence where the old figure has them."""
    figures = new.removeprefix("£").removesuffix("%").strip().replace(",", "")
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", figures):
        return new
    whole, point, rest = figures.partition(".")
    if "," in old:
        whole = f"{int(whole):,}"
    if not point and re.search(r"\.[0-9]{2}$", old):
        point, rest = ".", "00"
    ending = "%" if old.endswith("%") else ""
    return f"{'£' if old.startswith('£') else ''}{whole}{point}{rest}{ending}"
