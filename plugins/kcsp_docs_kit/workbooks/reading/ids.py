"""Ids as they come back: retyped in capitals, with another hyphen, or turned into numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import Content
from kcsp_docs_kit.workbooks.reading.typed import choice_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs_kit.workbooks.reading.cells import Cell

_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\xa0": " "})
LONGEST = 60


class Ids:
    """The ids that a table was made with."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        self._by_key = {id_key(id_): id_ for id_ in self.ids}
        self._by_number = {str(int(id_)): id_ for id_ in self.ids if id_.isascii() and id_.isdigit()}
        self._shapes = {_shape(id_) for id_ in self.ids}

    def known(self, cell: Cell | None) -> str | None:
        """The id that a cell holds; ``007`` that a spreadsheet made 7 is still known."""
        if cell is None or cell.blank:
            return None
        text = id_key(cell.raw)
        as_number = self._by_number.get(text) if cell.content is Content.NUMBER else None
        return self._by_key.get(text) or as_number

    def possible(self, cell: Cell | None) -> str | None:
        """An unknown id of the same shape as the known ones: letters where they have letters, digits where digits."""
        if cell is None or cell.content not in (Content.TEXT, Content.NUMBER):
            return None
        text = straight(cell.raw)
        well_formed = _ID.fullmatch(text) is not None and len(text) <= LONGEST
        return text if well_formed and _shape(text) in self._shapes else None


def straight(text: str) -> str:
    return text.translate(_HYPHENS).strip()


def id_key(text: str) -> str:
    """Ids are told apart without regard to capitals, to blanks around them and to the kind of hyphen."""
    return choice_key(straight(text))


def _shape(id_: str) -> str:
    return re.sub("[A-Za-z]+", "a", re.sub("[0-9]+", "9", id_))
