"""Reports as text for a person and as JSON for a program."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.phrases import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kcsp_docs.output import FileOutcome
    from kcsp_docs.pipeline.report import ExitCode, Report

_HEADINGS = {
    Severity.ERROR: ("error", "errors", "red"),
    Severity.WARNING: ("warning", "warnings", "yellow"),
    Severity.NOTE: ("note", "notes", "cyan"),
}


def print_json(value: object) -> None:
    """One JSON object; letters beyond ASCII are escaped, so that it survives any console."""
    click.echo(json.dumps(value, indent=2))


def reports_as_json(reports: Sequence[Report], code: ExitCode) -> dict[str, object]:
    """The one object of ``--json``: ``exit_code``, ``models`` and every one of the ``problems``."""
    return {
        "exit_code": int(code),
        "models": [report.as_json() for report in reports],
        "problems": [problem.as_json() for report in reports for problem in report.problems],
    }


def print_report(report: Report, what_errors_mean: str) -> None:
    """One model's run: what it is, what became of its files, what is to be read."""
    if report.title:
        click.secho(_title(report), bold=True)
    if report.output is not None:
        click.echo(f"In {report.output}:")
        _print_files(report.files)
    print_problems(report.problems, what_errors_mean)


def print_problems(problems: Sequence[Problem], what_errors_mean: str = "") -> None:
    """The problems by severity, the worst last so that it stands next to the prompt."""
    for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR):
        _print_severity(severity, [problem for problem in problems if problem.severity is severity], what_errors_mean)


def _print_severity(severity: Severity, problems: list[Problem], what_errors_mean: str) -> None:
    if not problems:
        return
    one, many, colour = _HEADINGS[severity]
    meaning = f"; {what_errors_mean}" if severity is Severity.ERROR and what_errors_mean else ""
    click.echo()
    click.secho(f"{len(problems)} {one if len(problems) == 1 else many}{meaning}:", fg=colour, bold=True)
    for problem in problems:
        click.echo(f"  {problem}")


def _title(report: Report) -> str:
    if report.as_of is None:
        return report.title or ""
    return f"{report.title}, as of {long_date(date.fromisoformat(report.as_of))}"


def _print_files(files: Sequence[FileOutcome]) -> None:
    for artefact in dict.fromkeys(file.artefact for file in files):
        click.echo(f"  {artefact}")
        for file in files:
            if file.artefact == artefact:
                click.echo(f"    {file.state:<9}  {file.path}")


def table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows as lines of aligned columns, two blanks between them."""
    wide = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*wide, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in wide]
