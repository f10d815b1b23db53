"""The codes of every problem that the output folder can have."""

from __future__ import annotations

from enum import StrEnum


class OutputCode(StrEnum):
    """What went wrong between the rendered files and the disk, for programs that read ``--json``."""

    BAD_FILE_NAME = "bad-file-name"
    """An artefact names a file in a way that some system refuses, or that leads out of the folder."""

    FILE_NAME_TAKEN = "file-name-taken"
    """Two artefacts, or one artefact twice, want the same path once case and Unicode forms are folded."""

    ARTEFACT_NAME_TAKEN = "artefact-name-taken"
    """Two plugins offer an artefact of one name."""

    FILE_DOES_NOT_OPEN = "file-does-not-open"
    """An artefact made a file that the program it is for could not open."""

    FILE_EDITED = "file-edited"
    """A file was edited by a person since it was built, and was kept."""

    FILE_NOT_OURS = "file-not-ours"
    """A file, link or folder that was not built stands where a file should be written, and was kept."""

    FILE_SET_ASIDE = "file-set-aside"
    """A file that a person edited was kept under another name, so that its own could be written."""

    FILE_OPEN = "file-open"
    """A file is open in Word, Excel or LibreOffice and was left as it is."""

    FILE_NOT_WRITTEN = "file-not-written"
    """One file could not be written; what stood there before stands there still."""

    FILE_REMOVED = "file-removed"
    """A file that nobody had edited is no longer made and was removed."""

    FILE_STALE = "file-stale"
    """A file of an earlier build stays because its artefact failed this time."""

    FOLDER_NOT_USABLE = "folder-not-usable"
    """The output folder cannot be made or written to, or the disk is full; nothing was written."""

    FOLDER_MISSING = "folder-missing"
    """There is no folder to verify: nothing stands there, or a file."""

    FOLDER_CLOSED = "folder-closed"
    """The folder to verify, or what a build keeps in it, cannot be looked into."""

    FOLDER_BUSY = "folder-busy"
    """Another build is running in the same folder."""

    FOLDER_HOLDS_MODEL = "folder-holds-model"
    """The output folder is the model folder or one that the model folder lies in."""

    MANIFEST_DAMAGED = "manifest-damaged"
    """manifest.json cannot be read as one that kcsp-docs wrote."""

    MANIFEST_MISSING = "manifest-missing"
    """There is no manifest.json to verify a folder against."""

    BUILD_NOT_FINISHED = "build-not-finished"
    """The account of a build, or of one that was interrupted, could not be brought to its end."""
