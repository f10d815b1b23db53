"""Changes of a text, gathered first and made together, so that every offset is one of the text as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs.reading.layout import Layout


class _Change(NamedTuple):
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class TextChanges:
    """Changes that do not overlap. Those at one place are made in the order in which they were put."""

    layout: Layout
    _changes: list[_Change] = field(default_factory=list)

    def put(self, start: int, end: int, new: str) -> None:
        """``new`` in place of what stands between two offsets."""
        self._changes.append(_Change(start, end, new))

    def lines(self, at: int, column: int, lines: Iterable[str]) -> None:
        """New lines behind a line that ends at an offset, each indented by so many blanks."""
        line_end = self.layout.line_end_at(at)
        self.put(at, at, "".join(line_end + (" " * column + line if line else "") for line in lines))

    def text(self) -> str:
        """The text with every change in it."""
        pieces: list[str] = []
        here, old = 0, self.layout.text
        for change in sorted(self._changes, key=lambda each: each.start):
            pieces += [old[here : change.start], change.new]
            here = change.end
        return "".join((*pieces, old[here:]))
