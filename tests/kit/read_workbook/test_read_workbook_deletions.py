"""A record is deleted where it has its home; a row that is gone from another sheet deletes nothing."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.read import read_edits
from kcsp_docs_kit.workbooks.schema import Column, Kind, Row, Sheet, Table
from kcsp_docs_kit.workbooks.write import write_workbook

from kcsp_docs.exchange import Edit, File


@pytest.fixture
def with_spend(declared):
    """A third sheet with the spend of the same actions: DA-01 in row 4, Q1 in B."""
    workbook = declared()
    rows = tuple(Row(f"DA-0{number}", {"spend.q1": Decimal(number)}) for number in range(1, 5))
    spend = Table("Spend", "action_plan.actions", "action", (Column("spend.q1", "Q1", Kind.MONEY),), rows)
    return replace(workbook, sheets=(*workbook.sheets, Sheet("Spend", "Spend", (spend,))))


def saved(workbook, change) -> bytes:
    book, buffer = openpyxl.load_workbook(io.BytesIO(write_workbook(workbook))), io.BytesIO()
    change(book)
    book.save(buffer)
    return buffer.getvalue()


def gone_from(*sheets):
    """The row of DA-03."""

    def change(book):
        for sheet in sheets:
            book[sheet].delete_rows(6)

    return change


TO_DELETE = "To delete the action, delete its row on the sheet Actions."


@pytest.mark.parametrize(
    ("sheets", "edits", "told"),
    [
        pytest.param(["Spend"], [], [f"warning: Spend: the row of DA-03 is gone; its values stay as they are. {TO_DELETE}"], id="from the further sheet"),
        pytest.param(["Actions"], ["DA-03: 'DA-03' → None (Actions)"], [], id="from its home"),
        pytest.param(["Actions", "Spend"], ["DA-03: 'DA-03' → None (Actions)"], [], id="from both"),
    ],
)  # fmt: skip
def test_only_a_row_gone_from_its_home_is_a_deletion(with_spend, read, sheets, edits, told):
    assert read(saved(with_spend, gone_from(*sheets)), workbook=with_spend) == (edits, told)


def as_it_was(field, value):
    return Edit("action_plan.actions", "DA-03", field, value, value, "Actions")


def test_a_deletion_says_what_the_file_was_made_with(with_spend):
    """Every value, whatever sheet it stood on; what is empty and what is worked out is left out."""
    edits = read_edits(with_spend, File("t.xlsx", saved(with_spend, gone_from("Actions"))), lambda problem: None)
    due = dt.date(2025, 3, 3)
    assert [edit for edit in edits if edit.section != "history"] == [
        Edit("action_plan.actions", "DA-03", None, "DA-03", None, "Actions"),
        as_it_was("action", "Deliver seminar number 3"),
        as_it_was("owner", "Officer 3"),
        as_it_was("due", due.isoformat()),
        as_it_was("status", "not-started"),
        as_it_was("cost", "300.50"),
        as_it_was("share", "30"),
        as_it_was("count", "3"),
        as_it_was("spend.q1", "3"),
    ]


def test_a_value_edited_elsewhere_has_its_own_edit_alone(with_spend):
    def change(book):
        gone_from("Actions")(book)
        book["Spend"]["B6"] = 7

    edits = read_edits(with_spend, File("t.xlsx", saved(with_spend, change)), lambda problem: None)
    spent = [edit for edit in edits if edit.field == "spend.q1"]
    assert spent == [Edit("action_plan.actions", "DA-03", "spend.q1", "3", "7", "Spend!B6")]
