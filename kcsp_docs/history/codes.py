"""The codes of every problem that writing to a model folder can have."""

from __future__ import annotations

from enum import StrEnum


class HistoryCode(StrEnum):
    """What went wrong between the edits and the disk, for programs that read ``--json``."""

    SAVED_MEANWHILE = "model-saved-meanwhile"
    """Somebody saved a model file while edits were being written into it; theirs was kept and nothing was written."""

    NOT_WRITTEN = "model-not-written"
    """The disk refused; every model file is as it was."""

    NOT_FINISHED = "collect-not-finished"
    """A collect that was interrupted could not be brought to its end."""

    FINISHED = "collect-finished"
    """A collect that was interrupted before was brought to its end."""

    TAKEN_BACK = "collect-taken-back"
    """A collect that was interrupted was taken back, because a model file was saved after it."""
