"""The same files in another program's eyes: the labels are native, so LibreOffice counts them by itself."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.documents import Numbering
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs.prose import tree

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


def test_the_number_of_a_heading_has_the_font_of_the_heading(blocks, document, house_style, converted):
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(house_style)) as package, zipfile.ZipFile(changed, "w") as copy:
        for name in package.namelist():
            xml = package.read(name).decode()
            serif = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/><w:bCs/><w:color '
            copy.writestr(name, xml.replace("<w:b/><w:bCs/><w:color ", serif))
    made = document(blocks.section("Background"), blocks.paragraph("First."), numbering=Numbering.PAPER)
    fonts = re.findall(rb"/BaseFont/\w+\+([\w-]+)", converted(write_word(made, changed.getvalue()), "pdf"))
    assert len([font for font in set(fonts) if b"Bold" in font]) == 1, fonts
    assert len(set(fonts)) == 2, fonts


def test_the_house_style_shows_every_kind_of_list(converted, house_style):
    """But for the bullets within bullets, where LibreOffice's text has signs of its own."""
    text = converted(house_style, TEXT).decode("utf-8-sig")
    labels = [line.split()[0] for line in text.splitlines() if re.match(r"\s*(\d|•|\()", line)]
    assert labels == ["1.0", "1.1", "1.", "•", "(i)", "(a)", "1."]


WORD = st.text("abcdefgh", min_size=1, max_size=8)
TEXTS = WORD.map(lambda word: (tree.Text(word),))
PARAGRAPHS = st.builds(tree.Paragraph, TEXTS)


def lists_of(block):
    """Items that begin with their own paragraph, as a list in Markdown does."""
    items = st.builds(lambda own, under: tree.ListItem((own, *under)), PARAGRAPHS, st.lists(block, max_size=2))
    return st.builds(tree.List, st.sampled_from(tree.ListKind), st.lists(items, min_size=1, max_size=3).map(tuple))


LISTS = lists_of(lists_of(lists_of(PARAGRAPHS) | PARAGRAPHS) | PARAGRAPHS)
SECTIONS = st.builds(tree.Heading, st.just(2), TEXTS, style=st.sampled_from([None, None, "unnumbered"]))


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents=st.lists(SECTIONS | PARAGRAPHS | LISTS, min_size=3, max_size=12), numbering=st.sampled_from(Numbering))
def test_libreoffice_counts_as_the_extractor_does(contents, numbering, document, house_style, lines, extract):
    """Bullets within bullets apart: LibreOffice's text has signs of its own for them."""
    read = extract(write_word(document(*contents, numbering=numbering), house_style))
    signs = str.maketrans("–▪◦", "•••")
    counted = [f"{each.label} {each.text}".strip().translate(signs) for each in read.paragraphs]
    assert [line.translate(signs) for line in lines(*contents, numbering=numbering)] == counted
