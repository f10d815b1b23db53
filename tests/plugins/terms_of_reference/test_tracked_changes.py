"""The files of each group's terms, and whose changes the second one shows."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kcsp_docs_plugins.terms_of_reference import TermsOfReference
from lxml import etree

from kcsp_docs import registry
from kcsp_docs.pipeline.editions import read_editions
from kcsp_docs.pipeline.job import KernelJob

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLEAN, TRACKED = "appendix-a-main-group.docx", "appendix-a-main-group-tracked-changes.docx"


@pytest.fixture
def now(anyshire: Path) -> Path:
    """An edition that names the same one before it; nothing has changed."""
    before = shutil.copytree(anyshire, anyshire.parent / "before")
    (before / "review.yaml").unlink()
    partnership = anyshire / "partnership.yaml"
    partnership.write_text(
        partnership.read_text(encoding="utf-8") + "previous:\n  folder: ../before\n", encoding="utf-8"
    )
    return anyshire


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def files(model: Path) -> dict[str, bytes]:
    loaded = registry.load()
    read = read_editions(model, loaded)
    assert read.governance.as_of is not None
    templates = read.edition.templates(loaded.template_folders())
    job = KernelJob(read.governance, read.before, read.changes, read.governance.as_of, templates)
    return {file.name: file.content for file in TermsOfReference().render(job)}


def marks(content: bytes) -> list[tuple[str, str]]:
    """What was inserted and deleted, run by run."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    found = body.iter(f"{W}ins", f"{W}del")
    texts = (
        (each.tag.removeprefix(W), "".join(text.text or "" for text in each.iter(f"{W}t", f"{W}delText")))
        for each in found
    )
    return [(kind, text) for kind, text in texts if text]


def signed(content: bytes) -> set[tuple[str, str]]:
    """Who made the changes, and when."""
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode("utf-8")
    return set(re.findall(r'<w:(?:ins|del) [^>]*w:author="([^"]*)"[^>]*w:date="([^"]*)"', text))


def test_words_that_changed_are_marked_in_the_second_file_alone(now: Path, extract: Callable[[bytes], Any]) -> None:
    edit(now, "terms/main-group.md", "at least", "no fewer than")
    made = files(now)
    assert list(made) == [CLEAN, TRACKED]
    assert marks(made[CLEAN]) == []
    assert marks(made[TRACKED]) == [("del", "at least"), ("ins", "no fewer than")]
    assert extract(made[CLEAN]).properties["title"] == "Anyshire Community Safety Partnership: Terms of Reference"
    assert extract(made[TRACKED]).properties["title"] == (
        "Anyshire Community Safety Partnership: Terms of Reference with tracked changes"
    )


def test_facts_that_changed_are_marked_where_the_terms_say_them(now: Path) -> None:
    edit(now, "partnership.yaml", "      minimum: 1\n", "      minimum: 2\n")
    assert marks(files(now)[TRACKED]) == [("del", "1"), ("ins", "2")]


def test_the_cover_and_the_version_table_are_compared_too(now: Path) -> None:
    named = "    name: Anyshire Community Safety Partnership\n    short_name"
    edit(now, "partnership.yaml", named, named.replace("Partnership", "Board"))
    version = "    versions:\n      - {version: 1.0, date: 2023-07-12, changes: First version}\n"
    edit(now.parent / "before", "partnership.yaml", "    quorum:\n", f"{version}    quorum:\n")
    later = "      - {version: 2.0, date: 2024-07-04, changes: Another name}\n"
    edit(now, "partnership.yaml", "    quorum:\n", f"{version}{later}    quorum:\n")
    found = marks(files(now)[TRACKED])
    assert ("del", "Partnership") in found
    assert ("ins", "Board") in found
    assert [text for kind, text in found if kind == "ins"][1:] == ["2.0", "4 July 2024", "Another name"]


def test_wording_of_the_partnerships_own_says_of_each_edition_what_it_is(now: Path) -> None:
    own = now / "templates" / "wording" / "terms-of-reference.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# {{ group.name }}\n\n{{ edition.title }}, {{ partnership.area }}\n", encoding="utf-8")
    edit(now.parent / "before", "partnership.yaml", "title: Terms of Reference 2024", "title: Terms of Reference 2023")
    edit(now.parent / "before", "partnership.yaml", "area: Anyshire", "area: Oldshire")
    assert marks(files(now)[TRACKED]) == [("del", "2023, Oldshire"), ("ins", "2024, Anyshire")]


def test_a_group_that_did_not_change_has_the_second_file_without_a_mark(now: Path) -> None:
    made = files(now)
    assert list(made) == [CLEAN, TRACKED]
    assert marks(made[TRACKED]) == []


def test_a_group_without_a_letter_is_named_by_its_terms(now: Path) -> None:
    edit(now, "partnership.yaml", "    appendix: A\n", "")
    assert list(files(now)) == [
        "terms-of-reference-main-group.docx",
        "terms-of-reference-main-group-tracked-changes.docx",
    ]


@pytest.mark.parametrize(
    ("folder", "old", "new"),
    [
        pytest.param("anyshire", "previous:\n  folder: ../before\n", "", id="no edition before"),
        pytest.param("before", "    appendix: A\n", "    appendix: A\n    status: ended\n", id="one that had ended"),
    ],
)
def test_a_group_that_the_edition_before_did_not_have_has_one_file(now: Path, folder: str, old: str, new: str) -> None:
    edit(now.parent / folder, "partnership.yaml", old, new)
    assert list(files(now)) == [CLEAN]


@pytest.mark.parametrize(
    ("old", "new", "author"),
    [
        pytest.param("post: Secretary", "post: Secretary\n    name: Ada Clerk", "Ada Clerk", id="a name that may be published"),
        pytest.param("post: Secretary\n    published: yes", "post: Secretary\n    name: Ada Clerk",
                     "Anyshire Community Safety Partnership", id="a private name"),
        pytest.param("post: Secretary", "post: The secretary", "Anyshire Community Safety Partnership", id="no name"),
    ],
)  # fmt: skip
def test_the_changes_are_the_authors_of_the_paper_where_the_name_may_be_published(
    old: str, new: str, author: str, now: Path
) -> None:
    edit(now, "terms/main-group.md", "at least", "no fewer than")
    edit(now, "partnership.yaml", old, new)
    assert signed(files(now)[TRACKED]) == {(author, "2024-07-04T00:00:00Z")}


def test_without_a_paper_they_are_the_partnerships(now: Path) -> None:
    edit(now, "terms/main-group.md", "at least", "no fewer than")
    (now / "review.yaml").unlink()
    assert signed(files(now)[TRACKED]) == {("Anyshire Community Safety Partnership", "2024-07-04T00:00:00Z")}
