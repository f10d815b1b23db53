"""The plugins that are installed and what they offer. The only caller of hooks.

One entry point is loaded at a time, by name, so that a plugin that cannot be loaded is one problem that names it and
takes nothing else down.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, TypeVar

import pluggy
from pydantic import BaseModel

from kcsp_docs import hookspecs
from kcsp_docs.artefact import Artefact
from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kcsp_docs.artefact import Pack
    from kcsp_docs.model.governance import Governance

PLUGIN_GROUP = "kcsp_docs"

T = TypeVar("T")


class PluginCode(StrEnum):
    """What can be wrong with a plugin."""

    LOAD = "plugin-load"
    """Its module cannot be imported."""
    HOOK = "plugin-hook"
    """A hook that does not exist, or with arguments that it does not have."""
    UNMARKED = "plugin-unmarked-hook"
    """A function with a hook's name that is not marked ``@hookimpl``."""
    FAILED = "plugin-failed"
    """It raised an exception."""
    WRONG_TYPE = "plugin-wrong-type"
    """It gave something other than its contract says."""
    NAME_TAKEN = "plugin-name-taken"
    """Two artefacts, or two model sections, of one name."""
    RENDER = "artefact-failed"
    """An artefact raised an exception while it was rendered."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed plugin, as its distribution's metadata has it; nothing of it is imported."""

    name: str
    distribution: str
    version: str
    module: str

    def __str__(self) -> str:
        """``plugin “cover-paper” (kcsp-docs 0.1.0)``"""
        return f"plugin “{self.name}” ({self.distribution} {self.version})"


@dataclass(frozen=True, slots=True)
class Offer:
    """An artefact and the plugin that offers it."""

    artefact: Artefact
    plugin: Plugin


@dataclass(frozen=True, slots=True)
class Registry:
    """The plugins that were loaded, and what went wrong with those that were not."""

    plugins: tuple[Plugin, ...]
    offers: tuple[Offer, ...]
    sections: Mapping[str, type[BaseModel]]
    problems: tuple[Problem, ...]
    _manager: pluggy.PluginManager = field(repr=False)

    def check(self, governance: Governance, previous: Governance | None) -> tuple[Problem, ...]:
        """The problems that the plugins' own rules find, and those of a plugin that failed at it."""
        return self._ask("kcsp_check", governance=governance, previous=previous)

    def review(self, pack: Pack) -> tuple[Problem, ...]:
        """The problems that the plugins' reviews find in the rendered pack."""
        return self._ask("kcsp_review", pack=pack)

    def _ask(self, hook: str, **values: object) -> tuple[Problem, ...]:
        problems: list[Problem] = []
        for plugin in self.plugins:
            answer = _call(self._manager, plugin, hook, problems, **values)
            problems.extend(_of_type(answer, Problem, plugin, hook, problems))
        return tuple(problems)


def installed() -> tuple[Plugin, ...]:
    """The installed plugins by name, from metadata alone."""
    return tuple(_plugin(point) for point in _points())


def load() -> Registry:
    """Load every installed plugin. Faults are in ``problems``; this never raises."""
    return load_from(_points())


def load_from(points: Iterable[EntryPoint]) -> Registry:
    """Load these entry points, one by one."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    problems: list[Problem] = []
    loaded = [plugin for point in points if (plugin := _load_one(manager, point, problems))]
    offers = _offers(manager, loaded, problems)
    sections = _sections(manager, loaded, problems)
    return Registry(tuple(loaded), tuple(offers), sections, tuple(problems), manager)


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=PLUGIN_GROUP), key=lambda point: (point.name, point.value))


def _plugin(point: EntryPoint) -> Plugin:
    distribution = point.dist
    if distribution is None:
        return Plugin(point.name, "unknown distribution", "0", point.value)
    return Plugin(point.name, distribution.metadata["Name"], distribution.version, point.value)


def _load_one(manager: pluggy.PluginManager, point: EntryPoint, problems: list[Problem]) -> Plugin | None:
    plugin = _plugin(point)
    if manager.has_plugin(plugin.name):
        problems.append(_name_taken(plugin, "plugin name", plugin.name, plugin))
        return None
    try:
        module = point.load()
    except (Exception, SystemExit) as fault:
        problems.append(
            _fault(PluginCode.LOAD, f"The {plugin} cannot be imported: {_sentence(fault)}", "Reinstall or update it.")
        )
        return None
    return plugin if _register(manager, plugin, module, problems) else None


def _register(manager: pluggy.PluginManager, plugin: Plugin, module: object, problems: list[Problem]) -> bool:
    try:
        manager.register(module, plugin.name)
    except (pluggy.PluginValidationError, ValueError) as fault:
        reason = " ".join(str(fault).split())
        problems.append(
            _fault(PluginCode.HOOK, f"The {plugin} has a hook that does not fit: {reason}", _SIGNATURES_HINT)
        )
        return False
    problems.extend(_unknown_hooks(manager, plugin))
    problems.extend(_unmarked_hooks(manager, plugin, module))
    return True


_SIGNATURES_HINT = "The hooks and their arguments stand in plugins/README.md."


def _hook_names(manager: pluggy.PluginManager) -> list[str]:
    return [name for name in vars(hookspecs) if name.startswith("kcsp_") and hasattr(manager.hook, name)]


def _unknown_hooks(manager: pluggy.PluginManager, plugin: Plugin) -> Iterator[Problem]:
    callers = manager.get_hookcallers(manager.get_plugin(plugin.name)) or []
    for caller in callers:
        if not caller.has_spec():
            close = difflib.get_close_matches(caller.name, _hook_names(manager), 1)
            hint = f"Did you mean “{close[0]}”?" if close else _SIGNATURES_HINT
            yield _fault(PluginCode.HOOK, f"The {plugin} has a hook “{caller.name}”, which does not exist.", hint)


def _unmarked_hooks(manager: pluggy.PluginManager, plugin: Plugin, module: object) -> Iterator[Problem]:
    marker = f"{hookspecs.PROJECT}_impl"
    for name in _hook_names(manager):
        function = getattr(module, name, None)
        if callable(function) and not hasattr(function, marker):
            message = f"The {plugin} has a function “{name}” that is not marked as a hook and is never called."
            yield _fault(PluginCode.UNMARKED, message, "Put @hookimpl above it.", Severity.WARNING)


def _offers(manager: pluggy.PluginManager, plugins: list[Plugin], problems: list[Problem]) -> list[Offer]:
    """The artefacts by name; of two with one name neither is offered, for nobody can tell which was meant."""
    offers: dict[str, Offer] = {}
    taken: set[str] = set()
    for plugin in plugins:
        answer = _call(manager, plugin, "kcsp_register_artefacts", problems)
        for artefact in _of_type(answer, Artefact, plugin, "kcsp_register_artefacts", problems):
            if artefact.name in offers:
                problems.append(_name_taken(plugin, "artefact", artefact.name, offers[artefact.name].plugin))
                taken.add(artefact.name)
            offers.setdefault(artefact.name, Offer(artefact, plugin))
    return [offers[name] for name in sorted(offers) if name not in taken]


def _sections(
    manager: pluggy.PluginManager, plugins: list[Plugin], problems: list[Problem]
) -> dict[str, type[BaseModel]]:
    sections: dict[str, type[BaseModel]] = {}
    owners: dict[str, Plugin] = {}
    for plugin in plugins:
        answer = _call(manager, plugin, "kcsp_model_sections", problems)
        for name, model in _section_items(answer, plugin, problems):
            if name in sections:
                problems.append(_name_taken(plugin, "model section", name, owners[name]))
            sections.setdefault(name, model)
            owners.setdefault(name, plugin)
    return sections


def _section_items(answer: object, plugin: Plugin, problems: list[Problem]) -> list[tuple[str, type[BaseModel]]]:
    if answer is None:
        return []
    if isinstance(answer, Mapping) and all(_is_section(name, model) for name, model in answer.items()):
        return list(answer.items())
    problems.append(_wrong_type(plugin, "kcsp_model_sections", "a mapping from names to pydantic models", answer))
    return []


def _is_section(name: object, model: object) -> bool:
    return isinstance(name, str) and isinstance(model, type) and issubclass(model, BaseModel)


def _call(
    manager: pluggy.PluginManager, plugin: Plugin, hook: str, problems: list[Problem], **values: object
) -> object:
    """One plugin's answer to one hook, or None with a problem. Iterables are taken in here, where a fault is caught."""
    others = [module for name, module in manager.list_name_plugin() if name != plugin.name]
    caller: Callable[..., list[object]] = manager.subset_hook_caller(hook, others)
    try:
        answers = caller(**values)
        answer = answers[0] if answers else None
        return tuple(answer) if isinstance(answer, Iterable) and not isinstance(answer, Mapping | str) else answer
    except (Exception, SystemExit) as fault:
        message = f"The {plugin} failed in {hook}: {_sentence(fault)}"
        problems.append(_fault(PluginCode.FAILED, message, "Everything else went on; tell the plugin's author."))
        return None


def _of_type(answer: object, kind: type[T], plugin: Plugin, hook: str, problems: list[Problem]) -> list[T]:
    """The members of an answer that are what the hook promises; the others are problems."""
    if answer is None:
        return []
    if not isinstance(answer, tuple):
        problems.append(_wrong_type(plugin, hook, f"several of {kind.__name__}", answer))
        return []
    problems.extend(
        _wrong_type(plugin, hook, f"several of {kind.__name__}", each) for each in answer if not isinstance(each, kind)
    )
    return [each for each in answer if isinstance(each, kind)]


def _wrong_type(plugin: Plugin, hook: str, wanted: str, given: object) -> Problem:
    message = f"The {plugin} gave {_a_kind(given)} from {hook}, which asks for {wanted}."
    return _fault(PluginCode.WRONG_TYPE, message, _SIGNATURES_HINT)


def _a_kind(given: object) -> str:
    return f"a {type(given).__name__}" if not isinstance(given, type) else f"the class {given.__name__}"


def _name_taken(plugin: Plugin, what: str, name: str, owner: Plugin) -> Problem:
    message = f"The {what} “{name}” is offered by the {owner} and by the {plugin}."
    return _fault(PluginCode.NAME_TAKEN, message, "Remove one of the two distributions, or leave one out.")


def _fault(code: PluginCode, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, code, message, hint=hint)


def _sentence(fault: BaseException) -> str:
    """An exception in one line: its kind and what it says."""
    return f"{type(fault).__name__}: {' '.join(str(fault).split())}".rstrip(": ") + "."
