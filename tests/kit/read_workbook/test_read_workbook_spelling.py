"""However a date or an amount is spelled, it comes to what was meant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.reading.amounts import number_of
from kcsp_docs_kit.workbooks.reading.cells import Cell, Content, area_of, name_of, place_of
from kcsp_docs_kit.workbooks.reading.days import day_of
from kcsp_docs_kit.workbooks.reading.formulas import literals
from kcsp_docs_kit.workbooks.reading.typed import Taken, typed
from kcsp_docs_kit.workbooks.reading.xml import unescaped
from kcsp_docs_kit.workbooks.schema import Kind

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
PENCE = st.decimals(-999_999_999, 999_999_999, places=2)
SPELLINGS = (
    "{0.day}/{0.month}/{0.year}", "{0:%d/%m/%y}", "{0:%d.%m.%Y}", "{0:%d-%m-%Y}", "{0.day} {0:%B} {0.year}",
    "{0.day}-{0:%b}-{0:%y}", "{0:%Y-%m-%d}", "{0:%A} {0.day} {0:%B} {0.year}", "  {0:%d %b %Y}\n", "{0:%B} {0.day}, {0.year}",
)  # fmt: skip


@given(DAYS, st.sampled_from(SPELLINGS))
def test_a_day_however_it_is_spelled(day, spelling):
    assert day_of(spelling.format(day)) == day


@pytest.mark.parametrize(
    "text",
    ["", "end of March", "March", "March 2025", "31", "2025", "31/13/2025", "29/2/2025", "1/2/3/4", "1/2.2025", "1/2/025",
     "soon", "12:30", "Q1 2025", "31 Foo 2025", "٣١/٣/٢٥", "31/3/25 or so", "1st", "2025-3"],
)  # fmt: skip
def test_what_is_no_day(text):
    assert day_of(text) is None


@given(PENCE, st.sampled_from(["{:,.2f}", "£{:,.2f}", "{:.2f}", " £ {:,.2f} ", "{:,.2f}\xa0£"]))
def test_an_amount_however_it_is_spelled(amount, spelling):
    assert number_of(spelling.format(amount), unit="£") == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "-",
        "1.200,50",
        "1,20",
        "12,34,567",
        "1 200",
        "1e5",
        "£1.2k",
        "(5)",
        "--5",
        "5-",
        "0x10",
        "٥",
        "1.",
        "NaN",
        "Infinity",
    ],
)
def test_what_is_no_amount(text):
    assert number_of(text, unit="£") is None


@given(PENCE)
def test_an_amount_as_a_spreadsheet_keeps_it(amount):
    raw = canonical(float(amount))
    assert raw is not None
    cell = Cell(1, 1, Content.NUMBER, raw)
    assert typed(cell, Kind.MONEY, (), None) == Taken(canonical(amount, Kind.MONEY))


@given(st.decimals(0, 100, places=4))
def test_a_percentage_as_a_spreadsheet_keeps_it(share):
    raw = canonical(float(share / 100))
    assert raw is not None
    cell = Cell(1, 1, Content.NUMBER, raw, percent=True)
    assert typed(cell, Kind.PERCENTAGE, (), None) == Taken(canonical(share, Kind.PERCENTAGE))


@given(st.text(), st.sampled_from(Kind), st.text() | st.none())
def test_no_text_is_too_strange(text, kind, before):
    """Whatever stands there it is taken or refused, and one that is taken is told apart from nothing."""
    cell = Cell(1, 1, Content.TEXT, text)
    answer = typed(cell, kind, (("Yes", "yes"),), before)
    if isinstance(answer, Taken) and kind is not Kind.TEXT and answer.value != before:
        assert (answer.value is None) == (not text.strip())


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(Kind), st.booleans())
def test_no_number_is_too_strange(number, kind, percent):
    cell = Cell(1, 1, Content.NUMBER, canonical(number) or "0", percent=percent)
    answer = typed(cell, kind, (("Yes", "yes"),), "2025-03-31")
    if isinstance(answer, Taken) and kind in (Kind.MONEY, Kind.NUMBER):
        assert Decimal(answer.value or "") == Decimal(f"{number:.15g}")


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_the_names_of_cells(row, column):
    assert place_of(name_of((row, column))) == (row, column)
    assert area_of(f"{name_of((row, column))}:A1") == (1, 1, row, column)


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "XFE1", "A1048577", "A1B2", "ÀB1"])
def test_what_names_no_cell(name):
    with pytest.raises(ValueError, match=r"no cell|edge"):
        place_of(name)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        pytest.param("a_x000D_\nb", "a\nb", id="a return"),
        pytest.param("_x005F_x0041_", "_x0041_", id="an escaped escape"),
        pytest.param("_x0041_", "A", id="a letter"),
        pytest.param("_xD83D__xDE00_", "😀", id="a pair of surrogates"),
        pytest.param("_xD83D_", "�", id="half a pair"),
        pytest.param("a_x0000_b\x0b", "ab\n", id="what no text may hold"),
        pytest.param("_xyz_", "_xyz_", id="no escape"),
    ],
)
def test_characters_by_number(stored, text):
    assert unescaped(stored) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('IF([@Due]<45700,"late","")', 'IF(Actions[[#This Row],[Due]]<45700,"late","")'),
        ("=SUM(Actions[Cost])", "=SUM($Actions.F4:F10)"),
        ("=COUNTIF('My 2 sheets'!A1:A9,\"x\")", '=COUNTIF(Tab1.B2:B10,"x")'),
        ("=ROUND(A1*0.5,2)", "=ROUND( AB22 * 0.5 , 2 )"),
        ("=_xlfn.IFS(A1>3,1)", "=IFS(A1>3,1)"),
    ],
)
def test_programs_spell_formulas_differently(one, other):
    assert literals(one) == literals(other)


@pytest.mark.parametrize(("one", "other"), [('=IF(A1,"x","y")', '=IF(A1,"x","z")'), ("=A1*2", "=A1*3"), ("=A1", "=1")])
def test_what_was_typed_into_a_formula_tells(one, other):
    assert literals(one) != literals(other)
