"""The change log: for each group what changed, before and after, why, and where the paper tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.document import Document
from kcsp_docs_kit.documents.running import running_header

from kcsp_docs_plugins.cover_paper.paper import paper, told_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs import Governance, Job
    from kcsp_docs.changes import Change
    from kcsp_docs.model.groups import Group


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log; ``paragraph`` is the number of the paper's that tells of the change, None where none does."""

    change: Change
    paragraph: str | None


@dataclass(frozen=True, slots=True)
class GroupLog:
    """The rows of one group: its changes, and apart from them what only follows from other changes."""

    group: Group
    changes: tuple[Entry, ...]
    following: tuple[Entry, ...]


def change_log(job: Job, previous: Governance) -> Document:
    """The log, worded by ``change-log.md.j2``."""
    governance = job.governance
    paragraphs = told_in(paper(job, governance.review)) if governance.review else {}
    logs = tuple(_logs(job, previous, paragraphs))
    header, blocks = running_header(job.wording("change-log", logs=logs, previous=previous.edition))
    return Document(
        title=f"{governance.partnership.name}: change log",
        blocks=blocks,
        date=job.as_of,
        creator=governance.partnership.name,
        language=governance.edition.language,
        subject=governance.edition.title,
        header=header,
    )


def _logs(job: Job, previous: Governance, paragraphs: Mapping[str, str]) -> Iterator[GroupLog]:
    """Each group in the order of the appendices; one that had ended before has no log."""
    now = {group.id for group in job.governance.groups}
    gone = [group for group in previous.groups if group.id not in now]
    for group in sorted((*job.governance.groups, *gone), key=lambda group: group.appendix or "~"):
        entries = [Entry(each, paragraphs.get(each.id)) for each in job.changes if each.group == group.id]
        if entries or (group.status != "ended" and group.id in now):
            following = tuple(entry for entry in entries if entry.change.follows)
            yield GroupLog(group, tuple(entry for entry in entries if not entry.change.follows), following)
