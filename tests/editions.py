"""Any two editions of a text: strategies for whatever compares, marks or tells what changed between them.

The second edition is the first with edits of every sort: words that came, went or were changed, words that became bold
or lead elsewhere, parts that came, went, moved, or took another style, kind or id, the first and the last of
everything included. Both are such as Markdown gives: no text begins or ends with a blank, ids are unique within an
edition and stand for the same part in both, tables are as wide as their header, items begin with a paragraph.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from hypothesis import strategies as st

from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Heading,
    Inline,
    Inserted,
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
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Part = TypeVar("Part")
Blocks: TypeAlias = tuple[Block, ...]
Content: TypeAlias = tuple[Inline, ...]
Wrapper: TypeAlias = Strong | Emphasis | Link
Character: TypeAlias = tuple[str, tuple[Wrapper, ...]]
"""A character, or ``""`` for a line break, with the empty wrappers around it, the outermost first."""

STRONG, EMPHASIS = Strong(()), Emphasis(())
WRAPPINGS: tuple[tuple[Wrapper, ...], ...] = (
    (STRONG,),
    (EMPHASIS,),
    (EMPHASIS, STRONG),
    (Link("https://example.org/terms", ()),),
    (Link("mailto:office@example.org", ()),),
    (STRONG, Link("https://example.org/terms", ())),
)
WORDS = (
    *("the", "the", "of", "and", "group", "Group", "members", "will", "meet", "four", "five", "times", "a", "year"),
    *("chair’s", "co-operating", "£39,661", "£40,000", "4.5%", "10:00", "2024/25", "(quorate)", "agree;", "ends.", "–", "é"),
)  # fmt: skip
STYLES = (None, None, None, None, "unnumbered", "subtitle")
DEEPEST_LIST = 3


def characters(content: Content, around: tuple[Wrapper, ...] = ()) -> Iterator[Character]:
    """The characters of some inlines, each with its formatting."""
    for inline in content:
        if isinstance(inline, Text):
            yield from ((character, around) for character in inline.text)
        elif isinstance(inline, LineBreak):
            yield "", around
        else:
            assert not isinstance(inline, Inserted | Deleted), "an edition shows no other"
            yield from characters(inline.content, (*around, replace(inline, content=())))


def inlines(written: Sequence[Character]) -> Content:
    """The inlines of some characters."""
    found: list[Inline] = []
    for wrapper, inside in groupby(written, lambda each: each[1][0] if each[1] else None):
        if wrapper:
            found.append(replace(wrapper, content=inlines([(each, around[1:]) for each, around in inside])))
            continue
        for _, run in groupby(inside, lambda each: not each[0]):
            text = [each for each, _ in run]
            found += [Text("".join(text))] if text[0] else [LineBreak() for _ in text]
    return tuple(found)


@st.composite
def contents(draw: st.DrawFn, longest: int = 9) -> Content:
    """A text of at least one word, some of it formatted, here and there a line break."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=longest))
    written: list[Character] = [(each, ()) for each in " ".join(words)]
    return inlines(_formatted(draw, _broken(draw, written)))


@st.composite
def reworded(draw: st.DrawFn, content: Content) -> Content:
    """The text with words that came, went, took others' places or another formatting; never empty."""
    for _ in range(draw(st.integers(1, 3))):
        written = list(characters(content))
        start, end = _some_words(draw, written)
        edit = draw(st.sampled_from(("replace", "insert", "remove", "format", "break")))
        some = list(characters(draw(contents(3))))
        if edit == "format":
            content = inlines([*written[:start], *_formatted(draw, written[start:end]), *written[end:]])
        elif edit == "break":
            content = inlines(_broken(draw, written))
        elif edit == "insert":
            content = inlines([*written[:start], *some, (" ", ()), *written[start:]])
        elif edit == "remove":
            content = inlines(_trimmed(written[:start] + written[end:])) or content
        else:
            content = inlines([*written[:start], *some, *written[end:]])
    return content


def editions() -> st.SearchStrategy[tuple[Blocks, Blocks]]:
    """An old edition and a new one: titles, sections, and all that may stand in them."""
    return _pairs()


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Blocks, Blocks]:
    author = _Author(draw)
    old = author.edition()
    return old, author.revised(old)


class _Author:
    """Writes an edition and revises it; ids are numbered through."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._ids = 0

    def edition(self) -> Blocks:
        title = [Heading(1, self._text(3))] if self._chance() else []
        lead = self._blocks(1)
        return (*title, *lead, *(block for _ in range(self._number(1, 3)) for block in self._section()))

    def revised(self, old: Blocks) -> Blocks:
        """The blocks revised; whole sections may have come, gone, moved or become others."""
        parts = self._revised_parts(_split(old), self._revised_section, self._section)
        return self._with_moved_item([block for part in parts for block in part])

    # What is written

    def _section(self) -> Blocks:
        return (Heading(2, self._text(3), self._id()), self._block(), *self._blocks(3))

    def _blocks(self, most: int) -> Blocks:
        return tuple(self._block() for _ in range(self._number(0, most)))

    def _block(self) -> Block:
        often, seldom = (self._paragraph, self._list), (self._definitions, self._table, self._heading)
        makers: tuple[Callable[[], Block], ...] = (*often, *often, *seldom)
        return self._draw(st.sampled_from(makers))()

    def _heading(self) -> Heading:
        return Heading(self._draw(st.sampled_from((3, 4))), self._text(3), self._id())

    def _paragraph(self) -> Paragraph:
        return Paragraph(self._text(), self._id(), self._draw(st.sampled_from(STYLES)))

    def _list(self, depth: int = 1) -> List:
        kind = self._draw(st.sampled_from(ListKind))
        return List(kind, tuple(self._item(depth) for _ in range(self._number(1, 4))))

    def _item(self, depth: int) -> ListItem:
        blocks: list[Block] = [Paragraph(self._text())]
        if depth < DEEPEST_LIST and self._chance(4):
            blocks.append(self._list(depth + 1))
        if self._chance(5):
            blocks.append(Paragraph(self._text()))
        return ListItem(tuple(blocks), self._id())

    def _definitions(self) -> DefinitionList:
        return DefinitionList(tuple(self._definition() for _ in range(self._number(1, 3))))

    def _definition(self) -> Definition:
        return Definition(self._text(2), self._text(5), self._id())

    def _table(self) -> Table:
        width = self._number(1, 3)
        rows = tuple(self._row(width) for _ in range(self._number(0, 3)))
        caption = self._text(3) if self._chance() else ()
        return Table(self._row(width, has_id=False), rows, caption, self._id())

    def _row(self, width: int, *, has_id: bool = True) -> Row:
        cells = tuple(Cell(() if self._chance(5) else self._text(3)) for _ in range(width))
        return Row(cells, self._id() if has_id else None)

    # What is revised

    def _revised_section(self, section: Blocks) -> Blocks:
        return self._revised_parts(section, self._revised_block, self._block)

    def _revised_block(self, block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, content=self._reworded(block.content), id=self._kept_id(block.id))
            case Paragraph() if self._chance(6):
                return replace(block, style=self._draw(st.sampled_from(STYLES)))
            case Paragraph():
                return replace(block, content=self._reworded(block.content))
            case List() if self._chance(6):
                return replace(block, kind=self._draw(st.sampled_from(ListKind)))
            case List():
                return replace(
                    block, items=self._some(block.items, self._revised_item, lambda: self._item(DEEPEST_LIST))
                )
            case DefinitionList():
                return replace(block, entries=self._some(block.entries, self._revised_definition, self._definition))
            case Table():
                return self._revised_table(block)

    def _with_moved_item(self, blocks: list[Block]) -> Blocks:
        """Now and then an item goes to another list, with its id."""
        places = [place for place, block in enumerate(blocks) if isinstance(block, List)]
        if len(places) < 2 or not self._chance(3):
            return tuple(blocks)
        first, second = self._draw(st.permutations(places))[:2]
        giver, taker = blocks[first], blocks[second]
        assert isinstance(giver, List)
        assert isinstance(taker, List)
        item, *rest = self._draw(st.permutations(giver.items))
        blocks[second] = replace(taker, items=(*taker.items, item))
        blocks[first] = replace(giver, items=tuple(each for each in giver.items if each in rest))
        return tuple(block for block in blocks if not isinstance(block, List) or block.items)

    def _revised_item(self, item: ListItem) -> ListItem:
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        content = self._reworded(first.content) if self._chance() else first.content
        revised = self._revised_parts(rest, self._revised_block, self._paragraph)
        return replace(item, blocks=(replace(first, content=content), *revised), id=self._kept_id(item.id))

    def _revised_definition(self, entry: Definition) -> Definition:
        if self._chance():
            return replace(entry, term=self._reworded(entry.term), id=self._kept_id(entry.id))
        return replace(entry, content=self._reworded(entry.content))

    def _revised_table(self, table: Table) -> Table:
        if self._chance(4):
            return replace(table, caption=self._reworded(table.caption) if table.caption else self._text(3))
        if self._chance(4):
            return replace(table, header=self._revised_row(table.header))
        width = len(table.header.cells)
        return replace(table, rows=self._revised_parts(table.rows, self._revised_row, lambda: self._row(width)))

    def _revised_row(self, row: Row) -> Row:
        place = self._number(0, len(row.cells) - 1)
        content = row.cells[place].content
        cell = Cell(self._reworded(content) if content else self._text(3))
        return replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]), id=self._kept_id(row.id))

    def _some(
        self, parts: Sequence[Part], revise: Callable[[Part], Part], make: Callable[[], Part]
    ) -> tuple[Part, ...]:
        return self._revised_parts(parts, revise, make) or (make(),)

    def _revised_parts(
        self, parts: Sequence[Part], revise: Callable[[Part], Part], make: Callable[[], Part]
    ) -> tuple[Part, ...]:
        """About half of the parts as they are, the others revised; then some gone, come or moved, at any place."""
        found = [part if self._chance() else revise(part) for part in parts]
        for _ in range(self._draw(st.sampled_from((0, 0, 1, 2)))):
            place = self._number(0, len(found))
            edit = self._draw(st.sampled_from(("add", "remove", "move")))
            if edit == "add" or place == len(found):
                found.insert(place, make())
                continue
            part = found.pop(place)
            if edit == "move":
                found.insert(self._number(0, len(found)), part)
        return tuple(found)

    # Small choices

    def _reworded(self, content: Content) -> Content:
        return self._draw(reworded(content))

    def _text(self, longest: int = 9) -> Content:
        return self._draw(contents(longest))

    def _id(self) -> str | None:
        """A new id, or none."""
        self._ids += 1
        return self._draw(st.sampled_from((None, f"part-{self._ids}")))

    def _kept_id(self, id_: str | None) -> str | None:
        """Now and then one loses its id or gets one."""
        return self._id() if self._chance(8) else id_

    def _number(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def _chance(self, of: int = 2) -> bool:
        return self._draw(st.integers(1, of)) == of


def _split(blocks: Blocks) -> list[Blocks]:
    found: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append([])
        found[-1].append(block)
    return [tuple(each) for each in found if each]


def _some_words(draw: st.DrawFn, written: list[Character]) -> tuple[int, int]:
    """Where some whole words begin and end."""
    blanks = [place for place, (each, _) in enumerate(written) if not each.strip()]
    starts, ends = [0, *(place + 1 for place in blanks)], [*blanks, len(written)]
    first = draw(st.integers(0, len(starts) - 1))
    last = draw(st.integers(first, min(first + 2, len(ends) - 1)))
    return starts[first], ends[last]


def _formatted(draw: st.DrawFn, written: list[Character]) -> list[Character]:
    """A part of it, at any characters, takes a formatting or loses what it has."""
    if not draw(st.booleans()):
        return written
    start = draw(st.integers(0, len(written)))
    end = draw(st.integers(start, len(written)))
    around = draw(st.sampled_from((*WRAPPINGS, ())))
    return [*written[:start], *((each, around) for each, _ in written[start:end]), *written[end:]]


def _broken(draw: st.DrawFn, written: list[Character]) -> list[Character]:
    """A line break in place of a blank, now and then."""
    blanks = [place for place, (each, _) in enumerate(written) if each == " "]
    if not blanks or draw(st.integers(1, 6)) < 6:
        return written
    place = draw(st.sampled_from(blanks))
    return [*written[:place], ("", written[place][1]), *written[place + 1 :]]


def _trimmed(written: list[Character]) -> list[Character]:
    """Without white space at the ends or twice in a row."""
    found: list[Character] = []
    for each in written:
        if each[0].strip() or (found and found[-1][0].strip()):
            found.append(each)
    return found[:-1] if found and not found[-1][0].strip() else found
