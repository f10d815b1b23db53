"""The change log: a table for each group, whole texts, reasons, and the numbers of the paper's paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from kcsp_docs_plugins.cover_paper import ChangeLog
from kcsp_docs_plugins.cover_paper.change_log import change_log

from kcsp_docs.changes import Change
from kcsp_docs.prose.tree import Heading, Paragraph, Table, plain

HEADER = ["Section", "Before", "After", "Reason", "In the paper"]
LONG = "Share what is known with every partner, " * 20 + "and report."

Log = list[str | list[list[str]]]


@pytest.fixture
def logged(job) -> Callable[..., Log]:
    """``logged(*changes, …)``: headings and paragraphs as text, tables as rows of cells, each after its caption."""

    def log(*changes: Change, **named: Any) -> Log:
        order = job(*changes, **named)
        shown: Log = []
        for block in change_log(order, order.previous).blocks:
            if isinstance(block, Heading | Paragraph):
                shown.append(plain(block.content))
            elif isinstance(block, Table):
                rows = [[plain(cell.content) for cell in row.cells] for row in (block.header, *block.rows)]
                shown += [plain(block.caption), rows]
        return shown

    return log


def test_each_group_has_a_table_or_a_sentence(logged: Callable[..., Log], change: Callable[..., Change]) -> None:
    made = [
        change("quorum", before="four", after="five", section="Meetings", reason="to be sure", explained_by="why"),
        change("member-added", "Safety Board", after="Safety Board", capacity="member", reason="as was agreed"),
        change("renumbered", section="Review", before="9.", after="10.", follows=True),
        change("appendix", group="panel", section="", before="C", after="B", follows=True),
    ]
    why = {"id": "why", "group": "team", "explains": ["quorum.changed"], "reason": "to be sure"}
    assert logged(*made, changes=[why]) == [
        "Change log",
        "Terms of Reference 2024, compared with Terms of Reference 2024",
        "Anyshire Community Safety Partnership (Appendix A)",
        "The terms of reference of the ACSP have not changed.",
        "Anyshire Review Panel (Appendix B)",
        "The terms of reference of the Review Panel have not changed but for what follows from other changes.",
        "Changes to the terms of reference of the Review Panel",
        [HEADER, ["–", "C", "B", "Follows from other changes", "–"]],
        "Anyshire Working Group (Appendix C)",
        "Changes to the terms of reference of the Working Group",
        [
            HEADER,
            ["Meetings", "Quorum: four", "Quorum: five", "To be sure", "2.3"],
            ["Members", "–", "Safety Board", "As was agreed", "2.4"],
            ["Review", "9.", "10.", "Follows from other changes", "–"],
        ],
    ]


ROWS = [
    pytest.param({"kind": "item-reworded", "before": "Old.", "after": LONG}, ["Old.", LONG], id="a long text"),
    pytest.param({"kind": "item-reworded", "before": "One | two", "after": "*One*\n\n- two"}, ["One | two", "*One*\n\n- two"],
                 id="marks are text"),
    pytest.param({"kind": "item-removed", "before": "Old.", "after": None}, ["Old.", "–"], id="what is gone"),
    pytest.param({"kind": "item-moved", "before": "Old.", "after": "Old."}, ["Old.", "Old. (moved)"], id="what moved"),
    pytest.param({"kind": "chair-term", "before": "two years", "after": None}, ["Term of the Chair: two years", "–"],
                 id="the chair's term"),
    pytest.param({"kind": "frequency", "before": None, "after": "quarterly"}, ["–", "Frequency of meetings: quarterly"],
                 id="the frequency"),
    pytest.param({"kind": "member-represented", "subject": "ACC", "before": "A", "after": "A and B", "added": ("B",)},
                 ["ACC: A", "ACC: A and B"], id="representatives"),
    pytest.param({"kind": "member-capacity", "subject": "ACC", "before": "member", "after": "co-operating", "capacity": "co-operating"},
                 ["ACC: member", "ACC: co-operating"], id="a capacity"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "cells"), ROWS)
def test_a_row_says_what_was_and_what_is(
    facts: dict[str, Any], cells: list[str], logged: Callable[..., Log], change: Callable[..., Change]
) -> None:
    assert logged(change(**facts))[-1] == [HEADER, ["Members", *cells, "–", "2.3"]]


def test_groups_that_came_or_went_are_logged_and_those_that_had_ended_are_not(
    logged: Callable[..., Log], change: Callable[..., Change]
) -> None:
    board = {"id": "board", "name": "Board", "short_name": "Board", "appendix": "A"}
    crew, panel, old = (
        {"id": each, "name": each.title(), "short_name": each.title()} for each in ("crew", "panel", "old")
    )
    made = [
        change("group-added", "Crew", group="crew", section="", after="Crew"),
        change("group-ended", "Panel", group="panel", section="", before="Panel"),
    ]
    ended = {**old, "status": "ended"}
    shown = logged(*made, groups=[board, crew, ended], before=[board, panel, ended])
    assert shown[2:] == [
        *("Board (Appendix A)", "The terms of reference of the Board have not changed."),
        *("Crew", "Changes to the terms of reference of the Crew", [HEADER, ["–", "–", "Crew", "–", "2.1"]]),
        *("Panel", "Changes to the terms of reference of the Panel", [HEADER, ["–", "Panel", "–", "–", "2.2"]]),
    ]


def test_without_a_paper_no_paragraph_is_cited(job: Any, change: Callable[..., Change]) -> None:
    order = job(change("quorum", before="four", after="five"))
    order = type(order)(
        order.governance.model_copy(update={"review": None}),
        order.previous,
        order.changes,
        order.as_of,
        order.templates,
    )
    (table,) = [block for block in change_log(order, order.previous).blocks if isinstance(block, Table)]
    assert [plain(cell.content) for cell in table.rows[0].cells][-1] == "–"


def test_there_is_no_log_without_an_edition_before(job: Any) -> None:
    assert list(ChangeLog().render(job(before=None))) == []
