"""Workbooks that an author made with openpyxl: taken as they are, without the clock and the user."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.schema import WorkbookError
from kcsp_docs_kit.workbooks.stranger import workbook_file
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

DAY = dt.date(2025, 3, 31)


def register():
    """As openpyxl's own manual teaches it."""
    book = openpyxl.Workbook()
    book.properties.title = "Register of agreements"
    book.properties.creator = book.properties.lastModifiedBy = "a.person"
    book.active.title = "Agreements"
    book.active.append(["Agreement", "Signed"])
    book.active.append(["Information sharing & more", dt.date(2024, 7, 4)])
    return book


def made(book, **options):
    told = []
    file = workbook_file("register.xlsx", book, date=DAY, report=told.append, **options)
    return file, [f"{each.severity.value}: {each}" for each in told]


def test_the_cells_are_as_the_author_wrote_them():
    file, told = made(register(), creator="Anyshire")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content))["Agreements"]
    assert told == []
    assert file.name == "register.xlsx"
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Agreement", "Signed"],
        ["Information sharing & more", dt.datetime.combine(dt.date(2024, 7, 4), dt.time())],
    ]


def test_the_clock_and_the_user_are_gone():
    file, _ = made(register(), creator="Anyshire & partners")
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        everything = b"".join(map(package.read, package.namelist()))
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    said = openpyxl.load_workbook(io.BytesIO(file.content)).properties
    assert b"a.person" not in everything
    assert str(dt.datetime.now(dt.UTC).date()).encode() not in everything
    assert (said.title, said.creator, said.language) == ("Register of agreements", "Anyshire & partners", "en-GB")
    assert said.created.date() == said.modified.date() == DAY


def test_the_same_workbook_gives_the_same_bytes_and_stays_as_it_was():
    book = register()
    before = (book.properties.creator, book.properties.modified, book["Agreements"]["A1"].value)
    assert made(book) == made(book)
    assert before == (book.properties.creator, book.properties.modified, book["Agreements"]["A1"].value)


def untitled(book):
    book.properties.title = None


def by_the_clock(book):
    book["Agreements"]["C2"] = "=TODAY()-B2"


def text_about_the_clock(book):
    book["Agreements"]["C2"] = '=IF(B2>1,"NOW()","")'


VALUES = "Write the values, or declare the workbook and let write_workbook write both: viewers work nothing out."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(untitled, ["warning: register.xlsx: The workbook has no title: readers see its file name instead. Give workbook_file a title. [workbook-title]"], id="no title"),
        pytest.param(
            by_the_clock,
            [
                "warning: register.xlsx: Agreements!C2 works out something else each day: =TODAY()-B2. Write the day that the workbook speaks of (job.as_of). [workbook-clock]",
                f"warning: register.xlsx: The sheet “Agreements” has formulas (1, the first in Agreements!C2) without their values. {VALUES} [workbook-formula]",
            ],
            id="a formula by the clock",
        ),
        pytest.param(text_about_the_clock, [f"warning: register.xlsx: The sheet “Agreements” has formulas (1, the first in Agreements!C2) without their values. {VALUES} [workbook-formula]"], id="a text about the clock"),
    ],
)  # fmt: skip
def test_what_readers_would_miss(change, told):
    book = register()
    change(book)
    assert made(book)[1] == told


def long_text(book):
    book["Agreements"]["A2"].value = "x" * 32_767
    book["Agreements"]["A2"]._value = "😀" * 20_000


def long_list(book):
    rule = DataValidation(type="list", formula1=f'"{",".join(["choice"] * 40)}"')
    rule.add("A2:A9")
    book["Agreements"].add_data_validation(rule)


def headings_of_a_table(book):
    book["Agreements"]["B1"] = 2024
    book["Agreements"].add_table(Table(displayName="Register", ref="A1:B2"))


def hidden(book):
    book["Agreements"].sheet_state = "hidden"


def long_name(book):
    with pytest.warns(UserWarning, match="Title is more than 31 characters"):
        book["Agreements"].title = "Agreements of the whole partnership"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(long_text, "register.xlsx: Agreements!A2 holds 40,000 characters; Excel cuts off the rest. Keep a cell within 32,767. [workbook-text]", id="a long text"),
        pytest.param(long_list, "register.xlsx: The list that drops down in Agreements!A2:A9 is longer than 255 characters. Write the choices into cells, and let the list refer to them. [workbook-list]", id="a long list"),
        pytest.param(headings_of_a_table, "register.xlsx: Agreements!B1 heads a column of the table “Register”, and is not its name. Write the heading as text, before the table is added. [workbook-table]", id="a number for a heading"),
        pytest.param(hidden, "register.xlsx: The workbook has no sheet that can be seen. Add one, or show one. [workbook-sheet]", id="no sheet to be seen"),
        pytest.param(long_name, "register.xlsx: The sheet “Agreements of the whole partnership” has a name that Excel does not take. Use at most 31 characters and none of []:*?/\\. [workbook-sheet]", id="a long name of a sheet"),
    ],
)  # fmt: skip
def test_what_excel_would_refuse_or_cut(change, said):
    book = register()
    change(book)
    with pytest.raises(WorkbookError) as caught:
        made(book)
    assert str(caught.value) == said


def write_only():
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = "Register of agreements"
    book.create_sheet("Agreements").append(["Agreement", "=NOW()"])
    return book


def test_a_write_only_workbook():
    file, told = made(write_only())
    assert openpyxl.load_workbook(io.BytesIO(file.content))["Agreements"]["A1"].value == "Agreement"
    assert len(told) == 2
