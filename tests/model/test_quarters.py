"""Quarters in the calendar: a financial year runs from 1 April to 31 March."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.model.quarters import DatedQuarter, last_quarter
from kcsp_docs.model.values import Quarter


@pytest.mark.parametrize(
    ("day", "label", "ends"),
    [
        pytest.param(date(2024, 4, 1), "Q1 2024/25", date(2024, 6, 30), id="the first day of a financial year"),
        pytest.param(date(2024, 6, 30), "Q1 2024/25", date(2024, 6, 30), id="the last day of a quarter"),
        pytest.param(date(2024, 7, 1), "Q2 2024/25", date(2024, 9, 30), id="the day after it"),
        pytest.param(date(2024, 12, 31), "Q3 2024/25", date(2024, 12, 31), id="the last day of a calendar year"),
        pytest.param(date(2025, 1, 1), "Q4 2024/25", date(2025, 3, 31), id="a new calendar year, no new financial one"),
        pytest.param(date(2025, 3, 31), "Q4 2024/25", date(2025, 3, 31), id="the last day of a financial year"),
        pytest.param(date(2000, 2, 29), "Q4 1999/00", date(2000, 3, 31), id="the turn of the century"),
        pytest.param(date(9999, 12, 31), "Q3 9999/00", date(9999, 12, 31), id="the last day of the calendar"),
    ],
)
def test_a_day_lies_in_a_quarter(day: date, label: str, ends: date) -> None:
    quarter = DatedQuarter.around(day)
    assert (quarter.label, quarter.last_day) == (label, ends)


def test_beyond_the_calendar_a_quarter_has_no_last_day() -> None:
    assert DatedQuarter.of("9999/00", Quarter.Q4).last_day is None
    assert DatedQuarter.around(date(1, 1, 1)).before.before.before.before.last_day is None


@pytest.mark.parametrize(
    ("day", "label"),
    [
        pytest.param(date(2024, 7, 4), "Q1 2024/25", id="a few days after a quarter's end"),
        pytest.param(date(2024, 6, 30), "Q4 2023/24", id="the quarter is not over on its last day"),
        pytest.param(date(2024, 7, 1), "Q1 2024/25", id="it is on the day after"),
        pytest.param(date(2024, 4, 2), "Q4 2023/24", id="a new financial year"),
    ],
)
def test_the_last_quarter_is_the_last_that_is_over(day: date, label: str) -> None:
    assert last_quarter(day).label == label


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    quarter = DatedQuarter.around(day)
    previous_end, end = quarter.before.last_day, quarter.last_day
    assert previous_end is not None
    assert end is not None
    assert previous_end < day <= end
    assert DatedQuarter.around(previous_end + timedelta(days=1)) == quarter
    assert quarter.before < quarter == quarter.before.after == DatedQuarter.of(quarter.year, quarter.quarter)
