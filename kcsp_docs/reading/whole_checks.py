"""What a single record cannot tell: things that do not fit together, whoever's rules apply."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kcsp_docs.model.edition import Status
from kcsp_docs.prose.phrases import listed
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.folder import PICTURES, is_picture
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.problems import error, meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.labels import Labels
    from kcsp_docs.reading.nodes import Mark
    from kcsp_docs.reading.walk import ModelTree, Value

_FACT = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{\{|\{%")


def whole_problems(tree: ModelTree, labels: Labels) -> Iterator[Problem]:
    """Every such problem of a model."""
    yield from _no_approval(tree)
    groups = tree.root.value("groups")
    if isinstance(groups, ListNode):
        file = tree.files["groups"]
        records = [
            (f"groups[{label}]", item)
            for label, item in zip(labels.of(groups), groups.items, strict=True)
            if isinstance(item, RecordNode)
        ]
        yield from _duplicate_appendices(records, file)
        yield from _own_ancestors(records, file)


def _no_approval(tree: ModelTree) -> Iterator[Problem]:
    edition = tree.root.value("edition")
    if not isinstance(edition, RecordNode) or edition.text("status") != Status.APPROVED:
        return
    if edition.value("approval") is None:
        yield error(
            Code.NO_APPROVAL,
            "The edition is approved, and nothing says when.",
            "Add “approval:” with its date, or write another status.",
            file=tree.files["edition"],
            at=_start(edition, "status"),
            path="edition.status",
        )


def _duplicate_appendices(records: list[tuple[str, RecordNode]], file: str) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for path, record in records:
        letter = record.text("appendix")
        if letter and letter in taken:
            yield error(
                Code.DUPLICATE_APPENDIX,
                f"Appendix {letter} is taken by {taken[letter]}.",
                "Give each group a letter of its own.",
                file=file,
                at=_start(record, "appendix"),
                path=f"{path}.appendix",
            )
        elif letter:
            taken[letter] = path


def _own_ancestors(records: list[tuple[str, RecordNode]], file: str) -> Iterator[Problem]:
    """Each circle of parents is told once, at the first of its groups."""
    parents = {found: record.text("parent") for _, record in records if (found := record.text("id"))}
    told: set[str] = set()
    for path, record in records:
        circle = _circle(record.text("id"), parents)
        if circle and not told.intersection(circle):
            told.update(circle)
            yield error(
                Code.OWN_ANCESTOR,
                f"This group is its own ancestor ({' – '.join((*circle, circle[0]))}).",
                "Leave the parent of the topmost group out.",
                file=file,
                at=_start(record, "parent"),
                path=f"{path}.parent",
            )


def _circle(group: str | None, parents: dict[str, str | None]) -> tuple[str, ...]:
    """The groups from one through its parents back to itself; empty where the way ends elsewhere."""
    way: list[str] = []
    step = group
    while step is not None and step not in way:
        way.append(step)
        step = parents.get(step)
    return tuple(way) if step is not None and step == group else ()


def _start(record: RecordNode, key: str) -> Mark:
    value = record.value(key)
    return value.start if isinstance(value, ScalarNode) else record.start


def facts_in_text(values: Iterable[Value]) -> Iterator[Problem]:
    """``{{ … }}`` and ``{% … %}`` where nothing renders them."""
    for value in values:
        if value.shape.is_wording or not isinstance(value.node, ScalarNode):
            continue
        if found := _FACT.search(value.node.text):
            yield error(
                Code.FACT_IN_TEXT,
                "This field takes words only, no facts.",
                f"Write the words themselves in place of “{found[0]}”.",
                file=value.file,
                at=value.node.start,
                path=value.path,
            )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # it is there, and what is wrong with it is told where it is read


def logo_problems(tree: ModelTree, folder: Path, names: Collection[str]) -> Iterator[Problem]:
    """A logo that is no picture or is not in the folder.

    It is looked for nowhere else, so that a model is whole in itself.
    """
    partnership = tree.root.value("partnership")
    logo = partnership.text("logo") if isinstance(partnership, RecordNode) else None
    if isinstance(partnership, RecordNode) and logo and not is_picture(logo):
        yield error(
            Code.NO_LOGO,
            f"“{logo}” is not the name of a picture.",
            f"Write the name of a file that ends in {listed(list(PICTURES), 'or')}.",
            file=tree.files["partnership"],
            at=_start(partnership, "logo"),
            path="partnership.logo",
        )
    elif isinstance(partnership, RecordNode) and logo and not (logo in names and _is_file(folder / logo)):
        pictures = [name for name in names if is_picture(name)]
        probable = meant(PurePosixPath(logo.replace("\\", "/")).name, pictures)
        yield error(
            Code.NO_LOGO,
            f"There is no picture “{logo}” in the model folder.",
            f"Did you mean {probable}?" if probable else "Put it beside partnership.yaml and write its file name here.",
            file=tree.files["partnership"],
            at=_start(partnership, "logo"),
            path="partnership.logo",
        )
