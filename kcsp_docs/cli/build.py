"""``kcsp-docs build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json, models

if TYPE_CHECKING:
    from datetime import datetime

    from kcsp_docs.pipeline.building import BuildRequest
    from kcsp_docs.pipeline.report import Report


@click.command()
@models
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write: a folder; with several models, a folder for each inside it.  [default: MODEL/out]",
)
@click.option("--only", multiple=True, metavar="NAME", help="Make this artefact alone; may be given again.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave this artefact out; may be given again.")
@click.option("--overwrite", is_flag=True, help="Replace files that a person edited; what they held is kept beside.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to speak of: 2024-07-04.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Build so many models at a time.")
@as_json
@click.pass_context
def build(
    context: click.Context,
    models: tuple[Path, ...],
    output: Path | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    overwrite: bool,
    as_of: datetime | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Make every artefact of a model folder.

    All is made and checked in memory before a file is touched. A file that somebody edited since the last build is
    kept as it is, and named.

    \b
    kcsp-docs build examples/kcsp-2024
    kcsp-docs build examples/kcsp-2024 --only cover-paper -o drafts
    """
    from kcsp_docs.cli.printing import print_json, print_report, reports_as_json
    from kcsp_docs.pipeline.building import BuildRequest
    from kcsp_docs.pipeline.report import exit_code

    day = as_of.date() if as_of else None
    requests = [
        BuildRequest(model, folder, only, without, overwrite, day) for model, folder in _folders(models, output)
    ]
    reports = _run(requests, jobs)
    code = exit_code(reports)
    if as_json:
        print_json(reports_as_json(reports, code))
    else:
        for report in reports:
            print_report(report, "nothing was built" if report.output is None else "what is named here was not made")
    context.exit(code)


def _folders(models: tuple[Path, ...], output: Path | None) -> list[tuple[Path, Path]]:
    """Each model with its output folder. Two models of one name cannot share a DIR."""
    if output is None:
        return [(model, model / "out") for model in models]
    if len(models) == 1:
        return [(models[0], output)]
    names = [model.resolve().name for model in models]
    if len({name.casefold() for name in names}) < len(names):
        raise click.UsageError("Two of the models have one folder name, so that they cannot share -o DIR.")
    return [(model, output / name) for model, name in zip(models, names, strict=True)]


def _run(requests: list[BuildRequest], jobs: int) -> list[Report]:
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_problems, visible
    from kcsp_docs.cli.progress import Progress
    from kcsp_docs.pipeline.building import UnknownArtefactError, build_model, choose

    loaded = registry.load()
    try:
        chosen = choose(loaded.offers, requests[0].only, requests[0].without)
    except UnknownArtefactError as fault:
        print_problems(loaded.problems)
        raise click.UsageError(visible(str(fault))) from None
    if jobs > 1 and len(requests) > 1:
        return _run_side_by_side(requests, jobs)
    with Progress(len(requests) * len(chosen)) as progress:
        return [build_model(request, loaded, progress) for request in requests]


def _run_side_by_side(requests: list[BuildRequest], jobs: int) -> list[Report]:
    """Each model in one of several processes; the reports stand in the order that was asked for."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from kcsp_docs.cli.progress import Progress

    fresh = multiprocessing.get_context("spawn")
    workers = min(jobs, len(requests))
    with Progress(len(requests)) as progress, ProcessPoolExecutor(workers, mp_context=fresh) as pool:
        reports = []
        for report in pool.map(_build_alone, requests):
            progress(report.model)
            reports.append(report)
        return reports


def _build_alone(request: BuildRequest) -> Report:
    from kcsp_docs import registry
    from kcsp_docs.pipeline.building import build_model

    return build_model(request, registry.load(), lambda _: None)
