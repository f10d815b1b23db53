"""How much a wording may do before it is taken for one that runs away."""

from __future__ import annotations

from typing import NoReturn

from kcsp_docs.prose.faults import Refusal, WordingCode

MOST_CHARACTERS = 10_000_000
"""Of one wording: some three thousand pages."""
MOST_STEPS = 200_000
"""Turns of loops and calls of macros in one wording."""
LARGEST_NUMBER = 10**30


def bounded(value: object) -> object:
    """A value that was worked out. Raises Refusal where it grows without bound."""
    if isinstance(value, (str, list, tuple)) and len(value) > MOST_CHARACTERS:
        too_long()
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        too_long()
    return value


def too_long() -> NoReturn:
    raise Refusal(
        WordingCode.TEMPLATE_TOO_LONG,
        "This wording grows without end.",
        "Look for a loop or a macro that repeats too much.",
    )
