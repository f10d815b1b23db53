"""What every test may use: the oracles that a plain machine may lack, and the rule that CI lacks none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from . import docx_extractor, guests, libreoffice, office_validators
from .interruptions import die, in_child, instants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

__all__ = ["die", "in_child", "instants"]  # fixtures of interruptions.py, for every test

IN_CI = os.environ.get("CI") == "true"
ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow oracles run in CI, and elsewhere when they are asked for: ``-m slow``, ``-m office``."""
    for item in items:
        for mark in ("slow", "office"):
            asked_for = mark in (item.config.option.markexpr or "")
            if item.get_closest_marker(mark) and not IN_CI and not asked_for:
                item.add_marker(pytest.mark.skip(reason=f"{mark}: runs with CI=true or -m {mark}"))


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example models."""
    return ROOT / "examples"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[EntryPoint]]:
    """Lay out distributions as pip does: ``install(name=source)`` gives their entry points."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def lay_out(**sources: str) -> list[EntryPoint]:
        return [point for name, source in sources.items() for point in guests.lay_out(folder, name, source)]

    return lay_out


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    """A small model folder of one's own to change, with nothing to find: the one that the reader's tests begin with."""
    folder = shutil.copytree(ROOT / "tests" / "reading" / "base", tmp_path / "anyshire")
    partnership = folder / "partnership.yaml"
    text = partnership.read_text(encoding="utf-8")
    partnership.write_text(text.replace("post: Secretary", "post: Secretary\n    published: yes"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def extract() -> Callable[[bytes], docx_extractor.Extract]:
    """Reads a Word file as a reader sees it: paragraphs with label, style and text, tables, bookmarks, properties."""
    return docx_extractor.extract


@pytest.fixture(scope="session")
def assert_valid_docx() -> Callable[[bytes], None]:
    """Fails with what any of the validators says of a Word file, but for a short list of what is allowed."""
    return office_validators.assert_valid_docx


@pytest.fixture(scope="session")
def worked_out() -> Callable[[Sequence[bytes]], list[libreoffice.Cells]]:
    """LibreOffice as an oracle: what the formulas of workbooks come to; the tests that use it are marked ``office``."""
    if libreoffice.SOFFICE is None:
        assert not IN_CI, "LibreOffice must be there under CI=true: apt-get install libreoffice-calc"
        pytest.skip("LibreOffice is not on this machine")
    return libreoffice.worked_out


@pytest.fixture(scope="session")
def assert_valid_xlsx() -> Callable[[bytes], None]:
    """Fails with what any of the validators says of an Excel file."""
    return office_validators.assert_valid_xlsx


@pytest.fixture(scope="session")
def recalculated() -> Callable[[Sequence[bytes]], list[bytes]]:
    """Workbooks as LibreOffice saves them, worked out anew; the tests that use it are marked ``office``."""
    if libreoffice.SOFFICE is None:
        assert not IN_CI, "LibreOffice must be there under CI=true: apt-get install libreoffice-calc"
        pytest.skip("LibreOffice is not on this machine")
    return libreoffice.recalculated


@pytest.fixture(scope="session")
def resolved() -> Callable[[Sequence[bytes]], list[tuple[bytes, bytes]]]:
    """Word files as LibreOffice saves them with all changes accepted, and rejected; such tests are marked ``office``."""
    if not libreoffice.has_uno():
        assert not IN_CI, "LibreOffice must be there under CI=true: apt-get install libreoffice-writer python3-uno"
        pytest.skip("LibreOffice or python3-uno is not on this machine")
    return libreoffice.resolved


@pytest.fixture(scope="session")
def converted() -> Callable[[bytes, str], bytes]:
    """LibreOffice as an oracle: ``converted(word_file, "pdf")``; the tests that use it are marked ``office``."""
    if libreoffice.SOFFICE is None:
        assert not IN_CI, "LibreOffice must be there under CI=true: apt-get install libreoffice-writer"
        pytest.skip("LibreOffice is not on this machine")
    return libreoffice.converted
