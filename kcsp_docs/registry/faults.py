"""What can be wrong with a plugin, as problems that name it, its distribution and its version."""

from __future__ import annotations

import traceback
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from kcsp_docs.registry.installed import Plugin

SIGNATURES_HINT = "The hooks and their arguments stand in plugins/README.md."
_KERNEL = Path(__file__).parent.parent
_REINSTALL_HINT = "Reinstall the distribution, or update it."


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
    NAME = "artefact-name"
    """An artefact's name cannot stand on the command line."""
    SECTION_NAME = "plugin-section-name"
    """A model section has a name that is the model's own, or no plain one."""
    NAME_TAKEN = "plugin-name-taken"
    """Two plugins, artefacts or model sections of one name."""
    RENDER = "artefact-failed"
    """An artefact raised an exception while it was rendered."""
    COLLECT = "artefact-collect-failed"
    """An artefact raised an exception while it read an edited file."""
    NOT_MADE = "artefact-not-made"
    """A note beside errors that do not name the artefact: which it is that they stopped."""


def not_loaded(what: str, fault: BaseException) -> Problem:
    """``what`` cannot be imported; the others go on."""
    return _error(PluginCode.LOAD, f"{what} cannot be imported: {in_one_line(fault)}", _REINSTALL_HINT)


def never_loaded(plugin: Plugin, how: str) -> Problem:
    """Loading ended otherwise than by an exception: ``how`` goes on from the plugin's name."""
    return _error(PluginCode.LOAD, f"The {plugin} {how}.", _REINSTALL_HINT)


def does_not_fit(plugin: Plugin, fault: BaseException) -> Problem:
    """A hook has arguments that its specification does not have."""
    reason = " ".join(str(fault).split())
    return _error(PluginCode.HOOK, f"The {plugin} has a hook that does not fit: {reason}", SIGNATURES_HINT)


def no_such_hook(plugin: Plugin, name: str, close: str | None) -> Problem:
    """A marked function whose name is no hook's; ``close`` is the hook that was probably meant."""
    hint = f"Did you mean “{close}”?" if close else SIGNATURES_HINT
    return _error(PluginCode.HOOK, f"The {plugin} has a hook “{name}”, which does not exist.", hint)


def unmarked_hook(plugin: Plugin, name: str) -> Problem:
    """A function with a hook's name is never called without the mark."""
    message = f"The {plugin} has a function “{name}” that is not marked as a hook and is never called."
    return Problem(Severity.WARNING, PluginCode.UNMARKED, message, hint="Put @hookimpl above it.")


def failed_in(plugin: Plugin, hook: str, fault: BaseException) -> Problem:
    """A hook raised."""
    message = f"The {plugin} failed in {hook}: {in_one_line(fault)}"
    return _error(PluginCode.FAILED, message, "Everything else went on; tell the plugin's author.")


def wrong_type(plugin: Plugin, source: str, wanted: str, given: object) -> Problem:
    """``source`` (a hook, an artefact) gave something else than it should."""
    kind = f"the class {given.__name__}" if isinstance(given, type) else f"an object of type {type(given).__name__}"
    message = f"The {plugin} gave {kind} from {source}, which asks for {wanted}."
    return _error(PluginCode.WRONG_TYPE, message, SIGNATURES_HINT)


def no_name(plugin: Plugin, name: object) -> Problem:
    """An artefact without a name that can be typed after ``--only``."""
    given = f"“{name}”" if isinstance(name, str) else f"an object of type {type(name).__name__}"
    message = f"The {plugin} offers an artefact whose name is {given}."
    return _error(PluginCode.NAME, message, "A name is small letters, digits and single hyphens, such as cover-paper.")


def no_section_name(plugin: Plugin, name: str) -> Problem:
    """A model section that would stand in the way of the model's own files, or whose file could not be named."""
    message = f"The {plugin} cannot have a model section called “{name}”."
    hint = "A name is small letters, digits and single hyphens, and not one of the model's own."
    return _error(PluginCode.SECTION_NAME, message, hint)


def name_taken(what: str, name: str, owner: Plugin, second: Plugin) -> Problem:
    """Two have one name: both owners stand in the message."""
    message = f"The {what} “{name}” is offered by the {owner} and by the {second}."
    return _error(PluginCode.NAME_TAKEN, message, "Uninstall one of the two distributions.")


def render_failed(plugin: Plugin, artefact: str, fault: BaseException) -> Problem:
    """An artefact raised while it was rendered."""
    message = f"The artefact “{artefact}” of the {plugin} failed: {in_one_line(fault)}"
    return _error(PluginCode.RENDER, message, "The other artefacts were made; tell the plugin's author.")


def collect_failed(plugin: Plugin, artefact: str, fault: BaseException) -> Problem:
    """An artefact raised while it read an edited file."""
    message = f"The artefact “{artefact}” of the {plugin} failed at reading this file: {in_one_line(fault)}"
    return _error(PluginCode.COLLECT, message, "Nothing was taken from the file; tell the plugin's author.")


def not_made(plugin: Plugin, artefact: str) -> Problem:
    """Which artefact it is that errors of wording, house style or its own making stopped."""
    message = f"The artefact “{artefact}” of the {plugin} was not made."
    hint = "Its errors say why; what was built of it before stays."
    return Problem(Severity.NOTE, PluginCode.NOT_MADE, message, hint=hint)


def in_one_line(fault: BaseException) -> str:
    """An exception in one line: its kind, what it says and, where it is known, the line that raised it."""
    try:
        said = " ".join(str(fault).split())
    except Exception:  # a plugin's own exception may fail at saying what it is
        said = ""
    return f"{type(fault).__name__}: {said}".rstrip(": .") + f"{_raised_at(fault)}."


def _raised_at(fault: BaseException) -> str:
    """``" (briefing.py, line 14)"``: the innermost line that is not the kernel's.

    A file's name alone, for paths are of one machine.
    """
    everything = traceback.extract_tb(fault.__traceback__)
    frames = [
        each for each in everything if each.filename[0] != "<" and not Path(each.filename).is_relative_to(_KERNEL)
    ]
    if isinstance(fault, SyntaxError | ImportError) or not frames:
        return ""  # a SyntaxError says so itself, an ImportError is raised by the import system
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"


def _error(code: PluginCode, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)
