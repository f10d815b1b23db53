"""However much somebody adds, the report can be read; and what is not read back is called by what it is."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.schema import Column, Row
from kcsp_docs_kit.workbooks.write import write_workbook

STAY = "What stands there stays in the kept copy."


def filled(sheet, first, rows, columns=1, *, left=12):
    def change(book):
        for row in range(first, first + rows):
            for column in range(left, left + columns):
                book[sheet].cell(row, column).value = f"word {row} {column}"

    return change


def broken_formulas(book):
    """What a spreadsheet leaves behind where a formula spoke of a sheet that was deleted."""
    for cell in ("B8", counted(book)):
        book["Front"][cell] = "=SUM(#REF!)"


def counted(book):
    """The cell that counts what is not started: with its sheet, its words have gone."""
    cells = (cell for row in book["Front"].iter_rows() for cell in row)
    return next(cell.coordinate for cell in cells if "COUNTIF" in str(cell.value))


def typed_and_broken(book):
    book["Front"]["B8"] = '="ring Sue"&#REF!'


@pytest.mark.parametrize(
    ("change", "number", "last"),
    [
        pytest.param(filled("Front", 100, 250), 201, f"Front!L300:L349 holds 50 more cells that the model has no place for. {STAY}", id="cells on a sheet without a table"),
        pytest.param(filled("Actions", 4, 7, 100), 201, f"Actions!L6:DG10 holds 500 more cells that the model has no place for. {STAY}", id="cells beside a table"),
        pytest.param(filled("Actions", 3, 8, 100), 101, f"Actions!L5:DG10 holds 600 more cells that the model has no place for. {STAY}", id="columns beside a table"),
        pytest.param(broken_formulas, 1, f"Front!B12 holds 1 formula with #REF! for what is gone from the file. {STAY}", id="formulas that broke"),
        pytest.param(typed_and_broken, 1, "Front!B8 is worked out by the workbook; “=\"ring Sue\"&#REF!” was typed over it. It is not taken, and stays in the kept copy.", id="a formula that somebody typed, and that broke"),
        pytest.param(filled("Actions", 20, 250, 2, left=2), 201, "Actions!220:269 holds 50 rows more that have no id of this table. Give a new action a free id, such as DA-05; or move what is a note out of the table's columns.", id="rows of no record"),
    ],
)  # fmt: skip
def test_so_many_are_named_and_the_rest_is_counted(edited, read, change, number, last):
    edits, told = read(edited(change))
    assert (edits, len(told)) == ([], number)
    assert told[-1].partition(": ")[2] == last


def with_rows(workbook, number):
    front, sheet = workbook.sheets
    actions = sheet.parts[0]
    values = actions.rows[0].values
    rows = tuple(Row(f"DA-{at:02}", {**values, "action": f"Deliver {at}"}) for at in range(1, number + 1))
    many = replace(actions, rows=rows, spare_ids=())
    return replace(workbook, sheets=(front, replace(sheet, parts=(many,))))


def test_many_cells_typed_over_what_is_worked_out(declared, read, saved_after):
    def change(book):
        for row in range(4, 64):
            book["Actions"].cell(row, 10).value = f"word {row}"

    workbook = with_rows(declared(), 60)
    told = read(saved_after(workbook, change), workbook=workbook)[1]
    assert len(told) == 51
    assert told[0].startswith("note: Actions!J4 (DA-01) is worked out by the workbook; “word 4” was typed over it.")
    said = "holds 10 more cells typed over what the workbook works out."
    assert told[-1] == f"note: Actions!J54:J63 {said} {STAY}"


def test_many_merged_areas(edited, read):
    def change(book):
        for column in range(2, 10):
            for row in range(4, 18):
                book["Actions"].merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 100)

    told = [each for each in read(edited(change))[1] if "merged" in each]
    assert len(told) == 51
    assert told[-1].startswith("error: Actions: 6 more areas of the table are merged into one cell each.")


def test_sixty_thousand_cells_take_no_time(edited, read):
    content = edited(filled("Actions", 1, 600, 100, left=20))
    began = time.process_time()
    told = read(content)[1]
    assert time.process_time() - began < 4
    assert len(told) <= 201


@pytest.fixture
def saved_after():
    def save(workbook, change) -> bytes:
        book, buffer = openpyxl.load_workbook(io.BytesIO(write_workbook(workbook))), io.BytesIO()
        change(book)
        book.save(buffer)
        return buffer.getvalue()

    return save


def test_a_column_that_is_shown_only(declared, read, saved_after):
    """It is not worked out either: nobody is told that the workbook did it."""
    workbook = declared()
    front, sheet = workbook.sheets
    actions = sheet.parts[0]
    rows = tuple(replace(row, values={**row.values, "priority": "Safer streets"}) for row in actions.rows)
    shown = (*actions.columns, Column("priority", "Priority", editable=False))
    workbook = replace(workbook, sheets=(front, replace(sheet, parts=(replace(actions, columns=shown, rows=rows),))))
    content = saved_after(workbook, lambda book: book["Actions"].__setitem__("J4", "Fewer thefts"))
    said = (
        "note: Actions!J4 (DA-01) is in a column that is not read back: the model keeps what it has; "
        "“Fewer thefts” was typed over it. Change it in the model (action_plan.actions). "
        "What was typed stays in the kept copy."
    )
    assert read(content, workbook=workbook) == ([], [said])


def test_a_formula_on_an_added_sheet_is_among_what_it_holds(edited, read):
    def change(book):
        book.create_sheet("Mine")["A1"] = "=1+1"

    said = "The sheet “Mine” was added; it holds A1 “=1+1”."
    assert read(edited(change)) == ([], [f"note: {said} The sheet is not read; it stays in the kept copy."])
