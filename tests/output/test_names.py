"""File names: one that some system refuses, or that leads out of the folder, is refused before anything is written."""

from __future__ import annotations

import pytest

from kcsp_docs.exchange import File
from kcsp_docs.output.names import edited_names, fold, lock_markers, rebuilt_name

REFUSED = [
    pytest.param("", "“”, which is empty", id="empty"),
    pytest.param("  ", "“  ”, which is empty", id="blank"),
    pytest.param("../x.md", "“../x.md”, which has a folder in it", id="the folder above"),
    pytest.param("sub/x.md", "“sub/x.md”, which has a folder in it", id="a folder"),
    pytest.param("sub\\x.md", "“sub\\x.md”, which has a folder in it", id="a folder, as Windows writes it"),
    pytest.param("/etc/x.md", "“/etc/x.md”, which has a folder in it", id="absolute"),
    pytest.param("C:\\x.md", "“C:\\x.md”, which has a folder in it", id="absolute, as Windows writes it"),
    pytest.param("C:x.md", "“C:x.md”, which has : in it", id="a drive letter"),
    pytest.param("x.md:stream", "“x.md:stream”, which has : in it", id="an alternate stream"),
    pytest.param("a<b.md", "“a<b.md”, which has < in it", id="less than"),
    pytest.param("a>b.md", "“a>b.md”, which has > in it", id="greater than"),
    pytest.param('a"b.md', '“a"b.md”, which has " in it', id="a quotation mark"),
    pytest.param("a|b.md", "“a|b.md”, which has | in it", id="a bar"),
    pytest.param("a?.md", "“a?.md”, which has ? in it", id="a question mark"),
    pytest.param("a*.md", "“a*.md”, which has * in it", id="a star"),
    pytest.param("a\nb.md", "“a�b.md”, which has the control character 10 in it", id="a line end"),
    pytest.param("a\0b.md", "“a�b.md”, which has the control character 0 in it", id="a NUL"),
    pytest.param("a\x7fb.md", "“a�b.md”, which has the control character 127 in it", id="delete"),
    pytest.param("a\ud800.md", "“a�.md”, which has half a character in it", id="a surrogate"),
    pytest.param("CON.docx", "“CON.docx”, which is a device on Windows", id="CON"),
    pytest.param("nul", "“nul”, which is a device on Windows", id="nul"),
    pytest.param("Aux.tar.gz", "“Aux.tar.gz”, which is a device on Windows", id="aux with two suffixes"),
    pytest.param("com1.md", "“com1.md”, which is a device on Windows", id="com1"),
    pytest.param("LPT².md", "“LPT².md”, which is a device on Windows", id="lpt superscript two"),
    pytest.param("prn .md", "“prn .md”, which is a device on Windows", id="prn and a blank"),
    pytest.param("x.", "“x.”, which ends with a dot or a blank, which Windows drops", id="a trailing dot"),
    pytest.param("x.md ", "“x.md ”, which ends with a dot or a blank, which Windows drops", id="a trailing blank"),
    pytest.param("..", "“..”, which ends with a dot or a blank, which Windows drops", id="two dots"),
    pytest.param(" x.md", "“ x.md”, which begins with a blank", id="a leading blank"),
    pytest.param("x" * 198 + ".md", f"“{'x' * 59}…”, which is 201 characters long, and 200 is the most", id="long"),
    pytest.param("家" * 80 + ".md", f"“{'家' * 59}…”, which is too long for a disk", id="long once encoded"),
    pytest.param("manifest.json", "“manifest.json”, which is kept for the build's own work", id="the manifest"),
    pytest.param("Manifest.JSON", "“Manifest.JSON”, which is kept for the build's own work", id="the manifest, folded"),
    pytest.param(".kcsp-docs", "“.kcsp-docs”, which is kept for the build's own work", id="the work folder"),
    pytest.param(".hidden", "“.hidden”, which is kept for the build's own work", id="hidden"),
    pytest.param("~$x.docx", "“~$x.docx”, which is kept for the build's own work", id="Word's marker"),
    pytest.param("x.rebuilt.docx", "“x.rebuilt.docx”, which is kept for the build's own work", id="rebuilt"),
    pytest.param("x.edited-2.md", "“x.edited-2.md”, which is kept for the build's own work", id="set aside"),
]


@pytest.mark.parametrize(("name", "why"), REFUSED)
def test_a_name_that_not_every_system_takes_is_refused_and_the_other_artefacts_are_written(desk, name, why):
    written = desk.build(desk.artefact("bad", File(name, b"text")), *desk.pack(good_md="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"bad (kcsp-docs 1.0) names a file {why}; nothing of bad was written. "
            "The plugin must use a plain file name such as paper.docx, one that every system takes. [bad-file-name]"
        )
    ]
    assert written.refused == ("bad",)
    assert desk.names() == ["good.md", "manifest.json"]
    assert not written.whole


@pytest.mark.parametrize(
    "name",
    [
        "paper.docx",
        "appendix-c-working-group.docx",
        "console.md",
        "com.md",
        "com10.md",
        "Rôle & duties (2024).md",
        "a.b.c",
        "x" * 200,
    ],
)
def test_a_plain_name_is_taken(desk, name):
    assert desk.build(desk.artefact("paper", desk.file(name, "text"))).whole
    assert name in desk.names()


def test_every_bad_name_of_an_artefact_is_told_at_once(desk):
    bad = desk.artefact("bad", File("a/b", b"1"), File("CON", b"1"), desk.file("fine.md", "1"))

    assert [problem.message for problem in desk.build(bad).problems] == [
        "bad (kcsp-docs 1.0) names a file “a/b”, which has a folder in it; nothing of bad was written.",
        "bad (kcsp-docs 1.0) names a file “CON”, which is a device on Windows; nothing of bad was written.",
    ]
    assert desk.names() == []


@pytest.mark.parametrize(
    ("one", "other"), [("Paper.docx", "paper.DOCX"), ("caf\u00e9.md", "cafe\u0301.md"), ("STRASSE.md", "straße.md")]
)
def test_names_that_some_system_takes_for_one_fold_together(one, other):
    assert fold(one) == fold(other)


def test_names_that_stand_beside_a_file():
    assert rebuilt_name("paper.docx") == "paper.rebuilt.docx"
    assert [name for name, _ in zip(edited_names("paper.docx"), range(3), strict=False)] == [
        "paper.edited.docx",
        "paper.edited-2.docx",
        "paper.edited-3.docx",
    ]


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("cover-paper.docx", "~$ver-paper.docx"),
        ("letters8.docx", "~$tters8.docx"),
        ("seven77.docx", "~$even77.docx"),
        ("six666.docx", "~$six666.docx"),
        ("action-tracker.xlsx", "~$action-tracker.xlsx"),
        ("cover-paper.docx", ".~lock.cover-paper.docx#"),
    ],
)
def test_the_marks_that_office_programs_lay_beside_an_open_file(name, marker):
    assert marker in lock_markers(name)
