"""From a model folder to the governance model: all that is read, and every problem of it with its place."""

from kcsp_docs.reading.edition import ReadEdition, read_edition
from kcsp_docs.reading.previous import read_previous

__all__ = ["ReadEdition", "read_edition", "read_previous"]
