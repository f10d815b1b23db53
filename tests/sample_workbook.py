"""A workbook with one of everything, small enough to be read: a front sheet, a table that is edited, a key."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

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
    Look,
    Row,
    Series,
    Sheet,
    Table,
    Words,
    Workbook,
)

AS_OF = dt.date(2024, 9, 30)
PRIORITIES = (
    Choice("road-safety", "Road Safety"),
    Choice("neighbourhood", "Preventing Neighbourhood Crime and Anti-Social Behaviour"),
    Choice("hate", "Preventing Extremism, Hate and Division"),
)
RATINGS = (
    Choice("red", "Red", Look.RED),
    Choice("amber", "Amber", Look.AMBER),
    Choice("green", "Green", Look.GREEN),
)
COLUMNS = (
    Column("priority", "Priority", Kind.CHOICE, 24, choices=PRIORITIES),
    Column("action", "Action", width=40, required=True, guidance="What is done, by whom and for whom."),
    Column("due", "Due", Kind.DATE, 12, guidance="The day by which it should be complete."),
    Column("rating", "RAG", Kind.CHOICE, 10, choices=RATINGS),
    Column("cost", "Cost", Kind.MONEY, 14),
    Column("spent", "Spent", Kind.MONEY, 14),
    Column("share", "Share", Kind.PERCENTAGE, 10),
    Column("target", "Target figure", Kind.NUMBER, 10),
    Column("left", "Left", Kind.MONEY, 14, formula="=[@Cost]-[@Spent]", spare=0),
)
LATE = Column(
    "late",
    "Overdue",
    width=12,
    editable=False,
    formula='=IF(AND(ISNUMBER(Actions[@Due]),Actions[@Due]<as_of),"Overdue","")',
    spare="",
    looks=(("Overdue", Look.RED),),
    name="overdue_words",
)
ROWS = (
    Row(
        "RS-1",
        {
            "priority": "road-safety",
            "action": "Hold a seminar on what was learnt, in each of the districts, and report to the group.",
            "due": dt.date(2024, 7, 4),
            "rating": "red",
            "cost": Decimal("1200.50"),
            "spent": Decimal("1300.75"),
            "share": Decimal("66.67"),
            "target": 120,
            "left": Decimal("-100.25"),
            "late": "Overdue",
        },
    ),
    Row("NC-2", {"priority": "neighbourhood", "action": "=1+1", "due": AS_OF, "cost": Decimal(39661), "left": Decimal(39661), "late": ""}),
    Row("PE-3", {"action": "00123", "rating": "green", "target": Decimal("-4.5"), "left": 0, "late": ""}),
)  # fmt: skip
ACTIONS = Table("Actions", "action_plan.actions", "action", COLUMNS, ROWS, beside=(LATE,), spare_ids=("PE-4", "PE-5"))
POSITION = Grid(
    "Position",
    "By priority",
    (
        GridColumn("Priority", width=34),
        GridColumn("Red", Kind.NUMBER, 9),
        GridColumn("Green", Kind.NUMBER, 9),
        GridColumn("Cost", Kind.MONEY, 14),
        GridColumn("Word", width=12, looks=(("Attention", Look.AMBER),)),
    ),
    tuple(
        (
            Cell(choice.label),
            Cell(red, '=COUNTIFS(Actions[Priority],[@Priority],Actions[RAG],"Red")'),
            Cell(0, '=COUNTIFS(Actions[Priority],[@Priority],Actions[RAG],"Green")'),
            Cell(cost, "=SUMIFS(Actions[Cost],Actions[Priority],[@Priority])"),
            Cell("Attention" if red else "", '=IF([@Red]>0,"Attention","")'),
        )
        for choice, red, cost in zip(PRIORITIES, (1, 0, 0), (Decimal("1200.50"), Decimal(39661), 0), strict=True)
    ),
    total=(
        Cell("All"),
        Cell(1, "=SUM(Position[Red])"),
        Cell(0, "=SUM(Position[Green])"),
        Cell(Decimal("40861.50"), "=SUM(Position[Cost])"),
        Cell(None),
    ),
    note="Actions without a priority are not counted here.",
)
FIGURES = Figures(
    "At a glance",
    (
        Figure("As at", AS_OF, Kind.DATE, "as_of", section="history", field="as_of", note="The day it speaks of."),
        Figure("Allocation", Decimal(39661), Kind.MONEY, section="grant", field="allocation"),
        Figure("Actions", 3, Kind.NUMBER, "how_many", formula="=COUNTA(Actions[Action])"),
        Figure("Overdue", 1, Kind.NUMBER, formula='=COUNTIF(overdue_words,"Overdue")'),
        Figure("Last day", AS_OF, Kind.DATE, formula="=MAX(Actions[Due])"),
        Figure("Spent", Decimal("3.28"), Kind.PERCENTAGE, formula="=ROUND(SUM(Actions[Spent])/39661,4)"),
    ),
)
CHARTS = (
    Chart(
        ChartKind.STACKED_BAR,
        "Actions by rating",
        "A bar for each priority: one red action in Road Safety, none elsewhere.",
        "Position",
        "Priority",
        (Series("Red", Look.RED), Series("Green", Look.GREEN)),
        "Number of actions",
    ),
    Chart(
        ChartKind.COLUMN, "Cost by priority", "A column for each priority.", "Position", "Priority", (Series("Cost"),)
    ),
    Chart(ChartKind.LINE, "Cost", "A line over the priorities.", "Position", "Priority", (Series("Cost"),), "Pounds"),
)
FRONT = Sheet(
    "Front",
    "Action tracker",
    (Words(("The position at the day below. White and yellow cells are filled in.",)), FIGURES, POSITION, *CHARTS),
)
KEY = Sheet(
    "Key",
    "Key",
    (
        Words(("Red: it will not be met.", "Amber: at risk."), "Ratings"),
        Grid("Words", "What the words mean", (GridColumn("Word"), GridColumn("Meaning", width=60)),
             ((Cell("Red"), Cell("It will not be met without help.")),)),
    ),
)  # fmt: skip


def sample(**changes: object) -> Workbook:
    """The workbook, or one with other sheets or properties."""
    said = {
        "artefact": "action-tracker",
        "edition": "anyshire-2024",
        "title": "Action tracker & plan 2024/25",
        "sheets": (FRONT, Sheet("Actions", "Actions", (ACTIONS,)), KEY),
        "date": dt.date(2024, 7, 4),
        "creator": "Anyshire Partnership",
        "subject": "Tracker",
    }
    return Workbook(**{**said, **changes})


def with_parts(*parts: object, name: str = "Sheet") -> Workbook:
    """A workbook of one sheet with these parts."""
    return sample(sheets=(Sheet(name, "Title", parts),))
