"""How a value, a field and a record of the model are called when a person is told of an edit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, get_args

from kcsp_docs.model.values import Money, Percentage
from kcsp_docs.prose.phrases import clock_time, initial_capital, long_date, percent, pounds
from kcsp_docs.reading.paths import Item, Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.reading.fields import Field
    from kcsp_docs.reading.targets import Target

NOTHING = "nothing"

_MONEY, _PERCENTAGE = get_args(Money)[1], get_args(Percentage)[1]
_NAMES = ("name", "title", "post")
_LONGEST, _AT_THE_END = 70, 15


@dataclass(frozen=True)
class Speaker:
    """Says values in words; a reference goes by the name of what it refers to."""

    governance: Governance
    _names: dict[str, dict[str, str]] = field(default_factory=dict)

    def said(self, value: object, of: Field) -> str:
        """A typed value in quotation marks; ``nothing`` for None and for what is empty."""
        if value is None or value == ():
            return NOTHING
        return f'"{shortened(self.words(value, of))}"'

    def words(self, value: object, of: Field) -> str:
        """``On track``, ``Q2``, ``31 March 2025``, ``£1,200.50``, ``Anyshire Police``."""
        match value:
            case bool():
                return "Yes" if value else "No"
            case Enum():
                return initial_capital(str(value.value).replace("-", " "))
            case date():
                return long_date(value)
            case time():
                return clock_time(value)
            case Decimal():
                return _figure(value, of)
        if of.shape.choices:
            return initial_capital(str(value).replace("-", " "))
        return self._name(str(value), of)

    def _name(self, value: str, of: Field) -> str:
        if of.shape.refers is None or of.shape.refers.through:
            return value
        collection = of.shape.refers.collection
        if collection not in self._names:
            self._names[collection] = _names_in(self.governance, collection)
        return self._names[collection].get(value, value)


def record_said(target: Target) -> str:
    """``action DA-03``, ``watch item ice``; ``grant`` for a record that is no item of a list."""
    last = target.steps[-1] if target.steps else Key(target.file.model_file.path)
    model = target.record_model
    kind = _class_words(model.__name__) if model else "record"
    return f"{kind} {last.label}" if isinstance(last, Item) else kind


def field_said(target: Target, steps: int, speaker: Speaker) -> str:
    """``status``, ``spend of Q2``, ``amount of commissioner approval``: the last ``steps`` of a target's."""
    said: list[str] = []
    for step in target.asked[-steps:]:
        if isinstance(step, Item):
            said[-1:] = [_item_said(step, target, speaker)]  # in place of the list's own name
        else:
            said.append(step.name.replace("_", " "))
    return " of ".join(reversed(said))


def shortened(text: str) -> str:
    """A text on one line, without the middle of what is too long to be read in passing."""
    line = re.sub(r"\s*[\r\n]+\s*", " / ", text).replace("\t", " ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - _AT_THE_END]}…{line[-_AT_THE_END:]}"


def _item_said(step: Item, target: Target, speaker: Speaker) -> str:
    keys = {each.key: each for each in target.known_by}
    if not step.wanted:
        return step.label
    return " ".join(speaker.words(keys[key].typed(value), keys[key]) for key, value in step.wanted.items())


def _figure(value: Decimal, of: Field) -> str:
    if of.has(_MONEY):
        return pounds(value)
    return percent(value) if of.has(_PERCENTAGE) else f"{value:,f}"


def _names_in(governance: Governance, collection: str) -> dict[str, str]:
    found: object = governance
    for step in collection.split("."):
        found = getattr(found, step, None)
    records: Iterable[object] = found if isinstance(found, tuple) else ()
    named = ((record, _first_name(record)) for record in records)
    return {str(getattr(record, "id", "")): name for record, name in named if name}


def _first_name(record: object) -> str | None:
    return next((str(name) for key in _NAMES if (name := getattr(record, key, None))), None)


def _class_words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
