"""How reading says what is wrong: an error or a warning at a place in a file."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Collection

    from kcsp_docs.reading.nodes import Mark

_MANY = 8


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
    """The known word that somebody probably meant, if there is one."""
    return _meant(word, tuple(known))


@lru_cache(maxsize=1024)
def _meant(word: str, known: tuple[str, ...]) -> str | None:
    by_folded = {_folded(each): each for each in reversed(known)}
    close = get_close_matches(_folded(word), by_folded, n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None


def _folded(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def one_of(words: Collection[str]) -> str | None:
    """``Write red, amber or green.``, or None where the words are too many to be listed."""
    if not words or len(words) > _MANY:
        return None
    return f"Write {listed(list(words), 'or')}."
