"""The plugins that are installed and what they offer.

One entry point is loaded at a time, by name, so that a plugin that cannot be loaded is one problem that names it and
takes nothing else down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import BaseModel

from kcsp_docs.artefact import Artefact
from kcsp_docs.errors import Problem
from kcsp_docs.reading.folder import can_name_a_section
from kcsp_docs.registry import faults, hooks
from kcsp_docs.registry.installed import PLUGIN_GROUP, TEMPLATE_GROUP, Plugin, installed, plugin_of, points

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

    import pluggy

    from kcsp_docs.artefact import Pack
    from kcsp_docs.model.governance import Governance

__all__ = ["Findings", "Offer", "Plugin", "Registry", "TemplateFolder", "installed", "load", "load_from"]

OWN = "kcsp-docs"
"""The distribution that this kernel came in."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An artefact and the plugin that offers it."""

    artefact: Artefact
    plugin: Plugin


@dataclass(frozen=True, slots=True)
class Findings:
    """What plugins found in what they were shown, and which of them failed at it."""

    found: tuple[Problem, ...]
    faults: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TemplateFolder:
    """A package of wording and looks, and the distribution that brought it."""

    distribution: str
    folder: Traversable


@dataclass(frozen=True, slots=True)
class Registry:
    """The plugins that were loaded, and in ``problems`` what went wrong with those that were not."""

    plugins: tuple[Plugin, ...]
    offers: tuple[Offer, ...]
    sections: Mapping[str, type[BaseModel]]
    templates: tuple[TemplateFolder, ...]
    problems: tuple[Problem, ...]
    _manager: pluggy.PluginManager = field(repr=False)

    def check(self, governance: Governance, previous: Governance | None) -> Findings:
        """What the plugins' own rules find in the model."""
        return self._ask("kcsp_check", governance=governance, previous=previous)

    def review(self, pack: Pack) -> Findings:
        """What the plugins' reviews find in the rendered pack."""
        return self._ask("kcsp_review", pack=pack)

    def template_folders(self, distribution: str | None = None) -> tuple[Traversable, ...]:
        """The folders that hold templates: those of one distribution, then the shipped ones, then the others.

        So a template that one distribution brings for itself takes the place of a shipped one nowhere else.
        """
        ordered = sorted(self.templates, key=lambda each: (each.distribution != distribution, each.distribution != OWN))
        return tuple(each.folder for each in ordered)

    def hooks_of(self, plugin: Plugin) -> tuple[str, ...]:
        """The names of the hooks that a plugin has."""
        return hooks.hooks_of(self._manager, plugin)

    def _ask(self, hook: str, **values: object) -> Findings:
        found: list[Problem] = []
        failures: list[Problem] = []
        for plugin in self.plugins:
            answer = hooks.call(self._manager, plugin, hook, failures, **values)
            found.extend(hooks.members(answer, Problem, plugin, hook, failures))
        return Findings(tuple(found), tuple(failures))


def load(*, plugins: bool = True) -> Registry:
    """Load every installed plugin (unless ``plugins`` is False) and template package. Never raises for a fault."""
    return load_from(points(PLUGIN_GROUP) if plugins else (), points(TEMPLATE_GROUP))


def load_from(plugin_points: Iterable[EntryPoint], template_points: Iterable[EntryPoint]) -> Registry:
    """Load these entry points, one by one."""
    manager = hooks.new_manager()
    problems: list[Problem] = []
    loaded = _plugins(manager, plugin_points, problems)
    offers = _offers(manager, loaded, problems)
    sections = _sections(manager, loaded, problems)
    templates = [folder for point in template_points if (folder := _template_folder(point, problems))]
    return Registry(tuple(loaded), tuple(offers), sections, tuple(templates), tuple(problems), manager)


def _plugins(
    manager: pluggy.PluginManager, plugin_points: Iterable[EntryPoint], problems: list[Problem]
) -> list[Plugin]:
    loaded: dict[str, Plugin] = {}
    for point in plugin_points:
        plugin = plugin_of(point)
        if plugin.name in loaded:
            problems.append(faults.name_taken("plugin name", plugin.name, loaded[plugin.name], plugin))
        elif hooks.register(manager, plugin, point, problems):
            loaded[plugin.name] = plugin
    return list(loaded.values())


def _offers(manager: pluggy.PluginManager, plugins: list[Plugin], problems: list[Problem]) -> list[Offer]:
    """The artefacts by name. Of two with one name neither is offered, for nobody can tell which was meant."""
    offers: dict[str, Offer] = {}
    taken: set[str] = set()
    hook = "kcsp_register_artefacts"
    for plugin in plugins:
        answer = hooks.call(manager, plugin, hook, problems)
        for artefact in hooks.members(answer, Artefact, plugin, hook, problems):  # type: ignore[type-abstract]
            if not _is_kebab_case(artefact.name):
                problems.append(faults.no_name(plugin, artefact.name))
                continue
            if artefact.name in offers:
                problems.append(faults.name_taken("artefact", artefact.name, offers[artefact.name].plugin, plugin))
                taken.add(artefact.name)
            offers.setdefault(artefact.name, Offer(artefact, plugin))
    return [offers[name] for name in sorted(offers) if name not in taken]


def _is_kebab_case(name: object) -> bool:
    """Whether it can stand on the command line and in the manifest as it is."""
    return isinstance(name, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def _sections(
    manager: pluggy.PluginManager, plugins: list[Plugin], problems: list[Problem]
) -> dict[str, type[BaseModel]]:
    sections: dict[str, type[BaseModel]] = {}
    owners: dict[str, Plugin] = {}
    for plugin in plugins:
        for name, model in _sections_of(manager, plugin, problems).items():
            if not can_name_a_section(name):
                problems.append(faults.no_section_name(plugin, name))
                continue
            if name in sections:
                problems.append(faults.name_taken("model section", name, owners[name], plugin))
            sections.setdefault(name, model)
            owners.setdefault(name, plugin)
    return sections


def _sections_of(
    manager: pluggy.PluginManager, plugin: Plugin, problems: list[Problem]
) -> Mapping[str, type[BaseModel]]:
    hook = "kcsp_model_sections"
    answer = hooks.call(manager, plugin, hook, problems)
    if answer is None:
        return {}
    if isinstance(answer, Mapping) and all(_is_section(name, model) for name, model in answer.items()):
        return answer
    problems.append(faults.wrong_type(plugin, hook, "a mapping from names to pydantic models", answer))
    return {}


def _is_section(name: object, model: object) -> bool:
    return isinstance(name, str) and isinstance(model, type) and issubclass(model, BaseModel)


def _template_folder(point: EntryPoint, problems: list[Problem]) -> TemplateFolder | None:
    owner = plugin_of(point)
    try:
        return TemplateFolder(owner.distribution, files(point.load()))
    except (Exception, SystemExit) as fault:
        what = f"The templates “{owner.name}” ({owner.distribution} {owner.version})"
        problems.append(faults.not_loaded(what, fault))
        return None
