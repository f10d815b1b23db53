"""Two editions as one document: both can be read from its blocks, whatever format they are written in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.documents import DocumentError, Numbering, labels
from kcsp_docs_kit.documents.checks import check
from kcsp_docs_kit.documents.editions import Edition, blocks_in, is_revised
from kcsp_docs_kit.documents.redline import redline

from kcsp_docs.prose import tree
from kcsp_docs.prose.likeness import own_texts, parts

from ..editions import characters, editions

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def read(nodes, *, ids=True):
    """Nodes as plain values: kind, style, id where asked for, every character with its formatting, and what is within."""
    return [
        (
            type(node).__name__,
            *(getattr(node, name, None) for name in ("level", "style", "kind")),
            getattr(node, "id", None) if ids else None,
            [list(characters(text)) for text in own_texts(node)],
            read(parts(node), ids=ids),
        )
        for node in nodes
    ]


@QUICK
@given(pair=editions(), numbering=st.sampled_from(Numbering))
def test_both_editions_can_be_read_from_it(pair, numbering, document):
    old, new = (document(*blocks, numbering=numbering) for blocks in pair)
    both = redline(old, new, "The secretary")
    check(both)
    assert read(blocks_in(both.blocks, Edition.NEW)) == read(new.blocks)
    assert read(blocks_in(both.blocks, Edition.OLD), ids=False) == read(old.blocks, ids=False)
    assert both.revised_by == "The secretary"
    assert is_revised(both.blocks) is (read(old.blocks, ids=False) != read(new.blocks, ids=False))


@QUICK
@given(pair=editions(), numbering=st.sampled_from(Numbering))
def test_it_is_cited_as_the_new_edition_is(pair, numbering, document):
    old, new = (document(*blocks, numbering=numbering) for blocks in pair)
    cited = [[(each.label, each.within, each.block.id) for each in labels(of)] for of in (redline(old, new, "A"), new)]
    assert cited[0] == cited[1]


def test_the_document_is_the_new_one_with_marks(blocks, document):
    old = document(blocks.paragraph("Four members of the group."), title="Terms 2023", header="2023")
    new = document(blocks.paragraph("Five members of the group.", "quorum"), title="Terms 2024", header="2024")
    went, came = tree.Deleted(blocks.text("Four")), tree.Inserted(blocks.text("Five"))
    marked = tree.Paragraph((went, came, tree.Text(" members of the group.")), "quorum")
    assert redline(old, new, "The secretary") == replace(new, blocks=(marked,), revised_by="The secretary")


def test_what_was_deleted_has_no_id(blocks, document):
    """It may have moved: its id stands where it is now, once."""
    inner = blocks.list("letter", blocks.item("within", id_="within"))
    moved = blocks.list(
        "roman", blocks.item("to agree the plan", inner, id_="plan"), blocks.item("to meet", id_="meet")
    )
    turned = tree.List(moved.kind, moved.items[::-1])
    both = redline(document(moved), document(turned), "The secretary")
    check(both)
    assert [(item.id, item.revision) for item in both.blocks[0].items if item.revision is tree.Revision.DELETED] == [
        (None, tree.Revision.DELETED)
    ]


def test_a_change_is_told_where_the_new_edition_tells_it(blocks, document):
    told = tree.Paragraph(blocks.text("Five members of the group."), tells=("group.quorum",))
    gone = tree.Paragraph(blocks.text("Nothing to do with it at all."), tells=("group.chair",))
    both = redline(document(gone, told), document(told), "The secretary")
    assert [block.tells for block in both.blocks] == [(), ("group.quorum",)]


def test_marks_within_other_formatting_are_read_too(document):
    """As a plugin may set them by hand."""
    words = (tree.Text("chair"), tree.Deleted((tree.Text("man"),)), tree.Inserted((tree.Text("person"),)))
    both = document(tree.Paragraph((tree.Strong(words), tree.Emphasis((tree.Deleted((tree.Text("!"),)),)))))
    read = [blocks_in(both.blocks, edition)[0].content for edition in Edition]
    assert read == [
        (tree.Strong((tree.Text("chair"), tree.Text("man"))), tree.Emphasis((tree.Text("!"),))),
        (tree.Strong((tree.Text("chair"), tree.Text("person"))),),
    ]


# What no document may be

TEXT = (tree.Text("four"),)
AGAIN = (tree.Inserted(TEXT),)
INSERTED = tree.Revision.INSERTED
WITHIN = 'The text "four" is marked as inserted or deleted within what is so marked already.'
FAULTS = [
    pytest.param(tree.Paragraph(AGAIN, revision=INSERTED), WITHIN, id="words in a paragraph"),
    pytest.param(tree.Paragraph((tree.Deleted((tree.Strong(AGAIN),)),)), WITHIN, id="words in words"),
    pytest.param(
        tree.List(tree.ListKind.BULLET, (tree.ListItem((tree.Paragraph(TEXT, revision=INSERTED),), revision=INSERTED),)),
        WITHIN,
        id="a paragraph in an item",
    ),
    pytest.param(
        tree.Table(tree.Row((tree.Cell(TEXT),)), (tree.Row((tree.Cell(TEXT),), revision=INSERTED),), revision=INSERTED),
        WITHIN,
        id="a row in a table",
    ),
    pytest.param(
        tree.DefinitionList((tree.Definition(AGAIN, TEXT, revision=INSERTED),)), WITHIN, id="a term in an entry"
    ),
    pytest.param(
        tree.Table(tree.Row((tree.Cell(TEXT),), revision=INSERTED), ()),
        'The header row "four" of a table is marked as inserted or deleted, and its table is not.',
        id="a header row alone",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("block", "message"), FAULTS)
def test_marks_that_no_file_can_hold_are_refused(block, message, document):
    with pytest.raises(DocumentError) as raised:
        check(document(block, revised_by="The secretary"))
    assert [problem.message for problem in raised.value.problems] == [message]


@pytest.mark.parametrize("author", ["", " "])
def test_marks_need_an_author(author, blocks, document):
    with pytest.raises(DocumentError) as raised:
        check(document(tree.Paragraph(AGAIN), revised_by=author))
    assert [problem.message for problem in raised.value.problems] == [
        "The document marks what was inserted and deleted, and does not say whose changes these are."
    ]


def test_what_was_deleted_is_looked_at_too(document):
    """A file holds it, and its links."""
    content = (tree.Deleted((tree.Link("nowhere", (tree.Text("bell\x07"),)),)),)
    with pytest.raises(DocumentError) as raised:
        check(document(tree.Paragraph(content), revised_by="The secretary"))
    assert [problem.code for problem in raised.value.problems] == ["document-character", "document-link"]
