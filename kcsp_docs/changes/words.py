"""Which words of a text a fact accounts for, and which are left over."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Places in a text: where each begins and where it ends."""

_WORD = re.compile(r"£?\w+(?:[.,'’-]\w+)*%?")
_ARTICLES = frozenset(("the", "The", "a", "an"))
_CONJUNCTIONS = frozenset(("and", "or"))


def found(phrases: Iterable[str], text: str) -> Spans:
    """Where whole phrases stand in a text, their first letter large or small."""
    return tuple(match.span() for phrase in phrases if phrase for match in _pattern(phrase).finditer(text))


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    first, *others = phrase.split()
    initial = "".join(map(re.escape, {first[0].lower(), first[0].upper()}))
    words = r"\s+".join((f"[{initial}]{re.escape(first[1:])}", *map(re.escape, others)))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def overlap(spans: Spans, start: int, text: str) -> bool:
    """Whether any of the places lies, in part at least, in the words of a text that begins at ``start``."""
    return any(
        begin < start + word.end() and end > start + word.start() for word in _tokens(text) for begin, end in spans
    )


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def within(spans: Spans, start: int, text: str) -> bool:
    """Whether any of the places lies in a text that begins at ``start``, from its first letter to its last."""
    return any(start <= begin and end <= start + len(text) for begin, end in spans)


def over_the_edge(spans: Spans, start: int, text: str) -> tuple[int, int]:
    """How far the places reach out of a text that begins at ``start``, on its left and on its right."""
    end = start + len(text)
    left = [start - begin for begin, finish in spans if begin < start < finish]
    right = [finish - end for begin, finish in spans if begin < end < finish]
    return max(left, default=0), max(right, default=0)


def left_over(spans: Spans, start: int, text: str) -> tuple[str, ...]:
    """The words of a text, which begins at ``start``, that none of the places covers."""
    return tuple(
        match[0]
        for match in _WORD.finditer(text)
        if not any(begin < start + match.end() and end > start + match.start() for begin, end in spans)
    )


def rest(spans: Spans, start: int, text: str) -> tuple[str, ...]:
    """The words of a text, which begins at ``start``, with their marks, that none of the places reaches into."""
    return tuple(
        match[0]
        for match in _tokens(text)
        if not any(begin < start + match.end() and end > start + match.start() for begin, end in spans)
    )


def without_common_ends(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, str]:
    """Two runs of words as text, without those that both begin or end with."""
    front = _common(before, after)
    back = _common(before[front:][::-1], after[front:][::-1])
    return " ".join(before[front : len(before) - back]), " ".join(after[front : len(after) - back])


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def say_the_same(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether two runs of words differ in nothing but articles, and in an ``and`` or an ``or`` that came or went."""
    swapped = _CONJUNCTIONS.intersection(before) and _CONJUNCTIONS.intersection(after)
    if swapped and _CONJUNCTIONS.intersection(before) != _CONJUNCTIONS.intersection(after):
        return False
    return _content(before) == _content(after)


def _content(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word not in _ARTICLES and word not in _CONJUNCTIONS]
