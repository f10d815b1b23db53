"""YAML text → a tree of nodes with places, on the parser's events alone.

Only the plain part of YAML is taken: records, lists, text. Nothing is built from tags, anchors or guesses. The parser
hands over one event at a time and depth and number are counted on them, so that no file can exhaust the process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from kcsp_docs.errors import Severity
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Entry, ListNode, Mark, Node, RecordNode, ScalarNode, UnknownNode, YamlFile
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.source import illegal_character_in
from kcsp_docs.reading.yaml_faults import fault, illegal_escape, key_not_a_word, special_start
from kcsp_docs.reading.yaml_lines import directive_problems, indentation_problems, parseable
from kcsp_docs.reading.yaml_traps import cut_by_a_comma, hyphen_before, lost_words, null_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem

Parser: TypeAlias = Any
"""A loader class of PyYAML, of which only the parser is used."""

PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, or PyYAML's own where libyaml is absent: slower, with the same results."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Far beyond what a partnership writes, far below what harms."""

    depth: int = 50
    nodes: int = 250_000


LIMITS = Limits()

_TOP = Mark(1, 1, 0)


@dataclass(frozen=True, slots=True)
class YamlReading:
    """``tree`` is None where the file ends in a fault that leaves no tree."""

    tree: YamlFile | None
    problems: tuple[Problem, ...]


class _EndOfReadingError(Exception):
    """The file cannot be read on; the problem has been told."""


def read_yaml(text: str, file: str, *, limits: Limits = LIMITS, parser: Parser = PARSER) -> YamlReading:
    """The tree of a file's text and every problem in it; nothing is raised."""
    if problems := tuple(indentation_problems(text, file)):
        return YamlReading(None, problems)
    builder = _TreeBuilder(text, file, limits)
    builder.problems.extend(directive_problems(text, file))
    root = builder.build(parser)
    tree = None if root is None else YamlFile(file, text, root)
    return YamlReading(tree, tuple(builder.problems))


class _TreeBuilder:
    def __init__(self, text: str, file: str, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._file = file
        self._limits = limits
        self._nodes = 0
        self._events: Iterator[yaml.Event] = iter(())
        self._last: yaml.Event | None = None

    def build(self, parser: Parser) -> Node | None:
        """The root, or None where nothing usable came out."""
        self._events = yaml.parse(parseable(self._text), Loader=parser)
        try:
            return self._documents()
        except _EndOfReadingError:
            return None
        except (yaml.YAMLError, ValueError, OverflowError, AttributeError, RecursionError) as failure:
            self._tell_fault(fault(failure, self._text, self._file, self._place()))
            return None

    def _tell_fault(self, problem: Problem) -> None:
        """What ends the file; where an error stands at the same place already, that one says it better."""
        here = [told for told in self.problems if (told.line, told.column) == (problem.line, problem.column)]
        if any(told.severity is Severity.ERROR for told in here):
            return
        self.problems = [told for told in self.problems if told not in here]
        self.problems.append(problem)

    def _documents(self) -> Node | None:
        root: Node | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root is not None:
                self._tell(
                    Code.SEVERAL_DOCUMENTS,
                    "A second YAML document begins here.",
                    "Delete the line “---”: a file holds one.",
                    _mark(event.start_mark),
                )
                break
            root = self._node(self._next(), 0)
        if root is None or (isinstance(root, ScalarNode) and root.is_not_given):
            self._tell(Code.EMPTY_FILE, "Nothing stands in this file.", "Write its keys, or delete the file.", _TOP)
            return None
        return root

    def _next(self) -> yaml.Event:
        self._last = next(self._events)
        return self._last

    def _place(self) -> Mark:
        """The last place that was read well."""
        return _mark(self._last.start_mark) if self._last else _TOP

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._count(event, depth)
        node: Node
        match event:
            case yaml.AliasEvent():
                self._tell_alias(event)
                return UnknownNode(_mark(event.start_mark))
            case yaml.ScalarEvent():
                node = self._scalar(event)
            case yaml.SequenceStartEvent():
                node = self._list(event, depth)
            case _:
                node = self._record(event, depth)
        self._tell_decoration(event)
        return node

    def _count(self, event: yaml.Event, depth: int) -> None:
        self._nodes += 1
        if depth >= self._limits.depth and isinstance(event, yaml.CollectionStartEvent):
            self._tell(
                Code.TOO_DEEP,
                f"This lies more than {self._limits.depth} levels deep.",
                "Take brackets or indentation away.",
                _mark(event.start_mark),
            )
            raise _EndOfReadingError
        if self._nodes > self._limits.nodes:
            self._tell(
                Code.TOO_MANY_VALUES,
                f"This file holds more than {self._limits.nodes:,} values; reading ends here.",
                "Keep only the model's own text in it.",
                _mark(event.start_mark),
            )
            raise _EndOfReadingError

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode | UnknownNode:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if event.style == '"' and (said := illegal_character_in(event.value)):
            self.problems.append(illegal_escape(said, start, self._file))
            return UnknownNode(start)
        return ScalarNode(event.value, start, end, event.style or "")

    def _list(self, event: yaml.CollectionStartEvent, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(following := self._next(), yaml.SequenceEndEvent):
            item = self._node(following, depth + 1)
            if isinstance(item, ScalarNode):
                item = self._item(item)
            items.append(item)
        start = _mark(event.start_mark)
        if event.flow_style:
            return ListNode(tuple(items), start, self._behind(), is_flow=True)
        return ListNode(tuple(items), start, items[-1].end if items else start)

    def _item(self, item: ScalarNode) -> Node:
        if item.is_not_given:
            self._tell(
                Code.EMPTY_ITEM,
                "This item of a list is empty.",
                "Write the item, or delete its hyphen.",
                hyphen_before(item.start, self._text),
            )
            return UnknownNode(item.start)
        return self._told_of_traps(item)

    def _record(self, event: yaml.Event, depth: int) -> RecordNode | UnknownNode:
        start = _mark(event.start_mark)
        if self._text.startswith("{{", start.offset):
            return self._fact_without_quotation_marks(start, depth)
        entries: dict[str, Entry] = {}
        while not isinstance(following := self._next(), yaml.MappingEndEvent):
            key = self._node(following, depth + 1)
            value = self._value(key, depth)
            if problem := cut_by_a_comma(key, value, self._text, self._file):
                self.problems.append(problem)
                continue
            if entry := self._entry(key, value, entries):
                entries[entry.key.text] = entry
        return self._whole_record(tuple(entries.values()), start, is_flow=bool(getattr(event, "flow_style", False)))

    def _whole_record(self, entries: tuple[Entry, ...], start: Mark, *, is_flow: bool) -> RecordNode:
        if is_flow:
            return RecordNode(entries, start, self._behind(), is_flow=True)
        return RecordNode(entries, start, entries[-1].value.end if entries else start)

    def _behind(self) -> Mark:
        """Behind the bracket that was read last. (The end of anything else is only known from what is in it.)"""
        return _mark(self._last.end_mark) if self._last else _TOP

    def _fact_without_quotation_marks(self, start: Mark, depth: int) -> UnknownNode:
        """``{{ group.name }}`` at the beginning of a value is a record within a record to YAML."""
        self.problems.append(special_start("{", start, self._file))
        while not isinstance(following := self._next(), yaml.MappingEndEvent):
            self._node(following, depth + 1)
        return UnknownNode(start)

    def _value(self, key: Node, depth: int) -> Node:
        event = self._next()
        if isinstance(key, ScalarNode) and key.text == "<<" and isinstance(event, yaml.AliasEvent):
            return UnknownNode(_mark(event.start_mark))
        value = self._node(event, depth + 1)
        return self._told_of_traps(value) if isinstance(value, ScalarNode) else value

    def _told_of_traps(self, node: ScalarNode) -> ScalarNode | UnknownNode:
        if problem := null_word(node, self._file):
            self.problems.append(problem)
            return UnknownNode(node.start)
        if problem := lost_words(node, self._text, self._file):
            self.problems.append(problem)
        return node

    def _entry(self, key: Node, value: Node, entries: dict[str, Entry]) -> Entry | None:
        """The entry, where its key may stand here."""
        if isinstance(key, UnknownNode):
            return None
        if not isinstance(key, ScalarNode) or not key.text:
            self.problems.append(key_not_a_word(key.start, self._file))
        elif key.text == "<<" and not key.style:
            self._tell(
                Code.MERGE_KEY,
                "“<<” takes another record's keys in, which is not done here.",
                "Write the keys out.",
                key.start,
            )
        elif key.text in entries:
            line = entries[key.text].key.start.line
            self._tell(
                Code.DUPLICATE_KEY,
                f"“{key.text}” stands twice in one record; the first is on line {line}.",
                "Keep one of them.",
                key.start,
            )
        else:
            return Entry(key, value)
        return None

    def _tell_alias(self, event: yaml.AliasEvent) -> None:
        self._tell(
            Code.ALIAS,
            f"“*{event.anchor}” repeats what stands elsewhere (a YAML alias), which is not done here.",
            "Write the value out, or put it in quotation marks if text is meant.",
            _mark(event.start_mark),
        )

    def _tell_decoration(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._tell(
                Code.ANCHOR,
                f"“&{event.anchor}” names a value for repeating (a YAML anchor), which is not done here.",
                "Delete it, or put the value in quotation marks if text is meant.",
                _mark(event.start_mark),
            )
        if event.tag is not None:
            self._tell(
                Code.EXPLICIT_TAG,
                "A value that begins with “!” has a YAML tag, which is not read here.",
                "Delete it, or put the value in quotation marks if text is meant.",
                _mark(event.start_mark),
            )

    def _tell(self, code: Code, message: str, hint: str, at: Mark) -> None:
        self.problems.append(error(code, message, hint, file=self._file, at=at))


def _mark(mark: Any) -> Mark:  # noqa: ANN401
    return Mark(mark.line + 1, mark.column + 1, mark.index)
