"""The small models that sessions begin with, and what officers see of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .contents import CHOICE, DATE, MONEY, NUMBER, PERCENTAGE, Field

PARTNERSHIP = """\
format: 1
edition:
  id: anyshire-2024
  title: Terms of Reference 2024
  as_of: 2024-07-04
partnership:
  name: Anyshire Community Safety Partnership
  area: Anyshire
organisations:
  - id: police
    name: Anyshire Police
  - id: probation
    name: The Probation Service
people:
  - id: secretary
    post: Secretary
  - id: analyst
    name: Ann Archer
    post: Analyst
groups: []
"""
"""All that a tracker asks of the rest of a model."""

STATUSES = {
    "Not started": "not-started",
    "On track": "on-track",
    "Delayed": "delayed",
    "Complete": "complete",
    "Cancelled": "cancelled",
}
ACTION_FIELDS = (
    Field("priority", "Priority", CHOICE, {"Road Safety": "road-safety", "Serious Violence": "serious-violence"}),
    Field("action", "Action", required=True),
    Field("lead", "Lead", CHOICE, {"Anyshire Police": "police", "The Probation Service": "probation"}),
    Field("owner", "Owner", CHOICE, {"Secretary": "secretary", "Ann Archer, Analyst": "analyst"}),
    Field("start", "Start", DATE),
    Field("due", "Due", DATE),
    Field("status", "Status", CHOICE, STATUSES, default="not-started"),
    Field("rating", "RAG", CHOICE, {"Red": "red", "Amber": "amber", "Green": "green"}),
    Field("progress", "Progress"),
)
MEASURE_FIELDS = (
    Field("target", "Target", NUMBER),
    *(Field(f"figures[year=2024/25,quarter=q{n}].value", f"Q{n} 2024/25", NUMBER) for n in range(1, 5)),
)
STALL_FIELDS = (
    Field("name", "Name", required=True),
    Field("colour", "Colour", CHOICE, {"Red": "red", "Dark blue": "dark-blue"}),
    Field("hired", "Hired on", DATE),
    Field("rent", "Rent", MONEY),
    Field("share", "Share", PERCENTAGE),
    Field("visitors", "Visitors", NUMBER),
    Field("note", "Note"),
)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table that officers fill in: its sheet, the list of records behind it and its columns."""

    sheet: str
    section: str
    key: str
    fields: tuple[Field, ...]
    grows: bool = True

    def field(self, key: str) -> Field:
        return next((each for each in self.fields if each.key == key), Field(key, key))


@dataclass(frozen=True, slots=True)
class Model:
    """``text`` is the file that the tables come from; the rest of the folder is the same for all models."""

    name: str
    artefact: str
    file: str
    text: str
    tables: tuple[TableFacts, ...]
    in_blocks: bool = True
    """Whether records can be added and taken out line by line."""

    @property
    def content(self) -> bytes:
        return self.text.encode("utf-8")


ACTIONS = TableFacts("Actions", "action_plan.actions", "actions", ACTION_FIELDS)
MEASURES = TableFacts("Measures", "action_plan.measures", "measures", MEASURE_FIELDS, grows=False)
STALLS = TableFacts("Stalls", "market.stalls", "stalls", STALL_FIELDS)

HEAD = """\
# The plan, agreed in March.
title: Action plan
year: 2024/25
in_force: 2024-04-01
priorities:
  - id: road-safety
    name: Road Safety
  - id: serious-violence
    name: Serious Violence   # the duty of 2023
"""
PLAIN = f"""{HEAD}\
actions:
  # the year's own
  - id: RS-01          # ours
    priority: road-safety
    action: Roadside education days at four sites
    lead: police
    owner: analyst
    start: 2024-04-01
    due: 2025-03-31    # the year's end
    status: on-track   # said in May
    rating: amber
    progress: Two days held, in May and in June.
    published: yes

  - id: RS-02
    priority: road-safety
    action: A course for young drivers
    lead: probation
    due: 2024-12-20
    progress:

  # of the duty
  - id: SV-01
    priority: serious-violence
    action: Knife arches at stations
    lead: police
    owner: secretary
    start: 2024-06-03
    status: delayed
    rating: red
    progress: Waiting for the operator's leave.
    ratings:
      - {{year: 2024/25, quarter: q1, rating: amber, note: as told in June}}
  - id: SV-02
    action: Mentors for pupils who come back from exclusion
    status: complete
    due: 2024-05-31
measures:
  - id: collisions
    name: Collisions with injury
    unit: number
    actions: [RS-01]
    direction: down
    target: 1,200   # a year
    figures:
      - year: 2024/25
        quarter: q1
        value: 310
  - id: exclusions
    name: Exclusions
    unit: number
    direction: down
# the end
"""
QUOTED = f"""{HEAD}\
actions:
- id:     "RS-01"
  action: 'It''s a day at the roadside: four sites'
  priority:   road-safety
  due:    "2025-03-31"     # as agreed
  status: "on-track"
  progress: >-
    Two days were held,
    in May and in June.
- {{id: RS-02, action: A course for young drivers, lead: police, status: delayed}}
- id: MAR-01
  action: A fair in March
  progress: |
    Line one.
    Line two.
  rating:   green
- id: "007"
  action: "A \\"watch\\" on the bridge"
  start: 2024-04-01"""
MANY = HEAD + "actions:\n" + "".join(
    f"    -   id: CS-{number:02}\n        action: Visit estate {number}\n        lead: police\n        due: 2025-03-31\n"
    f"        status: on-track\n"
    for number in range(1, 13)
)  # fmt: skip
SPARSE = f"{HEAD}actions:\n  - id: A1\n    action: Walk\n  - id: A2\n    action: Talk\n  - id: B7\n    action: Meet\n"
MARKET = """\
title: Market
stalls:
  - id: N-1      # by the gate
    name: Flowers
    colour: red
    hired: 2024-04-01
    rent: £1,250.50
    share: 12.5%
    visitors: 3,400
    note: Pays in advance.
  - id: N-2
    name: Books and maps
    colour: dark-blue
    rent: 900
    share: 50
  - id: N-3
    name: Honey
    visitors: 120
"""

MARKET_PLUGIN = '''
"""A plugin with a column of each kind, as a third party writes one."""

from kcsp_docs import Fact, hookimpl
from kcsp_docs.model.values import Day, IdentifierText, Line, Money, Number, Percentage, Worded
from kcsp_docs_kit.workbooks.artefact import WorkbookArtefact
from kcsp_docs_kit.workbooks.schema import Choice, Column, Kind, Row, Sheet, Table, Workbook


class Colour(Worded):
    RED = "red"
    DARK_BLUE = "dark-blue"


class Stall(Fact):
    id: IdentifierText
    name: Line
    colour: Colour | None = None
    hired: Day | None = None
    rent: Money | None = None
    share: Percentage | None = None
    visitors: Number | None = None
    note: Line | None = None


class Market(Fact):
    title: Line
    stalls: tuple[Stall, ...]


COLUMNS = (
    Column("name", "Name", required=True),
    Column("colour", "Colour", Kind.CHOICE, choices=(Choice("red", "Red"), Choice("dark-blue", "Dark blue"))),
    Column("hired", "Hired on", Kind.DATE),
    Column("rent", "Rent", Kind.MONEY),
    Column("share", "Share", Kind.PERCENTAGE),
    Column("visitors", "Visitors", Kind.NUMBER),
    Column("note", "Note"),
)


def row(stall):
    values = {column.key: getattr(stall, column.key) for column in COLUMNS}
    return Row(stall.id, {**values, "colour": stall.colour.value if stall.colour else None})


class Stalls(WorkbookArtefact):
    name = "stalls"
    summary = "The stalls of the market"

    def workbook(self, job):
        market = job.section(Market)
        if market is None:
            return None
        rows = tuple(map(row, market.stalls))
        table = Table("Stalls", "market.stalls", "stall", COLUMNS, rows, spare_ids=("N-91", "N-92", "N-93"))
        sheet = Sheet("Stalls", "Stalls", (table,))
        edition = job.governance.edition.id
        return Workbook(self.name, edition, market.title, (sheet,), job.as_of, "Anyshire")


@hookimpl
def kcsp_register_artefacts():
    return [Stalls()]


@hookimpl
def kcsp_model_sections():
    return {"market": Market}
'''


def _tracker(name: str, text: str, *, in_blocks: bool = True) -> Model:
    tables = (ACTIONS, MEASURES) if "\nmeasures:" in text else (ACTIONS,)
    return Model(name, "action-tracker", "action-plan.yaml", text, tables, in_blocks)


MODELS: Iterable[Model] = (
    _tracker("plain", PLAIN),
    _tracker("with CRLF and a BOM", "\ufeff" + PLAIN.replace("\n", "\r\n")),
    _tracker("quoted and folded", QUOTED, in_blocks=False),
    _tracker("many alike", MANY),
    _tracker("sparse", SPARSE),
    Model("a column of each kind", "stalls", "market.yaml", MARKET, (STALLS,)),
)
