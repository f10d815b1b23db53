"""Prose of the model folder: each group's terms and the wording in YAML, rendered with the model's facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import WordingError
from kcsp_docs.model.facts import facts, facts_of_group
from kcsp_docs.model.passages import Passage
from kcsp_docs.prose.faults import WordingCode
from kcsp_docs.prose.wording import TemplateSource, render
from kcsp_docs.reading.nodes import ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group
    from kcsp_docs.prose.wording import Templates
    from kcsp_docs.reading.nodes import Mark
    from kcsp_docs.reading.source import Source
    from kcsp_docs.reading.walk import Value

FACTLESS_CODES = frozenset(
    {
        WordingCode.TEMPLATE_SYNTAX,
        WordingCode.TEMPLATE_MISSING,
        WordingCode.UNKNOWN_NAME,
        WordingCode.UNKNOWN_FILTER,
        WordingCode.UNKNOWN_TEST,
        WordingCode.NOT_AVAILABLE,
        WordingCode.COMMENT_FOR_ID,
    }
)
"""Faults that a wording has whatever the facts are; the others are told once the facts are in order."""


TERMS_PASSAGE = "terms"
"""The first part of the name of a passage that is a group's terms."""

_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class PassageSource:
    """A passage before it is rendered. ``lines`` are the lines of the file on which the lines of its text begin.

    ``file_text`` is all of that file, ``start`` the place of a text that stands within a line of it.
    """

    name: str
    text: str
    file: str
    file_text: str
    lines: Sequence[int]
    facts: Mapping[str, object]
    start: Mark | None = None

    def column(self, line: int) -> int:
        """Where the words of a line of the file begin."""
        if self.start and self.start.line == line:
            return self.start.column
        written = self.file_text.split("\n")[line - 1]
        return len(written) - len(written.lstrip()) + 1


@dataclass(frozen=True, slots=True)
class Rendered:
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]


def rendered(sources: Iterable[PassageSource], templates: Templates) -> Rendered:
    """Render each. A fault that several passages share, because they share a file, is told once."""
    passages: list[Passage] = []
    problems: dict[tuple[object, ...], Problem] = {}
    for source in sources:
        template = TemplateSource(source.text, source.file, source.lines[0])
        try:
            passages.append(Passage(source.name, render(template, source.facts, templates)))
        except WordingError as failure:
            for problem in failure.problems:
                placed = _placed(problem, source)
                problems.setdefault((placed.file, placed.line, placed.code, placed.message), placed)
    return Rendered(tuple(passages), tuple(problems.values()))


def terms_sources(
    governance: Governance, groups: Iterable[Group], terms: Mapping[str, Source]
) -> Iterator[PassageSource]:
    """The terms of the groups whose file could be read; ``terms`` has them by the name without ``.md``."""
    for group in groups:
        source = terms.get(group.terms)
        if source and source.text is not None:
            text = source.text.replace("\r\n", "\n")
            lines = range(1, text.count("\n") + 2)
            about = facts_of_group(governance, group)
            yield PassageSource(f"{TERMS_PASSAGE}.{group.id}", text, source.file, text, lines, about)


def wording_sources(
    governance: Governance, values: Iterable[Value], texts: Mapping[str, str]
) -> Iterator[PassageSource]:
    """The wording that stands in YAML, under its model path. ``texts`` has the files' characters by their paths."""
    about = facts(governance)
    for value in values:
        if value.shape.is_wording and isinstance(value.node, ScalarNode) and (text := value.node.text.strip()):
            file_text = texts[value.file]
            lines = lines_of(value.node, file_text)
            yield PassageSource(value.path, text, value.file, file_text, lines, about, value.node.start)


def lines_of(node: ScalarNode, file_text: str) -> tuple[int, ...]:
    """The line of the file on which each line of a text begins, blank lines around the text left out.

    YAML folds lines that stand without ``|``: then a line of the text begins where the file has its first words.
    """
    written = file_text[node.start.offset : node.end.offset].split("\n")
    lines = node.text.strip().split("\n")
    if node.style == "|":
        above = node.text[: len(node.text) - len(node.text.lstrip())].count("\n")
        return tuple(node.start.line + 1 + above + number for number in range(len(lines)))
    starts = []
    at = 1 if node.style == ">" else 0
    for line in lines:
        at = _first_with(line, written, at)
        starts.append(node.start.line + at)
        at += 1
    return tuple(starts)


def _first_with(line: str, written: list[str], start: int) -> int:
    """The first written line, from ``start`` on, that the line begins with; the nearest one where escapes hide it."""
    for number in range(start, min(start + _FARTHEST, len(written))):
        words = written[number].strip().strip("\"'")
        if words and line.strip().startswith(words):
            return number
    return max(0, min(start, len(written) - 1))


def _placed(problem: Problem, source: PassageSource) -> Problem:
    """The problem at its line of the file, in the column where that line's words begin, with the passage's name."""
    if problem.file != source.file or problem.line is None:
        return replace(problem, path=source.name)
    number = problem.line - source.lines[0]
    line = source.lines[min(max(number, 0), len(source.lines) - 1)]
    return replace(problem, line=line, column=problem.column or source.column(line), path=source.name)
