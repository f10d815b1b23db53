"""``kcsp-docs plugins``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kcsp_docs.cli.options import as_json

if TYPE_CHECKING:
    from kcsp_docs.registry import Plugin
    from kcsp_docs.registry.probe import Probed


@click.command()
@click.option("--check", is_flag=True, help="Load each plugin, in a process of its own, and say what it offers.")
@as_json
@click.pass_context
def plugins(context: click.Context, check: bool, as_json: bool) -> None:
    """Name the installed plugins and their versions.

    Without --check nothing of a plugin is run, so that this answers even when every one of them is broken.
    """
    from kcsp_docs.cli.printing import print_json
    from kcsp_docs.pipeline.report import ExitCode
    from kcsp_docs.registry.installed import installed
    from kcsp_docs.registry.probe import probe

    found = installed()
    probed = [probe(plugin) for plugin in found] if check else []
    if as_json:
        print_json(
            {"plugins": _as_json(found, probed), "problems": [p.as_json() for each in probed for p in each.problems]}
        )
    else:
        _print(found, probed)
    context.exit(ExitCode.PLUGIN_FAILED if any(each.failed for each in probed) else ExitCode.DONE)


def _as_json(found: tuple[Plugin, ...], probed: list[Probed]) -> list[dict[str, object]]:
    basics: list[dict[str, object]] = [
        {"name": each.name, "distribution": each.distribution, "version": each.version} for each in found
    ]
    for basic, each in zip(basics, probed, strict=False):
        basic |= {"hooks": list(each.hooks), "artefacts": list(each.artefacts), "failed": each.failed}
    return basics


def _print(found: tuple[Plugin, ...], probed: list[Probed]) -> None:
    from kcsp_docs.cli.printing import print_problems, print_table

    rows = [(each.name, each.distribution, each.version) for each in found]
    if probed:
        states = [("failed" if each.failed else "fine", ", ".join(each.artefacts)) for each in probed]
        heading: tuple[str, ...] = ("PLUGIN", "DISTRIBUTION", "VERSION", "STATE", "ARTEFACTS")
        print_table([heading, *((*row, *state) for row, state in zip(rows, states, strict=True))])
    else:
        print_table([("PLUGIN", "DISTRIBUTION", "VERSION"), *rows])
    print_problems([problem for each in probed for problem in each.problems])
