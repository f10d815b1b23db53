"""What a file with tracked changes is made of: paragraphs and tables, and which edition has what of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kcsp_docs.prose.tree import Inline, Revision, Table
    from kcsp_docs_kit.documents.word.layout import Form


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that one edition has, or without a ``revision`` both, as far as the words say no other."""

    content: tuple[Inline, ...]
    revision: Revision | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph of the file. ``was`` is how the old edition sets it where that differs, ``mark`` is its mark's."""

    form: Form
    pieces: tuple[Piece, ...]
    was: Form | None = None
    mark: Revision | None = None

    def set(self, was: Form, now: Form) -> TrackedParagraph:
        """As one edition sets it, and the other."""
        return replace(self, form=now, was=was if was != now else None)


@dataclass(frozen=True, slots=True)
class TrackedTable:
    """A table of the file; with a ``revision`` one edition has it."""

    table: Table
    revision: Revision | None = None


Tracked: TypeAlias = TrackedParagraph | TrackedTable
