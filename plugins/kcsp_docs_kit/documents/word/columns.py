"""How wide the columns of a table are: by what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import plain

if TYPE_CHECKING:
    from kcsp_docs.prose.tree import Table

LETTERS = (150, 130, 115)
"""A letter of 12 points, in twentieths of a point: with room to spare, as most are, and as narrow ones are."""
BOLD = 2
"""By so many letters more a word of the header row counts, because it is bold."""
PADDING = 260
"""What the cell keeps free on its left and right."""
LONG = 40
"""Letters beyond which a text turns over and no longer asks for room."""


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Widths that add up to ``width``: first room for each longest word, then shares by length of text."""
    texts = ([plain(cell.content) for cell in row.cells] for row in (table.header, *table.rows))
    columns = list(zip(*texts, strict=True))
    least = _least([max(_longest(column[0]) + BOLD, *map(_longest, column)) for column in columns], width)
    wanted = [max(min(len(text), LONG) for text in column) + 1 for column in columns]
    return tuple(own + more for own, more in zip(least, _shares(width - sum(least), wanted), strict=True))


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _least(longest: list[int], width: int) -> list[int]:
    """Room for the longest word of each column; where there is too little for all, no word has more than its share."""
    for letter in LETTERS:
        least = [letters * letter + PADDING for letters in longest]
        if sum(least) <= width:
            return least
    return [min(room, width // len(least)) for room in least]


def _shares(whole: int, wanted: list[int]) -> list[int]:
    """Whole numbers in the proportion of those wanted that add up to the whole."""
    ends = [whole * sum(wanted[: place + 1]) // sum(wanted) for place in range(len(wanted))]
    return [end - start for end, start in zip(ends, [0, *ends[:-1]], strict=True)]
