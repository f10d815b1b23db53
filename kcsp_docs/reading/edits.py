"""Edits against a model that was read: what stands at each one's place now, and whether it can be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.exchange import HISTORY
from kcsp_docs.reading import edit_problems as problems
from kcsp_docs.reading.edit_problems import EditCode, RefusedError
from kcsp_docs.reading.edits_together import together
from kcsp_docs.reading.labels import usable_id
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.paths import Item, Key, path_of, steps_of
from kcsp_docs.reading.places import Place
from kcsp_docs.reading.resolved import Resolution, Resolved, Standing
from kcsp_docs.reading.saying import NOTHING, Speaker, field_said, record_said
from kcsp_docs.reading.source import illegal_character_in
from kcsp_docs.reading.spelling import in_the_style_of
from kcsp_docs.reading.targets import Target, follow, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading.edition import ReadEdition
    from kcsp_docs.reading.fields import Field

__all__ = ["EditCode", "Resolution", "Resolved", "Standing", "resolve", "told"]


def resolve(edition: ReadEdition, edits: Iterable[Edit]) -> Resolution:
    """Find the place of each edit in the model folder that was read, and compare it with what stands there.

    Values are compared as what they mean: ``6,000`` is ``6000``, and where nothing is given the model's own default
    stands. Edits of the section ``history`` are about no record of the model and are left out. Nothing is raised.
    """
    return _Resolver(edition, tuple(edit for edit in edits if edit.section != HISTORY)).resolution()


def told(resolved: Resolved) -> str:
    """An edit for a person: ``action DA-03: status "Not started" → "On track"``, ``action SP-01 added``."""
    if resolved.field_said is None:
        return f"{resolved.record_said} {'deleted' if resolved.edit.after is None else 'added'}"
    return f"{resolved.record_said}: {resolved.field_said} {resolved.before_said} → {resolved.after_said}"


class _Resolver:
    def __init__(self, edition: ReadEdition, edits: Sequence[Edit]) -> None:
        self._edition = edition
        self._edits = edits
        self._labels = edition.places.labels
        self._speaker = Speaker(edition.governance)
        self._added = {(edit.section, edit.id) for edit in edits if edit.field is None and edit.after is not None}
        self._problems: list[Problem] = []

    def resolution(self) -> Resolution:
        """Every edit by itself, then what only all of them together can tell."""
        found = [resolved for edit in self._edits if (resolved := self._resolved(edit))]
        return together(found, self._edits, self._problems)

    def _resolved(self, edit: Edit) -> Resolved | None:
        try:
            record = self._record(edit)
            return self._of_value(edit, edit.field, record) if edit.field is not None else self._whole(edit, record)
        except RefusedError as refused:
            self._problems.append(refused.problem)
            return None

    def _record(self, edit: Edit) -> Target:
        """The record that an edit is about, whether it is there or not."""
        steps = steps_of(edit.section)
        if path_of(steps) == edit.section and steps and isinstance(steps[0], Key):
            around = self._section(steps[0], steps)
            record = follow(around, (Item(edit.id),), self._labels) if around and edit.id else around
            if record and record.record_model and (record.node is None or isinstance(record.node, RecordNode)):
                return record
        raise RefusedError(problems.unknown_section(edit))

    def _section(self, first: Key, steps: Sequence[Key | Item]) -> Target | None:
        files = {file.model_file.path: file for file in self._edition.files}
        if first.name in files:
            return follow(root_of(files[first.name]), steps[1:], self._labels)
        return follow(root_of(files[""]), steps, self._labels)

    def _whole(self, edit: Edit, record: Target) -> Resolved:
        is_there, is_added = record.node is not None, edit.after is not None
        self._check_keys(edit, record)
        if is_added and not is_there and (taken := _taken(edit.id, record)):
            raise self._refused(problems.id_taken(edit, record_said(record), taken), record)
        return Resolved(
            edit=edit,
            standing=Standing.ALREADY if is_there is is_added else Standing.TAKEN,
            path=record.path,
            place=self._place(record),
            now=edit.id if is_there else None,
            written=None,
            target=record,
            record_said=record_said(record),
        )

    def _of_value(self, edit: Edit, path: str, record: Target) -> Resolved:
        steps = steps_of(path)
        target = follow(record, steps, self._labels) if path_of(steps) == path else None
        if target is None or target.field is None:
            raise RefusedError(problems.unknown_field(edit, record_said(record)))
        field, named = target.field, field_said(target, len(steps), self._speaker)
        self._check_value(edit, target, field, f"{named} of {record_said(record)}")
        is_gone = record.node is None and (edit.section, edit.id) not in self._added
        now, standing = target.text, _standing(edit, target.text, field, is_gone=is_gone)

        def said(text: str | None) -> str:
            return self._speaker.said(field.typed(text), field)

        return Resolved(
            edit=edit,
            standing=standing,
            path=target.path,
            place=self._place(target),
            now=now,
            written=None if edit.after is None else in_the_style_of(now, edit.after.strip(), field.typed(edit.after)),
            target=target,
            record_said=record_said(record),
            field_said=named,
            before_said=NOTHING if record.node is None and edit.before is None else said(edit.before),
            now_said=NOTHING if record.node is None else said(now),
            after_said=said(edit.after),
            is_gone=standing is Standing.CONFLICT and is_gone,
        )

    def _check_value(self, edit: Edit, target: Target, field: Field, said: str) -> None:
        """Raises RefusedError for what may not be edited, and for a value that cannot stand there."""
        if not field.is_single or not (target.node is None or isinstance(target.node, ScalarNode)):
            raise self._refused(problems.not_a_single_value(edit, said, target.file.source.file), target)
        if _is_known_by(target):
            raise self._refused(problems.id_changed(edit, said), target)
        self._check_keys(edit, target)
        if edit.after is not None:
            self._check_text(edit, edit.after, field, target, said)
        elif field.required and not _is_within_another(target, edit):
            raise self._refused(problems.value_needed(edit, said), target)

    def _check_keys(self, edit: Edit, target: Target) -> None:
        """What the items on the way are known by, for those that are not there."""
        known = {field.key: field for field in target.known_by}
        wanted = [pair for step in target.asked if isinstance(step, Item) for pair in step.wanted.items()]
        for key, text in wanted:
            self._check_text(edit, text, known[key], target, key)
        if edit.field is None and target.node is None and (field := target.id_field):
            self._check_text(edit, edit.id, field, target, "id")

    def _check_text(self, edit: Edit, text: str, field: Field, target: Target, said: str) -> None:
        if character := illegal_character_in(text):
            raise self._refused(problems.illegal_character(edit, character), target)
        if refusal := field.refusal(text):
            raise self._refused(problems.value_refused(edit, refusal, said), target)

    def _refused(self, problem: Problem, target: Target) -> RefusedError:
        return RefusedError(problems.at(problem, self._place(target), target.path))

    def _place(self, target: Target) -> Place:
        return self._edition.places.find(target.path) or Place(target.file.source.file)


def _standing(edit: Edit, now: str | None, field: Field, *, is_gone: bool) -> Standing:
    if is_gone:
        return Standing.ALREADY if edit.after is None else Standing.CONFLICT
    stands = field.typed(now)
    if stands == field.typed(edit.after):
        return Standing.ALREADY
    return Standing.TAKEN if stands == field.typed(edit.before) else Standing.CONFLICT


def _taken(identifier: str, record: Target) -> str | None:
    """The id of a record of the list that is the same but for its capitals."""
    around = record.within.node if record.within else None
    ids = (usable_id(item) or "" for item in (around.items if isinstance(around, ListNode) else ()))
    return next((each for each in ids if each.casefold() == identifier.casefold()), None)


def _is_known_by(target: Target) -> bool:
    """Whether a value is an id, or one of those by which its item is known."""
    last, around = target.asked[-1], target.asked[-2:-1]
    known = around[0].wanted if around and isinstance(around[0], Item) else {}
    return isinstance(last, Key) and (last.name == "id" or last.name in known)


def _is_within_another(target: Target, edit: Edit) -> bool:
    """Whether a value stands in a record or an item within the edit's record, which can go as a whole."""
    around = target.within
    return len(steps_of(edit.field or "")) > 1 and not (around and around.field and around.field.required)
