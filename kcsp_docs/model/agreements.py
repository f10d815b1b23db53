"""Agreements that member organisations sign, and who signed which version."""

from __future__ import annotations

from kcsp_docs.model.fact import Fact, OrganisationId
from kcsp_docs.model.values import Day, IdentifierText, Line, Version


class AgreementVersion(Fact):
    version: Version
    date: Day


class Signature(Fact):
    """That a body signed a version."""

    organisation: OrganisationId
    version: Version
    date: Day | None = None


class Agreement(Fact):
    """Such as an information sharing agreement; its versions stand oldest first."""

    id: IdentifierText
    name: Line
    versions: tuple[AgreementVersion, ...]
    signatures: tuple[Signature, ...] = ()

    @property
    def latest(self) -> AgreementVersion | None:
        """The version that members should have signed."""
        return max(self.versions, key=lambda version: version.date, default=None)

    def signed_version(self, organisation: str) -> str | None:
        """The last version that a body signed."""
        order = [version.version for version in sorted(self.versions, key=lambda version: version.date)]
        signed = [s.version for s in self.signatures if s.organisation == organisation and s.version in order]
        return max(signed, key=order.index, default=None)
