"""The files in ``terms/``: which there are, which groups use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.model.groups import Group
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.folder import TERMS, Folder
from kcsp_docs.reading.headings import terms_problems
from kcsp_docs.reading.labels import Labels, usable_id
from kcsp_docs.reading.nodes import ListNode, Node, RecordNode
from kcsp_docs.reading.problems import error, meant, warning
from kcsp_docs.reading.source import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.walk import ModelTree


@dataclass(frozen=True, slots=True)
class Terms:
    """``sources`` are the files by their names without ``.md``, ``by_group`` each group's by its id.

    ``stand_ins`` are groups with an id and a name of terms alone, for a look at the wording while facts are in doubt.
    """

    sources: Mapping[str, Source]
    by_group: Mapping[str, Source]
    stand_ins: tuple[Group, ...]
    problems: tuple[Problem, ...]


def read_terms(folder: Folder, tree: ModelTree, labels: Labels) -> Terms:
    """Read every file of terms, used or not."""
    names = [name.removesuffix(".md") for name in folder.terms if name.endswith(".md")]
    sources = {name: _source(folder, name) for name in names}
    groups = tree.root.value("groups")
    named = list(_named_terms(groups, labels)) if isinstance(groups, ListNode) else []
    problems = [problem for source in sources.values() for problem in source.problems]
    problems.extend(_no_terms(named, names, tree.files["groups"]))
    if isinstance(groups, ListNode):
        used = {terms if terms in names else meant(terms, names) for _, _, terms in named}
        problems.extend(_unused(folder, names, used))
    problems.extend(_within(sources, {terms: f"{TERMS}.{group}" for group, _, terms in reversed(named)}))
    by_group = {group: sources[terms] for group, _, terms in named if terms in sources}
    stand_ins = tuple(_stand_in(group, terms) for group, _, terms in named)
    return Terms(sources, by_group, stand_ins, tuple(problems))


def _source(folder: Folder, name: str) -> Source:
    within = f"{TERMS}/{name}.md"
    return read_source(folder.path / within, folder.shown(within))


def _named_terms(groups: ListNode, labels: Labels) -> Iterator[tuple[str, tuple[Node, str], str]]:
    """Each group's label, the node that names its terms with its path, and that name."""
    for label, group in zip(labels.of(groups), groups.items, strict=True):
        if isinstance(group, RecordNode) and (node := group.value("terms")) and (terms := group.text("terms")):
            yield usable_id(group) or label, (node, f"groups[{label}].terms"), terms


def _no_terms(named: list[tuple[str, tuple[Node, str], str]], names: list[str], file: str) -> Iterator[Problem]:
    for _, (node, path), terms in named:
        if terms not in names:
            probable = meant(terms, names)
            yield error(
                Code.NO_TERMS,
                f"There is no {TERMS}/{terms}.md.",
                f"Did you mean {probable}?" if probable else "Write that file, or correct its name here.",
                file=file,
                at=node.start,
                path=path,
            )


def _unused(folder: Folder, names: list[str], used: set[str | None]) -> Iterator[Problem]:
    for name in names:
        if name not in used:
            yield warning(
                Code.UNUSED_TERMS,
                "No group uses these terms.",
                f"Name them with “terms: {name}” in a group, or move the file out of the folder.",
                file=folder.shown(f"{TERMS}/{name}.md"),
            )


def _within(sources: Mapping[str, Source], paths: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong inside the files; ``paths`` has the model path of the terms, where a group uses them."""
    for name, source in sources.items():
        if source.text is not None:
            yield from terms_problems(source.text, source.file, paths.get(name))


def _stand_in(group: str, terms: str) -> Group:
    return Group.model_construct(id=group, name=group, short_name=group, terms=terms)
