"""README.md: its commands and options are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kcsp_docs.cli import kcsp_docs

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `kcsp-docs (\w+)[^`]*` \| (.*) \|$", README, re.MULTILINE))


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    assert set(ROWS) == set(kcsp_docs.commands)


@pytest.mark.parametrize("name", sorted(kcsp_docs.commands))
def test_the_options_of_a_command_are_named(name: str) -> None:
    options = [each for each in kcsp_docs.commands[name].params if isinstance(each, click.Option)]
    known = {option for each in options for option in each.opts} | {"--help"}
    named = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", ROWS[name]))
    assert named <= known
    for option in options:
        assert set(option.opts) & (named | {"--json"}), f"{option.opts} is not in the README"


def test_the_two_lines_are_there() -> None:
    lines = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert [line.rsplit("&& ", 1)[1] for line in lines] == [
        ".venv/bin/kcsp-docs build examples/kcsp-2024",
        ".venv/bin/pytest",
    ]


@pytest.mark.parametrize("command", sorted(kcsp_docs.commands.values(), key=lambda each: each.name or ""))
def test_the_first_line_of_each_help_is_whole(command: click.Command) -> None:
    assert not command.get_short_help_str(limit=60).endswith("...")
