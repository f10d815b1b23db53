"""Random officers: whatever they type anywhere is an edit of its own record, or named in the report."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.workbooks.read import read_edits
from kcsp_docs_kit.workbooks.schema import WorkbookError
from openpyxl.comments import Comment

from kcsp_docs.exchange import File

FIELDS = {"Action": "action", "Owner": "owner", "Due": "due", "Status": "status", "Cost": "cost", "Share": "share", "Count": "count", "Progress": "progress"}  # fmt: skip
ROWS, COLUMNS = st.integers(1, 14), st.integers(1, 13)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.just("Actions"), ROWS, COLUMNS),
        st.tuples(st.just("type"), st.just("Actions"), st.integers(4, 10), st.integers(2, 9)),
        st.tuples(st.just("type"), st.just("Front"), ROWS, st.integers(1, 5)),
        st.tuples(st.just("number"), st.just("Actions"), st.integers(4, 12), st.integers(1, 9)),
        st.tuples(st.just("empty"), st.just("Actions"), st.integers(3, 12), st.integers(1, 9)),
        st.tuples(st.just("formula"), st.just("Actions"), st.integers(4, 12), st.integers(2, 11)),
        st.tuples(st.just("comment"), st.just("Actions"), st.integers(3, 12), st.integers(1, 9)),
        st.tuples(st.just("swap"), st.just("Actions"), st.integers(4, 10), st.integers(4, 10)),
        st.tuples(st.just("copy_row"), st.just("Actions"), st.integers(4, 10), st.integers(4, 14)),
        st.tuples(st.just("delete_row"), st.just("Actions"), st.integers(1, 12), st.just(0)),
        st.tuples(st.just("insert_row"), st.just("Actions"), st.integers(1, 12), st.just(0)),
        st.tuples(st.just("insert_column"), st.just("Actions"), st.integers(1, 11), st.just(0)),
        st.tuples(st.just("copy_sheet"), st.sampled_from(["Actions", "Front"]), ROWS, COLUMNS),
        st.tuples(st.just("add_sheet"), st.just(""), ROWS, COLUMNS),
        st.tuples(st.just("rename"), st.sampled_from(["Actions", "Front"]), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=8,
)


class Officer:
    """Does one thing after another, with a word of its own each time."""

    def __init__(self, book) -> None:
        self.book = book
        self.sheets = {"Actions": book["Actions"], "Front": book["Front"]}
        self.words = 0

    def word(self) -> str:
        self.words += 1
        return f"Word{self.words}x"

    def do(self, deed) -> None:
        what, name, row, column = deed
        if name == "Front" and row == 3:
            column = 1  # its other cells are covered by the first
        getattr(self, what)(self.sheets.get(name), row, column)

    def type(self, sheet, row, column) -> None:
        sheet.cell(row, column).value = self.word()

    def number(self, sheet, row, column) -> None:
        self.words += 1
        sheet.cell(row, column).value = 77_000 + self.words

    def empty(self, sheet, row, column) -> None:
        sheet.cell(row, column).value = None

    def formula(self, sheet, row, column) -> None:
        sheet.cell(row, column).value = f'="{self.word()}"&A1'

    def comment(self, sheet, row, column) -> None:
        sheet.cell(row, column).comment = Comment(self.word(), "A. Person")

    def swap(self, sheet, row, other_row) -> None:
        for column in range(1, 15):
            one, other = sheet.cell(row, column), sheet.cell(other_row, column)
            one.value, other.value = other.value, one.value
            one.number_format, other.number_format = other.number_format, one.number_format

    def copy_row(self, sheet, row, onto) -> None:
        for column in range(1, 10):
            sheet.cell(onto, column).value = sheet.cell(row, column).value
            sheet.cell(onto, column).number_format = sheet.cell(row, column).number_format

    def delete_row(self, sheet, row, _) -> None:
        sheet.delete_rows(row)

    def insert_row(self, sheet, row, _) -> None:
        sheet.insert_rows(row)

    def insert_column(self, sheet, column, _) -> None:
        sheet.insert_cols(column)

    def copy_sheet(self, sheet, row, column) -> None:
        self.book.copy_worksheet(sheet).cell(row, column).value = self.word()

    def add_sheet(self, _, row, column) -> None:
        self.book.create_sheet().cell(row, column).value = self.word()

    def rename(self, sheet, *_) -> None:
        sheet.title = self.word()


def typed_in(book):
    """Every word and number of the officer's that stands in a file, by where it stands."""
    for sheet in book.worksheets:
        if sheet.title == "kcsp-docs":
            continue
        for row in sheet.iter_rows():
            for cell in row:
                text = "" if cell.value is None else str(cell.value)
                if "Word" in text or (text.startswith("77") and not cell.is_date):
                    yield f"{sheet.title}!{cell.coordinate}", text
                if cell.comment is not None:
                    yield "", cell.comment.text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=DEEDS)
def test_nothing_is_lost_and_nothing_comes_onto_a_wrong_record(declared, opened, deeds):
    book = opened()
    officer = Officer(book)
    for deed in deeds:
        officer.do(deed)
    buffer = io.BytesIO()
    book.save(buffer)
    told = []
    try:
        edits = read_edits(declared(), File("tracker.xlsx", buffer.getvalue()), told.append)
    except WorkbookError as error:
        told, edits = list(error.problems), ()
    report = "\n".join(problem.message for problem in told)
    by_place = {edit.where: edit for edit in edits if edit.field is not None and edit.before != edit.after}
    for where, text in typed_in(book):
        word = text.removeprefix('="').removesuffix('"&A1')
        edit = by_place.get(where)
        taken = edit is not None and word in (edit.after or "")
        copied = any(word in (each.after or "") for each in edits)
        assert taken or copied or word in report, (where, text)
    refused = any(problem.severity == "error" for problem in told)
    if not refused:
        for edit in by_place.values():
            _assert_on_its_record(book, edit)


def _assert_on_its_record(book, edit) -> None:
    sheet, _, name = edit.where.rpartition("!")
    if not edit.id:
        return
    cells = book[sheet]
    header = next(row for row in cells.iter_rows() if sum(cell.value in FIELDS for cell in row) > 4)
    ids = max(
        range(1, 14), key=lambda column: sum("DA-" in str(row[column - 1].value) for row in cells.iter_rows(max_col=14))
    )
    there = cells[name]
    heading = next(cell.value for cell in header if cell.column == there.column)
    assert str(cells.cell(there.row, ids).value) == edit.id
    assert FIELDS.get(heading, edit.field) == edit.field
