"""A small tracker as it is built, what officers do to it, and what comes out of that, in lines to be read."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.read import read_edits
from kcsp_docs_kit.workbooks.schema import (
    Cell,
    Chart,
    ChartKind,
    Choice,
    Column,
    Figure,
    Figures,
    Grid,
    GridColumn,
    Kind,
    Row,
    Series,
    Sheet,
    Table,
    Words,
    Workbook,
)
from kcsp_docs_kit.workbooks.write import write_workbook

from kcsp_docs.exchange import HISTORY, File

STATUSES = (Choice("not-started", "Not started"), Choice("on-track", "On track"), Choice("complete", "Complete"))
COLUMNS = (
    Column("action", "Action", width=40, required=True),
    Column("owner", "Owner"),
    Column("due", "Due", Kind.DATE),
    Column("status", "Status", Kind.CHOICE, choices=STATUSES),
    Column("cost", "Cost", Kind.MONEY),
    Column("share", "Share", Kind.PERCENTAGE),
    Column("count", "Count", Kind.NUMBER),
    Column("progress", "Progress", width=30),
)
LATE = Column("late", "Late", formula='=IF([@Due]<45700,"late","in time")')
DAY = dt.date(2025, 3, 31)


def action(number: int) -> Row:
    return Row(
        f"DA-{number:02}",
        {
            "action": f"Deliver seminar number {number}",
            "owner": f"Officer {number}",
            "due": dt.date(2025, 3, number),
            "status": "not-started",
            "cost": Decimal(f"{100 * number}.50"),
            "share": Decimal(10 * number),
            "count": number,
            "progress": "One line\nand another" if number == 2 else None,
            "late": "in time",
        },
    )


def tracker(actions: int = 4) -> Workbook:
    """Sheet Front: As at in B6, Allocation in B7. Sheet Actions: headings in row 3, DA-01 in row 4, then spare rows."""
    spare = tuple(f"DA-{number:02}" for number in range(actions + 1, actions + 4))
    rows = tuple(action(number) for number in range(1, actions + 1))
    table = Table("Actions", "action_plan.actions", "action", COLUMNS, rows, beside=(LATE,), spare_ids=spare)
    figures = (
        Figure("As at", DAY, Kind.DATE, "as_of", section=HISTORY, field="as_of"),
        Figure("Allocation", Decimal(39661), Kind.MONEY, "allocation", section="grant", field="allocation"),
        Figure("Total cost", Decimal(1002), Kind.MONEY, formula="=SUM(Actions[Cost])"),
    )
    counted = '=COUNTIF(Actions[Status],"Not started")'
    grid = Grid(
        "Summary",
        "By status",
        (GridColumn("State"), GridColumn("Number", Kind.NUMBER)),
        ((Cell("Not started"), Cell(actions, counted)),),
    )
    chart = Chart(ChartKind.COLUMN, "By status", "One column for each status", "Summary", "State", (Series("Number"),))
    words = Words(("Fill in the white cells.",))
    front = Sheet("Front", "Action tracker", (words, Figures("Figures", figures), grid, chart))
    sheets = (front, Sheet("Actions", "Actions of the plan", (table,)))
    return Workbook("action-tracker", "anyshire-2024", "Action tracker", sheets, DAY, "Anyshire")


@pytest.fixture(scope="session")
def declared():
    return tracker


@pytest.fixture(scope="session")
def built() -> bytes:
    return write_workbook(tracker())


@pytest.fixture(scope="session")
def opened(built):
    """The built workbook in openpyxl, anew each time."""

    def load() -> openpyxl.Workbook:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(built), rich_text=True)

    return load


@pytest.fixture(scope="session")
def edited(opened):
    """What an officer's file holds after ``change(book)``, saved by openpyxl."""

    def save(change) -> bytes:
        book, buffer = opened(), io.BytesIO()
        change(book)
        book.save(buffer)
        return buffer.getvalue()

    return save


@pytest.fixture(scope="session")
def read():
    """Edits and reports, a line each: ``DA-03.owner: Officer 3 → Sue (Actions!C6)``. The day is left out when unchanged,
    and so are the values of a record that is deleted, as they were."""

    def lines(content: bytes, name: str = "tracker.xlsx", workbook: Workbook | None = None):
        told = []
        edits = read_edits(workbook or tracker(), File(name, content), told.append)
        assert all(problem.file == name for problem in told)
        deleted = {(edit.section, edit.id) for edit in edits if edit.field is None and edit.after is None}
        as_were = {(HISTORY, ""), *deleted}
        changed = [edit for edit in edits if edit.before != edit.after or (edit.section, edit.id) not in as_were]
        assert any(edit.section == HISTORY for edit in edits) or any(each.severity == "error" for each in told)
        said = [f"{each.severity.value}: {' '.join(filter(None, (each.message, each.hint)))}" for each in told]
        return [_line(edit) for edit in changed], said

    return lines


def _line(edit) -> str:
    what = f"{edit.id or edit.section}" + (f".{edit.field}" if edit.field else "")
    return f"{what}: {edit.before!r} → {edit.after!r} ({edit.where})"


@pytest.fixture(scope="session")
def repacked(built):
    """The built file with parts changed: ``repacked({"xl/workbook.xml": lambda xml: …})``; None leaves a part out."""

    def pack(changes, content: bytes = built, added=()) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                change = changes.get(name, lambda part: part)
                part = change(old.read(name))
                if part is not None:
                    new.writestr(name, part)
            for name, part in added:
                new.writestr(name, part)
        return buffer.getvalue()

    return pack
