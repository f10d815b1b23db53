"""The schemas beside the examples are those of the model, and each example names its own on its first line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from kcsp_docs import registry
from kcsp_docs.reading.json_schema import schema_text, schemas

FILES = ("partnership", "review", "action-plan", "grant", "meetings")


class EditorLoader(yaml.SafeLoader):
    """Types as editors see them, by YAML 1.2's core schema: no base sixty, no ``yes`` for true, no dates."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012


for kind, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)$", "-+.0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern), list(first))

MODELS = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/partnership.yaml"))


@pytest.mark.parametrize("name", FILES)
def test_the_committed_schema_is_the_models(name: str, examples: Path) -> None:
    committed = (examples / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    mend = "run: kcsp-docs schema -o examples/schema --overwrite"
    assert committed == schema_text(schemas(registry.load(plugins=False).sections)[name]), mend


@pytest.mark.parametrize(
    ("model", "name"),
    [
        pytest.param(model, name, id=f"{model.name} {name}")
        for model in MODELS
        for name in FILES
        if name == "partnership" or (model / f"{name}.yaml").exists()
    ],
)
def test_an_example_names_its_schema_and_keeps_to_it(model: Path, name: str) -> None:
    path = model / f"{name}.yaml"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    marker = "# yaml-language-server: $schema="
    assert first.startswith(marker)
    schema = json.loads((model / first.removeprefix(marker)).read_text(encoding="utf-8"))
    value = json.loads(json.dumps(yaml.load(rest, Loader=EditorLoader), default=str))
    jsonschema.Draft202012Validator(schema).validate(value)
