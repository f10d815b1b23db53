"""What a reader of a written Word file sees, through an extractor that shares no code with the writer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from kcsp_docs_kit.documents import DocumentError, Numbering
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs.prose.tree import Definition, DefinitionList, Emphasis, Heading, LineBreak, Link, Paragraph, Strong, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def written(document, house_style, extract, assert_valid_docx):
    """Writes a document of some blocks, has it validated, and reads it back."""

    def write(*contents, **changes):
        content = write_word(document(*contents, **changes), house_style)
        assert_valid_docx(content)
        return extract(content)

    return write


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read(name))


def test_a_paper(blocks, written):
    paper = written(
        blocks.details(By="Head of Community Safety", Classification="For Decision"),
        blocks.section("Background"),
        blocks.paragraph("The regulations ask for:"),
        blocks.list("bullet", "a county strategy group;", "two or more persons."),
        blocks.paragraph("Nothing has changed."),
        blocks.section("Recommendations"),
        blocks.paragraph("Members are asked to agree."),
        blocks.section("Attachments", style="unnumbered"),
        blocks.paragraph("Appendix A"),
        numbering=Numbering.PAPER,
    )
    assert paper.outline().splitlines() == [
        "[Detail] By:\tHead of Community Safety",
        "[Detail] Classification:\tFor Decision",
        "1.0 [Heading 1] Background",
        "1.1 [Numbered Paragraph] The regulations ask for:",
        "• [List Bullet] a county strategy group;",
        "• [List Bullet] two or more persons.",
        "1.2 [Numbered Paragraph] Nothing has changed.",
        "2.0 [Heading 1] Recommendations",
        "2.1 [Numbered Paragraph] Members are asked to agree.",
        "[Heading 1] Attachments",
        "[Body Text] Appendix A",
    ]


def test_terms_of_reference(blocks, written):
    terms = written(
        blocks.title("Working Group"),
        blocks.paragraph("Terms of Reference", style="subtitle"),
        blocks.section("Purpose"),
        blocks.paragraph("In particular by"),
        blocks.list("roman", "managing the grant;", "preparing the agreement."),
        Heading(3, (Text("Exceptions"),)),
        Heading(4, (Text("Raised"),)),
        blocks.section("Versions", style="unnumbered"),
        blocks.table(blocks.row("Version", "Date"), blocks.row("2.0", "4 July 2024"), caption="Versions so far"),
        numbering=Numbering.CLAUSES,
    )
    assert terms.outline().splitlines() == [
        "[Title] Working Group",
        "[Subtitle] Terms of Reference",
        "1. [Heading 1] Purpose",
        "[Body Text] In particular by",
        "(i) [List Roman] managing the grant;",
        "(ii) [List Roman] preparing the agreement.",
        "[Heading 2] Exceptions",
        "[Heading 3] Raised",
        "[Heading 1] Versions",
        "[Caption] Versions so far",
        "| Version | Date |",
        "| 2.0 | 4 July 2024 |",
        "[After Table]",
    ]
    assert terms.tables[0].header_rows == 1


def test_lists_restart_and_nest(blocks, written):
    letters = blocks.list("letter", "first", "second")
    deep = blocks.list("bullet", blocks.item("inner", blocks.list("bullet", "innermost")))
    lists = written(
        blocks.list("decimal", blocks.item("one", letters), blocks.item("two", letters), "three"),
        blocks.paragraph("Again:"),
        blocks.list("decimal", "one", blocks.item("two", blocks.paragraph("More of two."), deep)),
    )
    assert [each.style for each in lists.paragraphs[-3:]] == ["List Continue", "List Bullet 2", "List Bullet 3"]
    assert [(each.label, each.text) for each in lists.paragraphs] == [
        ("1.", "one"), ("(a)", "first"), ("(b)", "second"),
        ("2.", "two"), ("(a)", "first"), ("(b)", "second"),
        ("3.", "three"),
        ("", "Again:"),
        ("1.", "one"), ("2.", "two"), ("", "More of two."), ("–", "inner"), ("▪", "innermost"),
    ]  # fmt: skip


def test_text_stays_text(document, house_style, extract):
    words = 'a < b & "c" ]]> </w:t> {{ x }} =1+1 ‘quoted’ – 🙂 עברית  two blanks \t tab\r\nline\rline '
    (paragraph,) = extract(write_word(document(Paragraph((Text(words),))), house_style)).paragraphs
    assert paragraph.text == words.replace("\r\n", "\n").replace("\r", "\n")


def test_inlines_keep_their_words_and_their_weight(document, house_style):
    strong = Strong((Text("must"), Emphasis((Text(" always"),))))
    content = write_word(document(Paragraph((Text("They "), strong, LineBreak(), Text("attend.")))), house_style)
    runs = [
        ("".join(run.itertext()), {child.tag.removeprefix(W) for child in run.find(f"{W}rPr") or ()})
        for run in part(content, "word/document.xml").iter(f"{W}r")
    ]
    assert runs == [("They ", set()), ("must", {"b", "bCs"}), (" always", {"b", "bCs", "i", "iCs"}), ("", set()),
                    ("attend.", set())]  # fmt: skip


def test_links_lead_where_they_say(written):
    address = " https://example.org/terms of reference?year=2024&group=a\n"
    read = written(
        Paragraph((Link(address, (Text("the terms"),)), Text(" or "), Link(address, (Text("again"),)))),
        Paragraph((Link("mailto:office@example.org", (Strong((Text("the office"),)),)),)),
        Paragraph((Link("https://example.org/", (Text("outer "), Link("https://example.com/", (Text("inner"),)))),)),
    )
    followable = "https://example.org/terms%20of%20reference?year=2024&group=a"
    assert read.links == (
        ("the terms", followable),
        ("again", followable),
        ("the office", "mailto:office@example.org"),
        ("outer inner", "https://example.org/"),
    )


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def test_every_id_becomes_a_bookmark_around_its_words(blocks, written):
    long_id = "the-duty-to-share-information-with-each-of-the-responsible-authorities"
    read = written(
        blocks.section("Membership", "membership"),
        blocks.paragraph("All attend.", "attendance"),
        blocks.list("bullet", blocks.item("Share information.", id_=long_id)),
        blocks.table(blocks.row("Body", "Seat"), blocks.row("The police", "Chief", id_="police"), id_="seats"),
        blocks.paragraph("2nd.", "2nd_Thing"),
    )
    assert read.bookmarks == {
        "membership": "Membership",
        "attendance": "All attend.",
        f"the_duty_to_share_informatio__{digest(long_id)}": "Share information.",
        "seats": "Body",
        "police": "The police",
        f"id2nd_thing__{digest('2nd_Thing')}": "2nd.",
    }


def test_a_paragraph_has_a_bookmark_for_each_change_that_it_tells_of(blocks, written):
    told = ("group.quorum.changed", "group.member.police.renamed")
    read = written(dataclasses.replace(blocks.paragraph("Both changed.", "changes"), tells=told))
    assert read.bookmarks == {
        "changes": "Both changed.",
        f"tells_group_quorum_changed__{digest('tells.' + told[0])}": "Both changed.",
        f"tells_group_member_police_re__{digest('tells.' + told[1])}": "Both changed.",
    }


def test_the_file_says_of_itself_what_the_document_says(blocks, written):
    read = written(
        blocks.paragraph("Testun."), title="A & B", subject="Adolygiad", language="cy-GB", creator="<Anyshire>",
        date=dt.date(2025, 1, 2), header="Anyshire\tAppendix C",
    )  # fmt: skip
    assert read.properties == {
        "title": "A & B",
        "subject": "Adolygiad",
        "creator": "<Anyshire>",
        "language": "cy-GB",
        "created": "2025-01-02T00:00:00Z",
        "modified": "2025-01-02T00:00:00Z",
    }
    assert read.headers == ("Anyshire\tAppendix C",)
    assert read.footers == ("Page 1 of 1",)


def test_without_a_header_text_nothing_is_left_in_its_place(blocks, written):
    assert written(blocks.paragraph("Text.")).headers == ("",)


def test_the_language_is_said_where_word_looks_for_it(blocks, document, house_style):
    content = write_word(document(blocks.paragraph("Testun."), language="cy-GB"), house_style)
    default = part(content, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    theme = part(content, "word/settings.xml").find(f"{W}themeFontLang")
    assert (default.get(f"{W}val"), theme.get(f"{W}val")) == ("cy-GB", "cy-GB")


def test_the_same_document_gives_the_same_bytes(blocks, document, house_style):
    made = document(blocks.section("Title", "title"), blocks.list("roman", "One", "Two"), numbering=Numbering.PAPER)
    first = write_word(made, house_style)
    assert write_word(made, house_style) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}


def test_tables_never_touch_and_never_end_a_document(blocks, written):
    table = blocks.table(blocks.row("Body"), blocks.row("The police"))
    read = written(table, table)
    assert read.outline().splitlines() == [
        "| Body |", "| The police |", "[Between Tables]", "| Body |", "| The police |", "[After Table]",
    ]  # fmt: skip


def test_rows_stay_whole_and_columns_fill_the_page(blocks, document, house_style):
    long = "A seat that is described at length, so that the column asks for more room than the other"
    made = document(blocks.table(blocks.row("Body", "Seat"), blocks.row("Police", long), blocks.row("Fire", "")))
    table = part(write_word(made, house_style), "word/document.xml").find(f".//{W}tbl")
    assert len(table.findall(f"{W}tr/{W}trPr/{W}cantSplit")) == 3
    narrow, wide = (int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol"))
    assert narrow + wide == 9070
    assert narrow * 3 < wide


def test_a_word_that_is_wider_than_its_column_takes_no_other_column_away(blocks, document, house_style):
    made = document(blocks.table(blocks.row("Body", "Seat"), blocks.row("x" * 90, "Superintendent")))
    table = part(write_word(made, house_style), "word/document.xml").find(f".//{W}tbl")
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == 9070
    assert min(widths) > 1500


def test_a_table_is_described_and_its_header_row_looks_like_one(blocks, document, house_style):
    made = document(blocks.table(blocks.row("Body"), blocks.row("The police"), caption="Who sits & decides"))
    table = part(write_word(made, house_style), "word/document.xml").find(f".//{W}tbl")
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Who sits & decides"
    assert [style.get(f"{W}val") for style in table.iter(f"{W}pStyle")] == ["TableHeading", "TableText"]


def test_what_lies_under_a_numbered_paragraph_lies_in_as_far_as_its_text(blocks, document, house_style):
    inner = blocks.list("roman", "Within.")
    made = document(
        blocks.section("Background"),
        blocks.paragraph("As follows:"),
        blocks.list("bullet", blocks.item("One.", blocks.paragraph("More of one."), inner)),
        blocks.paragraph("To go on:", style="unnumbered"),
        blocks.section("Attachments", style="unnumbered"),
        blocks.list("bullet", blocks.item("Appendix A", blocks.paragraph("In two parts."))),
        blocks.paragraph("Appendix B"),
        numbering=Numbering.PAPER,
    )
    body = part(write_word(made, house_style), "word/document.xml")
    indents = {
        "".join(paragraph.itertext()): (int(own.get(f"{W}left")), int(own.get(f"{W}hanging")))
        for paragraph in body.iter(f"{W}p")
        for own in paragraph.iter(f"{W}ind")
    }
    text, step = 794, 567  # where the house style has the text of a numbered paragraph, and each level of a list
    assert indents == {
        "One.": (text + step, step),
        "More of one.": (text + step, 0),
        "Within.": (text + 2 * step, step),
        "To go on:": (text, 0),
        "In two parts.": (step, 0),
    }


def test_blocks_without_a_visible_character_are_left_out(blocks, written):
    read = written(
        blocks.paragraph(""), blocks.section("Title"), blocks.paragraph("\xa0 \t"), blocks.list("bullet", "", "One"),
        blocks.list("bullet", ""), blocks.details(By=""), numbering=Numbering.CLAUSES,
    )  # fmt: skip
    assert read.outline().splitlines() == ["1. [Heading 1] Title", "• [List Bullet] One", "[Detail] By:"]


def test_a_document_of_nothing_is_still_a_document(written):
    assert written().outline() == "[After Table]"


CHARACTERS = """\
The paragraph "The group\\u0001 meets \\ud800 quarterly." holds the character U+0001, which no Word file can hold.
The paragraph "The group\\u0001 meets \\ud800 quarterly." holds the character U+D800, which no Word file can hold."""


def test_an_id_twice_is_found_wherever_ids_stand(blocks, document, house_style):
    details = DefinitionList((Definition(blocks.text("By"), blocks.text("The chair"), "same"),))
    for other in (
        blocks.table(blocks.row("Body", id_="same"), blocks.row("Police")),
        blocks.table(blocks.row("Body"), blocks.row("Police", id_="same")),
        blocks.table(blocks.row("Body"), blocks.row("Police"), id_="same"),
        blocks.section("Title", "same"),
        blocks.list("bullet", blocks.item("One", blocks.list("roman", blocks.item("Two", id_="same")))),
    ):
        with pytest.raises(DocumentError, match='The id "same" stands 2 times in the document'):
            write_word(document(details, other), house_style)


FAULTS = [
    pytest.param(Paragraph((Text("The group\x01 meets \ud800 quarterly."),)), CHARACTERS, id="characters"),
    pytest.param(
        Paragraph((Strong((Link("terms.docx", (Text("See the terms"),)),)),)),
        'The paragraph "See the terms" links to "terms.docx", which nobody can follow.',
        id="relative link",
    ),
    pytest.param(
        Paragraph((Link("https://[example", (Text("Here"),)),)),
        'The paragraph "Here" links to "https://[example", which nobody can follow.',
        id="address that is none",
    ),
    pytest.param(
        Paragraph((Link("javascript:alert(1)", (Text("Here"),)),)),
        'The paragraph "Here" links to "javascript:alert(1)", which nobody can follow.',
        id="script",
    ),
    pytest.param(Heading(5, (Text("Too deep"),)), 'The heading "Too deep" has level 5.', id="heading level"),
]


@pytest.mark.parametrize(("block", "messages"), FAULTS)
def test_what_no_word_file_can_hold_is_refused(document, house_style, block, messages):
    with pytest.raises(DocumentError) as caught:
        write_word(document(block), house_style)
    assert "\n".join(problem.message for problem in caught.value.problems) == messages
    assert all(problem.hint for problem in caught.value.problems)


def test_all_problems_are_told_at_once(blocks, document, house_style):
    nested = blocks.item("0")
    for depth in range(1, 11):
        nested = blocks.item(str(depth), blocks.list("bullet", nested))
    with pytest.raises(DocumentError) as caught:
        write_word(
            document(
                blocks.paragraph("One.", "same"),
                blocks.list("bullet", blocks.item("Two.", id_="same")),
                blocks.table(blocks.row("Body", "Seat"), blocks.row("The police")),
                blocks.table(blocks.row()),
                blocks.list("bullet", nested),
                title="\x00",
            ),
            house_style,
        )
    assert [(problem.code, problem.message) for problem in caught.value.problems] == [
        ("document-character", "The document's title holds the character U+0000, which no Word file can hold."),
        ("document-table", 'The table row "The police" has 1 cells where the header row has 2.'),
        ("document-table", "A table has no columns."),
        ("document-id", 'The id "same" stands 2 times in the document.'),
        ("document-list", "A list lies within 9 others, and Word's lists have 9 levels."),
    ]
