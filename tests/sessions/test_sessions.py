"""Random sessions of officers while the model changes: nothing that is typed is lost, or put on a wrong action."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kcsp_docs.pipeline.building import BuildRequest, build_model
from kcsp_docs.pipeline.collect_report import CollectReport
from kcsp_docs.pipeline.collecting import CollectRequest, Side, collect_model
from kcsp_docs.pipeline.report import ExitCode
from kcsp_docs.registry import Registry, load_from

from .contents import CONTENTS, Numbers
from .judge import IN_THE_MODEL, NAMED, SETTLED, Run, State, Tally
from .keeper import WAYS, Change, kept_by
from .models import MARKET_PLUGIN, MODELS, PARTNERSHIP, Model
from .officer import DOES, Officer, Saved, Step, saved, shown_tables
from .workbench import Workbench

TAME = (
    "edits a cell as asked",
    "edits a cell as asked",
    "edits a cell as asked",
    "fills a spare row",
    "fills a spare row",
    "empties a cell",
    "deletes a row",
    "sorts",
    "filters and hides",
    "swaps columns",
    "renames a sheet",
    "puts rows above",
    "comments",
)
"""What is understood, so that it is taken."""
SIDES = (None, Side.THEIRS, Side.OURS)


@dataclass(frozen=True, slots=True)
class Session:
    """What one or two officers do to copies of one file, what the keeper does meanwhile, and how it is collected."""

    model: int
    steps: tuple[Step, ...]
    other: tuple[Step, ...]
    keeper: tuple[Change, ...]
    later: tuple[Change, ...]
    side: Side | None
    accepts_deletions: bool


def _some(of: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


_number = st.integers(0, 11)
_steps = st.builds(Step, st.sampled_from((*DOES, *DOES[:4])), _number, _number, _number, st.sampled_from(CONTENTS))
_tame = st.builds(Step, st.sampled_from(TAME), _number, _number, _number, st.sampled_from(CONTENTS))
_changes = st.builds(Change, st.sampled_from(WAYS), _number, _number, _number)
SESSIONS = st.builds(
    Session,
    st.sampled_from((*range(len(MODELS)), len(MODELS) - 1)),
    st.one_of(_some(_steps, 2, 10), _some(_tame, 1, 8)),
    st.one_of(st.just(()), st.just(()), _some(_steps, 1, 3)),
    _some(_changes, 0, 3),
    st.one_of(st.just(()), st.just(()), _some(_changes, 1, 1)),
    st.sampled_from(SIDES),
    st.booleans(),
)


def each_by_itself() -> Iterator[Session]:
    """Every content in a column of every kind, and every operation in every way it can be done, then an edit."""
    market = len(MODELS) - 1
    for number, what in enumerate(CONTENTS):
        for column in range(len(MODELS[market].tables[0].fields)):
            yield _plain(market, Step("edits a cell", number % 3, column, 0, what))
    edit = Step("edits a cell as asked", 1, 8, 1, "words")
    for number, does in enumerate(DOES):
        for way in range(6):
            yield _plain(number % market, Step(does, way // 2, number + way, way, CONTENTS[(number + way) % 5]), edit)


def _plain(model: int, *steps: Step) -> Session:
    return Session(model, steps, (), (), (), None, accepts_deletions=False)


class Office:
    """A folder for each model, and the file that was built from it."""

    def __init__(self, folder: Path, points: list[EntryPoint]) -> None:
        self.folder = folder
        self.registry: Registry = load_from(points, ())
        self._built: dict[str, tuple[Path, Workbench]] = {}

    def built(self, model: Model) -> tuple[Path, Workbench]:
        """The folder of a model and its workbook, which is not to be changed."""
        if model.name not in self._built:
            folder = self.folder / f"model-{len(self._built)}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "partnership.yaml").write_text(PARTNERSHIP, encoding="utf-8")
            (folder / model.file).write_bytes(model.content)
            report = build_model(BuildRequest(folder, self.folder / "out"), self.registry, lambda _: None)
            assert not report.problems, report.problems
            workbook = self.folder / "out" / f"{model.artefact}.xlsx"
            self._built[model.name] = folder, Workbench(workbook.read_bytes())
            shutil.rmtree(self.folder / "out")
        return self._built[model.name]

    def typed_in(self, session: Session, tally: Tally) -> list[Saved]:
        """What the officers make of the file."""
        model = MODELS[session.model]
        _, workbook = self.built(model)
        numbers = Numbers()
        names = (f"{model.artefact}.xlsx", f"{model.artefact} - Copy.xlsx")
        files = []
        for steps, name in zip((session.steps, session.other), names, strict=True):
            if steps:
                bench = workbook.another()
                officer = Officer(bench, shown_tables(bench, model), numbers)
                officer.work(steps)
                tally.done += officer.done
                tally.contents += officer.contents
                files.append(saved(officer, name))
        return files

    def judged(self, session: Session, files: list[Saved], tally: Tally) -> None:
        """Collect the files: as they are, with a side taken, after the keeper's next change, and once more."""
        desk = _Desk(self, session, files, tally)
        desk.keeper_writes(session.keeper)
        desk.collect()
        desk.keeper_writes(session.later)
        if session.side or session.accepts_deletions or session.later:
            desk.collect(session.side, accept_deletions=session.accepts_deletions)
        desk.collect_again()
        tally.sessions += 1


class _Desk:
    """One session's model folder."""

    def __init__(self, office: Office, session: Session, files: list[Saved], tally: Tally) -> None:
        self.model, self.files, self.tally = MODELS[session.model], files, tally
        self.registry = office.registry
        self.folder, _ = office.built(self.model)
        self.built = State(self.model, self.model.content)
        self.terms: dict[str, object] = {}
        self.collected: set[str] = set()
        shutil.rmtree(self.folder / "history", ignore_errors=True)
        (self.folder / self.model.file).write_bytes(self.model.content)
        outbox = office.folder / "returned"
        shutil.rmtree(outbox, ignore_errors=True)
        outbox.mkdir()
        self.paths = [outbox / file.name for file in files]
        for path, file in zip(self.paths, files, strict=True):
            path.write_bytes(file.content)

    @property
    def state(self) -> State:
        return State(self.model, (self.folder / self.model.file).read_bytes())

    def keeper_writes(self, changes: tuple[Change, ...]) -> None:
        text, done = kept_by(self.model, self.state.content.decode("utf-8"), changes)
        (self.folder / self.model.file).write_bytes(text.encode("utf-8"))
        self.tally.keeper.update(done)

    def collect(self, side: Side | None = None, *, accept_deletions: bool = False) -> None:
        before = self.state
        self.terms = {"side": side, "accept_deletions": accept_deletions}
        report = self._collect()
        theirs = side is Side.THEIRS
        run = Run(
            self.built,
            before,
            self.state,
            tuple(self.files),
            report,
            theirs,
            accept_deletions,
            frozenset(self.collected),
        )
        run.judge(self.tally)
        if report.exit_code is ExitCode.DONE:
            self.collected.update(file.name for file in self.files)

    def collect_again(self) -> None:
        """The same files with the same options: not one byte of the folder changes."""
        before = self._bytes()
        self._collect()
        assert self._bytes() == before, "a repeat changed something"

    def _collect(self) -> CollectReport:
        request = CollectRequest(self.folder, tuple(self.paths), **self.terms)  # type: ignore[arg-type]
        return collect_model(request, self.registry, lambda _: None)

    def _bytes(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def office(tmp_path: Path, install: Callable[..., list[EntryPoint]], monkeypatch: pytest.MonkeyPatch) -> Office:
    tracker = import_module("kcsp_docs_plugins.action_tracker.tracker")
    monkeypatch.setattr(tracker, "SPARE_ROWS", 4)  # a smaller workbook is read and written in half the time
    own = [point for point in entry_points(group="kcsp_docs") if point.name == "action-tracker"]
    return Office(tmp_path / "office", [*own, *install(market=MARKET_PLUGIN)])


def hold(number: int, judged: Callable[[Session], None]) -> None:
    """So many sessions, always the same ones; the first that fails is made as small as it can be."""

    @settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(SESSIONS)
    def sessions(session: Session) -> None:
        judged(session)

    sessions()


def counts_of(office: Office, number: int, sessions: Sequence[Session] = ()) -> Tally:
    """What became of everything that was typed in these sessions and in random ones, so many in all."""
    tally = Tally()
    for session in sessions:
        office.judged(session, office.typed_in(session, tally), tally)
    hold(number - len(sessions), lambda session: office.judged(session, office.typed_in(session, tally), tally))
    print(f"\n{tally}")  # noqa: T201 - the counts, with pytest -s
    return tally


def test_nothing_that_officers_type_is_lost_or_put_on_a_wrong_action(office):
    tally = counts_of(office, 30)
    assert tally.typed.keys() <= {IN_THE_MODEL, NAMED, SETTLED}


@pytest.mark.slow
def test_a_thousand_sessions(office):
    tally = counts_of(office, 1000, tuple(each_by_itself()))
    assert tally.sessions >= 1000
    assert tally.typed.keys() <= {IN_THE_MODEL, NAMED, SETTLED}
    assert set(tally.done) == set(DOES) and min(tally.done.values()) >= 12
    assert set(tally.contents) == set(CONTENTS) and min(tally.contents.values()) >= 7
    assert set(tally.keeper) == set(WAYS) and min(tally.keeper.values()) >= 20
    assert min(tally.typed[IN_THE_MODEL], tally.typed[NAMED], tally.runs["exit 0"], tally.runs["exit 4"]) >= 500


@pytest.mark.office
@pytest.mark.slow
def test_sessions_whose_files_libreoffice_saved(office, recalculated):
    tally, held = Tally(), []
    hold(40, lambda session: held.append((session, office.typed_in(session, tally))))
    contents = iter(recalculated([file.content for _, files in held for file in files]))
    for session, files in held:
        office.judged(session, [replace(file, content=next(contents)) for file in files], tally)
    print(f"\n{tally}")  # noqa: T201 - the counts, with pytest -s
    assert tally.sessions >= 40
    assert tally.typed.keys() <= {IN_THE_MODEL, NAMED, SETTLED}
