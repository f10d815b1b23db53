"""Edits written into YAML: one value in its place, and every other byte as it was."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kcsp_docs.errors import ModelError
from kcsp_docs.exchange import Edit
from kcsp_docs.model.fact import Fact
from kcsp_docs.model.values import Line
from kcsp_docs.reading import ReadEdition, read_edition
from kcsp_docs.reading.edits import Resolution, Standing, resolve
from kcsp_docs.reading.splice import spliced, verified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel

HEAD = "title: Plan\nyear: 2024/25\nin_force: 2024-04-01\npriorities: []\n"


def resolved(edition: ReadEdition, *edits: Edit) -> Resolution:
    resolution = resolve(edition, edits)
    assert [str(problem) for problem in resolution.problems] == []
    assert {each.standing for each in resolution.edits} == {Standing.TAKEN}
    return resolution


def written(*edits: Edit, sections: Mapping[str, type[BaseModel]] | None = None) -> Mapping[str, bytes]:
    """The new files, once they were found to be the old model plus the edits."""
    edition = read_edition(Path(), sections or {}, ())
    resolution = resolved(edition, *edits)
    contents = spliced(edition, resolution.edits)
    verified(edition, resolution.edits, contents, sections or {}, ())
    return contents


def action(field: str | None, before: str | None, after: str | None, record: str = "A-1") -> Edit:
    return Edit("action_plan.actions", record, field, before, after, "Actions!B2")


def measure(field: str | None, before: str | None, after: str | None) -> Edit:
    return Edit("action_plan.measures", "M-1", field, before, after, "Measures!B2")


def plan(body: str) -> str:
    return HEAD + body


def changed(body: str, *edits: Edit) -> str:
    Path("action-plan.yaml").write_bytes(plan(body).encode("utf-8"))
    contents = written(*edits)
    assert list(contents) == ["action-plan.yaml"]
    text = contents["action-plan.yaml"].decode("utf-8")
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def in_a_record(value: str) -> str:
    return f"actions:\n  - id: A-1  # the first\n    action: x\n    progress:{value}\n    published: yes # so\n# end\n"


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        pytest.param(" Two days", "Two days", "Three days", " Three days", id="plain"),
        pytest.param(" Two days  # so far", "Two days", "Three", " Three  # so far", id="comment behind"),
        pytest.param(" Two\t# tab", "Two", "Three", " Three\t# tab", id="tab before a comment"),
        pytest.param(" 'Two days'", "Two days", "It's", " 'It''s'", id="single stays single"),
        pytest.param(' "Two days"', "Two days", "Three", ' "Three"', id="double stays double"),
        pytest.param(' "Two"  # c', "Two", 'a "b" \\ c', ' "a \\"b\\" \\\\ c"  # c', id="double escapes"),
        pytest.param(" Two", "Two", "a: b", " 'a: b'", id="plain that needs quotation marks"),
        pytest.param(" Two", "Two", "it's: 'so'", " 'it''s: ''so'''", id="with apostrophes"),
        pytest.param(" Two", "Two", "one\ntwo", ' "one\\ntwo"', id="line end"),
        pytest.param(" 'Two'", "Two", "one\ttwo", ' "one\\ttwo"', id="tab"),
        pytest.param(" Two", "Two", "a #b", " 'a #b'", id="hash"),
        pytest.param(" Two", "Two", "a#b", " a#b", id="hash within a word"),
        pytest.param(" Two", "Two", "~", " '~'", id="the word for nothing"),
        pytest.param(" Two", "Two", "no", " no", id="a word that other readers guess at"),
        pytest.param(" Two\n      days", "Two days", "Three", " Three", id="plain over two lines"),
        pytest.param(' "Two\n      days"', "Two days", "Three", ' "Three"', id="double over two lines"),
        pytest.param("\n      Two", "Two", "Three", "\n      Three", id="on the next line"),
        pytest.param("   # due soon\n      Two", "Two", "Three", "   # due soon\n      Three", id="comment between"),
        pytest.param("", None, "Three", " Three", id="nothing given"),
        pytest.param("   # none yet", None, "Three", " Three   # none yet", id="nothing given, comment"),
        pytest.param(" Two", "Two", None, "", id="cleared"),
        pytest.param(" Two  # so far", "Two", None, "  # so far", id="cleared, comment"),
        pytest.param(' "Two"', "Two", None, "", id="cleared, quoted"),
        pytest.param("   # due\n      Two", "Two", None, "   # due", id="cleared, comment between"),
        pytest.param(" |\n      One\n      two", "One\ntwo", "One\n\nthree", " |\n      One\n\n      three", id="literal"),
        pytest.param(" |-  # long\n      One", "One", "Two", " |-  # long\n      Two", id="literal, comment"),
        pytest.param(" |2\n      One", "One", " Two", " |2\n      Two", id="literal, indentation given"),
        pytest.param(" |\n      One", "One", "a\tb", ' "a\\tb"', id="literal that cannot hold it"),
        pytest.param(" | # c\n      One", "One", "a\tb", ' "a\\tb" # c', id="literal that cannot hold it, comment"),
        pytest.param(" |\n      One\n\n", "One", "Two", " |\n      Two\n\n", id="literal, empty lines follow"),
        pytest.param(" |+\n      One\n", "One", "Two", " |+\n      Two\n", id="literal, empty lines kept"),
        pytest.param(" >-\n      One\n      two", "One two", "Two", " >-\n      Two", id="folded"),
        pytest.param(" >\n        One", "One", "Two\nthree", " >\n        Two\n\n        three", id="folded, two lines"),
        pytest.param(" >\n      One", "One", "word " * 30 + "end", " >\n      " + "word " * 15 + "word\n      " + "word " * 13 + "word end", id="folded anew"),
        pytest.param(" |\n      One\n      two", "One\ntwo", None, "", id="literal cleared"),
        pytest.param(" >-  # why\n      One", "One", None, "  # why", id="folded cleared, comment"),
    ],
)  # fmt: skip
def test_a_value_changes_in_its_place(
    before: str, old: str | None, new: str | None, after: str, model: Callable[[], Path]
) -> None:
    model()
    assert changed(in_a_record(before), action("progress", old, new)) == in_a_record(after)


FLOW = "actions:\n- {{{}id: A-1, action: x, published: yes}}  # so\n"


@pytest.mark.parametrize(
    ("before", "field", "old", "new", "after"),
    [
        pytest.param("progress: Two, ", "progress", "Two", "Three", "progress: Three, ", id="plain"),
        pytest.param("progress: Two, ", "progress", "Two", "a, b", "progress: 'a, b', ", id="comma"),
        pytest.param("progress: Two, ", "progress", "Two", "a}", "progress: 'a}', ", id="brace"),
        pytest.param("progress: 'Two', ", "progress", "Two", "a, b", "progress: 'a, b', ", id="single"),
        pytest.param("progress: , ", "progress", None, "a", "progress: a , ", id="nothing given"),
        pytest.param("progress, ", "progress", None, "a", "progress: a, ", id="no colon"),
        pytest.param("progress: Two, ", "progress", "Two", None, "progress: , ", id="cleared"),
        pytest.param("start: 2024-07-01, ", "due", None, "2024-08-01", "start: 2024-07-01, due: 2024-08-01, ", id="added"),
        pytest.param("\n  progress: Two,  # c\n  ", "ratings[year=2024/25,quarter=q1].rating", None, "red", "\n  progress: Two, ratings: [{year: 2024/25, quarter: q1, rating: red}],  # c\n  ", id="a list, over lines"),
        pytest.param("progress: 'Two', ratings: [], ", "ratings[year=2024/25,quarter=q1].rating", None, "red", "progress: 'Two', ratings: [{year: 2024/25, quarter: q1, rating: red}], ", id="an empty list"),
    ],
)  # fmt: skip
def test_a_record_in_braces_keeps_them(
    before: str, field: str, old: str | None, new: str | None, after: str, model: Callable[[], Path]
) -> None:
    model()
    assert changed(FLOW.format(before), action(field, old, new)) == FLOW.format(after)


def record(*lines: str) -> str:
    return "actions:\n  - id: A-1\n" + "".join(f"    {line}\n" for line in lines) + "  - id: A-2\n    action: y\n"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        pytest.param(
            record("action: x", "published: yes"),
            action("status", None, "on-track"),
            record("action: x", "status: on-track", "published: yes"),
            id="where the model has it",
        ),
        pytest.param(
            record("action: x # so", "# a note on it"),
            action("due", None, "2024-08-01"),
            record("action: x # so", "# a note on it", "due: 2024-08-01").replace("    # a note on it\n    due: 2024-08-01", "    due: 2024-08-01\n    # a note on it"),
            id="before a comment that is no part of the value",
        ),
        pytest.param(
            record("action: |", "  long", "", "published: yes"),
            action("due", None, "2024-08-01"),
            record("action: |", "  long", "due: 2024-08-01", "", "published: yes"),
            id="behind a block text",
        ),
        pytest.param(
            record("action: |+", "  long", "", "published: yes"),
            action("due", None, "2024-08-01"),
            record("action: |+", "  long", "", "due: 2024-08-01", "published: yes"),
            id="behind a block text and the empty lines that are kept",
        ),
        pytest.param(
            "actions:\n-   id: A-1\n    action: x\n",
            action("ratings[year=2024/25,quarter=q1].rating", None, "red"),
            "actions:\n-   id: A-1\n    action: x\n    ratings:\n    -   year: 2024/25\n        quarter: q1\n        rating: red\n",
            id="a list made as the others of the file are",
        ),
        pytest.param(
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}", "  # more to come"),
            action("published", "no", "yes"),
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}", "  # more to come", "published: yes"),
            id="behind a list and its comments",
        ),
        pytest.param(
            record('"action": "x"', '"start": "2024-07-01"').replace("id: A-1", '"id": "A-1"'),
            action("due", None, "2024-08-01"),
            record('"action": "x"', '"start": "2024-07-01"', '"due": "2024-08-01"').replace("id: A-1", '"id": "A-1"'),
            id="quoted as its siblings",
        ),
        pytest.param(
            "actions:\n  - action: x\n    id: A-1\n    lead: police\n",
            action("progress", None, "so"),
            "actions:\n  - action: x\n    id: A-1\n    lead: police\n    progress: so\n",
            id="keys in another order",
        ),
        pytest.param(
            "actions:\n- id: A-1\n  action: x",
            action("progress", None, "so"),
            "actions:\n- id: A-1\n  action: x\n  progress: so",
            id="no line end at the end of the file",
        ),
        pytest.param(
            record("action: x"),
            action("ratings[year=2024/25,quarter=q1].rating", None, "red"),
            record("action: x", "ratings:", "  - year: 2024/25", "    quarter: q1", "    rating: red"),
            id="a list made",
        ),
        pytest.param(
            record("action: x", "ratings: []  # none yet", "published: yes"),
            action("ratings[year=2024/25,quarter=q1].rating", None, "red"),
            record("action: x", "ratings:  # none yet", "  - year: 2024/25", "    quarter: q1", "    rating: red", "published: yes"),
            id="an empty list filled",
        ),
        pytest.param(
            record("action: x", "ratings:  # none yet", "published: yes"),
            action("ratings[year=2024/25,quarter=q1].rating", None, "red"),
            record("action: x", "ratings:  # none yet", "  - year: 2024/25", "    quarter: q1", "    rating: red", "published: yes"),
            id="a key without a list filled",
        ),
        pytest.param(
            record("action: x", "ratings: [", "  ]"),
            action("ratings[year=2024/25,quarter=q1].rating", None, "red"),
            record("action: x", "ratings: [{year: 2024/25, quarter: q1, rating: red}", "  ]"),
            id="empty brackets over two lines",
        ),
        pytest.param(
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}  # bad"),
            action("ratings[year=2024/25,quarter=q1].rating", None, "green"),
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}  # bad", "  - {year: 2024/25, quarter: q1, rating: green}"),
            id="an item as its siblings in braces",
        ),
        pytest.param(
            record("action: x", "ratings: [{year: 2023/24, quarter: q4, rating: red}]"),
            action("ratings[quarter=q1,year=2024/25].rating", None, "green"),
            record("action: x", "ratings: [{year: 2023/24, quarter: q4, rating: red}, {year: 2024/25, quarter: q1, rating: green}]"),
            id="an item in brackets",
        ),
        pytest.param(
            record("action: x", "ratings:", "- year: 2023/24", "  quarter: q4", "  rating: red", "  note: so"),
            action("ratings[year=2023/24,quarter=q4].note", "so", None),
            record("action: x", "ratings:", "- year: 2023/24", "  quarter: q4", "  rating: red", "  note:"),
            id="a value of an item cleared",
        ),
        pytest.param(
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}", "  - {year: 2024/25, quarter: q1, rating: red} # c", "published: yes"),
            action("ratings[year=2024/25,quarter=q1].rating", "red", None),
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}", "published: yes"),
            id="an item goes with all that it says",
        ),
        pytest.param(
            record("action: x", "ratings:", "  - {year: 2023/24, quarter: q4, rating: red}", "published: yes"),
            action("ratings[year=2023/24,quarter=q4].rating", "red", None),
            record("action: x", "ratings: []", "published: yes"),
            id="the last item goes",
        ),
        pytest.param(
            record("action: x", "ratings: [{year: 2023/24, quarter: q4, rating: red}, {year: 2024/25, quarter: q1, rating: red}]"),
            action("ratings[year=2024/25,quarter=q1].rating", "red", None),
            record("action: x", "ratings: [{year: 2023/24, quarter: q4, rating: red}]"),
            id="an item in brackets goes",
        ),
    ],
)  # fmt: skip
def test_keys_and_items_come_and_go(before: str, edit: Edit, after: str, model: Callable[[], Path]) -> None:
    model()
    assert changed(before, edit) == after


TWO = "actions:\n  # first\n  - id: A-1\n    action: x\n    # in it\n  # between\n  - id: A-2  # two\n    action: 'y'\n    status: 'on-track'\n    # at its end\n# below\nmeasures: []\n"


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        pytest.param(
            TWO,
            [
                action(None, None, "A-3", "A-3"),
                action("progress", None, "so", "A-3"),
                action("action", None, "z: z", "A-3"),
                action("ratings[year=2024/25,quarter=q1].rating", None, "red", "A-3"),
            ],
            TWO.replace("    # at its end\n", "    # at its end\n  - id: A-3\n    action: 'z: z'\n    progress: so\n    ratings:\n      - year: 2024/25\n        quarter: q1\n        rating: red\n"),
            id="added in the model's order",
        ),
        pytest.param(
            TWO,
            [action(None, "A-2", None, "A-2")],
            TWO.replace("  - id: A-2  # two\n    action: 'y'\n    status: 'on-track'\n    # at its end\n", ""),
            id="the last deleted",
        ),
        pytest.param(
            TWO,
            [action(None, "A-1", None)],
            TWO.replace("  - id: A-1\n    action: x\n    # in it\n", ""),
            id="the first deleted",
        ),
        pytest.param(
            TWO,
            [action(None, "A-1", None), action(None, "A-2", None, "A-2")],
            "actions: []\n  # first\n  # between\n# below\nmeasures: []\n",
            id="all deleted",
        ),
        pytest.param(
            TWO,
            [action(None, "A-1", None), action("status", "on-track", "delayed", "A-2"), action(None, None, "B", "B"), action("action", None, "b", "B")],
            "actions:\n  # first\n  # between\n  - id: A-2  # two\n    action: 'y'\n    status: 'delayed'\n    # at its end\n  - id: B\n    action: b\n# below\nmeasures: []\n",
            id="deleted, edited, added at once",
        ),
        pytest.param(
            "actions:\n-   id: A-1\n    action: x\n\n-   id: A-2\n    action: y",
            [action(None, None, "A-3", "A-3"), action("action", None, "z", "A-3")],
            "actions:\n-   id: A-1\n    action: x\n\n-   id: A-2\n    action: y\n\n-   id: A-3\n    action: z",
            id="empty lines between, wide hyphens, no line end at the end",
        ),
        pytest.param(
            "actions:\n- id: A-1\n  action: x\n- id: A-2\n  action: y",
            [action(None, "A-2", None, "A-2")],
            "actions:\n- id: A-1\n  action: x",
            id="deleted in a last line without a line end",
        ),
        pytest.param(
            "actions: [{id: A-1, action: x}, {id: A-2, action: y}, {id: A-3, action: z}]\n",
            [action(None, "A-2", None, "A-2"), action(None, "A-3", None, "A-3"), action(None, None, "B", "B"), action("action", None, "a, b", "B")],
            "actions: [{id: A-1, action: x}, {id: B, action: 'a, b'}]\n",
            id="in brackets",
        ),
        pytest.param(
            "actions: [{id: A-1, action: x}, {id: A-2, action: y}]\n",
            [action(None, "A-1", None), action(None, "A-2", None, "A-2"), action(None, None, "B", "B"), action("action", None, "b", "B")],
            "actions: [{id: B, action: b}]\n",
            id="in brackets, all others deleted",
        ),
        pytest.param(
            "measures: []\n",
            [action(None, None, "B", "B"), action("action", None, "b", "B")],
            "actions:\n  - id: B\n    action: b\nmeasures: []\n",
            id="the first of a list that is not there",
        ),
        pytest.param(
            "actions:\n  - \"id\": \"A-1\"\n    \"action\": \"x\"\n",
            [action(None, None, "B", "B"), action("action", None, "b", "B")],
            "actions:\n  - \"id\": \"A-1\"\n    \"action\": \"x\"\n  - \"id\": \"B\"\n    \"action\": \"b\"\n",
            id="quoted as its siblings",
        ),
    ],
)  # fmt: skip
def test_records_are_added_and_deleted(before: str, edits: list[Edit], after: str, model: Callable[[], Path]) -> None:
    model()
    assert changed(before, *edits) == after


MEASURE = "measures:\n  - id: M-1\n    name: Calls\n    unit: a year\n    direction: down\n"


@pytest.mark.parametrize(
    ("old", "edit", "new"),
    [
        pytest.param("{year: 2024/25, quarter: q1, value: 6000}", "7500.5", "{year: 2024/25, quarter: q1, value: 7500.5}", id="plain figure"),
        pytest.param('{year: 2024/25, quarter: q1, value: "6,000"}', "7500", '{year: 2024/25, quarter: q1, value: "7,500"}', id="thousands separator"),
        pytest.param("{year: 2024/25, quarter: q1, value: '6,000'}", "-1234567.5", "{year: 2024/25, quarter: q1, value: '-1,234,567.5'}", id="minus"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_style(old: str, edit: str, new: str, model: Callable[[], Path]) -> None:
    model()
    body = MEASURE + "    figures:\n      - {}\n"
    changes = measure("figures[year=2024/25,quarter=q1].value", "6000", edit)
    assert changed(body.format(old), changes) == body.format(new)


@pytest.mark.parametrize(
    ("old", "new", "written_anew"),
    [
        pytest.param("39,661", "40000", "40,000", id="separator"),
        pytest.param("£39,661", "1234567.50", "£1,234,567.50", id="pound sign"),
        pytest.param("39661", "40000.50", "40000.50", id="plain"),
        pytest.param("39,661.00", "750", "750.00", id="pence"),
        pytest.param("'39661'", "40000", "'40000'", id="quoted"),
    ],
)
def test_money_keeps_its_style(old: str, new: str, written_anew: str, model: Callable[[], Path]) -> None:
    model()
    path = Path("grant.yaml")
    text = path.read_text(encoding="utf-8").replace("£39,661", old + "  # of it")
    path.write_bytes(text.encode("utf-8"))
    contents = written(Edit("grant", "", "allocation", "39661", new, "Grant!B3"))
    assert contents["grant.yaml"].decode("utf-8") == text.replace(old, written_anew)


@pytest.mark.parametrize(("old", "new"), [("yes", "no"), ("Yes", "No"), ("true", "false"), ("TRUE", "FALSE")])
def test_yes_and_no_keep_their_style(old: str, new: str, model: Callable[[], Path]) -> None:
    model()
    body = record("action: x", "published: {}")
    assert changed(body.format(old), action("published", "yes", "no")) == body.format(new)


def test_a_percentage_keeps_its_sign(model: Callable[[], Path]) -> None:
    model()
    text = Path("grant.yaml").read_text(encoding="utf-8") + "tranches: [{id: t, share: 66.6667%, amount: 5}]\n"
    Path("grant.yaml").write_bytes(text.encode("utf-8"))
    contents = written(Edit("grant.tranches", "t", "share", "66.6667", "50", "Grant!B3"))
    assert contents["grant.yaml"].decode("utf-8") == text.replace("66.6667%", "50%")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_line_ends_and_a_byte_order_mark_stay(mark: bytes, model: Callable[[], Path]) -> None:
    """The lines of a file that has both kinds keep theirs; a new line has that of the line above."""
    model()
    crlf = plan(TWO).replace("\n", "\r\n")
    Path("action-plan.yaml").write_bytes(mark + crlf.encode("utf-8"))
    contents = written(
        action("status", None, "delayed"), action(None, None, "B", "B"), action("action", None, "b", "B")
    )
    expected = plan(TWO).replace("action: x\n", "action: x\n    status: delayed\n")
    expected = expected.replace("    # at its end\n", "    # at its end\n  - id: B\n    action: b\n")
    assert contents["action-plan.yaml"] == mark + expected.replace("\n", "\r\n").encode("utf-8")


def test_a_new_last_line_ends_as_the_one_above(model: Callable[[], Path]) -> None:
    model()
    text = plan("actions:\n  - id: A-1\n    action: x").replace("\n", "\r\n")
    Path("action-plan.yaml").write_bytes(text.encode("utf-8"))
    contents = written(action("status", None, "delayed"))
    assert contents["action-plan.yaml"] == (text + "\r\n    status: delayed").encode("utf-8")


def test_a_new_line_ends_as_the_one_above(model: Callable[[], Path]) -> None:
    model()
    text = plan("actions:\n  - id: A-1\r\n    action: x\r\n  - id: A-2\n    action: y\n")
    Path("action-plan.yaml").write_bytes(text.encode("utf-8"))
    contents = written(action("status", None, "delayed"), action("status", None, "delayed", "A-2"))
    expected = text.replace("x\r\n", "x\r\n    status: delayed\r\n").replace("y\n", "y\n    status: delayed\n")
    assert contents["action-plan.yaml"] == expected.encode("utf-8")


def test_a_list_that_is_a_file(model: Callable[[], Path]) -> None:
    model()
    text = "--- # meetings\n- id: summer\n  group: main-group\n  date: 2024-07-04\n...\n"
    Path("meetings.yaml").write_bytes(text.encode("utf-8"))
    contents = written(
        Edit("meetings", "summer", "time", None, "10:00", "Meetings!D2"),
        Edit("meetings", "autumn", None, None, "autumn", "Meetings!A3"),
        Edit("meetings", "autumn", "group", None, "main-group", "Meetings!B3"),
        Edit("meetings", "autumn", "date", None, "2024-10-03", "Meetings!C3"),
    )
    expected = text.replace(
        "2024-07-04\n",
        "2024-07-04\n  time: 10:00\n- id: autumn\n  group: main-group\n  date: 2024-10-03\n",
    )
    assert contents["meetings.yaml"].decode("utf-8") == expected


def test_a_plugins_own_file_is_written_like_any_other(
    model: Callable[[], Path], sections: dict[str, type[BaseModel]]
) -> None:
    model()
    text = "title: Roads\nitems:\n  - id: ice\n    text: Of {{ partnership.area }}.\n"
    Path("briefings.yaml").write_bytes(text.encode("utf-8"))
    contents = written(
        Edit("briefings.items", "ice", "text", "Of {{ partnership.area }}.", "Of ice.", "Briefings!B2"),
        Edit("briefings", "", "year", None, "2025", "Briefings!B1"),
        sections=sections,
    )
    expected = text.replace("Of {{ partnership.area }}.", "Of ice.").replace("Roads\n", "Roads\nyear: 2025\n")
    assert contents["briefings.yaml"].decode("utf-8") == expected


class Notes(Fact):
    """A section with free keys."""

    texts: dict[str, Line]
    more: Line | None = None


def test_a_free_key_is_added_behind_the_others(model: Callable[[], Path]) -> None:
    model()
    Path("notes.yaml").write_bytes(b"texts:\n  z: one\n  a: two\nmore: x\n")
    contents = written(
        Edit("notes", "", "texts.m", None, "three", "Notes!B3"),
        Edit("notes", "", "texts.z", "one", None, "Notes!B1"),
        sections={"notes": Notes},
    )
    assert contents == {"notes.yaml": b"texts:\n  z:\n  a: two\n  m: three\nmore: x\n"}


def test_a_record_within_a_record_comes_and_goes(model: Callable[[], Path]) -> None:
    model()
    project = "projects:\n  - id: p\n    name: P\n    lead: police\n    amount: 5\n    priorities: []\n    commissioner_priorities: [x]\n"
    base = Path("grant.yaml").read_text(encoding="utf-8") + project
    Path("grant.yaml").write_bytes(base.encode("utf-8"))
    given = ("date", "2024-03-14"), ("amount", "5")
    made = written(
        *(Edit("grant.projects", "p", f"partnership_approval.{key}", None, value, "P!B2") for key, value in given)
    )["grant.yaml"]
    expected = base + "    partnership_approval:\n      date: 2024-03-14\n      amount: 5\n"
    assert made.decode("utf-8") == expected
    Path("grant.yaml").write_bytes(made)
    gone = written(
        *(Edit("grant.projects", "p", f"partnership_approval.{key}", value, None, "P!B2") for key, value in given)
    )["grant.yaml"]
    assert gone.decode("utf-8") == base + "    partnership_approval:\n"


def refused(*edits: Edit) -> list[str]:
    edition = read_edition(Path(), {}, ())
    resolution = resolve(edition, edits)
    assert resolution.problems == ()
    with pytest.raises(ModelError) as raised:
        contents = spliced(edition, resolution.edits)
        verified(edition, resolution.edits, contents, {}, ())
    return [str(problem) for problem in raised.value.problems]


def test_what_the_edited_model_would_be_wrong_in_is_said_of_the_cell(model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(TWO).encode("utf-8"))
    assert refused(
        action("lead", None, "polce"),
        action("progress", None, "of {{ x }}", "A-2"),
        action("ratings[year=2024/25,quarter=q1].note", None, "so"),
    ) == [
        "action-plan.yaml:7:5: action_plan.actions[A-1].ratings[year=2024/25,quarter=q1].note: Actions!B2: note of 2024/25 Q1 of action A-1: “rating” is missing. Fill it in too. [missing-key]",
        "action-plan.yaml:7:5: action_plan.actions[A-1].lead: Actions!B2: lead of action A-1: “polce” is not the id of any of the organisations. Did you mean police? [unknown-reference]",
        "action-plan.yaml:11:5: action_plan.actions[A-2].progress: Actions!B2: progress of action A-2: This field takes words only, no facts. Write the words themselves in place of “{{ x }}”. [fact-in-text]",
    ]


def test_a_record_that_something_refers_to_is_not_deleted(model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(record("action: x") + MEASURE + "    actions: [A-1]\n").encode("utf-8"))
    assert refused(action(None, "A-1", None)) == [
        "action-plan.yaml:15:15: action_plan.measures[M-1].actions[0]: “A-1” is not the id of any of the actions. Write A-2. [unknown-reference]"
    ]


def test_edits_of_what_is_gone_are_never_lost_in_silence(model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(TWO).encode("utf-8"))
    assert refused(
        action("progress", "old", "new", "A-9"), action(None, "A-1", None), action("progress", None, "so")
    ) == [
        "action-plan.yaml:7:3: action_plan.actions[A-9].progress: Actions!B2 changes action A-9, which the model no longer has. Put it back into the model, or keep what the model says. [record-gone]",
        "action-plan.yaml:7:5: action_plan.actions[A-1].progress: Actions!B2 changes action A-1, which the model no longer has. Put it back into the model, or keep what the model says. [record-gone]",
    ]


def test_a_file_that_changed_meanwhile_is_seen(model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(TWO).encode("utf-8"))
    edition = read_edition(Path(), {}, ())
    resolution = resolved(edition, action("progress", None, "so"))
    contents = spliced(edition, resolution.edits)
    grant = Path("grant.yaml")
    grant.write_bytes(grant.read_bytes().replace(b"39,661", b"39,662"))
    with pytest.raises(ModelError) as raised:
        verified(edition, resolution.edits, contents, {}, ())
    assert [str(problem) for problem in raised.value.problems] == [
        "grant.yaml: This file was changed while the edits were made ready. Do it again. [edits-not-written]"
    ]


@pytest.mark.parametrize("more", [b"'z'", b"'y'\n    due: 2024-08-01"], ids=["another value", "another key"])
def test_contents_that_say_more_than_the_edits_are_refused(more: bytes, model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(TWO).encode("utf-8"))
    edition = read_edition(Path(), {}, ())
    resolution = resolved(edition, action("progress", None, "so"))
    contents = {name: text.replace(b"'y'", more) for name, text in spliced(edition, resolution.edits).items()}
    with pytest.raises(ModelError) as raised:
        verified(edition, resolution.edits, contents, {}, ())
    assert [str(problem) for problem in raised.value.problems] == [
        "action-plan.yaml: What was typed in Actions!B2 cannot be written here without something else being changed. Write it into the file by hand. [edits-not-written]"
    ]


def test_what_the_model_says_already_changes_no_file(model: Callable[[], Path]) -> None:
    model()
    Path("action-plan.yaml").write_bytes(plan(TWO).encode("utf-8"))
    edition = read_edition(Path(), {}, ())
    edits = [action("status", "delayed", "on-track", "A-2"), action("due", "2024-01-01", None)]
    resolution = resolve(edition, [*edits, Edit("grant", "", "allocation", "1", "39661.00", "Grant!B3")])
    assert {each.standing for each in resolution.edits} == {Standing.ALREADY}
    assert spliced(edition, resolution.edits) == {}


def test_three_hundred_edits_of_a_large_file_take_no_time(model: Callable[[], Path]) -> None:
    model()
    actions = "".join(
        f"  - id: A-{n}\n    action: Do {n}\n    lead: police\n    due: 2024-12-31\n" for n in range(2_000)
    )
    Path("action-plan.yaml").write_bytes(plan(f"actions:\n{actions}").encode("utf-8"))
    edition = read_edition(Path(), {}, ())
    edits = [action("status", None, "on-track", f"A-{n}") for n in range(0, 2_000, 20)]
    edits += [action("due", "2024-12-31", "2025-03-31", f"A-{n}") for n in range(0, 2_000, 20)]
    edits += [action("progress", None, f"So: {n}", f"A-{n}") for n in range(0, 2_000, 20)]
    began = time.process_time()
    resolution = resolved(edition, *edits)
    contents = spliced(edition, resolution.edits)
    assert time.process_time() - began < 2
    found = yaml.load(contents["action-plan.yaml"], Loader=yaml.BaseLoader)["actions"]
    assert len(edits) == 300
    assert [each.get("progress") for each in found[:21]] == ["So: 0", *[None] * 19, "So: 20"]
