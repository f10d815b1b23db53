"""examples/README.md documents every key of every model file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from kcsp_docs import registry
from kcsp_docs.model.governance import Governance, PartnershipFile
from kcsp_docs.model.meetings import Meeting
from kcsp_docs.pipeline.building import BuildRequest, build_model

WRITTEN_BY_READING = {"sections", "passages"}


def records(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and every model that its fields hold."""
    found = {model}
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in found:
            found.add(kind)
            waiting += [field.annotation for field in kind.model_fields.values()]
        waiting += get_args(kind)
    return found


@pytest.mark.parametrize("record", sorted(records(Governance) | {Meeting}, key=lambda each: each.__name__))
def test_every_key_is_documented(record: type[BaseModel], examples: Path) -> None:
    documented = set(re.findall(r"[\w-]+", (examples / "README.md").read_text(encoding="utf-8")))
    keys = set(record.model_fields) - (WRITTEN_BY_READING if issubclass(record, PartnershipFile) else set())
    files = {"action_plan"}  # the file is action-plan.yaml
    assert keys - documented - files == set()


@pytest.mark.parametrize("record", sorted(records(Governance) | {Meeting}, key=lambda each: each.__name__))
def test_every_key_that_must_be_there_is_bold(record: type[BaseModel], examples: Path) -> None:
    bold = set(re.findall(r"\*\*`([\w-]+)`\*\*", (examples / "README.md").read_text(encoding="utf-8")))
    assert {name for name, field in record.model_fields.items() if field.is_required()} <= bold


def test_the_model_to_begin_with_builds(examples: Path, tmp_path: Path) -> None:
    readme = (examples / "README.md").read_text(encoding="utf-8")
    (begin,) = re.findall(r"```yaml\n(edition:.*?)```", readme, re.DOTALL)
    (tmp_path / "partnership.yaml").write_text(begin, encoding="utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "main.md").write_text("One line of text.\n", encoding="utf-8")
    report = build_model(BuildRequest(tmp_path, tmp_path / "out"), registry.load(), lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())
    assert [file.path for file in report.files] == ["appendix-a-main.docx"]
