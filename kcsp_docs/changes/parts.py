"""The smallest parts of a text — a block, an item, a row — each with what went and what came in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, groupby, takewhile
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.changes.change import Mark
from kcsp_docs.prose.align import Aligned, Stretch, align_words
from kcsp_docs.prose.tree import (
    Definition,
    DefinitionList,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Revision,
    Row,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kcsp_docs.prose.align import Node

Texts: TypeAlias = tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Hunk:
    """What went and what came at one place of a part: where it begins in either text, what a redline shows of it."""

    removed: str
    added: str
    old_at: int
    new_at: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A smallest part. ``before`` and ``after`` are all its words, None on the side that has it not.

    ``unit`` is its id, empty where it has none; ``unit_before`` that of a part which the edition before knew by another
    id, or by none. ``beside`` says of an item in a list that one near it came or went. ``shown`` are the words of a
    kept part as marks have them, before and after: its texts with a blank between.
    """

    unit: str
    before: str | None
    after: str | None
    hunks: tuple[Hunk, ...]
    beside: bool = False
    unit_before: str | None = None
    shown: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Plain:
    """A smallest part of one edition, with its own texts and what puts them together."""

    unit: str
    texts: tuple[tuple[Inline, ...], ...]
    between: str


def whole_parts(section: str, nodes: Iterable[Node], revision: Revision) -> tuple[Part, ...]:
    """The parts of nodes that came or went: each is one hunk."""
    return tuple(_whole(section, each, revision) for node in nodes for each in _flat(node))


def side_by_side(
    gone: tuple[Part, ...], come: tuple[Part, ...], old: Sequence[Node], new: Sequence[Node]
) -> tuple[Part, ...]:
    """The parts of nodes that moved, with the words that differ; a redline shows all of each part, twice."""
    before, after = _flat_all(old), _flat_all(new)
    if [len(each.texts) for each in before] != [len(each.texts) for each in after]:
        return (*gone, *come)
    return tuple(_moved(*each) for each in zip(before, after, gone, come, strict=True))


def kept_part(section: str, node: Aligned, new: Node) -> Part:
    """A part that both editions have, without what lies within it as a part of its own."""
    texts = tuple(_own_texts(node)) if isinstance(new, ListItem) else node.texts
    part = _with_hunks(section, node_id(new) or "", texts, _between(new))
    shown = (_shown(texts, Revision.INSERTED), _shown(texts, Revision.DELETED))
    return replace(part, unit_before=(node_id(node.old) or "") if node.old else None, shown=shown)


def _shown(texts: Texts, other: Revision) -> str:
    return " ".join(_said(text, other) for text in texts)


def as_moved(section_before: str, section: str, part: Part) -> Part:
    """A kept part of a section that moved: a redline shows the whole of it twice, under either title."""
    unit = part.unit if part.unit_before is None else part.unit_before
    before, after = part.shown
    gone = () if part.before is None else (Mark(section_before, unit, before, ""),)
    come = () if part.after is None else (Mark(section, part.unit, "", after),)
    return replace(part, hunks=tuple(replace(hunk, marks=(*gone, *come)) for hunk in part.hunks))


def widened(hunk: Hunk, part: Part, left: int, right: int) -> Hunk:
    """The hunk with so many more characters on either side, as far as both editions have them.

    ``the Anyshire [Police, the Anyshire] Council``, where one more word shows that it was the police who went.
    """
    before, after = part.before or "", part.after or ""
    old_end, new_end = hunk.old_at + len(hunk.removed), hunk.new_at + len(hunk.added)
    left = _alike(before[: hunk.old_at][::-1], after[: hunk.new_at][::-1], left)
    right = _alike(before[old_end:], after[new_end:], right)
    return replace(
        hunk,
        removed=before[hunk.old_at - left : old_end + right],
        added=after[hunk.new_at - left : new_end + right],
        old_at=hunk.old_at - left,
        new_at=hunk.new_at - left,
    )


def _alike(one: str, other: str, most: int) -> int:
    pairs = zip(one[:most], other[:most], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def count(node: Node) -> int:
    """How many smallest parts a node has."""
    return len(_flat(node))


def node_id(node: Node) -> str | None:
    """The author's name for it; lists have none, their items do."""
    return None if isinstance(node, List | DefinitionList) else node.id


def is_own(block: Aligned) -> bool:
    """Whether a block within an item is told of with the item: its paragraphs, unless they have ids of their own."""
    return _is_own(block.new or block.old)


def _is_own(node: Node | None) -> bool:
    return isinstance(node, Paragraph) and node.id is None


def _flat(node: Node) -> list[_Plain]:
    match node:
        case Heading() | Paragraph():
            return [_Plain(node.id or "", (node.content,), "")]
        case Definition():
            return [_Plain(node.id or "", (node.term, node.content), _between(node))]
        case Row():
            return [_Plain(node.id or "", tuple(cell.content for cell in node.cells), _between(node))]
        case ListItem(blocks, id_):
            own = tuple(block.content for block in blocks if isinstance(block, Paragraph) and block.id is None)
            return [_Plain(id_ or "", own, _between(node)), *_flat_all(block for block in blocks if not _is_own(block))]
        case List(_, items):
            return _flat_all(items)
        case DefinitionList(entries):
            return _flat_all(entries)
        case Table():
            return [_Plain(node.id or "", (node.caption,), ""), *_flat_all((node.header, *node.rows))]


def _flat_all(nodes: Iterable[Node]) -> list[_Plain]:
    return list(chain.from_iterable(map(_flat, nodes)))


def _between(node: Node) -> str:
    match node:
        case Definition():
            return ": "
        case Row():
            return " | "
        case _:
            return "\n"


def _own_texts(item: Aligned) -> Iterator[tuple[Stretch, ...]]:
    for block in item.inner:
        match block.old, block.new:
            case Paragraph(id=None), Paragraph(id=None):
                yield block.texts[0]
            case Paragraph(content, id=None), None:
                yield (Stretch(content, Revision.DELETED),)
            case None, Paragraph(content, id=None):
                yield (Stretch(content, Revision.INSERTED),)


def _whole(section: str, part: _Plain, revision: Revision) -> Part:
    texts = [plain(text) for text in part.texts]
    words, shown = part.between.join(texts), " ".join(texts)
    if revision is Revision.DELETED:
        return Part(part.unit, words, None, (Hunk(words, "", 0, 0, (Mark(section, part.unit, shown, ""),)),))
    return Part(part.unit, None, words, (Hunk("", words, 0, 0, (Mark(section, part.unit, "", shown),)),))


def _moved(before: _Plain, after: _Plain, gone: Part, come: Part) -> Part:
    texts = tuple(align_words(was, now) for was, now in zip(before.texts, after.texts, strict=True))
    part = _with_hunks("", after.unit, texts, after.between)
    marks = tuple(mark for side in (gone, come) for hunk in side.hunks for mark in hunk.marks)
    return replace(part, hunks=tuple(replace(hunk, marks=marks) for hunk in part.hunks))


def _with_hunks(section: str, unit: str, texts: Texts, between: str) -> Part:
    before, after, hunks = "", "", []
    for number, text in enumerate(texts):
        if number:
            before, after = before + between, after + between
        for changed, run in groupby(text, lambda stretch: stretch.revision is not None):
            stretches = list(run)
            removed = _said(stretches, Revision.INSERTED)
            added = _said(stretches, Revision.DELETED)
            if changed:
                mark = Mark(section, unit, removed, added)
                hunks.append(Hunk(removed, added, len(before), len(after), (mark,)))
            before, after = before + removed, after + added
    return Part(unit, before, after, tuple(hunks))


def _said(stretches: Iterable[Stretch], other: Revision) -> str:
    return "".join(plain(stretch.content) for stretch in stretches if stretch.revision is not other)
