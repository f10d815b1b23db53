"""The records in ``history/``: read with the model, told of when broken, and written so that they read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.model.history import Change, Collection
from kcsp_docs.reading import ReadEdition, read_edition
from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.records import record_text
from kcsp_docs.reading.source import illegal_character_in, source_of
from kcsp_docs.reading.validation import validated
from kcsp_docs.reading.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

COLLECTION = Collection(
    number="3",
    artefact="action-tracker",
    file="tracker - Copy.xlsx",
    kept="0003-action-tracker.xlsx",
    sha256="ab" * 32,
    as_of="2024-09-30",
    changes=(
        Change(
            section="action_plan.actions",
            id="DA-03",
            field="status",
            before="not-started",
            after="on-track",
            where="Actions!H9",
        ),
        Change(section="grant", field="allocation", before="39661", after="40000", where="Grant!B3"),
        Change(section="action_plan.actions", id="SP-01", after="SP-01", where="Actions!A30"),
    ),
)
TEXT = """\
# Written by collect: what came back from a file that officers work in. Leave it as it is.
number: 3
artefact: "action-tracker"
file: "tracker - Copy.xlsx"
kept: "0003-action-tracker.xlsx"
sha256: "abababababababababababababababababababababababababababababababab"
as_of: 2024-09-30
changes:
  - {section: "action_plan.actions", id: "DA-03", field: "status", before: "not-started", after: "on-track", where: "Actions!H9"}
  - {section: "grant", field: "allocation", before: "39661", after: "40000", where: "Grant!B3"}
  - {section: "action_plan.actions", id: "SP-01", after: "SP-01", where: "Actions!A30"}
"""


def read() -> ReadEdition:
    return read_edition(Path(), {}, ())


def keep(name: str, content: bytes) -> None:
    Path("history").mkdir(exist_ok=True)
    Path("history", name).write_bytes(content)


def read_back(content: bytes) -> Collection:
    source = source_of(content, "record.yaml")
    assert source.text is not None
    reading = read_yaml(source.text, "record.yaml")
    assert reading.problems == ()
    assert reading.tree is not None
    result = validated(reading.tree.root, Collection, file="record.yaml", path="", labels=Labels())
    assert result.problems == ()
    return result.value


def test_a_record_is_a_line_for_each_change() -> None:
    assert record_text(COLLECTION).decode("utf-8") == TEXT


def test_records_are_read_in_the_order_of_their_numbers(model: Callable[[], Path]) -> None:
    model()
    keep("b.yaml", record_text(COLLECTION))
    keep("c.yaml", record_text(COLLECTION.model_copy(update={"number": 2, "changes": ()})))
    edition = read()
    assert [each.number for each in edition.governance.history] == [2, 3]
    assert edition.governance.history[1] == COLLECTION
    assert edition.problems == ()


@pytest.mark.parametrize("empty", [False, True], ids=["missing", "empty"])
def test_there_need_be_no_history(empty: bool, model: Callable[[], Path]) -> None:
    model()
    if empty:
        Path("history").mkdir()
    edition = read()
    assert (edition.governance.history, edition.problems) == ((), ())


def test_what_is_no_record_is_left_alone(model: Callable[[], Path]) -> None:
    model()
    before = read()
    for name in ("0001-tracker.xlsx", "notes.txt", "~$0001-tracker.yaml", ".hidden.yaml"):
        keep(name, b"\x00 not: [yaml")
    after = read()
    assert (after.governance.history, after.problems, after.digest) == ((), (), before.digest)


def test_a_record_counts_as_a_part_of_the_model_and_a_kept_copy_does_not(model: Callable[[], Path]) -> None:
    model()
    without = read().digest
    keep("0003-action-tracker.yaml", record_text(COLLECTION))
    with_record = read().digest
    keep("0003-action-tracker.xlsx", b"kept")
    assert without != with_record == read().digest


TEXTS = st.text(min_size=1).filter(lambda text: text.strip() and not illegal_character_in(text.strip()))


@given(text=TEXTS, other=TEXTS)
def test_whatever_words_a_record_holds_it_reads_back_the_same(text: str, other: str) -> None:
    change = Change(section="grant", id=other, field=text, before=other, after=text, where=text)
    collection = COLLECTION.model_copy(update={"changes": (change, change), "file": change.where})
    content = record_text(collection)
    assert read_back(content) == collection
    assert yaml.load(content, Loader=yaml.BaseLoader)["changes"][1]["after"] == change.after
    assert content.count(b"\n") == 10


def test_a_character_that_no_file_may_hold_does_not_break_a_record() -> None:
    collection = COLLECTION.model_copy(update={"file": "tracker \ue000\x00\ud800.xlsx"})
    assert read_back(record_text(collection)).file == "tracker ???.xlsx"
