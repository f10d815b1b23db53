"""Files that are no workbook, damaged ones, somebody else's: one sentence each, never "no edits"."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.read import read_edits
from kcsp_docs_kit.workbooks.schema import WorkbookError

from kcsp_docs.errors import NotMadeHereError, Severity
from kcsp_docs.exchange import File

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "Open it in Excel and save it as an Excel workbook (.xlsx)."
SAVE_ANEW = "Open it in Excel and save it as a new Excel workbook (.xlsx)."
NAME_IT = "Name the workbook instead."
AGAIN = "Copy it again from where it came, or open it in Excel and save it as a new workbook."
REPAIR = "Open it in Excel, let it repair the file, and save it anew."


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return buffer.getvalue()


NO_WORKBOOK = [
    pytest.param(b"", "The file is empty. Copy it again from where it came: what is missing here may still be there.", id="empty"),
    pytest.param(bytes(5000), "The file holds nothing but zero bytes: it was not copied, or synchronised, to its end. Copy it again from where it came.", id="filled with NULs"),
    pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected with a password, so that it cannot be opened. Open it in Excel, take the password off (File, Info, Protect Workbook) and save it.", id="encrypted"),
    pytest.param(OLE + bytes(500), f"The file is not an Excel workbook of today's kind (.xlsx): it may be an old .xls. {SAVE_AS}", id="an old .xls"),
    pytest.param(b"Id,Action\nDA-01,Deliver\n", "The file is plain text (perhaps .csv), not a workbook. Collect the workbook that it was made from.", id="a .csv"),
    pytest.param(b"\xef\xbb\xbf<html><table>", f"The file is a web page with the name of a workbook. {SAVE_AS}", id="HTML called .xlsx"),
    pytest.param(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', f"The file is a spreadsheet in an old XML form, not an Excel workbook. {SAVE_AS}", id="XML of 2003"),
    pytest.param(b"%PDF-1.7", f"The file is a PDF, not a workbook. {NAME_IT}", id="a PDF"),
    pytest.param(b"\x89PNG\r\n\x1a\n\xff\xfe", f"The file is not a workbook. {NAME_IT}", id="a picture"),
    pytest.param(zipped("[Content_Types].xml", "word/document.xml"), f"The file is a Word document, not a workbook. {NAME_IT}", id="a .docx"),
    pytest.param(zipped("mimetype", "content.xml"), f"The file is an OpenDocument spreadsheet (.ods), or another OpenDocument file. {SAVE_ANEW}", id="an .ods"),
    pytest.param(zipped("xl/workbook.bin"), f"The file is a binary workbook (.xlsb). {SAVE_ANEW}", id="an .xlsb"),
    pytest.param(zipped("ppt/presentation.xml"), f"The file is a PowerPoint presentation, not a workbook. {NAME_IT}", id="a .pptx"),
    pytest.param(zipped("photo.jpg"), f"The file is a zip archive, not a workbook. {NAME_IT}", id="a zip archive"),
]  # fmt: skip


def refusal(workbook, content, name="tracker.xlsx"):
    told = []
    with pytest.raises(WorkbookError) as caught:
        read_edits(workbook, File(name, content), told.append)
    assert told == []
    (problem,) = caught.value.problems
    assert (problem.severity, problem.file) == (Severity.ERROR, name)
    return f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(("content", "said"), NO_WORKBOOK)
def test_no_workbook(declared, content, said):
    assert refusal(declared(), content) == said


def test_the_mark_of_an_open_workbook(declared):
    said = (
        "The file is the mark that Excel leaves beside a workbook while somebody has it open. Name the workbook itself."
    )
    assert refusal(declared(), b"\x05A. Person", "~$tracker.xlsx") == said


def test_every_way_to_cut_a_file_off(declared, built):
    """Never "no edits", wherever the end is."""
    for end in range(30, len(built), len(built) // 60):
        assert refusal(declared(), built[:end]) == f"The file is cut off: its end is missing. {AGAIN}"


def test_every_byte_flipped_is_noticed_or_makes_no_difference(declared, built):
    """Never an edit that nobody made."""
    workbook = declared()
    for place in range(0, len(built), 97):
        flipped = built[:place] + bytes([built[place] ^ 0x55]) + built[place + 1 :]
        try:
            edits = read_edits(workbook, File("tracker.xlsx", flipped), lambda problem: None)
        except (WorkbookError, NotMadeHereError):
            continue
        assert [edit for edit in edits if edit.before != edit.after] == [], place


def with_value(xml: bytes, value: bytes, attribute: bytes = b"") -> bytes:
    """In H4, the count of DA-01."""
    changed, times = re.subn(rb'(<c r="H4"[^>]*)><v>1</v>', rb"\1 " + attribute + rb"><v>" + value + rb"</v>", xml)
    assert times == 1
    return changed


DAMAGED = [
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: None}, f"The file is no whole workbook: its part xl/worksheets/sheet2.xml is missing. {AGAIN}", id="a sheet missing"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: xml[:900]}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood (it breaks at line 2, column …). {REPAIR}", id="a sheet that breaks off"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: xml.replace(b'r="B4"', b'r="B4!"')}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood (B4! is no cell). {REPAIR}", id="a cell without a place"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: with_value(xml, b"abc")}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood (H4 is kept as a number, and none can be read there). {REPAIR}", id="a number that is none"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: with_value(xml, b"1e999")}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood (H4 is kept as a number, and none can be read there). {REPAIR}", id="a number beyond all"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: with_value(xml, b"x", b't="d"')}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood (something is misspelt in or after the cell H4). {REPAIR}", id="a day that is none"),
    pytest.param({"xl/worksheets/sheet2.xml": lambda xml: xml.replace(b"</sheetData>", b'</sheetData><hyperlinks><hyperlink ref=""/></hyperlinks>')}, f"The file is damaged: its part xl/worksheets/sheet2.xml cannot be understood ( is no cell). {REPAIR}", id="a link without a place"),
    pytest.param({"xl/styles.xml": lambda xml: xml.replace(b'numFmtId="164"', b'numFmtId="x"')}, f"The file is damaged: its part xl/styles.xml cannot be understood (a number or a reference in it is misspelt). {REPAIR}", id="a style that is none"),
    pytest.param({"xl/sharedStrings.xml": lambda xml: b"<sst/>"}, f"The file is damaged: its part xl/worksheets/sheet4.xml cannot be understood (A1 refers to text …, which is missing). {REPAIR}", id="texts missing"),
    pytest.param({"xl/workbook.xml": lambda xml: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml.partition(b"?>")[2]}, "The file's part xl/workbook.xml brings a DOCTYPE, which no workbook does and which can hide anything. Leave it unopened if you do not know where it comes from.", id="a DOCTYPE"),
    pytest.param({"_rels/.rels": lambda xml: xml.replace(b"officeDocument\"", b"else\"")}, f"The file says nowhere which part of it is the workbook. {SAVE_ANEW}", id="no workbook part"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), DAMAGED)
def test_damaged(declared, repacked, changes, said):
    begins, _, ends = said.partition("…")
    told = refusal(declared(), repacked(changes))
    assert told.startswith(begins)
    assert told.endswith(ends)


def test_a_part_twice(declared, built, repacked):
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = repacked({}, built, [("xl/workbook.xml", b"<workbook/>")])
    said = "The file holds its part xl/workbook.xml twice, so that nobody can tell which one is meant."
    assert refusal(declared(), twice) == f"{said} {SAVE_ANEW}"


def test_a_part_twice_in_capitals(declared, repacked):
    twice = repacked({}, added=[("XL/Workbook.xml", b"<workbook/>")])
    said = "The file holds its part XL/Workbook.xml twice, so that nobody can tell which one is meant."
    assert refusal(declared(), twice) == f"{said} {SAVE_ANEW}"


def test_parts_packed_with_a_password(declared, built):
    """Bit 0 of an entry's flags, at its eighth byte in the directory."""
    entries = built.split(b"PK\x01\x02")
    locked = b"PK\x01\x02".join([entries[0], *(each[:4] + bytes([each[4] | 1]) + each[5:] for each in entries[1:])])
    assert refusal(declared(), locked) == f"The file is packed in a way that Excel does not use. {SAVE_ANEW}"


def test_somebody_elses_workbook(declared):
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.save(buffer)
    with pytest.raises(NotMadeHereError, match=r"^holiday\.xlsx was not made by kcsp-docs\.$"):
        read_edits(declared(), File("holiday.xlsx", buffer.getvalue()), lambda problem: None)


def test_another_artefacts_workbook(declared, built):
    with pytest.raises(NotMadeHereError, match=r"^tracker\.xlsx was made by action-tracker, not by grant-budget\.$"):
        read_edits(replace(declared(), artefact="grant-budget"), File("tracker.xlsx", built), lambda problem: None)


def test_another_editions_workbook(declared, built):
    said = "The file is of the edition anyshire-2024, and the model is anyshire-2025. Collect it with the model of anyshire-2024."
    assert refusal(replace(declared(), edition="anyshire-2025"), built) == said


TYPE_AGAIN = "Type the changes into a workbook that was built anew, or restore an earlier version of the file."


def records(book):
    """The rows of the hidden sheet, each as its number and what it says."""
    for row in book["kcsp-docs"].iter_rows():
        yield row[0].row, json.loads("".join(cell.value or "" for cell in row))


def put(book, row, record):
    sheet = book["kcsp-docs"]
    for column in range(2, sheet.max_column + 1):
        sheet.cell(row, column).value = None
    sheet.cell(row, 1).value = json.dumps(record)


def rewritten(what, **changes):
    """The first row of its sort."""

    def change(book):
        row, record = next((row, record) for row, record in records(book) if what in record)
        put(book, row, record | changes)

    return change


def more_rows(book, number, **record):
    last = book["kcsp-docs"].max_row
    for row in range(last + 1, last + number + 1):
        put(book, row, {key: f"{value}-{row}" if key in ("id", "built") else value for key, value in record.items()})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda book: book.remove(book["kcsp-docs"]), "its hidden sheet is gone", id="removed"),
        pytest.param(lambda book: book["kcsp-docs"].delete_rows(1), "the first row of the hidden sheet does not say which workbook this is", id="its first row gone"),
        pytest.param(lambda book: book["kcsp-docs"].__setitem__("A3", "[]"), "a row of the hidden sheet is no record", id="a row overwritten"),
        pytest.param(lambda book: book["kcsp-docs"].__setitem__("A3", "[" * 9_000), "a row of the hidden sheet is not as it was written", id="a row of brackets"),
        pytest.param(lambda book: book["kcsp-docs"].__setitem__("A3", "9" * 9_000), "a row of the hidden sheet is not as it was written", id="a row of digits"),
        pytest.param(rewritten("row", values=[]), "the hidden sheet lacks something, or holds it in another shape", id="values in another shape"),
        pytest.param(rewritten("built", charts=1e999), "the hidden sheet lacks something, or holds it in another shape", id="a count beyond all"),
        pytest.param(rewritten("table", section="grant.projects"), "the table Actions is said to be of grant.projects", id="a table of another section"),
        pytest.param(rewritten("row", id="DA-02"), "the hidden sheet has a record of the table Actions twice", id="a record twice"),
        pytest.param(lambda book: more_rows(book, 60, built="Extra", cells={}, formulas={}, charts=0), "the hidden sheet names more than any such workbook has", id="sheets without number"),
    ],
)  # fmt: skip
def test_the_hidden_sheet_damaged(declared, edited, change, said):
    assert (
        refusal(declared(), edited(change))
        == f"The file cannot be told apart from what was built: {said}. {TYPE_AGAIN}"
    )


def told_of(workbook, content):
    told = []
    edits = read_edits(workbook, File("tracker.xlsx", content), told.append)
    return [edit for edit in edits if edit.before != edit.after], [f"{each.message} {each.hint}" for each in told]


def another_field(book):
    """The column Owner is said to be the field ``lead``."""
    row, record = next((row, record) for row, record in records(book) if "table" in record)
    for column in record["columns"]:
        column["key"] = "lead" if column["key"] == "owner" else column["key"]
    put(book, row, record)
    for row, record in list(records(book)):
        if "row" in record:
            record["values"]["lead"] = record["values"].pop("owner")
            put(book, row, record)


ANEW = "Type the change into a workbook that was built anew, or into the model."


def test_a_field_that_is_not_offered_is_not_edited_in_secret(declared, edited):
    """Nor does it keep an older file from being read whose column is gone from the workbook by now."""

    def and_edited(book):
        another_field(book)
        book["Actions"]["C4"], book["Actions"]["C5"] = "Sue", "Ann"

    assert told_of(declared(), edited(another_field)) == ([], [])
    said = "Actions!C4 is said to be the field lead of action_plan.actions, which is not read back from this workbook."
    assert told_of(declared(), edited(and_edited)) == ([], [f"{said} {ANEW}"])


def test_a_figure_that_is_not_offered_is_not_read(declared, edited):
    def change(book):
        row, record = next((row, record) for row, record in records(book) if record.get("field") == "allocation")
        put(book, row, record | {"field": "title"})
        book["Front"]["B7"] = 5

    said = "Front!B7 holds “5”. The model has no place for it: it stays in the kept copy."
    assert told_of(declared(), edited(change)) == ([], [said])


def test_a_table_that_is_not_offered_is_not_edited(declared, edited):
    front, sheet = declared().sheets
    workbook = replace(declared(), sheets=(front, replace(sheet, parts=())))

    def change(book):
        book["Actions"]["C4"] = "Sue"
        book["Actions"].delete_rows(5)

    assert told_of(workbook, edited(lambda book: None)) == ([], [])
    field = "Actions!C4 is said to be the field owner of action_plan.actions"
    whole = "Actions is said to be action_plan.actions"
    ends = f", which is not read back from this workbook. {ANEW}"
    assert told_of(workbook, edited(change)) == ([], [f"{field}{ends}", f"{whole}{ends}"])


def test_thousands_of_records_that_were_never_built_are_told_once(declared, edited):
    content = edited(lambda book: more_rows(book, 3_000, row="Actions", id="DA", values={"owner": "Sue"}))
    edits, told = told_of(declared(), content)
    assert edits == []
    (said,) = told
    assert said.startswith("Actions: 3,000 rows are gone, from DA-")
    assert said.endswith("Put them back from the file that was built; so many are deleted in the model itself.")
