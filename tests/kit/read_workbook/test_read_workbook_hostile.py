"""Workbooks that would keep a machine busy: right content, or one clear sentence, in under 2 s and 300 MB each."""

from __future__ import annotations

import dataclasses
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from kcsp_docs_kit.workbooks.schema import Row, Table, Workbook
from kcsp_docs_kit.workbooks.write import write_workbook

SHEET = "xl/worksheets/sheet2.xml"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory a program held"),
]
HOSTILE = Path(__file__).parent / "hostile.py"
AS_BUILT = ["history.as_of"]


def replaced(old: bytes, new: bytes):
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new, 1)

    return change


def rows(count: int, cells: int, cell: bytes) -> bytes:
    return b"".join(b'<row r="%d">' % (1000 + row) + cell * cells + b"</row>" for row in range(count))


LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
STRAY = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>stray</t></is></c></row></sheetData>'
MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="K1:XFD1048576"/></mergeCells>'
MERGES = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 20_000 + b"</mergeCells>"
TOO_MUCH = "The file holds more than can be read (in its part xl/worksheets/sheet2.xml)."
TOO_LARGE = "The file unpacks to far more than a workbook of this kind holds"

CASES = [
    pytest.param({SHEET: replaced(b"</sheetData>", STRAY)}, [*AS_BUILT, "Actions!XFD1048576 holds “stray”."], id="a stray cell in the last row"),
    pytest.param({SHEET: replaced(b"</sheetData>", MERGED)}, AS_BUILT, id="a merge over the whole sheet beside the table"),
    pytest.param({SHEET: replaced(b"</sheetData>", MERGES)}, [*AS_BUILT, "Actions!A1:XFD1048576 are merged"], id="20,000 merges over the whole sheet"),
    pytest.param({SHEET: replaced(b'<dimension ref="A1:J10"/>', b'<dimension ref="A1:B2"/>')}, AS_BUILT, id="a stale dimension"),
    pytest.param({SHEET: replaced(b"?>", b"?>" + LAUGHS + b"]>")}, ["WorkbookError", "brings a DOCTYPE"], id="a billion laughs"),
    pytest.param({SHEET: lambda xml: b"<worksheet>" + b" " * 40_000_000}, ["WorkbookError", TOO_LARGE], id="a part of 40 MB"),
    pytest.param({"xl/sharedStrings.xml": replaced(b"</sst>", b"<si><t>a</t></si>" * 120_000 + b"</sst>"), SHEET: replaced(b"</sheetData>", rows(4_000, 50, b"<c/>") + b"</sheetData>")}, ["WorkbookError", TOO_MUCH], id="too much in two parts together"),
    pytest.param({"xl/sharedStrings.xml": lambda xml: b"<sst>" + b"<si><t>a</t></si>" * 400_000}, ["WorkbookError", "The file holds more than can be read"], id="too many texts"),
    pytest.param({SHEET: replaced(b"</sheetData>", rows(9_000, 60, b"<c/>") + b"</sheetData>")}, ["WorkbookError", TOO_MUCH], id="half a million empty cells"),
    pytest.param({SHEET: replaced(b"</sheetData>", rows(1_000, 160, b"<c><v>1</v></c>") + b"</sheetData>")}, ["WorkbookError", "more than 150,000 cells are filled in"], id="too many filled cells"),
    pytest.param({SHEET: lambda xml: b"<worksheet>" + b"<a>" * 500_000 + b"</a>" * 500_000 + b"</worksheet>"}, ["WorkbookError", TOO_MUCH], id="half a million elements in each other"),
    pytest.param({SHEET: replaced(b"</sheetData>", b'<row r="2000"><c r="A2000" t="inlineStr"><is><t>' + b"x" * 20_000_000 + b"</t></is></c></row></sheetData>")}, AS_BUILT, id="one text of 20 MB"),
    pytest.param({SHEET: replaced(b"</sheetData>", b'<row r="2000"><c r="A2000"><v>' + b"9" * 4_000_000 + b"</v></c></row></sheetData>")}, ["WorkbookError", "cannot be understood"], id="a number of 4 million digits"),
    pytest.param({SHEET: replaced(b"</sheetData>", b'<row r="2000"><c r="A2000"><f>' + b"(" * 4_000_000 + b"</f></c></row></sheetData>")}, AS_BUILT, id="a formula of 4 million brackets"),
    pytest.param({"xl/worksheets/_rels/sheet1.xml.rels": replaced(b"../drawings/drawing1.xml", b"../worksheets/sheet2.xml")}, AS_BUILT, id="a part that is something else"),
]  # fmt: skip


def parts() -> bytes:
    """A directory of parts alone can fill the memory: 46 bytes in the file are 500 when read."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)
    directory = b"".join(entry + b"a%06d" % number for number in range(100_000))
    return b"PK" + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)


def of_5000_rows(workbook: Workbook) -> bytes:
    """No attack: what an honest tracker takes."""
    front, sheet = workbook.sheets
    actions = sheet.parts[0]
    assert isinstance(actions, Table)
    said = [{**actions.rows[number % 4].values, "action": f"Deliver {number}"} for number in range(5000)]
    many = dataclasses.replace(actions, rows=tuple(Row(f"DA-{100 + n}", values) for n, values in enumerate(said)))
    sheets = (front, dataclasses.replace(sheet, parts=(many,)))
    return write_workbook(dataclasses.replace(workbook, sheets=sheets))


@pytest.fixture(scope="module")
def outcomes(declared, repacked, tmp_path_factory):
    """All read one after the other in a process of their own, so that memory is that of reading alone."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {case.id: repacked(case.values[0]) for case in CASES}
    files |= {"a hundred thousand parts": parts(), "5,000 rows": of_5000_rows(declared())}
    paths = [folder / f"{number}.xlsx" for number in range(len(files))]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    done = subprocess.run([sys.executable, HOSTILE, *paths], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(files, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(pytest.param(case.id, case.values[1], id=case.id) for case in CASES),
        pytest.param(
            "a hundred thousand parts", ["WorkbookError", "more than 5000 parts"], id="a hundred thousand parts"
        ),
        pytest.param("5,000 rows", AS_BUILT, id="a tracker of 5,000 rows"),
    ],
)
def test_hostile(outcomes, name, said):
    outcome = outcomes[name]
    for expected, told in zip(said, outcome["said"], strict=False):
        assert expected in told
    assert len(outcome["said"]) >= len(said)
    assert outcome["seconds"] < 2
    assert outcome["megabytes"] < 300
