"""The distribution: what the wheel holds, and that it works from another directory, as wheel and editable."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(Path(sys.executable), "wheel", "--no-deps", "-w", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


def pip(python: Path, *arguments: object) -> None:
    command = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", *map(str, arguments)]
    subprocess.run(command, check=True)


def test_the_wheel_holds_the_packages_and_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    roots = {
        "kcsp_docs": "",
        "kcsp_docs_kit": "plugins/",
        "kcsp_docs_plugins": "plugins/",
        "kcsp_docs_templates": "templates/",
    }
    expected = {
        file.removeprefix(prefix)
        for package, prefix in roots.items()
        for file in tracked
        if file.startswith(f"{prefix}{package}/")
    }
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == expected
    about = {name.split("/", 1)[1] for name in names if ".dist-info/" in name}
    assert about == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_an_install_works_from_another_directory(kind: str, wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip(programs / "python", "install", *([wheel] if kind == "wheel" else ["-e", ROOT]))
    command = [str(programs / "kcsp-docs"), "build", str(ROOT / "examples" / "kcsp-2024"), "-o", "pack"]
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=tmp_path, check=True, env=surroundings, capture_output=True)
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "action-tracker.xlsx",
        "appendix-a-kcsp-tracked-changes.docx",
        "appendix-a-kcsp.docx",
        "appendix-b-dhr-steering-group-tracked-changes.docx",
        "appendix-b-dhr-steering-group.docx",
        "appendix-c-kcsp-working-group-tracked-changes.docx",
        "appendix-c-kcsp-working-group.docx",
        "change-log.docx",
        "cover-paper.docx",
        "grant-budget.xlsx",
        "manifest.json",
    ]
