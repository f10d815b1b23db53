"""Whatever two editions differ in: all that a redline marks lies under a change, and no change claims anything else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
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
    Text,
    plain,
)

from ..editions import editions
from .small_models import edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.prose.align import AlignedSection
    from kcsp_docs.prose.tree import Block

SOME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EMPTY = edition("")


def with_terms(blocks: tuple[Block, ...]) -> Governance:
    return EMPTY.model_copy(update={"passages": (Passage("terms.board", blocks),)})


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


def compared(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Change, ...]:
    return compare(with_terms(before), with_terms(after))


def assert_all_is_told(before: tuple[Block, ...], after: tuple[Block, ...]) -> None:
    changes, shown = compared(before, after), words_marked(align(before, after))
    told = words_told(changes)
    assert {section: set(words) for section, words in told.items() if words} == {
        section: set(words) for section, words in shown.items() if words
    }, "every word that a redline marks lies under a change, and no other does"
    assert all(words <= shown[section] for section, words in told.items()), "no change marks a place twice"
    keys = [change.key for change in changes]
    assert len(set(keys)) == len(keys), "each change has a name of its own"
    assert all(re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", key) for key in keys), "one that review.yaml takes"
    assert all(bool(change.marks) != (change.kind is ChangeKind.RENUMBERED) for change in changes), "all else is shown"
    assert changes == compared(before, after)
    assert compared(after, after) == ()


@given(editions())
@settings(SOME, max_examples=40)
def test_all_that_a_redline_marks_lies_under_a_change_and_nothing_else_does(pair) -> None:
    assert_all_is_told(*pair)


@pytest.mark.slow
@given(editions())
@settings(SOME, max_examples=800)
def test_so_it_is_for_hundreds_of_pairs(pair) -> None:
    assert_all_is_told(*pair)


def test_a_section_that_moved_under_another_title_with_a_row_reworded_is_marked_under_both_titles() -> None:
    def text(words: str) -> tuple[Inline, ...]:
        return (Text(words),) if words else ()

    def row(*cells: str) -> Row:
        return Row(tuple(Cell(text(cell)) for cell in cells))

    stays = (Heading(2, text("Duties")), Paragraph(text("All that is asked of the board lies here."), "asked"))
    before = (Heading(2, text("Fees")), Table(row("Body", "Fee"), (row("Police", ""),)), Paragraph(text("Yearly.")))
    after = (
        Heading(2, text("Fees now")),
        Table(row("Body", "Fee"), (row("Police", "£1"),)),
        Paragraph(text("Yearly."), "yearly"),
    )
    assert_all_is_told((*before, *stays), (*stays, *after))
