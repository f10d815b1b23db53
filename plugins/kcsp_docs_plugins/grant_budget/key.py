"""The sheet that says what the words mean and how the budget is used."""

from __future__ import annotations

from kcsp_docs_kit.workbooks.schema import Sheet, Words


def key_sheet() -> Sheet:
    """In plain English, for an officer who has this file and nothing else."""
    parts = tuple(Words(_paragraphs(text), title) for title, text in _TEXTS.items())
    return Sheet("Key", "Key: what the words mean, and how to use this workbook", parts)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


_TEXTS = {
    "What to type": """
White and yellow cells are for typing. Grey ones come from the model (the folder of facts that this file was made
from) or are worked out.

1. On the sheet Summary, type the day that your update speaks of beside “As at”.

2. On the sheet Spend, type what was spent in the quarter, and what is now expected of the quarters to come.

3. On the sheet Claims, type the claim. The sheet Return is then ready to be sent: nothing is typed there.

4. On the sheets Tranches and Projects, and beside “Allocation” on Summary, type over what has changed.

Dates are day first, such as 30/9/2024. Amounts are pounds and pence. Where a cell has a list, choose from the list.
""",
    "Adding rows": """
A new tranche, project or claim goes into one of the empty rows at the end of its table. Its id stands there already;
leave it as it is: a row is known by its id.

A new project has its rows on Spend and Return once the file has come back and the next one is made. The priorities
that a project serves are for whoever keeps the model.

Sort and filter the tables as you like.
""",
    "What the words mean": """
Profile: what was planned to be spent in a quarter. Spend: what was spent; leave it empty until it is known, and type 0
if nothing was. Forecast: what is now expected. Forecast to come: the forecasts of the quarters without a spend; where
one has no forecast either, its profile counts.

Approved?: a project needs the approval of the partnership and of the Commissioner’s office.

Underspend to return: the allocation less what is approved for projects. Position says it in a word: To be returned,
Fully committed, or Over-committed where more is approved than allocated.

Projected total: spent to date and forecast to come. Variance: projected total less what was planned or approved; above
nought is over. Outlook says how the year will end against the allocation: Underspend, On budget or Overspend.

Where it stands: of a tranche, whether it has been received by the day on Summary, or is overdue; of a claim, whether it
has been sent or paid by then; of a project, its projected total against its amount.

Missing from the tranches: tranches are cut to whole pounds, so together they may miss the allocation by a pound or two.

So far: from April to the end of the quarter.

Received and claimed to date: what was paid or sent by the day on Summary.
""",
    "When the file comes back": """
Save the file under any name, and send it back to whoever keeps the model. What you typed goes into the model, one value
at a time, and is listed first. What cannot be understood, such as “end of March” where a date belongs, is asked about
and never dropped.

Comments, colours, and columns or notes of your own stay in your copy of the file, which is kept; they are not read into
the model.
""",
    "Protection": """
Cells that are worked out are protected so that nobody types over them by mistake. There is no password: on the Review
tab, Unprotect Sheet takes the protection off.
""",
}
