"""Spellings of the file format that openpyxl does not write and other programs do."""

from __future__ import annotations

import re

import pytest

SHEET, STRINGS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
STRUCK = "note: Actions!C4 (DA-01) is struck through: “Officer 1” is taken as it stands."
AS_TEXT = (
    "note: Actions!{} holds a formula: its text “{}” is taken as it stands, not what it comes to. "
    "Type over it what it comes to, if that is meant."
)
OWNER = b"<si><t>Officer 1</t></si>"


def swap(old: bytes, new: bytes):
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return change


def cell(name: bytes, new: bytes):
    """Another cell in its place, with its style."""

    def change(xml: bytes) -> bytes:
        begin = xml.index(b'<c r="%s"' % name)
        ends = [end for end in (xml.find(b"</c>", begin), xml.find(b"/>", begin)) if end > 0]
        end = min(ends) + (4 if min(ends) == ends[0] else 2)
        style = xml[begin:].partition(b' s="')[2].partition(b'"')[0]
        return xml[:begin] + new.replace(b"<c", b'<c r="%s" s="%s"' % (name, style), 1) + xml[end:]

    return change


@pytest.mark.parametrize(
    ("changes", "edits", "told"),
    [
        pytest.param({STRINGS: swap(OWNER, b"<si><r><rPr><strike/></rPr><t>Officer</t></r><r><t xml:space='preserve'> 1</t></r></si>")}, [], [STRUCK], id="shared rich text, struck"),
        pytest.param({STRINGS: swap(OWNER, b"<si><r><rPr><strike val='0'/></rPr><t>Officer 1</t></r></si>")}, [], [], id="shared rich text, not struck"),
        pytest.param({STRINGS: swap(OWNER, b"<si><t>Officer 1</t><rPh sb='0' eb='1'><t>of</t></rPh></si>")}, [], [], id="shared text with a phonetic guide"),
        pytest.param({SHEET: cell(b"C4", b"<c t='inlineStr'><is><t>Officer 1</t><rPh sb='0' eb='1'><t>of</t></rPh></is></c>")}, [], [], id="text in its cell with a phonetic guide"),
        pytest.param({SHEET: cell(b"C4", b"<c t='inlineStr'><is><r><t>Sue</t></r><r><t>x</t></r></is></c>")}, ["DA-01.owner: 'Officer 1' → 'Suex' (Actions!C4)"], [], id="rich text in its cell"),
        pytest.param({SHEET: cell(b"D4", b"<c t='d'><v>2025-03-31T00:00:00</v></c>")}, ["DA-01.due: '2025-03-01' → '2025-03-31' (Actions!D4)"], [], id="a date by the standard"),
        pytest.param({SHEET: cell(b"C4", b"<c t='str'><f>A1</f><v>x</v></c>")}, ["DA-01.owner: 'Officer 1' → '=A1' (Actions!C4)"], [AS_TEXT.format("C4 (DA-01)", "=A1")], id="a formula with its value"),
        pytest.param(
            {SHEET: lambda xml: cell(b"C5", b"<c><f t='shared' si='0'/><v>1</v></c>")(cell(b"C4", b"<c><f t='shared' ref='C4:C5' si='0'>B4&amp;\"x\"</f><v>1</v></c>")(xml))},
            ["DA-01.owner: 'Officer 1' → '=B4&\"x\"' (Actions!C4)", "DA-02.owner: 'Officer 2' → '=B5&\"x\"' (Actions!C5)"],
            [AS_TEXT.format("C4 (DA-01)", '=B4&"x"'), AS_TEXT.format("C5 (DA-02)", '=B5&"x"')],
            id="a formula that was filled down",
        ),
        pytest.param(
            {SHEET: lambda xml: cell(b"C5", b"<c><f t='shared' si='0'/><v>1</v></c>")(cell(b"C4", b"<c><f t='shared' ref='C4:C5' si='0'>\"x</f><v>1</v></c>")(xml))},
            ["DA-01.owner: 'Officer 1' → '=\"x' (Actions!C4)", "DA-02.owner: 'Officer 2' → '=\"x' (Actions!C5)"],
            [AS_TEXT.format("C4 (DA-01)", '="x'), AS_TEXT.format("C5 (DA-02)", '="x')],
            id="a formula that nobody understands, filled down",
        ),
        pytest.param(
            {SHEET: cell(b"D4", b"<c><v>45747</v></c>"), "xl/styles.xml": swap(b'formatCode="dd/mm/yyyy"', b'formatCode="[$-809]d\\ mmmm\\ yyyy;@"')},
            ["DA-01.due: '2025-03-01' → '2025-03-31' (Actions!D4)"],
            [],
            id="a date format of a language",
        ),
        pytest.param({SHEET: cell(b"F4", b"<c><v>1.2E3</v></c>")}, ["DA-01.cost: '100.50' → '1200' (Actions!F4)"], [], id="a number with an exponent"),
        pytest.param({SHEET: cell(b"F4", b"<c><v>100.50000000000001</v></c>")}, [], [], id="a number with noise"),
        pytest.param({SHEET: swap(TRANSITIONAL, STRICT), STRINGS: swap(TRANSITIONAL, STRICT), "xl/workbook.xml": swap(TRANSITIONAL, STRICT)}, [], [], id="strict Open XML"),
    ],
)  # fmt: skip
def test_as_other_programs_write_it(read, repacked, changes, edits, told):
    assert read(repacked(changes)) == (edits, told)


def test_rows_and_cells_without_their_places(read, repacked):
    """Places may be left out: a cell follows the last one (ECMA-376 part 1, 18.3.1.4)."""

    def without(xml: bytes) -> bytes:
        head, table, rest = xml.partition(b'<row r="4"')
        row, end, rest = (table + rest).partition(b"</row>")
        return head + re.sub(rb' r="[A-Z]*[0-9]+"', b"", row) + end + rest

    assert read(repacked({SHEET: without})) == ([], [])
