"""The page before it is XML: which paragraphs and tables an edition of a document has, and how each is set.

Each has a path: the way to it from the document's blocks. A path is the same in both editions of a marked document,
and paths in order are the order of the page, so that two layouts are laid over each other by their paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.tree import (
    Block,
    Definition,
    DefinitionList,
    Deleted,
    Heading,
    Inline,
    Inserted,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Strong,
    Table,
    Text,
    plain,
)
from kcsp_docs_kit.documents.document import Numbering
from kcsp_docs_kit.documents.editions import Edition, entry_shows, item_shows, says, shows, words
from kcsp_docs_kit.documents.outline import UNNUMBERED, Place, placed
from kcsp_docs_kit.documents.telling import telling_id
from kcsp_docs_kit.documents.word.house_style import CLAUSES, LISTS, PAPER, HouseStyle, Indent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kcsp_docs_kit.documents.document import Document

Path: TypeAlias = tuple[int, ...]

HEADING_STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2", 4: "Heading 3"}
LIST_STYLES = {
    ListKind.BULLET: ("List Bullet", "List Bullet 2", "List Bullet 3"),
    ListKind.DECIMAL: ("List Number",),
    ListKind.ROMAN: ("List Roman",),
    ListKind.LETTER: ("List Letter",),
}
"""By depth, the last for all that lie deeper: the level of the list sets the indent."""


@dataclass(frozen=True, slots=True)
class Number:
    """The place of a paragraph in a list: which use of which definition, and how deep from 0."""

    id: str
    level: int


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph is set; ``style`` is the style's name."""

    style: str
    number: Number | None = None
    indent: Indent | None = None


AFTER_TABLE = Form("After Table")
"""Word needs a paragraph after the last table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``content`` has the marks of both editions, ``ids`` are what bookmarks stand for."""

    path: Path
    form: Form
    content: tuple[Inline, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, with the rows of both editions."""

    path: Path
    table: Table


class Numbers:
    """Uses of numbering that begin at 1, one for each list: the two editions of a list count with the same."""

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self._known: dict[Path, str] = {}

    def __call__(self, path: Path, name: str, depth: int, said: str, *, apart: bool) -> str:
        if path not in self._known:
            self._known[path] = self._house.restarted(name, depth, said, apart=apart)
        return self._known[path]


class Layout:
    """Lays out one edition of a document, in the order of the page."""

    def __init__(self, house: HouseStyle, numbers: Numbers, edition: Edition = Edition.NEW) -> None:
        self._house = house
        self._numbers = numbers
        self._edition = edition
        self._outline = ""
        self._last: Line | Grid | None = None

    def __call__(self, document: Document) -> Iterator[Line | Grid]:
        self._outline = {Numbering.PAPER: PAPER, Numbering.CLAUSES: CLAUSES}.get(document.numbering, "")
        for index, block, place in placed(document, self._edition):
            for laid in self._block(block, (index,), place):
                yield laid
                self._last = laid
        if not isinstance(self._last, Line):
            yield Line((len(document.blocks),), AFTER_TABLE)

    def _block(self, block: Block, path: Path, place: Place) -> Iterator[Line | Grid]:
        offset = self._house.indent(PAPER, 1).left if place is Place.UNDER else 0
        match block:
            case Heading():
                yield self._heading(block, path, place)
            case Paragraph():
                yield self._paragraph(block, path, place, offset)
            case List():
                yield from self._list(block, path, 0, offset)
            case DefinitionList():
                for index, entry in enumerate(block.entries):
                    if entry_shows(entry, self._edition):
                        yield self._definition(entry, (*path, index))
            case Table():
                yield from self._table(block, path)

    # Paragraphs

    def _heading(self, heading: Heading, path: Path, place: Place) -> Line:
        own = heading.style if heading.style != UNNUMBERED else None
        number = self._outline_number(0, heading.content) if place is Place.SECTION else None
        form = Form(own or HEADING_STYLES[heading.level], number)
        return Line(path, form, heading.content, _ids(heading.id))

    def _paragraph(self, block: Paragraph, path: Path, place: Place, offset: int) -> Line:
        form = Form(block.style or "Body Text")
        if place is Place.PARAGRAPH:
            form = Form("Numbered Paragraph", self._outline_number(1, block.content))
        elif block.style in (None, UNNUMBERED):
            form = Form("Body Text", indent=Indent(offset) if offset else None)
        return Line(path, form, block.content, _bookmarked(block))

    def _definition(self, entry: Definition, path: Path) -> Line:
        """The term in bold with a colon, a tab, and what it stands for: no layout table."""
        colon = _where(Text(":"), lambda edition: not plain(words(entry.term, edition)).rstrip().endswith(":"))
        tab = _where(Text("\t"), lambda edition: says(entry.content, edition))
        said = (*tab, *entry.content) if tab else ()
        return Line(path, Form("Detail"), (Strong((*entry.term, *colon)), *said), _ids(entry.id))

    def _outline_number(self, level: int, content: tuple[Inline, ...]) -> Number:
        return Number(self._house.number(self._outline, plain(content)), level)

    # Lists

    def _list(self, block: List, path: Path, depth: int, offset: int) -> Iterator[Line | Grid]:
        name = LISTS[block.kind]
        said = self._first_words(block)
        bullets = block.kind is ListKind.BULLET
        apart = not bullets and not _opens_alike(block)
        id_ = self._house.number(name, said) if bullets else self._numbers(path, name, depth, said, apart=apart)
        for index, item in enumerate(block.items):
            if item_shows(item, self._edition):
                yield from self._item(item, (*path, index), block.kind, Number(id_, depth), offset)

    def _item(self, item: ListItem, path: Path, kind: ListKind, number: Number, offset: int) -> Iterator[Line | Grid]:
        """The first block is the item's own if it is a paragraph, and the label stands before it."""
        styles = LIST_STYLES[kind]
        indent = self._house.indent(LISTS[kind], number.level)
        shifted = Indent(indent.left + offset, indent.hanging)
        is_first = True
        for index, block in enumerate(item.blocks):
            if not shows(block, self._edition):
                continue
            if is_first and isinstance(block, Paragraph):
                form = Form(styles[min(number.level, len(styles) - 1)], number, shifted if offset else None)
                yield Line((*path, index), form, block.content, (*_ids(item.id), *_bookmarked(block)))
            else:
                yield from self._within_item(block, (*path, index), number.level, offset, Indent(shifted.left))
            is_first = False

    def _within_item(self, block: Block, path: Path, depth: int, offset: int, indent: Indent) -> Iterator[Line | Grid]:
        match block:
            case List():
                yield from self._list(block, path, depth + 1, offset)
            case Paragraph(style=None):
                yield Line(path, Form("List Continue", indent=indent), block.content, _bookmarked(block))
            case _:
                yield from self._block(block, path, Place.PLAIN)

    def _first_words(self, block: Block) -> str:
        """Of a list, those of its first item; none where it begins with neither a paragraph nor a heading."""
        while isinstance(block, List):
            item = next(item for item in block.items if item_shows(item, self._edition))
            block = next(inner for inner in item.blocks if shows(inner, self._edition))
        return plain(block.content) if isinstance(block, Heading | Paragraph) else ""

    # Tables

    def _table(self, table: Table, path: Path) -> Iterator[Line | Grid]:
        """What stands before a table has one place, be it a caption or what keeps it from the table before."""
        if says(table.caption, self._edition):
            yield Line((*path, 0), Form("Caption"), table.caption)
        elif isinstance(self._last, Grid):
            yield Line((*path, 0), Form("Between Tables"))
        yield Grid((*path, 1), table)


def _opens_alike(block: List) -> bool:
    """Whether the first item of a list is that of both editions, or the list is of one alone."""
    old, new = (next(_openings(block, edition), None) for edition in Edition)
    return None in (old, new) or old == new


def _openings(block: List, edition: Edition) -> Iterator[Path]:
    """Where the items of an edition begin."""
    for at, item in enumerate(block.items):
        if item_shows(item, edition):
            yield at, next(within for within, inner in enumerate(item.blocks) if shows(inner, edition))


def _where(inline: Inline, is_in: Callable[[Edition], bool]) -> tuple[Inline, ...]:
    """A piece that one edition has, or both, or none."""
    match is_in(Edition.OLD), is_in(Edition.NEW):
        case True, True:
            return (inline,)
        case True, False:
            return (Deleted((inline,)),)
        case False, True:
            return (Inserted((inline,)),)
        case _:
            return ()


def _ids(id_: str | None) -> tuple[str, ...]:
    return () if id_ is None else (id_,)


def _bookmarked(paragraph: Paragraph) -> tuple[str, ...]:
    """The paragraph's own id, and ``tells.<id>`` for each change that it tells of."""
    return (*_ids(paragraph.id), *map(telling_id, paragraph.tells))
