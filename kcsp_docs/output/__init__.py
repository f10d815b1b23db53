"""From rendered files in memory to files on disk: one owner per path, normalise, journal, atomic replace, manifest."""

from kcsp_docs.output.as_built import built_here, is_as_built
from kcsp_docs.output.built import BuiltArtefact
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.manifest import Inputs
from kcsp_docs.output.opening import open_check
from kcsp_docs.output.outcome import FileOutcome, Outcome, Written
from kcsp_docs.output.pack import write_pack
from kcsp_docs.output.package import normalise
from kcsp_docs.output.place import place_check
from kcsp_docs.output.separate import write_separately
from kcsp_docs.output.verify import FileState, Standing, verify

__all__ = [
    "BuiltArtefact",
    "FileOutcome",
    "FileState",
    "Inputs",
    "Outcome",
    "OutputCode",
    "Standing",
    "Written",
    "built_here",
    "is_as_built",
    "normalise",
    "open_check",
    "place_check",
    "verify",
    "write_pack",
    "write_separately",
]
