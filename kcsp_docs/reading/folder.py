"""What lies in a model folder: which files are read as what, and what nothing reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    from pathlib import Path

    from pydantic import BaseModel

    from kcsp_docs.errors import Problem

PARTNERSHIP = "partnership"
TERMS = "terms"
TEMPLATES = "templates"
ARTEFACTS = "artefacts"

CORE_FILES: Mapping[str, Any] = {
    PARTNERSHIP: PartnershipFile,
    "review": Review,
    "action-plan": ActionPlan,
    "grant": Grant,
    "meetings": tuple[Meeting, ...],
}
"""What each of the model's own files holds, by its name without ``.yaml``."""

_FOLDERS = (TERMS, TEMPLATES, ARTEFACTS, "history", "out")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
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
        terms = _names(path / TERMS) if TERMS in names and (path / TERMS).is_dir() else ()
    except FileNotFoundError:
        hint = "Look at the spelling of its path."
        raise ModelError((error(Code.NO_MODEL_FOLDER, "There is no such folder.", hint, file=shown),)) from None
    except NotADirectoryError:
        hint = "Name the folder that the model's files lie in."
        raise ModelError((error(Code.NOT_A_FOLDER, "This is a file and not a folder.", hint, file=shown),)) from None
    except (OSError, ValueError) as failure:
        reason = (getattr(failure, "strerror", None) or "the system does not say why").lower()
        message = f"This folder cannot be opened: {reason}."
        hint = "Ask for leave to read it."
        raise ModelError((error(Code.UNREADABLE_FILE, message, hint, file=shown),)) from None
    return Folder(path, names, terms)


def folder_problems(folder: Folder, files: tuple[ModelFile, ...]) -> Iterator[Problem]:
    """A missing ``partnership.yaml``, and a warning for what nothing reads."""
    known = [file.file_name for file in files]
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


def _unread(file: str, probable: str | None, hint: str) -> Problem:
    message = "Nothing reads this."
    return warning(Code.UNREAD_FILE, message, f"Did you mean {probable}? {hint}" if probable else hint, file=file)


def _is_expected(name: str) -> bool:
    return name in _FOLDERS or is_left_behind(name) or is_picture(name) or name.upper().startswith("README")


def is_left_behind(name: str) -> bool:
    """Whether a file is what desktops, version control and Office programs leave behind."""
    return name in _LEFT_BEHIND or name.startswith((".", "~$"))


def is_picture(name: str) -> bool:
    """Whether a file is a picture, such as a logo."""
    return name.lower().endswith(_PICTURES)


def _names(path: Path) -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in path.iterdir()))
