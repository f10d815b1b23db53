"""Rules about agreements: who has signed the version in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.groups import GroupStatus
from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.agreements import Agreement
    from kcsp_docs.model.governance import Governance


def check_agreements(governance: Governance) -> Iterator[Problem]:
    """Every member of a group without a parent, unless it has ended, should have signed the latest version."""
    groups = [group for group in governance.groups if group.parent is None and group.status is not GroupStatus.ENDED]
    bodies = {member.organisation for group in groups for member in group.members}
    for agreement in governance.agreements:
        for organisation in governance.organisations:
            if organisation.id in bodies:
                yield from _signed_latest(agreement, organisation.id, organisation.name)


def _signed_latest(agreement: Agreement, organisation_id: str, name: str) -> Iterator[Problem]:
    signed, latest = agreement.signed_version(organisation_id), agreement.latest
    if latest is None or signed == latest.version:
        return
    so_far = f"version {signed}" if signed else "no version"
    yield warning(
        RuleCode.AGREEMENT_UNSIGNED,
        f"agreements[{agreement.id}].signatures",
        f"{name} has signed {so_far} of the {agreement.name}; the latest is version {latest.version}.",
        "Ask for the signature, then add it here.",
    )
