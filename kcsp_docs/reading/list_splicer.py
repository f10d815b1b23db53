"""A list's patch → the changes of its text: items deleted, items added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.patch import Built, Patch, built
from kcsp_docs.reading.writing import Writer, model_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kcsp_docs.reading.layout import Layout
    from kcsp_docs.reading.nodes import Entry, ListNode
    from kcsp_docs.reading.text_changes import TextChanges


@dataclass(frozen=True, slots=True)
class ListSplicer:
    """Puts its changes to those of the file."""

    layout: Layout
    writer: Writer
    changes: TextChanges

    def spliced(self, patch: Patch, node: ListNode, entry: Entry | None, *, in_flow: bool) -> None:
        """Delete and add items; ``entry`` is the one whose value the list is, None for a file that is a list."""
        by_node = {id(each.node): each for each in patch.below.values() if each.node is not None}
        gone = {number for number, item in enumerate(node.items) if id(item) in by_node and by_node[id(item)].is_gone}
        new = [built(each) for each in patch.below.values() if each.is_new]
        if node.is_flow:
            self._flow(node, entry, gone, new, in_flow=in_flow)
            return
        for number in sorted(gone):
            self._delete(node, number)
        if new:
            self._add(node, new)
        elif len(gone) == len(node.items):
            self._leave_empty(node, entry)

    def _delete(self, node: ListNode, number: int) -> None:
        """An item's lines, with the comments in it; in the last line of a file the line end before it goes instead."""
        text, column = self.layout.text, node.start.column - 1
        start = self.layout.line_start(self.layout.hyphen(node, number))
        end = self.layout.last_line_of(node.items[number], column)
        if end < len(text):
            end += len(self.layout.line_end_at(end))
        elif start:
            start -= len(self.layout.line_end_at(start - 1))
        self.changes.put(start, end, "")

    def _add(self, node: ListNode, new: Sequence[Built]) -> None:
        """Behind the last item; with an empty line between where the items have one."""
        column = node.start.column - 1
        between = [""] if self.layout.has_empty_lines(node) else []
        gap = self.writer.habits.gap
        if node.items[0].start.line == node.start.line:
            gap = node.items[0].start.column - node.start.column - 1
        lines = [line for each in new for line in (*between, *self.writer.item(each, node.items, gap))]
        self.changes.lines(self.layout.last_line_of(node.items[-1], column), column, lines)

    def _leave_empty(self, node: ListNode, entry: Entry | None) -> None:
        """Brackets in place of the items: a key with nothing after it, or an empty file, would say less."""
        colon = self.layout.colon(entry) if entry else None
        if colon is not None:
            self.changes.put(colon, colon, " []")
        else:
            start = self.layout.line_start(node.start.offset)
            self.changes.put(start, start, "[]" + self.layout.line_end_at(start))

    def _flow(
        self, node: ListNode, entry: Entry | None, gone: AbstractSet[int], new: Sequence[Built], *, in_flow: bool
    ) -> None:
        for number in sorted(gone):
            self._delete_in_flow(node, number, gone)
        if new and not node.items and entry and not in_flow and self._is_on_one_line(node, entry):
            self._make_block(node, entry, new)
        elif new:
            written = ", ".join(self.writer.flow(each, model_of(node.items)) for each in new)
            at = node.items[-1].end.offset if node.items else node.start.offset + 1
            self.changes.put(at, at, written if len(gone) == len(node.items) else f", {written}")

    def _delete_in_flow(self, node: ListNode, number: int, gone: AbstractSet[int]) -> None:
        """An item with the comma after it, or before it where no item that stays follows."""
        items = node.items
        if any(later not in gone for later in range(number + 1, len(items))):
            start, end = items[number].start, items[number + 1].start
        else:
            start, end = (items[number - 1].end if number else items[number].start), items[number].end
        self.changes.put(start.offset, end.offset, "")

    def _is_on_one_line(self, node: ListNode, entry: Entry) -> bool:
        return entry.key.start.line == node.start.line == node.end.line

    def _make_block(self, node: ListNode, entry: Entry, new: Sequence[Built]) -> None:
        """Items beneath the key in place of empty brackets."""
        start = self.layout.colon(entry) or node.start.offset
        self.changes.put(start, node.end.offset, "")
        hyphen = " " * self.writer.habits.hyphen
        lines = [hyphen + line for line in self.writer.items(new, None)]
        self.changes.lines(self.layout.line_end(node.end.offset), entry.key.start.column - 1, lines)
