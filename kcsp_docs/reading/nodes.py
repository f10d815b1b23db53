"""A YAML file as a tree whose every node knows its place. Scalars are text; nothing is guessed from how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Mark(NamedTuple):
    """A place in a file: ``line`` and ``column`` count from 1, ``offset`` is the character's number from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """Text. ``style`` is the character that it begins with in YAML (``" ' | >``), empty for plain text.

    ``start`` and ``end`` enclose it in the file, quotation marks included.
    """

    text: str
    start: Mark
    end: Mark
    style: str = ""

    @property
    def is_not_given(self) -> bool:
        """Whether nothing stands there: ``due:`` with no value after it."""
        return not self.text and not self.style


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items, in brackets where ``is_flow``. ``end`` is behind the bracket, or behind the last item's last character."""

    items: tuple[Node, ...]
    start: Mark
    end: Mark
    is_flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    key: ScalarNode
    value: Node


@dataclass(frozen=True, slots=True)
class RecordNode:
    """Keys and their values; no key stands twice. In braces where ``is_flow``; ``end`` is as with a list."""

    entries: tuple[Entry, ...]
    start: Mark
    end: Mark
    is_flow: bool = False

    def entry(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key.text == key), None)

    def value(self, key: str) -> Node | None:
        """What is given for a key; None where the key is absent or nothing stands after it."""
        entry = self.entry(key)
        if entry is None or (isinstance(entry.value, ScalarNode) and entry.value.is_not_given):
            return None
        return entry.value

    def text(self, key: str) -> str | None:
        """The text given for a key, without blanks around it; None where there is none."""
        value = self.value(key)
        return value.text.strip() or None if isinstance(value, ScalarNode) else None


@dataclass(frozen=True, slots=True)
class UnknownNode:
    """A place whose value cannot be known, because a problem there has been told already."""

    start: Mark

    @property
    def end(self) -> Mark:
        return self.start


Node: TypeAlias = ScalarNode | ListNode | RecordNode | UnknownNode


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: ``file`` is its path as the user can open it, ``text`` its characters without BOM."""

    file: str
    text: str
    root: Node
