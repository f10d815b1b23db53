"""Registering plugins with pluggy and calling one plugin's hook: the only place where hooks are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

import pluggy

from kcsp_docs import hookspecs
from kcsp_docs.reading.problems import meant
from kcsp_docs.registry import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.metadata import EntryPoint

    from kcsp_docs.errors import Problem
    from kcsp_docs.registry.installed import Plugin

T = TypeVar("T")

HOOKS = tuple(sorted(name for name in vars(hookspecs) if name.startswith("kcsp_")))
"""The names of the hooks that there are."""
_MARK = f"{hookspecs.PROJECT}_impl"


def new_manager() -> pluggy.PluginManager:
    """A plugin manager that knows the hooks and no plugin."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def register(manager: pluggy.PluginManager, plugin: Plugin, point: EntryPoint, problems: list[Problem]) -> bool:
    """Import a plugin and register its hooks; whether that went well. Adds to ``problems``, never raises."""
    try:
        module = point.load()
    except (Exception, SystemExit) as fault:
        problems.append(faults.not_loaded(f"The {plugin}", fault))
        return False
    try:
        manager.register(module, plugin.name)
    except (pluggy.PluginValidationError, ValueError) as fault:
        problems.append(faults.does_not_fit(plugin, fault))
        return False
    problems.extend(_unknown_hooks(manager, plugin))
    problems.extend(faults.unmarked_hook(plugin, name) for name in _unmarked(module))
    return True


def hooks_of(manager: pluggy.PluginManager, plugin: Plugin) -> tuple[str, ...]:
    """The names of the hooks that a registered plugin has."""
    callers = manager.get_hookcallers(manager.get_plugin(plugin.name)) or []
    return tuple(sorted(caller.name for caller in callers))


def call(manager: pluggy.PluginManager, plugin: Plugin, hook: str, problems: list[Problem], **values: object) -> object:
    """One plugin's answer to one hook; None when it has none or failed. Iterables are taken in, faults included."""
    others = [module for name, module in manager.list_name_plugin() if name != plugin.name]
    caller: Callable[..., list[object]] = manager.subset_hook_caller(hook, others)
    try:
        answers = caller(**values)
        return _taken_in(answers[0]) if answers else None
    except (Exception, SystemExit) as fault:
        problems.append(faults.failed_in(plugin, hook, fault))
        return None


def members(answer: object, kind: type[T], plugin: Plugin, hook: str, problems: list[Problem]) -> list[T]:
    """The members of an answer that are what the hook promises; the others are problems."""
    if answer is None:
        return []
    if not isinstance(answer, tuple):
        problems.append(faults.wrong_type(plugin, hook, f"several of {kind.__name__}", answer))
        return []
    strangers = [each for each in answer if not isinstance(each, kind)]
    problems.extend(faults.wrong_type(plugin, hook, f"several of {kind.__name__}", each) for each in strangers)
    return [each for each in answer if isinstance(each, kind)]


def _taken_in(answer: object) -> object:
    return tuple(answer) if isinstance(answer, Iterable) and not isinstance(answer, Mapping | str) else answer


def _unknown_hooks(manager: pluggy.PluginManager, plugin: Plugin) -> Iterator[Problem]:
    for name in hooks_of(manager, plugin):
        if name not in HOOKS:
            yield faults.no_such_hook(plugin, name, meant(name, HOOKS))


def _unmarked(module: object) -> list[str]:
    functions = {name: getattr(module, name, None) for name in HOOKS}
    return [name for name, function in functions.items() if callable(function) and not hasattr(function, _MARK)]
