"""A whole folder: what is read, how it is found again, what counts as a change, and that nothing else is raised."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcsp_docs.errors import ModelError, Problem, Severity
from kcsp_docs.prose.tree import Block, Heading, Paragraph, plain
from kcsp_docs.reading import ReadEdition, read_edition
from kcsp_docs.reading.folder import can_name_a_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

BASE = Path(__file__).parent / "base"


def read(**sections: type[BaseModel]) -> ReadEdition:
    return read_edition(Path(), sections, ())


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ModelError) as raised:
        read_edition(folder, {}, ())
    return [str(problem) for problem in raised.value.problems]


def change(name: str, before: str, after: str) -> None:
    path = Path(name)
    text = path.read_bytes().decode("utf-8")
    assert before in text
    path.write_bytes(text.replace(before, after).encode("utf-8"))


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.content) for block in blocks if isinstance(block, Heading | Paragraph)]


def test_the_model_holds_what_the_files_say(model: Callable[[], Path]) -> None:
    model()
    edition = read()
    governance = edition.governance
    assert edition.problems == ()
    assert governance.edition.id == "anyshire-2024"
    assert governance.group("main-group").quorum.bodies_needed(1, 1) == 1
    assert governance.grant is not None
    assert governance.grant.allocation == 39661
    assert governance.action_plan is not None
    assert [priority.id for priority in governance.action_plan.priorities] == ["road-safety"]
    assert governance.as_of.isoformat() == "2024-07-04"
    assert words(governance.terms_of("main-group")) == ["Quorum", "Of ACSP at least 1 must be there."]
    assert words(governance.passage("review.summary")) == [
        "The annual review of Anyshire Community Safety Partnership."
    ]


def test_only_partnership_and_terms_are_needed(model: Callable[[], Path]) -> None:
    model()
    for name in ("review", "grant", "meetings", "action-plan"):
        Path(f"{name}.yaml").unlink()
    governance = read().governance
    assert (governance.review, governance.grant, governance.meetings, governance.action_plan) == (None, None, (), None)


def test_line_ends_and_a_byte_order_mark_change_nothing_that_is_read(model: Callable[[], Path]) -> None:
    model()
    before = read().governance
    for path in Path().rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read().governance == before


def test_a_plugins_own_file_is_read_with_its_wording(
    model: Callable[[], Path], sections: dict[str, type[BaseModel]]
) -> None:
    model()
    Path("briefings.yaml").write_text(
        "title: Roads\nitems:\n  - id: ice\n    text: Of {{ partnership.area }}.\n", encoding="utf-8"
    )
    edition = read(**sections)
    section = edition.governance.section(sections["briefings"])
    assert section is not None
    assert section.title == "Roads"
    assert words(edition.governance.passage("briefings.items[ice].text")) == ["Of Anyshire."]
    assert str(edition.places.find("briefings.items[ice].text")) == "Place(file='briefings.yaml', line=4, column=11)"


def test_a_plugins_file_is_strange_where_the_plugin_is_absent(model: Callable[[], Path]) -> None:
    model()
    Path("briefings.yaml").write_text("title: Roads\n", encoding="utf-8")
    assert [problem.code for problem in read().problems] == ["unread-file"]


@pytest.mark.parametrize("name", ["../base", "a/b", "partnership", "review", "terms", "out", "Board Papers", ""])
def test_a_plugin_cannot_name_a_file_that_is_not_its_own(name: str) -> None:
    assert not can_name_a_section(name)
    assert can_name_a_section("board-papers")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param("groups[main-group].quorum.minimum", "partnership.yaml:31:16", id="value"),
        pytest.param("groups[main-group].members[police]", "partnership.yaml:26:9", id="item by id"),
        pytest.param("groups[0].members[0].capacity", "partnership.yaml:28:19", id="items by number"),
        pytest.param("groups[main-group].chair", "partnership.yaml:20:5", id="absent key: its record"),
        pytest.param("groups[main-group].chair.holder", "partnership.yaml:20:5", id="absent record: the one around"),
        pytest.param("groups[nobody].quorum", "partnership.yaml:20:3", id="absent item: its list"),
        pytest.param("silenced", "partnership.yaml:1:1", id="absent key of the file"),
        pytest.param("action_plan.priorities[road-safety].name", "action-plan.yaml:6:11", id="other file"),
        pytest.param("meetings[summer].date", "meetings.yaml:3:9", id="list as file"),
        pytest.param("terms.main-group", "terms/main-group.md:1:1", id="terms"),
        pytest.param("terms.nobody", None, id="no such terms"),
        pytest.param("nowhere.at.all", None, id="no such beginning"),
        pytest.param("", None, id="nothing"),
        pytest.param("]][[", None, id="no path"),
    ],
)
def test_a_model_path_is_found_in_its_file(path: str, place: str | None, model: Callable[[], Path]) -> None:
    model()
    located = read().locate(Problem(Severity.WARNING, "a-rule", "So.", path=path or None))
    expected = ": ".join(part for part in (place, path, "So. [a-rule]") if part)
    assert str(located) == expected


def test_a_problem_that_has_a_place_keeps_it(model: Callable[[], Path]) -> None:
    model()
    problem = Problem(Severity.WARNING, "a-rule", "So.", file="x.md", line=3, path="groups")
    assert read().locate(problem) == problem


def test_the_folder_owns_its_own_files_alone(model: Callable[[], Path]) -> None:
    folder = model()
    edition = read_edition(folder, {}, ())
    inside = Problem(Severity.ERROR, "x", "So.", file=(folder / "terms" / "main-group.md").as_posix())
    outside = Problem(Severity.ERROR, "x", "So.", file=(folder.parent / "other.md").as_posix())
    assert edition.owns(inside)
    assert not edition.owns(outside)
    assert not edition.owns(Problem(Severity.ERROR, "x", "So."))


def test_a_fault_in_shared_terms_is_told_once(model: Callable[[], Path]) -> None:
    folder = model()
    change(
        "partnership.yaml",
        "groups:\n",
        "groups:\n  - id: other\n    name: Other\n    short_name: Other\n    terms: main-group\n",
    )
    change("terms/main-group.md", "group.short_name", "group.shrt_name")
    change("terms/main-group.md", "quorum.minimum", "group.name")
    assert problems_of(folder) == [
        (
            f"{folder.as_posix()}/terms/main-group.md:3:1: terms.other: There is no “shrt_name” in a group. "
            "Did you mean “short_name”? [unknown-field]"
        )
    ]


def test_own_templates_come_before_those_given(model: Callable[[], Path], tmp_path: Path) -> None:
    model()
    change("terms/main-group.md", "must be there.", '{% include "ending.md.j2" %}')
    given = tmp_path / "given"
    (given / "wording").mkdir(parents=True)
    (given / "wording" / "ending.md.j2").write_text("are needed.", encoding="utf-8")
    first = read_edition(Path(), {}, (given,))
    assert words(first.governance.terms_of("main-group"))[1] == "Of ACSP at least 1 are needed."
    Path("templates/wording").mkdir(parents=True)
    Path("templates/wording/ending.md.j2").write_text("shall attend.", encoding="utf-8")
    second = read_edition(Path(), {}, (given,))
    assert words(second.governance.terms_of("main-group"))[1] == "Of ACSP at least 1 shall attend."
    assert second.template_digest != first.template_digest
    assert second.digest != first.digest


def test_facts_in_doubt_raise_no_false_alarm_in_wording(model: Callable[[], Path]) -> None:
    model()
    change("partnership.yaml", "minimum: 1", "minimum: one")
    change("review.yaml", "partnership.name", "groups['main-group'].quorum.minimum")
    assert [line.rpartition("[")[2] for line in problems_of(Path())] == ["not-a-whole-number]"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("review.yaml", b"meeting: summer"),
        ("terms/main-group.md", b"\n"),
        ("crest.png", b"x"),
        ("templates/wording/x.md.j2", b"x"),
        ("artefacts/note.md", b"x"),
    ],
)
def test_the_digest_is_of_every_file_that_goes_in(name: str, content: bytes, model: Callable[[], Path]) -> None:
    model()
    before = read().digest
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        (path.read_bytes() if path.exists() else b"") + (b"\n# " if name == "review.yaml" else b"") + content
    )
    assert read().digest != before


def test_the_digest_is_of_nothing_else(model: Callable[[], Path], tmp_path: Path) -> None:
    folder = model()
    before = read().digest
    for name in ("out/manifest.json", "history/2023.csv", ".git/HEAD", "notes.docx", "README.md"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    assert read().digest == read_edition(moved, {}, ()).digest == before


def test_a_renamed_file_is_a_change(model: Callable[[], Path]) -> None:
    model()
    before = read().digest
    Path("terms/main-group.md").rename("terms/other.md")
    change("partnership.yaml", "terms: main-group", "terms: other     ")
    after = read().digest
    assert after != before


def test_a_broken_file_hides_no_fault_in_another(model: Callable[[], Path]) -> None:
    model()
    change("partnership.yaml", "organisations:", "organisations")
    change("grant.yaml", "£39,661", "a lot")
    change("meetings.yaml", "2024-07-04", "4 July")
    assert [line.rpartition("[")[2] for line in problems_of(Path())] == ["not-money]", "not-a-date]", "no-colon]"]


def test_a_reference_to_a_record_whose_id_is_in_doubt_is_not_judged(model: Callable[[], Path]) -> None:
    model()
    change("partnership.yaml", "  - id: police\n    name", "  - id: the police\n    name")
    assert [line.rpartition("[")[2] for line in problems_of(Path())] == ["not-an-id]"]


MUTATIONS = [
    "",
    " ",
    "\t",
    "\n",
    ":",
    ": ",
    "- ",
    "#",
    "{{",
    "}}",
    "{%",
    "[",
    "]",
    '"',
    "'",
    "*",
    "&x ",
    "|",
    "\x00",
    "\ufffe",
    "é",
    "id",
    "12",
]


@given(seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_mistyped_nothing_but_a_model_error_is_raised(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / str(seed)
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    chance = random.Random(seed)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in chance.sample(files, 2):
        text = path.read_bytes().decode("utf-8")
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(text))
            text = text[:start] + chance.choice(MUTATIONS) + text[start + chance.choice([0, 0, 1, 5, 40]) :] or " "
        path.write_bytes(text.encode("utf-8"))
    try:
        problems = read_edition(folder, {}, ()).problems
    except ModelError as failure:
        problems = failure.problems
        assert any(problem.severity is Severity.ERROR for problem in problems)
    for problem in problems:
        assert_place(problem, folder)
    shutil.rmtree(folder)


def assert_place(problem: Problem, folder: Path) -> None:
    """Every problem here lies in a file of the folder, on a line that is there."""
    assert problem.file is not None
    path = Path(problem.file)
    assert path.is_relative_to(folder)
    if problem.line is not None:
        lines = path.read_bytes().decode("utf-8").split("\n")
        assert 1 <= problem.line <= len(lines)
        assert problem.column is None or 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize(
    ("name", "start"), [("partnership.yaml", "groups:"), ("action-plan.yaml", "priorities:")], ids=["root", "file"]
)
def test_references_into_a_list_that_is_missing_are_not_judged(
    name: str, start: str, model: Callable[[], Path]
) -> None:
    model()
    Path("grant.yaml").write_bytes(Path("grant.yaml").read_bytes() + PROJECT.encode())
    path = Path(name)
    path.write_bytes(path.read_bytes().partition(start.encode())[0])
    assert [line.rpartition("[")[2] for line in problems_of(Path())] == ["missing-key]"]


PROJECT = """
projects:
  - id: helmets
    name: Helmets
    lead: police
    amount: 10
    priorities: [road-safety]
    commissioner_priorities: [Roads]
"""


def test_a_large_model_that_is_wrong_throughout_is_told_in_good_time(model: Callable[[], Path]) -> None:
    model()
    count = 2_000
    actions = "".join(f"  - id: RS-{n:05}\n    action: Act {n}\n    lead: polise\n    stat: x\n" for n in range(count))
    wanted = "".join(f"      - SR-{n:05}\n" for n in range(count))
    with Path("action-plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write(f"actions:\n{actions}")
        plan.write(f"measures:\n  - id: m\n    name: M\n    unit: x\n    direction: up\n    actions:\n{wanted}")
    started = time.process_time()
    problems = problems_of(Path())
    assert time.process_time() - started < 20
    assert len(problems) == 3 * count
    assert problems[0].endswith(
        "“polise” is not the id of any of the organisations. Did you mean police? [unknown-reference]"
    )
