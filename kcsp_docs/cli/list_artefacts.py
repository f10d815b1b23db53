"""``kcsp-docs list``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
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
    from kcsp_docs.cli.printing import print_json, print_problems, print_table
    from kcsp_docs.errors import Severity
    from kcsp_docs.pipeline.report import ExitCode, has

    loaded = registry.load()
    listing = _templates(loaded, model) if templates else _artefacts(loaded)
    problems = (*loaded.problems, *listing.problems)
    if as_json:
        named = [dict(zip(map(str.lower, listing.heading), row, strict=True)) for row in listing.rows]
        print_json({listing.key: named, "problems": [problem.as_json() for problem in problems]})
    else:
        print_table([listing.heading, *listing.rows])
        print_problems(problems)
    if listing.problems:
        context.exit(ExitCode.MODEL_HAS_ERRORS)
    context.exit(ExitCode.PLUGIN_FAILED if has(loaded.problems, Severity.ERROR) else ExitCode.DONE)


@dataclass(frozen=True, slots=True)
class _Listing:
    """``key`` is what the rows are called in JSON; ``problems`` are those of the model folder."""

    key: str
    heading: tuple[str, ...]
    rows: list[tuple[str, ...]]
    problems: tuple[Problem, ...] = ()


def _artefacts(loaded: Registry) -> _Listing:
    rows = [
        (offer.artefact.name, offer.artefact.summary, offer.plugin.distribution, offer.plugin.version)
        for offer in loaded.offers
    ]
    return _Listing("artefacts", ("NAME", "SUMMARY", "DISTRIBUTION", "VERSION"), list(rows))


def _templates(loaded: Registry, model: Path | None) -> _Listing:
    """The model folder's own come first, unless something is wrong with them."""
    from kcsp_docs.errors import WordingError
    from kcsp_docs.reading.templates import TemplateChain

    problems = _wrong_with_own(model) if model else ()
    own = (model / "templates",) if model and not problems else ()
    try:
        winners = TemplateChain((*own, *loaded.template_folders())).winners()
    except WordingError as fault:
        winners, problems = (), (*problems, *fault.problems)
    rows = [(name, first, ", ".join(others)) for name, (first, *others) in winners]
    return _Listing("templates", ("TEMPLATE", "FILE", "INSTEAD OF"), list(rows), problems)


def _wrong_with_own(model: Path) -> tuple[Problem, ...]:
    from kcsp_docs.cli.printing import visible
    from kcsp_docs.errors import ModelError
    from kcsp_docs.reading.beside import files_beside
    from kcsp_docs.reading.folder import TEMPLATES, open_folder

    try:
        return files_beside(open_folder(model)).problems_beneath(model / TEMPLATES)
    except ModelError as fault:
        raise click.UsageError(visible(" ".join(f"{each.file}: {each.message}" for each in fault.problems))) from None
