"""JSON Schema of the model files, for editors that complete and check while one types.

An editor types a scalar as YAML does (``no`` is text or a boolean, ``2.1`` a number); the reader takes every scalar as
text. So the schemas allow each kind of value in the types that an editor may see it in. A key with nothing after it is
not given: an editor sees null there. What an editor cannot see (``39661.5`` for ``39661.50``) only the reader judges.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import TypeAdapter

from kcsp_docs.reading.folder import model_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from kcsp_docs.reading.folder import ModelFile

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NULL: Schema = {"type": "null"}


def schemas(sections: Mapping[str, type[BaseModel]]) -> Mapping[str, Schema]:
    """A schema (draft 2020-12) for each model file, by the file's name without ``.yaml``."""
    return {file.name: _schema(file) for file in model_files(sections)}


def schema_text(schema: Schema) -> str:
    """A schema as the text of a file: the same on every machine."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(file: ModelFile) -> Schema:
    made = TypeAdapter(file.annotation).json_schema(mode="validation")
    return {"$schema": DIALECT, **_eased(made), "title": file.file_name}


def _eased(node: Any) -> Any:  # noqa: ANN401
    """The schema as an editor needs it, all the way down."""
    if isinstance(node, list):
        return [_eased(each) for each in node]
    if not isinstance(node, dict):
        return node
    eased = {key: _eased(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict):
        eased["properties"] = {
            key: value if key in node.get("required", ()) else _or_nothing(value)
            for key, value in eased["properties"].items()
        }
        eased.setdefault("additionalProperties", False)
    return _with_typed_words(eased)


def _or_nothing(schema: Schema) -> Schema:
    """A key that may be left out may also stand there with no value."""
    if _NULL in schema.get("anyOf", ()):
        return {key: value for key, value in schema.items() if key != "default" or value is not None}
    about: Schema = {key: schema[key] for key in ("title", "description", "default") if key in schema}
    kept = {key: value for key, value in schema.items() if key not in about}
    return {"anyOf": [kept, _NULL], **about}


def _with_typed_words(schema: Schema) -> Schema:
    """A choice that is written in digits, such as ``format: 1``, is a number to an editor."""
    words = [schema["const"]] if isinstance(schema.get("const"), str) else schema.get("enum")
    if not isinstance(words, list) or not any(isinstance(word, str) and word.isdecimal() for word in words):
        return schema
    kept = {key: value for key, value in schema.items() if key not in ("const", "type")}
    numbers = [int(word) for word in words if isinstance(word, str) and word.isdecimal()]
    return {**kept, "enum": [*words, *numbers]}
