"""Small questions to markdown-it's syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def inline_of(holder: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The text of a paragraph, a heading, a cell or a term."""
    return next((child for child in holder.children if child.type == "inline"), None)


def line_of(node: SyntaxTreeNode) -> int:
    """The line of the text on which a node begins, counted from 0."""
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] if node.map else 0


def is_attribute_alone(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph is nothing but ``{: … }``."""
    inline = inline_of(node) if node.type == "paragraph" else None
    return inline is not None and "attribute" in inline.meta and not inline.content and "caption" not in inline.meta


def is_caption(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph began with ``Table:``."""
    inline = inline_of(node) if node.type == "paragraph" else None
    return inline is not None and "caption" in inline.meta
