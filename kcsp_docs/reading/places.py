"""From a path in the model to a place in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.paths import Key, below, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.reading.nodes import Mark, Node
    from kcsp_docs.reading.paths import Step
    from kcsp_docs.reading.source import Source
    from kcsp_docs.reading.walk import ModelTree


@dataclass(frozen=True, slots=True)
class Place:
    """``line`` and ``column`` count from 1; they are None for a file as a whole."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a model stands. ``terms`` is what each group's terms were read from, by the group's id."""

    tree: ModelTree
    terms: Mapping[str, Source]
    labels: Labels = field(default_factory=Labels, repr=False, compare=False)

    def find(self, path: str) -> Place | None:
        """The place of ``groups[working-group].quorum.minimum`` or, where there is none, of the nearest record around.

        An item is found by its id, its number from 0 or what it holds: ``quarters[quarter=q2].spend``.

        ``terms.<group id>`` is a file of terms, ``terms.<group id>#<id>`` the line of it that gives a block that id.
        None for a path of which not even the beginning is known.
        """
        if path.startswith("terms."):
            group, _, block = path.removeprefix("terms.").partition("#")
            return _in_terms(self.terms[group], block) if group in self.terms else None
        steps = steps_of(path)
        file = self.tree.files.get(steps[0].name) if steps and isinstance(steps[0], Key) else None
        if file is None:
            return None
        mark = self._mark(steps)
        return Place(file, mark.line, mark.column)

    def _mark(self, steps: tuple[Step, ...]) -> Mark:
        node: Node = self.tree.root
        for step in steps:
            found = below(node, step, self.labels)
            if found is None:
                break
            node = found
        return node.start


def _in_terms(source: Source, block: str) -> Place:
    """The line of an id; the file's first where a template makes the id up, as it does for each member of a list."""
    given = re.compile(rf"\{{:[^{{}}\n]*#{re.escape(block)}(?![\w-])") if block else None
    for number, line in enumerate((source.text or "").split("\n"), 1):
        if given and (found := given.search(line)):
            return Place(source.file, number, found.start() + 1)
    return Place(source.file, 1, 1)
