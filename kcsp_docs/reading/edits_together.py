"""What only several edits together can tell: two of one place, and records that are left without what they need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.reading.edit_problems import at, edits_differ, value_needed, values_needed
from kcsp_docs.reading.paths import Key, steps_of
from kcsp_docs.reading.resolved import Resolution, Resolved, Standing
from kcsp_docs.reading.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading.targets import Slot


def together(found: Iterable[Resolved], edits: Sequence[Edit], problems: Iterable[Problem]) -> Resolution:
    """All edits that were resolved, each by itself; ``problems`` are what is wrong with the others of ``edits``."""
    told = list(problems)
    kept = _kept_whole(_one_for_each_place(found, told), told)
    told.extend(_lacking(kept, edits))
    return Resolution(tuple(_additions_settled(kept, edits)), tuple(told))


def _one_for_each_place(found: Iterable[Resolved], problems: list[Problem]) -> list[Resolved]:
    """Of two edits that say the same the first; two that differ are a problem, and neither is taken.

    What the model says already is from a file that was brought back before, and disputes nothing.
    """
    first: dict[Slot, Resolved] = {}
    kept: list[Resolved] = []
    differing: set[Slot] = set()
    for each in found:
        slot = each.target.slot
        earlier = each if each.standing is Standing.ALREADY else first.setdefault(slot, each)
        if earlier is each:
            kept.append(each)
        elif _same(earlier, each):
            kept.append(replace(each, standing=Standing.ALREADY))
        else:
            differing.add(slot)
            problems.append(_differ(earlier, each))
    return [each for each in kept if each.target.slot not in differing]


def _differ(first: Resolved, second: Resolved) -> Problem:
    said = f"{first.field_said} of {first.record_said}" if first.field_said else first.record_said
    both = (first.after_said, second.after_said) if first.field_said else ("there", "gone")
    return at(edits_differ(first.edit, second.edit, said, both), first.place, first.path)


def _kept_whole(found: Sequence[Resolved], problems: list[Problem]) -> list[Resolved]:
    """Records within records and items that are cleared must be cleared of all that they need, or of nothing."""
    left = _what_is_left(found)
    kept = []
    for each in found:
        if _clears_what_is_needed(each) and left[_around(each)]:
            said = f"{each.field_said} of {each.record_said}"
            problems.append(at(value_needed(each.edit, said), each.place, each.path))
        else:
            kept.append(each)
    return kept


def _lacking(found: Iterable[Resolved], edits: Iterable[Edit]) -> Iterator[Problem]:
    """Records that are added without what they need. What has a problem of its own counts as given."""
    given = _keys_given(edits)
    for each in found:
        edit, model = each.edit, each.target.record_model
        if each.field_said is None and each.standing is Standing.TAKEN and edit.after is not None and model:
            needed = [key for key, shape in fields_of(model).items() if shape.required and key != "id"]
            lacking = [key.replace("_", " ") for key in needed if key not in given[edit.section, edit.id]]
            if lacking:
                yield at(values_needed(edit, each.record_said, lacking), each.place, each.path)


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


def _same(first: Resolved, second: Resolved) -> bool:
    field = first.target.field
    if field is None:
        return (first.edit.after is None) is (second.edit.after is None)
    return bool(field.typed(first.edit.after) == field.typed(second.edit.after))


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


def _additions_settled(found: Sequence[Resolved], edits: Iterable[Edit]) -> Iterator[Resolved]:
    """A record that is added, and is there already and says something else, may be another one of the same id.

    Then none of its values is taken by itself, not even where the record that is there has none.
    """
    added = {(edit.section, edit.id) for edit in edits if edit.field is None and edit.after is not None}
    disputed = {_record_of(each) for each in found if each.standing is Standing.CONFLICT} & added
    for each in found:
        is_value = each.field_said is not None and each.standing is Standing.TAKEN
        if is_value and _record_of(each) in disputed:
            yield replace(each, standing=Standing.CONFLICT)
        else:
            yield each


def _record_of(each: Resolved) -> tuple[str, str]:
    return each.edit.section, each.edit.id
