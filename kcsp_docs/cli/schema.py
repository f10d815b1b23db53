"""``kcsp-docs schema``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each model file, such as DIR/partnership.schema.json.",
)
@click.pass_context
def schema(context: click.Context, output: Path | None) -> None:
    """Print the JSON Schema of the model files.

    Editors use it to complete keys and to check as you type. An editor finds a schema by the first line of a model
    file:

    \b
    # yaml-language-server: $schema=../schema/partnership.schema.json
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_json, print_problems
    from kcsp_docs.errors import Severity
    from kcsp_docs.pipeline.report import ExitCode, has
    from kcsp_docs.reading.json_schema import schema_text, schemas

    loaded = registry.load()
    by_name = schemas(loaded.sections)
    if output is None:
        print_json(by_name)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in by_name.items():
            path = output / f"{name}.schema.json"
            path.write_text(schema_text(content), encoding="utf-8", newline="\n")
            click.echo(path)
    print_problems(loaded.problems)
    context.exit(ExitCode.PLUGIN_FAILED if has(loaded.problems, Severity.ERROR) else ExitCode.DONE)
