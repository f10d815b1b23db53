"""What every part of the governance model is: a frozen record whose unknown keys are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from kcsp_docs.model.values import IdentifierText


class Fact(BaseModel):
    """A frozen record; tuples, never lists; a key that nobody defined is refused.

    Field names are the keys of the model folder's files. A third party's own section derives from this too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=False)


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of something else.

    ``collection`` is the name of the tuple in which the id must occur. It is looked for in the records that enclose
    the field, the innermost first, then from the root (``action_plan.priorities``). With ``through``, it is looked for
    in the record that the neighbouring field of that name refers to: a meeting's attendance names members of its group.
    """

    collection: str
    through: str | None = None


OrganisationId = Annotated[IdentifierText, Refers("organisations")]
PersonId = Annotated[IdentifierText, Refers("people")]
GroupId = Annotated[IdentifierText, Refers("groups")]
MemberId = Annotated[IdentifierText, Refers("members")]
AgreementId = Annotated[IdentifierText, Refers("agreements")]
PriorityId = Annotated[IdentifierText, Refers("action_plan.priorities")]
ActionId = Annotated[IdentifierText, Refers("action_plan.actions")]
MeetingId = Annotated[IdentifierText, Refers("meetings")]
