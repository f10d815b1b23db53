"""manifest.json has one shape, says nothing of the machine, and is never believed when it is not whole."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.exchange import File
from kcsp_docs.output import Inputs


def test_the_shape_that_is_promised(desk):
    inputs = Inputs(model="1" * 64, previous="2" * 64, as_of="2024-07-04", templates="3" * 64)
    desk.build(
        desk.artefact("terms", desk.file("b.md", "B"), desk.file("a.md", "A"), inputs=inputs, distribution="guest"),
        desk.artefact("paper", desk.file("é.md", "É")),
    )

    assert (
        (desk.folder / "manifest.json").read_text(encoding="utf-8")
        == f"""\
{{
  "artefacts": [
    {{
      "name": "paper",
      "plugin": "paper",
      "distribution": "kcsp-docs",
      "version": "1.0",
      "inputs": {{
        "model": "{"m" * 64}",
        "previous": null,
        "as_of": "2024-07-04",
        "templates": "{"t" * 64}"
      }},
      "state": "built",
      "files": [
        {{
          "path": "é.md",
          "sha256": "{sha256("É".encode()).hexdigest()}",
          "content_digest": "{sha256("É".encode()).hexdigest()}"
        }}
      ]
    }},
    {{
      "name": "terms",
      "plugin": "terms",
      "distribution": "guest",
      "version": "1.0",
      "inputs": {{
        "model": "{"1" * 64}",
        "previous": "{"2" * 64}",
        "as_of": "2024-07-04",
        "templates": "{"3" * 64}"
      }},
      "state": "built",
      "files": [
        {{
          "path": "a.md",
          "sha256": "{sha256(b"A").hexdigest()}",
          "content_digest": "{sha256(b"A").hexdigest()}"
        }},
        {{
          "path": "b.md",
          "sha256": "{sha256(b"B").hexdigest()}",
          "content_digest": "{sha256(b"B").hexdigest()}"
        }}
      ]
    }}
  ]
}}
"""
    )


def test_equal_builds_give_equal_bytes_wherever_they_are_made(make_desk, tmp_path):
    here, there = make_desk(tmp_path / "here"), make_desk(tmp_path / "some" / "where" / "else")
    here.build(*here.pack(paper_docx="new", notes_md="new"))
    there.build(*reversed(there.pack(paper_docx="new", notes_md="new")))

    assert here.all_bytes() == there.all_bytes()


def test_a_content_digest_is_of_the_parts_and_the_same_under_another_compression(make_desk, tmp_path, zip_of, parts_of):
    desk = make_desk(tmp_path / "out")
    content = zip_of(parts_of("x"))
    desk.build(desk.artefact("paper", File("paper.docx", content)))
    (record,) = desk.manifest()["artefacts"][0]["files"]

    whole = sha256()
    with ZipFile(BytesIO(content)) as package:
        for name in ["[Content_Types].xml", "_rels/.rels", "main/part.xml"]:
            for value in (name.encode(), package.read(name)):
                whole.update(sha256(value).hexdigest().encode())
    assert record["content_digest"] == whole.hexdigest()
    assert record["sha256"] == sha256((desk.folder / "paper.docx").read_bytes()).hexdigest()


def test_new_inputs_are_written_down_though_no_file_changes(desk):
    desk.build(*desk.pack(paper_md="same"))
    later = Inputs(model="9" * 64, previous=None, as_of="2025-07-03", templates="t" * 64)

    desk.build(desk.artefact("paper", desk.file("paper.md", "same"), inputs=later))

    assert desk.manifest()["artefacts"][0]["inputs"]["as_of"] == "2025-07-03"


def test_a_file_that_was_kept_back_leaves_the_inputs_of_the_build_that_made_it(desk):
    desk.build(*desk.pack(tracker_xlsx="old"))
    desk.edit("tracker.xlsx", "typed")
    later = Inputs(model="9" * 64, previous=None, as_of="2025-07-03", templates="t" * 64)

    desk.build(desk.artefact("tracker", desk.file("tracker.xlsx", "new"), inputs=later))

    (record,) = desk.manifest()["artefacts"]
    assert record["inputs"]["as_of"] == "2024-07-04"
    assert record["state"] == "kept"


def test_a_pack_of_nothing(desk):
    assert desk.build().whole
    assert desk.names() == []

    desk.build(*desk.pack(paper_md="x"))
    desk.build()
    assert desk.manifest() == {"artefacts": []}
    assert desk.names() == ["manifest.json"]


def test_an_artefact_that_makes_no_file_is_in_the_manifest(desk):
    desk.build(desk.artefact("silent"))

    assert desk.states() == {"silent": "built"}


def test_an_artefact_that_makes_no_file_any_more_stays_in_the_manifest(desk):
    desk.build(*desk.pack(paper_md="old"))
    desk.build(desk.artefact("paper"))

    assert desk.states() == {"paper": "built"}
    assert desk.names() == ["manifest.json"]


def test_an_artefact_whose_only_file_was_kept_from_the_first_is_in_the_manifest(desk):
    desk.folder.mkdir()
    desk.edit("notes.md", "somebody's")
    desk.build(*desk.pack(notes_md="new"))

    assert desk.states() == {"notes": "kept"}
    assert [file["sha256"] for file in desk.manifest()["artefacts"][0]["files"]] == [sha256(b"new").hexdigest()]


GOOD = {
    "name": "paper",
    "plugin": "paper",
    "distribution": "kcsp-docs",
    "version": "1.0",
    "inputs": {"model": "m", "previous": None, "as_of": "2024-07-04", "templates": "t"},
    "state": "built",
    "files": [{"path": "paper.md", "sha256": "0" * 64, "content_digest": "0" * 64}],
}


def with_path(path):
    return {**GOOD, "files": [{**GOOD["files"][0], "path": path}]}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "is not JSON", id="empty"),
        pytest.param(b'{"artefacts": [', "is not JSON", id="torn"),
        pytest.param(b"\xff\xfe{}", "is not JSON", id="another encoding"),
        pytest.param(b"<<<<<<< HEAD\n{}", "is not JSON", id="a conflict of versions"),
        pytest.param(b"[" * 100_000, "is not JSON", id="too deep"),
        pytest.param(b"[]", "does not have the keys artefacts in one place", id="a list"),
        pytest.param(b'{"name": "a web app"}', "does not have the keys artefacts in one place", id="another program's"),
        pytest.param(b'{"artefacts": {}}', "has no list where one should be", id="artefacts no list"),
        pytest.param(
            [{**GOOD, "colour": "red"}],
            "does not have the keys name, plugin, distribution, version, inputs, state, files in one place",
            id="a key too many",
        ),
        pytest.param([{**GOOD, "state": "odd"}], "has no such state as 'odd'", id="an unknown state"),
        pytest.param([{**GOOD, "state": ["built"]}], "has no such state as ['built']", id="a state of another type"),
        pytest.param([{**GOOD, "version": 1}], "has no text where some should be", id="a number"),
        pytest.param([GOOD, GOOD], "lists an artefact twice: paper", id="an artefact twice"),
        pytest.param([GOOD, {**with_path("Paper.md"), "name": "b"}], "lists a file twice: paper.md", id="a file twice"),
        pytest.param(
            [with_path("../x.md")], "lists a file whose name has a folder in it", id="a path out of the folder"
        ),
        pytest.param(
            [with_path("manifest.json")], "lists a file whose name is kept for the build's own work", id="itself"
        ),
        pytest.param(
            [{**GOOD, "files": [{**GOOD["files"][0], "sha256": "x"}]}], "has no digest for paper.md", id="no digest"
        ),
    ],
)
def test_a_damaged_or_foreign_manifest_stops_the_build_and_nothing_is_touched(desk, content, fault):
    desk.build(*desk.pack(paper_md="old"))
    encoded = content if isinstance(content, bytes) else json.dumps({"artefacts": content}).encode()
    (desk.folder / "manifest.json").write_bytes(encoded)
    before = desk.all_bytes()

    with pytest.raises(OutputError) as caught:
        desk.build(*desk.pack(paper_md="new"), overwrite=True)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"{desk.folder / 'manifest.json'}: This manifest {fault}, so nobody can tell which files were edited; nothing "
            "was written. Put the last good one back, or delete it and build again: every file that differs is then kept. "
            "[manifest-damaged]"
        )
    ]
    assert desk.all_bytes() == before
    assert desk.names() == ["manifest.json", "paper.md"]


def test_without_its_manifest_a_folder_takes_up_what_is_as_built_and_keeps_the_rest(desk):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    desk.edit("notes.md", "typed")
    (desk.folder / "manifest.json").unlink()

    written = desk.build(*desk.pack(paper_docx="old", notes_md="old"))

    assert {file.path: str(file.state) for file in written.files} == {"notes.md": "kept", "paper.docx": "unchanged"}
    assert desk.says("notes.md") == "typed"
