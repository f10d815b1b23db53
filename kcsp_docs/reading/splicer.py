"""One file's patch → the changes of its text: values replaced, cleared and filled in, keys added to records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.reading.layout import Layout, habits_of
from kcsp_docs.reading.list_splicer import ListSplicer
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.patch import Patch, built
from kcsp_docs.reading.scalars import block_scalar, header_comment, scalar
from kcsp_docs.reading.shape import fields_of
from kcsp_docs.reading.text_changes import TextChanges
from kcsp_docs.reading.writing import Model, Writer, model_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.reading.nodes import Entry, Node

_BLOCK_STYLES = ("|", ">")


class Splicer:
    """Goes down a tree along a patch. ``root`` is the tree of the text."""

    def __init__(self, text: str, root: Node) -> None:
        self._root = root
        self._layout = Layout(text)
        self._writer = Writer(habits_of(root))
        self._changes = TextChanges(self._layout)
        self._lists = ListSplicer(self._layout, self._writer, self._changes)

    def spliced(self, patch: Patch) -> str:
        """The text as the patch wants it."""
        self._node(patch, self._root, None, in_flow=False)
        return self._changes.text()

    def _node(self, patch: Patch, node: Node, entry: Entry | None, *, in_flow: bool) -> None:
        """A record or a list that is there; ``entry`` is the one whose value it is."""
        match node:
            case RecordNode():
                self._record(patch, node, in_flow=in_flow or node.is_flow)
            case ListNode():
                for each in patch.below.values():
                    if each.node is not None and not each.is_gone:
                        self._node(each, each.node, None, in_flow=in_flow or node.is_flow)
                self._lists.spliced(patch, node, entry, in_flow=in_flow)

    def _record(self, patch: Patch, node: RecordNode, *, in_flow: bool) -> None:
        ranks = _ranks(patch)
        for below in sorted(patch.below.values(), key=lambda each: ranks.get(each.key, len(ranks))):
            if entry := node.entry(below.key):
                self._entry(below, entry, patch, in_flow=in_flow)
            elif below.is_new:
                anchor = _before(ranks.get(below.key, len(ranks)), ranks, node)
                if in_flow:
                    self._add_flow_key(below, node, anchor)
                else:
                    self._add_key(below, node, anchor, patch)

    def _entry(self, patch: Patch, entry: Entry, around: Patch, *, in_flow: bool) -> None:
        """A key that is there, with or without a value."""
        value = entry.value
        if isinstance(value, ScalarNode) and value.is_not_given:
            if patch.is_new:
                self._fill(patch, entry, around, in_flow=in_flow)
        elif patch.is_gone:
            self._clear(entry, in_flow=in_flow)
        elif not isinstance(value, ScalarNode):
            self._node(patch, value, entry, in_flow=in_flow)
        elif patch.written is not None:
            self._replace(value, patch.written, in_flow=in_flow)

    def _replace(self, node: ScalarNode, text: str, *, in_flow: bool) -> None:
        if node.style in _BLOCK_STYLES:
            self._replace_block(node, text)
        else:
            self._changes.put(node.start.offset, node.end.offset, scalar(text, node.style, in_flow=in_flow))

    def _replace_block(self, node: ScalarNode, text: str) -> None:
        """The lines beneath the header; where the text cannot stand as a block, header and all."""
        start, end, header = node.start.offset, self._layout.end(node), self._layout.header(node)
        body = start + len(header)
        lines = [line for line in self._layout.text[body:end].splitlines() if line.strip()]
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))] if lines else ""
        new = block_scalar(text, header, indent, max(map(len, lines), default=0))
        if new is None:
            self._changes.put(start, end, scalar(text, '"', in_flow=False) + header_comment(header))
        else:
            self._changes.put(body, end, "".join(self._layout.line_end_at(start) + line for line in new))

    def _clear(self, entry: Entry, *, in_flow: bool) -> None:
        """What follows the colon, down to the end of the value; comments stay."""
        value, colon = entry.value, self._layout.colon(entry)
        start = value.start.offset if colon is None else colon
        start += len(self._layout.text[start : value.start.offset].rstrip())
        kept = ""
        if isinstance(value, ScalarNode) and value.style in _BLOCK_STYLES:
            kept = header_comment(self._layout.header(value))
        self._changes.put(start, self._layout.end(value), " " if in_flow else kept)

    def _fill(self, patch: Patch, entry: Entry, around: Patch, *, in_flow: bool) -> None:
        """A value for a key that has none."""
        colon = self._layout.colon(entry)
        at, before = (entry.key.end.offset, ": ") if colon is None else (colon, " ")
        own = _model_of_one(around.node)
        if in_flow:
            self._changes.put(at, at, before + self._writer.flow(built(patch), own))
            return
        lines = self._writer.entry(patch.key, built(patch), _siblings(around).value(patch.key), own)
        if value := lines[0].partition(":")[2].strip():
            self._changes.put(at, at, before + value)
        self._changes.lines(self._layout.line_end(at), entry.key.start.column - 1, lines[1:])

    def _add_flow_key(self, patch: Patch, node: RecordNode, anchor: Entry | None) -> None:
        written = self._writer.flow_entry(patch.key, built(patch), Model((node,)))
        if anchor:
            at = self._flow_end(anchor)
            before = " " if self._layout.text[at - 1] == ":" else ""  # a colon ends a key only with a blank behind it
            self._changes.put(at, at, f"{before}, {written}")
        elif node.entries:
            at = node.entries[0].key.start.offset
            self._changes.put(at, at, f"{written}, ")
        else:
            at = node.start.offset + 1
            self._changes.put(at, at, written)

    def _flow_end(self, entry: Entry) -> int:
        if isinstance(entry.value, ScalarNode) and entry.value.is_not_given:
            return self._layout.colon(entry) or entry.key.end.offset
        return entry.value.end.offset

    def _add_key(self, patch: Patch, node: RecordNode, anchor: Entry | None, around: Patch) -> None:
        lines = self._writer.entry(patch.key, built(patch), _siblings(around).value(patch.key), Model((node,)))
        column = node.start.column - 1
        if anchor:
            self._changes.lines(self._layout.last_line_of(anchor.value, column), column, lines)
        else:
            start = node.start.offset
            indent = self._layout.line_end_at(start) + " " * column
            self._changes.put(start, start, "".join(line + indent for line in lines))


def _ranks(patch: Patch) -> Mapping[str, int]:
    """The keys of a record in the model's order."""
    model = patch.target.record_model
    return {key: rank for rank, key in enumerate(fields_of(model))} if model else {}


def _before(rank: int, ranks: Mapping[str, int], node: RecordNode) -> Entry | None:
    """The key that is there and that the model has nearest before one of some rank; the last before an unranked one."""
    if rank == len(ranks):
        return node.entries[-1] if node.entries else None
    earlier = [entry for entry in node.entries if ranks.get(entry.key.text, len(ranks)) < rank]
    return max(earlier, key=lambda entry: ranks[entry.key.text]) if earlier else None


def _siblings(patch: Patch) -> Model:
    """The records that stand in one list with a record."""
    around = patch.target.within.node if patch.target.within else None
    return model_of(around.items) if isinstance(around, ListNode) else Model()


def _model_of_one(node: Node | None) -> Model:
    return Model((node,)) if isinstance(node, RecordNode) else Model()
