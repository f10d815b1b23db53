"""The names that wording may use: what stands between ``{{`` and ``}}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.governance import ById
from kcsp_docs.prose.tree import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group


def facts(governance: Governance) -> Mapping[str, object]:
    """Facts for any wording; records are found by id: ``organisations["probation"].name``."""
    plan = governance.action_plan
    return {
        "edition": governance.edition,
        "partnership": governance.partnership,
        "organisations": ById(governance.organisations),
        "people": ById(governance.people),
        "groups": ById(governance.groups),
        "agreements": ById(governance.agreements),
        "meetings": ById(governance.meetings),
        "priorities": ById(plan.priorities if plan else ()),
        "review": governance.review,
        "action_plan": plan,
        "grant": governance.grant,
        "watch": ById(governance.review.watch if governance.review else ()),
        "name_of": governance.name_of,
        "subgroups_of": governance.subgroups_of,
        "prose": lambda name: Prose(governance.passage(name)),
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
