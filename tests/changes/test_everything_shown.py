"""Whatever two editions differ in: all that a redline marks lies under a change, and no change claims anything else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from kcsp_docs.changes import Change, ChangeKind, compare
from kcsp_docs.model.passages import Passage
from kcsp_docs.prose.align import Aligned, align
from kcsp_docs.prose.tree import (
    Cell,
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

from ..editions import editions
from .small_models import edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.prose.align import AlignedSection
    from kcsp_docs.prose.tree import Block

SOME = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WITHOUT_MARKS = {ChangeKind.RENUMBERED, ChangeKind.VERSIONS}


def with_terms(governance: Governance, blocks: tuple[Block, ...]) -> Governance:
    return governance.model_copy(update={"passages": (Passage("terms.board", blocks),)})


# What a redline marks, read from the alignment without regard to changes


def texts(node: object) -> Iterator[tuple[Inline, ...]]:
    """All texts of a part and of what lies within it."""
    match node:
        case Heading(content=content) | Paragraph(content=content) | Cell(content):
            yield content
        case Definition(term, content):
            yield from (term, content)
        case List(items=parts) | ListItem(blocks=parts) | DefinitionList(parts) | Row(cells=parts):
            for part in parts:
                yield from texts(part)
        case Table(header, rows, caption):
            yield caption
            for row in (header, *rows):
                yield from texts(row)


def marked(node: Aligned) -> Iterator[tuple[Revision, str]]:
    if node.old is None or node.new is None:
        fate = Revision.INSERTED if node.old is None else Revision.DELETED
        yield from ((fate, plain(text)) for text in texts(node.new or node.old))
        return
    yield from ((each.revision, plain(each.content)) for text in node.texts for each in text if each.revision)
    for inner in node.inner:
        yield from marked(inner)


def words_marked(aligned: tuple[AlignedSection, ...]) -> dict[str, Counter[tuple[Revision, str]]]:
    found: dict[str, Counter[tuple[Revision, str]]] = defaultdict(Counter)
    for section in aligned:
        there = section.new or section.old
        assert there is not None
        for part in section.parts:
            for fate, text in marked(part):
                found[there.id or there.title].update((fate, word) for word in pieces(text))
    return found


def words_told(changes: tuple[Change, ...]) -> dict[str, Counter[tuple[Revision, str]]]:
    """The words of all marks; one that lies under two changes counts once."""
    most: Counter[object] = Counter()
    for change in changes:
        most |= Counter(change.marks)
    found: dict[str, Counter[tuple[Revision, str]]] = defaultdict(Counter)
    for mark in most.elements():
        found[mark.section].update((Revision.DELETED, word) for word in pieces(mark.removed))
        found[mark.section].update((Revision.INSERTED, word) for word in pieces(mark.added))
    return found


def pieces(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@given(editions())
@SOME
def test_all_that_a_redline_marks_lies_under_a_change_and_nothing_else_does(pair) -> None:
    shown, told = words_marked(align(*pair)), words_told(compared(*pair))
    assert {section: set(words) for section, words in told.items() if words} == {
        section: set(words) for section, words in shown.items() if words
    }
    assert all(words <= shown[section] for section, words in told.items()), "nothing is told twice over"


@given(editions())
@SOME
def test_each_change_has_a_name_of_its_own_and_is_shown(pair) -> None:
    changes = compared(*pair)
    keys = [change.key for change in changes]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", key) for key in keys), "as review.yaml may name it"
    assert all(change.marks for change in changes if change.kind not in WITHOUT_MARKS)
    assert all((change.kind in WITHOUT_MARKS) <= change.follows for change in changes)
    assert changes == compared(*pair)


@given(editions())
@SOME
def test_nothing_changed_between_an_edition_and_itself(pair) -> None:
    for blocks in pair:
        assert compared(blocks, blocks) == ()


def compared(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Change, ...]:
    return compare(with_terms(edition(""), before), with_terms(edition(""), after))
