"""A document in the house style as the bytes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from kcsp_docs_kit.documents.addresses import followable
from kcsp_docs_kit.documents.checks import check
from kcsp_docs_kit.documents.word.body import Body
from kcsp_docs_kit.documents.word.header import write_header
from kcsp_docs_kit.documents.word.house_style import HouseStyle, opened, unusable
from kcsp_docs_kit.documents.word.package import Properties, drop_relationships, saved, set_properties
from kcsp_docs_kit.documents.word.settings import forget_origin, set_language
from kcsp_docs_kit.documents.word.xml import R, W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from kcsp_docs_kit.documents.document import Document

KEPT = {
    RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.WEB_SETTINGS, RT.FONT_TABLE, RT.THEME, RT.FOOTNOTES, RT.ENDNOTES,
}  # fmt: skip
"""What the body of any document stands on. The rest belongs to the house style's own specimen text."""


def write_word(document: Document, house_style: bytes) -> bytes:
    """The document as a Word file. The same document and house style give the same bytes.

    Raises DocumentError for what no Word file can hold (a control character, an id twice, a table with ragged rows),
    and HouseStyleError for a house style that cannot be opened or lacks a style that this document needs.
    """
    check(document)
    word = opened(house_style)
    try:
        return _written(document, word)
    except (ValueError, KeyError, IndexError, AttributeError) as error:  # the document was found good above
        raise unusable(error) from error


def _written(document: Document, word: WordDocument) -> bytes:
    house = HouseStyle(word)
    _write_body(word, house, document)
    write_header(word, house, document.header)
    house.complete()
    set_language(word, document.language)
    forget_origin(word)
    set_properties(word, _properties(document))
    return saved(word)


def _properties(document: Document) -> Properties:
    return Properties(document.title, document.date, document.creator, document.subject, document.language)


def _write_body(word: WordDocument, house: HouseStyle, document: Document) -> None:
    """Empty the body but for its last section: the house style's own text is only there to show the styles."""
    body: Element = word.element.body
    section = body[-1] if len(body) and body[-1].tag == W + "sectPr" else None
    for child in list(body):
        body.remove(child)
    _drop_unused(word, section)
    Body(body, house, _Links(word), _text_width(section), document).write()
    if section is not None:
        body.append(section)


def _drop_unused(word: WordDocument, section: Element | None) -> None:
    named = set() if section is None else {element.get(R + "id") for element in section}
    drop_relationships(word.part.rels, lambda id_, kind: kind not in KEPT and id_ not in named)


def _text_width(section: Element | None) -> int:
    """Between the margins, in twentieths of a point; of A4 with margins of 2.5 cm where nothing is said."""
    size = section.find(W + "pgSz") if section is not None else None
    margins = section.find(W + "pgMar") if section is not None else None
    if size is None or margins is None:
        return 9070
    left, right, gutter = (int(margins.get(W + side) or 0) for side in ("left", "right", "gutter"))
    return int(size.get(W + "w") or 0) - left - right - gutter


class _Links:
    """Addresses as relationships of the document, one for each address."""

    def __init__(self, word: WordDocument) -> None:
        self._part = word.part
        self._known: dict[str, str] = {}

    def __call__(self, target: str) -> str:
        if target not in self._known:
            self._known[target] = self._part.relate_to(followable(target), RT.HYPERLINK, is_external=True)
        return self._known[target]
