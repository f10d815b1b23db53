"""Documents that an author made with python-docx: taken as they are, without the clock and the user."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from kcsp_docs_kit.documents import DocumentError
from kcsp_docs_kit.documents.word import word_file

DAY = dt.date(2024, 7, 4)


def briefing():
    """As python-docx's own manual teaches it."""
    document = docx.Document()
    document.core_properties.last_modified_by = "a.person"
    document.core_properties.modified = dt.datetime.now(dt.UTC)
    document.add_heading("Anyshire briefing", 0)
    document.add_heading("Where we stand", 1)
    document.add_paragraph("The group met in May.")
    document.add_paragraph("an action plan", style="List Bullet")
    return document


def with_header_row(document, *words):
    table = document.add_table(2, len(words), style="Table Grid")
    for cell, word in zip(table.rows[0].cells, words, strict=True):
        cell.text = word
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def picture() -> bytes:
    """A PNG of one dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    bodies = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(bodies)


def everything_in(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_the_text_is_as_the_author_wrote_it(extract):
    document = briefing()
    with_header_row(document, "Body", "Seat")
    document.add_paragraph("Text after  the table & <more>.")
    reported = []
    file = word_file("briefing.docx", document, date=DAY, creator="Anyshire", report=reported.append)
    read = extract(file.content)
    assert file.name == "briefing.docx"
    assert reported == []
    assert read.outline().splitlines() == [
        "[Title] Anyshire briefing",
        "[Heading 1] Where we stand",
        "[Normal] The group met in May.",
        "\uf0b7 [List Bullet] an action plan",
        "| Body | Seat |",
        "|  |  |",
        "[Normal] Text after  the table & <more>.",
    ]


def test_a_document_of_the_default_template_is_valid(assert_valid_docx):
    assert_valid_docx(word_file("briefing.docx", briefing(), date=DAY).content)


def test_the_clock_and_the_user_are_gone(extract):
    content = word_file("briefing.docx", briefing(), date=DAY, creator="Anyshire").content
    assert extract(content).properties == {
        "title": "Anyshire briefing",
        "creator": "Anyshire",
        "language": "en-GB",
        "created": "2024-07-04T00:00:00Z",
        "modified": "2024-07-04T00:00:00Z",
    }
    assert b"a.person" not in everything_in(content)
    assert b"python-docx" not in everything_in(content)


def test_the_same_document_gives_the_same_bytes():
    assert word_file("a.docx", briefing(), date=DAY) == word_file("a.docx", briefing(), date=DAY)


def test_the_authors_document_is_left_as_it_was():
    document = briefing()
    before = document.element.xml, document.core_properties.last_modified_by
    word_file("briefing.docx", document, date=DAY)
    assert (document.element.xml, document.core_properties.last_modified_by) == before


def test_what_a_reader_would_miss_is_reported():
    document = docx.Document()
    document.add_paragraph("")
    document.add_paragraph("")
    document.add_heading("Details", 3)
    document.add_table(1, 1).cell(0, 0).text = "The police"
    document.add_paragraph("The end.")
    document.add_picture(io.BytesIO(picture()))
    reported = []
    word_file("briefing.docx", document, date=DAY, report=reported.append)
    assert [problem.message for problem in reported] == [
        "The document has no title: readers see its file name instead.",
        'The picture "Picture 1" has no alternative text.',
        'The table that begins "The police" has no header row.',
        'The document has 2 empty paragraphs; a screen reader says "blank" at each.',
        'The heading "Details" has level 3 and stands below none of a higher level.',
    ]
    assert str(reported[1]) == (
        'briefing.docx: The picture "Picture 1" has no alternative text. Say in words what it shows, or mark it as '
        "decorative. [word-alt-text]"
    )
    assert {problem.severity for problem in reported} == {"warning"}


def test_what_word_calls_damaged_is_refused():
    document = briefing()
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), "1")
    start.set(qn("w:name"), "lost")
    paragraph = document.add_paragraph("Text.")
    paragraph._p.append(start)
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 77
    paragraph._p.pPr.get_or_add_pStyle().val = "Nobody"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), "rId99")
    paragraph._p.append(link)
    with pytest.raises(DocumentError) as caught:
        word_file("briefing.docx", document, date=DAY)
    assert [problem.message for problem in caught.value.problems] == [
        'The document uses the style "Nobody", which it does not define.',
        "A list refers to numbering 77, which the document does not define: Word shows no numbers.",
        'The document refers to "rId99", and nothing in the file has that name: Word calls the file damaged.',
        "The document's bookmarks do not pair up: each needs one start and one end with a number of its own.",
    ]
    assert {problem.file for problem in caught.value.problems} == {"briefing.docx"}


def test_a_bookmark_name_used_twice_is_refused():
    document = briefing()
    for number in "12":
        paragraph = document.add_paragraph("Text.")._p
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = OxmlElement(tag)
            element.set(qn("w:id"), number)
            if tag == "w:bookmarkStart":
                element.set(qn("w:name"), "Clause" if number == "1" else "clause")
            paragraph.append(element)
    with pytest.raises(DocumentError, match='The bookmark "clause" stands 2 times in the document'):
        word_file("briefing.docx", document, date=DAY)


def test_a_document_that_needs_nothing_mended_has_nothing_reported():
    """A decorative picture, the paragraph that ends a document after a table, headings that climb back up."""
    document = docx.Document()
    document.core_properties.title = "Briefing"
    for words, level in (("One", 1), ("One.one", 2), ("Deep", 3), ("Two", 1), ("Two.one", 2)):
        document.add_heading(words, level)
        document.add_paragraph("Text.")
    document.add_picture(io.BytesIO(picture()))
    drawn = next(document.element.body.iter(qn("wp:docPr")))
    drawn.append(drawn.makeelement("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative", val="1"))
    with_header_row(document, "Body")
    document.add_paragraph("")
    with_header_row(document, "Seat")
    document.add_paragraph("")
    reported = []
    word_file("briefing.docx", document, date=DAY, report=reported.append)
    assert reported == []


def test_a_header_row_that_is_switched_off_is_none():
    document = briefing()
    with_header_row(document, "Body").rows[0]._tr.trPr[0].set(qn("w:val"), "0")
    document.add_paragraph("Text.")
    reported = []
    word_file("briefing.docx", document, date=DAY, report=reported.append)
    assert [problem.code for problem in reported] == ["word-table-header"]


def test_the_title_is_the_one_given_else_the_documents_own_else_its_heading(extract):
    own = briefing()
    own.core_properties.title = "Its own"
    titles = [
        extract(word_file("a.docx", document, date=DAY, title=given).content).properties["title"]
        for document, given in ((own, "The one given"), (own, ""), (briefing(), ""))
    ]
    assert titles == ["The one given", "Its own", "Anyshire briefing"]


def test_the_language_is_british_english_unless_another_is_named():
    def language(**named):
        content = word_file("a.docx", briefing(), date=DAY, **named).content
        document = docx.Document(io.BytesIO(content))
        return document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val"))

    assert (language(), language(language="cy-GB")) == ("en-GB", "cy-GB")
