"""A model folder → one edition of the governance model, or every problem of the folder at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kcsp_docs.errors import ModelError, Problem, Severity, by_place
from kcsp_docs.model.governance import Governance, PartnershipFile
from kcsp_docs.reading import passages
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.digest import digest
from kcsp_docs.reading.folder import (
    ARTEFACTS,
    PARTNERSHIP,
    TEMPLATES,
    TERMS,
    Folder,
    ModelFile,
    folder_problems,
    is_picture,
    model_files,
    open_folder,
    usable_sections,
)
from kcsp_docs.reading.known_keys import KnownKeys
from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.nodes import Mark, Node, RecordNode, UnknownNode
from kcsp_docs.reading.places import Places
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.references import duplicate_ids, unknown_references
from kcsp_docs.reading.shape import fields_of, shape_of
from kcsp_docs.reading.source import Source, read_source
from kcsp_docs.reading.templates import TemplateChain
from kcsp_docs.reading.terms import Terms, read_terms
from kcsp_docs.reading.validation import validated
from kcsp_docs.reading.walk import ModelTree, Value, tree_of, values_of
from kcsp_docs.reading.whole_checks import logo_problems, whole_problems
from kcsp_docs.reading.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel

_UNKNOWN = UnknownNode(Mark(1, 1, 0))


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """A model folder that was read whole.

    ``problems`` are its warnings. ``digest`` is the SHA-256, in hexadecimal, of the folder's own files (not of ``out``
    and ``history``), ``template_digest`` that of all templates that could be found.
    """

    governance: Governance
    folder: Path
    problems: tuple[Problem, ...]
    digest: str
    template_digest: str
    places: Places

    def locate(self, problem: Problem) -> Problem:
        """The problem with file, line and column, where it has only a model path that is known."""
        place = self.places.find(problem.path) if problem.path and problem.file is None else None
        if place is None:
            return problem
        return replace(problem, file=place.file, line=place.line, column=place.column)

    def owns(self, problem: Problem) -> bool:
        """Whether the problem lies in a file of this folder, so that its keeper can mend it."""
        return problem.file is not None and Path(problem.file).is_relative_to(self.folder)

    def templates(self, folders: Sequence[Traversable]) -> TemplateChain:
        """The folder's own templates, then those given."""
        return TemplateChain((self.folder / TEMPLATES, *folders))


def read_edition(
    folder: Path, sections: Mapping[str, type[BaseModel]], template_folders: Sequence[Traversable]
) -> ReadEdition:
    """Read a model folder.

    ``sections`` are the models of plugins' own files by their names without ``.yaml``; ``template_folders`` hold the
    templates that wording may import besides those of the folder itself. Raises ModelError, and nothing else, with
    every problem of the folder: one error is enough, warnings alone are not.
    """
    reading = _Reading(open_folder(folder), usable_sections(sections), template_folders)
    return reading.edition()


@dataclass(frozen=True, slots=True)
class _FileRead:
    """One YAML file: ``value`` is None and ``node`` unknown where it could not be read."""

    model_file: ModelFile
    node: Node
    value: Any
    source: Source


@dataclass
class _Reading:
    """One reading of one folder, step by step; ``problems`` grows with each."""

    folder: Folder
    sections: Mapping[str, type[BaseModel]]
    template_folders: Sequence[Traversable]
    problems: list[Problem] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)

    def edition(self) -> ReadEdition:
        model = model_files(self.sections)
        self.problems.extend(folder_problems(self.folder, model))
        files = [self._file(each) for each in model if each.file_name in self.folder.names]
        tree = self._tree(files, model)
        values = values_of(tree, self.labels)
        self._check_whole(tree, values)
        terms = read_terms(self.folder, tree, self.labels)
        self.problems.extend(terms.problems)
        contents = self._contents(files, terms)
        governance = self._governance(files)
        prose = self._prose(governance, values, terms, files)
        self._raise_errors()
        return ReadEdition(
            governance=governance.model_copy(update={"passages": prose}),
            folder=self.folder.path,
            problems=self._sorted_problems(),
            digest=digest(contents),
            template_digest=self._templates().digest,
            places=Places(tree, terms.files, self.labels),
        )

    def _file(self, model_file: ModelFile) -> _FileRead:
        shown = self.folder.shown(model_file.file_name)
        source = read_source(self.folder.path / model_file.file_name, shown)
        self.problems.extend(source.problems)
        if source.text is None:
            return _FileRead(model_file, _UNKNOWN, None, source)
        reading = read_yaml(source.text, shown)
        self.problems.extend(reading.problems)
        if reading.tree is None:
            return _FileRead(model_file, _UNKNOWN, None, source)
        keys = KnownKeys(shown, self.labels)
        node = keys.settled(reading.tree.root, shape_of(model_file.annotation), model_file.path)
        result = validated(
            node,
            model_file.annotation,
            file=shown,
            path=model_file.path,
            labels=self.labels,
            guessed=keys.guessed,
        )
        self.problems.extend((*keys.problems, *result.problems))
        return _FileRead(model_file, node, result.value, source)

    def _tree(self, files: Sequence[_FileRead], model: Sequence[ModelFile]) -> ModelTree:
        """All files as one record. What stands in a file that could not be read is unknown, not absent."""
        entries: dict[str, Node] = {}
        for read in files:
            if read.model_file.path:
                entries[read.model_file.path] = read.node
            else:
                entries.update(_keys_of(read.node))
        if not any(read.model_file.name == PARTNERSHIP for read in files):
            entries.update(_keys_of(_UNKNOWN))
        partnership = self.folder.shown(f"{PARTNERSHIP}.yaml")
        shown = {read.model_file.path: read.source.file for read in files if read.model_file.path}
        shapes = {each.path: shape_of(each.annotation) for each in model if each.path}
        keys = fields_of(PartnershipFile)
        return tree_of(entries, {**keys, **shapes}, {**dict.fromkeys(keys, partnership), **shown})

    def _check_whole(self, tree: ModelTree, values: Sequence[Value]) -> None:
        """What goes across records. Where a value has a problem already, it is not judged again."""
        told = {problem.path for problem in self.problems if problem.path}
        found = (
            *duplicate_ids(values, self.labels),
            *unknown_references(values),
            *whole_problems(tree, self.labels),
            *logo_problems(tree, self.folder.path, self.folder.names),
        )
        self.problems.extend(problem for problem in found if problem.path not in told)

    def _contents(self, files: Iterable[_FileRead], terms: Terms) -> dict[str, bytes]:
        """The bytes of every file that the model is made of, by name."""
        contents = {read.model_file.file_name: read.source.content for read in files}
        contents.update((f"{TERMS}/{name}.md", source.content) for name, source in terms.sources.items())
        contents.update(self._other_contents())
        return contents

    def _other_contents(self) -> Iterator[tuple[str, bytes]]:
        """Pictures, templates and the partnership's own artefacts: taken as they are."""
        root = self.folder.path
        pictures = [root / name for name in self.folder.names if is_picture(name)]
        nested = [each for own in (TEMPLATES, ARTEFACTS) for each in sorted((root / own).rglob("*"))]
        for path in (*pictures, *nested):
            name = path.relative_to(root).as_posix()
            try:
                if path.is_file():
                    yield name, path.read_bytes()
            except OSError as failure:
                self.problems.append(
                    error(
                        Code.UNREADABLE_FILE,
                        f"This file cannot be read: {(failure.strerror or 'no reason is given').lower()}.",
                        "Close the program that holds it open, or move it out of the folder.",
                        file=self.folder.shown(name),
                    )
                )

    def _governance(self, files: Iterable[_FileRead]) -> Governance:
        """The model. Where something could not be read, it is left out: the errors are raised before anyone sees it."""
        values = {read.model_file.name: read.value for read in files if read.value is not None}
        partnership = values.pop(PARTNERSHIP, None)
        given = {name: getattr(partnership, name) for name in PartnershipFile.model_fields} if partnership else {}
        sections = tuple((name, values.pop(name)) for name in sorted(self.sections) if name in values)
        own = {name.replace("-", "_"): value for name, value in values.items()}
        return Governance.model_construct(**{**_NOTHING, **given}, **own, sections=sections)

    def _prose(self, governance: Governance, values: Sequence[Value], terms: Terms, files: Iterable[_FileRead]) -> Any:  # noqa: ANN401
        """The rendered passages. While facts are in doubt, only what is wrong whatever they are is told."""
        in_doubt = any(problem.severity is Severity.ERROR for problem in self.problems)
        texts = {read.source.file: read.source.text for read in files if read.source.text is not None}
        groups = terms.stand_ins if in_doubt else governance.groups
        sources = (
            *passages.wording_sources(governance, values, texts),
            *passages.terms_sources(governance, groups, terms.sources),
        )
        rendered = passages.rendered(sources, self._templates())
        for problem in rendered.problems:
            if not in_doubt or problem.code in passages.FACTLESS_CODES:
                self.problems.append(problem)
        return rendered.passages

    def _templates(self) -> TemplateChain:
        return TemplateChain((self.folder.path / TEMPLATES, *self.template_folders))

    def _sorted_problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.problems, key=by_place))

    def _raise_errors(self) -> None:
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise ModelError(self._sorted_problems())


_NOTHING: Mapping[str, Any] = {"edition": None, "partnership": None, "organisations": (), "groups": ()}


def _keys_of(node: Node) -> Mapping[str, Node]:
    """The keys of ``partnership.yaml`` and what they hold; all are unknown where the file is."""
    if not isinstance(node, RecordNode):
        return dict.fromkeys(fields_of(PartnershipFile), _UNKNOWN)
    return {entry.key.text: entry.value for entry in node.entries}
