"""What lies beside the text: whatever it is, it is read as a plain file of bounded size or told, and never waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kcsp_docs.errors import ModelError
from kcsp_docs.reading import read_edition
from kcsp_docs.reading.beside import LARGEST, MOST, files_beside
from kcsp_docs.reading.digest import name_in_bytes
from kcsp_docs.reading.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
GIVEN = Path(__file__).parent / "given_templates"
NO_FILE = (
    "This file cannot be read: it is not a file. Put a readable file in its place, or close the program that holds it "
    "open. [unreadable-file]"
)
CLOSED = "This folder cannot be opened: permission denied. Ask for leave to read it. [unreadable-file]"


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ModelError) as raised:
        read_edition(folder, {}, (GIVEN,))
    return [str(problem) for problem in raised.value.problems]


@POSIX
@pytest.mark.parametrize(
    "name",
    ["grant.yaml", "terms/main-group.md", "templates/house_style.docx", "templates/wording/x.md.j2", "crest.png"],
)
def test_a_pipe_is_told_and_not_waited_for(name: str, model: Callable[[], Path]) -> None:
    model()
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).unlink(missing_ok=True)
    os.mkfifo(name)
    assert problems_of(Path()) == [f"{name}: {NO_FILE}"]


@pytest.mark.parametrize("name", ["templates/house_style.docx", "artefacts/paper.md", "crest.png"])
def test_a_file_that_is_too_large_is_told_and_not_read(name: str, model: Callable[[], Path]) -> None:
    model()
    Path(name).parent.mkdir(exist_ok=True)
    with Path(name).open("wb") as file:
        file.truncate(LARGEST)
    read_edition(Path(), {}, (GIVEN,))
    with Path(name).open("wb") as file:
        file.truncate(LARGEST + 1)
    assert problems_of(Path()) == [
        f"{name}: This file is larger than 20 MB. Make it smaller, or move it out of the folder. [too-large]"
    ]


def test_beyond_a_number_of_files_no_more_are_looked_at(model: Callable[[], Path]) -> None:
    folder = model()
    for number in range(MOST):
        path = folder / "templates" / f"{number // 100}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "artefacts").mkdir()
    (folder / "artefacts" / "paper.md").touch()
    beside = files_beside(open_folder(folder))
    assert len(beside.files) == MOST - len(list((folder / "templates").iterdir()))
    assert [problem.code for problem in beside.problems] == ["too-many-files"]


@pytest.mark.parametrize("name", ["templates", "templates/wording", "artefacts", "terms"])
def test_a_closed_folder_is_named(name: str, model: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    model()
    Path(name).mkdir(parents=True, exist_ok=True)
    closed, listed = Path(name), Path.iterdir

    def iterdir(path: Path) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert problems_of(Path()) == [f"{name}: {CLOSED}"]


def test_a_file_where_the_folder_of_templates_should_be(model: Callable[[], Path]) -> None:
    model()
    Path("templates").write_bytes(b"x")
    assert problems_of(Path()) == [
        "templates: This folder cannot be opened: it is not a folder. Ask for leave to read it. [unreadable-file]"
    ]


@POSIX
@pytest.mark.parametrize("name", ["templates", "artefacts", "terms"])
def test_a_folder_that_is_a_link_to_elsewhere_is_not_looked_into(
    name: str, model: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = model()
    elsewhere = tmp_path / "elsewhere"
    if Path(name).exists():
        (folder / name).rename(elsewhere)
    else:
        elsewhere.mkdir()
    Path(name).symlink_to(elsewhere)
    looked_into = []
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: looked_into.append(path.resolve()) or listed(path))
    assert (
        f"{name}: This is a link that leads out of the model folder, so it is not followed. Put a copy of what it"
        in (problems_of(Path())[-1])
    )
    assert elsewhere not in looked_into


@POSIX
def test_links_within_a_model_are_followed_and_so_is_one_to_the_model(
    model: Callable[[], Path], tmp_path: Path
) -> None:
    folder = model()
    (folder / "artefacts").mkdir()
    (folder / "artefacts" / "house_style.docx").write_bytes(b"x")
    (folder / "templates").mkdir()
    (folder / "templates" / "house_style.docx").symlink_to("../artefacts/house_style.docx")
    (tmp_path / "shortcut").symlink_to(folder)
    before = read_edition(tmp_path / "shortcut", {}, (GIVEN,))
    assert before.problems == ()
    assert before.templates(()).read("house_style.docx") == b"x"
    (folder / "artefacts" / "house_style.docx").write_bytes(b"y")
    after = read_edition(folder, {}, (GIVEN,))
    assert after.template_digest != before.template_digest


@POSIX
def test_a_circle_of_links_comes_to_an_end(model: Callable[[], Path]) -> None:
    model()
    Path("templates").mkdir()
    Path("templates/again").symlink_to(".")
    assert problems_of(Path()) == [
        (
            f"templates{'/again' * 8}: This folder lies more than 8 folders deep. Move its files further up, or out of "
            "the model. [folders-too-deep]"
        )
    ]


DIGESTS = """
import sys
from pathlib import Path
from kcsp_docs.reading import read_edition
read = read_edition(Path(sys.argv[1]), {}, ())
print(read.digest, read.template_digest)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold no name that is no text")
def test_the_digests_are_the_same_in_every_language_whatever_the_names(model: Callable[[], Path]) -> None:
    folder = os.fsencode(model())
    Path("templates/wording").mkdir(parents=True)
    for name in ("café.png".encode(), b"terms/b\xff.md", b"templates/wording/b\xff.md.j2", "templates/é".encode()):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"x\n")
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS, folder],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **language},
            capture_output=True,
            check=True,
        ).stdout
        for language in (ascii_alone, {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"})
    }
    assert len(digests) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no name that is no text")
@pytest.mark.parametrize(
    ("name", "in_bytes"),
    [
        ("a.md", b"a.md"),
        ("caf\u00e9.png", b"caf\xc3\xa9.png"),
        ("cafe\u0301.png", b"caf\xc3\xa9.png"),
        ("b\udcff.md", b"b\xff.md"),
    ],
)
def test_a_name_is_hashed_as_it_stands_on_the_disk(name: str, in_bytes: bytes) -> None:
    assert name_in_bytes(name) == in_bytes
