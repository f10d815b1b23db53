"""The names that wording may use: what stands between ``{{`` and ``}}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.governance import ById

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group


def facts(governance: Governance) -> Mapping[str, object]:
    """Facts for any wording; records are found by id: ``organisations["probation"].name``.

    Documents are for publication: people who are private have neither name nor address here, and private actions and
    items of meetings are left out.
    """
    plan = governance.action_plan
    return {
        "as_of": governance.as_of,
        "edition": governance.edition,
        "partnership": governance.partnership,
        "organisations": ById(governance.organisations),
        "people": ById(person.as_published() for person in governance.people),
        "groups": ById(governance.groups),
        "agreements": ById(governance.agreements),
        "meetings": ById(meeting.as_published() for meeting in governance.meetings),
        "priorities": ById(plan.priorities if plan else ()),
        "review": governance.review,
        "action_plan": plan.as_published() if plan else None,
        "grant": governance.grant,
        "watch": ById(governance.review.watch if governance.review else ()),
        "name_of": governance.name_of,
        "subgroups_of": governance.subgroups_of,
    }


def facts_of_group(governance: Governance, group: Group) -> Mapping[str, object]:
    """Facts for the terms of one group: those of any wording, and what is the group's own."""
    return {
        **facts(governance),
        "group": group,
        "members": ById(group.members),
        "quorum": group.quorum,
        "chair": group.chair,
        "vice_chair": group.vice_chair,
    }
