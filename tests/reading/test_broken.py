"""One broken folder per problem code: exactly that problem, at its line and column, with its whole message."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kcsp_docs import model as model_package
from kcsp_docs.errors import ModelError, Problem
from kcsp_docs.reading import read_edition, read_previous
from kcsp_docs.reading.codes import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

BROKEN = Path(__file__).parent / "broken"
GIVEN = Path(__file__).parent / "given_templates"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


def _make_large(folder: Path) -> Path:
    (folder / "grant.yaml").write_bytes(b"# nothing\n" * 500_000)
    return Path()


def _make_numerous(folder: Path) -> Path:
    with (folder / "grant.yaml").open("a", encoding="utf-8") as grant:
        grant.write("tranches: [" + "a," * 250_000 + "a]\n")
    return Path()


def _make_links(folder: Path) -> Path:
    """Out of the folder from each place that is read; the one link that stays within is followed."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "text").write_bytes(b"x")
    (folder / "templates").mkdir()
    (folder / "review.yaml").unlink()
    (folder / "README.md").write_bytes(b"x")
    try:
        for name in ("templates/house_style.docx", "terms/main-group.txt", "crest.png", "review.yaml"):
            (folder / name).symlink_to(outside / "text")
        (folder / "artefacts").symlink_to(outside, target_is_directory=True)
        (folder / "templates" / "cover.docx").symlink_to(Path("..", "README.md"))
    except OSError:
        pytest.skip("Windows lets only some users make a link")
    return Path()


def _make_many(folder: Path) -> Path:
    (folder / "templates").mkdir()
    for number in range(1_001):
        (folder / "templates" / f"README {number}.txt").touch()
    return Path()


def _make_previous(folder: Path) -> Path:
    """Last year's edition beside this one, changed since its digest was taken."""
    previous = shutil.copytree(Path(__file__).parent / "base", folder.parent / "last-year")
    terms = previous / "terms" / "main-group.md"
    terms.write_text(terms.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    return Path()


MADE = {
    "previous-edition-changed": _make_previous,
    "no-model-folder": lambda folder: Path("nowhere"),
    "not-a-folder": lambda folder: Path("grant.yaml"),
    "link-leads-out": _make_links,
    "too-large": _make_large,
    "too-many-files": _make_many,
    "too-many-values": _make_numerous,
}
"""Folders that are no use in a repository, because they are too large or are none. Each returns what is read."""


def problems_of(folder: Path, sections: dict[str, type[BaseModel]]) -> tuple[Problem, ...]:
    try:
        edition = read_edition(folder, sections, (GIVEN,))
        read_previous(edition, sections, (GIVEN,))
        return edition.problems
    except ModelError as failure:
        return failure.problems


def expected_of(folder: Path) -> list[str]:
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_folder_gives_exactly_its_problems(
    folder: Path, model: Callable[[Path], Path], sections: dict[str, type[BaseModel]]
) -> None:
    laid_out = model(folder)
    read = MADE[folder.name](laid_out) if folder.name in MADE else Path()
    assert [str(problem) for problem in problems_of(read, sections)] == expected_of(folder)


def codes_of_values() -> Iterator[str]:
    """The codes that the modules of the model raise, read from their source."""
    for path in Path(model_package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("refuse"), [ast.Constant(str(code)), *_]):
                    yield code


@pytest.mark.parametrize("code", sorted({*map(str, Code), *codes_of_values()}))
def test_every_code_has_a_broken_folder_that_tells_it(code: str) -> None:
    folders = [folder for folder in FOLDERS if folder.name.partition("--")[0] == code]
    assert folders, f"add tests/reading/broken/{code}"
    for folder in folders:
        assert any(line.endswith(f"[{code}]") for line in expected_of(folder))


def test_the_codes_of_values_are_found_in_their_source() -> None:
    assert {"not-a-date", "quorum-kind", "not-a-letter", "nothing-recommended"} <= set(codes_of_values())


def test_ten_faults_in_five_files_are_told_in_one_run() -> None:
    expected = expected_of(BROKEN / "ten-faults")
    assert len(expected) == 10
    assert len({line.rpartition("[")[2] for line in expected}) == 10
    assert len({line.partition(":")[0] for line in expected}) == 5
