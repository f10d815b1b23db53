"""A model folder → one edition of the governance model, or every problem of the folder at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kcsp_docs.errors import ModelError, Problem, Severity, WordingError, by_place
from kcsp_docs.model.edition import Edition
from kcsp_docs.model.governance import Governance, PartnershipFile
from kcsp_docs.reading import passages
from kcsp_docs.reading.beside import Beside, content_of, files_beside
from kcsp_docs.reading.digest import digest, name_in_bytes
from kcsp_docs.reading.file import UNKNOWN, FileRead, read_file
from kcsp_docs.reading.folder import (
    PARTNERSHIP,
    TEMPLATES,
    TERMS,
    Folder,
    ModelFile,
    folder_problems,
    model_files,
    open_folder,
)
from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.nodes import Node, RecordNode
from kcsp_docs.reading.places import Places
from kcsp_docs.reading.records import Records, read_records
from kcsp_docs.reading.references import duplicate_ids, ids_of_names, unknown_references
from kcsp_docs.reading.shape import fields_of, shape_of
from kcsp_docs.reading.source import unreadable
from kcsp_docs.reading.templates import TemplateChain
from kcsp_docs.reading.terms import Terms, read_terms
from kcsp_docs.reading.unread_templates import unread_templates
from kcsp_docs.reading.walk import ModelTree, Value, tree_of, values_of
from kcsp_docs.reading.whole_checks import facts_in_text, logo_problems, whole_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel


_AS_ON_THE_DISK: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class ReadEdition:
    """A model folder that was read whole.

    ``problems`` are its warnings. ``files`` are its YAML files with their trees, those of ``history`` left out.
    ``digest`` is the SHA-256, in hexadecimal, of the folder's own files (of ``history`` the records alone, of ``out``
    nothing), ``terms_digest`` that of what its terms of reference are made of, whatever ends its lines, and
    ``template_digest`` that of all templates that could be found.
    """

    governance: Governance
    folder: Path
    files: tuple[FileRead, ...]
    problems: tuple[Problem, ...]
    digest: str
    terms_digest: str
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
    folder: Path,
    sections: Mapping[str, type[BaseModel]],
    template_folders: Sequence[Traversable],
    *,
    as_of: date | None = None,
    contents: Mapping[str, bytes] = _AS_ON_THE_DISK,
) -> ReadEdition:
    """Read a model folder.

    ``sections`` are the models of plugins' own files by their names without ``.yaml``, which are such as
    :func:`can_name_a_section` takes; ``template_folders`` hold the templates that wording may import besides those of
    the folder itself; ``as_of``, where it is given, takes the place of the edition's own. ``contents`` are YAML files
    by name, such as ``action-plan.yaml``, that are read as if they stood on the disk. Raises ModelError, and nothing
    else, with every problem of the folder: one error is enough, warnings alone are not.
    """
    opened = open_folder(folder)
    names = tuple(sorted({*opened.names, *contents}))
    reading = _Reading(replace(opened, names=names), sections, template_folders, as_of, contents)
    return reading.edition()


@dataclass
class _Reading:
    """One reading of one folder, step by step; ``problems`` grows with each."""

    folder: Folder
    sections: Mapping[str, type[BaseModel]]
    template_folders: Sequence[Traversable]
    as_of: date | None
    contents: Mapping[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)

    def edition(self) -> ReadEdition:
        model = model_files(self.sections)
        self.problems.extend(folder_problems(self.folder, model))
        names = self.folder.names
        files = [read_file(self.folder, each, self.labels, self.contents) for each in model if each.file_name in names]
        self.problems.extend(problem for each in files for problem in each.problems)
        tree = self._tree(files, model)
        values = values_of(tree, self.labels)
        self._check_whole(tree, values)
        terms = read_terms(self.folder, tree, self.labels)
        self.problems.extend(terms.problems)
        records = read_records(self.folder, self.labels)
        self.problems.extend(records.problems)
        governance = self._governance(files)
        beside = files_beside(self.folder)
        self.problems.extend(beside.problems)
        prose: Any = ()
        if not beside.problems_beneath(self.folder.path / TEMPLATES):  # else each search would meet them again
            prose = self._prose(governance, values, terms, files)
            self.problems.extend(self._unread_templates(files, terms, beside))
        self._raise_errors()
        return ReadEdition(
            governance=governance.model_copy(update={"passages": prose, "history": records.collections}),
            folder=self.folder.path,
            files=tuple(files),
            problems=self._sorted_problems(),
            digest=self._digest(files, terms, records, beside),
            terms_digest=self._terms_digest(files, terms, beside),
            template_digest=self._template_digest(),
            places=Places(tree, terms.by_group, self.labels),
        )

    def _tree(self, files: Sequence[FileRead], model: Sequence[ModelFile]) -> ModelTree:
        """All files as one record. What stands in a file that could not be read is unknown, not absent."""
        entries: dict[str, Node] = {}
        for read in files:
            if read.model_file.path:
                entries[read.model_file.path] = read.node
            else:
                entries.update(_keys_of(read.node))
        if not any(read.model_file.name == PARTNERSHIP for read in files):
            entries.update(_keys_of(UNKNOWN))
        partnership = self.folder.shown(f"{PARTNERSHIP}.yaml")
        shown = {read.model_file.path: read.source.file for read in files if read.model_file.path}
        shapes = {each.path: shape_of(each.annotation) for each in model if each.path}
        keys = fields_of(PartnershipFile)
        return tree_of(entries, {**keys, **shapes}, {**dict.fromkeys(keys, partnership), **shown})

    def _check_whole(self, tree: ModelTree, values: Sequence[Value]) -> None:
        """What goes across records. Where a value has a problem already, it is not judged again."""
        ids = ids_of_names(values)
        self.problems = [_with_id(problem, ids) for problem in self.problems]
        told = {problem.path for problem in self.problems if problem.path}
        found = (
            *duplicate_ids(values, self.labels),
            *unknown_references(values),
            *facts_in_text(values),
            *whole_problems(tree, self.labels),
            *logo_problems(tree, self.folder.path, self.folder.names),
        )
        self.problems.extend(problem for problem in found if problem.path not in told)

    def _governance(self, files: Iterable[FileRead]) -> Governance:
        """The model. Where something could not be read, it is left out: the errors are raised before anyone sees it."""
        values = {read.model_file.name: read.value for read in files if read.value is not None}
        partnership = values.pop(PARTNERSHIP, None)
        given = {name: getattr(partnership, name) for name in PartnershipFile.model_fields} if partnership else {}
        if partnership and self.as_of:
            given["edition"] = partnership.edition.model_copy(update={"as_of": self.as_of})
        sections = tuple((name, values.pop(name)) for name in sorted(self.sections) if name in values)
        own = {name.replace("-", "_"): value for name, value in values.items()}
        return Governance.model_construct(**{**_NOTHING, **given}, **own, sections=sections)

    def _prose(self, governance: Governance, values: Sequence[Value], terms: Terms, files: Iterable[FileRead]) -> Any:  # noqa: ANN401
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

    def _digest(self, files: Iterable[FileRead], terms: Terms, records: Records, beside: Beside) -> str:
        """Of every file that the model is made of, by name. Raises ModelError for one that has gone meanwhile."""
        texts = {read.model_file.file_name: read.source.content for read in files}
        texts |= {f"{TERMS}/{name}.md": source.content for name, source in terms.sources.items()}
        texts |= records.contents
        both: tuple[tuple[str, bytes | Traversable], ...] = (*texts.items(), *beside.files.items())
        held = sorted(((name_in_bytes(name), content) for name, content in both), key=itemgetter(0))
        try:
            return digest((name, _bytes(content)) for name, content in held)
        except OSError as failure:
            raise ModelError((unreadable(str(failure.filename), failure),)) from failure

    def _terms_digest(self, files: Iterable[FileRead], terms: Terms, beside: Beside) -> str:
        """Of ``partnership.yaml``, ``terms/`` and ``templates/``: who shares a folder may change how its lines end."""
        held = {each.model_file.file_name: each.source.content for each in files if each.model_file.name == PARTNERSHIP}
        held |= {f"{TERMS}/{name}.md": source.content for name, source in terms.sources.items()}
        held |= {name: _bytes(each) for name, each in beside.files.items() if name.startswith(f"{TEMPLATES}/")}
        return digest((name_in_bytes(name), held[name].replace(b"\r\n", b"\n")) for name in sorted(held))

    def _unread_templates(self, files: Iterable[FileRead], terms: Terms, beside: Beside) -> tuple[Problem, ...]:
        """Templates that take the place of none and that no text names."""
        sources = (*(read.source for read in files), *terms.sources.values())
        own, texts = beside.beneath(TEMPLATES), [source.text for source in sources if source.text]
        try:
            return tuple(unread_templates(own, TemplateChain(tuple(self.template_folders)).names(), texts))
        except WordingError as failure:
            return failure.problems
        except OSError as failure:
            return (unreadable(str(failure.filename), failure),)

    def _template_digest(self) -> str:
        try:
            return self._templates().digest
        except WordingError as failure:
            raise ModelError(failure.problems) from failure

    def _templates(self) -> TemplateChain:
        return TemplateChain((self.folder.path / TEMPLATES, *self.template_folders))

    def _sorted_problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.problems, key=by_place))

    def _raise_errors(self) -> None:
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise ModelError(self._sorted_problems())


_NOTHING: Mapping[str, Any] = {
    "edition": Edition(id="unknown", title="Unknown"),
    "partnership": None,
    "organisations": (),
    "groups": (),
}


def _with_id(problem: Problem, ids: Mapping[str, str]) -> Problem:
    """A name that cannot be an id, with the id that was meant; ``ids`` has those by path."""
    found = ids.get(problem.path or "")
    return replace(problem, hint=f"Write its id: {found}.") if found and problem.code == "not-an-id" else problem


def _bytes(content: bytes | Traversable) -> bytes:
    return content if isinstance(content, bytes) else content_of(content)


def _keys_of(node: Node) -> Mapping[str, Node]:
    """The keys of ``partnership.yaml`` and what they hold; all are unknown where the file is."""
    if not isinstance(node, RecordNode):
        return dict.fromkeys(fields_of(PartnershipFile), UNKNOWN)
    return {entry.key.text: entry.value for entry in node.entries}
