"""LibreOffice as a second reader of what was written: the same values, the same words, nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from kcsp_docs_kit.workbooks import read_edits, write_workbook
from kcsp_docs_kit.workbooks.schema import Column, Grid, Kind, Row, Table

from kcsp_docs.exchange import File

from ..sample_workbook import POSITION, sample, with_parts

pytestmark = pytest.mark.office


def values(content: bytes, names: list[str]) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    cells = (cell for name in names for row in book[name].iter_rows() for cell in row)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.value for cell in cells if cell.value not in (None, "")}


@pytest.fixture(scope="module")
def twice(recalculated) -> tuple[bytes, bytes]:
    written = write_workbook(sample())
    (saved,) = recalculated([written])
    return written, saved


def test_what_is_brought_is_what_another_program_works_out(twice):
    names = ["Front", "Actions", "Key"]
    assert values(twice[1], names) == values(twice[0], names)


def test_a_wrong_value_would_be_found_out(recalculated):
    first, *rest = POSITION.rows
    wrong = replace(POSITION, rows=((first[0], replace(first[1], value=77), *first[2:]), *rest))
    assert isinstance(wrong, Grid)
    front, *others = sample().sheets
    parts = tuple(wrong if part is POSITION else part for part in front.parts)
    written = write_workbook(sample(sheets=(replace(front, parts=parts), *others)))
    (saved,) = recalculated([written])
    differing = {key for key, value in values(written, ["Front"]).items() if values(saved, ["Front"]).get(key) != value}
    assert differing == {"Front!B15"}


def test_an_unedited_trip_brings_no_edits(twice):
    problems = []
    edits = read_edits(sample(), File("action-tracker.xlsx", twice[1]), problems.append)
    assert [edit for edit in edits if edit.before != edit.after] == []
    assert problems == []


AWKWARD = [
    "=1+1",
    "+44 1234",
    "@x",
    "00123",
    "1/4",
    "31/3/25",
    "http://example.org",
    "<r>x</r>",
    "_x0041_",
    "#N/A",
    "TRUE",
    "1E5",
    "é😀",
    "a\nb",
]


def test_awkward_text_stays_text(recalculated):
    rows = tuple(Row(f"T-{number}", {"text": text}) for number, text in enumerate(AWKWARD))
    (saved,) = recalculated([write_workbook(with_parts(Table("T", "list", "text", (Column("text", "Text"),), rows)))])
    sheet = openpyxl.load_workbook(io.BytesIO(saved))["Sheet"]
    found = [sheet.cell(row, 2) for row in range(4, 4 + len(AWKWARD))]
    assert [cell.data_type for cell in found] == ["s"] * len(AWKWARD)
    assert [cell.value.replace("_x005F_", "_") for cell in found] == AWKWARD


def test_dates_and_amounts_stay_what_they_are(recalculated):
    columns = (
        Column("due", "Due", Kind.DATE),
        Column("cost", "Cost", Kind.MONEY),
        Column("share", "Share", Kind.PERCENTAGE),
    )
    row = Row("1", {"due": dt.date(2024, 2, 29), "cost": Decimal("-0.01"), "share": Decimal("33.33")})
    (saved,) = recalculated([write_workbook(with_parts(Table("T", "list", "thing", columns, (row,))))])
    sheet = openpyxl.load_workbook(io.BytesIO(saved))["Sheet"]
    assert [sheet.cell(4, column).value for column in (2, 3, 4)] == [
        dt.datetime.combine(dt.date(2024, 2, 29), dt.time()),
        -0.01,
        0.3333,
    ]


def test_the_names_of_columns_outlive_another_program(twice):
    book = openpyxl.load_workbook(io.BytesIO(twice[1]))
    names = {name: each.attr_text.replace("'", "") for name, each in book.defined_names.items()}
    assert names["_k_Actions_0"] == "Actions!$A$3:$A$8"
    assert names["as_of"].startswith("Front!$B$6")
