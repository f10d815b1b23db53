"""Reports as text for a person and as JSON for a program."""

from __future__ import annotations

import json
import unicodedata
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


_ACTS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of what is not seen but acts: controls, formats, half characters, ends of lines and texts."""


def visible(text: str) -> str:
    """Text in which nothing acts on the terminal: ESC is ``\\x1b``, a byte that is no text ``\\xff``."""
    return "".join(_escaped(each) if unicodedata.category(each) in _ACTS else each for each in text)


def _escaped(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # Python's stand-in for a byte of a file name that is no text
        number -= 0xDC00
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def say(text: str, colour: str | None = None, *, bold: bool = False) -> None:
    """One line for a person. Whatever comes from a file or a path is seen and does nothing."""
    click.secho(visible(text), fg=colour, bold=bold or None)


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
        say(_title(report), bold=True)
    if report.output is not None:
        say(f"In {report.output}:")
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
    say(f"{len(problems)} {one if len(problems) == 1 else many}{meaning}:", colour, bold=True)
    for problem in problems:
        say(f"  {problem}")


def _title(report: Report) -> str:
    if report.as_of is None:
        return report.title or ""
    return f"{report.title}, as of {long_date(date.fromisoformat(report.as_of))}"


def _print_files(files: Sequence[FileOutcome]) -> None:
    for artefact in dict.fromkeys(file.artefact for file in files):
        say(f"  {artefact}")
        for file in files:
            if file.artefact == artefact:
                say(f"    {file.state:<9}  {file.path}")


def print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows as lines of aligned columns, two blanks between them."""
    seen = [tuple(map(visible, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*seen, strict=True)]
    for row in seen:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
