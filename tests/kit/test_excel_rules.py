"""A test of the testers: an Excel file with a known fault must still be found out, under the rule that is named here."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from kcsp_docs_kit.workbooks import write_workbook

from ..excel_rules import findings
from ..office_validators import xlsx_findings
from ..sample_workbook import sample

BOOK = "xl/workbook.xml"
FRONT, ACTIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
TABLE, GRID = "xl/tables/table2.xml", "xl/tables/table1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
LINKS = "xl/worksheets/_rels/sheet2.xml.rels"
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def good() -> bytes:
    return write_workbook(sample())


def spoilt(content: bytes, part: str, before: str, after: str) -> bytes:
    """The file with one change in one part, every other part as it was; ``before`` is a pattern."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for entry in package.infolist():
            text = package.read(entry).decode()
            if entry.filename == part:
                text, count = re.subn(before, after, text, count=1, flags=re.DOTALL)
                assert count, f"{before} is not in {part}"
            changed.writestr(entry, text)
    return buffer.getvalue()


def test_a_good_file_passes(good, assert_valid_xlsx):
    assert_valid_xlsx(good)


LONG = "x" * 256
FAULTS = [
    pytest.param(BOOK, "</workbook>", "", "file", id="XML torn"),
    pytest.param(LINKS, 'Target="../tables/table2.xml"', 'Target="https://example.org/t" TargetMode="External"', "file",
                 id="table elsewhere"),
    pytest.param("xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>",
                 r'<Relationship Id="rId9" Type="t/externalLink" Target="file:///c:/a.xlsx" TargetMode="External"/>\g<0>', "link",
                 id="link outside"),
    pytest.param("xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>",
                 r'<Relationship Id="rId9" Type="t/comments" Target="../comments1.xml"/>\g<0>', "package", id="part missing"),
    pytest.param(TYPES, '<Override PartName="/xl/tables/table1.xml"[^>]*>', "", "package", id="part without a type"),
    pytest.param(BOOK, 'name="Key"', 'name="key:s"', "sheet", id="colon in a sheet's name"),
    pytest.param(BOOK, 'name="Key"', 'name="FRONT"', "sheet", id="sheet's name twice"),
    pytest.param(BOOK, 'name="Key"', 'name="History"', "sheet", id="reserved sheet's name"),
    pytest.param(BOOK, 'name="Key"', 'name="Keys\'"', "sheet", id="apostrophe ends a sheet's name"),
    pytest.param(BOOK, 'name="Key"', f'name="{"K" * 32}"', "sheet", id="long sheet's name"),
    pytest.param(BOOK, 'sheetId="3"', 'sheetId="2"', "sheet", id="sheet's number twice"),
    pytest.param(BOOK, "<workbookView ", '<workbookView activeTab="1" ', "view", id="second sheet opens"),
    pytest.param(BOOK, 'name="Front"', 'name="Front" state="hidden"', "view", id="first sheet hidden"),
    pytest.param(ACTIONS, "<sheetView ", '<sheetView tabSelected="1" ', "view", id="two sheets selected"),
    pytest.param(FRONT, "<sheetView ", '<sheetView topLeftCell="A9" ', "view", id="scrolled away from A1"),
    pytest.param(FRONT, '(<sheetView [^>]*)/>', r'\1><selection pane="bottomLeft"/></sheetView>', "view", id="pane that is none"),
    pytest.param(ACTIONS, 'topLeftCell="B4"', 'topLeftCell="B9"', "view", id="pane scrolled over rows"),
    pytest.param(ACTIONS, 'ySplit="3" topLeftCell="B4"', 'ySplit="30" topLeftCell="B31"', "view", id="frozen too far down"),
    pytest.param(BOOK, 'name="as_of"', 'name="AS1"', "name", id="name like a cell"),
    pytest.param(BOOK, 'name="as_of"', 'name="as of"', "name", id="name with a blank"),
    pytest.param(BOOK, 'name="as_of"', 'name="Actions"', "name", id="name of a table"),
    pytest.param(BOOK, 'name="as_of"', 'name="HOW_MANY"', "name", id="name twice"),
    pytest.param(BOOK, "'Front'!\\$B\\$6", "'Nowhere'!$B$6", "name", id="name on a missing sheet"),
    pytest.param(BOOK, "'Front'!\\$B\\$6", "'Front'!#REF!", "name", id="name of nothing"),
    pytest.param(BOOK, 'localSheetId="2"', 'localSheetId="9"', "name", id="name of a missing sheet"),
    pytest.param(STRINGS, "Road Safety", "x" * 32_768, "string", id="string too long"),
    pytest.param(STRINGS, 'uniqueCount="', 'uniqueCount="1', "string", id="strings miscounted"),
    pytest.param(ACTIONS, 't="s"><v>6<', 't="s"><v>999<', "string", id="string out of range"),
    pytest.param(ACTIONS, '<c r="A1" s="\\d+"', '<c r="A1" s="999"', "style", id="look out of range"),
    pytest.param(STYLES, 'numFmtId="164" fontId="1"', 'numFmtId="164" fontId="99"', "style", id="font out of range"),
    pytest.param(STYLES, '<numFmt numFmtId="164"', '<numFmt numFmtId="190"', "style", id="number format missing"),
    pytest.param(STYLES, '<cellXfs count="', '<cellXfs count="9', "style", id="looks miscounted"),
    pytest.param(ACTIONS, 'dxfId="1"', 'dxfId="77"', "style", id="conditional look out of range"),
    pytest.param(TABLE, '<tableColumn id="2"', '<tableColumn id="2" dataDxfId="77"', "style", id="table's look out of range"),
    pytest.param(ACTIONS, 'priority="2"', 'priority="1"', "rule", id="rule's priority twice"),
    pytest.param(ACTIONS, '<c r="B5"', '<c r="A5"', "cell", id="cell twice"),
    pytest.param(ACTIONS, '<c r="B5"', '<c r="B6"', "cell", id="cell of another row"),
    pytest.param(ACTIONS, "<v>45477</v>", "<v>4/7/2024</v>", "cell", id="text as a number"),
    pytest.param(ACTIONS, "<v>45477</v>", "<v>20240704</v>", "cell", id="day out of range"),
    pytest.param(ACTIONS, "<v>45477</v>", "<v>59</v>", "cell", id="day before March 1900"),
    pytest.param(ACTIONS, '<row r="5"', '<row r="4"', "row", id="row twice"),
    pytest.param(ACTIONS, 'ht="27"', 'ht="500"', "row", id="row too high"),
    pytest.param(ACTIONS, '<col min="2"', '<col min="1"', "column", id="columns overlap"),
    pytest.param(ACTIONS, 'width="24.625"', 'width="300"', "column", id="column too wide"),
    pytest.param(TABLE, 'name="Due"', 'name="Due date"', "table", id="heading unlike its cell"),
    pytest.param(TABLE, 'name="Due"', 'name="action"', "table", id="heading twice"),
    pytest.param(TABLE, 'id="2" name="Actions"', 'id="1" name="Actions"', "table", id="table's id twice"),
    pytest.param(TABLE, 'name="Actions" displayName="Actions"', 'name="Position" displayName="Position"', "table",
                 id="table's name twice"),
    pytest.param(TABLE, 'displayName="Actions"', 'displayName="Q1"', "table", id="table named like a cell"),
    pytest.param(TABLE, 'count="10"', 'count="9"', "table", id="table's columns miscounted"),
    pytest.param(TABLE, ' ref="A3:J8"', ' ref="A3:J3"', "table", id="table without rows"),
    pytest.param(TABLE, '<autoFilter ref="A3:J8"/>', '<autoFilter ref="A3:J6"/>', "table", id="filter over part of it"),
    pytest.param(TABLE, "<calculatedColumnFormula>", r"\g<0>1+", "table", id="column's formula unlike its cells'"),
    pytest.param(TABLE, '<tableColumn id="3"', '<tableColumn id="33"', "table", id="table's columns misnumbered"),
    pytest.param(ACTIONS, "<f>Actions", "<f>Nobody", "formula", id="table that is none"),
    pytest.param(ACTIONS, r"\[Cost\]", "[Costs]", "formula", id="column that is none"),
    pytest.param(ACTIONS, r"\[#This Row\],\[Cost\]", "@[Cost]", "formula", id="@ in a file"),
    pytest.param(ACTIONS, r"<f>IF\(", "<f>IF(TODAY()", "formula", id="clock"),
    pytest.param(ACTIONS, r"<f>IF\(", "<f>=IF(", "formula", id="equals sign in a file"),
    pytest.param(ACTIONS, r"<f>IF\(", "<f>IF((", "formula", id="bracket left open"),
    pytest.param(ACTIONS, r' t="str"(><f>[^<]*</f><v></v>)', r"\1", "formula", id="number that is missing"),
    pytest.param(FRONT, '<mergeCell ref="A3:', '<mergeCell ref="A3:B4"/><mergeCell ref="A3:', "merge", id="merges overlap"),
    pytest.param(FRONT, '<mergeCell ref="A3:[A-Z]+3"', '<mergeCell ref="A15:B15"', "merge", id="merge in a table"),
    pytest.param(FRONT, '<mergeCells count="', '<mergeCells count="7', "count", id="merges miscounted"),
    pytest.param(ACTIONS, '<dataValidations count="10"', '<dataValidations count="9"', "count", id="validations miscounted"),
    pytest.param(ACTIONS, "<formula1>_k_list_1", f'<formula1>"{LONG}"', "validation", id="list too long"),
    pytest.param(ACTIONS, "<formula1>_k_list_1", "<formula1>_k_list_9", "validation", id="list that is none"),
    pytest.param(ACTIONS, 'prompt="', f'prompt="{LONG}', "validation", id="message too long"),
    pytest.param(ACTIONS, 'errorTitle="', f'errorTitle="{"x" * 32}', "validation", id="title too long"),
    pytest.param(ACTIONS, "<formula1>FALSE</formula1>", "", "validation", id="validation without a rule"),
    pytest.param(ACTIONS, 'sqref="D4:D8"><formula1>', 'sqref="C4:D8"><formula1>', "validation", id="validations overlap"),
    pytest.param(ACTIONS, 'sqref="D4:D8"><formula1>', 'sqref="D:D8"><formula1>', "place", id="place that is none"),
    pytest.param(ACTIONS, 'sqref="E4:E8"><cfRule', 'sqref=""><cfRule', "place", id="rule for no place"),
    pytest.param(ACTIONS, "<oddFooter>", f"<oddFooter>{LONG}", "page", id="footer too long"),
    pytest.param(DRAWING, ' descr="[^"]*"', "", "drawing", id="chart without alt text"),
    pytest.param(DRAWING, ' descr="[^"]*"', ' descr=" "', "drawing", id="chart with a blank alt text"),
    pytest.param(DRAWING, 'r:id="rId1"', 'r:id="rId9"', "drawing", id="chart missing"),
    pytest.param(DRAWING, "<xdr:row>13</xdr:row>", "<xdr:row>99</xdr:row>", "drawing", id="chart ends before it begins"),
    pytest.param(DRAWING, "<xdr:col>5</xdr:col>", "<xdr:col>0</xdr:col>", "drawing", id="chart over cells"),
    pytest.param(CHART, "<c:f>Front!", "<c:f>Nowhere!", "drawing", id="chart of a missing sheet"),
    pytest.param(FRONT, '<drawing r:id="rId1"/>', '<drawing r:id="rId9"/>', "drawing", id="drawing missing"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "before", "after", "rule"), FAULTS)
def test_a_known_fault_is_found_by_the_rule_named(good, part, before, after, rule):
    found = {problem.split(":")[0] for problem in findings(spoilt(good, part, before, after))}
    assert rule in found, found


def test_a_part_that_is_there_twice_is_found_out(good):
    buffer = io.BytesIO(good)
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(zipfile.ZipInfo("xl/styles.xml"), package.read("xl/styles.xml"))
    assert "package: xl/styles.xml is there twice" in findings(buffer.getvalue())


def test_a_file_dated_by_the_clock_is_found_out(good):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            changed.writestr(zipfile.ZipInfo(name, (2024, 7, 4, 10, 0, 0)), package.read(name))
    assert findings(buffer.getvalue()) == ["package: entries are dated by a clock"]


def test_a_file_cut_short_is_found_out(good):
    assert findings(good[: len(good) // 2]) == ["file: cannot be read: File is not a zip file"]


OTHER_TOOLS = [
    pytest.param(ACTIONS, "<sheetData>", "<wibble/><sheetData>", "openxml-audit", id="unknown element"),
    pytest.param(ACTIONS, "(<sheetProtection.*?/>)(.*)(<pageMargins)", r"\2\1\3", "openxml-audit", id="elements out of order"),
    pytest.param(TABLE, 'id="2" name="Actions"', 'id="two" name="Actions"', "openxml-audit", id="id that is no number"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "before", "after", "tool"), OTHER_TOOLS)
def test_what_is_against_the_schema_is_found_by_the_tool_named(good, part, before, after, tool):
    assert tool in {finding.tool for finding in xlsx_findings(spoilt(good, part, before, after))}
