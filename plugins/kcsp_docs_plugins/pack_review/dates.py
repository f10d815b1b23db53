"""Whether the paper has the date of its meeting and of the last approval, and tells nothing past as still to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}}))?(?!\d)"
    r"|(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])"
)
TO_COME = re.compile(
    r"\b(?:closes?|ends?|opens?|begins?|starts?|expires?|takes? place|is due|are due|is to \w+|are to \w+"
    r"|will \w+(?: \w+)?) (?:on|by) (?:the )?"
)
APPROVED = re.compile(rf"\bapproved\b[^.]*? in {_MONTH} (?P<year>\d{{4}})\b")
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Told:
    """A date in a text; ``day`` is None for one that no calendar has."""

    said: str
    day: date | None
    has_year: bool


def check_dates(contents: Contents) -> Iterator[Finding]:
    """Every date in the paper that the model knows better, and every one that has passed told as still to come."""
    for passage in contents.paper.passages if contents.paper else ():
        if passage.is_label and passage.text.startswith("To:"):
            yield from _meeting(passage, contents)
        yield from _approval(passage, contents)
    for passage in contents.passages:
        yield from _passed(passage, contents.pack.as_of)


def _meeting(passage: Passage, contents: Contents) -> Iterator[Finding]:
    review = contents.pack.governance.review
    if review is None:
        return
    held = contents.pack.governance.meeting(review.meeting).date
    for told in dates_in(one_line(passage.text), held.year):
        if told.day != held:
            message = f"{passage.here} has the date {told.said}; the meeting that takes the paper is on {long(held)}."
            yield warning(
                ReviewCode.MEETING_DATE, passage, message, "Correct the date, or the meeting in meetings.yaml."
            )


def _approval(passage: Passage, contents: Contents) -> Iterator[Finding]:
    """Month and year, where the model knows when anything was approved."""
    known = {(day.year, day.month): day for day in _approvals(contents)}
    for sentence in passage.sentences:
        found = APPROVED.search(sentence)
        if found and known and (int(found["year"]), MONTHS.index(found["month"]) + 1) not in known:
            last = max(known.values())
            message = (
                f"{passage.here} says “approved … in {found['month']} {found['year']}”; the last approval that the"
                f" model knows of was on {long(last)}."
            )
            yield warning(
                ReviewCode.APPROVAL_DATE, passage, message, "Correct the month, or the approval in the model."
            )


def _approvals(contents: Contents) -> Iterator[date]:
    for governance in (contents.pack.governance, contents.pack.previous):
        if governance is not None:
            approvals = (governance.edition.approval, *(group.approval for group in governance.groups))
            yield from (approval.date for approval in approvals if approval)


def _passed(passage: Passage, as_of: date) -> Iterator[Finding]:
    """A date without a year is of the paper's own; one that lies half a year back is taken for next year's."""
    text = one_line(passage.text)
    for found in TO_COME.finditer(text):
        dated = DAY.match(text, found.end())
        told = _told(dated, as_of.year) if dated else None
        if told and told.day and told.day < as_of and (told.has_year or as_of - told.day <= HALF_A_YEAR):
            message = (
                f"{passage.here} says “{found[0]}{told.said}”, which had passed on the day of the pack ({long(as_of)})."
            )
            yield warning(ReviewCode.DATE_PASSED, passage, message, "Say that it is over.")


def dates_in(text: str, year: int) -> tuple[Told, ...]:
    """The dates of a text, in its order; ``year`` is that of one which does not give it."""
    return tuple(_told(found, year) for found in DAY.finditer(text))


def _told(found: re.Match[str], year: int) -> Told:
    if found["month"]:
        month, own = MONTHS.index(found["month"]) + 1, found["year"]
        return Told(found[0], _date(int(own or year), month, int(found["day"])), own is not None)
    return Told(found[0], _date(int(found["y"]), int(found["m"]), int(found["d"])), True)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def long(day: date) -> str:
    """``4 July 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
