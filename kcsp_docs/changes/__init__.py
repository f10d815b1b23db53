"""What changed between two editions of the model, said once for the paper, the redline, the log and the review."""

from kcsp_docs.changes.change import Change, ChangeKind, Mark
from kcsp_docs.changes.compare import compare

__all__ = ["Change", "ChangeKind", "Mark", "compare"]
