"""The command ``kcsp-docs``. Each command loads what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import click

from kcsp_docs.cli.build import build
from kcsp_docs.cli.changes import changes
from kcsp_docs.cli.check import check
from kcsp_docs.cli.collect import collect
from kcsp_docs.cli.list_artefacts import list_artefacts
from kcsp_docs.cli.plugins import plugins
from kcsp_docs.cli.schema import schema
from kcsp_docs.cli.verify import verify

TRACE_VARIABLE = "KCSP_DOCS_TRACE"
DEFECT = 70
"""The exit code of a fault in kcsp-docs itself (EX_SOFTWARE of sysexits.h)."""
CANNOT_SAY = 74
"""The exit code when standard output is closed or takes no more (EX_IOERR of sysexits.h)."""

EPILOG = """\b
A first build:       kcsp-docs build examples/kcsp-2024
While you edit:      kcsp-docs check examples/kcsp-2024
What is new:         kcsp-docs changes examples/kcsp-2024
Edits in Excel:      kcsp-docs collect examples/kcsp-2024 action-tracker.xlsx
For a program:       kcsp-docs check examples/kcsp-2024 --json

\b
Exit codes: 0 done, 1 the model has errors, 2 wrong use, 3 a plugin failed,
4 something was kept back (a file that a person edited, or that is open; edits that
disagree or cannot be read),
74 standard output is closed or full.

Completion for your shell: see the README, "Completion".
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kcsp-docs", prog_name="kcsp-docs")
@click.pass_context
def kcsp_docs(context: click.Context) -> None:
    """A community safety partnership's papers, terms of reference and workbooks, from one folder of facts.

    A model folder holds the facts once, as text files; every artefact is made from it, so that no two can disagree.
    Nothing that a person edited is ever overwritten, and what people type into workbooks comes back.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for _command in (build, changes, check, collect, list_artefacts, plugins, schema, verify):
    kcsp_docs.add_command(_command)


def main() -> NoReturn:
    """Run the command. A defect of kcsp-docs is one sentence; with KCSP_DOCS_TRACE=1 it is a traceback.

    Standard output that is closed, or that takes no more because its disk is full, ends it with CANNOT_SAY. A reader
    that has had enough, such as ``head``, is no fault and gets no sentence.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not sys.stdout:  # as Python has it where it was closed before the command began
        _end_unheard("it is closed")
    try:
        kcsp_docs()
    except Exception as defect:
        if isinstance(defect, OSError) and _while_printing(defect):
            from kcsp_docs.output.disk import reason

            _end_unheard(reason(defect))
        if os.environ.get(TRACE_VARIABLE):
            raise
        _tell_defect(defect)
        raise SystemExit(DEFECT) from None
    raise SystemExit(0)


def _while_printing(fault: OSError) -> bool:
    """Whether printing is what failed: all that a command says goes through ``click.echo``."""
    frames = (frame for frame, _ in traceback.walk_tb(fault.__traceback__))
    return any(frame.f_code is click.echo.__code__ for frame in frames)


def _end_unheard(why: str) -> NoReturn:
    """At once: an ordinary end would try again to write what could not be written."""
    with suppress(Exception):
        click.echo(f"Standard output cannot be written to: {why}.", err=True)
    os._exit(CANNOT_SAY)


def _tell_defect(defect: Exception) -> None:
    from kcsp_docs.cli.printing import visible

    click.echo(f"kcsp-docs has a defect: {type(defect).__name__}: {visible(str(defect))}", err=True)
    click.echo(f"Please report it, with what is printed when {TRACE_VARIABLE}=1 is set.", err=True)
