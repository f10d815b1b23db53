"""Whatever the blocks and the text: the file opens, says what the tree says, and is the same twice."""

from __future__ import annotations

import datetime as dt
import io
import re

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.documents import Document, Numbering, labels
from kcsp_docs_kit.documents.word import write_word
from kcsp_docs_kit.documents.word.bookmarks import bookmark_name

from kcsp_docs.prose import tree

from ..office_validators import findings, own_findings

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n"
)
WORDS = st.text(CHARACTERS, max_size=6)
SEEN = WORDS.filter(str.strip)

INLINE = st.recursive(
    st.builds(tree.Text, WORDS) | st.just(tree.LineBreak()),
    lambda inner: st.one_of(
        st.builds(tree.Strong, st.lists(inner, max_size=2).map(tuple)),
        st.builds(tree.Emphasis, st.lists(inner, max_size=2).map(tuple)),
        st.builds(tree.Link, st.just("https://example.org/ä?b=[c]"), st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=3,
)
CONTENT = st.lists(INLINE, max_size=2).map(tuple)
STYLE = st.sampled_from([None, None, None, "unnumbered", "subtitle"])
PARAGRAPH = st.builds(tree.Paragraph, CONTENT, style=STYLE)
HEADING = st.builds(tree.Heading, st.integers(1, 4), CONTENT, style=st.sampled_from([None, None, "unnumbered"]))
DETAILS = st.builds(tree.DefinitionList, st.lists(st.builds(tree.Definition, CONTENT, CONTENT), max_size=2).map(tuple))


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    row = st.builds(tree.Row, st.lists(st.builds(tree.Cell, CONTENT), min_size=width, max_size=width).map(tuple))
    return tree.Table(draw(row), tuple(draw(st.lists(row, max_size=2))), draw(CONTENT))


def lists(block):
    item = st.builds(tree.ListItem, st.lists(block, max_size=3).map(tuple))
    return st.builds(tree.List, st.sampled_from(tree.ListKind), st.lists(item, max_size=3).map(tuple))


BLOCK = st.recursive(PARAGRAPH | HEADING | DETAILS | tables(), lists, max_leaves=4)
DOCUMENTS = st.builds(
    Document,
    title=SEEN,
    blocks=st.lists(BLOCK, max_size=4).map(tuple),
    date=st.dates(dt.date(1900, 1, 1)),
    creator=WORDS,
    header=WORDS,
    numbering=st.sampled_from(Numbering),
)
MANY = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def said(blocks):
    """The texts of a tree in order: written anew here, without the writer's notion of what is visible."""
    for block in blocks:
        match block:
            case tree.List():
                for item in block.items:
                    yield from said(item.blocks)
            case tree.DefinitionList():
                for entry in block.entries:
                    yield from _entry(tree.plain(entry.term), tree.plain(entry.content))
            case tree.Table():
                yield from [tree.plain(block.caption)] if tree.plain(block.caption).strip() else []
                yield [[tree.plain(cell.content) for cell in row.cells] for row in (block.header, *block.rows)]
            case _:
                yield from [tree.plain(block.content)] if tree.plain(block.content).strip() else []


def _entry(term, content):
    colon = "" if term.rstrip().endswith(":") else ":"
    if content.strip():
        yield f"{term}{colon}\t{content}"
    elif term.strip():
        yield f"{term}{colon}"


def read(extracted):
    """The texts of a file in order, without the paragraphs that only keep tables apart."""
    for block in extracted.blocks:
        if hasattr(block, "rows"):
            yield [list(row) for row in block.rows]
        elif block.style not in ("Between Tables", "After Table"):
            yield block.text


@MANY
@given(document=DOCUMENTS)
def test_any_document_says_what_its_tree_says(document, house_style, extract):
    content = write_word(document, house_style)
    extracted = extract(content)
    assert list(read(extracted)) == list(said(document.blocks))
    assert [each.label for each in extracted.paragraphs if each.label] == [each.label for each in labels(document)]
    assert extracted.headers == (document.header,)
    assert not own_findings(content)
    docx.Document(io.BytesIO(content))
    assert write_word(document, house_style) == content


@pytest.mark.slow
@settings(MANY, max_examples=400)
@given(document=DOCUMENTS)
def test_any_document_is_valid(document, house_style, assert_valid_docx):
    """The opinions of docx-plus on spaces and capitals are about the words, which are anybody's here."""
    found = [each for each in findings(write_word(document, house_style)) if each.tool != "docx-plus"]
    assert not found


IDS = st.text(min_size=1) | st.from_regex(r"[a-z][a-z0-9_-]{0,60}", fullmatch=True)


@MANY
@given(ids=st.lists(IDS, max_size=6, unique=True))
def test_bookmark_names_are_such_as_word_takes_and_never_shared(ids):
    names = [bookmark_name(id_) for id_ in ids]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    assert len({name.lower() for name in names}) == len(ids)
