"""``kcsp-docs schema``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kcsp_docs.exchange import File
    from kcsp_docs.pipeline.report import ExitCode


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each model file, such as DIR/partnership.schema.json.",
)
@click.option("--overwrite", is_flag=True, help="With -o: replace files of these names that differ.")
@click.pass_context
def schema(context: click.Context, output: Path | None, overwrite: bool) -> None:
    """Print the JSON Schema of the model files.

    Editors use it to complete keys and to check as you type. An editor finds a schema by the first line of a model
    file:

    \b
    # yaml-language-server: $schema=../schema/partnership.schema.json

    With -o, a file of such a name that stands there and differs is kept, and named.
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_json, print_problems
    from kcsp_docs.errors import Severity
    from kcsp_docs.exchange import File
    from kcsp_docs.pipeline.report import ExitCode, has
    from kcsp_docs.reading.json_schema import schema_text, schemas

    loaded = registry.load()
    by_name = schemas(loaded.sections)
    code = ExitCode.DONE
    if output is None:
        print_json(by_name)
    else:
        files = [File(f"{name}.schema.json", schema_text(made).encode("utf-8")) for name, made in by_name.items()]
        code = _write(output, files, overwrite=overwrite)
    print_problems(loaded.problems)
    context.exit(ExitCode.PLUGIN_FAILED if has(loaded.problems, Severity.ERROR) else code)


def _write(folder: Path, files: list[File], *, overwrite: bool) -> ExitCode:
    from kcsp_docs.cli.printing import print_problems, say
    from kcsp_docs.errors import OutputError
    from kcsp_docs.output import write_separately
    from kcsp_docs.pipeline.report import ExitCode

    try:
        written = write_separately(folder, files, overwrite=overwrite)
    except OutputError as fault:
        print_problems(fault.problems)
        return ExitCode.KEPT_BACK
    for file in written:
        say(f"{file.state:<9}  {folder / file.path}")
    problems = [file.problem for file in written if file.problem]
    print_problems(problems)
    return ExitCode.KEPT_BACK if problems else ExitCode.DONE
