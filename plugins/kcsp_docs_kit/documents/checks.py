"""What a document must be before it is written: nothing here is cut, replaced or guessed in silence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.tree import (
    Block,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from kcsp_docs_kit.documents.addresses import can_be_followed
from kcsp_docs_kit.documents.document import DocumentError
from kcsp_docs_kit.documents.editions import Edition, words
from kcsp_docs_kit.documents.opening import ILLEGAL, opening
from kcsp_docs_kit.documents.revision_checks import revision_problems
from kcsp_docs_kit.documents.telling import telling_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.documents.document import Document

DEEPEST_LIST = 9
DEEPEST_HEADING = 4

Node = Block | ListItem | Definition | Row


def check(document: Document) -> None:
    """Raise DocumentError with every problem of the document."""
    problems = tuple(_problems(document))
    if problems:
        raise DocumentError(problems)


def _problems(document: Document) -> Iterator[Problem]:
    for name in ("title", "creator", "subject", "language", "header"):
        yield from _characters(f"The document's {name}", getattr(document, name))
    for block in _blocks(document.blocks):
        yield from _block_problems(block)
    yield from _twice(document.blocks)
    yield from _too_deep(document.blocks)
    yield from revision_problems(document)


def _block_problems(block: Block) -> Iterator[Problem]:
    match block:
        case Heading() | Paragraph():
            yield from _prose("The paragraph", block.content)
            if isinstance(block, Heading) and not 1 <= block.level <= DEEPEST_HEADING:
                yield _problem(
                    "document-heading",
                    f'The heading "{opening(plain(block.content))}" has level {block.level}.',
                    f"Headings have the levels 1 to {DEEPEST_HEADING}.",
                )
        case DefinitionList():
            for entry in block.entries:
                yield from _prose("The definition", (*entry.term, *entry.content))
        case Table():
            yield from _table_problems(block)


def _table_problems(table: Table) -> Iterator[Problem]:
    yield from _prose("The caption", table.caption)
    width = len(table.header.cells)
    if not width:
        yield _problem("document-table", "A table has no columns.", "Give its header row a cell for each column.")
    for row in (table.header, *table.rows):
        for cell in row.cells:
            yield from _prose("The cell", cell.content)
        if len(row.cells) != width:
            said = opening(" | ".join(plain(cell.content) for cell in row.cells))
            yield _problem(
                "document-table",
                f'The table row "{said}" has {len(row.cells)} cells where the header row has {width}.',
                "Give every row a cell for each column, empty where there is nothing to say.",
            )


def _prose(what: str, content: tuple[Inline, ...]) -> Iterator[Problem]:
    gone = plain(words(content, Edition.OLD))
    yield from _characters(f'{what} "{opening(plain(content) or gone)}"', plain(content) + gone)
    for target in _targets(content):
        yield from _characters(f'{what} "{opening(plain(content))}" with its link', target)
        if not can_be_followed(target):
            yield _problem(
                "document-link",
                f'{what} "{opening(plain(content))}" links to "{opening(target)}", which nobody can follow.',
                "Write the whole address, such as https://example.org/page or mailto:office@example.org.",
            )


def _targets(content: Iterable[Inline]) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Link):
            yield inline.target
        if not isinstance(inline, Text | LineBreak):
            yield from _targets(inline.content)


def _characters(what: str, text: str) -> Iterator[Problem]:
    for character in sorted(set(ILLEGAL.findall(text))):
        yield _problem(
            "document-character",
            f"{what} holds the character U+{ord(character):04X}, which no Word file can hold.",
            "Take the character out; it came perhaps with text copied from elsewhere.",
        )


def _twice(blocks: tuple[Block, ...]) -> Iterator[Problem]:
    for id_, count in Counter(_ids(blocks)).items():
        if count > 1:
            yield _problem(
                "document-id", f'The id "{id_}" stands {count} times in the document.', "Give each block its own id."
            )


def _too_deep(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[Problem]:
    for block in blocks:
        if isinstance(block, List) and depth == DEEPEST_LIST:
            yield _problem(
                "document-list",
                f"A list lies within {DEEPEST_LIST} others, and Word's lists have {DEEPEST_LIST} levels.",
                "Nest the lists less deeply.",
            )
        elif isinstance(block, List):
            for item in block.items:
                yield from _too_deep(item.blocks, depth + 1)


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for node in _nodes(blocks):
        if not isinstance(node, List | DefinitionList) and node.id is not None:
            yield node.id
        if isinstance(node, Paragraph):
            yield from map(telling_id, node.tells)


def _nodes(blocks: Iterable[Block]) -> Iterator[Node]:
    """Every block, and every item, definition and row, at any depth."""
    for block in _blocks(blocks):
        yield block
        match block:
            case List():
                yield from block.items
            case DefinitionList():
                yield from block.entries
            case Table():
                yield from (block.header, *block.rows)


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, List):
            for item in block.items:
                yield from _blocks(item.blocks)


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)
