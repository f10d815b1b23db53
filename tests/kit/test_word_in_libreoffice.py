"""The same files in another program's eyes: the labels are native, so LibreOffice counts them by itself."""

from __future__ import annotations

import re

import pytest
from kcsp_docs_kit.documents import Numbering
from kcsp_docs_kit.documents.word import write_word

TEXT = "txt:Text (encoded):UTF8"
pytestmark = pytest.mark.office


@pytest.fixture
def lines(converted, document, house_style):
    """The lines of a page as LibreOffice lays it out, blanks joined."""

    def lay_out(*contents, **changes):
        text = converted(write_word(document(*contents, **changes), house_style), TEXT).decode("utf-8-sig")
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    return lay_out


def test_a_paper(blocks, lines):
    assert lines(
        blocks.details(By="The chair"),
        blocks.section("Background"),
        blocks.paragraph("The regulations ask for:"),
        blocks.list("bullet", "a county strategy group;", "two or more persons."),
        blocks.paragraph("Nothing has changed."),
        blocks.section("Recommendations"),
        blocks.paragraph("Members are asked to agree."),
        blocks.section("Attachments", style="unnumbered"),
        blocks.paragraph("Appendix A"),
        numbering=Numbering.PAPER,
    ) == [
        "By: The chair",
        "1.0 Background",
        "1.1 The regulations ask for:",
        "• a county strategy group;",
        "• two or more persons.",
        "1.2 Nothing has changed.",
        "2.0 Recommendations",
        "2.1 Members are asked to agree.",
        "Attachments",
        "Appendix A",
    ]


def test_terms_of_reference(blocks, lines):
    letters = blocks.list("letter", "first", "second")
    clauses = [each for number in "123" for each in (blocks.section(f"Clause {number}"), blocks.paragraph("Text."))]
    assert lines(
        blocks.title("Working Group"),
        *clauses,
        blocks.section("Membership"),
        blocks.list("roman", blocks.item("the police", letters), blocks.item("the fire service", letters)),
        blocks.list("roman", "again"),
        blocks.list("decimal", blocks.item("one", blocks.list("decimal", "nested")), "two"),
        blocks.list("bullet", "bullet"),
        numbering=Numbering.CLAUSES,
    ) == [
        "Working Group",
        "1. Clause 1", "Text.", "2. Clause 2", "Text.", "3. Clause 3", "Text.", "4. Membership",
        "(i) the police", "(a) first", "(b) second", "(ii) the fire service", "(a) first", "(b) second",
        "(i) again",
        "1. one", "1. nested", "2. two",
        "• bullet",
    ]  # fmt: skip


def test_a_long_table_becomes_pages_of_a_pdf(blocks, document, house_style, converted):
    rows = (blocks.row(f"Body {number}", "Seat") for number in range(120))
    made = document(blocks.title("Seats"), blocks.table(blocks.row("Body", "Seat"), *rows, caption="All seats"))
    pdf = converted(write_word(made, house_style), "pdf")
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 3


def test_the_house_style_shows_every_kind_of_list(converted, house_style):
    """But for the bullets within bullets, where LibreOffice's text has signs of its own."""
    text = converted(house_style, TEXT).decode("utf-8-sig")
    labels = [line.split()[0] for line in text.splitlines() if re.match(r"\s*(\d|•|\()", line)]
    assert labels == ["1.0", "1.1", "1.", "•", "(i)", "(a)", "1."]
