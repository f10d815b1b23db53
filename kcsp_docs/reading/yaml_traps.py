"""What YAML reads without complaint and a person did not mean: words that are dropped, a comma that ends a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Mark, ScalarNode
from kcsp_docs.reading.problems import error, warning

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.nodes import Node

_NULL_WORDS = frozenset({"~", "null", "Null", "NULL"})
_NEAR = 200
"""How far back a hyphen or a comma is looked for; beyond lie comments and blank lines."""


def null_word(node: ScalarNode, file: str) -> Problem | None:
    """The word for nothing, in plain text: it would be printed."""
    if node.style or node.text not in _NULL_WORDS:
        return None
    return error(
        Code.NULL_WORD,
        f"“{node.text}” is YAML's word for nothing.",
        "Leave the value empty, or put the word in quotation marks if it is meant.",
        file=file,
        at=node.start,
    )


def lost_words(node: ScalarNode, text: str, file: str) -> Problem | None:
    """A comment is written ``# so``. A ``#so`` right after plain text is more often a part of the text."""
    if node.style:
        return None
    after = node.end.offset
    while text[after : after + 1] in {" ", "\t"}:
        after += 1
    following = text[after : after + 2]
    if len(following) < 2 or following[0] != "#" or following[1].isspace() or following[1] == "#":
        return None
    end = text.find("\n", after)
    lost = text[after : end if end >= 0 else len(text)].strip()
    return warning(
        Code.COMMENT_IN_TEXT,
        f"“{lost}” is read as a comment and is not part of the text.",
        "Put the whole text in quotation marks; if a comment is meant, put a space after “#”.",
        file=file,
        at=Mark(node.end.line, node.end.column + after - node.end.offset, after),
    )


def cut_by_a_comma(key: Node, value: Node, text: str, file: str) -> Problem | None:
    """Within braces a comma ends a value: ``{value: 3,870}`` has a key ``870`` that nobody meant."""
    if not (isinstance(key, ScalarNode) and isinstance(value, ScalarNode) and value.is_not_given):
        return None
    if ":" in text[key.end.offset : value.start.offset + 1]:
        return None
    if not text[max(0, key.start.offset - _NEAR) : key.start.offset].rstrip().endswith(","):
        return None
    return error(
        Code.COMMA_IN_TEXT,
        f"“{key.text}” stands after a comma, which ends the value before it.",
        "Put a text or a number that holds a comma in quotation marks.",
        file=file,
        at=key.start,
    )


def hyphen_before(start: Mark, text: str) -> Mark:
    """Where an empty item of a list begins: its own mark stands after it, sometimes on the next line."""
    near = max(0, start.offset - _NEAR)
    offset = max(text.rfind("-", near, start.offset), text.rfind(",", near, start.offset))
    if offset < 0:
        return start
    line_start = text.rfind("\n", 0, offset) + 1
    return Mark(start.line - text.count("\n", offset, start.offset), offset - line_start + 1, offset)
