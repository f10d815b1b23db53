"""How facts are put into words: the filters of wordings, each with its rule.

A filter takes the value before the ``|`` and gives text. A value that it cannot use, or a fact that the model leaves
out, is a :class:`~kcsp_docs.prose.faults.Refusal` in plain English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, NoReturn

from jinja2 import Undefined
from jinja2.environment import TemplateModule

from kcsp_docs.prose.faults import LEFT_OUT_HINT, Refusal, WordingCode
from kcsp_docs.prose.tokens import Written

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TO_NINETEEN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LEADING_CONJUNCTION = re.compile(r"[,;\s]*(?:(?:and|or|but)\s+)?", re.IGNORECASE)
_ENDING = re.compile(r"(?:[,;]\s*(?:and|or))?[\s.,:;…]*\Z")
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def as_text(value: object) -> str:
    """A value as it prints without a filter.

    Text as it is, a whole number in digits, a Decimal without exponent, a day as ``4 July 2024``, a time as
    ``10.00 am``, a choice by its value. Raises Refusal for what has no one way to be printed.
    """
    if isinstance(value, Enum):
        return as_text(value.value)
    return next(printed for kinds, printed in _PRINTED if isinstance(value, kinds))(value)


def kind_of(value: object) -> str:
    """What a value is, in a word or two."""
    kinds: tuple[tuple[tuple[type, ...], str], ...] = (
        ((type(None),), "nothing"),
        ((Enum, str), "text"),
        ((bool,), "a yes or no"),
        ((int, Decimal, float), "a number"),
        ((datetime,), "a day with a time"),
        ((date,), "a day"),
        ((time,), "a time"),
        ((Mapping,), "a collection"),
        ((set, frozenset), "a set, which has no order"),
        ((Written,), "what a macro or a set block wrote"),
        ((TemplateModule,), "a template"),
    )
    known = next((name for types, name in kinds if isinstance(value, types)), None)
    if known is None and isinstance(value, Iterable) and not hasattr(type(value), "model_fields"):
        known = "a list"
    return known or ("a function" if callable(value) else "a record")


def in_words(number: object) -> str:
    """A whole number: 0 to 99 in words (``twenty-one``), from 100 on in digits (``1,204``).

    One of the model's choices as a phrase: ``three-times-a-year`` is ``three times a year``.
    """
    if isinstance(number, Enum) and isinstance(number.value, str):
        return number.value.replace("-", " ")
    whole = _whole(number, "in_words")
    if whole >= 100:
        return f"{whole:,}"
    if whole < 20:
        return _TO_NINETEEN[whole]
    tens, ones = divmod(whole, 10)
    return _TENS[tens] + (f"-{_TO_NINETEEN[ones]}" if ones else "")


def ordinal(number: object) -> str:
    """A place in an order: ``first`` to ``ninth`` in words, then ``10th``, ``21st``, ``112th``."""
    whole = _whole(number, "ordinal")
    if whole < 10:
        return _ORDINALS[whole]
    return f"{whole:,}{_ending(whole)}"


def counted(number: object, one: str, many: str) -> str:
    """A number with what it counts: ``no subgroups``, ``one subgroup``, ``two subgroups``, ``120 subgroups``."""
    whole = _whole(number, "counted")
    return f"{in_words(whole) if whole else 'no'} {_text(one if whole == 1 else many, 'counted')}"


def listed(values: object, conjunction: str = "and") -> str:
    """A list as a phrase: ``a``, ``a and b``, ``a, b and c``; ``listed("or")`` for another conjunction."""
    words = _texts(values, "listed")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_text(conjunction, 'listed')} {words[-1]}"


def joined(values: object, separator: str = ", ") -> str:
    """A list with the same text between each two."""
    return _text(separator, "join").join(_texts(values, "join"))


def long_date(day: object) -> str:
    """``4 July 2024``."""
    known = _day(day, "long_date")
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"


def ordinal_date(day: object) -> str:
    """``4th July 2024``."""
    known = _day(day, "ordinal_date")
    return f"{ordinal_day(known)} {known.year}"


def ordinal_day(day: object) -> str:
    """``4th July``."""
    known = _day(day, "ordinal_day")
    return f"{known.day}{_ending(known.day)} {_MONTHS[known.month - 1]}"


def month_year(day: object) -> str:
    """``July 2024``."""
    known = _day(day, "month_year")
    return f"{_MONTHS[known.month - 1]} {known.year}"


def weekday(day: object) -> str:
    """``Thursday``."""
    return _WEEKDAYS[_day(day, "weekday").weekday()]


def clock_time(moment: object) -> str:
    """``10.00 am``, ``2.30 pm``; ``12 noon`` and ``12 midnight``."""
    if not isinstance(moment, time):
        _refuse("clock_time", "a time", moment)
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "12 noon" if moment.hour else "12 midnight"
    return f"{(moment.hour - 1) % 12 + 1}.{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def pounds(amount: object) -> str:
    """``£39,661``; pence only where there are any (``£1,204.50``); a minus sign before the pound sign (``−£5``)."""
    exact = _number(amount, "pounds")
    if exact != exact.quantize(Decimal("0.01")):
        raise Refusal(
            WordingCode.WRONG_KIND,
            f"“{_plain_decimal(exact)}” has parts of a penny.",
            "Work the amount out to whole pence first.",
        )
    figures = f"{abs(exact):,.0f}" if exact == exact.to_integral_value() else f"{abs(exact):,.2f}"
    return f"{'−' if exact < 0 else ''}£{figures}"


def percent(share: object) -> str:
    """A number of hundredths: ``50%``, ``66.7%``, ``−2%``; nought at the end of a decimal is left out."""
    exact = _number(share, "percent")
    figures = _plain_decimal(abs(exact))
    shorter = figures.rstrip("0").rstrip(".") if "." in figures else figures
    return f"{'−' if exact < 0 else ''}{shorter}%"


def initial_capital(text: object) -> str:
    """The first letter large, the others as they are: for a name at the start of a sentence."""
    words = _text(text, "initial_capital")
    return words[:1].upper() + words[1:]


def small_initial(text: object, kept: object = ()) -> str:
    """The first letter small, for a quotation within a sentence.

    An abbreviation keeps it (``CSA action plan``), and so does text that begins with one of the names in ``kept``.
    """
    words = _text(text, "small_initial")
    names = [name for name in _texts(kept, "small_initial") if name]
    if any(words.startswith(name) and not words[len(name) : len(name) + 1].isalnum() for name in names):
        return words
    return words if words[1:2].isupper() or words[1:2].isdigit() else words[:1].lower() + words[1:]


def without_stop(text: object) -> str:
    """Without what ends it — a stop, comma, colon, semicolon or dots, ``; and`` — so that a sentence can take it in."""
    return _ENDING.sub("", _text(text, "without_stop").strip())


def without_conjunction(text: object) -> str:
    """Without a comma or semicolon, ``and``, ``or`` or ``but`` at its start: what is left of a list that was cut."""
    return _LEADING_CONJUNCTION.sub("", _text(text, "without_conjunction").strip(), count=1)


def upper(text: object) -> str:
    """All letters large."""
    return _text(text, "upper").upper()


def lower(text: object) -> str:
    """All letters small."""
    return _text(text, "lower").lower()


def trim(text: object) -> str:
    """Without blanks at both ends."""
    return _text(text, "trim").strip()


def replace(text: object, old: str, new: str) -> str:
    """Each occurrence of one text by another."""
    return _text(text, "replace").replace(_text(old, "replace"), _text(new, "replace"))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "clock_time": clock_time,
    "counted": counted,
    "in_words": in_words,
    "initial_capital": initial_capital,
    "join": joined,
    "listed": listed,
    "long_date": long_date,
    "lower": lower,
    "month_year": month_year,
    "ordinal": ordinal,
    "ordinal_date": ordinal_date,
    "ordinal_day": ordinal_day,
    "percent": percent,
    "pounds": pounds,
    "replace": replace,
    "small_initial": small_initial,
    "trim": trim,
    "upper": upper,
    "weekday": weekday,
    "without_conjunction": without_conjunction,
    "without_stop": without_stop,
}


def _ending(whole: int) -> str:
    return "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")


def _text(value: object, name: str) -> str:
    if not isinstance(value, (str, Enum)):
        _refuse(name, "text", value)
    return as_text(value)


def _texts(values: object, name: str) -> list[str]:
    if isinstance(values, (str, Mapping)) or not isinstance(values, Iterable) or kind_of(values) != "a list":
        _refuse(name, "a list", values)
    return [as_text(value) for value in values]


def _whole(value: object, name: str) -> int:
    exact = _number(value, name)
    if exact != exact.to_integral_value() or exact < 0:
        raise Refusal(
            WordingCode.WRONG_KIND,
            f"“{_plain_decimal(exact)}” is not a whole number from nought.",
            f"“{name}” takes whole numbers only.",
        )
    return int(exact)


def _number(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        _refuse(name, "a number", value)
    exact = Decimal(str(value))
    if not exact.is_finite() or abs(exact) >= Decimal("1e20"):
        _refuse(name, "a number of ordinary size", value)
    return exact


def _day(value: object, name: str) -> date:
    if not isinstance(value, date):
        _refuse(name, "a day", value)
    return value


def _plain_decimal(number: Decimal) -> str:
    return format(number, "f")


def _left_out(_: object) -> NoReturn:
    raise Refusal(
        WordingCode.NO_VALUE,
        "A fact that the model leaves out is used.",
        LEFT_OUT_HINT,
    )


def _not_by_itself(value: object) -> NoReturn:
    raise Refusal(
        WordingCode.NOT_PRINTABLE, f"This is {kind_of(value)}, which does not print by itself.", _printing_hint(value)
    )


_PRINTED: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (Undefined, str),  # raises what is known of it
    (type(None), _left_out),
    ((bool, datetime), _not_by_itself),
    (str, str.__str__),
    (int, int.__str__),
    ((Decimal, float), lambda number: _plain_decimal(Decimal(str(number)))),
    (date, long_date),
    (time, clock_time),
    (object, _not_by_itself),
)
"""How values print, the first kind that fits."""


def _refuse(name: str, wanted: str, value: object) -> NoReturn:
    if value is None:
        raise Refusal(
            WordingCode.NO_VALUE,
            f"“{name}” is given a fact that the model leaves out.",
            LEFT_OUT_HINT,
        )
    raise Refusal(
        WordingCode.WRONG_KIND,
        f"“{name}” takes {wanted} and is given {kind_of(value)}.",
        f"Put {wanted} before “| {name}”.",
    )


def _printing_hint(value: object) -> str:
    return {
        "a list": "Loop over it, or use “| listed”.",
        "a set, which has no order": "Put “| sort” after it.",
        "a collection": "Loop over it, or print a field of one of its records.",
        "a yes or no": "Print words by it: {{ 'yes' if … else 'no' }}.",
        "a template": "Call one of its macros.",
        "what a macro or a set block wrote": "Join it to others by ~.",
        "a function": "Call it: add brackets with what it needs.",
    }.get(kind_of(value), "Print one of its fields, such as its name.")
