"""How a model path names the items of a list: by id, or by number from 0 where there is no usable id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.reading.nodes import ListNode, Node, RecordNode

if TYPE_CHECKING:
    from collections.abc import Mapping

_USABLE = re.compile(r"[A-Za-z0-9-]{1,60}")


def usable_id(node: Node) -> str | None:
    """The id of a record, where it has one that can stand in a path."""
    found = node.text("id") if isinstance(node, RecordNode) else None
    return found if found and _USABLE.fullmatch(found) else None


class Labels:
    """Keeps what it has worked out, so that a thousand problems in one list cost no thousand passes over it."""

    def __init__(self) -> None:
        self._labels: dict[int, tuple[ListNode, tuple[str, ...]]] = {}
        self._items: dict[int, Mapping[str, Node]] = {}

    def __reduce__(self) -> tuple[type[Labels], tuple[()]]:
        """What was worked out goes by nodes' places in memory, which are others in another process."""
        return Labels, ()

    def of(self, node: ListNode) -> tuple[str, ...]:
        """A label for each item; the second record of one id goes by its number."""
        if id(node) not in self._labels:
            self._labels[id(node)] = (node, _labels(node))  # the node is held, so that its number stays its own
        return self._labels[id(node)][1]

    def item(self, node: ListNode, label: str) -> Node | None:
        """The item with that label or, failing that, that number."""
        if id(node) not in self._items:
            numbered = {str(number): item for number, item in enumerate(node.items)}
            self._items[id(node)] = {**numbered, **dict(zip(self.of(node), node.items, strict=True))}
        return self._items[id(node)].get(label)


def _labels(node: ListNode) -> tuple[str, ...]:
    taken: set[str] = set()
    labels = []
    for number, item in enumerate(node.items):
        label = usable_id(item)
        labels.append(str(number) if label is None or label in taken else label)
        taken.add(labels[-1])
    return tuple(labels)
