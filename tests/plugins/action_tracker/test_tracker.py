"""The tracker of the example, counted by hand from its action-plan.yaml, and of plans that are not like it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kcsp_docs_kit.workbooks.schema import Chart, Figures, Grid, Sheet, Table, Words, Workbook

from kcsp_docs.model.governance import Governance
from kcsp_docs.model.history import Collection

OUTLINE = Path(__file__).with_name("outline.txt")

PRIORITIES = {
    "Domestic Abuse": {
        "Actions": 3,
        "Amber": 1,
        "Green": 1,
        "Not rated": 1,
        "Not started": 1,
        "On track": 1,
        "Delayed": 1,
    },
    "Road Safety": {"Actions": 2, "Green": 1, "Not rated": 1, "Not started": 1, "On track": 1},
    "Substance Misuse": {"Actions": 1, "Green": 1, "On track": 1},
    "Preventing Neighbourhood Crime and Anti-Social Behaviour": {
        "Actions": 2,
        "Red": 1,
        "Green": 1,
        "Overdue": 1,
        "On track": 1,
        "Delayed": 1,
    },
    "Serious Violence and Organised Crime": {"Actions": 1, "Green": 1, "On track": 1},
    "Safeguarding Vulnerable People": {"Actions": 1, "Green": 1, "On track": 1},
    "Preventing Extremism and Hate": {"Actions": 1, "Not rated": 1, "Not started": 1},
    "Violence Against Women and Girls": {"Actions": 1, "Amber": 1, "On track": 1},
    "No priority (miscellaneous)": {"Actions": 2, "Green": 1, "Not rated": 1, "Not started": 1, "On track": 1},
    "All actions": {
        "Actions": 14,
        "Red": 1,
        "Amber": 2,
        "Green": 7,
        "Not rated": 4,
        "Overdue": 1,
        "Not started": 4,
        "On track": 8,
        "Delayed": 2,
    },
}


@pytest.fixture(scope="module")
def example(governance: Governance, tracked: Callable[..., bytes], read: Callable[[bytes], Any]) -> Any:
    return read(tracked(governance))


def without_noughts(row: dict[str, object]) -> dict[str, object]:
    return {heading: value for heading, value in row.items() if isinstance(value, int | float) and value}


def test_the_position_at_a_glance(example: Any) -> None:
    assert example.figure("As at") == date(2024, 7, 4)
    assert (example.figure("Actions in the plan"), example.figure("Still open"), example.figure("Overdue")) == (
        14,
        14,
        1,
    )


def test_by_priority(example: Any) -> None:
    shown = example.grid("Position", "Priority")
    assert {name: without_noughts(row) for name, row in shown.items()} == PRIORITIES


def test_by_rating_now_and_at_the_end_of_last_quarter(example: Any) -> None:
    shown = example.grid("Position", "RAG")
    assert {name: tuple(row.values())[1:] for name, row in shown.items() if name != "All actions"} == {
        "Red": (1, 1),
        "Amber": (2, 1),
        "Green": (7, 1),
        "Not rated": (4, 11),
    }


def test_since_last_quarter(example: Any) -> None:
    """Three actions have a rating on record for the end of Q1: DA-01, DA-02 and NC-02, and it is theirs still."""
    assert [example.figure(label) for label in ("Better", "Worse", "New", "Completed")] == [0, 0, 0, 0]
    shown = example.grid("Record", "Id")
    same = {id_: row["Running for"] for id_, row in shown.items() if row["Since then"] == "Same"}
    assert same == {"DA-01": "two quarters", "DA-02": "two quarters", "NC-02": "two quarters"}
    assert {shown[id_]["Since then"] for id_ in shown if id_ not in same} == {"Nothing to compare", None}


def test_what_to_look_at_first_says_of_which_day_it_speaks(example: Any) -> None:
    text = ["".join(map(str, line)) for line in example.lines("Position")]
    start = text.index("To look at first, as this file was made for 4 July 2024")
    assert text[start + 1 : start + 4] == [
        "Overdue: NC-02 Share repeat-location maps every quarter (due 28 June 2024; Kent Police; Partnership Inspector).",
        "Red for two quarters: NC-02; Amber for two quarters: DA-02.",
        "Since last quarter: nothing better, worse, new or completed is on record.",
    ]


def test_an_action_is_shown_in_words(example: Any) -> None:
    row = example.grid("Actions", "Id")["NC-02"]
    assert row == {
        "Id": "NC-02",
        "Priority": "Preventing Neighbourhood Crime and Anti-Social Behaviour",
        "Action": "Share repeat-location maps every quarter",
        "Lead": "Kent Police",
        "Owner": "Partnership Inspector",
        "Start": date(2024, 4, 1),
        "Due": date(2024, 6, 28),
        "Status": "Delayed",
        "RAG": "Red",
        "Progress": "Data sharing not yet agreed.",
        "Overdue": "Overdue",
        "Trend": "Red for two quarters",
        "Last update": None,
        "Measures": None,
    }


def test_owners_appear_for_the_tracker_is_not_published(example: Any) -> None:
    shown = example.grid("Actions", "Id")
    assert shown["DA-01"]["Owner"] == "Honey-Leigh Topley, Community Safety Officer"
    assert shown["DA-02"]["Owner"] == "Project Officer"


def test_measures_stand_beside_their_actions(example: Any) -> None:
    shown = example.grid("Actions", "Id")
    assert shown["RS-01"]["Measures"] == "M-03 People killed or seriously injured on the county's roads"
    assert shown["RS-02"]["Measures"] == shown["RS-01"]["Measures"]


def test_empty_rows_have_their_ids_already(example: Any) -> None:
    spare = [row for id_, row in example.grid("Actions", "Id").items() if id_.startswith("ACT-")]
    assert [row["Id"] for row in spare] == [f"ACT-{number:02}" for number in range(1, 16)]
    assert {value for row in spare for key, value in row.items() if key != "Id"} == {None}


def test_the_measures_with_their_quarters(example: Any) -> None:
    shown = example.grid("Measures", "Id")
    quarters = [heading for heading in shown["M-01"] if heading.startswith("Q")]
    assert quarters == ["Q4 2023/24", "Q1 2024/25", "Q2 2024/25", "Q3 2024/25", "Q4 2024/25"]
    told = ("Should go", "Target", "Q4 2023/24", "Q1 2024/25", "Latest", "Trend", "Latest against target")
    assert {id_: tuple(row[heading] for heading in told) for id_, row in shown.items()} == {
        "M-01": ("Up", 250, 118, 126, 126, "Better", "124 short of target"),
        "M-02": ("Up", 6000, 4870, 4655, 4655, "Worse", "1,345 short of target"),
        "M-03": ("Down", None, 171, 164, 164, "Better", "No target"),
        "M-04": ("Up", None, None, 9, 9, "First figure", "No target"),
        "M-05": ("Up", 1200, None, 310, 310, "First figure", "890 short of target"),
    }


def test_what_is_overdue_is_listed(example: Any) -> None:
    first, *rest = example.grid("Overdue", "Line").values()
    assert (first["Id"], first["Days overdue"], first["Lead"], first["RAG"]) == ("NC-02", 6, "Kent Police", "Red")
    assert {row["Id"] for row in rest} == {None}


def test_charts_say_their_figures(governance: Governance, declared: Callable[..., Workbook]) -> None:
    charts = [part for part in declared(governance).sheets[0].parts if isinstance(part, Chart)]
    ratings, priorities = (chart.alt_text for chart in charts)
    assert ratings == "Columns, as this file was made for 4 July 2024: Red 1, Amber 2, Green 7, Not rated 4."
    assert priorities.startswith(
        "Bars, as this file was made for 4 July 2024: Domestic Abuse: amber 1, green 1, not rated 1; Road Safety: green 1"
    )
    assert priorities.endswith("; No priority (miscellaneous): green 1, not rated 1.")


def outline(workbook: Workbook) -> str:
    return "".join(f"{sheet.name}: {sheet.title}\n{''.join(map(_part, sheet.parts))}" for sheet in workbook.sheets)


def _part(part: object) -> str:
    match part:
        case Words():
            return f"    {part.title or 'Words'}\n"
        case Figures():
            return f"    {part.title}: {', '.join(_editable(each.label, each.field) for each in part.figures)}\n"
        case Grid():
            return f"    {part.title}: {', '.join(column.heading for column in part.columns)}\n"
        case Table():
            typed = (_editable(column.heading, column.editable) for column in part.columns)
            beside = f" | {', '.join(each.heading for each in part.beside)}" if part.beside else ""
            return f"    {part.name}: {', '.join(typed)}{beside}\n"
        case Chart():
            return f"    Chart: {part.title}\n"
        case _:
            raise AssertionError(part)


def _editable(label: str, editable: object) -> str:
    return f"[{label}]" if editable else label


def test_the_outline_that_a_person_reviewed(governance: Governance, declared: Callable[..., Workbook]) -> None:
    """What can be typed stands in brackets; what follows ``|`` stands beside the table."""
    assert outline(declared(governance)) == OUTLINE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "figure", "value"),
    [
        pytest.param({"status": "complete"}, "Overdue", 0, id="what is complete is not overdue"),
        pytest.param({"status": "complete"}, "Still open", 0, id="nor open"),
        pytest.param({"due": "2024-07-04"}, "Overdue", 0, id="on its day it is in time"),
        pytest.param({}, "Overdue", 1, id="as it is"),
    ],
)
def test_one_fact_moves_the_position(
    change: dict[str, str],
    figure: str,
    value: int,
    anyshire_with: Callable[..., Governance],
    tracked: Callable[..., bytes],
    read: Callable[[bytes], Any],
) -> None:
    action = {"id": "A", "action": "Do it", "due": "2024-07-03", **change}
    assert read(tracked(anyshire_with([action]))).figure(figure) == value


def test_the_day_moves_what_is_overdue(
    governance: Governance, tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    """On 1 November: DA-02, SM-01, NC-02 and MI-01 were due by then."""
    later = read(tracked(governance, date(2024, 11, 1)))
    assert later.figure("Overdue") == 4
    listed = [row["Id"] for row in later.grid("Overdue", "Line").values() if row["Id"]]
    assert listed == ["DA-02", "SM-01", "NC-02", "MI-01"]


def test_what_files_brought_back_shows(
    anyshire_with: Callable[..., Governance],
    collected: Callable[..., Collection],
    tracked: Callable[..., bytes],
    read: Callable[[bytes], Any],
) -> None:
    actions = [
        {"id": "A", "action": "One", "rating": "red"},
        {"id": "B", "action": "Two", "status": "complete"},
        {"id": "C", "action": "Three"},
    ]
    told = [("A", "rating", "amber", "red"), ("B", "status", "on-track", "complete"), ("C", None, None, "C")]
    shown = read(tracked(anyshire_with(actions, history=[collected("2024-07-02", *told)])))
    rows = shown.grid("Actions", "Id")
    assert {id_: rows[id_]["Trend"] for id_ in "ABC"} == {
        "A": "Worse than last quarter",
        "B": "Completed since last quarter",
        "C": "New",
    }
    assert rows["A"]["Last update"] == date(2024, 7, 2)
    said = "Since last quarter: worse: A; new: C; completed: B."
    assert [shown.figure(label) for label in ("Better", "Worse", "New", "Completed")] == [0, 1, 1, 1]
    assert [said] in shown.lines("Position")


AWKWARD = [
    "=1+1",
    "<b>&amp;",
    "{{ x }}",
    "a\nb",
    "'quoted",
    '"',
    "*",
    ">5",
    "~?",
    "é" * 300,
    "1/2",
    "🚒",
    "-",
    "No figure",
]


def test_awkward_words_are_words(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    priorities = [{"id": f"p{number}", "name": name} for number, name in enumerate(AWKWARD)]
    actions = [
        {"id": f"A-{number}", "action": name, "progress": name, "priority": f"p{number}", "lead": "police"}
        for number, name in enumerate(AWKWARD)
    ]
    shown = read(tracked(anyshire_with(actions, priorities, people=[{"id": "p", "post": "=cmd"}])))
    rows = shown.grid("Actions", "Id")
    assert [rows[f"A-{number}"]["Action"] for number in range(len(AWKWARD))] == AWKWARD
    assert [row["Actions"] for row in shown.grid("Position", "Priority").values()] == [*[1] * len(AWKWARD), 0, 14]


def test_one_action_and_nothing_else(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    shown = read(tracked(anyshire_with([{"id": "A", "action": "Do it"}])))
    assert [sheet.title for sheet in shown.book if sheet.sheet_state == "visible"] == [
        "Position",
        "Actions",
        "Overdue",
        "Record",
        "Key",
    ]
    assert shown.grid("Position", "Priority")["No priority (miscellaneous)"]["Actions"] == 1


@pytest.mark.parametrize("day", [date(1900, 3, 1), date(9999, 12, 31)], ids=str)
def test_any_day_will_do(day: date, anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes]) -> None:
    assert tracked(anyshire_with([{"id": "A", "action": "Do it"}]), day)


@pytest.mark.slow
def test_five_thousand_actions_are_built_in_a_few_seconds(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    priorities = [{"id": f"p{number}", "name": f"Priority {number}"} for number in range(8)]
    entries = [{"year": "2024/25", "quarter": "q1", "rating": "red"}]
    actions = [
        {
            "id": f"A-{n}",
            "action": f"Action {n}",
            "priority": f"p{n % 8}",
            "due": "2024-06-01",
            "rating": "red",
            "ratings": entries,
        }
        for n in range(5000)
    ]
    governance = anyshire_with(actions, priorities)
    start = time.process_time()
    content = tracked(governance)
    assert time.process_time() - start < 12
    assert read(content).figure("Overdue") == 5000


def test_sheets_come_in_the_order_of_their_use(governance: Governance, declared: Callable[..., Workbook]) -> None:
    sheets: tuple[Sheet, ...] = declared(governance).sheets
    assert [sheet.name for sheet in sheets] == ["Position", "Actions", "Overdue", "Measures", "Record", "Key"]


def first_words(shown: Any) -> list[str]:
    text = [str(line[0]) for line in shown.lines("Position")]
    start = text.index("To look at first, as this file was made for 4 July 2024")
    return text[start + 1 : text.index("By RAG")]


def test_of_many_that_are_overdue_twelve_are_named_and_the_list_has_room_for_all(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    shown = read(tracked(anyshire_with([{"id": f"A-{n}", "action": "Do it", "due": "2024-07-01"} for n in range(14)])))
    said = first_words(shown)
    assert (said[0], said[1]) == ("Fourteen actions were overdue:", "– A-0 Do it (due 1 July 2024)")
    assert said[12:14] == ["– A-11 Do it (due 1 July 2024)", "– and two more, which the sheet Overdue lists."]
    lines = shown.grid("Overdue", "Line")
    ids = [row["Id"] for line, row in lines.items() if line.isdigit()]
    assert ids == [*(f"A-{n}" for n in range(14)), *[None] * 15]


def test_what_is_closed_is_not_red_for_two_quarters(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    quarters = [("2023/24", "q3"), ("2023/24", "q4"), ("2024/25", "q1")]
    entries = [{"year": year, "quarter": quarter, "rating": "red"} for year, quarter in quarters]
    actions = [
        {"id": "A", "action": "One", "rating": "red", "ratings": entries[1:]},
        {"id": "B", "action": "Two", "rating": "red", "ratings": entries, "status": "cancelled"},
        {"id": "C", "action": "Three", "rating": "red", "ratings": entries},
        {"id": "D", "action": "Four", "rating": "red", "ratings": entries[2:]},
        {"id": "E", "action": "Five", "rating": "red", "ratings": entries[1:]},
    ]
    said = first_words(read(tracked(anyshire_with(actions))))
    assert said[:2] == ["Overdue: nothing.", "Red for three quarters: C; Red for two quarters: A and E."]


def test_a_plan_of_any_length_is_told_within_what_a_cell_takes(
    anyshire_with: Callable[..., Governance], tracked: Callable[..., bytes], read: Callable[[bytes], Any]
) -> None:
    actions = [{"id": "A", "action": "x" * 32_767, "due": "2024-07-01", "priority": "p0"}]
    priorities = [{"id": f"p{n}", "name": "y" * 200 + str(n)} for n in range(300)]
    known = {"name": "z" * 2_000, "unit": "things", "direction": "up", "actions": ["A"]}
    measures = [{**known, "id": f"M-{n}"} for n in range(300)]
    shown = read(tracked(anyshire_with(actions, priorities, measures)))
    assert first_words(shown)[0] == f"Overdue: A {'x' * 160}… (due 1 July 2024)."
    row = shown.grid("Actions", "Id")["A"]
    assert len(row["Action"]) == 32_767
    assert row["Measures"].endswith(f"M-19 {'z' * 160}…; and 280 more")
