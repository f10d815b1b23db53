"""Who changed what and when, as each tracked change says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Revision
from kcsp_docs_kit.documents.word.xml import add

if TYPE_CHECKING:
    from datetime import date

    from lxml.etree import _Element as Element

TAGS = {Revision.INSERTED: "ins", Revision.DELETED: "del"}


class Stamps:
    """Tracked changes of one author on one day, and the numbers of all annotations of a document.

    Bookmarks and changes count together: the same number never stands for two (ECMA-376 part 1, 17.13.4).
    """

    def __init__(self, author: str, date: date) -> None:
        self._author = author
        self._moment = f"{date.isoformat()}T00:00:00Z"
        self._next = 0

    def number(self) -> str:
        self._next += 1
        return str(self._next - 1)

    def change(self, parent: Element, tag: str) -> Element:
        """A new last child ``w:tag`` that says whose change it is."""
        return add(parent, tag, id=self.number(), author=self._author, date=self._moment)

    def add(self, parent: Element, revision: Revision | None) -> Element:
        """A new last child ``w:ins`` or ``w:del``; the parent itself where there is nothing to track."""
        return parent if revision is None else self.change(parent, TAGS[revision])
