"""Rows added, deleted, sorted, copied and retyped: each comes in at its own record, or is a problem that names it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.schema import Row
from kcsp_docs_kit.workbooks.write import write_workbook

HINT = "Delete the row that does not belong; give a new action an id of its own."
NEW = ["DA-05: None → 'DA-05' (Actions!A8)", "DA-05.action: None → 'Train wardens' (Actions!B8)"]


def table(change):
    """What is done to the sheet of actions: ids in A, from row 4; rows 8 to 10 are spare."""
    return lambda book: change(book["Actions"])


def values(sheet, row):
    return [sheet.cell(row, column).value for column in range(1, 10)]


def write(sheet, row, given):
    for column, value in enumerate(given, 1):
        sheet.cell(row, column).value = value
        sheet.cell(row, column).number_format = sheet.cell(4, column).number_format


def sort(sheet):
    rows = [values(sheet, row) for row in range(4, 8)]
    for row, given in zip(range(4, 8), reversed(rows), strict=True):
        write(sheet, row, given)


def sort_and_edit(sheet):
    sort(sheet)
    sheet["C4"] = "Sue"


def sort_without_ids(sheet):
    first, last = values(sheet, 4), values(sheet, 7)
    write(sheet, 4, [first[0], *last[1:]])
    write(sheet, 7, [last[0], *first[1:]])


def hide(sheet):
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["C5"] = "Sue"


def fill_spare(sheet):
    sheet["B8"] = "Train wardens"


def fill_spare_wrongly(sheet):
    sheet["C8"] = "Sue"


def delete(sheet):
    write(sheet, 6, [None] * 9)


def delete_and_move_up(sheet):
    sheet.delete_rows(6)


def empty_id(sheet):
    sheet["A6"] = None


def retype_id(sheet):
    sheet["A6"] = "DA-77"


def date_for_id(sheet):
    sheet["A6"].value = 45717
    sheet["A6"].number_format = "dd/mm/yyyy"


def respell_id(sheet):
    sheet["A6"] = " da–03 "
    sheet["C6"] = "Sue"


def retype_as_another(sheet):
    write(sheet, 4, [None] * 9)
    sheet["A6"] = "DA-01"


def duplicate(sheet):
    write(sheet, 12, values(sheet, 6))


def duplicate_and_edit(sheet):
    write(sheet, 12, values(sheet, 6))
    sheet["C12"] = "Sue"


def below(sheet):
    write(sheet, 13, ["DA-40", "Train wardens"])


def paste_from_another_file(sheet):
    write(sheet, 13, ["CT-01", "Count bicycles", "Ann", "01/05/2025", "On track"])


def below_without_id(sheet):
    write(sheet, 13, [None, "Train wardens", "Sue"])


def spare_id_emptied(sheet):
    write(sheet, 8, [None, "Train wardens"])


def total_below(sheet):
    write(sheet, 13, ["Total", None, None, None, None, 1002])


def note_below(sheet):
    sheet["B14"] = "See the minutes"
    sheet["A15"] = "and ring Sue"


def into_spare_row(sheet):
    write(sheet, 8, ["DA-41", "Train wardens"])


FREE = "give a new action a free id, such as DA-05; or move what is a note out of the table's columns."
LOST = "Put each id back beside its own row: were the rows sorted, or cells moved, without their ids?"


def back(id_):
    return f"Write {id_} there; if it is a new action, put back the row of {id_} first."


@pytest.mark.parametrize(
    ("change", "edits", "told"),
    [
        pytest.param(sort, [], [], id="sorted"),
        pytest.param(sort_and_edit, ["DA-04.owner: 'Officer 4' → 'Sue' (Actions!C4)"], [], id="sorted and edited"),
        pytest.param(hide, ["DA-02.owner: 'Officer 2' → 'Sue' (Actions!C5)"], [], id="edited, then hidden"),
        pytest.param(fill_spare, NEW, [], id="a spare row filled in"),
        pytest.param(delete, ["DA-03: 'DA-03' → None (Actions)"], [], id="a row emptied with its id"),
        pytest.param(delete_and_move_up, ["DA-03: 'DA-03' → None (Actions)"], [], id="a row deleted"),
        pytest.param(respell_id, ["DA-03.owner: 'Officer 3' → 'Sue' (Actions!C6)"], [], id="an id in small letters"),
        pytest.param(
            duplicate,
            [],
            ["note: Actions!A6 and Actions!A12 have the same id DA-03 and say the same; it is taken once."],
            id="a row copied",
        ),
        pytest.param(
            below,
            ["DA-40: None → 'DA-40' (Actions!A13)", "DA-40.action: None → 'Train wardens' (Actions!B13)"],
            [],
            id="a row under the table's end",
        ),
        pytest.param(
            into_spare_row,
            ["DA-41: None → 'DA-41' (Actions!A8)", "DA-41.action: None → 'Train wardens' (Actions!B8)"],
            [],
            id="an id of one's own in a spare row",
        ),
        pytest.param(
            paste_from_another_file,
            [
                "CT-01: None → 'CT-01' (Actions!A13)",
                "CT-01.action: None → 'Count bicycles' (Actions!B13)",
                "CT-01.owner: None → 'Ann' (Actions!C13)",
                "CT-01.due: None → '2025-05-01' (Actions!D13)",
                "CT-01.status: None → 'on-track' (Actions!E13)",
            ],
            [],
            id="a row of another file",
        ),
        pytest.param(
            note_below,
            [],
            [
                "note: Actions!B14 holds “See the minutes”. The model has no place for it: it stays in the kept copy.",
                "note: Actions!A15 holds “and ring Sue”. The model has no place for it: it stays in the kept copy.",
            ],
            id="notes under the table",
        ),
    ],
)
def test_taken(edited, read, change, edits, told):
    assert read(edited(table(change))) == (edits, told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            fill_spare_wrongly,
            ["error: Actions!B8 (DA-05) is empty, and every action needs its “Action”. Fill it in; to delete the action, delete its whole row."],
            id="a spare row without what is required",
        ),
        pytest.param(
            empty_id,
            [f"error: Actions!A6 is empty, and the row looks like DA-03, which is gone. {back('DA-03')}"],
            id="an id emptied",
        ),
        pytest.param(
            retype_id,
            [f"error: Actions!A6 holds “DA-77”, which is no id of this table, and the row looks like DA-03, which is gone. {back('DA-03')}"],
            id="an id retyped",
        ),
        pytest.param(
            date_for_id,
            [f"error: Actions!A6 holds “1 March 2025”, which is no id of this table, and the row looks like DA-03, which is gone. {back('DA-03')}"],
            id="an id that became a date",
        ),
        pytest.param(
            retype_as_another,
            [f"error: Actions!A6: the row of DA-01 holds what DA-03 held. {LOST}"],
            id="an id retyped as another whose row is gone",
        ),
        pytest.param(
            sort_without_ids,
            [
                f"error: Actions!A4: the row of DA-01 holds what DA-04 held. {LOST}",
                f"error: Actions!A7: the row of DA-04 holds what DA-01 held. {LOST}",
            ],
            id="sorted without the ids",
        ),
        pytest.param(
            duplicate_and_edit,
            [f"error: Actions!A6 and Actions!A12 have the same id DA-03, and the rows differ: C6 “Officer 3” and C12 “Sue”. {HINT}"],
            id="a row copied, and the copy edited",
        ),
        pytest.param(
            below_without_id,
            [f"error: Actions!A13 is empty, and the row holds B13 “Train wardens” and C13 “Sue”. {FREE.capitalize().replace('da-05', 'DA-05')}"],
            id="a row without an id",
        ),
        pytest.param(
            spare_id_emptied,
            [f"error: Actions!A8 is empty, and the row holds B8 “Train wardens”. {FREE.capitalize().replace('da-05', 'DA-05')}"],
            id="a spare row whose id was emptied",
        ),
        pytest.param(
            total_below,
            [f"error: Actions!A13 holds “Total”, which is no id of this table, and the row holds F13 “1002”. {FREE.capitalize().replace('da-05', 'DA-05')}"],
            id="a total under the table",
        ),
    ],
)  # fmt: skip
def test_nothing_comes_onto_a_wrong_record(edited, read, change, told):
    assert read(edited(table(change)))[1] == told


def test_ids_that_are_numbers(declared, read):
    """Excel makes 7 of 007."""
    workbook = declared()
    front, sheet = workbook.sheets
    actions = sheet.parts[0]
    rows = tuple(dataclasses.replace(row, id=f"00{number}") for number, row in enumerate(actions.rows, 6))
    numbered = dataclasses.replace(actions, rows=rows, spare_ids=("010",))
    workbook = dataclasses.replace(workbook, sheets=(front, dataclasses.replace(sheet, parts=(numbered,))))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(workbook)))
    book["Actions"]["A5"].value = 7
    book["Actions"]["C5"].value = "Sue"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue(), workbook=workbook) == (["007.owner: 'Officer 2' → 'Sue' (Actions!C5)"], [])


def test_no_row_is_added_where_rows_cannot_be(declared, read):
    workbook = declared()
    front, sheet = workbook.sheets
    actions = dataclasses.replace(sheet.parts[0], spare_ids=())
    workbook = dataclasses.replace(workbook, sheets=(front, dataclasses.replace(sheet, parts=(actions,))))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(workbook)))
    write(book["Actions"], 9, ["DA-40", "Train wardens"])
    buffer = io.BytesIO()
    book.save(buffer)
    said = "Actions!A9 holds “DA-40”, which is no id of this table, and the row holds B9 “Train wardens”."
    hint = "Move what is a note out of the table's columns."
    assert read(buffer.getvalue(), workbook=workbook) == ([], [f"error: {said} {hint}"])


def test_an_unknown_id_twice_is_one_record_and_a_problem(edited, read):
    def change(sheet):
        write(sheet, 12, ["DA-40", "Train wardens"])
        write(sheet, 13, ["DA-40", "Count bicycles"])

    edits, told = read(edited(table(change)))
    assert [edit for edit in edits if "Count" in edit] == []
    assert told[0].startswith("error: Actions!A13 holds “DA-40”, which is no id of this table, and the row holds B13")


def test_merged_cells_are_asked_about_once(edited, read):
    def change(sheet):
        sheet.merge_cells("C4:C6")
        sheet.merge_cells("B20:E22")
        sheet.merge_cells("M1:Q400")

    hint = "Unmerge them, and type the values that are missing."
    assert read(edited(table(change))) == (
        [],
        [f"error: Actions!C4:C6 are merged into one cell, so that only one of their values is left. {hint}"],
    )


def test_rows_that_are_alike_but_for_their_names_are_not_sorted_without_their_ids(declared, read):
    """Three of four values are the same in all rows, so that each still looks like its own record."""
    workbook = declared()
    front, sheet = workbook.sheets
    actions = sheet.parts[0]
    same = {"owner": "Sue", "due": dt.date(2025, 3, 31), "status": "not-started", "late": "in time"}
    names = ("Visit North", "Visit East", "Visit South")
    rows = tuple(Row(f"DA-0{number}", {"action": name, **same}) for number, name in enumerate(names, 1))
    alike = dataclasses.replace(actions, rows=rows)
    workbook = dataclasses.replace(workbook, sheets=(front, dataclasses.replace(sheet, parts=(alike,))))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(workbook)))
    held = book["Actions"]
    top = next(row for row in range(1, 20) if held.cell(row, 2).value == "Visit North")
    for row, name in enumerate(sorted(names), top):
        held.cell(row, 2).value = name
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue(), workbook=workbook)[1] == [
        f"error: Actions!A{top}: the row of DA-01 holds what DA-02 held. {LOST}",
        f"error: Actions!A{top + 1}: the row of DA-02 holds what DA-01 held. {LOST}",
    ]
