"""What a document with two editions in it must be: whose marks they are, and none within another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.likeness import own_texts, parts
from kcsp_docs.prose.tree import (
    Block,
    DefinitionList,
    Deleted,
    Inline,
    Inserted,
    LineBreak,
    List,
    Table,
    Text,
    plain,
)
from kcsp_docs_kit.documents.editions import Edition, is_revised, words
from kcsp_docs_kit.documents.opening import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs.prose.likeness import Node
    from kcsp_docs_kit.documents.document import Document


def revision_problems(document: Document) -> Iterator[Problem]:
    if not is_revised(document.blocks):
        return
    if not document.revised_by.strip():
        message = "The document marks what was inserted and deleted, and does not say whose changes these are."
        yield _problem(message, "Say in revised_by who made them, as redline does.")
    for text in _nested(document.blocks, is_within=False):
        message = f'The text "{opening(text)}" is marked as inserted or deleted within what is so marked already.'
        yield _problem(message, "Mark the whole, or what lies within it, and not both.")
    for table in _tables(document.blocks):
        if table.header.revision:
            said = opening(" | ".join(plain(cell.content) for cell in table.header.cells))
            message = f'The header row "{said}" of a table is marked as inserted or deleted, and its table is not.'
            yield _problem(message, "Mark the whole table, or the words of the header row.")


def _nested(nodes: Iterable[Node], *, is_within: bool) -> Iterator[str]:
    """The texts that carry a mark within a mark."""
    for node in nodes:
        own = not isinstance(node, List | DefinitionList) and bool(node.revision)
        if own and is_within:
            yield _said(node)
            continue
        inside = is_within or own
        for text in own_texts(node):
            yield from _nested_words(text, is_within=inside)
        yield from _nested(parts(node), is_within=inside)


def _nested_words(content: tuple[Inline, ...], *, is_within: bool) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Text | LineBreak):
            continue
        own = isinstance(inline, Inserted | Deleted)
        if own and is_within:
            yield _read(inline.content)
        else:
            yield from _nested_words(inline.content, is_within=is_within or own)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, List):
            yield from (table for item in block.items for table in _tables(item.blocks))


def _said(node: Node) -> str:
    """The words that a mark stands on, for a message."""
    own = " ".join(_read(text) for text in own_texts(node) if text)
    return own or next((_said(part) for part in parts(node)), "")


def _read(content: tuple[Inline, ...]) -> str:
    return plain(content) or plain(words(content, Edition.OLD))


def _problem(message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, "document-revision", message, hint=hint)
