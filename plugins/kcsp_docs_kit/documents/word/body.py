"""The body of a Word document: a method for each element of the page, from block to run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    plain,
)
from kcsp_docs_kit.documents.document import Numbering
from kcsp_docs_kit.documents.labels import has_label
from kcsp_docs_kit.documents.outline import UNNUMBERED, Place, placed
from kcsp_docs_kit.documents.word.bookmarks import bookmark_name
from kcsp_docs_kit.documents.word.columns import column_widths
from kcsp_docs_kit.documents.word.house_style import CLAUSES, LISTS, PAPER, HouseStyle, Indent
from kcsp_docs_kit.documents.word.xml import R, W, add, add_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from kcsp_docs_kit.documents.document import Document

HEADING_STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2", 4: "Heading 3"}
LIST_STYLES = {
    ListKind.BULLET: ("List Bullet", "List Bullet 2", "List Bullet 3"),
    ListKind.DECIMAL: ("List Number",),
    ListKind.ROMAN: ("List Roman",),
    ListKind.LETTER: ("List Letter",),
}
"""By depth, the last for all that lie deeper: the level of the list sets the indent."""

FIRST_ROW_ONLY = "0620"
"""Of a table style take the header row's look, and no bands (ECMA-376 part 1, 17.4.55)."""


@dataclass(frozen=True, slots=True)
class Number:
    """The place of a paragraph in a list: which use of which definition, and how deep from 0."""

    id: str
    level: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What an inline lies within."""

    strong: bool = False
    emphasis: bool = False
    style: str = ""


PLAIN_TEXT = Marks()


class Body:
    """Writes a document into ``w:body``. ``link`` gives the relationship id of an address, ``width`` is the text's."""

    def __init__(self, body: Element, house: HouseStyle, link: Callable[[str], str], width: int) -> None:
        self._body = body
        self._house = house
        self._link = link
        self._width = width
        self._bookmarks = 0
        self._outline = ""

    def write(self, document: Document) -> None:
        self._outline = {Numbering.PAPER: PAPER, Numbering.CLAUSES: CLAUSES}.get(document.numbering, "")
        for block, place in placed(document):
            self._block(block, place)
        if not len(self._body) or self._ends_in_table():
            self._write(self._body, "After Table")

    def _block(self, block: Block, place: Place) -> None:
        offset = self._house.indent(PAPER, 1).left if place is Place.UNDER else 0
        match block:
            case Heading():
                self._heading(block, place)
            case Paragraph():
                self._paragraph(block, place, offset)
            case List():
                self._list(block, 0, offset)
            case DefinitionList():
                for entry in block.entries:
                    self._definition(entry)
            case Table():
                self._table(block)

    # Paragraphs

    def _heading(self, heading: Heading, place: Place) -> None:
        own = heading.style if heading.style != UNNUMBERED else None
        number = self._outline_number(0, heading.content) if place is Place.SECTION else None
        self._write(self._body, own or HEADING_STYLES[heading.level], heading.content, heading.id, number=number)

    def _paragraph(self, block: Paragraph, place: Place, offset: int) -> None:
        style, number, indent = block.style or "Body Text", None, None
        if place is Place.PARAGRAPH:
            style, number = "Numbered Paragraph", self._outline_number(1, block.content)
        elif block.style in (None, UNNUMBERED):
            style, indent = "Body Text", Indent(offset) if offset else None
        self._write(self._body, style, block.content, *_ids(block), number=number, indent=indent)

    def _definition(self, entry: Definition) -> None:
        """The term in bold with a colon, a tab, and what it stands for: no layout table."""
        colon = "" if plain(entry.term).rstrip().endswith(":") else ":"
        said = (Text("\t"), *entry.content) if plain(entry.content).strip() else ()
        self._write(self._body, "Detail", (Strong((*entry.term, Text(colon))), *said), entry.id)

    def _outline_number(self, level: int, content: tuple[Inline, ...]) -> Number:
        return Number(self._house.number(self._outline, plain(content)), level)

    # Lists

    def _list(self, block: List, depth: int, offset: int) -> None:
        name = LISTS[block.kind]
        bullets = block.kind is ListKind.BULLET
        words = _first_words(block)
        id_ = self._house.number(name, words) if bullets else self._house.restarted(name, depth, words)
        number = Number(id_, depth)
        for item in block.items:
            self._item(item, block.kind, number, offset)

    def _item(self, item: ListItem, kind: ListKind, number: Number, offset: int) -> None:
        styles = LIST_STYLES[kind]
        indent = self._house.indent(LISTS[kind], number.level)
        shifted = Indent(indent.left + offset, indent.hanging)
        blocks = item.blocks
        if has_label(item):
            own, *rest = blocks
            assert isinstance(own, Paragraph), "that is what has_label says"
            style = styles[min(number.level, len(styles) - 1)]
            indented = shifted if offset else None
            self._write(self._body, style, own.content, item.id, *_ids(own), number=number, indent=indented)
            blocks = tuple(rest)
        for block in blocks:
            self._within_item(block, number.level, offset, Indent(shifted.left))

    def _within_item(self, block: Block, depth: int, offset: int, indent: Indent) -> None:
        match block:
            case List():
                self._list(block, depth + 1, offset)
            case Paragraph(style=None):
                self._write(self._body, "List Continue", block.content, *_ids(block), indent=indent)
            case _:
                self._block(block, Place.PLAIN)

    # Tables

    def _table(self, table: Table) -> None:
        if plain(table.caption).strip():
            self._write(self._body, "Caption", table.caption)
        elif self._ends_in_table():
            self._write(self._body, "Between Tables")
        element = add(self._body, "tbl")
        self._table_properties(element, table)
        widths = column_widths(table, self._width)
        grid = add(element, "tblGrid")
        for width in widths:
            add(grid, "gridCol", w=str(width))
        self._row(element, table.header, widths, table.id, header=True)
        for row in table.rows:
            self._row(element, row, widths)

    def _table_properties(self, element: Element, table: Table) -> None:
        properties = add(element, "tblPr")
        caption = plain(table.caption)
        words = caption.strip() or " | ".join(plain(cell.content) for cell in table.header.cells)
        add(properties, "tblStyle", val=self._house.table_style("House Table", words))
        add(properties, "tblW", w=str(self._width), type="dxa")
        parts = {"firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
        add(properties, "tblLook", val=FIRST_ROW_ONLY, **parts)
        if caption.strip():
            add(properties, "tblCaption", val=caption)

    def _row(
        self, table: Element, row: Row, widths: tuple[int, ...], table_id: str | None = None, *, header: bool = False
    ) -> None:
        element = add(table, "tr")
        properties = add(element, "trPr")
        add(properties, "cantSplit")
        if header:
            add(properties, "tblHeader")
        ids = (table_id, row.id)
        for cell, width in zip(row.cells, widths, strict=True):
            self._cell(element, cell, width, "Table Heading" if header else "Table Text", ids)
            ids = (None, None)

    def _cell(self, row: Element, cell: Cell, width: int, style: str, ids: tuple[str | None, ...]) -> None:
        element = add(row, "tc")
        add(add(element, "tcPr"), "tcW", w=str(width), type="dxa")
        self._write(element, style, cell.content, *ids)

    def _ends_in_table(self) -> bool:
        """Word runs two tables together that have no paragraph between them, and needs one after the last."""
        return len(self._body) > 0 and self._body[-1].tag == W + "tbl"

    # Within a paragraph

    def _write(
        self,
        parent: Element,
        style: str,
        content: tuple[Inline, ...] = (),
        *ids: str | None,
        number: Number | None = None,
        indent: Indent | None = None,
    ) -> None:
        """A paragraph with its inlines, which lie between a bookmark for each id."""
        paragraph = add(parent, "p")
        self._paragraph_properties(paragraph, self._house.paragraph_style(style, plain(content)), number, indent)
        opened = [self._open_bookmark(paragraph, id_) for id_ in ids if id_ is not None]
        self._inlines(paragraph, content, PLAIN_TEXT)
        for bookmark in opened:
            add(paragraph, "bookmarkEnd", id=bookmark)

    def _paragraph_properties(
        self, paragraph: Element, style_id: str, number: Number | None, indent: Indent | None
    ) -> None:
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=style_id)
        if number is not None:
            place = add(properties, "numPr")
            add(place, "ilvl", val=str(number.level))
            add(place, "numId", val=number.id)
        if indent is not None:
            add(properties, "ind", left=str(indent.left), hanging=str(indent.hanging))

    def _open_bookmark(self, paragraph: Element, id_: str) -> str:
        number = str(self._bookmarks)
        self._bookmarks += 1
        add(paragraph, "bookmarkStart", id=number, name=bookmark_name(id_))
        return number

    def _inlines(self, parent: Element, content: tuple[Inline, ...], marks: Marks) -> None:
        for inline in content:
            match inline:
                case Text(text):
                    self._run(parent, text, marks)
                case LineBreak():
                    self._run(parent, "\n", marks)
                case Strong(inner):
                    self._inlines(parent, inner, replace(marks, strong=True))
                case Emphasis(inner):
                    self._inlines(parent, inner, replace(marks, emphasis=True))
                case Link():
                    self._hyperlink(parent, inline, marks)

    def _hyperlink(self, parent: Element, link: Link, marks: Marks) -> None:
        """A link within a link is the outer one: Word knows no other."""
        if parent.tag != W + "hyperlink":
            parent = etree.SubElement(parent, W + "hyperlink", {R + "id": self._link(link.target)})
            marks = replace(marks, style=self._house.character_style("Hyperlink", plain(link.content)))
        self._inlines(parent, link.content, marks)

    def _run(self, parent: Element, text: str, marks: Marks) -> None:
        if not text:
            return
        run = add(parent, "r")
        if marks != PLAIN_TEXT:
            self._run_properties(run, marks)
        add_text(run, text)

    def _run_properties(self, run: Element, marks: Marks) -> None:
        properties = add(run, "rPr")
        if marks.style:
            add(properties, "rStyle", val=marks.style)
        for wanted, tags in ((marks.strong, ("b", "bCs")), (marks.emphasis, ("i", "iCs"))):
            for tag in tags if wanted else ():
                add(properties, tag)


def _ids(paragraph: Paragraph) -> tuple[str | None, ...]:
    """What bookmarks are made for: the paragraph's own id, and ``tells.<id>`` for each change that it tells of."""
    return (paragraph.id, *(f"tells.{change}" for change in paragraph.tells))


def _first_words(block: Block) -> str:
    """Of a list, those of its first item; none where it begins with neither a paragraph nor a heading."""
    while isinstance(block, List):
        block = block.items[0].blocks[0]
    return plain(block.content) if isinstance(block, Heading | Paragraph) else ""
