"""The codes of every problem that bringing edits back can have."""

from __future__ import annotations

from enum import StrEnum


class CollectCode(StrEnum):
    """What keeps an officer's edits from the model, for programs that read ``--json``."""

    UNREADABLE = "file-unreadable"
    """A file that was named is not there, is open elsewhere or cannot be read."""

    NOT_MADE_HERE = "file-not-made-here"
    """No artefact that takes edits back made this file."""

    SECOND_COPY = "file-second-copy"
    """A second copy of a collected file lies beside it and was not named."""

    CONFLICT = "edit-conflict"
    """The file and the model, or two files, say different things of one value."""

    ID_TAKEN = "new-id-taken"
    """Two different new records have one id."""

    BACKWARDS = "as-of-backwards"
    """A file speaks of an earlier day than one that was collected before."""

    DELETED = "record-deleted"
    """A record was deleted in a file; the model keeps it."""

    OTHER_DAY = "as-of-differs"
    """A file speaks of another day than the model."""

    TOO_MUCH = "file-changes-too-much"
    """A file changes more than a record of it could say."""

    NO_DAY = "as-of-missing"
    """Nothing says which day the files speak of."""
