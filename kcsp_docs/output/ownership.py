"""One owner per artefact name and per path. What breaks that is refused artefact by artefact, with every reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.names import fault_of, fold
from kcsp_docs.output.opening import open_check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kcsp_docs.output.built import BuiltArtefact
    from kcsp_docs.output.manifest import ArtefactRecord, Manifest


@dataclass(frozen=True, slots=True)
class Accepted:
    """The artefacts that may be written, the names of those that may not, and why not."""

    artefacts: tuple[BuiltArtefact, ...]
    refused: tuple[str, ...]
    problems: tuple[Problem, ...]


def accept(built: Iterable[BuiltArtefact], before: Manifest, failed: Collection[str], *, complete: bool) -> Accepted:
    """Take each artefact in turn; whoever comes first keeps a name or a path, and the later one is refused whole.

    The paths of artefacts that keep what the manifest ``before`` gives them are taken: of those that failed, of those
    that a part build leaves out, and of those refused on the way.
    """
    built = tuple(built)
    names: dict[str, str] = {}
    asked = {artefact.name for artefact in built}
    stay = [
        record for record in before.artefacts if record.name not in asked and (record.name in failed or not complete)
    ]
    paths = {path: owner for record in stay for path, owner in _paths_before(record)}
    accepted: list[BuiltArtefact] = []
    refused: list[str] = []
    problems: list[Problem] = []
    for artefact in built:
        found = list(_faults(artefact, names, paths))
        problems += found
        if found:
            refused.append(artefact.name)
            record = before.artefact(artefact.name)
            paths = {**dict(_paths_before(record) if record else ()), **paths}
        else:
            accepted.append(artefact)
            names[artefact.name] = artefact.owner
            paths.update({fold(file.name): artefact.owner for file in artefact.files})
    return Accepted(tuple(accepted), tuple(refused), tuple(problems))


def _paths_before(record: ArtefactRecord) -> Iterator[tuple[str, str]]:
    for file in record.files:
        yield fold(file.path), f"{record.name}, which was not built this time"


def _faults(artefact: BuiltArtefact, names: Mapping[str, str], paths: Mapping[str, str]) -> Iterator[Problem]:
    if artefact.name in names:
        yield _name_taken(artefact, names[artefact.name])
    own: dict[str, str] = {}
    for file in artefact.files:
        if fault := fault_of(file.name):
            yield _bad_name(artefact, file.name, fault)
        elif taken := own.get(fold(file.name)) or paths.get(fold(file.name)):
            yield _path_taken(artefact, file.name, taken)
        elif problem := open_check(file):
            yield problem
        own[fold(file.name)] = artefact.owner


def _name_taken(artefact: BuiltArtefact, owner: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.ARTEFACT_NAME_TAKEN,
        message=f"{artefact.owner} has the name of another artefact, {owner}; only the first was written.",
        hint="One of the two plugins must name its artefact otherwise; leave one out with --without until then.",
    )


def _path_taken(artefact: BuiltArtefact, name: str, owner: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FILE_NAME_TAKEN,
        message=f"{artefact.owner} wants to write {name}, which belongs to {owner}; "
        f"nothing of {artefact.name} was written.",
        hint="One of the two plugins must name its file otherwise; names that differ in case alone are one name.",
    )


def _bad_name(artefact: BuiltArtefact, name: str, fault: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.BAD_FILE_NAME,
        message=f"{artefact.owner} names a file {_shown(name)}, which {fault}; nothing of {artefact.name} was written.",
        hint="The plugin must use a plain file name such as paper.docx, one that every system takes.",
    )


def _shown(name: str) -> str:
    """A name that may hold anything, on one line and not too long."""
    plain = "".join(character if character.isprintable() else "�" for character in name)
    return f"“{plain}”" if len(plain) <= 60 else f"“{plain[:59]}…”"
