"""What the reader accepts an editor's schema accepts, and the other way round."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from kcsp_docs.errors import ModelError
from kcsp_docs.reading import read_edition
from kcsp_docs.reading.json_schema import schema_text, schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel

BASE = Path(__file__).parent / "base"


class Editor(yaml.SafeLoader):
    """Types scalars as YAML 1.2 editors do (the core schema): ``no`` is text, ``2024-07-04`` too."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


class OlderEditor(yaml.SafeLoader):
    """Types scalars as YAML 1.1 editors do: ``no`` is a boolean. Dates are text in JSON."""


OlderEditor.add_constructor("tag:yaml.org,2002:timestamp", OlderEditor.construct_yaml_str)


@cache
def own_schemas() -> Mapping[str, Any]:
    return schemas({})


def accepted_by_schema(name: str, text: str, loader: type[yaml.SafeLoader], sections: Any = None) -> bool:
    validator = Draft202012Validator(
        (schemas(sections) if sections else own_schemas())[name], format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return validator.is_valid(yaml.load(text, Loader=loader))


def accepted_by_reader(name: str, text: str) -> bool:
    """Judged by what that file alone can be judged by."""
    Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    try:
        read_edition(Path(), {}, ())
    except ModelError as failure:
        return not any(problem.file == f"{name}.yaml" for problem in failure.problems)
    return True


PLACES = {
    "line": ("grant", "funder: The Commissioner", "funder: {}"),
    "wording": ("review", "summary: The annual review of {{ partnership.name }}.", "summary: {}"),
    "identifier": ("action-plan", "id: road-safety", "id: {}"),
    "day": ("action-plan", "in_force: 2024-04-01", "in_force: {}"),
    "clock": ("meetings", "date: 2024-07-04", "date: 2024-07-04\n  time: {}"),
    "whole": ("partnership", "minimum: 1", "minimum: {}"),
    "money": ("grant", "allocation: £39,661", "allocation: {}"),
    "percentage": ("partnership", "minimum: 1", "percentage: {}"),
    "yes or no": ("meetings", "date: 2024-07-04", "date: 2024-07-04\n  published: {}"),
    "email": ("partnership", "post: Secretary", "post: Secretary\n    email: {}"),
    "financial year": ("grant", "year: 2024/25", "year: {}"),
    "version": (
        "partnership",
        "terms: main-group",
        "terms: main-group\n    versions:\n      - version: {}\n        date: 2024-07-04\n        changes: First.",
    ),
    "number": (
        "action-plan",
        "    name: Road Safety",
        "    name: Road Safety\nmeasures:\n  - id: m\n    name: M\n    unit: x\n    direction: up\n    target: {}",
    ),
    "choice": ("review", "classification: For Decision", "classification: {}"),
    "format": ("partnership", "format: 1", "format: {}"),
    "list": ("action-plan", "priorities:\n  - id: road-safety\n    name: Road Safety", "priorities: {}"),
    "optional list": ("grant", "year: 2024/25", "year: 2024/25\ntranches: {}"),
    "optional record": ("partnership", "terms: main-group", "terms: main-group\n    chair: {}"),
    "unknown key": ("grant", "year: 2024/25", "year: 2024/25\n{}"),
}

TAKEN = {
    "line": ["Words", "'no'", "no", "0123", "12:30", "2025-02-30", "+44 1622 000000", "2.50", "true", "'a # b'"],
    "wording": ["Words.", "|\n  Some\n\n  words.", ">-\n  Some\n  words.", "'{{ partnership.area }}'"],
    "identifier": ["road-safety", "DA-03", "2024", "2024-07", "'2024'"],
    "day": ["2024-07-04", "'2024-02-29'", "1901-01-01", "2199-12-31"],
    "clock": ["10:00", "'09:30'", "23:59"],
    "whole": ["4", "0", "'4'", "999999999"],
    "money": ["39661", "39,661", "£39,661.50", "0", "'39661'", "39661.50"],
    "percentage": ["50", "50%", "33.3333", "100", "100%", "'66.67 %'"],
    "yes or no": ["yes", "no", "true", "false", "Yes", "NO"],
    "email": ["office@anyshire.example", "a.b+c@x-y.example.org"],
    "financial year": ["2024/25", "1999/00"],
    "version": ["2.1", "1", "2.1.3", "'2.10'"],
    "number": ["120", "4.5", "-3", "3,870", "'-1.25'"],
    "choice": ["For Decision", "'For Information'"],
    "format": ["1", "'1'", ""],
    "list": ["[]", "[{id: a, name: A}]"],
    "optional list": ["[]", "", "[{id: a, amount: 10}]"],
    "optional record": ["", "{holder: secretary}"],
    "unknown key": ["all_partnerships: 5", "all_partnerships:"],
}

REFUSED = {
    "line": ["", "[a]", "{a: b}", "''", "' '"],
    "wording": ["", "[a]", "''"],
    "identifier": ["", "road safety", "-a", "a--b", "2.5", "-3", "a_b"],
    "day": [
        "",
        "1900-12-31",
        "2200-01-01",
        "0204-09-30",
        "4/7/2024",
        "2025-02-30",
        "1720051200",
        "2024-7-4",
        "20240704",
    ],
    "clock": ["12.30", "24:00", "9:30", "noon"],
    "whole": ["four", "4.5", "-1", "1000000000", "'04'"],
    "money": ["", "-5", "about 5", "39,66", "£1.5"],
    "percentage": ["101", "-1", "150%", "half"],
    "yes or no": ["perhaps", "1", "y"],
    "email": ["office", "a b@example.org", "a@b"],
    "financial year": ["", "2024", "2024-25", "2024/2025"],
    "version": ["", "v2", "-1", "2.x"],
    "number": ["few", "1e", "1,2"],
    "choice": ["", "for decision", "Decision"],
    "format": ["2", "one"],
    "list": ["", "road-safety", "{id: a, name: A}", "[road-safety]", "[{id: a}]"],
    "optional list": ["none", "[a]"],
    "optional record": ["nobody", "[a]"],
    "unknown key": ["colour: red", "tranchs: []"],
}


def rows(table: dict[str, list[str]]) -> list[Any]:
    return [pytest.param(kind, value, id=f"{kind}: {value!r}") for kind, values in table.items() for value in values]


def with_value(kind: str, value: str) -> tuple[str, str]:
    name, before, after = PLACES[kind]
    text = (BASE / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    return name, text.replace(before, after.format(value))


def test_every_kind_of_value_is_tried() -> None:
    assert set(TAKEN) == set(REFUSED) == set(PLACES)


@pytest.mark.parametrize(("kind", "value"), rows(TAKEN))
def test_what_the_reader_takes_the_schema_takes(kind: str, value: str, model: Callable[[], Path]) -> None:
    model()
    name, text = with_value(kind, value)
    assert accepted_by_reader(name, text)
    assert accepted_by_schema(name, text, Editor)


@pytest.mark.parametrize(("kind", "value"), rows(REFUSED))
def test_what_the_reader_refuses_the_schema_refuses(kind: str, value: str, model: Callable[[], Path]) -> None:
    model()
    name, text = with_value(kind, value)
    assert not accepted_by_reader(name, text)
    assert not accepted_by_schema(name, text, Editor)


@pytest.mark.parametrize("name", ["partnership", "review", "action-plan", "grant", "meetings"])
@pytest.mark.parametrize("loader", [Editor, OlderEditor], ids=["YAML 1.2", "YAML 1.1"])
def test_both_kinds_of_editor_take_a_whole_file(name: str, loader: type[yaml.SafeLoader]) -> None:
    assert accepted_by_schema(name, (BASE / f"{name}.yaml").read_text(encoding="utf-8"), loader)


def test_each_example_is_taken(examples: Path) -> None:
    files = [path for path in examples.glob("*/*.yaml") if path.stem in own_schemas()]
    assert files
    for path in files:
        assert accepted_by_schema(path.stem, path.read_text(encoding="utf-8"), Editor), path


def test_a_schema_is_whole_in_itself_and_says_what_things_are() -> None:
    for name, schema in schemas({}).items():
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == f"{name}.yaml"
        text = schema_text(schema)
        assert json.loads(text) == schema
        assert re.findall(r"https?://[^\"]*", text) == ["https://json-schema.org/draft/2020-12/schema"]
    group = schemas({})["partnership"]["$defs"]["Group"]
    assert group["description"] == "A group with terms of reference."
    assert group["properties"]["parent"]["description"] == "The group that set it up."


def test_a_plugins_section_has_a_schema(sections: dict[str, type[BaseModel]]) -> None:
    assert "briefings" in schemas(sections)
    assert accepted_by_schema("briefings", "title: Roads\nyear: 2024\n", Editor, sections)
    assert not accepted_by_schema("briefings", "title: Roads\nyears: 2024\n", Editor, sections)
