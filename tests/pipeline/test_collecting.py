"""Edits come back into the model: what is written, what is kept, and what a person is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kcsp_docs.pipeline.collect_report import CollectReport
from kcsp_docs.pipeline.collecting import CollectRequest, Side, collect_model
from kcsp_docs.pipeline.report import ExitCode
from kcsp_docs.registry import load_from

from ..guests import without_numbers
from .officers import ADDED, DELETED, DUE_CLEARED, PLAN, TO_COMPLETE, TO_DELAYED, Desk


def said(report: CollectReport, desk: Desk) -> list[str]:
    return [without_numbers(str(each)).replace(f"{desk.model.parent.as_posix()}/", "") for each in report.problems]


def without_place(message: str) -> str:
    """A message without the file, line, column and path in front of it."""
    return message.rpartition("]: ")[2]


def told(report: CollectReport) -> list[tuple[str, str]]:
    return [(change.told, change.outcome.value) for file in report.files for change in file.changes]


def test_an_edit_is_written_in_its_place_and_nothing_else_changes(desk):
    report = desk.collects(desk.saves(edits=[TO_DELAYED]))

    assert (report.exit_code, said(report, desk)) == (ExitCode.DONE, [])
    assert told(report) == [('action RS-01: status "On track" → "Delayed"', "taken")]
    assert desk.plan == PLAN.replace("status: on-track   # said", "status: delayed   # said")
    (change,) = report.files[0].changes
    assert (change.edit.where, change.file, change.line) == (
        "Actions!I9",
        (desk.model / "action-plan.yaml").as_posix(),
        11,
    )


def test_a_copy_and_a_record_are_kept(desk):
    saved = desk.saves(edits=[["history", "", "as_of", "2024-07-04", "2024-10-01", "Position!B3"], TO_DELAYED])
    desk.collects(saved)

    copy, record = desk.history
    assert copy.startswith("0001-2024-10-01-sheet-") and copy.endswith(".json")
    assert (desk.model / "history" / copy).read_bytes() == saved.read_bytes()
    assert record == "0001-2024-10-01-sheet.yaml"
    text = (desk.model / "history" / record).read_text(encoding="utf-8")
    assert all(word in text for word in ("RS-01", "status", "on-track", "delayed", "2024-10-01", "sheet.json", copy))


def test_a_file_of_another_day_says_how_to_go_on_from_there(desk):
    saved = desk.saves(edits=[["history", "", "as_of", "2024-07-04", "2024-10-01", "Position!B3"]])

    assert said(desk.collects(saved), desk) == [
        "sheet.json: This file speaks of 1 October 2024, the model of 4 July 2024; history keeps the day. Build with --as-of 2024-10-01 to go on from there. [as-of-differs]"
    ]


def test_collecting_again_changes_nothing(desk):
    saved = desk.saves(edits=[TO_DELAYED, DUE_CLEARED, *ADDED])
    desk.collects(saved)
    plan, history = desk.plan, desk.history

    report = desk.collects(saved)

    assert (report.exit_code, said(report, desk)) == (ExitCode.DONE, [])
    assert (told(report), report.files[0].collected_before) == ([], True)
    assert (desk.plan, desk.history) == (plan, history)


def test_a_dry_run_shows_and_writes_nothing(desk):
    before = sorted(desk.model.rglob("*"))
    report = desk.collects(desk.saves(edits=[TO_DELAYED]), dry_run=True)

    assert told(report) == [('action RS-01: status "On track" → "Delayed"', "taken")]
    assert (report.written, desk.plan) == ((), PLAN)
    assert sorted(desk.model.rglob("*")) == before


def test_what_only_the_model_changed_is_kept(desk):
    saved = desk.saves(edits=[DUE_CLEARED])
    (desk.model / "action-plan.yaml").write_text(PLAN.replace("on-track", "delayed"), encoding="utf-8")

    desk.collects(saved)

    assert desk.plan == PLAN.replace("on-track", "delayed").replace("due: 2025-03-31", "due:")


def changed_on_both_sides(desk: Desk) -> Path:
    (desk.model / "action-plan.yaml").write_text(PLAN.replace("on-track", "complete"), encoding="utf-8")
    return desk.saves(edits=[TO_DELAYED, DUE_CLEARED])


def test_a_value_changed_on_both_sides_keeps_everything_from_being_written(desk):
    saved = changed_on_both_sides(desk)

    report = desk.collects(saved)

    assert report.exit_code is ExitCode.KEPT_BACK
    assert said(report, desk) == [
        'anyshire/action-plan.yaml:11:13: action_plan.actions[RS-01].status: action RS-01: status was "On track" when the file was made; the file says "Delayed" now (Actions!I9), the model says "Complete". Take the file\'s value with --theirs, or keep the model\'s with --ours. [edit-conflict]'
    ]
    assert [outcome for _, outcome in told(report)] == ["refused", "refused"]
    assert desk.plan == PLAN.replace("on-track", "complete")
    assert len(desk.history) == 1  # the copy, and no record


def test_theirs_takes_what_the_file_says(desk):
    report = desk.collects(changed_on_both_sides(desk), side=Side.THEIRS)

    assert report.exit_code is ExitCode.DONE
    assert desk.plan == PLAN.replace("on-track", "delayed").replace("due: 2025-03-31", "due:")
    (change, _) = report.files[0].changes
    assert (change.before, change.edit.after) == ("complete", "delayed")


def test_ours_keeps_what_the_model_says_and_takes_the_rest(desk):
    report = desk.collects(changed_on_both_sides(desk), side=Side.OURS)

    assert (report.exit_code, said(report, desk)) == (ExitCode.DONE, [])
    assert [outcome for _, outcome in told(report)] == ["kept", "taken"]
    assert desk.plan == PLAN.replace("on-track", "complete").replace("due: 2025-03-31", "due:")


def test_a_record_is_added(desk):
    report = desk.collects(desk.saves(edits=ADDED))

    assert desk.plan == PLAN + "  - id: RS-03\n    action: Speed awareness\n"
    assert [change.line for change in report.files[0].changes] == [None, None]  # it stood nowhere yet


def test_a_deleted_record_is_kept_until_the_deletion_is_accepted(desk):
    saved = desk.saves(edits=[DELETED])

    report = desk.collects(saved)

    assert report.exit_code is ExitCode.DONE
    assert said(report, desk) == [
        "anyshire/action-plan.yaml:12:5: action_plan.actions[RS-02]: The action RS-02 was deleted in the file (Actions); the model keeps it. Delete it from the model too with --accept-deletions, or leave it: the next build shows it again. [record-deleted]"
    ]
    assert desk.plan == PLAN

    assert desk.collects(saved, accept_deletions=True).exit_code is ExitCode.DONE
    assert desk.plan == PLAN.replace("  - id: RS-02\n    action: A young driver course\n", "")


def test_a_file_that_was_collected_stays_settled_when_the_model_goes_on(desk):
    saved = desk.saves(edits=[TO_DELAYED])
    desk.collects(saved)
    on = desk.plan.replace("delayed", "complete")
    (desk.model / "action-plan.yaml").write_text(on, encoding="utf-8")

    assert (desk.collects(saved).exit_code, desk.plan) == (ExitCode.DONE, on)
    assert desk.collects(saved, side=Side.THEIRS).exit_code is ExitCode.DONE
    assert "status: delayed" in desk.plan


WITNESSES = [
    ["action_plan.actions", "RS-02", "action", "A young driver course", "A young driver course", "Actions"],
    ["action_plan.actions", "RS-02", "status", "not-started", "not-started", "Actions"],
]


def test_a_deletion_of_what_the_model_changed_meanwhile_is_a_conflict(desk):
    saved = desk.saves(edits=[DELETED, *WITNESSES])
    changed = PLAN + "    status: on-track\n"
    (desk.model / "action-plan.yaml").write_text(changed, encoding="utf-8")

    report = desk.collects(saved, accept_deletions=True)

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, changed)
    assert said(report, desk) == [
        'anyshire/action-plan.yaml:14:13: action_plan.actions[RS-02].status: The action RS-02 was deleted in the file (Actions), but the model has changed it since the file was made: its status was "Not started" and is "On track" now. Delete it all the same with --theirs, or keep it with --ours. [edit-conflict]'
    ]
    assert desk.collects(saved, accept_deletions=True, side=Side.OURS).exit_code is ExitCode.DONE
    assert desk.plan == changed


def test_a_changed_record_is_deleted_all_the_same_with_theirs(desk):
    (desk.model / "action-plan.yaml").write_text(PLAN + "    status: on-track\n", encoding="utf-8")

    desk.collects(desk.saves(edits=[DELETED, *WITNESSES]), accept_deletions=True, side=Side.THEIRS)

    assert "RS-02" not in desk.plan


def test_what_a_deleted_record_held_is_no_edit(desk):
    report = desk.collects(desk.saves(edits=[DELETED, *WITNESSES]), accept_deletions=True)

    assert (report.exit_code, told(report)) == (ExitCode.DONE, [("action RS-02 deleted", "taken")])


def test_a_record_that_a_file_deletes_and_edits(desk):
    edit = ["action_plan.actions", "RS-02", "progress", None, "Booked", "Progress!C4"]

    report = desk.collects(desk.saves(edits=[DELETED, *WITNESSES, edit]), accept_deletions=True)

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    assert said(report, desk) == [
        'anyshire/action-plan.yaml:12:5: action_plan.actions[RS-02]: The action RS-02 was deleted in the file (Actions) and edited in it (Progress!C4: progress "Booked"). Put its row back, undo the edit, or collect without --accept-deletions. [edit-conflict]'
    ]


def test_a_deleted_record_that_something_refers_to(desk):
    measure = "measures:\n  - {id: M-1, name: Courses, unit: courses, direction: up, actions: [RS-02]}\n"
    (desk.model / "action-plan.yaml").write_text(PLAN + measure, encoding="utf-8")

    report = desk.collects(desk.saves(edits=[DELETED]), accept_deletions=True)

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN + measure)
    (message,) = said(report, desk)
    assert (
        "This refers to the action RS-02, which the file deletes (Actions). Take it out here first, or leave --accept-deletions away."
        in message
    )


OTHER = [
    ["action_plan.actions", "RS-03", None, None, "RS-03", "Actions!A12"],
    ["action_plan.actions", "RS-03", "action", None, "Bike lights", "Actions!C12"],
    ["action_plan.actions", "RS-03", "progress", None, "Ordered", "Actions!J12"],
]


def test_two_people_who_use_one_spare_row_are_never_mixed(desk):
    desk.collects(desk.saves("ann.json", edits=ADDED))
    plan = desk.plan
    bob = desk.saves("bob.json", edits=OTHER)

    for side in (None, Side.THEIRS):
        report = desk.collects(bob, side=side)
        assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, plan)
        assert [without_place(each) for each in said(report, desk)] == [
            'Actions!A12 adds the action RS-03 (action "Bike lights"), and the model has another of that id already (action "Speed awareness"). If they are two, type another id over RS-03 in the file, such as RS-53; if they are one, write the same action in both; or keep the model as it is with --ours. [new-id-taken]'
        ]
    assert (desk.collects(bob, side=Side.OURS).exit_code, desk.plan) == (ExitCode.DONE, plan)


def test_two_people_who_use_one_spare_row_given_together(desk):
    report = desk.collects(desk.saves("ann.json", edits=ADDED), desk.saves("bob.json", edits=OTHER))

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    assert [without_place(each) for each in said(report, desk)] == [
        'bob.json, Actions!A12 adds the action RS-03 (action "Bike lights"), and ann.json, Actions!C12 gives that id to another (action "Speed awareness"). If they are two, type another id over RS-03 in the file, such as RS-53; if they are one, write the same action in both; or keep the model as it is with --ours. [new-id-taken]'
    ]


def test_a_new_record_that_its_author_goes_on_editing_is_no_other_record(desk):
    desk.collects(desk.saves(edits=ADDED))
    more = ["action_plan.actions", "RS-03", "progress", None, "Begun", "Actions!J12"]

    report = desk.collects(desk.saves(edits=[*ADDED, more]), side=Side.THEIRS)

    assert report.exit_code is ExitCode.DONE
    assert desk.plan.endswith("  - id: RS-03\n    action: Speed awareness\n    progress: Begun\n")


def test_a_file_that_goes_back_in_time_is_warned_of(desk):
    desk.collects(desk.saves(edits=[["history", "", "as_of", "2024-07-04", "2024-10-03", "Position!B3"]]))

    assert said(desk.collects(desk.saves(edits=[TO_DELAYED])), desk) == [
        "sheet.json: This file speaks of 4 July 2024, and one of 3 October 2024 was collected before. If its day was not brought up to date, collect it with --as-of and its true day: the trend rests on it. [as-of-backwards]"
    ]


@pytest.mark.parametrize("name", [".", "", "loop.json"])
def test_what_is_no_file_is_a_sentence(desk, name, monkeypatch):
    monkeypatch.chdir(desk.model.parent)
    Path("loop.json").symlink_to("loop.json")

    report = desk.collects(Path(name))

    assert report.exit_code is ExitCode.KEPT_BACK
    assert [each.code for each in report.problems] == ["file-unreadable"]


def test_a_value_cleared_that_is_needed_is_told_beside_what_cannot_be_read(desk):
    cleared = ["action_plan.actions", "RS-01", "action", "Roadside days", None, "Actions!C9"]

    report = desk.collects(desk.saves(edits=[cleared], says=[["error", "Actions!H9 holds “tbc”."]]))

    assert [each.code for each in report.problems] == ["told", "value-needed"]


def test_an_edit_of_a_record_that_the_model_has_no_longer(desk):
    saved = desk.saves(edits=[TO_DELAYED])
    (desk.model / "action-plan.yaml").write_text(PLAN.replace("RS-01", "RS-09"), encoding="utf-8")

    report = desk.collects(saved, side=Side.THEIRS)

    assert report.exit_code is ExitCode.KEPT_BACK
    assert [each.code for each in report.problems] == ["edit-conflict"]
    assert "Actions!I9 edits the action RS-01, which the model has no longer." in said(report, desk)[0]
    assert desk.collects(saved, side=Side.OURS).exit_code is ExitCode.DONE


def test_two_files_are_taken_together(desk):
    one = desk.saves("sheet.json", edits=[TO_DELAYED])
    other = desk.saves("sheet - Copy.json", edits=[DUE_CLEARED])

    report = desk.collects(one, other)

    assert (report.exit_code, said(report, desk)) == (ExitCode.DONE, [])
    assert desk.plan == PLAN.replace("on-track", "delayed").replace("due: 2025-03-31", "due:")
    assert [name for name in desk.history if name.endswith(".yaml")] == [
        "0001-2024-07-04-sheet.yaml",
        "0002-2024-07-04-sheet.yaml",
    ]


def test_two_files_that_disagree_are_named_both_and_nothing_is_written(desk):
    one = desk.saves("sheet.json", edits=[TO_DELAYED])
    other = desk.saves("sheet - Copy.json", edits=[TO_COMPLETE])

    report = desk.collects(one, other, side=Side.THEIRS)

    assert report.exit_code is ExitCode.KEPT_BACK
    (message,) = said(report, desk)
    assert "sheet.json, Actions!I9" in message and "sheet - Copy.json, Actions!I9" in message
    assert desk.plan == PLAN


def test_a_second_copy_beside_the_file_is_named(desk):
    saved = desk.saves(edits=[TO_DELAYED])
    desk.saves("sheet-DESKTOP-7.json", edits=[TO_COMPLETE])
    desk.saves("sheet - Copy.json", edits=[TO_DELAYED])  # holds the same
    for name in ("another.json", "s.json", "sheets.json", "sheet-.txt"):
        desk.saves(name, edits=[TO_COMPLETE])

    assert said(desk.collects(saved), desk) == [
        "sheet-DESKTOP-7.json: This looks like a second copy of sheet.json, and holds something else. If people typed into it, collect it too. [file-second-copy]"
    ]


def test_the_built_file_beside_its_copy_is_named_if_it_was_edited_too(desk):
    desk.builds()
    built = desk.model / "out" / "sheet.json"
    copy = built.with_name("sheet - Copy.json")
    copy.write_text(json.dumps({"made-by": "sheet", "edits": [TO_DELAYED]}), encoding="utf-8")

    assert said(desk.collects(copy), desk) == []
    built.write_text(json.dumps({"made-by": "sheet", "edits": [TO_COMPLETE]}), encoding="utf-8")
    assert [each.code for each in desk.collects(copy).problems] == ["file-second-copy"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\0\0\0", "sheet.json: This is not JSON. Save it as JSON. [not-json]", id="cannot be read"),
        pytest.param(
            b"{}",
            "sheet.json: This file was not made by kcsp-docs, or what it was made with was taken out of it. Collect a file that a build made; edits are taken from sheet. [file-not-made-here]",
            id="of somebody else",
        ),
        pytest.param(
            None, "sheet.json: There is no such file. Look at the spelling of its path. [file-unreadable]", id="missing"
        ),
    ],
)
def test_cannot_read_is_never_no_edits(desk, content, message):
    path = desk.model.parent / "sheet.json"
    if content is not None:
        path.write_bytes(content)

    report = desk.collects(path)

    assert (report.exit_code, said(report, desk)) == (ExitCode.KEPT_BACK, [message])
    assert (desk.plan, desk.history) == (PLAN, [])


@pytest.mark.parametrize("marker", ["~$sheet.json", ".~lock.sheet.json#"])
def test_a_file_that_is_open_is_not_read(desk, marker):
    saved = desk.saves(edits=[TO_DELAYED])
    (saved.parent / marker).touch()

    report = desk.collects(saved)

    assert report.exit_code is ExitCode.KEPT_BACK
    program = "LibreOffice" if marker.startswith(".~") else "another program"
    assert said(report, desk) == [
        f"sheet.json: This file is open in {program}, so what is on the disk may not be all of it. Save and close it, then collect again; if nobody has it open, delete {marker}. [file-unreadable]"
    ]


def test_an_error_in_one_file_keeps_all_of_them_from_being_written(desk):
    one = desk.saves("one.json", edits=[TO_DELAYED])
    other = desk.saves("other.json", edits=[DUE_CLEARED], says=[["error", "Actions!H9 holds “end of March”."]])

    report = desk.collects(one, other)

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    assert said(report, desk) == ["other.json: Actions!H9 holds “end of March”. [told]"]
    assert len(desk.history) == 2  # a copy of each, and no record


def test_what_the_model_has_no_place_for_is_told_and_the_rest_is_taken(desk):
    report = desk.collects(desk.saves(edits=[TO_DELAYED], says=[["note", "Actions!P3 says “ask Ann”."]]))

    assert (report.exit_code, said(report, desk)) == (ExitCode.DONE, ["sheet.json: Actions!P3 says “ask Ann”. [told]"])
    assert "delayed" in desk.plan


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(
            ["action_plan.actions", "RS-01", "due", "2025-03-31", "soon", "Actions!H9"],
            "“soon” is not a date.",
            id="of the wrong kind",
        ),
        pytest.param(
            ["action_plan.actions", "RS-01", "lead", None, "nobody", "Actions!E9"], "nobody", id="nothing of that id"
        ),
        pytest.param(
            ["action_plan.actions", "RS-01", "action", "Roadside days", None, "Actions!C9"], "Actions!C9", id="needed"
        ),
    ],
)
def test_what_the_model_refuses_is_told_of_its_cell(desk, value, message):
    report = desk.collects(desk.saves(edits=[TO_DELAYED, value]))

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    (problem,) = said(report, desk)
    assert message in problem and value[-1] in problem


def test_a_plugin_that_fails_is_named_and_nothing_is_written(desk):
    report = desk.collects(desk.saves(raises="oh"))

    assert report.exit_code is ExitCode.PLUGIN_FAILED
    (message,) = said(report, desk)
    assert message.startswith(
        "sheet.json: The artefact “sheet” of the plugin “sheet” (sheet 1.2) failed at reading this file: RuntimeError: oh"
    )


def test_a_plugin_that_gives_something_else_is_named(desk):
    report = desk.collects(desk.saves(gives=["an edit"]))

    assert report.exit_code is ExitCode.PLUGIN_FAILED
    assert said(report, desk)[0].startswith(
        "sheet.json: The plugin “sheet” (sheet 1.2) gave an object of type str from the artefact “sheet”"
    )


def test_a_model_with_errors_is_not_written_to(desk):
    (desk.model / "grant.yaml").write_text("title: Grant\n", encoding="utf-8")

    report = desk.collects(desk.saves(edits=[TO_DELAYED]))

    assert (report.exit_code, desk.plan, desk.history) == (ExitCode.MODEL_HAS_ERRORS, PLAN, [])


def test_a_folder_that_is_not_there_is_not_made(desk):
    request = CollectRequest(desk.model / "nowhere", (desk.saves(),))

    report = collect_model(request, load_from(desk.points, ()), lambda _: None)

    assert report.exit_code is ExitCode.MODEL_HAS_ERRORS
    assert not (desk.model / "nowhere").exists()


def test_after_a_collect_the_next_build_makes_the_file_anew(desk):
    desk.builds()
    built = desk.model / "out" / "sheet.json"
    built.write_text(json.dumps({"made-by": "sheet", "edits": ADDED}), encoding="utf-8")
    assert desk.builds().exit_code is ExitCode.KEPT_BACK

    desk.collects(built)
    report = desk.builds()

    assert (report.exit_code, [(file.path, file.state.value) for file in report.files]) == (
        ExitCode.DONE,
        [("sheet.json", "written")],
    )
    assert json.loads(built.read_bytes())["actions"]["RS-03"] == "Speed awareness"


def test_a_collected_file_is_kept_by_the_next_build_if_its_copy_is_gone(desk):
    desk.builds()
    built = desk.model / "out" / "sheet.json"
    built.write_text(json.dumps({"made-by": "sheet", "edits": [TO_DELAYED]}), encoding="utf-8")
    desk.collects(built)
    (desk.model / "history" / desk.history[0]).unlink()

    assert desk.builds().exit_code is ExitCode.KEPT_BACK


def test_a_file_as_it_was_built_is_not_collected(desk):
    desk.builds()

    report = desk.collects(desk.model / "out" / "sheet.json")

    assert (report.exit_code, report.files[0].as_built, desk.history) == (ExitCode.DONE, True, [])


def test_a_file_that_was_only_saved_again_is_made_anew_too(desk):
    desk.builds()
    built = desk.model / "out" / "sheet.json"
    built.write_text(json.dumps(json.loads(built.read_bytes()), indent=2), encoding="utf-8")

    assert desk.collects(built).exit_code is ExitCode.DONE
    assert (desk.plan, len(desk.history)) == (PLAN, 2)
    assert desk.builds().exit_code is ExitCode.DONE


def test_the_day_that_is_given_goes_before_the_day_of_the_file(desk):
    saved = desk.saves(edits=[["history", "", "as_of", "2024-07-04", "2024-10-01", "Position!B3"]])

    report = desk.collects(saved, as_of=date(2024, 11, 1))

    assert report.files[0].as_of == "2024-11-01"
    assert desk.history[-1] == "0001-2024-11-01-sheet.yaml"


def test_more_than_a_record_can_hold_is_not_written(desk, monkeypatch):
    monkeypatch.setattr("kcsp_docs.pipeline.keeping.LARGEST_FILE", 400)

    report = desk.collects(desk.saves(edits=[TO_DELAYED, *ADDED]))

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    assert [each.code for each in report.problems] == ["file-changes-too-much"]
    assert [name for name in desk.history if name.endswith(".yaml")] == []


def test_a_history_that_is_a_link_out_of_the_model_is_not_written_through(desk, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (desk.model / "history").symlink_to(tmp_path / "elsewhere")

    report = desk.collects(desk.saves(edits=[TO_DELAYED]))

    assert (report.exit_code, desk.plan) == (ExitCode.KEPT_BACK, PLAN)
    assert list((tmp_path / "elsewhere").iterdir()) == []
