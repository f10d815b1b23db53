"""Tables and definition lists, from markdown-it's syntax tree to the prose tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.faults import WordingCode
from kcsp_docs.prose.nodes import line_of
from kcsp_docs.prose.phrases import counted, in_words
from kcsp_docs.prose.tree import Cell, Definition, DefinitionList, Inline, Row, Table

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from kcsp_docs.prose.page import Page


def table(page: Page, node: SyntaxTreeNode, caption: tuple[Inline, ...], table_id: str | None) -> Table:
    """A table with its caption and id, which stand above it."""
    head, *body = node.children
    header = _row(page, head.children[0])
    rows = tuple(_row(page, row, len(header.cells)) for part in body for row in part.children)
    if not rows:
        message = "This table has no rows below its header."
        hint = "Write some, or print it only where there are any: {% if … %}."
        page.report(WordingCode.TABLE_WITHOUT_ROWS, message, hint, line_of(node))
    return Table(header, rows, caption, table_id)


def _row(page: Page, node: SyntaxTreeNode, width: int | None = None) -> Row:
    *others, last = node.children
    for cell in others:
        hint = "Put it at the end of the row's last cell."
        page.misplaced(page.attributes(cell), "A cell has no id or style of its own.", hint)
    if width is not None:
        _check_width(page, line_of(node), width)
    cells = tuple(Cell(page.inlines(cell)) for cell in node.children)
    return Row(cells, page.id_without_style(page.attributes(last), "a row"))


def _check_width(page: Page, line: int, width: int) -> None:
    """Markdown itself fills a short row up and cuts a long one off in silence."""
    inside = page.lines[line].strip().replace(r"\|", "").removeprefix("|")
    written = inside.removesuffix("|").count("|") + 1
    if written != width:
        message = f"This row has {counted(written, 'cell', 'cells')} and the header {in_words(width)}."
        hint = r"Give both the same number; write \| for the sign itself, and leave an empty line below the table."
        page.report(WordingCode.TABLE_ROW_WIDTH, message, hint, line)


def definitions(page: Page, node: SyntaxTreeNode) -> DefinitionList:
    """Terms, each with the one paragraph that says what it stands for."""
    entries: list[Definition] = []
    term: tuple[Inline, ...] = ()
    for before, child in zip([None, *node.children], node.children, strict=False):
        if child.type == "dt":
            term = page.inlines(child)
            page.misplaced(page.attributes(child), "A term has no id or style.", "Put it at the end of the definition.")
        elif before is not None and before.type == "dd":
            hint = r"Write it on a line of the same definition, with \ at the end of the line above."
            page.report(WordingCode.NOT_SUPPORTED, "A term has one definition.", hint, line_of(child))
        else:
            entries.append(_definition(page, term, child))
    return DefinitionList(tuple(entries))


def _definition(page: Page, term: tuple[Inline, ...], node: SyntaxTreeNode) -> Definition:
    if [child.type for child in node.children] != ["paragraph"]:
        hint = r"Keep it to one paragraph; \ at the end of a line begins a new line."
        page.report(WordingCode.NOT_SUPPORTED, "A definition is one paragraph.", hint, line_of(node))
        return Definition(term, ())
    paragraph = node.children[0]
    definition_id = page.id_without_style(page.attributes(paragraph), "a definition")
    return Definition(term, page.inlines(paragraph), definition_id)
