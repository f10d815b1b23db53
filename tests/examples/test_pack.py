"""What is true of every file of the 2024 pack."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MODEL = "kcsp-2024"
HERE = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
COMMAND = [sys.executable, "-c", "from kcsp_docs.cli import main; main()"]


def test_every_file_is_valid(pack: dict[str, bytes], assert_valid_docx: Callable[[bytes], None]) -> None:
    assert sorted(pack) == [
        "appendix-a-kcsp-tracked-changes.docx",
        "appendix-a-kcsp.docx",
        "appendix-b-dhr-steering-group-tracked-changes.docx",
        "appendix-b-dhr-steering-group.docx",
        "appendix-c-kcsp-working-group-tracked-changes.docx",
        "appendix-c-kcsp-working-group.docx",
        "change-log.docx",
        "cover-paper.docx",
    ]
    for content in pack.values():
        assert_valid_docx(content)


def test_every_file_names_the_partnership_and_the_day_of_the_paper_and_nobody_else(
    pack: dict[str, bytes], extract: Callable[[bytes], Any]
) -> None:
    titles = {}
    for name, content in pack.items():
        properties = extract(content).properties
        titles[name] = properties.pop("title")
        assert properties == {
            "subject": "Terms of Reference 2024",
            "creator": "Kent Community Safety Partnership",
            "language": "en-GB",
            "created": "2024-07-04T00:00:00Z",
            "modified": "2024-07-04T00:00:00Z",
        }
    group_names = {
        "appendix-a-kcsp": "Kent Community Safety Partnership",
        "appendix-b-dhr-steering-group": "Domestic Homicide Review Steering Group",
        "appendix-c-kcsp-working-group": "Kent Community Safety Partnership Working Group",
    }
    clean = {f"{file}.docx": f"{name}: Terms of Reference" for file, name in group_names.items()}
    tracked = {
        f"{file}-tracked-changes.docx": f"{name}: Terms of Reference with tracked changes"
        for file, name in group_names.items()
    }
    assert titles == {
        **clean,
        **tracked,
        "change-log.docx": "Kent Community Safety Partnership: change log",
        "cover-paper.docx": "KCSP Terms of Reference Update 2024",
    }


@pytest.fixture(scope="module")
def first_build(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("first")
    return _built(examples, folder / "pack", HERE, cwd=folder)


@pytest.mark.parametrize(
    "surroundings",
    [
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="another time zone"),
        pytest.param({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, id="another locale"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="an ASCII locale"),
        pytest.param({"PYTHONHASHSEED": "4242"}, id="another hash seed"),
        pytest.param({"USER": "somebody", "LOGNAME": "somebody", "HOSTNAME": "elsewhere"}, id="another user and host"),
    ],
)
def test_two_builds_give_the_same_bytes(
    surroundings: dict[str, str],
    first_build: dict[str, bytes],
    pack: dict[str, bytes],
    examples: Path,
    tmp_path: Path,
) -> None:
    """In another process and working directory, too; the manifest included."""
    second = _built(examples, tmp_path / "second", {**HERE, **surroundings}, cwd=examples)
    assert second == first_build
    assert {name: second[name] for name in pack} == pack


def _built(examples: Path, output: Path, environment: dict[str, str], cwd: Path) -> dict[str, bytes]:
    command = [*COMMAND, "build", os.path.relpath(examples / MODEL, cwd), "-o", str(output)]
    subprocess.run(command, env=environment, cwd=cwd, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in output.iterdir()}
