"""The keeper of a model changes its file by hand while officers type: values, and records added, moved, taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from .contents import Field
from .models import Model, TableFacts

WAYS = ("set", "clear", "add", "remove", "swap", "remark", "rename a priority")


@dataclass(frozen=True, slots=True)
class Change:
    """What the keeper does; numbers choose among what there is."""

    way: str
    record: int
    field: int
    number: int


def kept_by(model: Model, text: str, changes: tuple[Change, ...]) -> tuple[str, list[str]]:
    """The new text, and what was done to it."""
    done = []
    for change in changes:
        table = model.tables[change.number % len(model.tables)]
        after = _changed(model, table, text, change)
        if after is not None and after != text:
            text = after
            done.append(change.way)
    return text, done


def _changed(model: Model, table: TableFacts, text: str, change: Change) -> str | None:
    bom, body = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
    items = _records(body, table)
    number = change.record % len(items)
    match change.way:
        case "set" | "clear":
            after = _with_value(body, table, items[number], change)
        case "add":
            after = _with_record(body, items, change) if table.grows and model.in_blocks else None
        case "remove":
            after = _without(body, items, number) if table.grows and model.in_blocks else None
        case "swap":
            after = _swapped(body, items, number) if model.in_blocks else None
        case "remark":
            after = f"# looked at again, keeper{change.number:03}q{_end(body)}{body}"
        case _:
            after = body.replace("name: Road Safety", "name: Safer Roads") if model.in_blocks else None
    return None if after is None else bom + after


def _records(text: str, table: TableFacts) -> list[Any]:
    root = yaml.compose(text, yaml.CBaseLoader)
    return next(value.value for key, value in root.value if key.value == table.key)


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _value(field: Field, number: int) -> str | None:
    match field.kind:
        case "choice":
            return sorted(field.choices.values())[number % len(field.choices)]
        case "date":
            return f"2041-{number % 12 + 1:02}-{number % 28 + 1:02}"
        case "text":
            return f"keeper{number:03}q wrote this"
    return str(number % 50 + 1)


def _with_value(text: str, table: TableFacts, item: Any, change: Change) -> str | None:
    fields = [each for each in table.fields if "[" not in each.key]
    field = fields[change.field % len(fields)]
    if change.way == "clear" and field.required:
        return None
    value = "" if change.way == "clear" else _value(field, change.number)
    held = next((node for key, node in item.value if key.value == field.key), None)
    if held is None:
        return _with_key(text, item, f"{field.key}: {value}") if value else None
    if item.flow_style and not value:
        return None
    ending = _end(text) if held.style in ("|", ">") else ""
    blank = " " if held.start_mark.index and text[held.start_mark.index - 1] == ":" and value else ""
    return text[: held.start_mark.index] + blank + value + ending + text[held.end_mark.index :]


def _with_key(text: str, item: Any, line: str) -> str | None:
    """Above the record's second key, which stands on a line of its own."""
    if item.flow_style or len(item.value) < 2:
        return None
    second = item.value[1][0].start_mark
    return f"{text[: second.index]}{line}{_end(text)}{' ' * second.column}{text[second.index :]}"


def _line(text: str, item: Any) -> int:
    """Where the line of a record's dash begins."""
    return text.rfind("\n", 0, item.start_mark.index) + 1


def _with_record(text: str, items: list[Any], change: Change) -> str:
    """Before the first, under an id of the keeper's own or one that officers have on a spare row."""
    first = items[0]
    start = _line(text, first)
    dash = text[start : first.start_mark.index]
    required = first.value[1][0].value if first.value[1][0].value in ("name", "action") else "action"
    id_ = ("KP-{:02}", "ACT-{:02}")[change.field % 2].format(change.number % 3 + 1)
    if any(value.value == id_ for item in items for key, value in item.value if key.value == "id"):
        return text
    key = f"{' ' * len(dash)}{required}: keeper{change.number:03}q adds this"
    return f"{text[:start]}{dash}id: {id_}{_end(text)}{key}{_end(text)}{text[start:]}"


def _without(text: str, items: list[Any], number: int) -> str | None:
    """The last has no record after it; what a measure refers to stays."""
    id_ = next(value.value for key, value in items[number].value if key.value == "id")
    if not 0 < number < len(items) - 1 or f"[{id_}]" in text:
        return None
    return text[: _line(text, items[number])] + text[_line(text, items[number + 1]) :]


def _swapped(text: str, items: list[Any], number: int) -> str | None:
    if number + 2 >= len(items):
        return None
    one, other, rest = (_line(text, items[number + each]) for each in range(3))
    return text[:one] + text[other:rest] + text[one:other] + text[rest:]
