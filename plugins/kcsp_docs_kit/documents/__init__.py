"""Documents made of prose blocks, and the writers that turn them into files."""

from kcsp_docs_kit.documents.document import Document, DocumentError, Numbering
from kcsp_docs_kit.documents.labels import Labelled, labels

__all__ = ["Document", "DocumentError", "Labelled", "Numbering", "labels"]
