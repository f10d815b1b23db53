"""Each kind of value: what it takes, and the sentence that refuses the rest."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kcsp_docs.model import values


def refused(kind: Any, text: str) -> tuple[str, str, str]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    (error,) = caught.value.errors()
    return error["type"], error["ctx"]["message"], error["ctx"]["hint"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        pytest.param(values.Line, "no", "no", id="a word that other readers take for false"),
        pytest.param(values.Line, "0123", "0123", id="a code that starts with nought"),
        pytest.param(values.Line, "+44 1622 000000", "+44 1622 000000", id="a telephone number"),
        pytest.param(values.Clock, "12:30", time(12, 30), id="a time, not a number to base sixty"),
        pytest.param(values.Day, "2024-02-29", date(2024, 2, 29), id="a leap day"),
        pytest.param(values.Whole, "0", 0, id="nought"),
        pytest.param(values.Money, "£39,661", Decimal(39661), id="pounds with sign and comma"),
        pytest.param(values.Money, "1012.40", Decimal("1012.40"), id="pounds and pence"),
        pytest.param(values.Percentage, "50%", Decimal(50), id="a percentage"),
        pytest.param(values.Number, "-4,870.5", Decimal("-4870.5"), id="a negative figure"),
        pytest.param(values.YesNo, "Yes", True, id="yes"),
        pytest.param(values.YesNo, "no", False, id="no"),
        pytest.param(values.FinancialYear, "1999/00", "1999/00", id="the year of the turn of the century"),
        pytest.param(values.Version, "2.10", "2.10", id="a version is no number"),
        pytest.param(values.IdentifierText, "DA-03", "DA-03", id="an id with capitals"),
    ],
)
def test_a_value_is_read(kind: Any, text: str, value: object) -> None:
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        pytest.param(
            values.Day,
            "31/3/25",
            ("not-a-date", "“31/3/25” is not a date.", "Write 2025-03-31 (year-month-day)."),
            id="UK dates are day first",
        ),
        pytest.param(
            values.Day,
            "13/13/2025",
            ("not-a-date", "“13/13/2025” is not a date.", "Write year-month-day, such as 2024-07-04."),
            id="no guess where the day first reading fails",
        ),
        pytest.param(
            values.Day,
            "2025-02-30",
            ("not-a-date", "“2025-02-30” is not a day of the calendar.", "Write year-month-day, such as 2024-07-04."),
            id="30 February",
        ),
        pytest.param(
            values.Day,
            "1720051200",
            ("not-a-date", "“1720051200” is not a date.", "Write year-month-day, such as 2024-07-04."),
            id="seconds since 1970 are no date",
        ),
        pytest.param(
            values.Day,
            "0204-09-30",
            ("not-a-date", "“0204-09-30” lies in no year of this time.", "Look at the year, such as 2024-07-04."),
            id="a slip in the year",
        ),
        pytest.param(
            values.Money,
            "-5",
            ("not-money", "“-5” is below nought.", "Write an amount of nought or more, such as 39661."),
            id="below nought",
        ),
        pytest.param(
            values.Whole,
            "0123",
            ("not-a-whole-number", "“0123” is not a whole number.", "Write digits alone, such as 4."),
            id="a leading nought",
        ),
        pytest.param(
            values.Money,
            "3,96,61",
            ("not-money", "“3,96,61” is not an amount of money.", "Write pounds, such as 39661 or 39,661.50."),
            id="commas in the wrong place",
        ),
        pytest.param(
            values.Money,
            "12.5",
            ("not-money", "“12.5” is not an amount of money.", "Write pounds, such as 39661 or 39,661.50."),
            id="half of the pence",
        ),
        pytest.param(
            values.Percentage,
            "101",
            ("not-a-percentage", "“101” is not a percentage.", "Write a number from 0 to 100, such as 50%."),
            id="more than the whole",
        ),
        pytest.param(
            values.YesNo,
            "maybe",
            ("not-yes-or-no", "“maybe” is neither yes nor no.", "Write yes or no."),
            id="maybe",
        ),
        pytest.param(
            values.FinancialYear,
            "2024/26",
            ("not-a-financial-year", "“2024/26” is not a financial year.", "Write it as 2024/25."),
            id="two years",
        ),
        pytest.param(
            values.Clock,
            "24:00",
            (
                "not-a-time",
                "“24:00” is not a time of day.",
                "Write hours and minutes of the 24-hour clock, such as 10:00.",
            ),
            id="midnight is 00:00",
        ),
        pytest.param(
            values.Email,
            "name at example",
            (
                "not-an-email",
                "“name at example” is not an e-mail address.",
                "Write one address, such as name@example.org.",
            ),
            id="no address",
        ),
        pytest.param(
            values.IdentifierText,
            "../escape",
            (
                "not-an-id",
                "“../escape” cannot be an id.",
                "Use letters, digits and single hyphens, at most 60, such as working-group.",
            ),
            id="an id that would climb out of its folder",
        ),
    ],
)
def test_a_value_is_refused_in_plain_english(kind: Any, text: str, said: tuple[str, str, str]) -> None:
    assert refused(kind, text) == said


def test_of_a_value_that_is_too_long_to_be_read_the_middle_is_left_out() -> None:
    whole = "a" * 60 + "b" * 60
    assert refused(values.Money, whole)[1] == f"“{whole}” is not an amount of money."
    longer = "a" * 60 + "b" * 40_000 + "c" * 20
    assert refused(values.Money, longer)[1] == f"“{'a' * 60}{'b' * 20}…{'b' * 10}{'c' * 20}” is not an amount of money."


def test_every_kind_quotes_by_the_one_helper() -> None:
    kinds = [values.IdentifierText, values.Day, values.Clock, values.Whole, values.Money, values.Percentage]
    kinds += [values.Number, values.YesNo, values.Email, values.FinancialYear, values.Version]
    for kind in kinds:
        assert len(refused(kind, "?" * 40_000)[1]) < 200
