"""``kcsp-docs check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json, models

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@models
@click.option("--strict", is_flag=True, help="Let a warning count as an error (exit code 1).")
@click.option("--no-plugins", is_flag=True, help="Run the core's own rules alone.")
@as_json
@click.pass_context
def check(context: click.Context, models: tuple[Path, ...], strict: bool, no_plugins: bool, as_json: bool) -> None:
    """Read model folders and run every rule over them.

    Nothing is written. Each problem is a line: the file, line and column; the place in the model; what is wrong and
    what to do.
    """
    from kcsp_docs import registry
    from kcsp_docs.cli.printing import print_json, print_report, reports_as_json, say
    from kcsp_docs.pipeline.checking import check_model
    from kcsp_docs.pipeline.report import exit_code

    loaded = registry.load(plugins=not no_plugins)
    reports = [check_model(model, loaded, strict=strict) for model in models]
    code = exit_code(reports)
    if as_json:
        print_json(reports_as_json(reports, code))
    else:
        for report in reports:
            print_report(report, "nothing can be built until all is mended")
            if not report.problems:
                say(f"{report.model}: no problems.")
    context.exit(code)
