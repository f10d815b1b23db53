"""Edits against a model that was read: what stands at each one's place now, and whether it can be taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.exchange import HISTORY
from kcsp_docs.reading import edit_problems as problems
from kcsp_docs.reading.edit_problems import EditCode, RefusedError
from kcsp_docs.reading.labels import usable_id
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.paths import Item, Key, path_of, steps_of
from kcsp_docs.reading.places import Place
from kcsp_docs.reading.saying import NOTHING, Speaker, field_said, record_said
from kcsp_docs.reading.shape import fields_of
from kcsp_docs.reading.source import illegal_character_in
from kcsp_docs.reading.spelling import in_the_style_of
from kcsp_docs.reading.targets import Target, follow, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading.edition import ReadEdition
    from kcsp_docs.reading.fields import Field
    from kcsp_docs.reading.targets import Slot

__all__ = ["EditCode", "Resolution", "Resolved", "Standing", "resolve", "told"]


class Standing(StrEnum):
    """How an edit and the model of today stand to each other."""

    TAKEN = "taken"
    """The model says what it said when the file was made."""
    ALREADY = "already"
    """The model says what the file says."""
    CONFLICT = "conflict"
    """The model says a third thing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An edit and its place.

    ``path`` is its model path, ``place`` where the value stands or, where none is given, the record around it. ``now``
    is the text that stands there, None where nothing is given. ``written`` is how the new value is spelled there; None
    for a value that is cleared, and for a record. ``is_gone`` says that the model has the record no longer: such a
    conflict can only be settled in the model's favour. What ends in ``said`` is in words for a person, values in
    quotation marks.
    """

    edit: Edit
    standing: Standing
    path: str
    place: Place
    now: str | None
    written: str | None
    target: Target
    record_said: str
    field_said: str | None = None
    before_said: str = NOTHING
    now_said: str = NOTHING
    after_said: str = NOTHING
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """``edits`` are those that have a place, in the order given; each other one is among the ``problems``.

    While there are problems, none of the edits can be written: a record may be added that lacks something.
    """

    edits: tuple[Resolved, ...]
    problems: tuple[Problem, ...]

    def with_standing(self, standing: Standing) -> tuple[Resolved, ...]:
        """The edits of one standing."""
        return tuple(each for each in self.edits if each.standing is standing)


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
        found = self._one_for_each_place(found)
        found = self._kept_whole(found)
        self._problems.extend(self._lacking(found))
        return Resolution(tuple(_with_additions_settled(found)), tuple(self._problems))

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

    def _one_for_each_place(self, found: Iterable[Resolved]) -> list[Resolved]:
        """Of two edits that say the same the first; two that differ are a problem, and neither is taken."""
        first: dict[Slot, Resolved] = {}
        kept: list[Resolved] = []
        differing: set[Slot] = set()
        for each in found:
            slot = each.target.slot
            earlier = first.setdefault(slot, each)
            if earlier is each:
                kept.append(each)
            elif _same(earlier, each):
                kept.append(replace(each, standing=Standing.ALREADY))
            else:
                differing.add(slot)
                self._problems.append(self._differ(earlier, each))
        return [each for each in kept if each.target.slot not in differing]

    def _differ(self, first: Resolved, second: Resolved) -> Problem:
        said = f"{first.field_said} of {first.record_said}" if first.field_said else first.record_said
        both = (first.after_said, second.after_said) if first.field_said else ("there", "gone")
        return problems.at(problems.edits_differ(first.edit, second.edit, said, both), first.place, first.path)

    def _kept_whole(self, found: Sequence[Resolved]) -> list[Resolved]:
        """Records within records and items that are cleared must be cleared of all that they need, or of nothing."""
        left = _what_is_left(found)
        kept = []
        for each in found:
            if _clears_what_is_needed(each) and left[_around(each)]:
                said = f"{each.field_said} of {each.record_said}"
                self._problems.append(problems.at(problems.value_needed(each.edit, said), each.place, each.path))
            else:
                kept.append(each)
        return kept

    def _lacking(self, found: Sequence[Resolved]) -> Iterator[Problem]:
        """Records that are added without what they need. What has a problem of its own counts as given."""
        given = _keys_given(self._edits)
        for each in found:
            edit, model = each.edit, each.target.record_model
            if each.field_said is None and each.standing is Standing.TAKEN and edit.after is not None and model:
                needed = [key for key, shape in fields_of(model).items() if shape.required and key != "id"]
                lacking = [key.replace("_", " ") for key in needed if key not in given[edit.section, edit.id]]
                if lacking:
                    problem = problems.values_needed(edit, each.record_said, lacking)
                    yield problems.at(problem, each.place, each.path)


def _what_is_left(found: Iterable[Resolved]) -> Mapping[Slot, set[str]]:
    """By record, or item of a list: the keys that hold something when all edits are taken."""
    left: dict[Slot, set[str]] = {}
    for each in found:
        target = each.target
        if target.field is None or target.within is None or each.standing is Standing.ALREADY:
            continue
        keys = left.setdefault(target.within.slot, set(target.within.keys_given))
        if each.edit.after is None:
            keys.discard(target.field.key)
        else:
            keys.add(target.field.key)
    return left


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


def _same(first: Resolved, second: Resolved) -> bool:
    field = first.target.field
    if field is None:
        return (first.edit.after is None) is (second.edit.after is None)
    return bool(field.typed(first.edit.after) == field.typed(second.edit.after))


def _is_known_by(target: Target) -> bool:
    """Whether a value is an id, or one of those by which its item is known."""
    last, around = target.asked[-1], target.asked[-2:-1]
    known = around[0].wanted if around and isinstance(around[0], Item) else {}
    return isinstance(last, Key) and (last.name == "id" or last.name in known)


def _is_within_another(target: Target, edit: Edit) -> bool:
    """Whether a value stands in a record or an item within the edit's record, which can go as a whole."""
    around = target.within
    return len(steps_of(edit.field or "")) > 1 and not (around and around.field and around.field.required)


def _around(each: Resolved) -> Slot:
    return each.target.within.slot if each.target.within else ()


def _clears_what_is_needed(each: Resolved) -> bool:
    field = each.target.field
    return field is not None and field.required and each.edit.after is None and each.standing is not Standing.ALREADY


def _keys_given(edits: Iterable[Edit]) -> Mapping[tuple[str, str], set[str]]:
    """By record: the keys for which something is given, be it a value further in."""
    given: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for edit in edits:
        if edit.field and edit.after is not None and isinstance(first := next(iter(steps_of(edit.field)), None), Key):
            given[edit.section, edit.id].add(first.name)
    return given


def _with_additions_settled(found: Sequence[Resolved]) -> Iterator[Resolved]:
    """A record that is added and is there already is a conflict where one of its values is."""
    disputed = {
        (each.edit.section, each.edit.id) for each in found if each.field_said and each.standing is Standing.CONFLICT
    }
    for each in found:
        is_addition = each.field_said is None and each.edit.after is not None
        if is_addition and each.standing is Standing.ALREADY and (each.edit.section, each.edit.id) in disputed:
            yield replace(each, standing=Standing.CONFLICT)
        else:
            yield each
