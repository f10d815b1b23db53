"""What lies in a model folder: which files are read as what, and what nothing reads."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kcsp_docs.errors import ModelError
from kcsp_docs.model.action_plan import ActionPlan
from kcsp_docs.model.governance import PartnershipFile
from kcsp_docs.model.grant import Grant
from kcsp_docs.model.meetings import Meeting
from kcsp_docs.model.review import Review
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.problems import error, meant, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from kcsp_docs.errors import Problem

PARTNERSHIP = "partnership"
TERMS = "terms"
TEMPLATES = "templates"
ARTEFACTS = "artefacts"
HISTORY = "history"

CORE_FILES: Mapping[str, Any] = {
    PARTNERSHIP: PartnershipFile,
    "review": Review,
    "action-plan": ActionPlan,
    "grant": Grant,
    "meetings": tuple[Meeting, ...],
}
"""What each of the model's own files holds, by its name without ``.yaml``."""

_FOLDERS = (TERMS, TEMPLATES, ARTEFACTS, HISTORY, "out")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
_LEFT_BEHIND = frozenset({"desktop.ini", "Thumbs.db"})


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A YAML file of a model. ``path`` is the model path of what it holds; empty for ``partnership.yaml``."""

    name: str
    annotation: Any

    @property
    def path(self) -> str:
        return "" if self.name == PARTNERSHIP else self.name.replace("-", "_")

    @property
    def file_name(self) -> str:
        return f"{self.name}.yaml"


@dataclass(frozen=True, slots=True)
class Folder:
    """A model folder and the names in it, exactly as they are written, sorted."""

    path: Path
    names: tuple[str, ...]
    terms: tuple[str, ...]
    history: tuple[str, ...]

    def shown(self, name: str) -> str:
        """The path of a file as the user can open it, the same on every system."""
        return (self.path / name).as_posix()


def can_name_a_section(name: str) -> bool:
    """Whether a plugin's model file may have this name: a plain one that is not the model's own."""
    taken = {*CORE_FILES, *PartnershipFile.model_fields, *_FOLDERS}
    return name not in taken and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) is not None


def model_files(sections: Mapping[str, type[BaseModel]]) -> tuple[ModelFile, ...]:
    """The YAML files that are read: the model's own, then those of plugins."""
    own = [ModelFile(name, annotation) for name, annotation in CORE_FILES.items()]
    return (*own, *(ModelFile(name, sections[name]) for name in sorted(sections) if name not in CORE_FILES))


def file_of(key: str) -> str:
    """The name of the file that holds what goes by a first key of model paths."""
    return f"{PARTNERSHIP if key in PartnershipFile.model_fields else key.replace('_', '-')}.yaml"


def open_folder(path: Path) -> Folder:
    """Look into a model folder. Raises ModelError where there is none."""
    shown = path.as_posix()
    try:
        names = _names(path)
        terms, history = (_names_within(path, each) if each in names else () for each in (TERMS, HISTORY))
    except FileNotFoundError:
        hint = "Look at the spelling of its path."
        raise ModelError((error(Code.NO_MODEL_FOLDER, "There is no such folder.", hint, file=shown),)) from None
    except NotADirectoryError:
        hint = "Name the folder that the model's files lie in."
        raise ModelError((error(Code.NOT_A_FOLDER, "This is a file and not a folder.", hint, file=shown),)) from None
    except (OSError, ValueError) as failure:
        closed = failure.filename if isinstance(failure, OSError) else None
        raise ModelError((cannot_be_opened(Path(closed or path).as_posix(), failure),)) from None
    return Folder(path, names, terms, history)


def cannot_be_opened(folder: str, failure: OSError | ValueError) -> Problem:
    """That a folder could not be looked into, with the system's reason."""
    reason = (getattr(failure, "strerror", None) or "the system does not say why").lower()
    return error(
        Code.UNREADABLE_FILE, f"This folder cannot be opened: {reason}.", "Ask for leave to read it.", file=folder
    )


def leads_out(path: Path, model: Path) -> Problem | None:
    """A link to something outside of the model folder, as a problem; None for anything else.

    Links within the folder are followed, and the folder itself may be reached through one.
    """
    if not _is_link(path) or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(model)):
        return None
    return error(
        Code.LINK_LEADS_OUT,
        "This is a link that leads out of the model folder, so it is not followed.",
        "Put a copy of what it leads to in its place.",
        file=path.as_posix(),
    )


def _names_within(model: Path, name: str) -> tuple[str, ...]:
    """What lies in a folder of the model; nothing where that is a file, or a link that leads out."""
    folder = model / name
    return _names(folder) if folder.is_dir() and leads_out(folder, model) is None else ()


def _is_link(path: Path) -> bool:
    return path.is_symlink() or (sys.version_info >= (3, 12) and path.is_junction())


def folder_problems(folder: Folder, files: tuple[ModelFile, ...]) -> Iterator[Problem]:
    """A missing ``partnership.yaml``, links that lead out, and a warning for what nothing reads."""
    known = [file.file_name for file in files]
    yield from _links_out(folder, known)
    missing = [name for name in (*known, *_FOLDERS) if name not in folder.names]
    if f"{PARTNERSHIP}.yaml" in missing:
        yield error(
            Code.NO_PARTNERSHIP_FILE,
            "There is no partnership.yaml in this folder.",
            "Copy one from the examples and change it.",
            file=folder.path.as_posix(),
        )
    for name in folder.names:
        if name not in known and not _is_expected(name):
            yield _unread(folder.shown(name), meant(name, missing), "Rename it, or move it out of the folder.")
    for name in folder.terms:
        if not name.endswith(".md") and not _is_expected(name):
            yield _unread(folder.shown(f"{TERMS}/{name}"), None, "Terms are files whose names end in .md.")


def _links_out(folder: Folder, known: list[str]) -> Iterator[Problem]:
    """Of the text that is read, with its folders; what lies beside it is looked at where it is read."""
    texts = [name for name in folder.names if name in known or name in (TERMS, HISTORY)]
    records = (f"{HISTORY}/{name}" for name in folder.history if is_record(name))
    for name in (*texts, *(f"{TERMS}/{name}" for name in folder.terms), *records):
        if problem := leads_out(folder.path / name, folder.path):
            yield problem


def _unread(file: str, probable: str | None, hint: str) -> Problem:
    message = "Nothing reads this."
    return warning(Code.UNREAD_FILE, message, f"Did you mean {probable}? {hint}" if probable else hint, file=file)


def _is_expected(name: str) -> bool:
    return name in _FOLDERS or is_left_behind(name) or is_picture(name) or name.upper().startswith("README")


def is_left_behind(name: str) -> bool:
    """Whether a file is what desktops, version control and Office programs leave behind."""
    return name in _LEFT_BEHIND or name.startswith((".", "~$"))


def is_record(name: str) -> bool:
    """Whether a file in ``history/`` is a record of what was collected, and not a copy or anything else."""
    return name.endswith(".yaml") and not is_left_behind(name)


def is_picture(name: str) -> bool:
    """Whether a file is a picture, such as a logo."""
    return name.lower().endswith(PICTURES)


def _names(path: Path) -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in path.iterdir()))
