"""The few things that are done to a disk, each of them all or nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOT_A_FILE = "not a file"
UNREADABLE = "unreadable"

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space allowed on this disk is used up",
    errno.EACCES: "permission was denied",
    errno.EPERM: "permission was denied",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "the path is too long",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EIO: "the disk failed",
}


class NotAPlainFileError(Exception):
    """A link, a folder or a device stands where a file should; the message is the end of a sentence."""


def reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error) or "the system refused").lower()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def look(path: Path) -> str | None:
    """What stands at a path: its digest; None for nothing; NOT_A_FILE for a link or a folder; UNREADABLE.

    A link is never followed: what it leads to belongs to somebody else.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return NOT_A_FILE
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError:
        return UNREADABLE


def own_bytes(path: Path) -> bytes | None:
    """What a plain file holds, None where nothing stands. Raises NotAPlainFileError for anything else, and OSError.

    What stands there is looked at first: to open a pipe is to wait for whoever writes into it.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode):
        return path.read_bytes()
    raise NotAPlainFileError("is a link" if stat.S_ISLNK(mode) else "is not a file")


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are hard links to one file, no link followed."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except FileNotFoundError:
        return False


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_whole(path: Path, content: bytes, *, beside: Path) -> None:
    """Give a file of our own new content: old or new, never half. ``beside`` is a name of our own on the same disk."""
    beside.unlink(missing_ok=True)
    try:
        write_new(beside, content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move_without_replacing(source: Path, target: Path) -> None:
    """Move a file to a free name; raises FileExistsError, and moves nothing, when the name is taken.

    Windows' rename refuses a taken name by itself. Elsewhere rename replaces, so the file gets its second name by a
    hard link, which refuses. On a disk without hard links a look comes before the rename: the best that is to be had.
    """
    if sys.platform == "win32":
        source.rename(target)
        return
    try:
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.rename(target)
    else:
        source.unlink()


def sync_folder(folder: Path) -> None:
    """Bring names, as opposed to content, down to the disk. Windows does so by itself and opens no folder."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
