"""Opened and saved by other programs, with and without something typed."""

from __future__ import annotations

import io
import warnings

import openpyxl
import pytest

XLSX = "xlsx:Calc MS Excel 2007 XML"


def test_as_built(built, read):
    assert read(built) == ([], [])


def test_through_openpyxl(edited, read):
    assert read(edited(lambda book: None)) == ([], [])


@pytest.mark.office
def test_through_libreoffice(built, read, converted):
    assert read(converted(built, XLSX)) == ([], [])


@pytest.mark.office
def test_through_libreoffice_twice_with_edits_between(built, read, converted):
    """And the names of columns still hold after the rows and columns that openpyxl cannot shift them for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(converted(built, XLSX)))
    sheet = book["Actions"]
    sheet["D4"], sheet["E5"], sheet["F6"], sheet["C7"] = "31/3/25", "On track", "£1,200", "Sue & <Ann>"
    sheet["B8"], sheet["M3"] = "Train wardens", "a note"
    book["Front"]["B6"] = "30 June 2025"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(converted(buffer.getvalue(), XLSX)) == (
        [
            "DA-01.due: '2025-03-01' → '2025-03-31' (Actions!D4)",
            "DA-02.status: 'not-started' → 'on-track' (Actions!E5)",
            "DA-03.cost: '300.50' → '1200' (Actions!F6)",
            "DA-04.owner: 'Officer 4' → 'Sue & <Ann>' (Actions!C7)",
            "DA-05: None → 'DA-05' (Actions!A8)",
            "DA-05.action: None → 'Train wardens' (Actions!B8)",
            "history.as_of: '2025-03-31' → '2025-06-30' (Front!B6)",
        ],
        ["note: Actions!M3: the column “a note” was added. The model has no place for it: it stays in the kept copy."],
    )
