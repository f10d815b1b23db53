"""A year in an output folder: builds of all kinds between a person's edits, deletions and renames, in any order."""

from __future__ import annotations

import tempfile
from hashlib import sha256
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kcsp_docs.exchange import File
from kcsp_docs.output import BuiltArtefact, Inputs, Outcome, normalise, write_pack
from kcsp_docs.output.manifest import from_bytes

INPUTS = Inputs("m", None, "2024-07-04", "t")
ARTEFACTS = {"paper": ("paper.md",), "terms": ("a.html", "b.html"), "log": ("log.csv",)}
PATHS = [path for paths in ARTEFACTS.values() for path in paths]
OTHERS = ["letter.md", "a.edited.html", "Paper of mine.md"]
TEXTS = st.sampled_from(["one", "two", "three"])
NAMES = st.sets(st.sampled_from(sorted(ARTEFACTS)))


def built(names, text):
    """Every file says whose it is, so that no two paths have equal bytes by chance."""
    return [
        BuiltArtefact(name, name, "kcsp-docs", "1", INPUTS, tuple(content(path, text) for path in ARTEFACTS[name]))
        for name in sorted(names)
    ]


def content(path, text):
    return normalise(File(path, f"built {path} {text}".encode()))


class Year(RuleBasedStateMachine):
    """``typed`` is what the person has typed and not thrown away, by the path at which it stands."""

    def __init__(self):
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name) / "out"
        self.folder.mkdir()
        self.typed = {}
        self.tokens = 0

    def teardown(self):
        self.home.cleanup()

    @rule(names=NAMES, text=TEXTS, failed=NAMES, complete=st.booleans(), overwrite=st.booleans())
    def build(self, names, text, failed, complete, overwrite):
        made = names - failed
        written = write_pack(self.folder, built(made, text), failed=failed, complete=complete, overwrite=overwrite)

        for path in (path for name in made for path in ARTEFACTS[name]):
            if overwrite or path not in self.typed:
                assert (self.folder / path).read_bytes() == content(path, text).content
        states = {file.path: file.state for file in written.files}
        edited = {path for path, typed in self.typed.items() if states.get(path) and typed}
        assert {path for path, state in states.items() if state is Outcome.KEPT} <= edited
        if overwrite:
            self.find_what_was_set_aside(made)

    def find_what_was_set_aside(self, made):
        """What stood at a path of the build now stands beside it."""
        for path in (path for name in made for path in ARTEFACTS[name] if path in self.typed):
            typed = self.typed.pop(path)
            beside = [other for other in self.folder.iterdir() if other.read_bytes() == typed]
            assert beside, f"{path} is lost"
            self.typed[beside[0].name] = typed

    @rule(path=st.sampled_from([*PATHS, *OTHERS]))
    def edit(self, path):
        self.tokens += 1
        self.typed[path] = f"typed {self.tokens}".encode()
        (self.folder / path).write_bytes(self.typed[path])

    @rule(path=st.sampled_from([*PATHS, *OTHERS]))
    def delete(self, path):
        (self.folder / path).unlink(missing_ok=True)
        self.typed.pop(path, None)

    @rule(source=st.sampled_from([*PATHS, *OTHERS]), goal=st.sampled_from(OTHERS))
    def rename(self, source, goal):
        """What the person renames is the person's from then on, what was built as well."""
        if source != goal and (self.folder / source).exists():
            self.typed.pop(source, None)
            self.typed[goal] = (self.folder / source).read_bytes()
            (self.folder / source).replace(self.folder / goal)

    @invariant()
    def everything_typed_is_there(self):
        for path, typed in self.typed.items():
            assert (self.folder / path).read_bytes() == typed

    @invariant()
    def every_other_file_is_as_the_manifest_says(self):
        manifest = self.folder / "manifest.json"
        listed = {}
        if manifest.exists():
            artefacts = from_bytes(manifest.read_bytes()).artefacts
            listed = {file.path: file.sha256 for artefact in artefacts for file in artefact.files}
        for path in self.folder.iterdir():
            if path.name not in self.typed and path != manifest:
                assert listed[path.name] == sha256(path.read_bytes()).hexdigest()


Year.TestCase.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
TestYear = Year.TestCase
