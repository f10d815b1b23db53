"""Single edits over generated layouts, and over the examples: the difference is that value and nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcsp_docs.exchange import Edit
from kcsp_docs.reading import ReadEdition, read_edition
from kcsp_docs.reading.edits import Standing, resolve
from kcsp_docs.reading.source import illegal_character_in
from kcsp_docs.reading.splice import spliced, verified

from ..example_models import copied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BOM = b"\xef\xbb\xbf"
QUICK = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SECTION = "action_plan.actions"
AWKWARD = [
    *("a: b", "a #b", "a# b", "- x", "it's", "'", '"', 'say "so"', "\\", "a\\nb", "no", "yes", "~", "null", "1_000"),
    *("0123", "12:30", "2024-07-04", "1e3", ".inf", "=", "<<", "%", "50%", "%x", "0?", "@x", "`x`", "*a", "&a", "!x", "!", "|"),
    *(">", ">-", "?", "? x", "- ", ":", ": x", "x:", ",", "a, b", "[a", "]", "{a", "}", "{a: b}", "[a]", "#", "#x"),
    *("---", "...", "--- x", "a\nb", "a\n\nb", "a\n b", "\tx\t.", "a\tb", "a  b", "😀", "é ñ", "a\u00a0b", "x\u200by", "\\x41"),
    *("a\nb: c\n- d\n# e", "=SUM(A1)", "+44 1622 000000", "'quoted'", '"quoted"', "a" * 40_000, "word " * 8_000 + "end"),
]  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Words, and all that YAML has a meaning for; trimmed, as what comes from a workbook is."""
    drawn = st.text(st.one_of(st.sampled_from("-:#,[]{}&*!|>'\"%@`?=~ \n\t"), st.characters(exclude_categories=["Cs", "Co", "Cn"])), max_size=12)  # fmt: skip
    either = st.one_of(st.sampled_from(AWKWARD), drawn)
    return either.map(str.strip).filter(lambda text: text and not illegal_character_in(text) and "{{" not in text and "{%" not in text)  # fmt: skip


def plain_data(content: bytes, loader: Any = yaml.BaseLoader) -> Any:
    """The second reader: PyYAML's own, which takes every scalar as text."""
    return without_nothing(yaml.load(content.removeprefix(BOM).decode("utf-8"), Loader=loader))


def without_nothing(data: Any) -> Any:
    """Texts trimmed, and no keys that nothing is given for."""
    if isinstance(data, dict):
        return {key: without_nothing(value) for key, value in data.items() if value not in ("", None)}
    return [without_nothing(each) for each in data] if isinstance(data, list) else data.strip()


@dataclass(frozen=True)
class Layout:
    """How a writer lays a file out."""

    hyphen: int
    keys: int
    gap: int
    line_end: str
    mark: bytes
    styles: tuple[str, ...]
    comments: tuple[bool, ...]
    empty_lines: bool
    flow: bool
    last_line_end: bool

    def content(self, records: list[dict[str, str]]) -> bytes:
        lines = [
            "# a plan",
            "title: Plan",
            "year: 2024/25",
            "in_force: 2024-04-01",
            "priorities: []",
            "actions:   # all",
        ]
        for number, record in enumerate(records):
            lines += [""] if self.empty_lines and number else []
            lines += self._flow(record) if self.flow else self._block(record)
        lines += ["# at the end"] if self.comments[0] else []
        text = self.line_end.join(lines) + (self.line_end if self.last_line_end else "")
        return self.mark + text.encode("utf-8")

    def _flow(self, record: dict[str, str]) -> list[str]:
        held = ", ".join(f"{key}: {value}" for key, value in record.items())
        return [f"{' ' * self.hyphen}-{' ' * self.gap}{{{held}}}{self._comment(1)}"]

    def _block(self, record: dict[str, str]) -> list[str]:
        indent = " " * (self.hyphen + 1 + self.gap)
        lines = [f"{indent}{key}: {self._styled(value, number)}" for number, (key, value) in enumerate(record.items())]
        lines[0] = f"{' ' * self.hyphen}-{' ' * self.gap}{lines[0].lstrip()}"
        return [line for each in lines for line in each.split("\n")] + (
            [f"{indent}# in it"] if self.comments[2] else []
        )

    def _styled(self, value: str, number: int) -> str:
        style = self.styles[number % len(self.styles)] if value not in ("", "delayed") else ""
        inner = " " * (self.hyphen + 1 + self.gap + self.keys)
        match style:
            case "'" | '"':
                return f"{style}{value}{style}{self._comment(number)}"
            case "|" | ">" | "|-" | ">+":
                return f"{style}{self._comment(number)}\n{inner}{value}"
            case "next line":
                return f"{self._comment(number)}\n{inner}{value}"
        return f"{value}{self._comment(number)}"

    def _comment(self, number: int) -> str:
        return "  # so\tit is" if self.comments[number % len(self.comments)] else ""


LAYOUTS = st.builds(
    Layout,
    hyphen=st.sampled_from([0, 1, 2, 3, 4, 7]),
    keys=st.sampled_from([1, 2, 3, 4]),
    gap=st.sampled_from([1, 2, 3]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([b"", BOM]),
    styles=st.lists(st.sampled_from(["", "", "'", '"', "|", ">", "|-", ">+", "next line"]), min_size=1, max_size=5).map(
        tuple
    ),
    comments=st.lists(st.booleans(), min_size=3, max_size=5).map(tuple),
    empty_lines=st.booleans(),
    flow=st.booleans(),
    last_line_end=st.booleans(),
)
RECORDS = [
    {"id": "A-1", "action": "Roadside days", "lead": "police", "due": "2024-12-31", "progress": "Two of six", "published": "yes"},
    {"id": "A-2", "action": "Courses"},
    {"id": "A-3", "priority": "", "action": "Marking", "status": "delayed", "progress": "", "published": "no"},
]  # fmt: skip
FIELDS = {
    "action": texts(),
    "lead": st.sampled_from(["police", "probation", None]),
    "due": st.one_of(st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)).map(str), st.none()),
    "status": st.sampled_from(["on-track", "complete", "cancelled", None]),
    "progress": st.one_of(texts(), st.none()),
    "published": st.sampled_from(["yes", "no", None]),
    "ratings[year=2024/25,quarter=q1].rating": st.sampled_from(["red", "green"]),
}

TAKEN_FOR_GRANTED = {"published": "no", "status": "not-started"}


@pytest.fixture
def anyshire_here(model: Callable[[], Path]) -> Path:
    return model()


def written(folder: Path, name: str, content: bytes, edit: Edit) -> bytes:
    """The new bytes of a file, whether they differ or not."""
    (folder / name).write_bytes(content)
    edition = read_edition(folder, {}, ())
    resolution = resolve(edition, [edit])
    assert resolution.problems == ()
    contents = spliced(edition, resolution.edits)
    verified(edition, resolution.edits, contents, {}, ())
    return contents.get(name, content)


def differing_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """What stands in one of them alone: the lines, each with its line end, between the common start and end."""
    old, new = before.split(b"\n"), after.split(b"\n")
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=LAYOUTS, record=st.sampled_from(RECORDS), data=st.data())
def test_one_edit_changes_one_value_whatever_the_layout(
    layout: Layout, record: dict[str, str], data: st.DataObject, anyshire_here: Path
) -> None:
    content = layout.content(RECORDS)
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    after = data.draw(FIELDS[field])
    now = record.get(field) or None
    edit = Edit(SECTION, record["id"], field, now, after, "Actions!B2")
    if now is None and after is None:
        return
    new = written(anyshire_here, "action-plan.yaml", content, edit)
    wanted = plain_data(content)
    changed = next(each for each in wanted["actions"] if each["id"] == record["id"])
    if field.startswith("ratings"):
        changed["ratings"] = [{"year": "2024/25", "quarter": "q1", "rating": after}]
    elif (now or TAKEN_FOR_GRANTED.get(field)) == (after or TAKEN_FOR_GRANTED.get(field)):
        assert new == content
    elif after is None:
        changed.pop(field)
    else:
        changed[field] = after
    assert plain_data(new) == wanted
    assert new.startswith(BOM) is content.startswith(BOM)
    assert (b"\r\n" in new.replace(b'"', b"")) is (layout.line_end == "\r\n")
    assert b"\n" not in new.replace(b"\r\n", b"") or layout.line_end == "\n"
    old_lines, new_lines = differing_lines(content, new)
    of_the_old = b"\n".join(old_lines)
    for comment in (b"# a plan", b"# at the end", b"# in it", b"# all"):
        assert new.count(comment) == content.count(comment)
    assert new.count(b"# so\tit is") == content.count(b"# so\tit is")
    written_lines = of_the_old.count(b"\n") + 1 if old_lines else 0
    assert written_lines <= max(1, len((now or "").split("\n")) + 2)
    if new_lines and now is None and not layout.flow:
        assert len(new_lines) - len(old_lines) <= 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=LAYOUTS, data=st.data())
def test_an_edit_and_its_undoing_leave_the_file_as_it_was(
    layout: Layout, data: st.DataObject, anyshire_here: Path
) -> None:
    """Of a value that stands there as a text on one line, so that there is one way to write it."""
    plain = ["", "'", '"']
    content = layout.content(RECORDS)
    if any(style not in plain for style in layout.styles):
        return
    there = written(anyshire_here, "action-plan.yaml", content, Edit(SECTION, "A-1", "due", "2024-12-31", "2025-03-31", "x"))  # fmt: skip
    assert len(differing_lines(content, there)[0]) == 1
    back = written(anyshire_here, "action-plan.yaml", there, Edit(SECTION, "A-1", "due", "2025-03-31", "2024-12-31", "x"))  # fmt: skip
    assert back == content


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("progress", "now", "keeps"),
    [
        pytest.param("    progress: old\n", "old", b"progress: ", id="plain"),
        pytest.param("    progress: 'old'  # c\n", "old", b"progress: ", id="single"),
        pytest.param('    progress: "old"\n', "old", b'progress: "', id="double"),
        pytest.param("    progress: |\n      old\n", "old", b"progress: ", id="literal"),
        pytest.param("    progress: >-\n      old\n", "old", b"progress: ", id="folded"),
        pytest.param("    progress:\n", None, b"progress: ", id="nothing"),
        pytest.param("", None, b"progress: ", id="absent"),
        pytest.param(", progress: old}\n", "old", b"progress: ", id="in braces"),
        pytest.param(", progress: , published: yes}\n", None, b"progress: ", id="nothing in braces"),
        pytest.param(", published: yes}\n", None, b"progress: ", id="absent in braces"),
    ],
)
def test_every_awkward_text_reads_back_as_itself(
    progress: str, now: str | None, keeps: bytes, line_end: str, anyshire_here: Path
) -> None:
    head = "title: Plan\nyear: 2024/25\nin_force: 2024-04-01\npriorities: []\nactions:\n"
    record = "  - {{id: A-{}, action: x{}" if "}" in progress else "  - id: A-{}\n    action: x\n{}"
    body = "".join(record.format(number, progress) for number in range(len(AWKWARD)))
    (anyshire_here / "action-plan.yaml").write_bytes((head + body).replace("\n", line_end).encode("utf-8"))
    edition = read_edition(anyshire_here, {}, ())
    wanted = [text.strip() for text in AWKWARD]
    edits = [Edit(SECTION, f"A-{number}", "progress", now, text, "x") for number, text in enumerate(wanted)]
    resolution = resolve(edition, edits)
    contents = spliced(edition, resolution.edits)
    verified(edition, resolution.edits, contents, {}, ())
    new = contents["action-plan.yaml"]
    assert [each["progress"] for each in plain_data(new)["actions"]] == wanted
    assert new.count(keeps) == len(AWKWARD)


def single_edits(edition: ReadEdition) -> Iterator[Edit]:
    """Every single value of the example's actions, measures, projects and meetings, changed or cleared in turn."""
    plan, grant = edition.governance.action_plan, edition.governance.grant
    assert plan is not None
    assert grant is not None
    for action in plan.actions:
        yield Edit(SECTION, action.id, "action", action.action, f"{action.action}: more – “so” #1", "A!1")
        status = "delayed" if action.status != "delayed" else "complete"
        yield Edit(SECTION, action.id, "status", action.status, status, "A!1")
        yield Edit(SECTION, action.id, "due", str(action.due) if action.due else None, "2026-02-28", "A!1")
        yield Edit(
            SECTION, action.id, "progress", action.progress, None if action.progress else "Begun.\nSo far.", "A!1"
        )
        yield Edit(SECTION, action.id, "published", "yes" if action.published else "no", "no" if action.published else "yes", "A!1")  # fmt: skip
        yield Edit(SECTION, action.id, "ratings[year=2025/26,quarter=q1].rating", None, "red", "A!1")
    for measure in plan.measures:
        yield Edit("action_plan.measures", measure.id, "target", str(measure.target) if measure.target is not None else None, "7", "M!1")  # fmt: skip
        for figure in measure.figures:
            field = f"figures[year={figure.year},quarter={figure.quarter}].value"
            yield Edit("action_plan.measures", measure.id, field, str(figure.value), "1234.5", "M!1")
    for project in grant.projects:
        yield Edit("grant.projects", project.id, "amount", str(project.amount), "1234", "P!1")
        for quarter in project.quarters:
            for field in ("profile", "spend", "forecast"):
                value = getattr(quarter, field)
                yield Edit("grant.projects", project.id, f"quarters[quarter={quarter.quarter}].{field}", None if value is None else str(value), "77.50", "P!1")  # fmt: skip


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", BOM], ids=["no BOM", "BOM"])
def test_two_hundred_single_edits_of_the_example_change_one_value_each(
    line_end: bytes, mark: bytes, examples: Path, tmp_path: Path
) -> None:
    folder = copied(examples, "kcsp-2024", tmp_path / "model")
    for path in folder.glob("*.yaml"):
        path.write_bytes(mark + path.read_bytes().replace(b"\n", line_end))
    (folder / "terms").joinpath("kcsp.md").touch()
    templates = (examples.parent / "templates" / "kcsp_docs_templates",)
    edition = read_edition(folder, {}, templates)
    edits = list(single_edits(edition))
    for edit in edits:
        resolution = resolve(edition, [edit])
        assert [each.standing for each in resolution.edits] == [Standing.TAKEN], edit
        assert_that_value_alone(edition, edit, spliced(edition, resolution.edits))
    sys.stdout.write(f"{len(edits)} single edits, each of one value\n")
    assert len(edits) >= 200


def assert_that_value_alone(edition: ReadEdition, edit: Edit, contents: Mapping[str, bytes]) -> None:
    """By the bytes, and by PyYAML."""
    ((name, new),) = contents.items()
    old = (edition.folder / name).read_bytes()
    removed, added = differing_lines(old, new)
    assert len(removed) <= 1
    assert len(added) <= (3 if "ratings" in str(edit.field) else 1)
    if removed and added:
        matching = difflib.SequenceMatcher(None, removed[0], added[0], autojunk=False).find_longest_match()
        assert matching.size
        assert added[0].startswith(removed[0][: removed[0].index(b":") + 1])
    before, after = values_in(old), values_in(new)
    differing = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    record = "/".join(edit.section.split(".")[1:])
    assert differing
    assert all(path.startswith(f"{record}/{edit.id}/") for path in differing)
    values = {after[path] for path in differing if path in after}
    wanted = {edit.after} if edit.after else set()
    assert {value.replace(",", "") for value in values} - {"2025/26", "q1"} == {
        each.replace(",", "") for each in wanted
    }


@lru_cache(maxsize=8)
def values_in(content: bytes) -> dict[str, str]:
    return flat(plain_data(content, QUICK))


def flat(data: Any, path: str = "") -> dict[str, str]:
    """Every text of a file by where it stands; the items of a list by id, else by number."""
    if isinstance(data, str):
        return {path: data}
    pairs = data.items() if isinstance(data, dict) else (
        (item.get("id", str(number)) if isinstance(item, dict) else str(number), item) for number, item in enumerate(data)
    )  # fmt: skip
    return {inner: text for key, value in pairs for inner, text in flat(value, f"{path}/{key}".strip("/")).items()}
