"""What changed from the edition of 2023 to that of 2024, as the paper of 4 July 2024 tells it, and nothing besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs import registry
from kcsp_docs.pipeline.editions import read_editions

if TYPE_CHECKING:
    from pathlib import Path

TOLD = """
kcsp                Membership        member.probation.renamed                          probation-in-the-partnership
kcsp                Membership        member.serious-violence-board.added               serious-violence-board
kcsp-working-group  Responsibilities  terms.responsibilities.csa-action-plan.reworded   csa-action-plan
kcsp-working-group  Responsibilities  terms.responsibilities.knowledge-hub.reworded     knowledge-hub
kcsp-working-group  Membership        member.kcc.represented                            working-group-membership
kcsp-working-group  Membership        member.probation.renamed                          working-group-membership
"""


def test_the_changes_from_2023_to_2024(examples: Path) -> None:
    changes = read_editions(examples / "kcsp-2024", registry.load(plugins=False)).changes
    table = [f"{each.group:<20}{each.section:<18}{each.key:<50}{each.explained_by}" for each in changes]
    assert table == TOLD.strip().split("\n")
    by_key = {change.id: change for change in changes}
    assert by_key["kcsp-working-group.member.kcc.represented"].added == (
        "Prevent, Contest and Serious Organised Crime",
        "Violence Reduction Unit",
        "Commissioners for Domestic Abuse services",
        "the Domestic Abuse Projects and Partnership Team",
    )
    hub = by_key["kcsp-working-group.terms.responsibilities.knowledge-hub.reworded"]
    assert (hub.is_last, hub.removed, hub.added) == (True, ("and communicate with the public",), ())
