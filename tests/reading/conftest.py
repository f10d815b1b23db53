"""A tiny valid model folder, folders with one fault each, and a plugin's section to read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import field_validator

from kcsp_docs.model.fact import Fact
from kcsp_docs.model.values import IdentifierText, Line, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


class Briefing(Fact):
    """A briefing, as a plugin might keep it."""

    id: IdentifierText
    text: Wording


class Briefings(Fact):
    """A section whose own check can refuse and can fail; ``year`` is a type of pydantic's own."""

    title: Line
    year: int | None = None
    items: tuple[Briefing, ...] = ()

    @field_validator("title")
    @classmethod
    def _subject(cls, title: str) -> str:
        if title == "Nothing":
            raise ValueError("A briefing needs a subject")
        if title == "Nought":
            raise LookupError("no such subject")
        return title


@pytest.fixture(scope="session")
def sections() -> dict[str, type[Briefings]]:
    return {"briefings": Briefings}


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], Path]:
    """Lays out the tiny model, with the files of another folder over it, and stands in it."""

    def lay_out(over: Path | None = None) -> Path:
        folder = tmp_path / "model"
        shutil.copytree(HERE / "base", folder)
        monkeypatch.chdir(folder)
        if over:
            _overlay(over, folder)
        return folder

    return lay_out


def _overlay(over: Path, folder: Path) -> None:
    removed = over / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(over, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "removed.txt"))
