"""Headings, paragraphs and lists, and the order of blocks, from markdown-it's syntax tree to the prose tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.prose.faults import Fault, WordingCode
from kcsp_docs.prose.nodes import inline_of, is_attribute_alone, is_caption, line_of
from kcsp_docs.prose.tables import definitions, table
from kcsp_docs.prose.tree import (
    Block,
    DefinitionList,
    Heading,
    Inline,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Prose,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from kcsp_docs.prose.attributes import Attributes
    from kcsp_docs.prose.page import Page

DEEPEST_HEADING = 4
DEEPEST_LIST = 9
"""Word's numbering has nine levels."""

_NOT_SUPPORTED = {
    "blockquote": ("A quotation marked by > has no place", r"Write a paragraph, or \> for the sign itself."),
    "code_block": (
        "Text set in by four blanks or more is taken for code",
        "Begin it at the left, or below a list item.",
    ),
    "fence": ("Code between ``` has no place", "Write a paragraph."),
    "hr": ("A line across the page has no place", "Use a heading, or leave it out."),
    "html_block": ("HTML has no place", "Use Markdown; write comments as {# … #}."),
}
_BEFORE_THE_LIST = "Put it on a line of its own before the list."
_NOT_IN_AN_ITEM = {"heading": "A heading", "table": "A table", "dl": "A definition list"}


class Blocks:
    """Reads the blocks of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._heading_level: int | None = None
        self._list_depth = 0

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Blocks that stand one below the other."""
        return tuple(self._run(nodes))

    def _run(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        said = _Said(self._page)
        for at, node in enumerate(nodes):
            if is_attribute_alone(node):
                said.attributes.append(self._page.attributes(node))
            elif is_caption(node):
                said.take_caption(node, nodes[at + 1 :])
            elif node.type in ("bullet_list", "ordered_list"):
                yield self._list(node, said.list_kind())
            elif node.type == "table":
                yield table(self._page, node, said.caption(), said.table_id())
            else:
                said.nothing_follows()
                yield from self._block(node)
        said.nothing_follows()

    def _block(self, node: SyntaxTreeNode) -> Iterable[Block]:
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return [self._heading(node)]
            case "dl":
                return [definitions(self._page, node)]
        what, hint = _NOT_SUPPORTED[node.type]
        self._page.report(WordingCode.NOT_SUPPORTED, f"{what} in a document.", hint, line_of(node))
        return []

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        found, content, level, line = (
            self._page.attributes(node),
            self._page.inlines(node),
            int(node.tag[1:]),
            line_of(node),
        )
        if node.markup in ("=", "-"):
            message = "A row of = or - makes the text above it a heading, which has no place in a document."
            hint = f"Write {'#' * level} and a blank before the heading, or leave the row out."
            self._page.report(WordingCode.NOT_SUPPORTED, message, hint, line)
        self._check_level(level, line)
        if not plain(content).strip():
            hint = "Write one, or take the heading out."
            self._page.report(WordingCode.EMPTY_HEADING, "This heading has no text.", hint, line)
        return Heading(level, content, found.id, found.style)

    def _check_level(self, level: int, line: int) -> None:
        allowed = 2 if self._heading_level is None else min(self._heading_level + 1, DEEPEST_HEADING)
        if level > allowed:
            message = f"A heading of level {level} cannot stand here."
            hint = f"Use {'#' * allowed} or fewer: levels follow one another, and {DEEPEST_HEADING} is the deepest."
            self._page.report(WordingCode.HEADING_LEVEL, message, hint, line)
        self._heading_level = min(level, DEEPEST_HEADING)

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        found, inline = self._page.attributes(node), inline_of(node)
        if inline is not None and (prose := self._page.rendered.prose(inline.content)):
            yield from self._prose(prose, found, line_of(node))
        else:
            yield from self._own_paragraph(found, self._page.inlines(node))

    def _prose(self, prose: Prose, found: Attributes, line: int) -> Iterator[Block]:
        """Prose that was rendered before; an id or style given here goes to its first paragraph."""
        blocks = prose.blocks
        if blocks and isinstance(first := blocks[0], Paragraph):
            self._take_ids(blocks[1:] if found.id else blocks, line)
            yield replace(first, id=found.id or first.id, style=found.style or first.style)
            yield from blocks[1:]
        else:
            self._page.misplaced(found, "This prose does not begin with a paragraph.", "Leave the id and style out.")
            self._take_ids(blocks, line)
            yield from blocks

    def _take_ids(self, blocks: Iterable[Block], line: int) -> None:
        for block_id in _ids(blocks):
            self._page.take(block_id, self._page.rendered.place(line))

    def _own_paragraph(self, found: Attributes, content: tuple[Inline, ...]) -> Iterator[Paragraph]:
        if plain(content).strip():
            yield Paragraph(content, found.id, found.style)
        elif found.place is not None:
            message = "This paragraph has an id or a style, and no text."
            fault = Fault(WordingCode.EMPTY_PARAGRAPH, message, "Write its text, or take it out.")
            self._page.problems.append(fault.at(found.place))

    def _list(self, node: SyntaxTreeNode, kind: ListKind | None) -> List:
        start = node.attrs.get("start", 1)
        if start != 1:
            hint = rf"Begin with 1; write {start}\. where no list is meant."
            self._page.report(WordingCode.LIST_START, "A numbered list begins with 1.", hint, line_of(node))
        self._list_depth += 1
        if self._list_depth == DEEPEST_LIST + 1:
            message = f"Lists lie within lists at most {DEEPEST_LIST} deep."
            self._page.report(WordingCode.LIST_DEPTH, message, "Use headings.", line_of(node))
        items = tuple(self._item(item) for item in node.children)
        self._list_depth -= 1
        return List(kind or (ListKind.DECIMAL if node.type == "ordered_list" else ListKind.BULLET), items)

    def _item(self, node: SyntaxTreeNode) -> ListItem:
        if not node.children or node.children[0].type != "paragraph":
            self._empty_item(node)
            return ListItem(self._within_item(node.children))
        first, *others = node.children
        found, content = self._page.attributes(first), self._page.inlines(first)
        if found.style in set(ListKind):
            message = f"“.{found.style}” is a kind of list, and stands at the end of an item."
            self._page.misplaced(found, message, _BEFORE_THE_LIST)
        if not plain(content).strip():
            self._empty_item(node)
        return ListItem((Paragraph(content, None, found.style), *self._within_item(others)), found.id)

    def _empty_item(self, node: SyntaxTreeNode) -> None:
        hint = "Write it beside the mark, or take the item out."
        self._page.report(WordingCode.EMPTY_ITEM, "This list item has no text of its own.", hint, line_of(node))

    def _within_item(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        for node in nodes:
            if node.type in _NOT_IN_AN_ITEM:
                message = f"{_NOT_IN_AN_ITEM[node.type]} has no place within a list item."
                hint = "Begin it at the left, after the list and an empty line."
                self._page.report(WordingCode.NOT_SUPPORTED, message, hint, line_of(node))
        return self.read([node for node in nodes if node.type not in _NOT_IN_AN_ITEM])


class _Said:
    """What was said above a list or a table of that which follows: its kind, its id, its caption."""

    def __init__(self, page: Page) -> None:
        self.attributes: list[Attributes] = []
        self._caption: tuple[Inline, ...] = ()
        self._page = page

    def take_caption(self, node: SyntaxTreeNode, following: Sequence[SyntaxTreeNode]) -> None:
        """A paragraph that began with ``Table:``."""
        found, self._caption = self._page.attributes(node), self._page.inlines(node)
        self.attributes.append(found)
        after = next((each for each in following if not is_attribute_alone(each)), None)
        if after is None or after.type != "table":
            message = "A paragraph that begins with “Table:” is a caption, and no table follows it."
            hint = "Put it right above its table, or begin it otherwise."
            self._page.report(WordingCode.CAPTION_WITHOUT_TABLE, message, hint, line_of(node))

    def caption(self) -> tuple[Inline, ...]:
        said, self._caption = self._caption, ()
        return said

    def list_kind(self) -> ListKind | None:
        kind = None
        for said in self._all():
            if said.id is None and said.style in set(ListKind):
                kind = ListKind(said.style)
            else:
                kinds = ", ".join(f"{{: .{each}}}" for each in ListKind)
                self._page.misplaced(said, "This is not a kind of list.", f"Use one of {kinds}; ids go to items.")
        return kind

    def table_id(self) -> str | None:
        ids = [self._page.id_without_style(said, "a table") for said in self._all()]
        return next((each for each in ids if each), None)

    def nothing_follows(self) -> None:
        for said in self._all():
            names_a_list = said.style in set(ListKind)
            hint = _BEFORE_THE_LIST if names_a_list else "Put it at the end of the block that it names."
            self._page.misplaced(said, "This stands alone, and no list or table follows it.", hint)
        self._caption = ()

    def _all(self) -> list[Attributes]:
        said, self.attributes = self.attributes, []
        return said


def _ids(blocks: Iterable[Block]) -> Iterator[str | None]:
    """Every id in some prose."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.id
            case Table():
                yield from (block.id, block.header.id, *(row.id for row in block.rows))
            case DefinitionList():
                yield from (entry.id for entry in block.entries)
            case List():
                for item in block.items:
                    yield item.id
                    yield from _ids(item.blocks)
