"""Which plugins and template packages are installed, from metadata alone: nothing of them is imported."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

PLUGIN_GROUP = "kcsp_docs"
TEMPLATE_GROUP = "kcsp_docs.templates"


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed plugin, as its distribution's metadata has it."""

    name: str
    distribution: str
    version: str
    module: str

    def __str__(self) -> str:
        """``plugin “cover-paper” (kcsp-docs 0.1.0)``"""
        return f"plugin “{self.name}” ({self.distribution} {self.version})"


def installed() -> tuple[Plugin, ...]:
    """The installed plugins by name."""
    return tuple(plugin_of(point) for point in points(PLUGIN_GROUP))


def points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, in an order that does not depend on the file system."""
    return tuple(sorted(entry_points(group=group), key=lambda point: (point.name, point.value)))


def plugin_of(point: EntryPoint) -> Plugin:
    """The plugin behind an entry point."""
    distribution = point.dist
    if distribution is None:
        return Plugin(point.name, "unknown distribution", "0", point.value)
    return Plugin(point.name, distribution.metadata["Name"], distribution.version, point.value)
