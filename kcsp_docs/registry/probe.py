"""Load one plugin in a process of its own, so that nothing it does can reach this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.registry import faults, load_from
from kcsp_docs.registry.installed import PLUGIN_GROUP, points

if TYPE_CHECKING:
    from kcsp_docs.registry.installed import Plugin

TIME_LIMIT = 60.0
"""Seconds that a plugin may take to load."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a plugin has once it is loaded, or why it could not be."""

    plugin: Plugin
    hooks: tuple[str, ...]
    artefacts: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether it has an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def probe(plugin: Plugin, time_limit: float = TIME_LIMIT) -> Probed:
    """Load a plugin in a child process. Never raises for what the plugin does."""
    command = [sys.executable, "-m", __name__, plugin.name, plugin.module]
    try:
        child = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=time_limit, check=False)
    except subprocess.TimeoutExpired:
        return Probed(plugin, (), (), (faults.never_loaded(plugin, f"did not load within {time_limit:g} seconds"),))
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        how = f"ended its process while it was loaded (exit status {child.returncode})"
        return Probed(plugin, (), (), (faults.never_loaded(plugin, how),))
    return Probed(plugin, tuple(answer["hooks"]), tuple(answer["artefacts"]), _problems(answer))


def _problems(answer: dict[str, Any]) -> tuple[Problem, ...]:
    return tuple(Problem(**each) for each in answer["problems"])


def _load_and_tell(name: str, module: str) -> None:
    """In the child: what the plugin prints goes to standard error, so that standard output holds the answer alone."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    registry = load_from([point for point in points(PLUGIN_GROUP) if (point.name, point.value) == (name, module)], ())
    with answer:
        json.dump(
            {
                "hooks": [hook for plugin in registry.plugins for hook in registry.hooks_of(plugin)],
                "artefacts": [offer.artefact.name for offer in registry.offers],
                "problems": [problem.as_json() for problem in registry.problems],
            },
            answer,
        )


if __name__ == "__main__":
    _load_and_tell(*sys.argv[1:])
