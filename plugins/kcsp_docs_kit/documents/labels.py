"""The numbers that a reader sees before the blocks of a document, so that other text can cite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Heading, List, ListItem, ListKind, Paragraph
from kcsp_docs_kit.documents.document import Numbering
from kcsp_docs_kit.documents.editions import Edition, block_in
from kcsp_docs_kit.documents.outline import Place, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.documents.document import Document

BULLETS = "•–▪"
"""By depth, the last for all that lie deeper."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A numbered or bulleted block, and how it is cited.

    ``label`` is what stands before it: ``4.``, ``2.2``, ``(ii)``, ``•``. ``within`` holds the labels that it lies
    under, outermost first: item (ii) of clause 2 has ``("2.",)``, a bullet under paragraph 1.2 ``("1.0", "1.2")``.
    """

    block: Heading | Paragraph | ListItem
    label: str
    within: tuple[str, ...] = ()


def labels(document: Document) -> tuple[Labelled, ...]:
    """Every block of the document that has a label, in the order of the page; of two editions those of the new one.

    >>> import datetime
    >>> from kcsp_docs.prose.tree import Text
    >>> from kcsp_docs_kit.documents import Document
    >>> blocks = (Heading(2, (Text("Background"),)), Paragraph((Text("In July the terms were reviewed."),)))
    >>> paper = Document("Review", blocks, datetime.date(2024, 7, 4), "Anyshire", numbering=Numbering.PAPER)
    >>> [each.label for each in labels(paper)]
    ['1.0', '1.1']
    """
    return tuple(_labelled(document))


def _labelled(document: Document) -> Iterator[Labelled]:
    section = paragraph = 0
    within: tuple[str, ...] = ()
    for _, marked, place in placed(document):
        block = block_in(marked, Edition.NEW)
        match block, place:
            case Heading(), Place.SECTION:
                section, paragraph = section + 1, 0
                within = (f"{section}.0" if document.numbering is Numbering.PAPER else f"{section}.",)
                yield Labelled(block, within[0])
            case Heading(level=1 | 2), _:
                within = ()
            case Paragraph(), Place.PARAGRAPH:
                paragraph += 1
                within = (within[0], f"{section}.{paragraph}")
                yield Labelled(block, within[1], within[:1])
            case List(), _:
                yield from _items(block, within, 0)


def _items(block: List, within: tuple[str, ...], depth: int) -> Iterator[Labelled]:
    number = 0
    for item in block.items:
        own: tuple[str, ...] = ()
        if has_label(item):
            number += 1
            own = (item_label(block.kind, number, depth),)
            yield Labelled(item, own[0], within)
        for inner in item.blocks:
            if isinstance(inner, List):
                yield from _items(inner, within + own, depth + 1)


def has_label(item: ListItem) -> bool:
    """Whether an item has a paragraph of its own for a label to stand before."""
    return isinstance(item.blocks[0], Paragraph)


def item_label(kind: ListKind, number: int, depth: int) -> str:
    """The label of an item; ``number`` counts from 1, ``depth`` from 0."""
    match kind:
        case ListKind.BULLET:
            return BULLETS[min(depth, len(BULLETS) - 1)]
        case ListKind.DECIMAL:
            return f"{number}."
        case ListKind.ROMAN:
            return f"({roman(number)})"
        case ListKind.LETTER:
            return f"({letter(number)})"


def roman(number: int) -> str:
    """``4`` → ``iv``."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    shifted = str.maketrans("ivx", "xlc"), str.maketrans("ivx", "cdm")
    thousands, hundreds, tens, units = (number // place % 10 for place in (1000, 100, 10, 1))
    return "m" * thousands + ones[hundreds].translate(shifted[1]) + ones[tens].translate(shifted[0]) + ones[units]


def letter(number: int) -> str:
    """``2`` → ``b``, and after z ``aa``, ``bb``, as Word counts."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)
