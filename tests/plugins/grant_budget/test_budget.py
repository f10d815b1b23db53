"""The workbook of the example as an officer reads it, and what moves when a fact does.

The figures are worked out by hand from the model: the published allocation and approvals, and the nine projects.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from kcsp_docs_kit.workbooks.schema import Chart, Figure, Figures, Grid, Table, Workbook
from kcsp_docs_kit.workbooks.write import write_workbook
from kcsp_docs_plugins.grant_budget.budget import budget
from kcsp_docs_plugins.grant_budget.parts import choices, pounds

from kcsp_docs.model.governance import Governance
from kcsp_docs.model.grant import Grant

Build = Callable[..., bytes]
DAY = date(2024, 7, 4)


def declared(governance: Governance, as_of: date = DAY, **changes: Any) -> Workbook:
    grant = governance.grant
    assert grant is not None
    given = grant.model_dump(mode="python", exclude_none=True) | changes
    return budget("grant-budget", governance, Grant.model_validate(given), as_of)


def figure(workbook: Workbook, label: str) -> Figure:
    lists = (part for sheet in workbook.sheets for part in sheet.parts if isinstance(part, Figures))
    return next(each for part in lists for each in part.figures if each.label == label)


def table(workbook: Workbook, name: str) -> Table:
    return next(each for each in workbook.tables if each.name == name)


SPENT = 6232.90  # 1380 + 0 + 1012.40 + 0 + 640 + 1125 + 600 + 0 + 1475.50
FIGURES = {
    ("Summary", "As at"): datetime(2024, 7, 4),  # noqa: DTZ001
    ("Summary", "Allocation"): 39661,
    ("Summary", "Approved for projects"): 39505,
    ("Summary", "Underspend to return"): 156,
    ("Summary", "Position"): "To be returned",
    ("Summary", "Tranches in all"): 39660,  # 26440 + 13220: a pound short
    ("Summary", "Missing from the tranches"): 1,
    ("Tranches", "Received to date"): 26440,
    ("Summary", "Spent to date"): SPENT,
    ("Claims", "Claimed to date"): SPENT,
    ("Summary", "Forecast to come"): 32210,  # 9170 + 11570 + 11470
    ("Summary", "Projected total"): 38442.90,
    ("Summary", "Variance against approval"): -1062.10,
    ("Summary", "Variance against profile"): -1062.10,
    ("Summary", "Projected underspend in all"): 1218.10,  # 156 + 1062.10
    ("Summary", "Outlook"): "Underspend",
    ("Tranches", "Why"): "Rounding",
    ("Tranches", "Missing from the tranches"): 1,
    ("Return", "To"): "Kent Police and Crime Commissioner",
    ("Return", "From"): "Kent Community Safety Partnership",
    ("Return", "As at"): datetime(2024, 7, 4),  # noqa: DTZ001
    ("Return", "Tranches received"): 26440,
    ("Return", "Claimed to date"): SPENT,
    ("Return", "Not approved for any project"): 156,
    ("Return", "Left by the projects"): 1062.10,
    ("Return", "Projected underspend in all"): 1218.10,
}
ROWS = {
    ("Summary", "Q1"): {"Profile": 7295, "Spend": SPENT, "Forecast to come": 0, "Variance": -1062.10},
    ("Summary", "Q3"): {"Profile": 11570, "Spend": 0, "Forecast to come": 11570, "Variance": 0}
    | {"Profile so far": 28035, "Projected so far": 26972.90},
    ("Summary", "Year"): {"Profile": 39505, "Spend": SPENT, "Projected": 38442.90, "Variance": -1062.10},
    ("Tranches", "first"): {"Share": 0.666667, "Amount": 26440, "Where it stands": "Received"},
    ("Tranches", "second"): {"Amount": 13220, "Paid": None, "Where it stands": "Not due yet"},
    ("Projects", "scams-packs"): {
        "Project": "Scams awareness packs",
        "Lead": "Kent County Council",
        "Amount": 3950,
        "Partnership amount": 3950,
        "Commissioner reference": None,
        "Priorities of the agreement": "Safeguarding Vulnerable People",
        "Commissioner’s priorities": "Protect people from exploitation and abuse",
        "Action": "SG-01",
        "Approved?": "Yes, by both",
        "Partnership less amount": 0,
    },
    ("Spend", "scams-packs"): {
        "Q1 profile": 950,
        "Q1 spend": 1012.40,
        "Q1 forecast": None,
        "Q2 forecast": 1000,
        "Amount": 3950,
        "Spent to date": 1012.40,
        "Forecast to come": 3000,
        "Projected total": 4012.40,
        "Variance against amount": 62.40,
        "Underspend": 0,
        "Where it stands": "Overspend",
    },
    ("Claims", "claim-q1"): {
        "Quarter": "Q1",
        "Amount": SPENT,
        "Spent in the quarter": SPENT,
        "Claimed less spent": 0,
        "Against the spend": "Equal to the spend",
        "Where it stands": "Sent",
    },
    ("Return", "Safer places survey"): {
        "Approved": 4650,
        "Spent to date": 0,
        "Forecast to come": 3750,
        "Projected": 3750,
        "Variance": -900,
        "Underspend": 900,
    },
}


@pytest.fixture(scope="module")
def example(built: Build, read: Callable[[bytes], Any]) -> Any:
    return read(built())


@pytest.mark.parametrize(("sheet", "label"), FIGURES)
def test_a_figure_of_the_example(sheet: str, label: str, example: Any) -> None:
    assert example.figure(sheet, label) == FIGURES[sheet, label]


@pytest.mark.parametrize(("sheet", "start"), ROWS)
def test_a_row_of_the_example(sheet: str, start: str, example: Any) -> None:
    expected = ROWS[sheet, start]
    row = example.row(sheet, start)
    assert {heading: row[heading] for heading in expected} == expected


def test_the_underspend_of_the_return_adds_up_overspends_apart(example: Any) -> None:
    """20 + 160 + 20 + 900 + 24.50 under, and 62.40 over on one project."""
    total = example.row("Return", "All projects")
    assert (total["Approved"], total["Variance"], total["Underspend"]) == (39505, -1062.10, 1124.50)


def outline(part: Any) -> str | None:
    match part:
        case Figures():
            return f"{part.title}: {', '.join(each.label for each in part.figures)}"
        case Grid():
            return f"{part.title}: {', '.join(each.heading for each in part.columns)}"
        case Table():
            table, beside = (", ".join(each.heading for each in columns) for columns in (part.columns, part.beside))
            return f"{part.name}: {table} | {beside}"
        case _:
            return part.title or None


def test_the_sheets_and_what_stands_on_them(governance: Governance) -> None:
    expected = (Path(__file__).parent / "outline.txt").read_text(encoding="utf-8")
    lines = []
    for sheet in declared(governance).sheets:
        parts = (outline(part) for part in sheet.parts)
        lines += [sheet.name, *(f"    {said}" for said in parts if said)]
    assert lines == expected.splitlines()


def test_what_is_typed_leads_back_to_the_model(governance: Governance) -> None:
    workbook = declared(governance)
    assert [(each.name, each.section, each.field) for each in workbook.figures] == [
        ("as_of", "history", "as_of"),
        ("allocation", "grant", "allocation"),
    ]
    assert {each.name: each.section for each in workbook.tables} == {
        "Tranches": "grant.tranches",
        "Projects": "grant.projects",
        "Spend": "grant.projects",
        "Claims": "grant.claims",
    }
    keys = {each.name: [column.key for column in each.columns if column.editable] for each in workbook.tables}
    assert keys["Projects"][3:9] == [
        *(f"partnership_approval.{field}" for field in ("date", "amount", "reference")),
        *(f"commissioner_approval.{field}" for field in ("date", "amount", "reference")),
    ]
    assert keys["Spend"] == [
        f"quarters[quarter=q{number}].{kind}" for number in (1, 2, 3, 4) for kind in ("profile", "spend", "forecast")
    ]


def test_rows_can_be_added_but_not_to_the_spend(governance: Governance) -> None:
    spare = {each.name: each.spare_ids for each in declared(governance).tables}
    assert {name: len(ids) for name, ids in spare.items()} == {"Tranches": 3, "Projects": 5, "Spend": 0, "Claims": 6}
    assert spare["Claims"][0] == "claim-1"


def test_the_chart_says_its_figures(governance: Governance) -> None:
    (chart,) = (part for part in declared(governance).sheets[0].parts if isinstance(part, Chart))
    assert chart.alt_text == (
        "Columns of profile, spend and forecast to come for each quarter."
        " Q1: profile £7,295, spend £6,232.90, forecast to come £0;"
        " Q2: profile £9,170, spend £0, forecast to come £9,170;"
        " Q3: profile £11,570, spend £0, forecast to come £11,570;"
        " Q4: profile £11,470, spend £0, forecast to come £11,470."
    )


def test_a_table_too_wide_to_be_read_on_a_page_is_printed_on_two(example: Any) -> None:
    pages = {sheet.title: (sheet.page_setup.fitToWidth or 1, sheet.print_title_cols) for sheet in example.book}
    wide = {name for name, said in pages.items() if said == (2, "$A:$A")}
    assert wide == {"Projects", "Spend"}
    assert {said for name, said in pages.items() if name not in wide} == {(1, None)}


def test_the_day_decides_what_has_come(governance: Governance) -> None:
    before = declared(governance, date(2024, 6, 30))
    assert (figure(before, "Tranches received").value, figure(before, "Claimed to date").value) == (0, 0)
    overdue = declared(governance, date(2025, 2, 1))
    assert [row.values["state"] for row in table(overdue, "Tranches").rows] == ["Received", "Overdue"]


def test_more_approved_than_allocated_is_said_in_a_word(governance: Governance) -> None:
    workbook = declared(governance, allocation="39504.99")
    assert figure(workbook, "Underspend to return").value == Decimal("-0.01")
    assert figure(workbook, "Position").value == "Over-committed"


def test_a_fact_moves_every_figure_that_stands_on_it(built: Build, read: Any, governance: Governance) -> None:
    assert governance.grant is not None
    facts = governance.grant.model_dump(mode="python", exclude_none=True)
    facts["projects"][0]["quarters"][1]["spend"] = Decimal("1600.25")  # forecast 1500
    after = read(built(Grant.model_validate(facts)))
    assert after.figure("Summary", "Spent to date") == 7833.15
    assert after.figure("Summary", "Forecast to come") == 30710
    assert after.figure("Summary", "Projected underspend in all") == 1117.85
    assert after.row("Summary", "Q2")["Spend"] == 1600.25
    assert after.row("Summary", "Q2")["Variance"] == 100.25
    assert after.row("Spend", "lessons-seminars")["Variance against amount"] == 80.25
    assert after.row("Return", "Lessons-identified seminars")["Projected"] == 6280.25
    assert after.row("Claims", "claim-q1")["Claimed less spent"] == 0


def test_a_grant_of_which_nothing_is_known_but_the_allocation(built: Build, read: Any, governance: Governance) -> None:
    assert governance.grant is not None
    bare = governance.grant.model_copy(update={"projects": (), "tranches": (), "claims": ()})
    workbook = read(built(bare))
    assert workbook.figure("Summary", "Underspend to return") == 39661
    assert workbook.figure("Tranches", "Why") == "No tranches"
    assert workbook.row("Summary", "Year")["Projected"] == 0
    assert ["No project has been approved."] in workbook.lines("Return")


def test_without_actions_no_project_names_one(governance: Governance) -> None:
    assert governance.grant is not None
    projects = tuple(each.model_copy(update={"action": None, "priorities": ()}) for each in governance.grant.projects)
    bare = governance.model_copy(update={"action_plan": None})
    workbook = budget("grant-budget", bare, governance.grant.model_copy(update={"projects": projects}), DAY)
    write_workbook(workbook)
    assert "Action" not in [each.heading for each in table(workbook, "Projects").columns]


def test_two_bodies_of_one_name_are_told_apart() -> None:
    labels = [each.label for each in choices([("a", "Police"), ("b", "POLICE"), ("c", "Fire")])]
    assert labels == ["Police (a)", "POLICE (b)", "Fire"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [("1234", "£1,234"), ("1234.50", "£1,234.50"), ("-0.5", "-£0.50"), ("0", "£0"), ("100.00", "£100")],
)
def test_pounds(amount: str, said: str) -> None:
    assert pounds(Decimal(amount)) == said
