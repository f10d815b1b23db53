"""Values that a plugin's own types refuse: pydantic's kinds of error in plain English, each with its mend."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_WHOLE = ("a whole number", "Write digits alone, such as 4.")
_NUMBER = ("a number", "Write digits, such as 120 or 4.5.")
_YES_NO = ("yes or no", "Write yes or no.")
_DAY = ("a date", "Write year-month-day, such as 2024-07-04.")
_MOMENT = ("a date with a time", "Write it as 2024-07-04T10:00.")
_TIME = ("a time of day", "Write hours and minutes of the 24-hour clock, such as 10:00.")
_TEXT = ("text", "Write words, without a list or keys beneath.")
_ADDRESS = ("a web address", "Write it whole, such as https://example.org/page.")

_KINDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), _NUMBER),
    **dict.fromkeys(("decimal_parsing", "decimal_type"), _NUMBER),
    **dict.fromkeys(("bool_parsing", "bool_type"), _YES_NO),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DAY),
    **dict.fromkeys(("datetime_parsing", "datetime_type", "datetime_from_date_parsing"), _MOMENT),
    **dict.fromkeys(("time_parsing", "time_type"), _TIME),
    **dict.fromkeys(("string_type", "string_sub_type"), _TEXT),
    **dict.fromkeys(("url_parsing", "url_type", "url_syntax_violation", "url_scheme"), _ADDRESS),
}
_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
    "multiple_of": ("multiple_of", "a multiple of"),
}
_OWN_WORDS = ("value_error", "assertion_error")


def refused(details: ErrorDetails, section: str) -> tuple[str, str | None]:
    """Message and hint for a value that was refused. ``section`` names the section whose model refused it."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind in _KINDS:
        wanted, hint = _KINDS[kind]
        return (
            f"“{given}” is not {wanted}." if isinstance(given, str) else f"{wanted.capitalize()} belongs here."
        ), hint
    return _by_limit(kind, given, context) or (_words(kind, details["msg"], section), None)


def _by_limit(kind: str, given: object, context: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is of the right kind, and too much, too little or in another form than is taken."""
    match kind:
        case "string_too_short":
            return f"“{given}” is too short.", f"Write at least {_counted(context['min_length'], 'character')}."
        case "string_too_long":
            return f"“{given}” is too long.", f"Write at most {_counted(context['max_length'], 'character')}."
        case "string_pattern_mismatch":
            return f"“{given}” has not the form that belongs here.", f"The form is {context['pattern']}."
        case "too_short":
            return "This list is too short.", f"Write at least {_counted(context['min_length'], 'item')}."
        case "too_long":
            return "This list is too long.", f"Write at most {_counted(context['max_length'], 'item')}."
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return f"“{given}” is not {words} {_plain(context[key])}.", f"Write {words} {_plain(context[key])}."
    return None


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _plain(limit: object) -> str:
    """A limit as a person writes it: 1 and not 1.0."""
    return f"{Decimal(str(limit)).normalize():f}" if isinstance(limit, (int, float, Decimal)) else str(limit)


def _words(kind: str, message: str, section: str) -> str:
    """A plugin's ``ValueError("…")`` without pydantic's prefix, as a sentence; with the section for pydantic's own."""
    words = message.removeprefix("Value error, ").removeprefix("Assertion failed, ").strip()
    sentence = words if words.endswith((".", "!", "?")) else f"{words}."
    return sentence if kind in _OWN_WORDS else f"The check of the section “{section}” refuses this: {sentence}"
