"""From a path in the model to a place in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.nodes import ListNode, Mark, Node, RecordNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.reading.walk import ModelTree

_STEP = re.compile(r"([^.\[\]]+)|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Place:
    """``line`` and ``column`` count from 1; they are None for a file as a whole."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a model stands. ``terms`` is the file of each group's terms, by the group's id."""

    tree: ModelTree
    terms: Mapping[str, str]
    labels: Labels = field(default_factory=Labels, repr=False, compare=False)

    def find(self, path: str) -> Place | None:
        """The place of ``groups[working-group].quorum.minimum`` or, where there is none, of the nearest record around.

        ``terms.<group id>`` is a file of terms. None for a path of which not even the beginning is known.
        """
        if path.startswith("terms."):
            file = self.terms.get(path.removeprefix("terms."))
            return Place(file, 1, 1) if file else None
        steps = _STEP.findall(path)
        file = self.tree.files.get(steps[0][0]) if steps else None
        if file is None:
            return None
        mark = self._mark(steps)
        return Place(file, mark.line, mark.column)

    def _mark(self, steps: list[tuple[str, str]]) -> Mark:
        node: Node = self.tree.root
        for key, label in steps:
            below = self._below(node, key, label)
            if below is None:
                break
            node = below
        return node.start

    def _below(self, node: Node, key: str, label: str) -> Node | None:
        if isinstance(node, ListNode):
            return self.labels.item(node, label or key)
        return node.value(key or label) if isinstance(node, RecordNode) else None
