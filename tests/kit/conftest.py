"""What the tests of the kit share: short ways to write blocks, and the house style that is shipped."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from kcsp_docs_kit.documents import Document

from kcsp_docs.prose import tree

HOUSE_STYLE = Path(__file__).parents[2] / "templates" / "kcsp_docs_templates" / "house_style.docx"


class Blocks:
    """Blocks from plain text: ``blocks.paragraph("The group meets quarterly.")``."""

    def text(self, words: str) -> tuple[tree.Inline, ...]:
        return (tree.Text(words),) if words else ()

    def title(self, words: str) -> tree.Heading:
        return tree.Heading(1, self.text(words))

    def section(self, words: str, id_: str | None = None, style: str | None = None) -> tree.Heading:
        return tree.Heading(2, self.text(words), id_, style)

    def paragraph(self, words: str, id_: str | None = None, style: str | None = None) -> tree.Paragraph:
        return tree.Paragraph(self.text(words), id_, style)

    def item(self, words: str, *under: tree.Block, id_: str | None = None) -> tree.ListItem:
        return tree.ListItem((self.paragraph(words), *under), id_)

    def list(self, kind: str, *items: str | tree.ListItem) -> tree.List:
        made = (self.item(each) if isinstance(each, str) else each for each in items)
        return tree.List(tree.ListKind(kind), tuple(made))

    def details(self, **entries: str) -> tree.DefinitionList:
        made = (tree.Definition(self.text(term), self.text(words)) for term, words in entries.items())
        return tree.DefinitionList(tuple(made))

    def row(self, *cells: str, id_: str | None = None) -> tree.Row:
        return tree.Row(tuple(tree.Cell(self.text(cell)) for cell in cells), id_)

    def table(self, *rows: tree.Row, caption: str = "", id_: str | None = None) -> tree.Table:
        return tree.Table(rows[0], rows[1:], self.text(caption), id_)


@pytest.fixture(scope="session")
def blocks() -> Blocks:
    return Blocks()


@pytest.fixture(scope="session")
def house_style() -> bytes:
    return HOUSE_STYLE.read_bytes()


@pytest.fixture(scope="session")
def document():
    """A document of some blocks: ``document(block, ..., numbering=Numbering.PAPER)``."""

    def make(*contents: tree.Block, **changes: object) -> Document:
        said = {"title": "Annual review", "date": dt.date(2024, 7, 4), "creator": "Anyshire Partnership", **changes}
        return Document(blocks=contents, **said)

    return make
