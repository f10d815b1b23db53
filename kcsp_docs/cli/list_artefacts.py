"""``kcsp-docs list``."""

from __future__ import annotations

import click

from kcsp_docs.cli.options import as_json


@click.command("list")
@as_json
@click.pass_context
def list_artefacts(context: click.Context, as_json: bool) -> None:
    """Name the artefacts that the installed plugins offer.

    Each name is what --only and --without of the build command take.
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_json, print_problems, table
    from kcsp_docs.errors import Severity
    from kcsp_docs.pipeline.report import ExitCode, has

    loaded = registry.load()
    code = ExitCode.PLUGIN_FAILED if has(loaded.problems, Severity.ERROR) else ExitCode.DONE
    if as_json:
        artefacts = [
            {
                "name": offer.artefact.name,
                "summary": offer.artefact.summary,
                "plugin": offer.plugin.name,
                "distribution": offer.plugin.distribution,
                "version": offer.plugin.version,
            }
            for offer in loaded.offers
        ]
        print_json({"artefacts": artefacts, "problems": [problem.as_json() for problem in loaded.problems]})
    else:
        rows = [
            (offer.artefact.name, offer.artefact.summary, f"{offer.plugin.distribution} {offer.plugin.version}")
            for offer in loaded.offers
        ]
        for line in table([("ARTEFACT", "WHAT IT IS", "FROM"), *rows]):
            click.echo(line)
        print_problems(loaded.problems)
    context.exit(code)
