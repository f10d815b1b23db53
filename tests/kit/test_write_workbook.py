"""What somebody who opens a written workbook finds there, read by openpyxl and from the file's own XML."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.workbooks import write_workbook
from kcsp_docs_kit.workbooks.baseline import decode
from kcsp_docs_kit.workbooks.formats import COLOURS
from kcsp_docs_kit.workbooks.schema import (
    Cell,
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

from ..excel_file import Book
from ..sample_workbook import ACTIONS, AS_OF, CHARTS, COLUMNS, FIGURES, FRONT, ROWS, sample, with_parts


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def moment(day: dt.date) -> dt.datetime:
    """A day as openpyxl reads it."""
    return dt.datetime.combine(day, dt.time())


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_workbook(sample())


@pytest.fixture(scope="module")
def book(written) -> openpyxl.Workbook:
    return opened(written)


@pytest.fixture(scope="module")
def actions(book):
    return book["Actions"]


def test_it_passes_the_validators(written, assert_valid_xlsx):
    assert_valid_xlsx(written)


def test_the_same_declaration_gives_the_same_bytes(written):
    assert write_workbook(sample()) == written


def test_it_opens_on_the_first_sheet_at_a1(written, book):
    assert book.active.title == "Front"
    (view,) = (
        Book(written).sheet("Front").root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheetView")
    )
    assert view.get("topLeftCell") is None
    assert not list(view)
    assert [book[name]["A1"].value for name in book.sheetnames[:3]] == ["Action tracker", "Actions", "Key"]


def test_the_sheets_that_are_not_for_people_are_very_hidden(book):
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Front": "visible",
        "Actions": "visible",
        "Key": "visible",
        "Lists": "veryHidden",
        "kcsp-docs": "veryHidden",
    }


def test_its_properties_come_from_the_declaration_alone(written, book):
    said = book.properties
    assert (said.title, said.subject, said.creator) == (
        "Action tracker & plan 2024/25",
        "Tracker",
        "Anyshire Partnership",
    )
    assert said.created == said.modified == moment(dt.date(2024, 7, 4))
    assert said.language == "en-GB"
    assert b"en-US" not in b"".join(part for name, part in parts(written).items() if "theme" not in name)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_records_stand_in_an_excel_table_with_spare_rows_that_have_ids(actions):
    table = actions.tables["Actions"]
    assert (table.ref, table.autoFilter.ref) == ("A3:J8", "A3:J8")
    assert table.tableStyleInfo.showRowStripes
    assert [column.name for column in table.tableColumns] == ["Id", *(column.heading for column in COLUMNS)]
    assert [actions.cell(row, 1).value for row in range(3, 9)] == ["Id", "RS-1", "NC-2", "PE-3", "PE-4", "PE-5"]
    assert actions["K3"].value == "Overdue"


COMMAS = "[>=1000]#,##0.0;[<=-1000]-#,##0.0;General"
VALUES = [
    pytest.param("B4", "Road Safety", "@", id="choice by its label"),
    pytest.param("C5", "=1+1", "@", id="text like a formula"),
    pytest.param("C6", "00123", "@", id="text like a number"),
    pytest.param("D4", moment(dt.date(2024, 7, 4)), "dd/mm/yyyy", id="day"),
    pytest.param("F4", 1200.5, "£#,##0.00;-£#,##0.00", id="money"),
    pytest.param("H4", 0.6667, "0.00%", id="percentage"),
    pytest.param("I4", 120, COMMAS, id="number"),
    pytest.param("I6", -4.5, COMMAS, id="number below nought"),
    pytest.param("E5", None, "@", id="nothing"),
    pytest.param("B7", None, "@", id="spare choice"),
    pytest.param("D8", None, "dd/mm/yyyy", id="spare day"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "shown_as"), VALUES)
def test_a_value_is_what_its_column_says(actions, place, value, shown_as):
    cell = actions[place]
    assert (cell.value, cell.number_format) == (value, shown_as)
    assert cell.data_type == {str: "s", dt.datetime: "d"}.get(type(value), "n")


AWKWARD = ["=1+1", "+44 1234 567890", "-5", "@x", "00123", "1/4", "31/3/25", "http://example.org/a b", "mailto:a@example.org", "internal:Front!A1",
           "<r><t>bold</t></r>", "_x0041_", "_x000D_", "#N/A", "TRUE", "1E5", "é😀", "two\nlines", "tab\there", "'quoted", '"', "&amp;",
           "{=1}", "]]>", "x" * 32_767, "😀" * 16_383]  # fmt: skip


def table_of(texts: list[str]) -> Table:
    rows = tuple(Row(f"T-{number}", {"text": text}) for number, text in enumerate(texts))
    return Table("Texts", "list", "text", (Column("text", "Text"),), rows)


@pytest.mark.parametrize("text", [pytest.param(text, id=text[:20].replace("\n", " ")) for text in AWKWARD])
def test_awkward_text_stays_text(text, assert_valid_xlsx):
    written = write_workbook(with_parts(table_of([text])))
    sheet = Book(written).sheet("Sheet")
    assert sheet.text(4, 2) == text
    assert (sheet.by_place[4, 2].type, sheet.by_place[4, 2].formula) == ("s", None)
    assert_valid_xlsx(written)


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\t\n_x0=<>&\"'"
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=5), st.integers(0, 5))
def test_any_text_comes_back_as_it_was(texts, number):
    everywhere = (
        Words((*texts,), texts[0]),
        Figures(texts[0], tuple(Figure(text, text, note=text) for text in texts)),
        Grid("Grid", texts[0], (GridColumn("A"),), tuple((Cell(text),) for text in texts)),
        table_of(texts),
    )
    strings = Book(write_workbook(with_parts(*everywhere))).strings
    sheet = Book(write_workbook(with_parts(table_of(texts)))).sheet("Sheet")
    stripped = [text.strip() for text in texts]
    assert [sheet.text(row, 2) for row in range(4, 4 + len(texts))] == stripped
    assert set(texts) <= set(strings)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=20))
def test_an_amount_is_the_same_to_the_penny(amounts):
    rows = tuple(Row(f"A-{number}", {"amount": amount}) for number, amount in enumerate(amounts))
    table = Table("T", "list", "thing", (Column("amount", "Amount", Kind.MONEY),), rows)
    written = write_workbook(with_parts(table))
    found = [cell.value for (cell,) in opened(written)["Sheet"].iter_rows(4, 3 + len(rows), 2, 2)]
    assert [Decimal(repr(value)) for value in found] == amounts
    assert [Decimal(row.values["amount"]) for row in decode_of(written).tables[0].rows] == amounts


def decode_of(content: bytes):
    rows = opened(content)["kcsp-docs"].iter_rows(values_only=True)
    return decode(list(rows))


def test_the_baseline_is_there_to_be_read_back(written):
    baseline = decode_of(written)
    assert (baseline.artefact, baseline.edition, baseline.as_of) == ("action-tracker", "anyshire-2024", "2024-09-30")
    assert [row.id for row in baseline.tables[0].rows] == ["RS-1", "NC-2", "PE-3"]


LOCKED = [
    pytest.param("Actions", "A1", True, id="title"),
    pytest.param("Actions", "A3", False, id="heading in the table"),
    pytest.param("Actions", "A4", False, id="id"),
    pytest.param("Actions", "C4", False, id="typed"),
    pytest.param("Actions", "J4", False, id="worked out within the table"),
    pytest.param("Actions", "C8", False, id="spare"),
    pytest.param("Actions", "K3", True, id="heading beside the table"),
    pytest.param("Actions", "K8", True, id="worked out beside the table"),
    pytest.param("Front", "A6", True, id="label"),
    pytest.param("Front", "B6", False, id="figure to fill in"),
    pytest.param("Front", "B8", True, id="figure worked out"),
    pytest.param("Front", "B15", True, id="grid"),
    pytest.param("Front", "B18", True, id="total"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "place", "locked"), LOCKED)
def test_what_is_worked_out_is_locked_and_what_is_filled_in_is_not(book, sheet, place, locked):
    assert book[sheet][place].protection.locked is locked


@pytest.mark.parametrize("name", ["Front", "Actions", "Key"])
def test_every_sheet_is_protected_without_a_password_and_lets_officers_work(book, name):
    said = book[name].protection
    assert said.sheet
    assert said.password is None
    allowed = ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows", "deleteRows", "sort", "autoFilter", "objects",
               "selectLockedCells", "selectUnlockedCells")  # fmt: skip
    assert {each: getattr(said, each) for each in allowed} == dict.fromkeys(allowed, False)


@pytest.mark.parametrize("name", ["Front", "Actions", "Key"])
def test_notes_may_be_typed_beside_and_beneath(written, name):
    sheet = Book(written).sheet(name)
    looks = sheet.book.parts["xl/styles.xml"].find(f"{S}cellXfs")
    columns = list(sheet.root.iter(f"{S}col"))
    assert (columns[0].get("min"), columns[-1].get("max")) == ("1", "256")
    assert all(looks[int(each.get("style"))].find(f"{S}protection").get("locked") == "0" for each in columns)


S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def validations(sheet) -> dict[str, object]:
    return {str(each.sqref): each for each in sheet.data_validations.dataValidation}


def test_drop_downs_cover_every_row_with_the_words_of_the_list(book, actions):
    said = validations(actions)["B4:B8"]
    assert (said.type, said.errorStyle, said.showErrorMessage) == ("list", None, True)
    target = book.defined_names[said.formula1]
    sheet, cells = next(iter(target.destinations))
    assert [cell.value for (cell,) in book[sheet][cells]] == [
        "Road Safety",
        "Preventing Neighbourhood Crime and Anti-Social Behaviour",
        "Preventing Extremism, Hate and Division",
    ]


def test_a_list_may_be_longer_than_a_validation_can_be(assert_valid_xlsx):
    choices = tuple(Choice(f"c{number}", f"Choice number {number}, which is long") for number in range(300))
    table = Table("T", "list", "thing", (Column("c", "C", Kind.CHOICE, choices=choices),), (), spare_ids=("1",))
    written = write_workbook(with_parts(table))
    assert_valid_xlsx(written)
    assert opened(written)["Lists"]["A301"].value == "Choice number 299, which is long"


def read_only_table(**changes: object):
    """A table with a column that is typed, one from the model and one that is worked out, opened."""
    columns = (Column("a", "A"), Column("m", "M", editable=False), Column("f", "F", formula="=[@A]"))
    rows = (Row("1", {"a": "x", "m": "y", "f": "x"}),)
    return opened(write_workbook(with_parts(Table("T", "list", "measure", columns, rows, **changes))))["Sheet"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param("C4", "comes from the model, and whoever keeps the model changes it there.", id="from the model"),
        pytest.param("D4", "is worked out.", id="worked out"),
    ],
)
def test_what_is_not_for_typing_in_a_table_says_so_and_can_still_be_sorted(place, words):
    sheet = read_only_table()
    said = validations(sheet)[place]
    assert (said.type, said.formula1, said.errorStyle, said.showErrorMessage) == ("custom", "FALSE", None, True)
    assert said.error == (f"What stands in the grey cells of this column {words} Press Esc to leave it as it was.")
    assert sheet[place].protection.locked is False


def test_headings_say_which_columns_are_for_typing():
    sheet = read_only_table()
    colours = {cell.value: cell.fill.fgColor.rgb[2:] for cell in sheet[3] if cell.value}
    assert colours == {"Id": "595959", "A": "1F3864", "M": "595959", "F": "595959"}
    assert {cell.protection.locked for cell in sheet[3][:4]} == {False}


@pytest.mark.parametrize(
    ("spare", "words"),
    [
        pytest.param(("2",), "To add another measure, fill in an empty row at the end of the table.", id="spare rows"),
        pytest.param((), "Another measure cannot be added here: whoever keeps the model adds it there.", id="none"),
    ],
)
def test_an_id_says_how_another_record_is_added(spare, words):
    said = validations(read_only_table(spare_ids=spare))[f"A4:A{4 + len(spare)}" if spare else "A4"]
    assert said.error == f"The id says which measure the row is. Press Esc to leave it as it was. {words}"


NUMBERS = [
    pytest.param([120, 6000], "[>=1000]#,##0;[<=-1000]-#,##0;General", id="whole"),
    pytest.param([Decimal("1234.50"), 7], "[>=1000]#,##0.0;[<=-1000]-#,##0.0;General", id="with decimals"),
]


@pytest.mark.parametrize(("numbers", "shown_as"), NUMBERS)
def test_thousands_are_parted_by_commas_and_no_decimal_is_hidden(numbers, shown_as):
    rows = tuple(Row(str(place), {"n": number}) for place, number in enumerate(numbers))
    table = Table("T", "list", "thing", (Column("n", "N", Kind.NUMBER),), rows)
    sheet = opened(write_workbook(with_parts(table)))["Sheet"]
    assert {sheet.cell(row, 2).number_format for row in (4, 5)} == {shown_as}


def test_each_bar_may_have_the_look_of_its_category(assert_valid_xlsx):
    words, chart = (Cell("Red"), Cell("Green"), Cell("Other")), CHARTS[1]
    columns = (GridColumn("RAG"), GridColumn("Actions", Kind.NUMBER))
    grid = Grid("G", "", columns, tuple((word, Cell(1)) for word in words))
    series = Series("Actions", looks=(("Green", Look.GREEN), ("Red", Look.RED)))
    written = write_workbook(with_parts(grid, replace(chart, grid="G", categories="RAG", series=(series,))))
    assert_valid_xlsx(written)
    drawn = parts(written)["xl/charts/chart1.xml"].decode()
    points = re.findall(r'<c:dPt><c:idx val="(\d)"/>.*?</c:dPt>', drawn)
    colours = [re.findall(r'srgbClr val="(\w+)"', each)[:2] for each in re.findall(r"<c:dPt>.*?</c:dPt>", drawn)]
    assert points == ["0", "1"]
    assert colours[0][0] == COLOURS[Look.RED][1][1:]
    assert COLOURS[Look.GREEN][1][1:] in colours[1]


def test_ids_are_not_typed_over(actions):
    said = validations(actions)["A4:A8"]
    assert (said.type, said.formula1, said.errorStyle) == ("custom", "FALSE", None)
    assert said.error == (
        "The id says which action the row is. Press Esc to leave it as it was. "
        "To add another action, fill in an empty row at the end of the table."
    )


TYPED = [
    pytest.param("D4:D8", "date", id="day"),
    pytest.param("F4:F8", "decimal", id="money"),
    pytest.param("H4:H8", "decimal", id="percentage"),
    pytest.param("I4:I8", "decimal", id="number"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "kind"), TYPED)
def test_words_where_a_date_or_number_belongs_are_questioned_not_refused(actions, place, kind):
    said = validations(actions)[place]
    assert (said.type, said.errorStyle) == (kind, "warning")
    assert said.error.endswith("will be taken from them.")


def test_guidance_is_said_beside_the_cell(actions):
    said = validations(actions)["C4:C8"]
    assert (said.promptTitle, said.prompt, said.showInputMessage) == (
        "Action",
        "What is done, by whom and for whom.",
        True,
    )


def test_a_figure_that_is_filled_in_is_questioned_like_a_column(book):
    assert [str(each.sqref) for each in book["Front"].data_validations.dataValidation] == ["B6", "B7"]


def relative_luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted(map(relative_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", list(Look))
def test_every_look_can_be_read(look):
    assert contrast(*COLOURS[look]) >= 4.5


def test_the_contrast_is_that_of_the_guidelines():
    assert round(contrast("#FFFFFF", "#000000"), 1) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("name", ["Front", "Actions", "Key"])
def test_every_cell_can_be_read(book, name):
    """The ink of a cell on its paper: 4.5 to 1 at least, in one sans serif face of 11 points or more."""
    for row in book[name].iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            paper = f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type == "solid" else "#FFFFFF"
            assert contrast(f"#{cell.font.color.rgb[2:]}", paper) >= 4.5, cell.coordinate
            assert (cell.font.name, cell.font.size >= 11) == ("Arial", True), cell.coordinate


def test_a_words_look_follows_what_is_typed(actions):
    rules = {
        str(each.sqref): {rule.formula[0]: rule.dxf.fill.bgColor.rgb[2:] for rule in each.rules}
        for each in actions.conditional_formatting
    }
    assert rules["E4:E8"] == {'"Red"': "B3261E", '"Amber"': "FFC000", '"Green"': "1E7B34"}
    assert rules["K4:K8"] == {'"Overdue"': "B3261E"}


def test_formulas_name_tables_and_cells_and_bring_what_they_come_to(written, book):
    values = openpyxl.load_workbook(io.BytesIO(written), data_only=True)
    found = {
        place: (book["Front"][place].value, values["Front"][place].value)
        for place in ("B8", "B10", "B11", "D15", "E15", "E16", "D18")
    }
    assert found == {
        "B8": ("=COUNTA(Actions[Action])", 3),
        "B10": ("=MAX(Actions[Due])", moment(AS_OF)),
        "B11": ("=ROUND(SUM(Actions[Spent])/39661,4)", 0.0328),
        "D15": ("=SUMIFS(Actions[Cost],Actions[Priority],Position[[#This Row],[Priority]])", 1200.5),
        "E15": ('=IF(Position[[#This Row],[Red]]>0,"Attention","")', "Attention"),
        "E16": ('=IF(Position[[#This Row],[Red]]>0,"Attention","")', None),
        "D18": ("=SUM(Position[Cost])", 40861.5),
    }
    assert Book(written).sheet("Front").by_place[16, 5].type == "str"


def test_a_formula_in_a_table_is_the_columns_and_stands_in_spare_rows_too(actions):
    assert actions.tables["Actions"].tableColumns[9].calculatedColumnFormula.attr_text == actions[
        "J8"
    ].value.removeprefix("=")
    assert actions["J4"].value == "=Actions[[#This Row],[Cost]]-Actions[[#This Row],[Spent]]"


def test_cells_are_known_by_names_that_people_need_not_see(book):
    names = {
        name: (each.attr_text, bool(each.hidden)) for name, each in book.defined_names.items() if "list" not in name
    }
    assert {
        name: names[name] for name in ("_k_Actions_0", "_k_Actions_10", "_k_figure_2", "as_of", "overdue_words")
    } == {
        "_k_Actions_0": ("'Actions'!$A$3:$A$8", True),
        "_k_Actions_10": ("'Actions'!$K$3:$K$8", True),
        "_k_figure_2": ("'Front'!$B$7", True),
        "as_of": ("'Front'!$B$6", False),
        "overdue_words": ("'Actions'!$K$4:$K$8", False),
    }
    assert len(names) == 15


def test_a_sheet_whose_name_has_an_apostrophe_is_named_right(assert_valid_xlsx):
    sheets = (replace(FRONT, name="Chair's view"), Sheet("2024/25".replace("/", "-"), "Actions", (ACTIONS,)))
    written = write_workbook(sample(sheets=sheets))
    assert_valid_xlsx(written)
    assert opened(written).defined_names["as_of"].attr_text == "'Chair''s view'!$B$6"


@pytest.mark.parametrize("name", ["Front", "Actions", "Key"])
def test_it_prints_on_a4_landscape_one_page_wide_with_its_title_and_page(book, name):
    sheet = book[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth in (None, 1)) == (True, True)
    assert sheet.oddFooter.left.text == "Action tracker && plan 2024/25"
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_a_title_that_begins_with_a_digit_does_not_change_the_size_of_the_footer():
    written = write_workbook(sample(title="2024/25 tracker"))
    footer = opened(written)["Front"].oddFooter.left
    assert (footer.size, footer.text) == (10, "2024/25 tracker")


def test_the_headings_of_a_table_stand_still_and_are_printed_on_every_page(actions):
    assert (actions.freeze_panes, actions.print_title_rows) == ("B4", "$3:$3")


def test_headings_too_far_down_do_not_take_the_screen_away():
    words = Words(("A paragraph.",) * 20)
    sheet = opened(write_workbook(with_parts(words, table_of(["a"]))))["Sheet"]
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows == "$24:$24"


def test_rows_are_high_enough_for_their_text_and_grow_with_it(written):
    rows = {int(row.get("r")): row for row in Book(written).sheet("Actions").root.iter(f"{S}row")}
    heights = {number: float(row.get("ht")) for number, row in rows.items()}
    assert heights[4] > heights[6] > 15
    assert all(rows[number].get("customHeight") is None for number in range(3, 9))
    assert rows[1].get("customHeight") == "1"


def test_a_row_is_never_higher_than_excel_takes(assert_valid_xlsx):
    assert_valid_xlsx(write_workbook(with_parts(table_of(["word " * 6_000]))))


def test_numbers_are_never_shown_as_hashes():
    row = Row("1", {"cost": Decimal("-123456789.10"), "due": dt.date(2024, 7, 4)})
    columns = (
        Column("cost", "Cost", Kind.MONEY, 4),
        Column("due", "Due", Kind.DATE, 4),
        Column("long", "Responsibilities", width=4),
    )
    sheet = opened(write_workbook(with_parts(Table("T", "list", "thing", columns, (row,)))))["Sheet"]
    assert sheet.column_dimensions["B"].width >= len("-£123,456,789.10")
    assert sheet.column_dimensions["C"].width >= len("04/07/2024")
    assert sheet.column_dimensions["D"].width > len("Responsibilities")


def test_charts_have_words_for_those_who_do_not_see_them_and_patterns_besides_colours(written):
    drawings = Book(written).parts["xl/drawings/drawing1.xml"]
    words = [
        each.get("descr")
        for each in drawings.iter("{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr")
    ]
    assert words == [
        "A bar for each priority: one red action in Road Safety, none elsewhere.",
        "A column for each priority.",
        "A line over the priorities.",
    ]
    chart = parts(written)["xl/charts/chart1.xml"].decode()
    assert "Number of actions" in chart
    assert chart.count("<a:pattFill") == 1
    assert all(int(size) >= 1000 for size in re.findall(r'sz="(\d+)"', chart))


def test_a_chart_stands_beside_its_grid_and_nothing_is_under_it(written):
    """The rule "drawing" of the validators sees what lies under a chart; here, that it stands to the right."""
    anchor = Book(written).parts["xl/drawings/drawing1.xml"][0]
    assert [each.text for each in anchor[0]][::2] == ["5", "13"]


def test_what_follows_stands_beneath_the_chart():
    cells = ((Cell("Road Safety"), Cell(1), Cell(0)),)
    grid = Grid(
        "Position",
        "",
        (GridColumn("Priority"), GridColumn("Red", Kind.NUMBER), GridColumn("Green", Kind.NUMBER)),
        cells,
    )
    book = Book(write_workbook(with_parts(grid, CHARTS[0], Words(("After it.",)))))
    (anchor,) = book.parts["xl/drawings/drawing1.xml"]
    sheet = book.sheet("Sheet")
    (after,) = [cell.row for cell in sheet.cells if sheet.text(cell.row, cell.column) == "After it."]
    assert int(anchor[0][0].text) == len(grid.columns)
    assert int(anchor[1][2].text) + 1 < after


def test_a_table_without_rows_and_a_grid_without_rows_can_be_opened(assert_valid_xlsx):
    grid = Grid("Grid", "", (GridColumn("A"), GridColumn("B", Kind.MONEY)), ())
    written = write_workbook(with_parts(grid, Table("T", "list", "thing", (Column("a", "A2"),), ())))
    assert_valid_xlsx(written)
    assert opened(written)["Sheet"].tables["T"].ref == "A6:B7"


def test_figures_above_a_narrow_table_have_room_for_their_labels(assert_valid_xlsx):
    written = write_workbook(with_parts(FIGURES_WITH_LONG_LABEL, table_of(["a"])))
    sheet = opened(written)["Sheet"]
    assert_valid_xlsx(written)
    (place,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 12]
    room = sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGH"[: place.column - 1])
    assert room >= len("A label that is far longer than the ids")


FIGURES_WITH_LONG_LABEL = Figures(
    "", (Figure("A label that is far longer than the ids", 12, Kind.NUMBER, note="With a note."),)
)


def test_five_thousand_records_are_written_in_seconds():
    rows = tuple(replace(ROWS[0], id=f"A-{number}") for number in range(5_000))
    started = time.process_time()
    written = write_workbook(with_parts(FIGURES, replace(ACTIONS, rows=rows)))
    assert time.process_time() - started < 20
    assert len(written) > 100_000


def test_an_amount_takes_one_line_however_narrow_its_column():
    figures = Figures(
        "", (Figure("Allocation", Decimal(39661), Kind.MONEY), Figure("Who", "The county council", note=""))
    )
    rows = Book(write_workbook(with_parts(figures, table_of(["a"])))).sheet("Sheet").root.iter(f"{S}row")
    heights = {int(row.get("r")): float(row.get("ht")) for row in rows}
    assert heights[3] < heights[4]
