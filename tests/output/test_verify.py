"""verify: as built, edited, missing, stale, foreign; nothing is changed by looking."""

from __future__ import annotations

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.output import verify

MINE = "what the officer typed"


def states(desk):
    return {state.path: (state.artefact, str(state.state)) for state in verify(desk.folder)}


def test_each_file_and_how_it_stands(desk):
    names = {"built_docx": "old", "edited_docx": "old", "gone_md": "old", "failed_md": "old", "also_md": "old"}
    desk.build(*desk.pack(**names))
    desk.build(*desk.pack(built_docx="old", edited_docx="old", gone_md="old"), failed=["failed", "also"])
    desk.edit("edited.docx", MINE)
    desk.edit("also.md", MINE)
    (desk.folder / "gone.md").unlink()
    for name in ("mine.docx", "~$mine.docx", ".hidden", ".~lock.mine.docx#"):
        desk.edit(name, MINE)
    (desk.folder / "a folder").mkdir()
    before = desk.all_bytes()

    assert states(desk) == {
        "also.md": ("also", "edited"),
        "built.docx": ("built", "as built"),
        "edited.docx": ("edited", "edited"),
        "failed.md": ("failed", "stale"),
        "gone.md": ("gone", "missing"),
        "mine.docx": (None, "foreign"),
    }
    assert desk.all_bytes() == before


def test_a_kept_file_is_edited_and_the_rebuilt_one_as_built(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)
    desk.build(*desk.pack(paper_docx="new"))

    assert states(desk) == {"paper.docx": ("paper", "edited"), "paper.rebuilt.docx": ("paper", "as built")}


def test_a_build_that_was_interrupted_leaves_nothing_that_looks_edited(desk, instants, in_child, die):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    for instant in instants:
        if (
            in_child(
                lambda: desk.build(*desk.pack(paper_docx="new", notes_md="new")),
                lambda number, at=instant: die() if number == at else None,
            )
            == 0
        ):
            return
        assert {state for _, state in states(desk).values()} <= {"as built", "stale", "missing"}, instant
        desk.build(*desk.pack(paper_docx="old", notes_md="old"))


@pytest.mark.parametrize("stands", ["a folder", "a file", "nothing"])
def test_a_folder_without_a_manifest(desk, stands):
    if stands == "a folder":
        desk.folder.mkdir()
    elif stands == "a file":
        desk.folder.write_text("text", encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        verify(desk.folder)

    assert str(caught.value) == (
        f"{desk.folder}: There is no manifest.json in this folder. Name the folder that kcsp-docs build wrote, such as "
        "MODEL/out. [manifest-missing]"
    )


def test_a_damaged_manifest(desk):
    desk.build(*desk.pack(paper_docx="old"))
    (desk.folder / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(OutputError, match="This manifest is not JSON"):
        verify(desk.folder)
