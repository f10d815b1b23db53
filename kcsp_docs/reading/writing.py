"""New keys, records and items as YAML lines, laid out as their siblings in the file are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kcsp_docs.reading.layout import Habits
    from kcsp_docs.reading.nodes import Node
    from kcsp_docs.reading.patch import Built

_MOST_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Model:
    """The records that a new one is modelled on, the nearest first."""

    records: tuple[RecordNode, ...] = ()

    def value(self, key: str) -> Node | None:
        """What the first of them that has the key holds for it."""
        return next((found for record in self.records if (found := record.value(key)) is not None), None)

    @property
    def style(self) -> str:
        """How the values of the first are quoted, where all are quoted alike; empty for plain."""
        return _common(entry.value for record in self.records[:1] for entry in record.entries)

    @property
    def key_style(self) -> str:
        """How its keys are quoted."""
        return _common(entry.key for record in self.records[:1] for entry in record.entries)


def model_of(nodes: Sequence[Node]) -> Model:
    """The records among the items of a list, the last first."""
    return Model(tuple(islice((node for node in reversed(nodes) if isinstance(node, RecordNode)), _MOST_LOOKED_AT)))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes lines without the indentation of what is around them."""

    habits: Habits

    def entry(self, key: str, value: Built, like: Node | None, model: Model) -> list[str]:
        """A key with its value. ``like`` is what siblings have for the key, ``model`` are the siblings."""
        name = self.key(key, model, in_flow=False)
        if isinstance(value, str):
            return [f"{name}: {scalar(value, model.style, in_flow=False)}"]
        if isinstance(like, (ListNode, RecordNode)) and like.is_flow:
            return [f"{name}: {self.flow(value, model)}"]
        if isinstance(value, dict):
            records = (like,) if isinstance(like, RecordNode) else ()
            return [f"{name}:", *_indented(self.record(value, Model(records)), self.habits.keys)]
        return [f"{name}:", *_indented(self.items(value, like), self.habits.hyphen)]

    def key(self, key: str, model: Model, *, in_flow: bool) -> str:
        return scalar(key, model.key_style, in_flow=in_flow)

    def items(self, values: Iterable[Built], like: Node | None) -> list[str]:
        """The items of a list, like those of another one."""
        items = like.items if isinstance(like, ListNode) else ()
        return [line for value in values for line in self.item(value, items, self.habits.gap)]

    def item(self, value: Built, siblings: Sequence[Node], gap: int) -> list[str]:
        """One item with its hyphen; ``gap`` are the blanks behind that."""
        first = f"-{' ' * gap}"
        if isinstance(value, str):
            return [first + scalar(value, _common(siblings), in_flow=False)]
        last = siblings[-1] if siblings else None
        if isinstance(value, list) or (isinstance(last, (RecordNode, ListNode)) and last.is_flow):
            return [first + self.flow(value, model_of(siblings))]
        lines = self.record(value, model_of(siblings))
        return [first + lines[0], *_indented(lines[1:], 1 + gap)]

    def record(self, values: Mapping[str, Built], model: Model) -> list[str]:
        """The keys of a record."""
        return [line for key, value in values.items() for line in self.entry(key, value, model.value(key), model)]

    def flow(self, value: Built, model: Model) -> str:
        """A value within brackets or braces."""
        if isinstance(value, str):
            return scalar(value, model.style, in_flow=True)
        if isinstance(value, list):
            return f"[{', '.join(self.flow(each, model) for each in value)}]"
        return f"{{{', '.join(self.flow_entry(key, each, model) for key, each in value.items())}}}"

    def flow_entry(self, key: str, value: Built, model: Model) -> str:
        return f"{self.key(key, model, in_flow=True)}: {self.flow(value, model)}"


def _indented(lines: Iterable[str], blanks: int) -> list[str]:
    return [" " * blanks + line for line in lines]


def _common(nodes: Iterable[Node]) -> str:
    """The quotation mark that all texts have in common; empty where they have none."""
    styles = {node.style for node in nodes if isinstance(node, ScalarNode) and not node.is_not_given}
    style = styles.pop() if len(styles) == 1 else ""
    return style if style in ("'", '"') else ""
