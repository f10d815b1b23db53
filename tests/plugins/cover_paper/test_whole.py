"""The paper is whole: whatever changed is told in one paragraph, and no more than that, in sentences that read well."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_plugins.cover_paper.paper import paper

from kcsp_docs import registry
from kcsp_docs.changes import Change, ChangeKind
from kcsp_docs.pipeline.editions import read_editions
from kcsp_docs.pipeline.job import KernelJob
from kcsp_docs.prose.tree import Paragraph, plain

KINDS = [kind for kind in ChangeKind if kind not in (ChangeKind.GROUP_ADDED, ChangeKind.GROUP_ENDED)]
TEXTS = st.sampled_from(
    ("four", "five", "Share what is known.", "Agree the plan;", "The Probation Service", "A (B), C")
)
NAMES = st.sampled_from(("The Probation Service", "Anyshire Police", "safety forum", "Safety (North) Board, West"))
CAPACITIES = ("responsible-authority", "member", "co-operating", "in-attendance")
EXPLANATIONS = [
    {"id": f"{group}-{number}", "group": group, "explains": ["x.y"], "reason": "as was agreed", **facts}
    for group in ("board", "panel", "team")
    for number, facts in enumerate(({}, {"quote": "yes"}, {"say_reason": "no"}))
]


@st.composite
def changes(draw: st.DrawFn) -> tuple[Change, ...]:
    drawn = [draw(_changes()) for _ in range(draw(st.integers(0, 12)))]
    return tuple(replace(each, key=f"{each.key}.{number}") for number, each in enumerate(drawn))


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    kind, group = draw(st.sampled_from(KINDS)), draw(st.sampled_from(("board", "panel", "team")))
    went, came = draw(st.sampled_from(((True, True), (True, False), (False, True))))
    words = st.lists(TEXTS, max_size=2).map(tuple)
    return Change(
        key="key",
        kind=kind,
        group=group,
        subject=draw(NAMES),
        path="",
        section="" if kind is ChangeKind.GROUP_RENAMED else draw(st.sampled_from(("Members", "Tasks", "Meetings", ""))),
        before=draw(TEXTS) if went or kind in (ChangeKind.GROUP_RENAMED, ChangeKind.SECTION_RENAMED) else None,
        after=draw(TEXTS) if came or kind in (ChangeKind.GROUP_RENAMED, ChangeKind.SECTION_RENAMED) else None,
        removed=draw(words) if went else (),
        added=draw(words) if came else (),
        capacity=draw(st.sampled_from(CAPACITIES)),
        is_last=draw(st.booleans()),
        follows=draw(st.sampled_from((False, False, False, True))),
        explained_by=draw(st.sampled_from((None, *(each["id"] for each in EXPLANATIONS if each["group"] == group)))),
    )


UNWELL = re.compile(r"  | [,.;]|\.\.|,,|‘’|\b(the|to|and|has|have|been) \1\b|None|–|^[a-z]", re.IGNORECASE)
"""What no sentence of the paper has: doubled blanks, stops and words, empty quotations."""


@given(changes())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_change_is_told_once_and_nothing_else(written: Callable[..., Any], made: tuple[Change, ...]) -> None:
    told = written(*made, changes=EXPLANATIONS)
    assert Counter(change for tells in told.tells.values() for change in tells) == Counter(
        each.id for each in made if not each.follows
    )
    for text in told.paragraphs.values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert not [found[0] for found in UNWELL.finditer(text) if found[0] != text[0]], text


MUTATIONS = [
    pytest.param("partnership.yaml", "name: Kent Police\n", "name: Kent Constabulary\n",
                 {"kcsp.member.kent-police.renamed", "kcsp-working-group.member.kent-police.renamed",
                  "dhr-steering-group.member.kent-police.renamed"}, "Kent Constabulary", id="a body of every group"),
    pytest.param("partnership.yaml", "    quorum:\n      minimum: 4\n", "    quorum:\n      minimum: 5\n",
                 {"kcsp-working-group.quorum.changed"}, "change the quorum from four to five", id="a quorum"),
    pytest.param("partnership.yaml", "short_name: DHR Steering Group", "short_name: DHR Board",
                 {"dhr-steering-group.renamed"}, "‘DHR Board’", id="a group's name"),
    pytest.param("partnership.yaml", "      - {id: serious-violence-board, organisation: serious-violence-board, capacity: co-operating, counts_towards_quorum: no}\n      - {id: safeguarding-boards, organisation: safeguarding-boards, capacity: co-operating, counts_towards_quorum: no}\n",
                 "      - {id: serious-violence-board, organisation: serious-violence-board, capacity: co-operating, counts_towards_quorum: no}\n",
                 {"kcsp.member.safeguarding-boards.removed"}, "been removed from the ‘Membership’ section", id="a member"),
    pytest.param("terms/dhr-steering-group.md", "- arrange seminars on the lessons identified. {: #seminars}",
                 "- arrange yearly seminars on the lessons identified. {: #seminars}",
                 {"dhr-steering-group.terms.responsibilities.seminars.reworded"}, "add ‘yearly’", id="a word"),
    pytest.param("terms/kcsp.md", "## Review {: #review}", "## Yearly review {: #review}",
                 {"kcsp.terms.review.renamed"}, "The ‘Review’ section has been renamed ‘Yearly review’.", id="a section's title"),
    pytest.param("terms/kcsp.md", "- agree the priorities", "- promote equality; {: #equality}\n- agree the priorities",
                 {"kcsp.terms.responsibilities.equality.added"}, "‘promote equality’", id="a point"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "ids", "words"), MUTATIONS)
def test_a_fact_of_the_example_changed_is_one_more_thing_told(
    file: str, old: str, new: str, ids: set[str], words: str, examples: Path, tmp_path: Path
) -> None:
    for name in ("kcsp-2023", "kcsp-2024"):
        shutil.copytree(examples / name, tmp_path / name, ignore=shutil.ignore_patterns("out"))
    path = tmp_path / "kcsp-2024" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    told = tells_and_texts(tmp_path / "kcsp-2024")
    assert set(told) - set(tells_and_texts(examples / "kcsp-2024")) == ids
    for id_ in ids:
        assert words in told[id_]


def tells_and_texts(model: Path) -> dict[str, str]:
    """Each change with the one paragraph that tells of it."""
    loaded = registry.load()
    read = read_editions(model, loaded)
    assert read.governance.review is not None
    assert read.governance.as_of is not None
    templates = read.edition.templates(loaded.template_folders())
    job = KernelJob(read.governance, read.before, read.changes, read.governance.as_of, templates)
    found = [
        (change, plain(block.content))
        for block in paper(job, read.governance.review).blocks
        if isinstance(block, Paragraph)
        for change in block.tells
    ]
    assert sorted(change for change, _ in found) == sorted(each.id for each in read.changes if not each.follows)
    return dict(found)
