"""The sheet that says what the words mean and how the tracker is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Sheet, Words

if TYPE_CHECKING:
    from kcsp_docs_plugins.action_tracker.tracker import Tracker


def key_sheet(tracker: Tracker) -> Sheet:
    """In plain English, for an officer who has this file and nothing else."""
    measures = (_MEASURES,) if tracker.plan.measures else ()
    parts = (_TYPE, _ADD, _RAG, _STATUS, _since(tracker), *measures, _BACK, _PROTECTION)
    return Sheet("Key", "Key: what the words mean, and how to use this workbook", parts)


def paragraphs(text: str) -> tuple[str, ...]:
    """A text whose paragraphs have an empty line between them."""
    return tuple(" ".join(each.split()) for each in text.split("\n\n"))


_TYPE = Words(
    paragraphs(
        """
        White and yellow cells are for typing. Grey ones come from the model (the folder of facts that this file was
        made from) or are worked out.

        1. On the sheet Position, type the day that your update speaks of beside “As at”.

        2. On the sheet Actions, type over what has changed: progress, status, RAG, dates, lead, owner.

        Dates are day first, such as 30/9/2024. Where a cell has a list, choose from the list.
        """
    ),
    "What to type",
)
_ADD = Words(
    paragraphs(
        """
        A new action goes into one of the empty rows at the end of the table. Its id stands there already; leave it as
        it is: a row is known by its id. The words of the action are needed, the rest may follow later.

        An id is for ever. An action that is no longer pursued becomes Cancelled; its row stays.

        Sort and filter the tables as you like.
        """
    ),
    "Adding rows",
)
_BACK = Words(
    paragraphs(
        """
        Save the file under any name, and send it back to whoever keeps the model. What you typed goes into the model,
        one value at a time, and is listed first. What cannot be understood, such as “end of March” where a date
        belongs, is asked about and never dropped.

        Comments, colours, and columns or notes of your own stay in your copy of the file, which is kept; they are not
        read into the model. What should be in the model goes under Progress.
        """
    ),
    "When the file comes back",
)
_PROTECTION = Words(
    paragraphs(
        """
        Cells that are worked out are protected so that nobody types over them by mistake. There is no password: on the
        Review tab, Unprotect Sheet takes the protection off.
        """
    ),
    "Protection",
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
    "What the words mean: RAG",
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
    "What the words mean: status",
)
_MEASURES = Words(
    paragraphs(
        """
        Targets and figures of the year are typed on the sheet Measures; what is grey there is not.

        “Should go” says whether more is better (Up) or less is (Down). Better and Worse compare the latest figure with
        the one before it, whichever quarters those are.

        A new measure, another name, unit or direction for one, and figures of last year are for whoever keeps the
        model.
        """
    ),
    "What the words mean: measures",
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

        Last update: the day (“As at”) of the last file that came back with a change to the action; empty until there is
        one.
        """
    return Words(paragraphs(text), "What the words mean: since last quarter")
