"""What a workbook was made with comes back from its hidden sheet as it went in, and damage is found out."""

from __future__ import annotations

import datetime as dt
import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kcsp_docs_kit.workbooks.baseline import LONGEST_CELL, BaselineError, baseline, decode, encode
from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.schema import Choice, Column, Figure, Figures, Kind, Row, Sheet, Table, Words, Workbook

RED_AMBER = (Choice("red", "Red"), Choice("amber", "Amber"))


def workbook(*parts, **changes) -> Workbook:
    said = {"artefact": "tracker", "edition": "2024", "title": "Tracker", "creator": "Anyshire", **changes}
    return Workbook(sheets=(Sheet("Actions", "Actions", parts),), date=dt.date(2024, 7, 4), **said)


TABLE = Table(
    name="Actions",
    section="action_plan.actions",
    noun="action",
    columns=(
        Column("action", "Action", required=True),
        Column("due", "Due", Kind.DATE),
        Column("rating", "RAG", Kind.CHOICE, choices=RED_AMBER),
        Column("cost", "Cost", Kind.MONEY),
        Column("left", "Left", Kind.MONEY, formula="=1-[@Cost]"),
    ),
    beside=(Column("late", "Overdue", editable=False, formula="=0"),),
    rows=(
        Row(
            "A-1",
            {"action": " Meet ", "due": dt.date(2024, 7, 4), "rating": "red", "cost": Decimal("1200.5"), "left": 1},
        ),
        Row("A-2", {}),
    ),
    spare_ids=("A-3",),
)
AS_OF = Figures("Dates", (Figure("As of", dt.date(2024, 9, 30), Kind.DATE, "as_of", section="history", field="as_of"),
                          Figure("Shown", 1), Figure("Allocation", Decimal(39661), Kind.MONEY, section="grant", field="allocation")))  # fmt: skip


def test_the_columns_that_people_edit_come_back_spelled_as_the_model_spells_them():
    (table,) = decode(encode(workbook(TABLE))).tables
    assert [(row.id, row.values) for row in table.rows] == [
        ("A-1", {"action": "Meet", "due": "2024-07-04", "rating": "red", "cost": "1200.50"}),
        ("A-2", {"action": None, "due": None, "rating": None, "cost": None}),
    ]
    assert (table.name, table.sheet, table.section) == ("Actions", "Actions", "action_plan.actions")
    assert (table.spare, table.id_heading, table.id_name) == (("A-3",), "Id", "_k_Actions_0")


def test_each_column_says_where_it_is_found_and_whether_it_is_edited():
    (table,) = decode(encode(workbook(TABLE))).tables
    assert [(column.key, column.heading, column.name, column.editable) for column in table.columns] == [
        ("action", "Action", "_k_Actions_1", True),
        ("due", "Due", "_k_Actions_2", True),
        ("rating", "RAG", "_k_Actions_3", True),
        ("cost", "Cost", "_k_Actions_4", True),
        ("left", "Left", "_k_Actions_5", False),
        ("late", "Overdue", "_k_Actions_6", False),
    ]
    assert [column.required for column in table.columns] == [True, False, False, False, False, False]
    assert table.columns[1].kind is Kind.DATE
    assert table.columns[2].choices == (("Red", "red"), ("Amber", "amber"))


def test_the_figures_that_people_edit_come_back_with_the_name_of_their_cell():
    found = decode(encode(workbook(AS_OF)))
    assert [(each.section, each.field, each.name, each.kind, each.value) for each in found.figures] == [
        ("history", "as_of", "as_of", Kind.DATE, "2024-09-30"),
        ("grant", "allocation", "_k_figure_2", Kind.MONEY, "39661"),
    ]


@pytest.mark.parametrize(
    ("part", "day"), [(AS_OF, "2024-09-30"), (Words(("Nothing.",)), "2024-07-04")], ids=["a figure", "no figure"]
)
def test_the_day_that_it_speaks_of_is_the_figure_for_it_or_else_its_date(part, day):
    found = decode(encode(workbook(part)))
    assert (found.artefact, found.edition, found.as_of) == ("tracker", "2024", day)


texts = st.text(max_size=40) | st.sampled_from(
    ["_x0041_", "__xx", "\\u005f", '"', "=1", "😀", "\r\n", "\x00", "\ud800"]
)
keys = st.text(alphabet=string.ascii_letters + "[]=.", min_size=1, max_size=12)


@given(
    st.dictionaries(st.text(min_size=1, max_size=12), st.dictionaries(keys, st.none() | texts, max_size=4), max_size=5),
    st.lists(texts, unique_by=lambda text: text.strip().casefold()),
)
def test_anything_comes_back_as_it_went_in(records, spare):
    columns = tuple(Column(key, key) for key in sorted({key for values in records.values() for key in values}))
    rows = tuple(Row(id_, values) for id_, values in records.items())
    free = tuple(id_ for id_ in spare if id_ not in records)
    made = workbook(Table("T", "list", "thing", columns, rows, spare_ids=free), artefact="_x0041_")
    assert decode(encode(made)) == baseline(made)


def test_a_long_record_goes_on_in_the_next_cells_of_its_row():
    longest = "😀_x0041_" * 3_600
    made = workbook(
        Table("T", "list", "thing", (Column("a", "A"), Column("b", "B")), (Row("1", {"a": longest, "b": longest}),))
    )
    cells = [cell for row in encode(made) for cell in row]
    assert len(cells) > len(encode(made))
    assert all(len(cell) <= LONGEST_CELL and cell.isascii() and "_x" not in cell for cell in cells)
    assert decode(encode(made)).tables[0].rows[0].values == {"a": longest, "b": longest}


ROWS = encode(workbook(TABLE, AS_OF))
DAMAGED = [
    pytest.param([], id="nothing"),
    pytest.param(ROWS[1:], id="first row gone"),
    pytest.param([(ROWS[0][0][:-2],), *ROWS[1:]], id="cell cut short"),
    pytest.param([(ROWS[0][0].replace('"kcsp-docs": 1', '"kcsp-docs": 2'),), *ROWS[1:]], id="a later form"),
    pytest.param([*ROWS, ("[]",)], id="no record"),
    pytest.param([*ROWS, (3,)], id="a number"),
    pytest.param([*ROWS, ('{"row": "Nobody", "id": "1", "values": {}}',)], id="row of no table"),
    pytest.param([*ROWS, ('{"row": ["Actions"], "id": "1", "values": {}}',)], id="table's name no text"),
    pytest.param([*ROWS, ('{"row": "Actions", "id": "1", "values": {"action": 1}}',)], id="value no text"),
    pytest.param([*ROWS, ('{"row": "Actions", "id": 1, "values": {}}',)], id="id no text"),
    pytest.param([*ROWS, ('{"table": [], "columns": 3}',)], id="table without columns"),
    pytest.param([ROWS[0], (ROWS[1][0].replace('"money"', '"wibble"'),)], id="a kind that is none"),
    pytest.param([("[" * 100_000,)], id="nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize("rows", DAMAGED)
def test_damage_is_found_out(rows):
    with pytest.raises(BaselineError, match="hidden sheet"):
        decode(rows)


def test_empty_rows_and_cells_do_no_harm():
    assert decode([(), *((*row, None, "") for row in ROWS), (None,)]) == decode(ROWS)


SPELLED = [
    pytest.param(None, Kind.TEXT, None, id="nothing"),
    pytest.param("  \n", Kind.TEXT, None, id="blank"),
    pytest.param(" two\r\nlines ", Kind.TEXT, "two\nlines", id="text"),
    pytest.param(dt.date(2024, 7, 4), Kind.DATE, "2024-07-04", id="date"),
    pytest.param(dt.datetime(2024, 7, 4, 9, 30, tzinfo=dt.UTC), Kind.DATE, "2024-07-04", id="moment"),
    pytest.param(Decimal("1200.5"), Kind.MONEY, "1200.50", id="pence"),
    pytest.param(Decimal("1200.00"), Kind.MONEY, "1200", id="whole pounds"),
    pytest.param(Decimal("1E+3"), Kind.MONEY, "1000", id="exponent"),
    pytest.param(0.1 + 0.2, Kind.MONEY, "0.30", id="float's noise"),
    pytest.param(0.1 + 0.2, Kind.NUMBER, "0.3", id="number"),
    pytest.param(Decimal("-0.0"), Kind.NUMBER, "0", id="minus nought"),
    pytest.param(1e15, Kind.NUMBER, "1000000000000000", id="large float"),
    pytest.param(3.14159, Kind.MONEY, "3.14159", id="too exact for money"),
    pytest.param(12, Kind.NUMBER, "12", id="whole number"),
    pytest.param(Decimal("66.670"), Kind.PERCENTAGE, "66.67", id="percentage"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "spelled"), SPELLED)
def test_a_value_is_spelled_as_the_model_spells_it(value, kind, spelled):
    assert canonical(value, kind) == spelled


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_of_money_survives_its_way_through_a_cell(amount):
    assert Decimal(canonical(float(amount), Kind.MONEY)) == amount
    assert canonical(float(amount), Kind.MONEY) == canonical(amount, Kind.MONEY)
