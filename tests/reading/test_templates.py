"""Template folders one behind the other: the first that has a name wins, and a digest tells when any of them changes."""

from __future__ import annotations

import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from kcsp_docs.errors import WordingError
from kcsp_docs.reading.templates import TemplateChain


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_first_folder_that_has_a_wording_wins(tmp_path: Path) -> None:
    write(tmp_path / "own/wording/a.md.j2", "own a\r\nline 2")
    write(tmp_path / "shipped/wording/a.md.j2", "shipped a")
    write(tmp_path / "shipped/wording/b.md.j2", "shipped b")
    chain = TemplateChain((tmp_path / "absent", tmp_path / "own", tmp_path / "shipped"))
    first, second = chain.find("a.md.j2"), chain.find("b.md.j2")
    assert first is not None
    assert (first.text, first.file) == ("own a\nline 2", (tmp_path / "own/wording/a.md.j2").as_posix())
    assert second is not None
    assert second.text == "shipped b"
    assert chain.find("c.md.j2") is None


def test_other_files_lie_at_the_root_and_are_bytes(tmp_path: Path) -> None:
    write(tmp_path / "own/wording/house_style.docx", b"not this")
    write(tmp_path / "shipped/house_style.docx", b"PK\x00\xff")
    chain = TemplateChain((tmp_path / "own", tmp_path / "shipped"))
    assert chain.read("house_style.docx") == b"PK\x00\xff"
    assert chain.read("house_style.css") is None


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/hosts", "a/../../../secret", "..\\secret", "C:secret", "", ".", "x\x00", "wording"]
)
def test_no_name_leads_out_of_the_folders(name: str, tmp_path: Path) -> None:
    write(tmp_path / "secret", "x")
    write(tmp_path / "own/wording/a.md.j2", "a")
    chain = TemplateChain((tmp_path / "own",))
    assert chain.find(name) is None
    assert chain.read(name) is None


def test_a_template_that_is_no_utf_8_is_a_wording_error_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path / "own/wording/a.md.j2", b"A line.\nCouncil\x92s\n")
    with pytest.raises(WordingError) as raised:
        TemplateChain((tmp_path / "own",)).find("a.md.j2")
    assert [str(problem) for problem in raised.value.problems] == [
        (
            f"{path.as_posix()}:2:8: This file is not UTF-8 text: byte 92 (“’” in Windows-1252) stands here. "
            "Save it as UTF-8 (in the editor: Save as, Encoding). [not-utf-8]"
        )
    ]


def test_a_package_within_an_archive_is_a_template_folder_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        archive.writestr("templates/wording/a.md.j2", "from the archive")
        archive.writestr("templates/house_style.css", "p {}")
    chain = TemplateChain((zipfile.Path(tmp_path / "package.zip", "templates/"),))
    found = chain.find("a.md.j2")
    assert found is not None
    assert found.text == "from the archive"
    assert chain.read("house_style.css") == b"p {}"
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(unpacked)
    assert chain.digest == TemplateChain((unpacked / "templates",)).digest


def test_the_shipped_templates_are_found() -> None:
    chain = TemplateChain((files("kcsp_docs_templates"),))
    assert chain.find("cover-paper.md.j2") is not None
    assert chain.read("house_style.docx") is not None


@pytest.mark.parametrize(
    ("name", "content", "changes"),
    [
        ("wording/a.md.j2", "a ", True),
        ("wording/a.md.j2", "a\r", True),
        ("wording/new.md.j2", "", True),
        ("deep/er/new.txt", "x", True),
        (".hidden", "x", False),
        ("__pycache__/x.pyc", "x", False),
        ("wording/__pycache__/x.pyc", "x", False),
    ],
)
def test_the_digest_is_of_names_and_bytes(name: str, content: str, changes: bool, tmp_path: Path) -> None:
    write(tmp_path / "own/wording/a.md.j2", "a")
    before = TemplateChain((tmp_path / "own",)).digest
    write(tmp_path / "own" / name, content)
    assert (TemplateChain((tmp_path / "own",)).digest != before) is changes


def test_the_digest_knows_which_folder_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "a/x", "1")
    write(tmp_path / "b/x", "2")
    folders = (tmp_path / "a", tmp_path / "b")
    assert TemplateChain(folders).digest != TemplateChain(folders[::-1]).digest
