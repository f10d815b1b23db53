"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Any)


def models(command: Command) -> Command:
    """``MODEL...``: one model folder or more."""
    path = click.Path(path_type=Path)
    decorated: Command = click.argument("models", metavar="MODEL...", nargs=-1, required=True, type=path)(command)
    return decorated


def as_json(command: Command) -> Command:
    """``--json``: one object for a program instead of text for a person."""
    decorated: Command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)
    return decorated
