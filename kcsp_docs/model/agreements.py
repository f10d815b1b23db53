"""Agreements that member organisations sign, and who signed which version."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from kcsp_docs.model.fact import Fact, OrganisationId
from kcsp_docs.model.values import Day, IdentifierText, Line, Version, refuse


class AgreementVersion(Fact):
    version: Version
    date: Day


class Signature(Fact):
    """That a body signed a version."""

    organisation: OrganisationId
    version: Version
    date: Day | None = None


class Agreement(Fact):
    """Such as an information sharing agreement; of its versions the latest by date is the one in force."""

    id: IdentifierText
    name: Line
    versions: tuple[AgreementVersion, ...]
    signatures: tuple[Signature, ...] = ()

    @model_validator(mode="after")
    def _signed_what_there_is(self) -> Self:
        known = {version.version for version in self.versions}
        for signature in self.signatures:
            if signature.version not in known:
                message = (
                    f"{signature.organisation} has signed version {signature.version}, which is not among versions."
                )
                refuse("unknown-version", message, "Correct the number, or add that version with its date.")
        return self

    @property
    def latest(self) -> AgreementVersion | None:
        """The version that members should have signed."""
        return max(self.versions, key=lambda version: version.date, default=None)

    def signed_version(self, organisation: str) -> str | None:
        """The last version that a body signed."""
        order = [version.version for version in sorted(self.versions, key=lambda version: version.date)]
        signed = [signature.version for signature in self.signatures if signature.organisation == organisation]
        return max(signed, key=order.index, default=None)
