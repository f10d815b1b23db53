"""The sheet that says what the words mean and how the tracker is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Sheet, Words

if TYPE_CHECKING:
    from kcsp_docs_plugins.action_tracker.tracker import Tracker


def key_sheet(tracker: Tracker) -> Sheet:
    """In plain English, for an officer who has this file and nothing else."""
    measures = (_MEASURES,) if tracker.plan.measures else ()
    parts = (_HOW, _BACK, _RAG, _STATUS, _since(tracker), *measures)
    return Sheet("Key", "Key: what the words mean, and how to use this workbook", parts)


def paragraphs(text: str) -> tuple[str, ...]:
    """A text whose paragraphs have an empty line between them."""
    return tuple(" ".join(each.split()) for each in text.split("\n\n"))


_HOW = Words(
    paragraphs(
        """
        1. On the sheet Position, type the day that your update speaks of beside “As at”.

        2. On the sheet Actions, type over what has changed: progress, status, RAG, dates, lead, owner. Where a cell has
        a list, choose from the list.

        3. A new action goes into one of the empty rows at the end of the table. Its id stands there already; leave it
        as it is. The words of the action are needed, the rest may follow later.

        4. An id is for ever. An action that is no longer pursued becomes Cancelled; its row stays.

        5. Sort and filter the table as you like. Save the file under any name, and send it back.
        """
    ),
    "How to update",
)
_BACK = Words(
    paragraphs(
        """
        What you typed goes into the plan, one value at a time, and is listed first. What cannot be understood, such as
        “end of March” where a date belongs, is asked about and never dropped.

        Comments, colours, and columns or notes of your own stay in your copy of the file, which is kept; they are not
        read into the plan. What should be in the plan goes under Progress.

        Cells that are worked out are protected so that nobody types over them by mistake. There is no password: on the
        Review tab, Unprotect Sheet takes the protection off.
        """
    ),
    "When the file comes back",
)
_RAG = Words(
    paragraphs(
        """
        Red: it will not be done in time, or not as meant, unless somebody decides something.

        Amber: it may be late or fall short; its owner is dealing with it.

        Green: it is going as planned.

        Empty: not rated.
        """
    ),
    "RAG",
)
_STATUS = Words(
    paragraphs(
        """
        Not started: nothing has been done yet. An empty cell counts as this.

        On track: under way, and expected to be done by its date.

        Delayed: under way or held up, and expected to be late.

        Complete: done. Cancelled: no longer pursued.

        Overdue is worked out: due before the day on the sheet Position, and neither complete nor cancelled.
        """
    ),
    "Status",
)
_MEASURES = Words(
    paragraphs(
        """
        “Should go” says whether more is better (Up) or less is (Down). Better and Worse compare the latest figure with
        the one before it, whichever quarters those are.

        A new measure, or another name, unit or direction for one, is for whoever keeps the plan.
        """
    ),
    "Measures",
)


def _since(tracker: Tracker) -> Words:
    text = f"""
        Last quarter is {tracker.last_quarter_named}: the last that was over on {tracker.day}, the day that this file
        was made for. That stays so when you type another day; the next file moves on.

        Better, Worse, Same: RAG now against RAG at the end of last quarter. “Red for two quarters” means red now, and
        red at the ends of the last two quarters.

        New: added since then. Completed: became complete since then. Closed before: complete or cancelled by then, as
        far as is known. Nothing to compare: not rated then, or not now.

        On the sheet Record, “Running for” says how long the action had been at the rating that it had at the
        end of last quarter. The ratings of past quarters are those that the plan gives, and those that earlier files
        brought back.
        """
    return Words(paragraphs(text), "Since last quarter")
