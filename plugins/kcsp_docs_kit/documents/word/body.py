"""The body of a Word document: a method for each element of the page, from table to paragraph mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Revision, Row, Table, plain
from kcsp_docs_kit.documents.editions import ONLY, Edition, is_revised, table_in, words
from kcsp_docs_kit.documents.word.bookmarks import bookmark_name
from kcsp_docs_kit.documents.word.columns import column_widths
from kcsp_docs_kit.documents.word.layout import Form, Layout, Numbers
from kcsp_docs_kit.documents.word.revisions import tracked, untracked
from kcsp_docs_kit.documents.word.runs import Runs
from kcsp_docs_kit.documents.word.stamps import Stamps
from kcsp_docs_kit.documents.word.tracked import Piece, Tracked, TrackedParagraph, TrackedTable
from kcsp_docs_kit.documents.word.xml import add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from kcsp_docs_kit.documents.document import Document
    from kcsp_docs_kit.documents.word.house_style import HouseStyle

FIRST_ROW_ONLY = "0620"
"""Of a table style take the header row's look, and no bands (ECMA-376 part 1, 17.4.55)."""


class Body:
    """Writes a document into ``w:body``. ``link`` gives the relationship id of an address, ``width`` is the text's."""

    def __init__(
        self, body: Element, house: HouseStyle, link: Callable[[str], str], width: int, document: Document
    ) -> None:
        self._body = body
        self._house = house
        self._width = width
        self._document = document
        self._stamps = Stamps(document.revised_by, document.date)
        self._runs = Runs(house, link, self._stamps)

    def write(self) -> None:
        for each in self._laid_out():
            if isinstance(each, TrackedTable):
                self._table(each.table, each.revision)
            else:
                self._paragraph(self._body, each)

    def _laid_out(self) -> Iterator[Tracked]:
        numbers = Numbers(self._house)
        new = Layout(self._house, numbers)(self._document)
        if not is_revised(self._document.blocks):
            return untracked(new)
        return tracked(Layout(self._house, numbers, Edition.OLD)(self._document), new)

    # Tables

    def _table(self, table: Table, revision: Revision | None) -> None:
        """A table of two editions has the widths and the description of the new one."""
        shown = table_in(table, Edition.NEW)
        element = add(self._body, "tbl")
        self._table_properties(element, shown)
        widths = column_widths(shown, self._width)
        grid = add(element, "tblGrid")
        for width in widths:
            add(grid, "gridCol", w=str(width))
        self._row(element, table.header, widths, revision, table.id, header=True)
        for row in table.rows:
            self._row(element, row, widths, revision or row.revision)

    def _table_properties(self, element: Element, table: Table) -> None:
        properties = add(element, "tblPr")
        caption = plain(table.caption)
        said = caption.strip() or " | ".join(plain(cell.content) for cell in table.header.cells)
        add(properties, "tblStyle", val=self._house.table_style("House Table", said))
        add(properties, "tblW", w=str(self._width), type="dxa")
        parts = {"firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
        add(properties, "tblLook", val=FIRST_ROW_ONLY, **parts)
        if caption.strip():
            add(properties, "tblCaption", val=caption)

    def _row(
        self,
        table: Element,
        row: Row,
        widths: tuple[int, ...],
        revision: Revision | None,
        table_id: str | None = None,
        *,
        header: bool = False,
    ) -> None:
        element = add(table, "tr")
        properties = add(element, "trPr")
        add(properties, "cantSplit")
        if header:
            add(properties, "tblHeader")
        self._stamps.add(properties, revision)
        ids = tuple(id_ for id_ in (table_id, row.id) if id_ is not None and revision is not Revision.DELETED)
        for cell, width in zip(row.cells, widths, strict=True):
            form = Form("Table Heading" if header else "Table Text")
            self._cell(element, width, TrackedParagraph(form, (Piece(cell.content, revision, ids),)))
            ids = ()

    def _cell(self, row: Element, width: int, paragraph: TrackedParagraph) -> None:
        element = add(row, "tc")
        add(add(element, "tcPr"), "tcW", w=str(width), type="dxa")
        self._paragraph(element, paragraph)

    # Paragraphs

    def _paragraph(self, parent: Element, tracked: TrackedParagraph) -> None:
        """A paragraph with its inlines, which lie between a bookmark for each id."""
        paragraph = add(parent, "p")
        said = "".join(plain(piece.content) for piece in tracked.pieces)
        properties = add(paragraph, "pPr")
        self._form(properties, tracked.form, said)
        if tracked.mark is not None:
            self._stamps.add(add(properties, "rPr"), tracked.mark)
        if tracked.was is not None:
            self._form(add(self._stamps.change(properties, "pPrChange"), "pPr"), tracked.was, said)
        for piece in tracked.pieces:
            self._piece(paragraph, piece)

    def _form(self, properties: Element, form: Form, said: str) -> None:
        add(properties, "pStyle", val=self._house.paragraph_style(form.style, said))
        if form.number is not None:
            place = add(properties, "numPr")
            add(place, "ilvl", val=str(form.number.level))
            add(place, "numId", val=form.number.id)
        if form.indent is not None:
            add(properties, "ind", left=str(form.indent.left), hanging=str(form.indent.hanging))

    def _piece(self, paragraph: Element, piece: Piece) -> None:
        opened = [self._open_bookmark(paragraph, id_) for id_ in piece.ids]
        content = piece.content if piece.revision is None else words(piece.content, ONLY[piece.revision])
        self._runs.write(paragraph, content, piece.revision)
        for bookmark in opened:
            add(paragraph, "bookmarkEnd", id=bookmark)

    def _open_bookmark(self, paragraph: Element, id_: str) -> str:
        number = self._stamps.number()
        add(paragraph, "bookmarkStart", id=number, name=bookmark_name(id_))
        return number
