"""``kcsp-docs verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
    from kcsp_docs.output import FileState


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def verify(context: click.Context, folder: Path, as_json: bool) -> None:
    """Compare an output folder with its manifest.

    Nothing is changed. Each file is as built, edited (somebody changed it), missing, stale (its artefact failed in the
    last build) or foreign (kcsp-docs did not make it).
    The exit code is 0 when every file that was built is as built, else 4.
    """
    from kcsp_docs.cli.printing import print_json, print_problems, print_table
    from kcsp_docs.errors import OutputError
    from kcsp_docs.output import Standing
    from kcsp_docs.output import verify as verify_folder
    from kcsp_docs.pipeline.report import ExitCode

    files: tuple[FileState, ...] = ()
    problems: tuple[Problem, ...] = ()
    try:
        files = verify_folder(folder)
    except OutputError as fault:
        problems = fault.problems
    if as_json:
        named = [{"path": file.path, "state": str(file.state), "artefact": file.artefact} for file in files]
        print_json({"folder": str(folder), "files": named, "problems": [problem.as_json() for problem in problems]})
    else:
        rows = [(str(file.state), file.path, file.artefact or "") for file in files]
        print_table([("STATE", "FILE", "ARTEFACT"), *rows])
        print_problems(problems)
    as_built = not problems and all(file.state in (Standing.AS_BUILT, Standing.FOREIGN) for file in files)
    context.exit(ExitCode.DONE if as_built else ExitCode.KEPT_BACK)
