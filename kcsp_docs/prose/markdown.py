"""Markdown to prose: headings, paragraphs, lists, tables, definition lists, emphasis and links, with ids and styles.

Whatever else Markdown has is a problem with a line and what to do; text is never dropped in silence.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin

from kcsp_docs.prose import attributes
from kcsp_docs.prose.attributes import Attributes
from kcsp_docs.prose.faults import Fault, WordingCode
from kcsp_docs.prose.inlines import Inlines
from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Prose,
    Row,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.prose.faults import Place
    from kcsp_docs.prose.tokens import Rendered

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
    "hr": ("A line across the page has no place", "Use a heading; a row of - under text needs an empty line above."),
    "html_block": ("HTML has no place", "Use Markdown; write comments as {# … #}."),
}


class _Markdown(MarkdownIt):
    """Leaves the targets of links alone: they hold tokens, and are judged when the values are in."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@functools.cache
def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"html": True, "maxNesting": 100})
    parser.enable(["table", "strikethrough"]).disable("reference").use(deflist_plugin)
    parser.core.ruler.before("inline", "attributes", attributes.take_out)
    return parser


def read(rendered: Rendered) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks of a text, and every problem in it."""
    reader = _Reader(rendered)
    blocks = reader.blocks(SyntaxTreeNode(_parser().parse(rendered.text)).children)
    return blocks, tuple(reader.problems)


class _Reader:
    """Reads one text."""

    def __init__(self, rendered: Rendered) -> None:
        self.problems: list[Problem] = []
        self._rendered = rendered
        self._lines = rendered.text.split("\n")
        self._ids: dict[str, Place] = {}
        self._heading_level: int | None = None
        self._list_depth = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Blocks that stand one below the other."""
        return tuple(_Run(self, nodes).blocks())

    def report(self, code: WordingCode, message: str, hint: str, line: int) -> None:
        self.problems.append(Fault(code, message, hint).at(self._rendered.place(line)))

    def inlines(self, holder: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The content of a paragraph, a heading or a cell."""
        inline = _inline(holder)
        if inline is None:
            return ()
        for stray, line in inline.meta["strays"]:
            self.report(
                WordingCode.ATTRIBUTE_MISPLACED,
                f"“{self._rendered.with_values(stray)}” stands within a text.",
                r"Put it at the end of its block, as {: #id}; write \{ for the sign itself.",
                _line(inline) + line,
            )
        if inline.meta["reference"]:
            hint = "Write the address where the link is: [text](https://…)."
            self.report(WordingCode.NOT_SUPPORTED, "A link's address apart has no place here.", hint, _line(inline))
        return Inlines(self._rendered, self._report_fault, _line(inline)).read(inline.children)

    def _report_fault(self, fault: Fault, line: int) -> None:
        self.problems.append(fault.at(self._rendered.place(line)))

    def attributes(self, holder: SyntaxTreeNode) -> Attributes:
        """The id and the style that are given at the end of a block."""
        inline = _inline(holder)
        if inline is None or "attribute" not in inline.meta:
            return Attributes()
        line = _line(inline) + inline.meta["attribute_line"]
        place = self._rendered.place(line, self._lines[line].rfind("{:"))
        found = attributes.parse(inline.meta["attribute"], place, self._rendered)
        if isinstance(found, Fault):
            self.problems.append(found.at(place))
            return Attributes()
        return self._registered(found, place)

    def _registered(self, found: Attributes, place: Place) -> Attributes:
        if found.id is None:
            return found
        if first := self._ids.get(found.id):
            message = f"The id “{found.id}” is taken by line {first.line} of {first.file}."
            self.problems.append(
                Fault(WordingCode.DUPLICATE_ID, message, "Give each block an id of its own.").at(place)
            )
        self._ids.setdefault(found.id, place)
        return found

    def without_style(self, found: Attributes, what: str) -> str | None:
        """The id of something that has no style."""
        if found.style is not None:
            self.misplaced(found, f"“.{found.style}”: {what} has no style.", "Leave it out, or style the paragraph.")
        return found.id

    def misplaced(self, found: Attributes, message: str, hint: str) -> None:
        assert found.place is not None
        self.problems.append(Fault(WordingCode.ATTRIBUTE_MISPLACED, message, hint).at(found.place))

    def heading(self, node: SyntaxTreeNode) -> Iterator[Heading]:
        found, content, level = self.attributes(node), self.inlines(node), int(node.tag[1:])
        if node.markup in ("=", "-"):
            hint = f"Write {'#' * level} and a blank before it; for a line of text, leave an empty line below it."
            self.report(WordingCode.NOT_SUPPORTED, "A heading made by underlining has no place.", hint, _line(node))
        self._check_level(level, _line(node))
        if not plain(content).strip():
            self.report(
                WordingCode.EMPTY_HEADING, "This heading has no text.", "Write one, or take it out.", _line(node)
            )
        yield Heading(level, content, found.id, found.style)

    def _check_level(self, level: int, line: int) -> None:
        deepest = DEEPEST_HEADING if self._heading_level is None else min(self._heading_level + 1, DEEPEST_HEADING)
        allowed = 2 if self._heading_level is None else deepest
        if level > allowed:
            message = f"A heading of level {level} cannot stand here."
            hint = f"Use {'#' * allowed} or fewer: levels follow one another, and {DEEPEST_HEADING} is the deepest."
            self.report(WordingCode.HEADING_LEVEL, message, hint, line)
        self._heading_level = min(level, DEEPEST_HEADING)

    def paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        found, inline = self.attributes(node), _inline(node)
        if inline is not None and (prose := self._rendered.prose(inline.content)):
            yield from self._prose(prose, found)
        else:
            yield from self._own_paragraph(found, self.inlines(node))

    def _prose(self, prose: Prose, found: Attributes) -> Iterator[Block]:
        """Prose that was rendered before; an id or style given here goes to its first paragraph."""
        match prose.blocks:
            case (Paragraph() as first, *others):
                yield replace(first, id=found.id or first.id, style=found.style or first.style)
                yield from others
            case blocks:
                if found.place is not None:
                    self.misplaced(found, "This prose does not begin with a paragraph.", "Leave the attributes out.")
                yield from blocks

    def _own_paragraph(self, found: Attributes, content: tuple[Inline, ...]) -> Iterator[Paragraph]:
        if plain(content).strip():
            yield Paragraph(content, found.id, found.style)
        elif found.place is not None:
            message = "This paragraph has an id or a style, and no text."
            fault = Fault(WordingCode.EMPTY_PARAGRAPH, message, "Write its text, or take it out.")
            self.problems.append(fault.at(found.place))

    def list(self, node: SyntaxTreeNode, kind: ListKind | None) -> List:
        if node.attrs.get("start", 1) != 1:
            hint = rf"Begin with 1, or write \ before the full stop if this is no list: {node.attrs['start']}\."
            self.report(WordingCode.LIST_START, "A numbered list begins with 1.", hint, _line(node))
        self._list_depth += 1
        if self._list_depth == DEEPEST_LIST + 1:
            message = f"Lists lie within lists at most {DEEPEST_LIST} deep."
            self.report(WordingCode.LIST_DEPTH, message, "Use headings.", _line(node))
        items = tuple(self._item(item) for item in node.children)
        self._list_depth -= 1
        return List(kind or (ListKind.DECIMAL if node.type == "ordered_list" else ListKind.BULLET), items)

    def _item(self, node: SyntaxTreeNode) -> ListItem:
        if not node.children or node.children[0].type != "paragraph":
            self._empty_item(node)
            return ListItem(self._within_item(node.children))
        first, *others = node.children
        found, content = self.attributes(first), self.inlines(first)
        if not plain(content).strip():
            self._empty_item(node)
        return ListItem((Paragraph(content, None, found.style), *self._within_item(others)), found.id)

    def _empty_item(self, node: SyntaxTreeNode) -> None:
        hint = "Write it beside the mark, or take the item out."
        self.report(WordingCode.EMPTY_ITEM, "This list item has no text of its own.", hint, _line(node))

    def _within_item(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        names = {"heading": "A heading", "table": "A table", "dl": "A definition list"}
        for node in nodes:
            if node.type in names:
                message = f"{names[node.type]} has no place within a list item."
                hint = "Begin it at the left, after the list and an empty line."
                self.report(WordingCode.NOT_SUPPORTED, message, hint, _line(node))
        return self.blocks([node for node in nodes if node.type not in names])

    def definitions(self, node: SyntaxTreeNode) -> DefinitionList:
        entries: list[Definition] = []
        term: tuple[Inline, ...] = ()
        for child, before in zip(node.children, [None, *node.children], strict=False):
            if child.type == "dt":
                term = self.inlines(child)
                self._refuse_attributes(child, "a term", "Put it at the end of the definition.")
            elif before is not None and before.type == "dd":
                hint = r"Write it on a line of the same definition, with \ at the end of the line above."
                self.report(WordingCode.NOT_SUPPORTED, "A term has one definition.", hint, _line(child))
            else:
                entries.append(self._definition(term, child))
        return DefinitionList(tuple(entries))

    def _definition(self, term: tuple[Inline, ...], node: SyntaxTreeNode) -> Definition:
        paragraph = node.children[0] if node.children else node
        if len(node.children) != 1 or paragraph.type != "paragraph":
            hint = r"Keep it to one paragraph; \ at the end of a line begins a new line."
            self.report(WordingCode.NOT_SUPPORTED, "A definition is one paragraph.", hint, _line(node))
            return Definition(term, ())
        return Definition(term, self.inlines(paragraph), self.without_style(self.attributes(paragraph), "a definition"))

    def _refuse_attributes(self, node: SyntaxTreeNode, what: str, hint: str) -> None:
        found = self.attributes(node)
        if found.place is not None:
            self.misplaced(found, f"“{{: … }}” has no place in {what}.", hint)

    def table(self, node: SyntaxTreeNode, caption: tuple[Inline, ...], table_id: str | None) -> Table:
        head, *body = node.children
        header = self._row(head.children[0])
        rows = tuple(self._row(row, len(header.cells)) for part in body for row in part.children)
        if not rows:
            message = "This table has no rows below its header."
            hint = "Print it only where there are some: {% if … %}."
            self.report(WordingCode.TABLE_WITHOUT_ROWS, message, hint, _line(node))
        return Table(header, rows, caption, table_id)

    def _row(self, node: SyntaxTreeNode, width: int | None = None) -> Row:
        line = _line(node)
        *others, last = node.children
        for cell in others:
            self._refuse_attributes(cell, "a cell", "Put it at the end of the row's last cell.")
        written = _written_cells(self._lines[line])
        if width is not None and written != width:
            message = f"This row has {written} cells and the header {width}."
            hint = r"Give both the same number; write \| for the sign itself, and leave an empty line below the table."
            self.report(WordingCode.TABLE_ROW_WIDTH, message, hint, line)
        cells = tuple(Cell(self.inlines(cell)) for cell in node.children)
        return Row(cells, self.without_style(self.attributes(last), "a row"))

    def not_supported(self, node: SyntaxTreeNode) -> None:
        what, hint = _NOT_SUPPORTED[node.type]
        self.report(WordingCode.NOT_SUPPORTED, f"{what} in a document.", hint, _line(node))


class _Run:
    """Blocks that stand one below the other, where one may speak of the next: a caption, ``{: .roman}``."""

    def __init__(self, reader: _Reader, nodes: Sequence[SyntaxTreeNode]) -> None:
        self._reader = reader
        self._nodes = nodes
        self._said: list[Attributes] = []
        self._caption: tuple[Inline, ...] = ()

    def blocks(self) -> Iterator[Block]:
        for at, node in enumerate(self._nodes):
            if _is_attribute_alone(node):
                self._said.append(self._reader.attributes(node))
            elif _is_caption(node):
                self._take_caption(at, node)
            else:
                yield from self._block(node)
        self._nothing_follows()

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "bullet_list" | "ordered_list":
                yield self._reader.list(node, self._list_kind())
            case "table":
                yield self._reader.table(node, self._caption, self._table_id())
                self._caption = ()
            case _:
                self._nothing_follows()
                yield from self._plain_block(node)

    def _plain_block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield from self._reader.paragraph(node)
            case "heading":
                yield from self._reader.heading(node)
            case "dl":
                yield self._reader.definitions(node)
            case _:
                self._reader.not_supported(node)

    def _take_caption(self, at: int, node: SyntaxTreeNode) -> None:
        following = next((each for each in self._nodes[at + 1 :] if not _is_attribute_alone(each)), None)
        found, content = self._reader.attributes(node), self._reader.inlines(node)
        if following is None or following.type != "table":
            message = "A paragraph that begins with “Table:” is a caption, and no table follows it."
            hint = "Put it right above its table, or begin it otherwise."
            self._reader.report(WordingCode.CAPTION_WITHOUT_TABLE, message, hint, _line(node))
            return
        self._caption = content
        if found.place is not None:
            self._said.append(found)

    def _list_kind(self) -> ListKind | None:
        kind = None
        for said in self._said:
            if said.id is None and said.style in set(ListKind):
                kind = ListKind(said.style)
            elif said.place is not None:
                kinds = ", ".join(f"{{: .{each}}}" for each in ListKind)
                self._reader.misplaced(said, "This is not a kind of list.", f"Use one of {kinds}; ids go to items.")
        self._said.clear()
        return kind

    def _table_id(self) -> str | None:
        ids = [self._reader.without_style(said, "a table") for said in self._said]
        self._said.clear()
        return next((each for each in ids if each), None)

    def _nothing_follows(self) -> None:
        for said in self._said:
            if said.place is not None:
                hint = "Put it at the end of the block that it names."
                self._reader.misplaced(said, "This stands alone, and no list or table follows it.", hint)
        self._said.clear()


def _inline(holder: SyntaxTreeNode) -> SyntaxTreeNode | None:
    return next((child for child in holder.children if child.type == "inline"), None)


def _meta(holder: SyntaxTreeNode) -> dict[str, Any]:
    inline = _inline(holder) if holder.type == "paragraph" else None
    return inline.meta if inline is not None else {}


def _is_attribute_alone(node: SyntaxTreeNode) -> bool:
    inline = _inline(node) if node.type == "paragraph" else None
    return inline is not None and "attribute" in inline.meta and not inline.content and "caption" not in inline.meta


def _is_caption(node: SyntaxTreeNode) -> bool:
    return bool(_meta(node).get("caption"))


def _line(node: SyntaxTreeNode) -> int:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] if node.map else 0


def _written_cells(line: str) -> int:
    """How many cells an author wrote in a row; Markdown itself fills rows up and cuts them off in silence."""
    inside = line.strip().replace(r"\|", "").removeprefix("|")
    return inside.removesuffix("|").count("|") + 1
