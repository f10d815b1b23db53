"""Capitalised phrases: what a text writes like a name."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = r"[A-Z][\w’'-]*(?:[/&][A-Z]?[\w’'-]+)*"
_BETWEEN = r"(?:of|the|and|for|in|&)"
_PHRASE = re.compile(rf"(?<![\w’'-]){_WORD}(?:(?: {_BETWEEN}){{0,2}} {_WORD})*")
_LEADING = frozenset(("The", "A", "An", "All", "Additionally", "In", "On", "Of", "However", "This", "These", "Each"))


@lru_cache(maxsize=4096)
def capitalised(text: str) -> tuple[str, ...]:
    """Every longest run of capitalised words, with the small words between them.

    >>> capitalised("Of the Anyshire Health and Care Board, officers from Adult Social Care attend.")
    ('Anyshire Health and Care Board', 'Adult Social Care')

    A word that begins a sentence and names nothing is left out.
    """
    found = (_without_leading(match[0]) for match in _PHRASE.finditer(text))
    return tuple(phrase for phrase in found if phrase)


def _without_leading(phrase: str) -> str:
    words = phrase.split()
    while words and (words[0] in _LEADING or words[0].islower() or words[0] == "&"):
        words = words[1:]
    return " ".join(words)
