"""How reading says what is wrong: an error or a warning at a place in a file."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Collection

    from kcsp_docs.reading.nodes import Mark

_MANY = 8
_SHORT = 6
_CLOSE = 0.8
_CLOSE_IF_SHORT = 0.7
"""Likeness from which on a guess is more often right than wrong; one letter is much of a short word."""


def error(
    code: str, message: str, hint: str | None, *, file: str, at: Mark | None = None, path: str | None = None
) -> Problem:
    """A problem that stops the reading."""
    return _problem(Severity.ERROR, code, message, hint, file, at, path)


def warning(
    code: str, message: str, hint: str | None, *, file: str, at: Mark | None = None, path: str | None = None
) -> Problem:
    """A problem that is worth reading and stops nothing."""
    return _problem(Severity.WARNING, code, message, hint, file, at, path)


def _problem(
    severity: Severity, code: str, message: str, hint: str | None, file: str, at: Mark | None, path: str | None
) -> Problem:
    line, column = (at.line, at.column) if at else (None, None)
    return Problem(severity, str(code), message, file, line, column, path or None, hint)


def meant(word: str, known: Collection[str]) -> str | None:
    """The known word that somebody probably meant, if there is one. Letters are mistyped, numbers are meant."""
    return _meant(word, tuple(known))


@lru_cache(maxsize=1024)
def _meant(word: str, known: tuple[str, ...]) -> str | None:
    folded = _folded(word)
    by_folded = {_folded(each): each for each in reversed(known) if _numbers(each) == _numbers(word)}
    close = get_close_matches(folded, by_folded, n=1, cutoff=_CLOSE if len(folded) >= _SHORT else _CLOSE_IF_SHORT)
    return by_folded[close[0]] if close else None


def _folded(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _numbers(word: str) -> list[str]:
    return [digits.lstrip("0") for digits in re.findall("[0-9]+", word)]


def one_of(words: Collection[str]) -> str | None:
    """``Write red, amber or green.``, or None where the words are too many to be listed."""
    words_listed = alternatives(words)
    return f"Write {words_listed}." if words_listed else None


def alternatives(words: Collection[str]) -> str | None:
    """``red, amber or green``, or None where the words are too many to be listed."""
    return listed(list(words), "or") if 0 < len(words) <= _MANY else None
