"""Model paths as steps: ``action_plan.actions[DA-03].status``, ``quarters[quarter=q2].spend``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.reading.nodes import ListNode, RecordNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kcsp_docs.reading.labels import Labels
    from kcsp_docs.reading.nodes import Node

_STEP = re.compile(r"(?P<key>[^.\[\]]+)|\[(?P<item>[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Key:
    """Into a record."""

    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """Into a list: by the label of an item, or by what some keys of it say (``quarter=q2``)."""

    label: str

    @property
    def wanted(self) -> Mapping[str, str]:
        """What the keys say; nothing for a label."""
        pairs = (part.partition("=") for part in self.label.split(",") if "=" in part)
        return {key.strip(): value.strip() for key, _, value in pairs}


Step: TypeAlias = Key | Item


def steps_of(path: str) -> tuple[Step, ...]:
    """The steps of a path; what is no step of any is passed over."""
    return tuple(Key(found["key"]) if found["key"] else Item(found["item"]) for found in _STEP.finditer(path))


def path_of(steps: Iterable[Step]) -> str:
    """The path that some steps make."""
    written = "".join(f".{step.name}" if isinstance(step, Key) else f"[{step.label}]" for step in steps)
    return written.removeprefix(".")


def below(node: Node, step: Step, labels: Labels) -> Node | None:
    """What one step leads to; None where nothing is given."""
    match node, step:
        case ListNode(), Item() if step.wanted:
            return next((item for item in node.items if says(item, step.wanted)), None)
        case ListNode(), Item(label) | Key(label):
            return labels.item(node, label)
        case RecordNode(), Item(key) | Key(key):
            return node.value(key)
    return None


def says(item: Node, wanted: Mapping[str, str]) -> bool:
    """Whether an item of a list is the one that holds these values."""
    return isinstance(item, RecordNode) and all(item.text(key) == value for key, value in wanted.items())
