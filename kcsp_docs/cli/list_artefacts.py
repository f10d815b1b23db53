"""``kcsp-docs list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json

if TYPE_CHECKING:
    from kcsp_docs.registry import Registry


@click.command("list")
@click.argument("model", required=False, type=click.Path(path_type=Path))
@click.option("--templates", is_flag=True, help="Name the templates instead, and the file that wins for each.")
@as_json
@click.pass_context
def list_artefacts(context: click.Context, model: Path | None, templates: bool, as_json: bool) -> None:
    """Name the artefacts that plugins offer.

    Each name is what --only and --without of the build command take. With --templates, give a MODEL to see which of
    its own templates take the place of shipped ones.
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_json, print_problems, table
    from kcsp_docs.errors import Severity
    from kcsp_docs.pipeline.report import ExitCode, has

    loaded = registry.load()
    key, heading, rows = _templates(loaded, model) if templates else _artefacts(loaded)
    if as_json:
        named = [dict(zip(map(str.lower, heading), row, strict=True)) for row in rows]
        print_json({key: named, "problems": [problem.as_json() for problem in loaded.problems]})
    else:
        for line in table([heading, *rows]):
            click.echo(line)
        print_problems(loaded.problems)
    context.exit(ExitCode.PLUGIN_FAILED if has(loaded.problems, Severity.ERROR) else ExitCode.DONE)


Listing = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def _artefacts(loaded: Registry) -> Listing:
    rows = [
        (offer.artefact.name, offer.artefact.summary, offer.plugin.distribution, offer.plugin.version)
        for offer in loaded.offers
    ]
    return "artefacts", ("NAME", "SUMMARY", "DISTRIBUTION", "VERSION"), list(rows)


def _templates(loaded: Registry, model: Path | None) -> Listing:
    from kcsp_docs.reading.templates import TemplateChain

    own = (model / "templates",) if model else ()
    winners = TemplateChain((*own, *loaded.template_folders())).winners()
    rows = [(name, first, ", ".join(others)) for name, (first, *others) in winners]
    return "templates", ("TEMPLATE", "FILE", "INSTEAD OF"), list(rows)
