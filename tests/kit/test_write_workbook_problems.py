"""What a workbook is refused for: before a byte is written, all at once, in words that say what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from kcsp_docs_kit.workbooks import WorkbookError, write_workbook
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
)

from ..sample_workbook import sample, with_parts

WORDS = Words(("Words.",))


def refused(workbook) -> list[str]:
    with pytest.raises(WorkbookError) as caught:
        write_workbook(workbook)
    return [str(problem) for problem in caught.value.problems]


def table(*columns: Column, rows=(), **changes) -> Table:
    return Table(
        **{"name": "Actions", "section": "plan.actions", "noun": "action", "columns": columns, "rows": rows, **changes}
    )


def row(**values) -> Row:
    return Row("DA-1", values)


TEXT, DUE = Column("a", "A"), Column("d", "Due", Kind.DATE)
CHOICE = Column("c", "RAG", Kind.CHOICE, choices=(Choice("red", "Red", Look.RED),))
GRID = Grid("Grid", "", (GridColumn("A"), GridColumn("B")), ((Cell("x"), Cell(1)),))

NUMBER_HINT = "Give a Decimal or an int: never a text, and no float, which is not exact to the penny. [workbook-kind]"
VALUE_HINT = (
    'Give the value that the formula comes to as the file is made: "" where that is an empty text. [workbook-formula]'
)
SPARE_HINT = (
    "An empty row needs an id that was never in use: this is for the author of the plugin to mend, with spare_ids of "
    "kcsp_docs_kit.workbooks. [workbook-twice]"
)


def formula(said: str) -> Column:
    return Column("f", "F", formula=said)


PARTS = [
    pytest.param(table(TEXT, rows=(row(a="bell \x07"),)),
                 'plan.actions[DA-1].a: "A" of the action DA-1 holds the character U+0007, which no Excel file can hold. '
                 "Take the character out; it came perhaps with text copied from elsewhere. [workbook-character]", id="character"),
    pytest.param(table(TEXT, rows=(row(a="\ud800"),)),
                 'plan.actions[DA-1].a: "A" of the action DA-1 holds the character U+D800, which no Excel file can hold. '
                 "Take the character out; it came perhaps with text copied from elsewhere. [workbook-character]", id="half a character"),
    pytest.param(table(TEXT, rows=(row(a="😀" * 16_384),)),
                 'plan.actions[DA-1].a: "A" of the action DA-1, "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀…", has 32,768 characters, and Excel takes 32,767 there. '
                 "Shorten it, or tell the rest elsewhere. [workbook-text]", id="long text"),
    pytest.param(table(DUE, rows=(row(d=dt.date(1900, 2, 28)),)),
                 'plan.actions[DA-1].d: "Due" of the action DA-1 is 28/02/1900, and Excel counts days from 01/03/1900. '
                 "Give a later day, or say it in words in a column of text. [workbook-date]", id="early day"),
    pytest.param(table(Column("m", "Cost", Kind.MONEY), rows=(row(m=Decimal("12345678901234.567")),)),
                 'plan.actions[DA-1].m: "Cost" of the action DA-1 is 12345678901234.567, and Excel keeps numbers of 15 digits. '
                 "Give a number with fewer digits. [workbook-number]", id="too many digits"),
    pytest.param(table(Column("m", "Cost", Kind.MONEY), rows=(row(m=Decimal("NaN")),)),
                 'plan.actions[DA-1].m: "Cost" of the action DA-1 is NaN, and Excel keeps numbers of 15 digits. '
                 "Give a number with fewer digits. [workbook-number]", id="no number"),
    pytest.param(table(CHOICE, rows=(row(c="blue"),)),
                 'plan.actions[DA-1].c: "RAG" of the action DA-1 is "blue", which is none of its choices. Use one of the choices, or add it to them. [workbook-choice]',
                 id="no choice"),
    pytest.param(table(TEXT, rows=(row(b="x"),)),
                 'plan.actions[DA-1].b: The action DA-1 has a value "b", for which the table "Actions" has no column. '
                 "Give the table a column with that key, or leave the value out. [workbook-row]", id="value without a column"),
    pytest.param(table(TEXT, rows=(row(), row())),
                 'The table "Actions" has the action id "DA-1" 2 times. Use it once; Excel does not tell A from a. [workbook-twice]', id="id twice"),
    pytest.param(table(TEXT, rows=(row(),), spare_ids=("DA-1",)),
                 f'The table "Actions" has the spare id "DA-1", which another row has already. {SPARE_HINT}', id="spare id taken"),
    pytest.param(table(TEXT, rows=(row(),), spare_ids=("da-1",)),
                 f'The table "Actions" has the spare id "da-1", which another row has already. {SPARE_HINT}', id="spare id taken in capitals"),
    pytest.param(table(TEXT, spare_ids=("DA-1", "DA-1")),
                 f'The table "Actions" has the spare id "DA-1", which another row has already. {SPARE_HINT}', id="spare id twice"),
    pytest.param(table(TEXT, rows=(Row("", {}),)),
                 'plan.actions: The table "Actions" has a row with the id "". Give every row an id, without blanks around it: rows are known by it. [workbook-id]',
                 id="no id"),
    pytest.param(table(TEXT, Column("b", "a")),
                 'The table "Actions" has the column heading "a" 2 times. Use it once; Excel does not tell A from a. [workbook-twice]', id="heading twice"),
    pytest.param(table(TEXT, beside=(Column("b", "A"),)),
                 'The table "Actions" has the column heading "a" 2 times. Use it once; Excel does not tell A from a. [workbook-twice]', id="heading twice, once beside"),
    pytest.param(table(TEXT, Column("a", "B")),
                 'The table "Actions" has the column key "a" 2 times. Use it once; Excel does not tell A from a. [workbook-twice]', id="key twice"),
    pytest.param(table(Column("m", "Cost", Kind.MONEY), rows=(row(m="1200.50"),)),
                 f'plan.actions[DA-1].m: "Cost" of the action DA-1 is "1200.50", of type str: no amount of money. {NUMBER_HINT}', id="text as money"),
    pytest.param(table(Column("n", "N", Kind.NUMBER), rows=(row(n=0.1),)),
                 f'plan.actions[DA-1].n: "N" of the action DA-1 is "0.1", of type float: no number. {NUMBER_HINT}', id="float"),
    pytest.param(table(Column("p", "P", Kind.PERCENTAGE), rows=(row(p="50%"),)),
                 f'plan.actions[DA-1].p: "P" of the action DA-1 is "50%", of type str: no percentage. {NUMBER_HINT}', id="text as a percentage"),
    pytest.param(table(DUE, rows=(row(d="2024-07-04"),)),
                 'plan.actions[DA-1].d: "Due" of the action DA-1 is "2024-07-04", of type str: no date. Give a datetime.date. [workbook-kind]', id="text as a date"),
    pytest.param(table(DUE, rows=(row(d=45_477),)),
                 'plan.actions[DA-1].d: "Due" of the action DA-1 is "45477", of type int: no date. Give a datetime.date. [workbook-kind]', id="number as a date"),
    pytest.param(Figures("", (Figure("A", "39661", Kind.MONEY, section="grant", field="a"),)),
                 f'grant.a: The figure "A" is "39661", of type str: no amount of money. {NUMBER_HINT}', id="text as a figure"),
    pytest.param(replace(GRID, columns=(GridColumn("A", Kind.NUMBER), GridColumn("B"))),
                 f'The grid "Grid" in its column "A" is "x", of type str: no number. {NUMBER_HINT}', id="text as a number in a grid"),
    pytest.param(table(TEXT, formula("=[@A]"), rows=(row(a="x"),)),
                 f'plan.actions[DA-1].f: "F" of the action DA-1 has a formula and no value. {VALUE_HINT}', id="formula without its value"),
    pytest.param(table(TEXT, beside=(formula("=[@A]"),), rows=(row(a="x", f=None),)),
                 f'plan.actions[DA-1].f: "F" of the action DA-1 has a formula and no value. {VALUE_HINT}', id="formula beside without its value"),
    pytest.param(Figures("", (Figure("A", None, formula="=1+1"),)), f'The figure "A" has a formula and no value. {VALUE_HINT}', id="figure without its value"),
    pytest.param(replace(GRID, total=(Cell(None), Cell(None, "=SUM(Grid[B])"))),
                 f'The grid "Grid" in its column "B" has a formula and no value. {VALUE_HINT}', id="total without its value"),
    pytest.param(table(Column("f", "F", Kind.MONEY, formula="=1+1"), rows=(row(f="2"),)),
                 f'plan.actions[DA-1].f: "F" of the action DA-1 is "2", of type str: no amount of money. {NUMBER_HINT}', id="formula with a text for its number"),
    pytest.param(table(Column("a", " ")),
                 'The table "Actions" has the heading "". Give each column a heading of at most 255 characters, without blanks around it. [workbook-heading]', id="no heading"),
    pytest.param(table(Column("a", "x" * 256)),
                 f'The table "Actions" has the heading "{"x" * 40}…". Give each column a heading of at most 255 characters, without blanks around it. [workbook-heading]',
                 id="long heading"),
    pytest.param(table(Column("a", "two\nlines")),
                 'The table "Actions" has the heading "two lines", which Excel would read as another. Use plain words on one line. [workbook-heading]', id="heading of two lines"),
    pytest.param(table(Column("a", "<r>x</r>")),
                 'The table "Actions" has the heading "<r>x</r>", which Excel would read as another. Use plain words on one line. [workbook-heading]', id="heading like markup"),
    pytest.param(table(Column("a", "A", guidance="x" * 256)),
                 f'The column "A" of the table "Actions" in its guidance, "{"x" * 40}…", has 256 characters, and Excel takes 255 there. Shorten it, or tell the rest elsewhere. [workbook-text]',
                 id="long guidance"),
    pytest.param(table(TEXT, noun="n" * 100),
                 f'The table "Actions" calls its rows "{"n" * 40}…". Find a shorter noun. [workbook-message]', id="long noun"),
    pytest.param(table(Column("a", "A", width=300)),
                 'The table "Actions" has a column 300 characters wide. Give it from 1 to 255 characters. [workbook-width]', id="wide column"),
    pytest.param(table(Column("c", "C", Kind.CHOICE)),
                 'The column "C" of the table "Actions" has choices without being a choice, or is one without choices. Give the kind and the choices together. [workbook-choice]',
                 id="choice without choices"),
    pytest.param(table(Column("c", "C", choices=CHOICE.choices)),
                 'The column "C" of the table "Actions" has choices without being a choice, or is one without choices. Give the kind and the choices together. [workbook-choice]',
                 id="choices without a choice"),
    pytest.param(table(replace(CHOICE, choices=(*CHOICE.choices, Choice("RED", "red")))),
                 'The column "RAG" of the table "Actions" has the choice label "red" 2 times. Use it once; Excel does not tell A from a. [workbook-twice]', id="label twice"),
    pytest.param(table(replace(CHOICE, choices=(Choice("red", "two\nlines"),))),
                 'The column "RAG" of the table "Actions" has the choice "two lines". Give each choice words on one line, without blanks around them. [workbook-choice]',
                 id="choice of two lines"),
    pytest.param(table(replace(CHOICE, choices=(Choice("red", "x" * 256),))),
                 f'The column "RAG" of the table "Actions" among its choices, "{"x" * 40}…", has 256 characters, and Excel takes 255 there. Shorten it, or tell the rest elsewhere. [workbook-text]',
                 id="long choice"),
    pytest.param(table(TEXT, spare_ids=tuple(map(str, range(1_048_000)))),
                 'The table "Actions" has 1,048,000 rows and 2 columns. A sheet takes a column at least, and has room for 1,048,576 rows and 16,384 columns. [workbook-size]',
                 id="too many rows"),
    pytest.param(table(formula("1+1")),
                 'The column "F" of the table "Actions" is "1+1", which cannot be a formula. Begin it with = and keep it within 8,192 characters. [workbook-formula]', id="formula without ="),
    pytest.param(table(formula("=" + "1+" * 4_095 + "100")),
                 f'The column "F" of the table "Actions", "={"1+" * 19}1…", has 8,194 characters, and Excel takes 8,192 there. Shorten it, or tell the rest elsewhere. [workbook-text]',
                 id="long formula"),
    pytest.param(table(formula("=TODAY()")),
                 'The column "F" of the table "Actions" uses TODAY, which comes to something else each time that the file is opened. '
                 "Use a named figure, such as the day that the workbook speaks of. [workbook-formula]", id="clock"),
    pytest.param(table(formula("=XLOOKUP(1,2,3)")),
                 'The column "F" of the table "Actions" uses XLOOKUP, which Excel 2019 and LibreOffice do not know. Use older functions, such as INDEX, MATCH, COUNTIFS and SUMIFS. [workbook-formula]',
                 id="function not everywhere"),
    pytest.param(table(formula("=as_of")),
                 'The column "F" of the table "Actions" uses the name "as_of", which no cell has. Use the names of figures, and tables with the headings of their columns, as they stand in the workbook. [workbook-formula]',
                 id="name of nothing"),
    pytest.param(table(formula("=[@Due]")),
                 'The column "F" of the table "Actions" uses "Actions[Due]", a column that there is not. Use the names of figures, and tables with the headings of their columns, as they stand in the workbook. [workbook-formula]',
                 id="column of nothing"),
    pytest.param(table(formula("=SUM(Projects[Cost])")),
                 'The column "F" of the table "Actions" uses the table "Projects", which there is not. Use the names of figures, and tables with the headings of their columns, as they stand in the workbook. [workbook-formula]',
                 id="table of nothing"),
    pytest.param(table(TEXT, name="Q1"),
                 'No table can be called "Q1". Use at most 200 letters and digits, a letter first, and nothing that reads as a cell, such as Q1. [workbook-name]', id="table like a cell"),
    pytest.param(table(TEXT, name="My actions"),
                 'No table can be called "My actions". Use at most 200 letters and digits, a letter first, and nothing that reads as a cell, such as Q1. [workbook-name]', id="table of two words"),
    pytest.param(replace(GRID, rows=((Cell("x"),),)),
                 'The grid "Grid" has a row of 1 cells where it has 2 columns. Give every row a cell for each column, empty where there is nothing to say. [workbook-grid]', id="short row"),
    pytest.param(replace(GRID, total=(Cell("x"),)),
                 'The grid "Grid" has a row of 1 cells where it has 2 columns. Give every row a cell for each column, empty where there is nothing to say. [workbook-grid]', id="short total"),
    pytest.param(replace(GRID, columns=()),
                 'The grid "Grid" has 1 rows and 0 columns. A sheet takes a column at least, and has room for 1,048,576 rows and 16,384 columns. [workbook-size]', id="no columns"),
    pytest.param(Figures("", (Figure("A", 1, name="A1"),)),
                 'No figure or column can have the name "A1". Use at most 200 letters, digits and underscores, a letter first, and nothing that reads as a cell, such as Q1. [workbook-name]', id="figure like a cell"),
    pytest.param(Figures("", (Figure("A", 1, name="_k_Actions_1"),)),
                 'No figure or column can have the name "_k_Actions_1". Use at most 200 letters, digits and underscores, a letter first, and nothing that reads as a cell, such as Q1. [workbook-name]',
                 id="figure with a name of the writer's"),
    pytest.param(Figures("", (Figure("A", dt.date(1066, 10, 14), Kind.DATE, section="grant", field="due"),)),
                 'grant.due: The figure "A" is 14/10/1066, and Excel counts days from 01/03/1900. Give a later day, or say it in words in a column of text. [workbook-date]', id="early day of a figure"),
    pytest.param(Figures("", (Figure("A", 1, formula="=1", section="grant", field="a"),)),
                 'The figure "A" is read back and worked out. Give it a field or a formula, not both. [workbook-figure]', id="figure both ways"),
    pytest.param(Figures("", (Figure("A", 1, section="grant", field="a"), Figure("B", 1, section="grant", field="a"))),
                 "2 figures are read back into grant.a. Let one be typed, and show it elsewhere. [workbook-figure]", id="figure twice"),
    pytest.param(Words(("word " * 3_000,)),
                 'The paragraph "word word word word word word word…" is higher than a row can be. Break it into several paragraphs. [workbook-text]', id="long paragraph"),
    pytest.param(Chart(ChartKind.BAR, "C", "Alt", "Nothing", "A", (Series("B"),)),
                 'The chart "C" shows "A" of "Nothing", which there is not. Name a grid of the workbook and headings of its columns. [workbook-chart]', id="chart of no grid"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "message"), PARTS)
def test_a_part_is_refused_with_what_to_do(part, message):
    assert message in refused(with_parts(part))


def named(*names: str):
    return sample(sheets=tuple(Sheet(name, "Title", (WORDS,)) for name in names))


SHEET_HINT = "Use 1 to 31 characters, none of []:*?/\\, no apostrophe or blank at either end. [workbook-sheet]"
WORKBOOKS = [
    pytest.param(named(), "The workbook has no sheets. Give it one at least. [workbook-sheet]", id="no sheets"),
    pytest.param(named("A", "a"), '2 sheets are called "a". Excel does not tell A from a: rename one. [workbook-sheet]', id="name twice"),
    *(pytest.param(named(name), f'No sheet can be called "{name[:40]}". {SHEET_HINT}', id=what) for name, what in (
        ("", "no name"), ("x" * 32, "long name"), ("😀" * 16, "long name in units"), ("2024/25", "slash"), ("a:b", "colon"), ("[a]", "brackets"),
        ("'a", "apostrophe before"), ("a'", "apostrophe after"))),
    pytest.param(named("HISTORY"), 'The name "HISTORY" is taken for a sheet of its own. Choose another name. [workbook-sheet]', id="reserved by Excel"),
    pytest.param(named("lists"), 'The name "lists" is taken for a sheet of its own. Choose another name. [workbook-sheet]', id="reserved for lists"),
    pytest.param(named("kcsp-docs"), 'The name "kcsp-docs" is taken for a sheet of its own. Choose another name. [workbook-sheet]', id="reserved for the baseline"),
    pytest.param(sample(sheets=(Sheet("A", "Title", ()),)), 'The sheet "A" has no title, or nothing under it. Give it both, or leave the sheet out. [workbook-sheet]', id="empty sheet"),
    pytest.param(sample(sheets=(Sheet("A", "", (WORDS,)),)), 'The sheet "A" has no title, or nothing under it. Give it both, or leave the sheet out. [workbook-sheet]', id="no title"),
    pytest.param(with_parts(table(TEXT), WORDS), 'The sheet "Sheet" goes on beneath a table. Let the table be the last part: it grows downwards. [workbook-sheet]', id="under a table"),
    pytest.param(with_parts(GRID, GRID), '2 tables, grids, figures or columns have the name "grid". Excel does not tell A from a: rename one. [workbook-name]', id="grid twice"),
    pytest.param(with_parts(GRID, Chart(ChartKind.BAR, "C", " ", "Grid", "A", (Series("B"),))),
                 'The chart "C" has no title, no alt text or nothing to show. Give it all three. [workbook-chart]', id="no alt text"),
    pytest.param(with_parts(GRID, Chart(ChartKind.BAR, "C", "Alt", "Grid", "A", (Series("Z"),))),
                 'The chart "C" shows "Z" of "Grid", which there is not. Name a grid of the workbook and headings of its columns. [workbook-chart]', id="chart of no column"),
    pytest.param(sample(title="t" * 220), f'The title "{"t" * 40}…" is too long for a footer. Shorten it. [workbook-title]', id="long title"),
    pytest.param(sample(creator="\x00"), "The workbook's creator holds the character U+0000, which no Excel file can hold. "
                 "Take the character out; it came perhaps with text copied from elsewhere. [workbook-character]", id="character in a property"),
]  # fmt: skip


@pytest.mark.parametrize(("workbook", "message"), WORKBOOKS)
def test_a_workbook_is_refused_with_what_to_do(workbook, message):
    assert message in refused(workbook)


def test_everything_is_told_at_once():
    spoilt = table(TEXT, DUE, rows=(row(a="\x01", d=dt.date(1800, 1, 1)), Row("DA-2", {"a": "\x02"})))
    codes = [problem.rsplit("[", 1)[1] for problem in refused(with_parts(spoilt))]
    assert codes == ["workbook-character]", "workbook-date]", "workbook-character]"]


def test_a_long_text_passes_to_the_last_character():
    longest = "x" * 32_767
    write_workbook(with_parts(table(TEXT, rows=(row(a=longest),))))
    assert len(refused(with_parts(table(TEXT, rows=(row(a=longest + "x"),))))) == 1


def test_a_formula_may_come_to_an_empty_text_whatever_its_kind():
    days = Column("f", "F", Kind.DATE, formula='=""', spare="")
    write_workbook(with_parts(table(TEXT, beside=(days,), rows=(row(a="x", f=""),), spare_ids=("DA-2",))))
