"""``kcsp-docs collect``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("model", metavar="MODEL", type=click.Path(path_type=Path))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--theirs", "theirs", is_flag=True, help="Where file and model disagree, take what the file says.")
@click.option("--ours", "ours", is_flag=True, help="Where file and model disagree, keep what the model says.")
@click.option("--accept-deletions", is_flag=True, help="Delete from the model the records whose rows were deleted.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that the files speak of.  [default: as each file says]",
)
@as_json
@click.pass_context
def collect(
    context: click.Context,
    model: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    theirs: bool,
    ours: bool,
    accept_deletions: bool,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Bring what people typed into workbooks back into the model.

    Each edit is shown with its cell and its line in the model, and written there: one value in its place, everything
    else as it was. A value that was changed in the model too, to something else, is a conflict; then nothing is written
    until --theirs or --ours settles it. A copy of each file is kept in MODEL/history first. Collecting the same file
    twice changes nothing.

    \b
    kcsp-docs collect examples/kcsp-2024 examples/kcsp-2024/out/action-tracker.xlsx --dry-run
    kcsp-docs collect examples/kcsp-2024 "action-tracker - Copy.xlsx"
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.print_collect import print_collect
    from kcsp_docs.cli.printing import print_json
    from kcsp_docs.cli.progress import Progress
    from kcsp_docs.pipeline.collecting import CollectRequest, Side, collect_model

    if theirs and ours:
        raise click.UsageError("--theirs and --ours cannot both be given.")
    side = Side.THEIRS if theirs else Side.OURS if ours else None
    day = as_of.date() if as_of else None
    request = CollectRequest(model, files, dry_run, side, accept_deletions, day)
    loaded = registry.load()
    with Progress(len(files)) as progress:
        report = collect_model(request, loaded, progress)
    if as_json:
        print_json(report.as_json())
    else:
        print_collect(report)
    context.exit(report.exit_code)
