"""Two editions side by side: what is kept, what went, what came, and that both can be read from the one comparison."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcsp_docs.prose.align import Aligned, AlignedSection, Node, Stretch, align, align_section, sections
from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Revision,
    Row,
    Strong,
    Table,
    Text,
    plain,
)

from ..editions import characters, editions

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# Reading an edition from the alignment


def seen(node: object) -> object:
    """A part as a reader sees it: characters with their formatting, without ids."""
    if isinstance(node, tuple):
        if all(isinstance(each, Text | LineBreak | Strong | Emphasis | Link) for each in node):
            return tuple(characters(node))
        return tuple(seen(each) for each in node)
    if hasattr(node, "__dataclass_fields__"):
        shown = [(each.name, seen(getattr(node, each.name))) for each in fields(node) if each.name != "id"]
        return type(node).__name__, shown
    return node


def read(part: Aligned, revision: Revision) -> Node | None:
    """The part with what came (``INSERTED``: the new edition) or with what went (``DELETED``: the old one)."""
    if part.old is None or part.new is None:
        return part.new if revision is Revision.INSERTED else part.old
    texts = [content(text, revision) for text in part.texts]
    inner = tuple(each for each in (read(each, revision) for each in part.inner) if each is not None)
    match part.new:
        case Heading() | Paragraph():
            return replace(part.new, content=texts[0])
        case Definition():
            return replace(part.new, term=texts[0], content=texts[1])
        case Row():
            return replace(part.new, cells=tuple(Cell(text) for text in texts))
        case Table():
            return replace(part.new, caption=texts[0], header=inner[0], rows=inner[1:])
        case List():
            return replace(part.new, items=inner)
        case ListItem():
            return replace(part.new, blocks=inner)
        case DefinitionList():
            return replace(part.new, entries=inner)


def content(text: tuple[Stretch, ...], revision: Revision) -> tuple[Inline, ...]:
    return tuple(inline for stretch in text if stretch.revision in (None, revision) for inline in stretch.content)


def edition(aligned: tuple[AlignedSection, ...], revision: Revision) -> tuple[Block, ...]:
    parts = (read(part, revision) for section in aligned for part in section.parts)
    return tuple(part for part in parts if part is not None)


def every(aligned: tuple[AlignedSection, ...]) -> Iterator[Aligned]:
    for section in aligned:
        for part in section.parts:
            yield from with_inner(part)


def with_inner(part: Aligned) -> Iterator[Aligned]:
    yield part
    for inner in part.inner:
        yield from with_inner(inner)


# Any two editions


@SOME
@given(editions())
def test_any_two_editions(pair):
    """What holds of them is found together: to make up editions takes longer than to compare them."""
    aligned = align(*pair)
    both_editions_are_read_from_the_alignment(*pair, aligned)
    only_parts_of_one_kind_are_each_others(*pair, aligned)
    what_carries_a_label_is_never_deleted_from_before_what_stays(*pair, aligned)
    the_halves_of_a_move_know_each_other(*pair, aligned)
    an_id_that_went_and_came_is_a_move(*pair, aligned)
    nothing_is_changed_between_an_edition_and_itself(*pair, aligned)
    what_did_not_change_is_the_new_part_itself(*pair, aligned)


def both_editions_are_read_from_the_alignment(old, new, aligned):
    assert seen(edition(aligned, Revision.DELETED)) == seen(old)
    assert seen(edition(aligned, Revision.INSERTED)) == seen(new)


def only_parts_of_one_kind_are_each_others(old, new, aligned):
    for part in every(aligned):
        if part.old and part.new:
            assert type(part.old) is type(part.new)
            assert [look(part.old)] == [look(part.new)]


def look(node: Node) -> object:
    """What a redline cannot change."""
    match node:
        case Heading():
            return node.level, node.style
        case Paragraph():
            return node.style
        case List():
            return node.kind
        case Table():
            return len(node.header.cells)
        case ListItem():
            return type(node.blocks[0]), look(node.blocks[0])
        case _:
            return None


def what_carries_a_label_is_never_deleted_from_before_what_stays(old, new, aligned):
    """The first block of an item, a table's header and a section's heading are each other's."""
    for part in every(aligned):
        if part.inner and isinstance(part.new, ListItem | Table):
            assert part.inner[0].old
            assert part.inner[0].new
    for section in aligned:
        if section.old and section.new and section.new.heading:
            assert (section.parts[0].old, section.parts[0].new) == (section.old.heading, section.new.heading)


def the_halves_of_a_move_know_each_other(old, new, aligned):
    parts = list(every(aligned))
    went = {id(part.old): part.moved for part in parts if part.moved and part.old}
    came = {id(part.moved): part.new for part in parts if part.moved and part.new}
    assert went.keys() == came.keys()
    assert all(went[place] is came[place] for place in went)
    assert {id(each.old): each.moved for each in aligned if each.moved and each.old} == {
        id(each.moved): each.new for each in aligned if each.moved and each.new
    }


def an_id_that_went_and_came_is_a_move(old, new, aligned):
    """Where the part is of one kind in both, and not all around it went or came."""
    aligned = [section for section in aligned if not section.moved]
    single = [part for part in every(tuple(aligned)) if not (part.old and part.new)]
    went = {named(part.old): part.moved for part in single if part.old and named(part.old)}
    came = {named(part.new): part.moved for part in single if part.new and named(part.new)}
    for name in went.keys() & came.keys():
        assert went[name]
        assert came[name]


def named(node: Node) -> object:
    id_ = getattr(node, "id", None)
    return id_ and (type(node), look(node), len(getattr(node, "cells", ())), bool(getattr(node, "caption", ())), id_)


def nothing_is_changed_between_an_edition_and_itself(old, new, aligned):
    for aligned in (align(old, old), align(old, without_ids(old)), align(without_ids(old), old)):
        assert [(each.old is None, each.new is None) for each in aligned] == [(False, False)] * len(aligned)
        assert not any(section.is_changed for section in aligned)
        assert not any(stretch.revision for part in every(aligned) for text in part.texts for stretch in text)


def without_ids(node):
    if isinstance(node, tuple):
        return tuple(without_ids(each) for each in node)
    if hasattr(node, "__dataclass_fields__"):
        values = {each.name: without_ids(getattr(node, each.name)) for each in fields(node)}
        return type(node)(**{**values, "id": None} if "id" in values else values)
    return node


def what_did_not_change_is_the_new_part_itself(old, new, aligned):
    """With the links and the ids of the new edition; no stretch of nothing."""
    assert all(stretch.content for part in every(aligned) for text in part.texts for stretch in text)
    for part in every(aligned):
        if part.old and part.new and not part.is_changed and isinstance(part.new, Paragraph) and part.new.content:
            (text,) = part.texts
            assert text == (Stretch(part.new.content),)


# Sections


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def section(title: str, *clauses: str, named: str | None = None) -> tuple[Block, ...]:
    return (Heading(2, text(title), named), *(Paragraph(text(clause)) for clause in clauses))


def titles(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[str]:
    """``=`` for a section that stays in place, ``-`` and ``+`` for one that went and came, ``»`` where it moved."""
    found = []
    for each in align(old, new):
        sign = "=" if each.old and each.new else "-" if each.old else "+"
        told = each.new or each.old
        assert told
        found.append(f"{sign}{'»' if each.moved else ''}{told.title}")
    return found


PURPOSE = section("Purpose", "The group oversees the work of the partnership.")
MEMBERS = section("Membership", "The members are the responsible authorities of the county.")
CHAIR = section("Chair", "The chair is elected by the members for three years.")
MEETINGS = section("Meetings", "The group meets four times a year, or as the chair asks.")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param((), (), [], id="nothing in either"),
        pytest.param((), PURPOSE, ["+Purpose"], id="all came"),
        pytest.param(PURPOSE, (), ["-Purpose"], id="all went"),
        pytest.param(PURPOSE + CHAIR, PURPOSE + MEMBERS + CHAIR, ["=Purpose", "+Membership", "=Chair"], id="one came"),
        pytest.param(PURPOSE + MEMBERS + CHAIR, PURPOSE + CHAIR, ["=Purpose", "-Membership", "=Chair"], id="one went"),
        pytest.param(
            PURPOSE + MEMBERS + CHAIR + MEETINGS,
            PURPOSE + CHAIR + MEETINGS + MEMBERS,
            ["=Purpose", "-»Membership", "=Chair", "=Meetings", "+»Membership"],
            id="one moved to the end",
        ),
        pytest.param(
            CHAIR + section("Conduct", "One. " * 80),
            section("Conduct", "One. " * 80) + CHAIR,
            ["-»Chair", "=Conduct", "+»Chair"],
            id="of two that changed places the longer one stays",
        ),
        pytest.param(
            section("Chair", "All of it is new.", named="chair"),
            section("Chairperson", "Not a word is left.", named="chair"),
            ["=Chairperson"],
            id="the id says which it is",
        ),
        pytest.param(
            section("Chair", "All of it is new."),
            section("Chair", "Not a word is left.", named="chair"),
            ["=Chair"],
            id="the title says which it is",
        ),
        pytest.param(
            section("Chair", "The chair is elected by the members for three years."),
            section("Chairperson", "The chair is elected by the members for two years.", named="chair"),
            ["=Chairperson"],
            id="what it says says which it is",
        ),
        pytest.param(
            section("Chair", "The chair is elected by the members for three years.", named="chair"),
            section("Vice-chair", "The chair is elected by the members for two years.", named="vice-chair"),
            ["-Chair", "+Vice-chair"],
            id="two ids are two sections",
        ),
        pytest.param(
            (Paragraph(text("Lead in.")), *CHAIR),
            (Paragraph(text("Lead out.")), *CHAIR),
            ["=", "=Chair"],
            id="what stands before the first heading is one",
        ),
        pytest.param(
            (Paragraph(text("The chair is elected by the members.")),),
            section("Chair", "The chair is elected by the members."),
            ["-", "+Chair"],
            id="a section is never without its heading",
        ),
    ],
)
def test_sections(old, new, expected):
    assert titles(old, new) == expected


def test_a_section_that_moved_can_be_read_side_by_side():
    """As for one that stays in place, whatever it was called."""
    (old,) = sections(section("Chair", "The chair serves four years.", "Nobody else."))
    (new,) = sections(section("Chairperson", "The chair serves five years."))
    assert [signs(part) for part in align_section(old, new)] == [
        "=[-Chair-]{+Chairperson+}",
        "=The chair serves [-four-]{+five+} years.",
        "-Nobody else.",
    ]


# Parts of a section


def marked(stretches: tuple[Stretch, ...]) -> str:
    """``to serve [-four-]{+five+} years``."""
    signs = {None: ("", ""), Revision.DELETED: ("[-", "-]"), Revision.INSERTED: ("{+", "+}")}
    return "".join(f"{signs[each.revision][0]}{plain(each.content)}{signs[each.revision][1]}" for each in stretches)


def signs(part: Aligned) -> str:
    """``=`` and its words for a part that stays in place, ``-`` and ``+`` for one that went and came, ``»`` if moved."""
    if part.old and part.new:
        own = " | ".join(marked(each) for each in part.texts)
        return "=" + own + (f"({', '.join(map(signs, part.inner))})" if part.inner else "")
    told = part.old or part.new
    assert told
    return f"{'-' if part.old else '+'}{'»' if part.moved else ''}{words(told)}"


def words(node: object) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, tuple):
        return " ".join(filter(None, map(words, node)))
    return (
        words(tuple(getattr(node, each.name) for each in fields(node))) if hasattr(node, "__dataclass_fields__") else ""
    )


def item(line: str, *more: Block) -> ListItem:
    """``csa: Develop the agreement`` is an item with an id."""
    id_, colon, said = line.partition(": ")
    return ListItem((Paragraph(text(said if colon else line)), *more), id_ if colon else None)


def bullets(*lines: str, kind: ListKind = ListKind.BULLET) -> List:
    return List(kind, tuple(map(item, lines)))


def para(line: str, style: str | None = None) -> Paragraph:
    id_, colon, said = line.partition(": ")
    return Paragraph(text(said if colon else line), id_ if colon else None, style)


def row(*cells: str) -> Row:
    return Row(tuple(Cell(text(cell) if cell else ()) for cell in cells))


def entry(term: str, said: str) -> Definition:
    return Definition(text(term), text(said))


HEADER = row("Body", "Grant")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            (bullets("advise;", "agree;", "report."),),
            (bullets("advise;", "agree;", "pay;", "report."),),
            ["=(=(=advise;), =(=agree;), +pay;, =(=report.))"],
            id="an item came",
        ),
        pytest.param(
            (bullets("advise;", "advise;", "advise;"),),
            (bullets("advise;", "advise;"),),
            ["=(=(=advise;), =(=advise;), -advise;)"],
            id="one of three that are the same went",
        ),
        pytest.param(
            (bullets("report;", "agree;", "report;"),),
            (bullets("agree;", "report;"),),
            ["=(-report;, =(=agree;), =(=report;))"],
            id="of two that are the same the one in its place stays",
        ),
        pytest.param(
            (bullets("a: advise;", "b: agree;"),),
            (bullets("a: agree;", "b: advise;"),),
            ["=(=(=[-advise;-]{+agree;+}), =(=[-agree;-]{+advise;+}))"],
            id="the id says which it is, whatever the words",
        ),
        pytest.param(
            (bullets("a: advise the board;"),),
            (bullets("a: bring forward plans;"),),
            ["=(=(=[-advise the board;-]{+bring forward plans;+}))"],
            id="an item with an id stays itself, all its words replaced",
        ),
        pytest.param(
            (bullets("one two three four five six seven", "the last"),),
            (bullets("one two three four V VI VII", "the last"),),
            ["=(=(=one two three four [-five six seven-]{+V VI VII+}), =(=the last))"],
            id="an item without an id is known by its words",
        ),
        pytest.param(
            (bullets("one two three four five six seven eight nine ten", "the last"),),
            (bullets("one two three four V VI VII VIII IX X", "the last"),),
            ["=(=(=one two three four [-five six seven eight nine ten-]{+V VI VII VIII IX X+}), =(=the last))"],
            id="by 40 of 100 of them",
        ),
        pytest.param(
            (bullets("one two three four five six seven eight nine ten", "the last"),),
            (bullets("one two three IV V VI VII VIII IX X", "the last"),),
            [
                (
                    "=(-one two three four five six seven eight nine ten, "
                    "+one two three IV V VI VII VIII IX X, =(=the last))"
                )
            ],
            id="and not by 30",
        ),
        pytest.param(
            (bullets("a: advise the whole board", "the last"),),
            (bullets("b: advise the whole county", "the last"),),
            ["=(-advise the whole board, +advise the whole county, =(=the last))"],
            id="two ids are two items",
        ),
        pytest.param(
            (bullets("a: advise the board", "the last"),),
            (bullets("b: advise the board", "the last"),),
            ["=(=(=advise the board), =(=the last))"],
            id="unless nobody can tell them from each other",
        ),
        pytest.param(
            (bullets("advise;", "agree;"),),
            (bullets("advise;", "agree;", kind=ListKind.ROMAN),),
            ["-advise; agree;", "+advise; agree;"],
            id="a list with other labels is another",
        ),
        pytest.param(
            (para("The chair decides."),),
            (para("The chair decides.", "subtitle"),),
            ["-The chair decides.", "+The chair decides."],
            id="a paragraph in another style is another",
        ),
        pytest.param(
            (para("chair: The chair decides."),),
            (para("chair: The chair decides.", "subtitle"),),
            ["-The chair decides.", "+The chair decides."],
            id="even with its id",
        ),
        pytest.param(
            (Heading(3, text("The chair")),),
            (Heading(4, text("The chair")),),
            ["-The chair", "+The chair"],
            id="a heading of another level is another",
        ),
        pytest.param(
            (Heading(3, text("The chair")),),
            (Heading(3, text("The chair"), style="unnumbered"),),
            ["-The chair", "+The chair"],
            id="a heading in another style is another",
        ),
        pytest.param(
            (bullets("a: one", "b: two"), para("And:"), bullets("c: three", "d: four", "e: five")),
            (bullets("f: VI", "a: I"), para("And:"), bullets("d: IV", "c: III")),
            [
                "=(+VI, =(=[-one-]{+I+}), -two)",
                "=And:",
                "=(+»IV, =(=[-three-]{+III+}), -»four, -five)",
            ],
            id="lists are known by the ids in them",
        ),
        pytest.param(
            (List(ListKind.BULLET, ()),),
            (List(ListKind.BULLET, (item("advise"),)),),
            ["-", "+advise"],
            id="an empty list holds nothing to know it by",
        ),
        pytest.param((List(ListKind.BULLET, ()),), (List(ListKind.BULLET, ()),), ["="], id="two empty lists"),
        pytest.param(
            (List(ListKind.BULLET, (ListItem((bullets("advise;"),)), item("agree"))),),
            (List(ListKind.BULLET, (ListItem((bullets("advise;", "report."),)), item("agree"))),),
            ["=(=(=(=(=advise;), +report.)), =(=agree))"],
            id="an item that begins with a list",
        ),
        pytest.param(
            (List(ListKind.BULLET, (ListItem((para("The board"),), "a"),)),),
            (List(ListKind.BULLET, (ListItem((bullets("The board"),), "a"),)),),
            ["=(-The board, +The board)"],
            id="an item that lost its own paragraph lost its label, and is another",
        ),
        pytest.param(
            (List(ListKind.BULLET, (ListItem((para("The chair decides."),), "a"),)),),
            (List(ListKind.BULLET, (ListItem((para("In brief."), para("The chair decides.")), "a"),)),),
            ["=(=(=[-The chair decides.-]{+In brief.+}, +The chair decides.))"],
            id="the first paragraph of an item is its first",
        ),
        pytest.param(
            (bullets("a: advise", "b: agree"), para("And:"), bullets("c: report", "d: pay")),
            (bullets("b: agree"), para("And:"), bullets("c: report", "a: advise", "d: pay")),
            ["=(-»advise, =(=agree))", "=And:", "=(=(=report), +»advise, =(=pay))"],
            id="an item with an id that went to another list",
        ),
        pytest.param((Table(HEADER, ()),), (Table(HEADER, ()),), ["=(=Body | Grant)"], id="a table that is a header"),
        pytest.param(
            (Table(HEADER, (row("Police", "£39,661"), row("Fire", "£1")), text("Grants in 2023")),),
            (Table(row("Body", "Sum"), (row("Police", "£40,000"), row("Health", "£2")), text("Grants in 2024")),),
            [
                (
                    "=Grants in [-2023-]{+2024+}(=Body | [-Grant-]{+Sum+}, =Police | [-£39,661-]{+£40,000+}, "
                    "-Fire £1, +Health £2)"
                )
            ],
            id="a row is known by its first cell, a header by being the header",
        ),
        pytest.param(
            (Table(HEADER, (row("Police", "£1"),)),),
            (Table(row("Body", "Grant", "Year"), (row("Police", "£1", ""),)),),
            ["-Body Grant Police £1", "+Body Grant Year Police £1"],
            id="a table with another column is another",
        ),
        pytest.param(
            (Table(HEADER, (row("Police", "£1"),)),),
            (Table(HEADER, (row("Police", "£1"),), text("Grants")),),
            ["-Body Grant Police £1", "+Body Grant Police £1 Grants"],
            id="a table with a caption is another",
        ),
        pytest.param(
            (Table(HEADER, (row("", ""), row("", "x"))),),
            (Table(HEADER, (row("", "x"),)),),
            ["=(=Body | Grant, -, = | x)"],
            id="empty cells",
        ),
        pytest.param(
            (DefinitionList((entry("By", "Head of Service"), entry("To", "Board"))),),
            (DefinitionList((entry("By", "Director"), entry("To", "Board"), entry("Date", "July"))),),
            ["=(=By | [-Head of Service-]{+Director+}, =To | Board, +Date July)"],
            id="a definition is known by its term",
        ),
    ],
)
def test_parts(old, new, expected):
    (aligned,) = align(old, new)
    assert [signs(part) for part in aligned.parts] == expected


# Moves


THIRTY = tuple(f"item {n}: The group shall do the thing that is the number {n} of thirty." for n in range(30))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 29), st.integers(0, 29), st.booleans())
def test_one_move_in_a_list_of_thirty(place, to, has_ids):
    lines = THIRTY if has_ids else tuple(line.partition(": ")[2] for line in THIRTY)
    others = [*lines[:place], *lines[place + 1 :]]
    ((aligned,),) = (
        each.parts for each in align((bullets(*lines),), (bullets(*others[:to], lines[place], *others[to:]),))
    )
    single = [part for part in aligned.inner if not (part.old and part.new)]
    assert len(single) == (2 if place != to else 0)
    for part in single:
        assert part.moved
        assert words(part.moved) == words(part.old or part.new)
    assert not any(part.is_changed for part in aligned.inner if part.old and part.new)


def test_what_moved_may_have_been_reworded():
    old = bullets("a: advise the board on grants", "b: agree the plan", "c: report each year")
    new = bullets("b: agree the plan", "c: report each year", "a: advise the board on plans")
    ((aligned,),) = (each.parts for each in align((old,), (new,)))
    assert signs(aligned) == (
        "=(-»advise the board on grants, =(=agree the plan), =(=report each year), +»advise the board on plans)"
    )
    assert [part.moved for part in aligned.inner] == [new.items[2], None, None, old.items[0]]


def test_many_that_moved_and_were_reworded_are_known_by_their_rarer_words():
    old = bullets("list: The list", *MANY[:70])
    new = bullets("list: The list", *(f"{line} more" for line in [*MANY[10:70], *MANY[:10]]))
    ((aligned,),) = (each.parts for each in align((old,), (new,)))
    assert [signs(part)[0] for part in aligned.inner] == ["=", *"-" * 10, *"=" * 60, *"+" * 10]
    assert all(words(part.moved) == f"{words(part.old)} more" for part in aligned.inner[1:11])


def test_what_left_a_section_that_moved_is_not_half_a_move():
    """The parts of such a section are told with it, by :func:`align_section`."""
    chair, meetings = (
        (Heading(2, text("Chair"), "chair"),),
        (Heading(2, text("Meetings"), "meetings"), *map(para, MANY[:3])),
    )
    old = (*chair, para("votes: The chair votes."), para("term: The chair serves three years."), *meetings)
    new = (*meetings, para("votes: The chair votes."), *chair, para("term: The chair serves three years."))
    aligned = align(old, new)
    assert [bool(each.moved) for each in aligned] == [True, False, True]
    the_halves_of_a_move_know_each_other(old, new, aligned)


def test_the_heaviest_stay_in_place():
    """Two short items that moved are less to read than the long one that they stood before."""
    long = "one long item " * 20
    ((aligned,),) = (each.parts for each in align((bullets("a", "b", long),), (bullets(long, "a", "b"),)))
    assert [signs(part)[:2] for part in aligned.inner] == ["-»", "-»", "=(", "+»", "+»"]


# Time and order


def clauses(sections: int, per_section: int, *, have_ids: bool) -> tuple[Block, ...]:
    """So many sections of so many clauses, each of some thirty words that many others have too."""
    found: list[Block] = []
    for number in range(sections):
        found.append(Heading(2, text(f"Section {number}"), f"section-{number}" if have_ids else None))
        lines = [clause(number * per_section + nth) for nth in range(per_section)]
        found.append(bullets(*(f"c{number}-{nth}: {line}" if have_ids else line for nth, line in enumerate(lines))))
    return tuple(found)


def clause(number: int) -> str:
    return " ".join(f"word{number * step % 797}" for step in range(1, 31))


def edited(blocks: tuple[Block, ...], edits: int) -> tuple[Block, ...]:
    """The first items of so many lists reworded, taken away, moved to the end, or with one before them, in turn."""
    found = list(blocks)
    lists = [place for place, block in enumerate(found) if isinstance(block, List)]
    for nth, place in enumerate(lists[:: max(1, len(lists) // edits)][:edits]):
        block = found[place]
        assert isinstance(block, List)
        first, *rest = block.items
        new = ListItem((Paragraph(text(words(first).replace("word", "other", 1))),), first.id)
        found[place] = replace(
            block, items=((new, *rest), tuple(rest), (*rest, first), (item("more"), first, *rest))[nth % 4]
        )
    return tuple(found)


@pytest.mark.parametrize("have_ids", [pytest.param(True, id="with ids"), pytest.param(False, id="without ids")])
def test_four_thousand_clauses_with_forty_edits(have_ids):
    old = clauses(200, 20, have_ids=have_ids)
    new = edited(clauses(200, 20, have_ids=have_ids), 40)
    begun = time.process_time()
    aligned = align(old, new)
    assert time.process_time() - begun < 2, "a fifth of a second is usual"
    single = [part for part in every(aligned) if not (part.old and part.new)]
    assert sum(section.is_changed for section in aligned) == 40
    assert [len(single), sum(bool(part.moved) for part in single)] == [40, 20]


MANY = [clause(number) for number in range(2000)]


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        pytest.param(MANY, [f"{line} more" for line in MANY], 2000, id="a word more in each"),
        pytest.param(MANY, [line.replace("word", "other") for line in MANY], 0, id="all reworded"),
        pytest.param([MANY[0]] * 2000, [MANY[0]] * 1990, 1990, id="all the same"),
    ],
)
def test_two_thousand_items_without_ids(old, new, both):
    """Nothing but their words to know them by, and most words in many of them."""
    begun = time.process_time()
    (aligned,) = align((bullets("list: The list", *old),), (bullets("list: The list", *new),))
    assert time.process_time() - begun < 8, "two seconds are usual; to compare each with each takes a minute"
    assert sum(bool(part.old and part.new) for part in aligned.parts[0].inner) == 1 + both


def test_the_same_whatever_the_seed_of_hashes():
    """Python gives each process another one."""
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", _PRINT], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outcomes) == 1


_PRINT = """
from kcsp_docs.prose.align import align
from kcsp_docs.prose.tree import List, ListItem, ListKind, Paragraph, Text
def items(*texts):
    return (List(ListKind.BULLET, tuple(ListItem((Paragraph((Text(text),)),)) for text in texts)),)
words = "the group will meet the chair and the members four times".split()
old = items(*(" ".join(words[n % 5 : n % 5 + 6]) + f" x{n}" for n in range(20)))
new = items(*(" ".join(words[n % 4 : n % 4 + 7]) + f" y{n}" for n in range(20)))
print(ascii(align(old, new)))
"""
