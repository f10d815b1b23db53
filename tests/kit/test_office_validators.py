"""A test of the testers: a file with a known fault must still be found out, and by the tool that is named here."""

from __future__ import annotations

import io
import zipfile

import pytest
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs.prose.tree import Link, Paragraph

from ..office_validators import assert_valid_docx, findings

BODY = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERS = "word/numbering.xml"
TYPES = "[Content_Types].xml"
LINKS = "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"


@pytest.fixture(scope="module")
def good(blocks, document, house_style) -> bytes:
    link = Link("https://example.org/terms", blocks.text("the terms"))
    made = document(
        blocks.title("Anyshire Partnership"),
        blocks.section("Membership", "membership"),
        blocks.paragraph("All members attend.", "attendance"),
        blocks.list("bullet", "The police", "The fire service"),
        blocks.table(blocks.row("Body", "Seat"), blocks.row("The police", "Superintendent"), caption="Seats"),
        Paragraph((link,)),
    )
    return write_word(made, house_style)


def spoilt(content: bytes, part: str, before: str, after: str) -> bytes:
    """The file with one change in one part, every other part as it was."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for entry in package.infolist():
            text = package.read(entry).decode()
            if entry.filename == part:
                assert before in text, f"{before} is not in {part}"
                text = text.replace(before, after, 1)
            changed.writestr(entry, text)
    return buffer.getvalue()


def test_a_good_file_passes(good):
    assert_valid_docx(good)


FAULTS = [
    pytest.param(BODY, "<w:tbl>", "<w:wibble/><w:tbl>", {"openxml-audit schema"}, id="unknown element"),
    pytest.param(BODY, '<w:pStyle w:val="Title"/>', '<w:ind w:left="0"/><w:pStyle w:val="Title"/>',
                 {"openxml-audit schema"}, id="elements out of order"),
    pytest.param(BODY, "<w:r><w:t>All", "<w:p/><w:r><w:t>All", {"openxml-audit schema"}, id="paragraph in a paragraph"),
    pytest.param(BODY, "<w:tc>", "<w:tc></w:tc><w:tc>", {"openxml-audit schema", "ooxml-integrity TBL002"},
                 id="cell without a paragraph"),
    pytest.param(BODY, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="12"/>', {"ooxml-integrity NUM004", "own numbering"},
                 id="level that the list lacks"),
    pytest.param(BODY, '<w:numId w:val="3"/>', '<w:numId w:val="77"/>',
                 {"openxml-audit semantic", "ooxml-integrity NUM002", "own numbering"}, id="missing numbering id"),
    pytest.param(NUMBERS, '<w:num w:numId="3"><w:abstractNumId w:val="3"/>',
                 '<w:num w:numId="3"><w:abstractNumId w:val="88"/>',
                 {"openxml-audit semantic", "ooxml-integrity NUM003", "own numbering"}, id="missing definition"),
    pytest.param(BODY, 'r:id="rId', 'r:id="rIdNone', {"openxml-audit semantic", "ooxml-integrity REL001"},
                 id="dangling relationship"),
    pytest.param(LINKS, 'Target="header1.xml"', 'Target="header2.xml"',
                 {"openxml-audit relationship", "ooxml-integrity REL002", "python-docx KeyError"}, id="missing part"),
    pytest.param(LINKS, "https://example.org/terms", "https://example.org/[terms of reference", {"own address"},
                 id="address that is no URI"),
    pytest.param(BODY, 'w:bookmarkStart w:id="1"', 'w:bookmarkStart w:id="0"',
                 {"openxml-audit semantic", "own bookmark"}, id="bookmark id twice"),
    pytest.param(BODY, '<w:bookmarkEnd w:id="1"/>', "", {"own bookmark"}, id="bookmark without an end"),
    pytest.param(BODY, 'w:name="attendance"', 'w:name="Membership"', {"own bookmark"}, id="bookmark name twice"),
    pytest.param(BODY, 'w:name="attendance"', 'w:name="1-attendance"', {"own bookmark"}, id="bookmark name refused"),
    pytest.param(BODY, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Nobody"/>',
                 {"openxml-audit semantic", "ooxml-integrity STY001", "own style"}, id="missing style"),
    pytest.param(BODY, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="HouseTable"/>', {"own style"},
                 id="style of another kind"),
    pytest.param(STYLES, '<w:basedOn w:val="BodyText"/>', '<w:basedOn w:val="Nobody"/>',
                 {"openxml-audit semantic", "ooxml-integrity STY002"}, id="style on a missing style"),
    pytest.param(STYLES, 'w:styleId="Detail"', 'w:styleId="BodyText"', {"openxml-audit semantic"}, id="style id twice"),
    pytest.param(TYPES, "wordprocessingml.numbering+xml", "wordprocessingml.wibble+xml",
                 {"openxml-audit semantic", "ooxml-integrity PKG010"}, id="bad content type"),
    pytest.param(BODY, "<w:tbl>", "<w:p/><w:tbl>", {"own paragraph"}, id="empty paragraph"),
    pytest.param(BODY, "All members", "All  members", {"docx-plus double-space"}, id="two spaces"),
    pytest.param(BODY, '<w:pStyle w:val="BodyText"/></w:pPr>',
                 '<w:pStyle w:val="BodyText"/><w:spacing w:after="999"/></w:pPr>', {"docx-plus style-drift"},
                 id="spacing by hand"),
    pytest.param(CORE, "2024-07-04T00:00:00Z", "yesterday", {"own date"}, id="date that is none"),
    pytest.param(BODY, "</w:body>", "", {"openxml-audit schema", "ooxml-integrity XML001", "own file"},
                 id="XML torn"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "before", "after", "found_by"), FAULTS)
def test_a_known_fault_is_found_by_the_tools_named(good, part, before, after, found_by):
    bad = spoilt(good, part, before, after)
    found = {f"{finding.tool} {finding.rule}" for finding in findings(bad)}
    assert found_by <= found, found
    with pytest.raises(AssertionError):
        assert_valid_docx(bad)


def test_a_file_cut_short_is_found_out(good):
    with pytest.raises(AssertionError, match="not a zip file"):
        assert_valid_docx(good[: len(good) // 2])


def test_a_file_dated_by_the_clock_is_found_out(good):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            changed.writestr(zipfile.ZipInfo(name, (2024, 7, 4, 10, 0, 0)), package.read(name))
    with pytest.raises(AssertionError, match="zip entries are dated"):
        assert_valid_docx(buffer.getvalue())
