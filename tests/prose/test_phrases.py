"""Each filter of wordings: what it says, and what it says of a value that it cannot use."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.prose.phrases import FILTERS, in_words, pounds
from kcsp_docs.prose.tree import plain

DAY = date(2024, 7, 4)

PHRASES = [
    pytest.param(0, "in_words", "zero", id="nought in words"),
    pytest.param(4, "in_words", "four", id="four in words"),
    pytest.param(13, "in_words", "thirteen", id="thirteen in words"),
    pytest.param(20, "in_words", "twenty", id="twenty in words"),
    pytest.param(21, "in_words", "twenty-one", id="twenty-one in words"),
    pytest.param(99, "in_words", "ninety-nine", id="ninety-nine in words"),
    pytest.param(100, "in_words", "100", id="hundred in digits"),
    pytest.param(1204, "in_words", "1,204", id="thousands in digits"),
    pytest.param(Decimal("4.0"), "in_words", "four", id="whole decimal in words"),
    pytest.param(1, "ordinal", "first", id="first"),
    pytest.param(9, "ordinal", "ninth", id="ninth"),
    pytest.param(10, "ordinal", "10th", id="10th"),
    pytest.param(11, "ordinal", "11th", id="11th"),
    pytest.param(21, "ordinal", "21st", id="21st"),
    pytest.param(22, "ordinal", "22nd", id="22nd"),
    pytest.param(33, "ordinal", "33rd", id="33rd"),
    pytest.param(112, "ordinal", "112th", id="112th"),
    pytest.param(1001, "ordinal", "1,001st", id="1,001st"),
    pytest.param(0, "counted('subgroup', 'subgroups')", "no subgroups", id="none"),
    pytest.param(1, "counted('subgroup', 'subgroups')", "one subgroup", id="one"),
    pytest.param(2, "counted('subgroup', 'subgroups')", "two subgroups", id="two"),
    pytest.param(120, "counted('body', 'bodies')", "120 bodies", id="many"),
    pytest.param([], "listed", "", id="list of none"),
    pytest.param(["a"], "listed", "a", id="list of one"),
    pytest.param(["a", "b"], "listed", "a and b", id="list of two"),
    pytest.param(("a", "b", "c"), "listed", "a, b and c", id="list of three"),
    pytest.param(["a", "b", "c"], "listed('or')", "a, b or c", id="alternatives"),
    pytest.param([1, DAY], "listed", "1 and 4 July 2024", id="list of other values"),
    pytest.param(["a", "b"], "join", "a, b", id="joined"),
    pytest.param(["a", "b"], "join(' / ')", "a / b", id="joined by a stroke"),
    pytest.param(DAY, "long_date", "4 July 2024", id="day"),
    pytest.param(date(2024, 11, 21), "long_date", "21 November 2024", id="day of two digits"),
    pytest.param(DAY, "ordinal_date", "4th July 2024", id="ordinal date"),
    pytest.param(date(2024, 11, 21), "ordinal_date", "21st November 2024", id="ordinal date of two digits"),
    pytest.param(date(2024, 7, 1), "ordinal_day", "1st July", id="ordinal day"),
    pytest.param(DAY, "month_year", "July 2024", id="month"),
    pytest.param(DAY, "weekday", "Thursday", id="weekday"),
    pytest.param(time(10, 0), "clock_time", "10.00 am", id="morning"),
    pytest.param(time(0, 5), "clock_time", "12.05 am", id="past midnight"),
    pytest.param(time(12, 30), "clock_time", "12.30 pm", id="past noon"),
    pytest.param(time(14, 5), "clock_time", "2.05 pm", id="afternoon"),
    pytest.param(time(12, 0), "clock_time", "12 noon", id="noon"),
    pytest.param(time(0, 0), "clock_time", "12 midnight", id="midnight"),
    pytest.param(Decimal(39661), "pounds", "£39,661", id="pounds"),
    pytest.param(Decimal("39661.00"), "pounds", "£39,661", id="pounds and no pence"),
    pytest.param(Decimal("1204.5"), "pounds", "£1,204.50", id="pounds and pence"),
    pytest.param(Decimal(-5), "pounds", "−£5", id="below nought"),
    pytest.param(0, "pounds", "£0", id="no pounds"),
    pytest.param(Decimal("-0.00"), "pounds", "£0", id="no pounds, with a sign"),
    pytest.param(Decimal(50), "percent", "50%", id="per cent"),
    pytest.param(Decimal("66.70"), "percent", "66.7%", id="per cent with a decimal"),
    pytest.param(Decimal("1E+2"), "percent", "100%", id="hundred per cent"),
    pytest.param(Decimal("-2.0"), "percent", "−2%", id="per cent below nought"),
    pytest.param("the AP board", "initial_capital", "The AP board", id="initial capital"),
    pytest.param("", "initial_capital", "", id="initial capital of nothing"),
    pytest.param("Use the team as a hub", "small_initial", "use the team as a hub", id="small initial"),
    pytest.param("A hub", "small_initial", "a hub", id="small initial of one letter"),
    pytest.param("CSA action plan", "small_initial", "CSA action plan", id="small initial: an abbreviation"),
    pytest.param("Anyshire keeps it", "small_initial(['Any', 'Anyshire'])", "Anyshire keeps it", id="kept name"),
    pytest.param("Anything else", "small_initial(['Any', ''])", "anything else", id="begins as a name does"),
    pytest.param("", "small_initial", "", id="small initial of nothing"),
    pytest.param(" Share what is known.", "without_stop", "Share what is known", id="without its stop"),
    pytest.param("agree the plan;", "without_stop", "agree the plan", id="without its semicolon"),
    pytest.param("agree the plan; and", "without_stop", "agree the plan", id="without what leads to the next point"),
    pytest.param("by land and", "without_stop", "by land and", id="a conjunction that no comma stands before"),
    pytest.param("Share what …", "without_stop", "Share what", id="without its dots"),
    pytest.param(" and tell the public", "without_conjunction", "tell the public", id="without its conjunction"),
    pytest.param(", or more", "without_conjunction", "more", id="without comma and conjunction"),
    pytest.param("Andover", "without_conjunction", "Andover", id="begins as a conjunction does"),
    pytest.param("Terms", "upper", "TERMS", id="upper"),
    pytest.param("Terms", "lower", "terms", id="lower"),
    pytest.param(" a ", "trim", "a", id="trim"),
    pytest.param("a-b-c", "replace('-', ' ')", "a b c", id="replace"),
]


@pytest.mark.parametrize(("value", "phrase", "said"), PHRASES)
def test_phrase(prose, value, phrase, said):
    assert plain(prose("–{{ value | " + phrase + " }}–", value=value)[0].content) == f"–{said}–"


GIVE_OR_ASK = "Give it a value in the model, or use it only inside {% if … %}."

REFUSED = [
    pytest.param("4", "in_words", "“in_words” takes a number and is given text. Put a number before “| in_words”. [wrong-kind]", id="text as a number"),
    pytest.param(True, "in_words", "“in_words” takes a number and is given a yes or no. Put a number before “| in_words”. [wrong-kind]", id="truth as a number"),
    pytest.param(Decimal("4.5"), "in_words", "“4.5” is not a whole number from nought. “in_words” takes whole numbers only. [wrong-kind]", id="part of a number"),
    pytest.param(-4, "ordinal", "“-4” is not a whole number from nought. “ordinal” takes whole numbers only. [wrong-kind]", id="below nought"),
    pytest.param(Decimal("NaN"), "pounds", "“pounds” takes a number of ordinary size and is given a number. Put a number of ordinary size before “| pounds”. [wrong-kind]", id="no number"),
    pytest.param(Decimal("1.005"), "pounds", "“1.005” has parts of a penny. Work the amount out to whole pence first. [wrong-kind]", id="part of a penny"),
    pytest.param(None, "pounds", f"“pounds” is given a fact that the model leaves out. {GIVE_OR_ASK} [no-value]", id="nothing"),
    pytest.param("a", "listed", "“listed” takes a list and is given text. Put a list before “| listed”. [wrong-kind]", id="text as a list"),
    pytest.param({"a": 1}, "listed", "“listed” takes a list and is given a collection. Put a list before “| listed”. [wrong-kind]", id="collection as a list"),
    pytest.param("2024-07-04", "long_date", "“long_date” takes a day and is given text. Put a day before “| long_date”. [wrong-kind]", id="text as a day"),
    pytest.param(DAY, "clock_time", "“clock_time” takes a time and is given a day. Put a time before “| clock_time”. [wrong-kind]", id="day as a time"),
    pytest.param(7, "initial_capital", "“initial_capital” takes text and is given a number. Put text before “| initial_capital”. [wrong-kind]", id="number as text"),
    pytest.param(["a"], "upper", "“upper” takes text and is given a list. Put text before “| upper”. [wrong-kind]", id="list as text"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "phrase", "problem"), REFUSED)
def test_what_a_phrase_cannot_use(problems, value, phrase, problem):
    assert problems("{{ value | " + phrase + " }}", value=value) == [f"terms/board.md:1: {problem}"]


def test_a_day_with_a_time_is_neither(problems):
    moment = datetime(2024, 7, 4, 10, tzinfo=UTC)
    assert problems("{{ moment }}", moment=moment) == [
        (
            "terms/board.md:1: “moment” is a day with a time, which does not print by itself. Print one of its fields, such "
            "as its name. [not-printable]"
        )
    ]


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_pounds_read_back(amount):
    said = pounds(amount)
    assert re.fullmatch(r"−?£[0-9]{1,3}(,[0-9]{3})*(\.[0-9]{2})?", said)
    assert Decimal(said.replace("−", "-").replace("£", "").replace(",", "")) == amount


def test_every_number_to_99_has_words_of_its_own():
    words = [in_words(number) for number in range(100)]
    assert len(set(words)) == 100
    assert all(re.fullmatch("[a-z]+(-[a-z]+)?", each) for each in words)


def test_every_phrase_is_shown_here():
    assert {str(row.values[1]).partition("(")[0] for row in PHRASES} == set(FILTERS)
