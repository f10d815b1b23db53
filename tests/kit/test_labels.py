"""The numbers that other text cites, as a reader of the page would count them."""

from __future__ import annotations

import doctest
import sys

import pytest
from kcsp_docs_kit.documents import Numbering, labels
from kcsp_docs_kit.documents.labels import letter, roman
from kcsp_docs_kit.documents.word import bookmarks

from kcsp_docs.prose.tree import Heading


def shown(document):
    return [(each.label, each.within) for each in labels(document)]


def test_a_paper_counts_sections_and_the_paragraphs_below_them(blocks, document):
    paper = document(
        blocks.details(By="The chair"),
        blocks.paragraph("Before any section."),
        blocks.section("Background"),
        blocks.paragraph("First."),
        blocks.paragraph("Second."),
        blocks.section("Terms"),
        blocks.paragraph("Third."),
        numbering=Numbering.PAPER,
    )
    assert shown(paper) == [
        ("1.0", ()),
        ("1.1", ("1.0",)),
        ("1.2", ("1.0",)),
        ("2.0", ()),
        ("2.1", ("2.0",)),
    ]


def test_terms_of_reference_count_their_sections_alone(blocks, document):
    terms = document(
        blocks.title("Working Group"),
        blocks.section("Title"),
        blocks.paragraph("The group is known as the Working Group."),
        blocks.section("Purpose"),
        blocks.list("roman", "Managing", "Preparing"),
        numbering=Numbering.CLAUSES,
    )
    assert shown(terms) == [("1.", ()), ("2.", ()), ("(i)", ("2.",)), ("(ii)", ("2.",))]


def test_nothing_is_counted_that_nobody_asked_to_count(blocks, document):
    assert labels(document(blocks.section("Title"), blocks.paragraph("Text."))) == ()


def test_what_lies_under_an_unnumbered_heading_has_no_number(blocks, document):
    paper = document(
        blocks.section("Background"),
        blocks.paragraph("First."),
        blocks.section("Attachments", style="unnumbered"),
        blocks.paragraph("Appendix A"),
        blocks.list("bullet", "One"),
        blocks.section("Recommendations"),
        blocks.paragraph("Second."),
        numbering=Numbering.PAPER,
    )
    assert [label for label, _ in shown(paper)] == ["1.0", "1.1", "•", "2.0", "2.1"]
    assert shown(paper)[2] == ("•", ())


def test_a_title_ends_the_section_before_it(blocks, document):
    pack = document(
        blocks.section("Background"),
        blocks.paragraph("First."),
        blocks.title("Appendix A"),
        blocks.paragraph("Not of the paper."),
        blocks.list("bullet", "Nor this"),
        numbering=Numbering.PAPER,
    )
    assert shown(pack) == [("1.0", ()), ("1.1", ("1.0",)), ("•", ())]


def test_headings_within_a_section_have_no_number_and_may_end_the_numbering(blocks, document):
    paper = document(
        blocks.section("Background"),
        Heading(3, blocks.text("The law")),
        blocks.paragraph("First."),
        Heading(3, blocks.text("A note"), style="unnumbered"),
        blocks.paragraph("Not counted."),
        Heading(3, blocks.text("The facts")),
        blocks.paragraph("Second."),
        numbering=Numbering.PAPER,
    )
    assert [label for label, _ in shown(paper)] == ["1.0", "1.1", "1.2"]


def test_a_paragraph_taken_out_or_with_a_style_of_its_own_has_no_number(blocks, document):
    paper = document(
        blocks.section("Background"),
        blocks.paragraph("Not counted.", style="unnumbered"),
        blocks.paragraph("Nor this.", style="subtitle"),
        blocks.paragraph("Counted."),
        numbering=Numbering.PAPER,
    )
    assert [label for label, _ in shown(paper)] == ["1.0", "1.1"]


def test_lists_within_a_paper_know_what_they_lie_under(blocks, document):
    inner = blocks.list("letter", "One", "Two")
    paper = document(
        blocks.section("Background"),
        blocks.paragraph("As follows:"),
        blocks.list("bullet", blocks.item("Outer", inner), "Next"),
        numbering=Numbering.PAPER,
    )
    assert shown(paper)[2:] == [
        ("•", ("1.0", "1.1")),
        ("(a)", ("1.0", "1.1", "•")),
        ("(b)", ("1.0", "1.1", "•")),
        ("•", ("1.0", "1.1")),
    ]


def test_each_list_begins_anew_and_bullets_change_with_depth(blocks, document):
    deep = blocks.list("bullet", blocks.item("2", blocks.list("bullet", blocks.item("3", blocks.list("bullet", "4")))))
    made = document(blocks.list("decimal", "a", "b"), blocks.list("decimal", "c"), blocks.list("bullet", "1"), deep)
    assert [each.label for each in labels(made)] == ["1.", "2.", "1.", "•", "•", "–", "▪"]


def test_blocks_without_a_visible_character_do_not_count(blocks, document):
    paper = document(
        blocks.section("Background"),
        blocks.paragraph(" \t"),
        blocks.paragraph("First."),
        blocks.list("decimal", "", "One", " "),
        numbering=Numbering.PAPER,
    )
    assert [each.label for each in labels(paper)] == ["1.0", "1.1", "1."]


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1994, "mcmxciv")]
)
def test_roman(number, numeral):
    assert roman(number) == numeral


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_go_on_after_z_as_word_does(number, letters):
    assert letter(number) == letters


@pytest.mark.parametrize("module", [sys.modules[letter.__module__], bookmarks], ids=["labels", "bookmarks"])
def test_the_examples_in_the_docstrings_run(module):
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed
