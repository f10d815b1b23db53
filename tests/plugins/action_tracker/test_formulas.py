"""What Python worked out is what another program works out from the formulas, before and after somebody types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from kcsp_docs.model.governance import Governance

pytestmark = pytest.mark.office

WorkedOut = Callable[[Sequence[bytes]], list[dict[str, list[list[str]]]]]


def kept(content: bytes) -> dict[tuple[str, int, int], object]:
    """The value that is kept with each formula, by sheet, row and column from 0."""
    formulas, values = (
        openpyxl.load_workbook(BytesIO(content)),
        openpyxl.load_workbook(BytesIO(content), data_only=True),
    )
    return {
        (sheet.title, cell.row - 1, cell.column - 1): _plain(values[sheet.title][cell.coordinate].value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _plain(value: object) -> object:
    """As the oracle says it: a day by itself, a number as a number, an empty cell as an empty text."""
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, int | float) else value or ""


def _said(text: str, like: object) -> object:
    if isinstance(like, date) and (day := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)):
        month, of_month, year = map(int, day.groups())
        return date(year, month, of_month)
    return float(text) if isinstance(like, float) and re.fullmatch(r"-?[0-9.]+(?:E-?[0-9]+)?", text) else text


def differences(content: bytes, worked_out: WorkedOut) -> list[tuple[object, ...]]:
    """Sheet, row and column, what is kept there and what it comes to."""
    (cells,) = worked_out([content])
    return [
        (*place, expected, came_to)
        for place, expected in kept(content).items()
        if (came_to := _said(cells[place[0]][place[1]][place[2]], expected)) != expected
    ]


def test_the_example_comes_to_the_same_in_libreoffice(
    governance: Governance, tracked: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    content = tracked(governance)
    assert differences(content, worked_out) == []
    assert {sheet for sheet, _, _ in kept(content)} == {"Position", "Actions", "Overdue", "Measures", "Record"}


RATED = [{"year": "2023/24", "quarter": "q4"}, {"year": "2024/25", "quarter": "q1"}]


def every_case() -> list[dict[str, Any]]:
    """An action of each status, rated each way now and at the ends of the last two quarters, in time and not."""
    ratings = (None, "red", "amber", "green")
    cases = []
    for status in ("not-started", "on-track", "complete", "cancelled"):
        for now in ratings:
            for then in ratings:
                entries = [{**quarter, "rating": then} for quarter in RATED] if then else []
                due = ("2024-07-03", "2024-07-04", None)[len(cases) % 3]
                known = {"status": status, "rating": now, "ratings": entries, "due": due}
                action = {"id": f"A-{len(cases)}", "action": "Do it", "priority": ("p0", "p1", None)[len(cases) % 3]}
                cases.append({**action, **{key: value for key, value in known.items() if value is not None}})
    return cases


AWKWARD = [{"id": "p0", "name": ">5"}, {"id": "p1", "name": "Roads* and ~streets?"}, {"id": "p2", "name": "2024"}]


def measure(number: int, direction: str, target: str | None, figures: Sequence[str]) -> dict[str, Any]:
    quarters = [("2023/24", "q2"), ("2023/24", "q4"), ("2024/25", "q1"), ("2024/25", "q2")]
    known = {"id": f"M-{number}", "name": "A measure", "unit": "things", "direction": direction}
    entries = [
        {"year": year, "quarter": quarter, "value": value}
        for (year, quarter), value in zip(quarters, figures, strict=False)
        if value
    ]
    return {**known, "figures": entries, **({"target": target} if target else {})}


MEASURES = [
    measure(number, direction, target, figures)
    for number, (direction, target, figures) in enumerate(
        (direction, target, figures)
        for direction in ("up", "down")
        for target in (None, "10", "0.3", "-2.5", "123456.75")
        for figures in ([], ["5"], ["5", "", "7"], ["0.1", "0.2"], ["10", "10", "", "10"], ["0", "-1"])
    )
]


def test_every_case_comes_to_the_same_in_libreoffice(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    assert differences(tracked(anyshire_with(every_case(), AWKWARD, MEASURES)), worked_out) == []


def typed(content: bytes, cells: dict[tuple[str, str, str], object]) -> bytes:
    """The file with values typed, each by its sheet, its row's first cell, and its column's heading."""
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, row, heading), value in cells.items():
        lines = list(book[sheet].iter_rows())
        at = next(line for line in lines if line[0].value == row)
        if heading:
            top = next(line for line in lines if heading in [cell.value for cell in line])
            at[[cell.value for cell in top].index(heading)].value = value
        else:
            at[1].value = value
    return _saved(book)


def _saved(book: Any) -> bytes:
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


class Shown:
    """What LibreOffice makes of a workbook, by headings and by what rows begin with."""

    def __init__(self, content: bytes, worked_out: WorkedOut) -> None:
        (self.sheets,) = worked_out([content])

    def figure(self, label: str) -> str:
        return next(row[1] for row in self.sheets["Position"] if row[0] == label)

    def rows(self, sheet: str, first: str) -> dict[str, dict[str, str]]:
        lines = self.sheets[sheet]
        top = next(number for number, row in enumerate(lines) if row[0] == first and row[1])
        return {row[0]: dict(zip(lines[top], row, strict=False)) for row in lines[top + 1 :] if row[0]}


def test_the_position_follows_what_an_officer_types(
    governance: Governance, tracked: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    cells = {
        ("Position", "As at", ""): datetime.fromisoformat("2024-10-01"),
        ("Actions", "NC-02", "RAG"): "Green",
        ("Actions", "DA-01", "RAG"): "Amber",
        ("Actions", "DA-02", "Status"): "Complete",
        ("Actions", "ACT-01", "Action"): "Hold a road safety week",
        ("Actions", "ACT-01", "Priority"): "Road Safety",
        ("Actions", "ACT-01", "Due"): datetime.fromisoformat("2024-09-30"),
        ("Actions", "ACT-01", "RAG"): "Red",
        ("Measures", "M-01", "Q2 2024/25"): 260,
    }
    shown = Shown(typed(tracked(governance), cells), worked_out)
    assert [shown.figure(label) for label in ("Actions in the plan", "Still open", "Overdue")] == ["15", "14", "2"]
    assert [shown.figure(label) for label in ("Better", "Worse", "New", "Completed")] == ["1", "1", "1", "1"]
    assert [row["Id"] for row in shown.rows("Overdue", "Line").values() if row.get("Id")] == ["NC-02", "ACT-01"]
    roads = shown.rows("Position", "Priority")["Road Safety"]
    assert (roads["Actions"], roads["Red"], roads["Overdue"], roads["Not started"]) == ("3", "1", "1", "2")
    trends = shown.rows("Actions", "Id")
    assert {id_: trends[id_]["Trend"] for id_ in ("NC-02", "DA-01", "DA-02", "ACT-01")} == {
        "NC-02": "Better than last quarter",
        "DA-01": "Worse than last quarter",
        "DA-02": "Completed since last quarter",
        "ACT-01": "New",
    }
    seminars = shown.rows("Measures", "Id")["M-01"]
    assert (seminars["Latest"], seminars["Trend"], seminars["Latest against target"]) == ("260", "Better", "Met")


def test_what_stands_beside_the_table_follows_its_action_when_rows_are_sorted(
    governance: Governance, tracked: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    content = tracked(governance)
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["Actions"]
    (table,) = sheet.tables.values()
    _, *rows = sheet[table.ref]
    values = sorted(([cell.value for cell in row] for row in rows), key=lambda row: str(row[2] or "~"))
    for row, sorted_ in zip(rows, values, strict=True):
        for cell, value in zip(row, sorted_, strict=True):
            cell.value = value
    before, after = Shown(content, worked_out), Shown(_saved(book), worked_out)
    assert list(after.rows("Actions", "Id")) != list(before.rows("Actions", "Id"))
    assert after.rows("Actions", "Id") == before.rows("Actions", "Id")


def test_what_is_pasted_over_a_list_breaks_no_formula(
    governance: Governance, tracked: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    cells = {
        ("Position", "As at", ""): "soon",
        ("Actions", "NC-02", "RAG"): "Purple",
        ("Actions", "NC-02", "Due"): "end of March",
        ("Actions", "DA-01", "Status"): "?",
        ("Measures", "M-01", "Q2 2024/25"): "about 40",
        ("Measures", "M-01", "Target"): "many",
    }
    (sheets,) = worked_out([typed(tracked(governance), cells)])
    faults = {cell for sheet in sheets.values() for row in sheet for cell in row if re.match("#|Err:", cell)}
    assert faults == set()
