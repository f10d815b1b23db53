"""Texts made alike for comparing, and cut into sentences and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALIKE = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "\u00ad": None})
_SENTENCE = re.compile(r"(?<=[.!?])[’”'\"]?\s+(?=[A-Z‘“'\"])")
_OPENING = re.compile(r"(?<![\w’'])(?:‘|'(?=\w))(?=\S)|(?<!\w)[“\"](?=\S)")
_CLOSING = {"‘": re.compile(r"(?<=\S)[’'](?!\w)"), "“": re.compile(r"(?<=\S)[”\"](?!\w)")}

MOST_ENDS = 12
"""So many ends of a quotation are tried."""

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,3}})"


def one_line(text: str) -> str:
    """With one blank wherever there is white space of any kind."""
    return " ".join(text.split())


def alike(text: str) -> str:
    """For comparing: straight and typographic quotes, blanks and hyphens of every sort are one."""
    return one_line(text.translate(_ALIKE))


def stands_in(phrase: str, text: str) -> bool:
    """Whether a text, already :func:`alike`, has a phrase as whole words.

    The first letter may differ in case, and a stop at the end, or dots for what was left out, may be missing.
    """
    wanted = alike(phrase).rstrip("…").rstrip().removesuffix("...").rstrip(" .")
    if not wanted:
        return True
    return _has_whole(wanted, text) or _has_whole(wanted[0].swapcase() + wanted[1:], text)


def _has_whole(phrase: str, text: str) -> bool:
    """Looked for without a pattern: each would be compiled for one use."""
    at = text.find(phrase)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not (_is_word(before) and _is_word(phrase[0])) and not (_is_word(after) and _is_word(phrase[-1])):
            return True
        at = text.find(phrase, at + 1)
    return False


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def whole_words(phrase: str, ending: str = "") -> str:
    """A pattern for a phrase that is no part of a longer word, whose first letter may differ in case."""
    first = "".join({re.escape(phrase[0]), re.escape(phrase[0].swapcase())})
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return f"{before}[{first}]{re.escape(phrase[1:])}{ending}{after}"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each on one line."""
    return tuple(_SENTENCE.split(one_line(text)))


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in single or double marks in a text: where it begins, and every place at which it may end.

    A mark within a word is an apostrophe. One at the end of a word may close the quotation or be the apostrophe of a
    plural (``the members’ list``), hence several ends, the nearest first.
    """

    text: str
    start: int
    ends: tuple[int, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way to read it, the longest first."""
        return tuple(self.text[self.start : end] for end in reversed(self.ends))

    @property
    def shortest(self) -> str:
        return self.text[self.start : self.ends[0]]


def quotations(text: str) -> Iterator[Quotation]:
    """What a text quotes; each begins behind the nearest end of the one before."""
    place = 0
    while found := _OPENING.search(text, place):
        sign = "“" if found[0] in '“"' else "‘"
        ends = tuple(end.start() for end in islice(_CLOSING[sign].finditer(text, found.end()), MOST_ENDS))
        if ends:
            yield Quotation(text, found.end(), ends)
        place = ends[0] + 1 if ends else found.end()


def without_quotations(text: str) -> str:
    """A text with a blank in place of each thing that it quotes."""
    place, kept = 0, []
    for quotation in quotations(text):
        kept.append(text[place : quotation.start])
        place = quotation.ends[0]
    return " ".join((*kept, text[place:]))


def count_of(number: str) -> int:
    """``two`` → 2, ``12`` → 12."""
    return int(number) if number.isdigit() else NUMBERS.index(number.lower())


def in_words(number: int) -> str:
    """2 → ``two``."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
