"""The command ``kcsp-docs``. Each command loads what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from kcsp_docs.cli.build import build
from kcsp_docs.cli.check import check
from kcsp_docs.cli.list_artefacts import list_artefacts
from kcsp_docs.cli.plugins import plugins
from kcsp_docs.cli.schema import schema
from kcsp_docs.cli.verify import verify

TRACE_VARIABLE = "KCSP_DOCS_TRACE"
DEFECT = 70
"""The exit code of a fault in kcsp-docs itself (EX_SOFTWARE of sysexits.h)."""

EPILOG = """\b
A first build:       kcsp-docs build examples/kcsp-2024
While you edit:      kcsp-docs check examples/kcsp-2024
For a program:       kcsp-docs check examples/kcsp-2024 --json

\b
Exit codes: 0 done, 1 the model has errors, 2 wrong use, 3 a plugin failed,
4 something was kept back (a file that a person edited, or that is open).

Completion for your shell: see the README, "Completion".
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kcsp-docs", prog_name="kcsp-docs")
@click.pass_context
def kcsp_docs(context: click.Context) -> None:
    """A community safety partnership's papers and terms of reference, from one folder of facts.

    A model folder holds the facts once, as text files; every artefact is made from it, so that no two can disagree.
    Nothing that a person edited is ever overwritten.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for _command in (build, check, list_artefacts, plugins, schema, verify):
    kcsp_docs.add_command(_command)


def main() -> NoReturn:
    """Run the command. A defect of kcsp-docs is one sentence; with KCSP_DOCS_TRACE=1 it is a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        kcsp_docs()
    except Exception as defect:
        if os.environ.get(TRACE_VARIABLE):
            raise
        click.echo(f"kcsp-docs has a defect: {type(defect).__name__}: {defect}", err=True)
        click.echo(f"Please report it, with what is printed when {TRACE_VARIABLE}=1 is set.", err=True)
        raise SystemExit(DEFECT) from None
    raise SystemExit(0)
