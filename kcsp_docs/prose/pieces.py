"""A text as words, marks and white space, each with its formatting, and back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kcsp_docs.prose.tree import Deleted, Emphasis, Inline, Inserted, LineBreak, Link, Strong, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = r"""
    (?: (?<!\S) [-−+] (?=[£€$¥]?\d) )?                # −5 and −£500, but not the dash between two words
    (?: [£€$¥] (?=\d) )?
    [\w\u0300-\u036f]+
    (?: (?: [-‐‑'’] | (?<=\d) [.,:/–] (?=\d) ) [\w\u0300-\u036f]+ )*
    (?: (?<=\d) [%‰€] )?
"""
_A_WORD = re.compile(_WORD, re.VERBOSE)
_TOKEN = re.compile(rf"{_WORD}|\s+|[^\w\s][\u0300-\u036f\u200d\ufe0e\ufe0f]*", re.VERBOSE)

Wrapper: TypeAlias = Strong | Emphasis | Link | Inserted | Deleted


class Piece(NamedTuple):
    """Some characters of one formatting; a line break is one of its own. ``around`` are the empty wrappers around it,
    the outermost first."""

    characters: str
    around: tuple[Wrapper, ...] = ()
    is_break: bool = False

    @property
    def leaf(self) -> Text | LineBreak:
        return LineBreak() if self.is_break else Text(self.characters)


Token: TypeAlias = tuple[Piece, ...]
"""A word, a mark or the white space between two; of several pieces where its formatting changes within."""


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, without what is no word."""
    return _A_WORD.findall(text)


def is_word(token: Token) -> bool:
    """Whether it is a word, a number or an amount: no mark, no white space."""
    return bool(_A_WORD.match("".join(piece.characters for piece in token)))


def pieces(content: Iterable[Inline], around: tuple[Wrapper, ...] = ()) -> Iterator[Piece]:
    """A text piece by piece."""
    for inline in content:
        match inline:
            case Text(text):
                if text:
                    yield Piece(text, around)
            case LineBreak():
                yield Piece("\n", around, is_break=True)
            case _:
                yield from pieces(inline.content, (*around, replace(inline, content=())))


def tokens(content: Iterable[Inline]) -> Iterator[Token]:
    """A text word by word, with the marks and the white space between them."""
    merged = _merged(pieces(content))
    ends = list(accumulate(len(piece.characters) for piece in merged))
    nth = 0
    for found in _TOKEN.finditer("".join(piece.characters for piece in merged)):
        start, end = found.span()
        token = []
        while start < end:
            piece, upto = merged[nth], min(end, ends[nth])
            token.append(piece if piece.is_break else Piece(found.string[start:upto], piece.around))
            start, nth = upto, nth + (upto == ends[nth])
        yield tuple(token)


def _merged(some: Iterable[Piece]) -> Token:
    """Neighbours of one formatting as one piece."""
    found: list[Piece] = []
    for (around, is_break), run in groupby(some, lambda piece: piece[1:]):
        if is_break:
            found.extend(run)
        else:
            found.append(Piece("".join(piece.characters for piece in run), around))
    return tuple(found)


def inlines(words: Iterable[Token]) -> tuple[Inline, ...]:
    """The text that some words, marks and white space are."""
    return tuple(_wrapped(_merged(piece for word in words for piece in word), 0))


def _wrapped(some: Sequence[Piece], depth: int) -> Iterator[Inline]:
    for wrapper, inside in groupby(some, lambda piece: piece.around[depth] if depth < len(piece.around) else None):
        if wrapper is None:
            yield from (piece.leaf for piece in inside)
        else:
            yield replace(wrapper, content=tuple(_wrapped(list(inside), depth + 1)))
