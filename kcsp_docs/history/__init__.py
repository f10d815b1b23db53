"""The model folder as something that is written to: what officers' files bring back, all of it or nothing."""

from kcsp_docs.history.copies import KeptCopy, keep_copy, next_number, record_name, safe_digests
from kcsp_docs.history.folder import FOLDER, hold, mend, unusable
from kcsp_docs.history.transaction import Replacement, recover, unfinished, write_all

__all__ = [
    "FOLDER",
    "KeptCopy",
    "Replacement",
    "hold",
    "keep_copy",
    "mend",
    "next_number",
    "record_name",
    "recover",
    "safe_digests",
    "unfinished",
    "unusable",
    "write_all",
]
