"""How wide the columns of a table are: by what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import plain

if TYPE_CHECKING:
    from kcsp_docs.prose.tree import Table

LETTER = 150
"""A generous letter of 12 points, in twentieths of a point."""
PADDING = 260
"""What the cell keeps free on its left and right."""
LONG = 40
"""Letters beyond which a text turns over and no longer asks for room."""


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Widths that add up to ``width``: first room for each longest word, then shares by length of text."""
    texts = ([plain(cell.content) for cell in row.cells] for row in (table.header, *table.rows))
    columns = list(zip(*texts, strict=True))
    least = [max(len(word) for text in column for word in [*text.split(), ""]) * LETTER + PADDING for column in columns]
    wanted = [max(min(len(text), LONG) for text in column) + 1 for column in columns]
    if sum(least) > width:
        least = [0] * len(columns)
    spare = width - sum(least)
    ends = [spare * sum(wanted[: place + 1]) // sum(wanted) for place in range(len(columns))]
    return tuple(own + end - start for own, end, start in zip(least, ends, [0, *ends[:-1]], strict=True))
