"""The sheet that says how the workbook is used."""

from __future__ import annotations

from kcsp_docs_kit.workbooks.schema import Sheet, Words


def key_sheet() -> Sheet:
    """For an officer who has the workbook and nothing else."""
    parts = tuple(Words(_paragraphs(text), title) for title, text in _TEXTS.items())
    return Sheet("Key", "How to use this workbook", parts)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


_TEXTS = {
    "What to type": """
Type into the cells that are open: the day and the allocation on Summary, and the tables on Tranches, Projects, Spend
and Claims. Everything else is worked out from them at once.

Dates are day first, such as 30/9/2024. Amounts are pounds and pence. Where a list drops down, choose from it.

Each quarter: type the day on Summary, then on Spend what was spent and what is now expected of the quarters to come,
then the claim on Claims. Return is then ready to be sent.
""",
    "Adding and arranging": """
Fill in the next free row at the end of a table; its id stands there already. A new project has its rows on Spend and
Return once the workbook has been brought back and made anew.

Leave the ids as they are: a row is known by its id.

Sort, filter and hide as you like. Columns and notes of your own stay in the copy that is kept of your file.
""",
    "What the words mean": """
Profile: what was planned to be spent in a quarter. Spend: what was spent; leave it empty until it is known, and type 0
if nothing was. Forecast: what is now expected. A quarter with a spend does not count its forecast; one with neither
counts its profile.

Approved: a project needs the approval of the partnership and of the Commissioner’s office, and serves a priority of the
agreement and one of the Commissioner’s plan.

Underspend to return: the allocation less what is approved for projects. Below nought, the grant is over-committed.

Projected total: spent to date and forecast to come. Variance: projected total less what was planned or approved; above
nought is over.

Missing from the tranches: tranches are cut to whole pounds, so together they may miss the allocation by a pound or two.

So far: from April to the end of the quarter.

Received and claimed: what was paid or sent by the day that stands on Summary.
""",
    "Bringing it back": """
Save the workbook and give it to whoever keeps the partnership’s facts. What you typed is taken over from it value by
value, and what cannot be taken over is told.
""",
}
