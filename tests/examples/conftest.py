"""The example model, as it stands and with facts changed, and what is built from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kcsp_docs import registry
from kcsp_docs.pipeline.building import BuildRequest, build_model
from kcsp_docs.pipeline.report import Report

from ..example_models import copied

MODEL = "kcsp-2024"

Build = Callable[..., dict[str, bytes]]


def build_report(model: Path, output: Path) -> Report:
    """Build everything of a model into a folder."""
    return build_model(BuildRequest(model, output), registry.load(), lambda _: None)


@pytest.fixture(scope="session")
def pack(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the 2024 pack by name."""
    output = tmp_path_factory.mktemp("pack")
    assert build_report(examples / MODEL, output).exit_code == 0
    return _files(output)


@pytest.fixture
def rebuilt(examples: Path, tmp_path: Path) -> Build:
    """``rebuilt(file, old, new)``: the pack with one place of the model changed, wherever it stands in that file."""

    def build(file: str, old: str, new: str) -> dict[str, bytes]:
        model = copied(examples, MODEL, tmp_path / MODEL)
        text = (model / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file}"
        (model / file).write_text(text.replace(old, new), encoding="utf-8")
        report = build_report(model, tmp_path / "pack")
        assert report.exit_code == 0, report.problems
        return _files(tmp_path / "pack")

    return build


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix == ".docx"}
