"""What changed between two editions, as text for a person."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from kcsp_docs.changes import ChangeKind
from kcsp_docs.cli.printing import print_problems, say
from kcsp_docs.prose.phrases import listed, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kcsp_docs.changes import Change
    from kcsp_docs.pipeline.comparing import Before, ChangedGroup, ChangesReport

_WIDEST = 100

_SAID = {
    ChangeKind.GROUP_RENAMED: "the group has another name",
    ChangeKind.GROUP_ADDED: "the group is new",
    ChangeKind.GROUP_ENDED: "the group has ended",
    ChangeKind.MEMBER_ADDED: "added",
    ChangeKind.MEMBER_REMOVED: "removed",
    ChangeKind.MEMBER_RENAMED: "another name",
    ChangeKind.MEMBER_REPRESENTED: "others come for it",
    ChangeKind.MEMBER_CAPACITY: "another capacity",
    ChangeKind.QUORUM: "the quorum",
    ChangeKind.CHAIR_TERM: "the term of the chair",
    ChangeKind.VICE_CHAIR_TERM: "the term of the vice chair",
    ChangeKind.FREQUENCY: "how often the group meets",
    ChangeKind.SECTION_ADDED: "a new section",
    ChangeKind.SECTION_REMOVED: "the section is gone",
    ChangeKind.SECTION_MOVED: "the section has moved",
    ChangeKind.SECTION_RENAMED: "the section has another title",
    ChangeKind.ITEM_REWORDED: "reworded",
    ChangeKind.ITEM_ADDED: "added",
    ChangeKind.ITEM_REMOVED: "removed",
    ChangeKind.ITEM_MOVED: "moved",
    ChangeKind.RENUMBERED: "another number",
    ChangeKind.APPENDIX: "another appendix letter",
    ChangeKind.VERSIONS: "the version table",
    ChangeKind.FOLLOWING: "words that follow from another change",
}
_WITHOUT_SUBJECT = frozenset(
    {
        ChangeKind.QUORUM,
        ChangeKind.CHAIR_TERM,
        ChangeKind.VICE_CHAIR_TERM,
        ChangeKind.FREQUENCY,
        ChangeKind.APPENDIX,
        ChangeKind.VERSIONS,
        ChangeKind.GROUP_RENAMED,
        ChangeKind.GROUP_ADDED,
        ChangeKind.GROUP_ENDED,
    }
)


def print_changes(report: ChangesReport) -> None:
    """Group by group; what only follows from other changes behind the rest; what is to be mended last."""
    if report.title:
        say(report.title, bold=True)
    if report.before:
        _print_before(report.before)
        for group in report.groups:
            _print_group(group)
        say("")
        say(_sum(report.groups))
    print_problems(report.problems, "nothing can be compared until all is mended")


def _print_before(before: Before) -> None:
    approved = f", approved on {long_date(before.approved)}" if before.approved else ""
    say(f"compared with {before.title}{approved} ({before.folder})")
    if not before.is_pinned:
        say("To be told when somebody changes that edition, write this under “previous” in partnership.yaml:")
        say(f"  digest: {before.digest}")


def _print_group(group: ChangedGroup) -> None:
    say("")
    told = [change for change in group.changes if not change.follows]
    say(f"{group.short_name} ({group.id}): {_number(told)}", bold=True)
    for change in told:
        _print_change(change)
    following = [change for change in group.changes if change.follows]
    if following:
        say(f"  {_following(following)}")
    for change in following:
        say(f"    {_headline(change)}")


def _number(changes: Sequence[Change]) -> str:
    return f"{len(changes) or 'no'} {'change' if len(changes) == 1 else 'changes'}"


def _following(changes: Sequence[Change]) -> str:
    verb = "follows" if len(changes) == 1 else "follow"
    return f"{len(changes)} more {verb} from that, and the paper does not tell:"


def _print_change(change: Change) -> None:
    say(f"  {change.key}", "cyan")
    say(f"    {_headline(change)}")
    for title, text in (("before", change.before), ("after", change.after)):
        if text is not None:
            _print_text(title, text)
    if change.reason:
        _print_text("reason", change.reason)
    else:
        say("    no reason is given", "yellow")


def _headline(change: Change) -> str:
    section = f"{change.section} – " if change.section else ""
    said = _SAID[change.kind]
    return f"{section}{said}" if change.kind in _WITHOUT_SUBJECT else f"{section}{change.subject}: {said}"


def _print_text(title: str, text: str) -> None:
    """A text beside its title, over as many lines as it takes."""
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 0)).columns)
    lines = textwrap.wrap(text, max(width - 12, 20), break_long_words=False, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        click.echo("    " + f"{title if number == 0 else '':<8}", nl=False)
        say(line)


def _sum(groups: Sequence[ChangedGroup]) -> str:
    changed = [group for group in groups if any(not change.follows for change in group.changes)]
    same = [group.short_name for group in groups if group not in changed]
    number = sum(not change.follows for group in changed for change in group.changes)
    unchanged = f" Unchanged: {listed(same)}." if same else ""
    if not changed:
        return f"Nothing changed.{unchanged}"
    where = f"{len(changed)} {'group' if len(changed) == 1 else 'groups'}"
    return f"{number} {'change' if number == 1 else 'changes'} in {where}.{unchanged}"
