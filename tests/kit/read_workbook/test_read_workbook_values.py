"""What officers type into cells, and what comes of it."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

DUE, STATUS, COST, SHARE, COUNT, OWNER = "D4", "E4", "F4", "G4", "H4", "C4"
NO_DATE = "Type the day, such as 31/03/2025."
NOT_NOW = f"which is not between 1901 and 2199. {NO_DATE}"
NO_MONEY = "Type the amount in pounds, such as 1,200.50."

TAKEN = [
    pytest.param(DUE, dt.date(2025, 3, 31), "due: '2025-03-01' → '2025-03-31'", id="a date"),
    pytest.param(DUE, "31/3/25", "due: '2025-03-01' → '2025-03-31'", id="a date as text, day first"),
    pytest.param(DUE, "3/4/25", "due: '2025-03-01' → '2025-04-03'", id="a date that could be American"),
    pytest.param(DUE, "31.03.2025", "due: '2025-03-01' → '2025-03-31'", id="a date with full stops"),
    pytest.param(DUE, "31 March 2025 ", "due: '2025-03-01' → '2025-03-31'", id="a date in words"),
    pytest.param(DUE, "Mon 31st Mar 2025", "due: '2025-03-01' → '2025-03-31'", id="a date with its weekday"),
    pytest.param(DUE, "31-Mar-25", "due: '2025-03-01' → '2025-03-31'", id="a date as Excel shows it"),
    pytest.param(DUE, "2025-03-31", "due: '2025-03-01' → '2025-03-31'", id="a date by the standard"),
    pytest.param(DUE, None, "due: '2025-03-01' → None", id="a date emptied"),
    pytest.param(DUE, "   ", "due: '2025-03-01' → None", id="nothing but blanks"),
    pytest.param(COST, 1200, "cost: '100.50' → '1200'", id="pounds"),
    pytest.param(COST, "£1,200", "cost: '100.50' → '1200'", id="pounds with their sign, as text"),
    pytest.param(COST, "1,200.50", "cost: '100.50' → '1200.50'", id="pounds and pence as text"),
    pytest.param(COST, " 1200 ", "cost: '100.50' → '1200'", id="blanks around an amount"),
    pytest.param(COST, 1200.5, "cost: '100.50' → '1200.50'", id="a number with one decimal"),
    pytest.param(COST, 0.1 + 0.2, "cost: '100.50' → '0.30'", id="a sum that binary fractions miss"),
    pytest.param(COST, "-£3", "cost: '100.50' → '-3'", id="a negative amount"),
    pytest.param(COST, 0, "cost: '100.50' → '0'", id="nought"),
    pytest.param(SHARE, 0.5, "share: '10' → '50'", id="a percentage in a per-cent cell"),
    pytest.param(SHARE, "50%", "share: '10' → '50'", id="a percentage as text"),
    pytest.param(SHARE, "50", "share: '10' → '50'", id="a percentage without its sign"),
    pytest.param(SHARE, 0.07, "share: '10' → '7'", id="a percentage that binary fractions miss"),
    pytest.param(COUNT, "1,200", "count: '1' → '1200'", id="thousands"),
    pytest.param(COUNT, 4.25, "count: '1' → '4.25'", id="a number with decimals"),
    pytest.param(STATUS, "On track", "status: 'not-started' → 'on-track'", id="a choice from the list"),
    pytest.param(STATUS, " on  TRACK ", "status: 'not-started' → 'on-track'", id="a choice in capitals"),
    pytest.param(STATUS, "on-track", "status: 'not-started' → 'on-track'", id="a choice as the model spells it"),
    pytest.param(OWNER, "Sue \n", "owner: 'Officer 1' → 'Sue'", id="blanks after a text"),
    pytest.param(OWNER, "Sue\nand Ann", "owner: 'Officer 1' → 'Sue\\nand Ann'", id="two lines (Alt+Enter)"),
    pytest.param(OWNER, "Sue\r\nand Ann", "owner: 'Officer 1' → 'Sue\\nand Ann'", id="two lines of Windows"),
    pytest.param(OWNER, "Sue_x000D_\nand Ann", "owner: 'Officer 1' → 'Sue\\nand Ann'", id="an escaped return"),
    pytest.param(OWNER, "\uf0b7 Sue \uf0a7 Ann \uf0d8 Bo \uf0fc", "owner: 'Officer 1' → '• Sue ▪ Ann ➢ Bo ✓'", id="bullets from Word"),
    pytest.param(OWNER, 1e300, "owner: 'Officer 1' → '1E+300'", id="a number of 301 digits where text belongs"),
    pytest.param(DUE, "1/1/1901", "due: '2025-03-01' → '1901-01-01'", id="the first day that is taken"),
    pytest.param(DUE, dt.date(2199, 12, 31), "due: '2025-03-01' → '2199-12-31'", id="the last day that is taken"),
    pytest.param(OWNER, 12, "owner: 'Officer 1' → '12'", id="a number where text belongs"),
    pytest.param(OWNER, True, "owner: 'Officer 1' → 'TRUE'", id="a truth value where text belongs"),
    pytest.param(OWNER, dt.date(2025, 2, 1), "owner: 'Officer 1' → '1 February 2025'", id="a date where text belongs"),
    pytest.param(OWNER, "n/a", "owner: 'Officer 1' → 'n/a'", id="n/a where text belongs"),
    pytest.param(OWNER, "<b>&amp;", "owner: 'Officer 1' → '<b>&amp;'", id="what looks like markup"),
    pytest.param(
        OWNER,
        CellRichText("Sue ", TextBlock(InlineFont(b=True), "Bell")),
        "owner: 'Officer 1' → 'Sue Bell'",
        id="text in bold",
    ),
]  # fmt: skip

REFUSED = [
    pytest.param(DUE, "end of March", f"holds “end of March”, which is no date. {NO_DATE}", id="end of March"),
    pytest.param(DUE, "n/a", f"holds “n/a”, which is no date. {NO_DATE}", id="n/a for a date"),
    pytest.param(DUE, "TBC", f"holds “TBC”, which is no date. {NO_DATE}", id="TBC"),
    pytest.param(DUE, "31/2/25", f"holds “31/2/25”, which is no date. {NO_DATE}", id="no day of the calendar"),
    pytest.param(DUE, "3/31/25", f"holds “3/31/25”, which is no date. {NO_DATE}", id="a month first"),
    pytest.param(DUE, "31/3", f"holds “31/3”, which is no date. {NO_DATE}", id="a date without its year"),
    pytest.param(DUE, "=TODAY()", "holds a formula (“=TODAY()”). Type the day that it comes to, such as 31/03/2025.", id="a formula for a date"),
    pytest.param(DUE, "31/3/0205", f"holds “31/3/0205”, {NOT_NOW}", id="the year 205"),
    pytest.param(DUE, "30 Sep 2404", f"holds “30 Sep 2404”, {NOT_NOW}", id="the year 2404"),
    pytest.param(DUE, dt.date(2404, 9, 30), f"holds “30 September 2404”, {NOT_NOW}", id="a date of the year 2404"),
    pytest.param(DUE, "31/12/1900", f"holds “31/12/1900”, {NOT_NOW}", id="the year 1900"),
    pytest.param(DUE, dt.date(2200, 1, 1), f"holds “1 January 2200”, {NOT_NOW}", id="the year 2200"),
    pytest.param(DUE, -5, f"holds “25 December 1899”, {NOT_NOW}", id="a day before the first that Excel has"),
    pytest.param(COST, "=1+2", "holds a formula (“=1+2”). Type the amount in pounds that it comes to, such as 1,200.50.", id="a formula for an amount"),
    pytest.param(STATUS, "=C4", "holds a formula (“=C4”). Type the choice that it comes to.", id="a formula for a choice"),
    pytest.param(COST, 1e300, "holds “1E+300”, which is too large. Type at most 12 digits.", id="a number of 301 digits"),
    pytest.param(COUNT, 1e-300, "holds “1E-300”. Round it to 6 decimals.", id="a number of 300 decimals"),
    pytest.param(SHARE, 1e300, "holds “1E+302%”, which is too large. Type at most 12 digits.", id="a percentage of 303 digits"),
    pytest.param(DUE, dt.time(14, 30), f"holds the time “14:30” and no date. {NO_DATE}", id="a time for a date"),
    pytest.param(DUE, True, f"holds “TRUE”, which is no date. {NO_DATE}", id="a truth value for a date"),
    pytest.param(COST, "1.200,50", f"holds “1.200,50”, which is no amount of money. {NO_MONEY}", id="a continental amount"),
    pytest.param(COST, "1,20", f"holds “1,20”, which is no amount of money. {NO_MONEY}", id="thousands of two digits"),
    pytest.param(COST, "about 500", f"holds “about 500”, which is no amount of money. {NO_MONEY}", id="words for money"),
    pytest.param(COST, 12.345, "holds “12.345”, with a fraction of a penny. Round it to pounds and pence.", id="a fraction of a penny"),
    pytest.param(COST, 1e15, "holds “1000000000000000”, which is too large. Type at most 12 digits.", id="too much money"),
    pytest.param(SHARE, 50, "holds “5000%”, which is not from 0 to 100 %. Type a percentage, such as 50%.", id="five thousand per cent"),
    pytest.param(SHARE, "0.5", "holds “0.5” without a per cent sign. Type 0.5%, or 50%.", id="half, or half a per cent"),
    pytest.param(COUNT, "1 in 3", "holds “1 in 3”, which is no number. Type the number in digits, such as 1,200.", id="words for a number"),
    pytest.param(COUNT, 1 / 3, "holds “0.333333333333333”. Round it to 6 decimals.", id="a third"),
    pytest.param(STATUS, "Done", "holds “Done”, which is not one of its choices. Choose one of “Not started”, “On track”, “Complete”.", id="no choice of the list"),
]  # fmt: skip


def put(cell, value):
    def change(book):
        book["Actions"][cell].value = value

    return change


@pytest.mark.parametrize(("cell", "value", "edit"), TAKEN)
def test_taken(edited, read, cell, value, edit):
    assert read(edited(put(cell, value))) == ([f"DA-01.{edit} (Actions!{cell})"], [])


@pytest.mark.parametrize(("cell", "value", "said"), REFUSED)
def test_refused(edited, read, cell, value, said):
    assert read(edited(put(cell, value))) == ([], [f"error: Actions!{cell} (DA-01) {said}"])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("D4", "1/3/2025", id="a date as text"),
        pytest.param("F4", "£100.50", id="an amount as text"),
        pytest.param("E4", "NOT STARTED", id="a choice in capitals"),
        pytest.param("C4", " Officer 1  ", id="blanks around a text"),
        pytest.param("I5", "One line  \r\nand another ", id="line ends of Windows"),
        pytest.param("G4", "10%", id="a percentage as text"),
    ],
)
def test_what_stood_there_is_no_edit_however_it_is_spelled(edited, read, cell, value):
    assert read(edited(put(cell, value))) == ([], [])


@pytest.mark.parametrize(("cell", "value"), [("D4", 45717), ("G4", 0.1)], ids=["the number of a date", "a hundredth"])
def test_what_stood_there_is_no_edit_without_its_look(edited, read, cell, value):
    def change(book):
        book["Actions"][cell].value = value
        book["Actions"][cell].number_format = "General"

    assert read(edited(change)) == ([], [])


def test_another_number_in_a_date_cell_without_its_look_is_asked_about(edited, read):
    def change(book):
        book["Actions"]["D4"].value = 45747
        book["Actions"]["D4"].number_format = "General"

    said = (
        "holds the number 45747, which a spreadsheet takes for 31 March 2025. Type 31/03/2025 if that is the day meant."
    )
    assert read(edited(change)) == ([], [f"error: Actions!D4 (DA-01) {said}"])


def test_a_time_beside_the_day_is_named(edited, read):
    assert read(edited(put("D4", dt.datetime.combine(dt.date(2025, 3, 31), dt.time(14, 30))))) == (
        ["DA-01.due: '2025-03-01' → '2025-03-31' (Actions!D4)"],
        ["note: Actions!D4 (DA-01) has the time 14:30 besides the day; the day is taken."],
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param("H4", "is no number. Type the number in digits, such as 1,200.", id="a number"),
        pytest.param("F4", f"is no amount of money. {NO_MONEY}", id="an amount"),
    ],
)
def test_a_percentage_where_another_figure_belongs(edited, read, cell, said):
    def change(book):
        book["Actions"][cell].value = 0.5
        book["Actions"][cell].number_format = "0%"

    assert read(edited(change)) == ([], [f"error: Actions!{cell} (DA-01) holds “50%”, which {said}"])


def test_an_error_value(edited, read):
    def change(book):
        book["Actions"]["C4"].value = "#REF!"
        book["Actions"]["C4"].data_type = "e"

    hint = "Type the value that belongs there, or empty the cell."
    assert read(edited(change)) == ([], [f"error: Actions!C4 (DA-01) holds the error #REF!. {hint}"])


def test_struck_through_text_is_named_and_taken_as_it_stands(edited, read):
    def change(book):
        book["Actions"]["C4"].font = Font(strike=True)
        struck = TextBlock(InlineFont(strike=True), "Officer 2")
        book["Actions"]["C5"].value = CellRichText(struck, " Sue")

    assert read(edited(change)) == (
        ["DA-02.owner: 'Officer 2' → 'Officer 2 Sue' (Actions!C5)"],
        [
            "note: Actions!C4 (DA-01) is struck through: “Officer 1” is taken as it stands.",
            "note: Actions!C5 (DA-02) is struck through: “Officer 2 Sue” is taken as it stands.",
        ],
    )


def test_a_formula_where_text_belongs_is_named(edited, read):
    said = "holds a formula: its text “=A1+1” is taken as it stands, not what it comes to."
    assert read(edited(put("C4", "=A1+1"))) == (
        ["DA-01.owner: 'Officer 1' → '=A1+1' (Actions!C4)"],
        [f"note: Actions!C4 (DA-01) {said} Type over it what it comes to, if that is meant."],
    )


def test_an_id_struck_through_is_named(edited, read):
    def change(book):
        for cell in ("A4", "A8"):
            book["Actions"][cell].font = Font(strike=True)

    said = "is struck through: DA-01 is taken as it stands. To delete the action, delete its whole row."
    assert read(edited(change)) == ([], [f"note: Actions!A4 {said}"])


def test_a_required_cell_emptied(edited, read):
    said = "is empty, and every action needs its “Action”. Fill it in; to delete the action, delete its whole row."
    assert read(edited(put("B4", None))) == ([], [f"error: Actions!B4 (DA-01) {said}"])


def test_dates_counted_from_1904(built, read, repacked):
    from_1904 = repacked({"xl/workbook.xml": lambda xml: xml.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')})
    edits, told = read(from_1904)
    assert edits[0] == "DA-01.due: '2025-03-01' → '2029-03-02' (Actions!D4)"
    assert told == []


def test_choices_as_they_were_when_the_file_was_built(edited, read, declared):
    """The model of today may call them otherwise, or have none of them."""
    workbook = declared(0)
    assert read(edited(put("E4", "Complete")), workbook=workbook) == (
        ["DA-01.status: 'not-started' → 'complete' (Actions!E4)"],
        [],
    )
