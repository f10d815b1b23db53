"""Where things begin and end in a YAML text, and how its writer lays lists and records out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.reading.nodes import Entry, Node

_BLANK_OR_COMMENT = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")
_COMMENT_LINE = re.compile(r"\r?\n([ \t]*)#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of one file. Offsets count characters from 0."""

    text: str

    def end(self, node: Node) -> int:
        """Behind the last character of what a node says; a block text ends with its last line that is not empty."""
        last = _last(node)
        if isinstance(last, ScalarNode) and last.style in ("|", ">"):
            header_end = self.line_end(last.start.offset)
            body = self.text[header_end : last.end.offset]
            return self.line_end(header_end + len(body.rstrip(" \t\r\n")))
        return last.end.offset

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Before the line end; the end of the text in its last line."""
        found = self.text.find("\n", offset)
        if found < 0:
            return len(self.text)
        return found - 1 if found > offset and self.text[found - 1] == "\r" else found

    def line_end_at(self, offset: int) -> str:
        """The line end that lines have hereabouts."""
        found = self.text.find("\n", offset)
        if found < 0:
            found = self.text.rfind("\n")
        return "\r\n" if found > 0 and self.text[found - 1] == "\r" else "\n"

    def last_line_of(self, node: Node, column: int) -> int:
        """The end of a node's last line, and of the comments beneath it that are indented more than ``column``."""
        here = self.line_end(self._end_with_empty_lines(node))
        while (found := _COMMENT_LINE.match(self.text, here)) and len(found[1]) > column:
            here = found.end()
        return here

    def colon(self, entry: Entry) -> int | None:
        """Behind the colon of a key; None where it has none, as ``{due, start: …}``."""
        key_end = entry.key.end.offset
        found = self.text.find(":", key_end)
        return found + 1 if found >= 0 and not self.text[key_end:found].strip() else None

    def hyphen(self, node: ListNode, number: int) -> int:
        """Where the hyphen of an item stands."""
        if number == 0:
            return node.start.offset
        found = _BLANK_OR_COMMENT.match(self.text, self.end(node.items[number - 1]))
        return found.end() if found else node.items[number].start.offset

    def header(self, node: ScalarNode) -> str:
        """The first line of a block text: ``>-  # so``."""
        return self.text[node.start.offset : self.line_end(node.start.offset)]

    def has_empty_lines(self, node: ListNode) -> bool:
        """Whether an empty line stands before the last item of a list."""
        if len(node.items) < 2:
            return False
        between = self.text[self.line_end(self.end(node.items[-2])) : self.hyphen(node, len(node.items) - 1)]
        return _EMPTY_LINE.search(between) is not None

    def _end_with_empty_lines(self, node: Node) -> int:
        """As ``end``, behind the empty lines that are a part of a block text with ``+`` in its header."""
        last = _last(node)
        if isinstance(last, ScalarNode) and last.style in ("|", ">") and "+" in self.header(last).partition("#")[0]:
            whole = self.text[: last.end.offset]
            return len(whole.removesuffix("\n").removesuffix("\r"))
        return self.end(node)


def _last(node: Node) -> Node:
    """The innermost node that a node ends with."""
    match node:
        case RecordNode(entries) if entries and not node.is_flow:
            return _last(entries[-1].value)
        case ListNode(items) if items and not node.is_flow:
            return _last(items[-1])
    return node


@dataclass(frozen=True, slots=True)
class Habits:
    """How the writer of a file indents: a list's hyphens and a record's keys beneath a key, an item behind a hyphen."""

    hyphen: int = 2
    keys: int = 2
    gap: int = 1


def habits_of(root: Node) -> Habits:
    """By the first of each in the file; where there is none, two blanks and one."""
    return Habits(**dict(reversed(list(_amounts(root)))))


def _amounts(node: Node) -> Iterator[tuple[str, int]]:
    match node:
        case RecordNode(entries) if not node.is_flow:
            for entry in entries:
                yield from _beneath(entry)
        case ListNode(items) if not node.is_flow:
            for item in items:
                if not isinstance(item, ListNode) and item.start.line == node.start.line:
                    yield "gap", item.start.column - node.start.column - 1
                yield from _amounts(item)


def _beneath(entry: Entry) -> Iterator[tuple[str, int]]:
    value, key = entry.value, entry.key.start
    if isinstance(value, (ListNode, RecordNode)) and not value.is_flow and value.start.line > key.line:
        yield "hyphen" if isinstance(value, ListNode) else "keys", value.start.column - key.column
    yield from _amounts(value)
