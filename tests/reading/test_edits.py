"""What an edit meets in the model: its place, what stands there, whether it can be taken, and how it is told."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kcsp_docs.exchange import HISTORY, Edit
from kcsp_docs.reading import ReadEdition, read_edition
from kcsp_docs.reading.edits import Resolution, Resolved, resolve, told
from kcsp_docs.reading.splice import spliced

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

PLAN = """\
title: Plan
year: 2024/25
in_force: 2024-04-01
priorities:
  - id: road-safety
    name: Road Safety
actions:
  - id: A-1
    priority: road-safety
    action: Roadside days
    lead: police
    owner: secretary
    due: 2024-12-31
    progress: |
      First line.
      Second line.
    ratings:
      - {year: 2024/25, quarter: q1, rating: green, note: fine}
    published: true
  - id: A-2
    action: Courses
measures:
  - id: M-1
    name: Calls
    unit: calls
    direction: down
    figures: [{year: 2024/25, quarter: q1, value: "6,000"}]
"""
ACTIONS = "action_plan.actions"


@pytest.fixture
def edition(model: Callable[[], Path], sections: dict[str, type[BaseModel]]) -> ReadEdition:
    model()
    Path("action-plan.yaml").write_bytes(PLAN.encode("utf-8"))
    Path("briefings.yaml").write_bytes(b"title: Roads\nitems:\n  - id: ice\n    text: On ice.\n")
    return read_edition(Path(), sections, ())


def action(field: str | None, before: str | None, after: str | None, record: str = "A-1") -> Edit:
    return Edit(ACTIONS, record, field, before, after, "Actions!B2")


def grant(field: str, before: str | None, after: str | None) -> Edit:
    return Edit("grant", "", field, before, after, "Grant!B3")


def measure(field: str, before: str | None, after: str | None) -> Edit:
    return Edit("action_plan.measures", "M-1", field, before, after, "Measures!B2")


def the_one(resolution: Resolution) -> Resolved:
    assert resolution.problems == ()
    (resolved,) = resolution.edits
    return resolved


@pytest.mark.parametrize(
    ("edit", "standing", "now", "place"),
    [
        pytest.param(action("due", "2024-12-31", "2025-03-31"), "taken", "2024-12-31", (13, 10), id="only they changed"),
        pytest.param(action("due", "2024-11-30", "2024-12-31"), "already", "2024-12-31", (13, 10), id="both the same"),
        pytest.param(action("due", "2024-11-30", "2025-03-31"), "conflict", "2024-12-31", (13, 10), id="both"),
        pytest.param(action("due", "2024-12-31", None), "taken", "2024-12-31", (13, 10), id="cleared"),
        pytest.param(action("due", "2024-11-30", None), "conflict", "2024-12-31", (13, 10), id="cleared and changed"),
        pytest.param(action("start", "2024-11-30", None), "already", None, (8, 5), id="cleared by both"),
        pytest.param(action("start", None, "2024-11-30"), "taken", None, (8, 5), id="given"),
        pytest.param(action("start", "2024-11-01", "2024-11-30"), "conflict", None, (8, 5), id="given, and cleared in the model"),
        pytest.param(action("start", "soon", "2024-11-30"), "conflict", None, (8, 5), id="before it was no date"),
        pytest.param(action("ratings[year=2024/25, quarter=q1].note", "fine", "bad"), "taken", "fine", (18, 59), id="by keys with blanks"),
        pytest.param(action("status", "not-started", "on-track"), "taken", None, (8, 5), id="what the model takes for granted"),
        pytest.param(action("status", None, "on-track"), "taken", None, (8, 5), id="the same, not given"),
        pytest.param(action("status", "on-track", "not-started"), "already", None, (8, 5), id="back to it"),
        pytest.param(action("published", "yes", "no"), "taken", "true", (19, 16), id="another word for yes"),
        pytest.param(action("published", "no", "yes"), "already", "true", (19, 16), id="another word for yes, both"),
        pytest.param(action("progress", "First line.\nSecond line.", "x"), "taken", "First line.\nSecond line.", (14, 15), id="block text"),
        pytest.param(action("ratings[year=2024/25,quarter=q1].note", "fine", "bad"), "taken", "fine", (18, 59), id="by keys"),
        pytest.param(action("ratings[quarter=q2,year=2024/25].rating", None, "red"), "taken", None, (18, 7), id="no such item"),
        pytest.param(action("ratings[quarter=q2,year=2024/25].rating", "red", "green"), "conflict", None, (18, 7), id="no such item any more"),
        pytest.param(measure("figures[year=2024/25,quarter=q1].value", "6000", "7500"), "taken", "6,000", (27, 51), id="a figure by its worth"),
        pytest.param(grant("allocation", "39661.00", "40000"), "taken", "£39,661", (4, 13), id="money by its worth"),
        pytest.param(grant("allocation", "1", "39661"), "already", "£39,661", (4, 13), id="money by its worth, both"),
        pytest.param(action("due", "2024-12-31", "2025-03-31", "A-9"), "conflict", None, (8, 3), id="the record is gone"),
        pytest.param(action("due", "2024-12-31", None, "A-9"), "already", None, (8, 3), id="cleared in a record that is gone"),
        pytest.param(action(None, None, "A-2", "A-2"), "already", "A-2", (20, 5), id="added, and there"),
        pytest.param(action(None, "A-2", None, "A-2"), "taken", "A-2", (20, 5), id="deleted"),
        pytest.param(action(None, "A-9", None, "A-9"), "already", None, (8, 3), id="deleted by both"),
        pytest.param(Edit("briefings.items", "ice", "text", "On ice.", "On snow.", "B!2"), "taken", "On ice.", (4, 11), id="a plugin's own file"),
        pytest.param(Edit("groups[main-group].members", "police", "shown", None, "name", "M!2"), "taken", None, (26, 9), id="a list within a record"),
        pytest.param(Edit("edition", "", "title", "Terms of Reference 2024", "ToR", "E!2"), "taken", "Terms of Reference 2024", (4, 10), id="a single record"),
    ],
)  # fmt: skip
def test_an_edit_is_compared_with_what_the_model_says_now(
    edit: Edit, standing: str, now: str | None, place: tuple[int, int], edition: ReadEdition
) -> None:
    resolved = the_one(resolve(edition, [edit]))
    assert (resolved.standing, resolved.now, (resolved.place.line, resolved.place.column)) == (standing, now, place)
    assert resolved.path == f"{edit.section}{f'[{edit.id}]' if edit.id else ''}{f'.{edit.field}' if edit.field else ''}"
    assert resolved.is_gone is (edit.id == "A-9" and standing == "conflict")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (action("status", "not-started", "on-track"), 'action A-1: status "Not started" → "On track"'),
        (action("status", None, "on-track"), 'action A-1: status "Not started" → "On track"'),
        (action("due", "2024-12-31", "2025-03-31"), 'action A-1: due "31 December 2024" → "31 March 2025"'),
        (action("lead", "police", "probation"), 'action A-1: lead "Anyshire Police" → "The Probation Service"'),
        (action("owner", "secretary", None), 'action A-1: owner "Secretary" → nothing'),
        (action("priority", "road-safety", "nowhere"), 'action A-1: priority "Road Safety" → "nowhere"'),
        (action("published", "yes", "no"), 'action A-1: published "Yes" → "No"'),
        (
            action("progress", "First line.\r\n\nSecond\tline.", "word " * 30 + "end"),
            'action A-1: progress "First line. / Second line." → "' + "word " * 11 + "…d word word end" + '"',
        ),
        (
            action("ratings[year=2024/25,quarter=q1].rating", "green", "red"),
            'action A-1: rating of 2024/25 Q1 "Green" → "Red"',
        ),
        (measure("figures[year=2024/25,quarter=q1].value", "6000", "7500.5"), 'measure M-1: value of 2024/25 Q1 "6,000" → "7,500.5"'),
        (measure("direction", "down", "up"), 'measure M-1: direction "Down" → "Up"'),
        (grant("allocation", "39661", "1200.50"), 'grant: allocation "£39,661" → "£1,200.50"'),
        (Edit("grant.tranches", "t", "share", None, "50", "T!2"), 'tranche t: share nothing → "50%"'),
        (Edit("grant.projects", "p", "partnership_approval.amount", None, "5", "P!2"), 'project p: amount of partnership approval nothing → "£5"'),
        (Edit("meetings", "summer", "time", None, "14:30", "M!2"), 'meeting summer: time nothing → "2.30 pm"'),
        (Edit("review.watch", "ice", "subject", "a", "b", "W!2"), 'watch item ice: subject "a" → "b"'),
        (action(None, None, "A-3", "A-2"), "action A-2 added"),
        (action(None, "A-2", None, "A-2"), "action A-2 deleted"),
        (Edit("edition", "", "approval.date", None, "2024-07-04", "E!2"), 'edition: date of approval nothing → "4 July 2024"'),
    ],
)  # fmt: skip
def test_an_edit_is_told_in_words(edit: Edit, said: str, edition: ReadEdition) -> None:
    assert told(the_one(resolve(edition, [edit]))) == said


def problems_of(edition: ReadEdition, *edits: Edit) -> list[str]:
    resolution = resolve(edition, edits)
    assert not [each for each in resolution.edits if each.edit.field]
    return [str(problem) for problem in resolution.problems]


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        pytest.param(action("due", None, "end of March"), "action-plan.yaml:13:10: action_plan.actions[A-1].due: Actions!B2 (due of action A-1): “end of March” is not a date. Write year-month-day, such as 2024-07-04. [not-a-date]", id="date"),
        pytest.param(action("status", None, "done"), "action-plan.yaml:8:5: action_plan.actions[A-1].status: Actions!B2 (status of action A-1): “done” is none of the words that may stand here. Write not-started, on-track, delayed, complete or cancelled. [not-a-choice]", id="choice"),
        pytest.param(grant("allocation", "39661", "about 40k"), "grant.yaml:4:13: grant.allocation: Grant!B3 (allocation of grant): “about 40k” is not an amount of money. Write pounds, such as 39661 or 39,661.50. [not-money]", id="money"),
        pytest.param(action("action", "Roadside days", None), "action-plan.yaml:10:13: action_plan.actions[A-1].action: Actions!B2 is empty, and the action of action A-1 cannot be left out. Fill it in. [value-needed]", id="required"),
        pytest.param(action("ratings[year=2024/25,quarter=q1].rating", "green", None), "action-plan.yaml:18:46: action_plan.actions[A-1].ratings[year=2024/25,quarter=q1].rating: Actions!B2 is empty, and the rating of 2024/25 Q1 of action A-1 cannot be left out. Fill it in. [value-needed]", id="required in an item that says more"),
        pytest.param(Edit("review", "", "summary", "x", None, "R!2"), "review.yaml:6:10: review.summary: R!2 is empty, and the summary of review cannot be left out. Fill it in. [value-needed]", id="required in a single record"),
        pytest.param(action("id", "A-1", "A-7"), "action-plan.yaml:8:9: action_plan.actions[A-1].id: Actions!B2 changes the id of action A-1, by which it is known. Put back what stood there. [id-changed]", id="id"),
        pytest.param(action("ratings[year=2024/25,quarter=q1].quarter", "q1", "q2"), "action-plan.yaml:18:34: action_plan.actions[A-1].ratings[year=2024/25,quarter=q1].quarter: Actions!B2 changes the quarter of 2024/25 Q1 of action A-1, by which it is known. Put back what stood there. [id-changed]", id="key of an item"),
        pytest.param(action("ratings", None, "red"), "action-plan.yaml:18:7: action_plan.actions[A-1].ratings: Actions!B2 is about the ratings of action A-1, which is no single value. Change it in action-plan.yaml. [not-a-single-value]", id="list"),
        pytest.param(action("rag", None, "red"), "Actions!B2 is about “rag”, which is no field of action A-1. Look whether the file was made with another version of this program. [unknown-edited-field]", id="unknown field"),
        pytest.param(action("due[", None, "red"), "Actions!B2 is about “due[”, which is no field of action A-1. Look whether the file was made with another version of this program. [unknown-edited-field]", id="no path"),
        pytest.param(action("ratings[colour=red].note", None, "x"), "Actions!B2 is about “ratings[colour=red].note”, which is no field of action A-1. Look whether the file was made with another version of this program. [unknown-edited-field]", id="unknown key of an item"),
        pytest.param(action("ratings[year=2024/25,quarter=q9].note", None, "x"), "action-plan.yaml:18:7: action_plan.actions[A-1].ratings[year=2024/25,quarter=q9].note: Actions!B2 (quarter): “q9” is none of the words that may stand here. Write q1, q2, q3 or q4. [not-a-choice]", id="wrong key of an item"),
        pytest.param(action("progress", None, "a\x0bb"), "action-plan.yaml:14:15: action_plan.actions[A-1].progress: Actions!B2 holds a character that no document can hold: U+000B. Delete it and type the words anew. [illegal-character-typed]", id="control character"),
        pytest.param(action("progress", None, "a\x85b"), "action-plan.yaml:14:15: action_plan.actions[A-1].progress: Actions!B2 holds a character that no document can hold: U+0085. Delete it and type the words anew. [illegal-character-typed]", id="next line"),
        pytest.param(action("progress", None, " \n"), "action-plan.yaml:14:15: action_plan.actions[A-1].progress: Actions!B2 (progress of action A-1): This is empty. Write the words, or leave the key out. [empty-text]", id="blanks alone"),
        pytest.param(action(None, None, "b 1", "b 1"), "action-plan.yaml:8:3: action_plan.actions[b 1]: Actions!B2 (id): “b 1” cannot be an id. Use letters, digits and single hyphens, at most 60, such as working-group. [not-an-id]", id="no id"),
        pytest.param(action(None, None, "a-1", "a-1"), "action-plan.yaml:8:3: action_plan.actions[a-1]: Actions!B2 adds action a-1, and the id “A-1” is taken (capitals make no difference). Give it another id. [id-taken]", id="id taken"),
        pytest.param(action(None, None, "A-3", "A-3"), "action-plan.yaml:8:3: action_plan.actions[A-3]: Actions!B2 adds action A-3, which needs action too. Fill in what is missing, or clear the row. [value-needed]", id="added without what it needs"),
        pytest.param(Edit("risks", "R-1", "title", None, "x", "Risks!A2"), "Risks!A2 is about “risks”, which this model does not have. Look whether the file was made from another model, or with a plugin that is not installed here. [unknown-section]", id="unknown section"),
        pytest.param(Edit("grant.title", "R-1", "title", None, "x", "Risks!A2"), "Risks!A2 is about “grant.title”, which this model does not have. Look whether the file was made from another model, or with a plugin that is not installed here. [unknown-section]", id="no list"),
        pytest.param(Edit("", "", "title", None, "x", "Risks!A2"), "Risks!A2 is about “”, which this model does not have. Look whether the file was made from another model, or with a plugin that is not installed here. [unknown-section]", id="nowhere"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_taken_is_a_problem_of_its_cell(edit: Edit, problem: str, edition: ReadEdition) -> None:
    assert problems_of(edition, edit) == [problem]


def test_every_problem_is_told_and_the_other_edits_stand(edition: ReadEdition) -> None:
    resolution = resolve(edition, [action("due", None, "soon"), action("lead", "police", "probation"), action("start", None, "later")])  # fmt: skip
    assert [each.path for each in resolution.edits] == ["action_plan.actions[A-1].lead"]
    assert [problem.code for problem in resolution.problems] == ["not-a-date", "not-a-date"]


def test_two_edits_of_one_place_that_differ_name_both_cells(edition: ReadEdition) -> None:
    first, second = action("lead", "police", "probation"), Edit(ACTIONS, "A-1", "lead", "police", None, "Copy!C9")
    assert problems_of(edition, first, second) == [
        "action-plan.yaml:11:11: action_plan.actions[A-1].lead: Actions!B2 makes the lead of action A-1 \"The Probation Service\", and Copy!C9 makes it nothing. Let both say the same. [edits-differ]"
    ]  # fmt: skip


def test_two_edits_of_one_place_that_say_the_same_are_one(edition: ReadEdition) -> None:
    same = [measure("figures[year=2024/25,quarter=q1].value", "6000", text) for text in ("7500", "7,500")]
    new = [
        measure(f"figures[{keys}].value", None, "5") for keys in ("year=2024/25,quarter=q2", "quarter=q2,year=2024/25")
    ]
    resolution = resolve(edition, [*same, *new])
    assert [each.standing for each in resolution.edits] == ["taken", "already", "taken", "already"]


def test_a_file_that_was_brought_back_before_disputes_nothing(edition: ReadEdition) -> None:
    old, new = action("lead", "probation", "police"), action("lead", "police", "probation")
    resolution = resolve(edition, [old, new])
    assert resolution.problems == ()
    assert [each.standing for each in resolution.edits] == ["already", "taken"]


def test_a_record_that_is_added_twice_is_there_already_or_disputed(edition: ReadEdition) -> None:
    added = action(None, None, "A-2", "A-2")
    same = resolve(edition, [added, action("action", None, "Courses", "A-2")])
    assert [each.standing for each in same.edits] == ["already", "already"]
    other = resolve(
        edition, [added, action("action", None, "Lessons", "A-2"), action("due", None, "2025-01-01", "A-2")]
    )
    assert [each.standing for each in other.edits] == ["already", "conflict", "conflict"]
    more = resolve(edition, [added, action("action", None, "Courses", "A-2"), action("due", None, "2025-01-01", "A-2")])
    assert [each.standing for each in more.edits] == ["already", "already", "taken"]


def test_an_added_record_may_have_any_of_its_values(edition: ReadEdition) -> None:
    resolution = resolve(edition, [action("status", None, "on-track", "A-3"), action("action", None, "x", "A-3"), action(None, None, "A-3", "A-3")])  # fmt: skip
    assert resolution.problems == ()
    assert [told(each) for each in resolution.edits] == [
        'action A-3: status nothing → "On track"',
        'action A-3: action nothing → "x"',
        "action A-3 added",
    ]


def test_the_day_that_a_file_speaks_of_is_no_edit_of_the_model(edition: ReadEdition) -> None:
    assert resolve(edition, [Edit(HISTORY, "", "as_of", None, "2024-09-30", "Front!B2")]) == Resolution((), ())


def test_an_edition_that_went_to_another_process_takes_edits(edition: ReadEdition) -> None:
    there = pickle.loads(pickle.dumps(edition))
    edits = [action("status", None, "on-track"), action("ratings[year=2024/25,quarter=q1].note", "fine", "bad")]
    contents = [spliced(each, resolve(each, edits).edits) for each in (edition, there)]
    assert contents[0] == contents[1]
    assert len(contents[0]) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("action_plan.actions[A-1].ratings[year=2024/25,quarter=q1].note", 18),
        ("action_plan.actions[A-1].ratings[0].rating", 18),
        ("action_plan.measures[M-1].figures[quarter=q1].value", 27),
        ("action_plan.measures[M-1].figures[quarter=q3].value", 27),
    ],
)
def test_a_path_finds_items_by_what_they_hold(path: str, line: int, edition: ReadEdition) -> None:
    place = edition.places.find(path)
    assert place is not None
    assert place.line == line
