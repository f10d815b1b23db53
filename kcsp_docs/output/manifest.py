"""``manifest.json``: what was built from what, and the digests by which an edit is known.

Its shape is promised: ``{"artefacts": [{"name", "plugin", "distribution", "version", "inputs": {"model", "previous",
"as_of", "templates"}, "state", "files": [{"path", "sha256", "content_digest"}]}]}``, artefacts by name and files by
path. No clock and no machine path stands in it, so that equal builds give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.output.names import fault_of_listed, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DIGEST = re.compile(r"[0-9a-f]{64}")


class State(StrEnum):
    """How an artefact's files in the folder stand to what was built last."""

    BUILT = "built"
    """All its files are there as they were built."""
    KEPT = "kept"
    """A person edited one of them, and it was kept."""
    STALE = "stale"
    """One of them is from an earlier build: the artefact failed, or a file was open in another program."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an artefact was built from: digests of the model, of the previous edition and of the templates, and a day.

    ``as_of`` is an ISO date (``2024-07-04``).
    """

    model: str
    previous: str | None
    as_of: str
    templates: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was last written. For a file that was kept this is the one before the edit.

    ``sha256`` is of its bytes. ``content_digest`` is the same, but for an Office file: there it is of the unpacked
    parts, and so is equal on every machine, whatever its zlib makes of them.
    """

    path: str
    sha256: str
    content_digest: str


@dataclass(frozen=True, slots=True)
class ArtefactRecord:
    """One artefact, who made it and from what."""

    name: str
    plugin: str
    distribution: str
    version: str
    inputs: Inputs
    state: State
    files: tuple[FileRecord, ...]

    def file(self, path: str) -> FileRecord | None:
        """The record of a path, letter case and Unicode form aside."""
        return next((file for file in self.files if fold(file.path) == fold(path)), None)

    def with_state(self, state: State) -> ArtefactRecord:
        """The same artefact in another state."""
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The artefacts of a folder, by name."""

    artefacts: tuple[ArtefactRecord, ...] = ()

    @classmethod
    def of(cls, artefacts: Iterable[ArtefactRecord]) -> Manifest:
        """In the order that the file promises."""
        ordered = (
            replace(artefact, files=tuple(sorted(artefact.files, key=lambda file: file.path))) for artefact in artefacts
        )
        return cls(tuple(sorted(ordered, key=lambda artefact: artefact.name)))

    def artefact(self, name: str) -> ArtefactRecord | None:
        """The record of an artefact."""
        return next((artefact for artefact in self.artefacts if artefact.name == name), None)

    def to_json(self) -> dict[str, object]:
        """The promised shape."""
        return {"artefacts": [asdict(artefact) for artefact in self.artefacts]}

    def to_bytes(self) -> bytes:
        """The file, with a newline at its end."""
        return (json.dumps(self.to_json(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


class NotAManifestError(Exception):
    """What was read is not a manifest; the message says where it fails, as the end of a sentence."""


def from_bytes(content: bytes) -> Manifest:
    """Read a manifest strictly: a key too many or too few, or a path that leads elsewhere, is NotAManifestError."""
    try:
        loaded = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotAManifestError("is not JSON") from error
    return from_json(loaded)


def from_json(loaded: object) -> Manifest:
    """As :func:`from_bytes`, from what json made of it."""
    (artefacts,) = _values(loaded, "artefacts")
    manifest = Manifest.of(_artefact(item) for item in _list(artefacts))
    _all_different("an artefact", [artefact.name for artefact in manifest.artefacts])
    _all_different("a file", [fold(file.path) for artefact in manifest.artefacts for file in artefact.files])
    return manifest


def _artefact(loaded: object) -> ArtefactRecord:
    keys = ("name", "plugin", "distribution", "version", "inputs", "state", "files")
    name, plugin, distribution, version, inputs, state, files = _values(loaded, *keys)
    if state not in list(State):
        raise NotAManifestError(f"has no such state as {state!r}")
    return ArtefactRecord(
        _text(name),
        _text(plugin),
        _text(distribution),
        _text(version),
        _inputs(inputs),
        State(str(state)),
        tuple(_file(item) for item in _list(files)),
    )


def _inputs(loaded: object) -> Inputs:
    model, previous, as_of, templates = _values(loaded, "model", "previous", "as_of", "templates")
    return Inputs(_text(model), None if previous is None else _text(previous), _text(as_of), _text(templates))


def _file(loaded: object) -> FileRecord:
    path, sha256, content_digest = (_text(value) for value in _values(loaded, "path", "sha256", "content_digest"))
    if fault := fault_of_listed(path):
        raise NotAManifestError(f"lists a file whose name {fault}")
    if not (_DIGEST.fullmatch(sha256) and _DIGEST.fullmatch(content_digest)):
        raise NotAManifestError(f"has no digest for {path}")
    return FileRecord(path, sha256, content_digest)


def _values(loaded: object, *keys: str) -> tuple[object, ...]:
    if not isinstance(loaded, dict) or set(loaded) != set(keys):
        raise NotAManifestError(f"does not have the keys {', '.join(keys)} in one place")
    found: Mapping[str, object] = loaded
    return tuple(found[key] for key in keys)


def _list(loaded: object) -> list[object]:
    if not isinstance(loaded, list):
        raise NotAManifestError("has no list where one should be")
    return loaded


def _text(loaded: object) -> str:
    if not isinstance(loaded, str):
        raise NotAManifestError("has no text where some should be")
    return loaded


def _all_different(what: str, names: list[str]) -> None:
    if twice := sorted(name for name, times in Counter(names).items() if times > 1):
        raise NotAManifestError(f"lists {what} twice: {', '.join(twice)}")
