"""Templates of the model folder that nothing uses, because no template goes by their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.reading.beside import content_of, shown
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.problems import meant, warning
from kcsp_docs.reading.templates import WORDING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from kcsp_docs.errors import Problem

_TEXTS = (".j2", ".md")


def unread_templates(own: Mapping[str, Traversable], given: Collection[str], texts: Iterable[str]) -> Iterator[Problem]:
    """A warning for each of the folder's ``own`` templates that takes the place of none of those ``given``.

    Wording that another wording, or one of the other ``texts`` of the model, names is used there. Raises OSError where
    a file has gone meanwhile.
    """
    wordings = {name: _text(file) for name, file in own.items() if name.endswith(_TEXTS)}
    others = tuple(texts)
    for name, file in own.items():
        about_others = (*others, *(text for other, text in wordings.items() if other != name))
        if name not in given and not _is_note(name) and not _is_named(name, about_others):
            yield _unread(file, _probable(name, [each for each in given if each not in own]))


def _text(file: Traversable) -> str:
    return content_of(file).decode("utf-8", "replace")


def _is_note(name: str) -> bool:
    return name.rpartition("/")[2].upper().startswith("README")


def _is_named(name: str, texts: Iterable[str]) -> bool:
    """Wording is imported by its name within ``wording``; a mention of it anywhere will do."""
    folder, _, wording = name.partition("/")
    return folder == WORDING and any(wording in text for text in texts)


def _probable(name: str, given: Iterable[str]) -> str | None:
    """The template that was meant, whatever folder it was put in and whatever its name ends in."""
    by_stem = {_stem(each): each for each in given}
    return by_stem.get(meant(_stem(name), by_stem) or "")


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".j2").removesuffix(".md")


def _unread(file: Traversable, probable: str | None) -> Problem:
    hint = "Rename it, or move it out of the folder."
    return warning(
        Code.UNREAD_TEMPLATE,
        "No template goes by this name, so nothing uses this.",
        f"Did you mean {probable}? {hint}" if probable else hint,
        file=shown(file),
    )
