"""A collect's report as text for a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kcsp_docs.cli.printing import print_problems, say
from kcsp_docs.errors import Severity
from kcsp_docs.pipeline.collect_report import Outcome
from kcsp_docs.prose.phrases import listed, long_date

if TYPE_CHECKING:
    from kcsp_docs.pipeline.collect_report import CollectedChange, CollectedFile, CollectReport

_MARKS = {
    Outcome.TAKEN: ("", None),
    Outcome.ALREADY: (" (the model says so already)", None),
    Outcome.KEPT: (" (not taken: the model keeps what it says)", "yellow"),
    Outcome.REFUSED: (" (not taken)", "red"),
}


def print_collect(report: CollectReport) -> None:
    """What was edited in each file, what was written where, and what is to be read."""
    if report.title:
        say(report.title, bold=True)
    stopped = any(problem.severity is Severity.ERROR for problem in report.problems)
    for file in report.files:
        _print_file(file, stopped=stopped)
    print_problems(report.problems, "" if report.files else "nothing was collected")
    if report.files:
        say("")
        say(_sum(report))


def _print_file(file: CollectedFile, *, stopped: bool) -> None:
    day = f", as of {long_date(date.fromisoformat(file.as_of))}" if file.as_of else ""
    made = f" ({file.artefact}{day})" if file.artefact else ""
    say(f"In {file.path}{made}:")
    if file.as_built:
        say("  Nothing was edited since it was built.")
    elif file.collected_before and not file.changes:
        say("  It was collected before: what was edited in it has been settled.")
    elif file.artefact and not file.changes and not stopped:
        say("  No value was edited.")
    for change in file.changes:
        _print_change(change)
    if file.kept:
        say(f"  A copy is kept as {file.kept}.")


def _print_change(change: CollectedChange) -> None:
    mark, colour = _MARKS[change.outcome]
    line = f":{change.line}" if change.line else ""
    place = f" → {change.file}{line}" if change.file else ""
    say(f"  {change.told}{mark}", colour)
    say(f"      {change.edit.where}{place}")


def _sum(report: CollectReport) -> str:
    taken = [change for file in report.files for change in file.changes if change.outcome is Outcome.TAKEN]
    if any(problem.severity is Severity.ERROR for problem in report.problems):
        return "Nothing was written: the model is as it was. Mend what is named above and collect again."
    if not taken:
        return "Nothing to write: the model stays as it is."
    number = f"{len(taken)} {'change' if len(taken) == 1 else 'changes'}"
    if report.dry_run:
        return f"{number} would be written; this was a dry run, so nothing was."
    return f"{number} written into {listed(report.written)}."
