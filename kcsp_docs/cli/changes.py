"""``kcsp-docs changes``."""

from __future__ import annotations

from pathlib import Path

import click

from kcsp_docs.cli.options import as_json


@click.command()
@click.argument("model", metavar="MODEL", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def changes(context: click.Context, model: Path, as_json: bool) -> None:
    """Show what changed since the approved edition before.

    The edition is the one that MODEL names in partnership.yaml: "previous:" with its folder. Each change stands
    with its name, what it was, what it is, and the reason that review.yaml gives for it. To give one, put the
    name under "explains" there. Nothing is written.

    \b
    kcsp-docs changes examples/kcsp-2024
    kcsp-docs changes examples/kcsp-2024 --json
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.print_changes import print_changes
    from kcsp_docs.cli.printing import print_json
    from kcsp_docs.pipeline.comparing import compare_model

    report = compare_model(model, registry.load())
    if as_json:
        print_json(report.as_json())
    else:
        print_changes(report)
    context.exit(report.exit_code)
