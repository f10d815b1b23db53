"""A build: everything in memory first, one artefact's fault harms no other, and the report says what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from textwrap import indent

import pytest

from kcsp_docs.pipeline.building import BuildRequest, UnknownArtefactError, build_model
from kcsp_docs.pipeline.report import ExitCode, Report
from kcsp_docs.registry import load_from

from ..guests import without_numbers

Install = Callable[..., list[EntryPoint]]


def plugin(artefact: str, render: str, more: str = "") -> str:
    """The source of a plugin with one artefact; ``render`` is the body of its method."""
    return (
        "from kcsp_docs import File, Problem, Severity, hookimpl\n\n"
        "class Artefact:\n"
        f"    name = {artefact!r}\n"
        "    summary = 'A test'\n\n"
        "    def render(self, job):\n"
        f"{indent(render, ' ' * 8)}\n\n"
        "@hookimpl\n"
        "def kcsp_register_artefacts():\n"
        "    return [Artefact()]\n\n" + more
    )


GOOD = plugin("good", "yield File('good.txt', b'Good.')")


def build(model: Path, points: list[EntryPoint], **how: object) -> Report:
    output = model.parent / "pack"
    request = BuildRequest(model, output, **how)  # type: ignore[arg-type]
    return build_model(request, load_from(points, ()), lambda _: None)


def files(model: Path) -> dict[str, bytes]:
    folder = model.parent / "pack"
    found = folder.iterdir() if folder.exists() else ()
    return {path.name: path.read_bytes() for path in found if path.name != "manifest.json"}


def said(report: Report) -> list[str]:
    return [without_numbers(str(problem)) for problem in report.problems]


def test_a_good_build(anyshire: Path, install: Install) -> None:
    report = build(anyshire, install(good=GOOD))
    assert (report.exit_code, said(report)) == (ExitCode.DONE, [])
    assert (report.title, report.as_of) == (
        "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft)",
        "2024-07-04",
    )
    assert [(file.path, file.state) for file in report.files] == [("good.txt", "written")]
    assert files(anyshire) == {"good.txt": b"Good."}


FAILING = {
    "raises": (
        "yield File('half.txt', b'half')\nraise KeyError('no such thing')",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: KeyError: 'no such thing' (bad.py, line 9)."
            " The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "exits": (
        "raise SystemExit(0)",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: SystemExit: 0 (bad.py, line 8)."
            " The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "recurses": (
        "return self.render(job)",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: RecursionError: maximum recursion depth exceeded (bad.py, line 8)."
            " The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "gives no file": (
        "return ['bad.txt']",
        (
            "The plugin “bad” (bad 1.2) gave an object of type str from the artefact “bad”, which asks for several of File."
            " The hooks and their arguments stand in plugins/README.md. [plugin-wrong-type]"
        ),
    ),
    "raises what cannot be said": (
        "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: Odd (bad.py, line 8)."
            " The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "reports no problem": (
        "job.report('Look here.')\nyield File('bad.txt', b'bad')",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: TypeError: report takes a Problem, not str (bad.py, line 8)."
            " The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "gives text for content": (
        "yield File('bad.txt', 'bad')",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: TypeError: a File takes a name (str) and its content"
            " (bytes), not str and str (bad.py, line 8). The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
    "gives no name": (
        "yield File(None, b'bad')",
        (
            "The artefact “bad” of the plugin “bad” (bad 1.2) failed: TypeError: a File takes a name (str) and its content"
            " (bytes), not NoneType and bytes (bad.py, line 8). The other artefacts were made; tell the plugin's author. [artefact-failed]"
        ),
    ),
}


@pytest.mark.parametrize("kind", FAILING)
def test_an_artefact_that_fails_is_named_and_the_others_are_made(kind: str, anyshire: Path, install: Install) -> None:
    render, message = FAILING[kind]
    report = build(anyshire, install(bad=plugin("bad", render), good=GOOD))
    assert (report.exit_code, said(report)) == (ExitCode.PLUGIN_FAILED, [message])
    assert files(anyshire) == {"good.txt": b"Good."}


STOPPED = {
    "reports an error": (
        "job.report(Problem('error', 'no-figures', 'There are no figures.'))\nyield File('bad.txt', b'bad')",
        "There are no figures. [no-figures]",
    ),
    "asks for wording that nobody has": (
        "job.wording('briefing')",
        (
            "There is no template “wording/briefing.md.j2”."
            " Add it to the model folder's templates, or reinstall the plugin that brings it. [template-missing]"
        ),
    ),
}


@pytest.mark.parametrize("kind", STOPPED)
def test_an_error_that_names_no_artefact_comes_with_a_note_that_does(
    kind: str, anyshire: Path, install: Install
) -> None:
    render, message = STOPPED[kind]
    report = build(anyshire, install(bad=plugin("bad", render), good=GOOD))
    note = (
        "The artefact “bad” of the plugin “bad” (bad 1.2) was not made."
        " Its errors say why; what was built of it before stays. [artefact-not-made]"
    )
    assert (report.exit_code, said(report)) == (ExitCode.PLUGIN_FAILED, [message, note])
    assert files(anyshire) == {"good.txt": b"Good."}


def test_a_word_file_that_does_not_open_is_never_written(anyshire: Path, install: Install) -> None:
    report = build(anyshire, install(bad=plugin("bad", "yield File('bad.docx', b'no zip')"), good=GOOD))
    assert report.exit_code == ExitCode.PLUGIN_FAILED
    assert "bad.docx" in said(report)[0]
    assert files(anyshire) == {"good.txt": b"Good."}


def test_a_name_that_leads_out_of_the_folder_is_refused(anyshire: Path, install: Install) -> None:
    report = build(anyshire, install(bad=plugin("bad", "yield File('../bad.txt', b'x')"), good=GOOD))
    assert report.exit_code == ExitCode.PLUGIN_FAILED
    assert "../bad.txt" in said(report)[0]
    assert files(anyshire) == {"good.txt": b"Good."}
    assert not (anyshire.parent / "bad.txt").exists()


def test_an_artefact_that_fails_keeps_its_old_file_marked_stale(anyshire: Path, install: Install) -> None:
    flag = anyshire.parent / "fail"
    render = f"import pathlib\nif pathlib.Path({str(flag)!r}).exists():\n    1 / 0\nyield File('a.txt', b'first')"
    points = install(sometimes=plugin("sometimes", render), good=GOOD)
    build(anyshire, points)
    flag.touch()
    report = build(anyshire, points)
    assert {file.path: file.state for file in report.files} == {"a.txt": "stale", "good.txt": "unchanged"}
    assert files(anyshire)["a.txt"] == b"first"


def test_what_a_plugin_made_stays_when_it_can_no_longer_be_loaded(anyshire: Path, install: Install) -> None:
    (guest,) = install(guest=plugin("guest", "yield File('guest.txt', b'Guest.')"))
    points = install(good=GOOD)
    build(anyshire, [*points, guest])
    (broken,) = install(broken="def half(:")
    report = build(anyshire, [*points, broken])
    assert report.exit_code == ExitCode.PLUGIN_FAILED
    assert {file.path: file.state for file in report.files} == {"good.txt": "unchanged", "guest.txt": "stale"}
    assert files(anyshire)["guest.txt"] == b"Guest."


def test_what_an_uninstalled_plugin_made_is_removed(anyshire: Path, install: Install) -> None:
    points = install(good=GOOD)
    build(anyshire, [*points, *install(guest=plugin("guest", "yield File('guest.txt', b'Guest.')"))])
    assert {file.path: file.state for file in build(anyshire, points).files} == {
        "good.txt": "unchanged",
        "guest.txt": "removed",
    }


def test_an_error_of_a_plugins_rule_stops_the_build_at_its_place(anyshire: Path, install: Install) -> None:
    rule = (
        "@hookimpl\n"
        "def kcsp_check(governance):\n"
        "    path = 'groups[main-group].quorum.minimum'\n"
        "    yield Problem(Severity.ERROR, 'odd-quorum', 'One is odd.', path=path, hint='Write two.')\n"
    )
    report = build(anyshire, install(good=GOOD + rule))
    place = f"{(anyshire / 'partnership.yaml').as_posix()}:32:16: groups[main-group].quorum.minimum"
    assert (report.exit_code, said(report)) == (
        ExitCode.MODEL_HAS_ERRORS,
        [f"{place}: One is odd. Write two. [odd-quorum]"],
    )
    assert files(anyshire) == {}


def test_a_review_sees_the_whole_pack_and_its_error_stops_the_writing(anyshire: Path, install: Install) -> None:
    review = (
        "@hookimpl\n"
        "def kcsp_review(pack):\n"
        "    names = [file.name for each in pack.rendered for file in each.files]\n"
        "    yield Problem(Severity.ERROR, 'seen', f'I saw {names}, complete: {pack.complete}.')\n"
    )
    report = build(anyshire, install(good=GOOD + review, other=plugin("other", "yield File('other.txt', b'x')")))
    assert (report.exit_code, said(report)) == (
        ExitCode.MODEL_HAS_ERRORS,
        ["I saw ['good.txt', 'other.txt'], complete: True. [seen]"],
    )
    assert files(anyshire) == {}


def test_a_review_is_told_when_the_pack_is_not_whole(anyshire: Path, install: Install) -> None:
    review = (
        "@hookimpl\ndef kcsp_review(pack):\n    yield Problem(Severity.NOTE, 'seen', f'complete: {pack.complete}')\n"
    )
    points = install(good=GOOD + review, other=plugin("other", "yield File('other.txt', b'x')"))
    assert said(build(anyshire, points, only=("good",))) == ["complete: False [seen]"]
    assert files(anyshire) == {"good.txt": b"Good."}


def test_what_a_review_warns_of_can_be_silenced(anyshire: Path, install: Install) -> None:
    review = (
        "@hookimpl\ndef kcsp_review(pack):\n    yield Problem(Severity.WARNING, 'near-miss', 'Two names are alike.')\n"
    )
    with (anyshire / "partnership.yaml").open("a", encoding="utf-8") as partnership:
        partnership.write("silenced:\n  - {code: near-miss, reason: Two bodies.}\n")
    report = build(anyshire, install(good=GOOD + review))
    assert said(report) == ["Two names are alike. Silenced: Two bodies. [near-miss]"]


def test_what_is_left_out_of_a_build_is_not_removed(anyshire: Path, install: Install) -> None:
    points = install(good=GOOD, other=plugin("other", "yield File('other.txt', b'x')"))
    build(anyshire, points)
    report = build(anyshire, points, without=("other",))
    assert [(file.path, file.state) for file in report.files] == [("good.txt", "unchanged")]
    assert sorted(files(anyshire)) == ["good.txt", "other.txt"]


def test_a_review_that_fails_does_no_harm(anyshire: Path, install: Install) -> None:
    report = build(anyshire, install(good=GOOD + "@hookimpl\ndef kcsp_review(pack):\n    raise ValueError('no')\n"))
    assert report.exit_code == ExitCode.PLUGIN_FAILED
    assert said(report) == [
        (
            "The plugin “good” (good 1.2) failed in kcsp_review: ValueError: no (good.py, line 16)."
            " Everything else went on; tell the plugin's author. [plugin-failed]"
        )
    ]
    assert files(anyshire) == {"good.txt": b"Good."}


def test_what_an_artefact_reports_is_given_its_place(anyshire: Path, install: Install) -> None:
    render = (
        "job.report(Problem(Severity.WARNING, 'hm', 'Look here.', path='groups[main-group].quorum'))\n"
        "yield File('a.txt', b'a')"
    )
    report = build(anyshire, install(good=plugin("good", render)))
    assert report.exit_code == ExitCode.DONE
    assert [(problem.line, problem.code) for problem in report.problems] == [(32, "hm")]


def test_a_plugins_own_model_file_reaches_its_artefact_typed(anyshire: Path, install: Install) -> None:
    source = plugin("good", "yield File('a.txt', job.section(Briefings).title.encode())").replace(
        "class Artefact",
        "from kcsp_docs import Fact\nfrom kcsp_docs.model.values import Line\n\n"
        "class Briefings(Fact):\n    title: Line\n\n"
        "@hookimpl\ndef kcsp_model_sections():\n    return {'briefings': Briefings}\n\n"
        "class Artefact",
    )
    (anyshire / "briefings.yaml").write_text("title: no\n", encoding="utf-8")
    report = build(anyshire, install(good=source))
    assert said(report) == []
    assert files(anyshire) == {"a.txt": b"no"}


def test_a_model_with_errors_leaves_what_was_built_before(anyshire: Path, install: Install) -> None:
    points = install(good=GOOD)
    build(anyshire, points)
    before = files(anyshire)
    (anyshire / "partnership.yaml").write_text("format: [", encoding="utf-8")
    report = build(anyshire, points)
    assert report.exit_code == ExitCode.MODEL_HAS_ERRORS
    assert files(anyshire) == before


def test_without_a_day_to_speak_of_nothing_is_built(anyshire: Path, install: Install) -> None:
    (anyshire / "review.yaml").unlink()
    text = (anyshire / "partnership.yaml").read_text(encoding="utf-8")
    (anyshire / "partnership.yaml").write_text(text.replace("  as_of: 2024-07-04\n", ""), encoding="utf-8")
    report = build(anyshire, install(good=GOOD))
    assert said(report) == [
        (
            f"{(anyshire / 'partnership.yaml').as_posix()}:3:3: edition.as_of:"
            " Nothing says which day the artefacts speak of. Add as_of to the edition, or give --as-of 2024-07-04. [as-of-missing]"
        )
    ]
    assert files(anyshire) == {}


def test_the_day_that_is_asked_for_is_the_day_of_rules_wording_and_artefacts_alike(
    anyshire: Path, install: Install
) -> None:
    with (anyshire / "review.yaml").open("a", encoding="utf-8") as review:
        review.write("watch:\n  - {id: guidance, subject: A consultation, groups: [main-group], closes: 2024-08-01}\n")
    with (anyshire / "terms" / "main-group.md").open("a", encoding="utf-8") as terms:
        terms.write("\nAs of {{ edition.as_of | long_date }}.\n")
    render = (
        "said = job.governance.terms_of('main-group')[-1].content[-1].text\n"
        "days = (job.as_of.isoformat(), job.governance.as_of.isoformat(), said)\n"
        "yield File('days.txt', ' '.join(days).encode())"
    )
    points = install(good=plugin("good", render))
    assert [problem.code for problem in build(anyshire, points).problems] == []
    report = build(anyshire, points, as_of=date(2024, 9, 1))
    assert [problem.code for problem in report.problems] == ["watch-date-passed"]
    assert files(anyshire) == {"days.txt": b"2024-09-01 2024-09-01 As of 1 September 2024."}


def test_an_artefact_that_nobody_offers(anyshire: Path, install: Install) -> None:
    with pytest.raises(UnknownArtefactError) as caught:
        build(anyshire, install(good=GOOD), only=("god",))
    assert str(caught.value) == "No plugin offers an artefact “god”. Did you mean “good”? On offer: good."


def test_an_edited_file_is_kept_and_the_rest_is_written(anyshire: Path, install: Install) -> None:
    points = install(good=GOOD, other=plugin("other", "yield File('other.txt', b'Other.')"))
    build(anyshire, points)
    (anyshire.parent / "pack" / "good.txt").write_bytes(b"Mine.")
    report = build(anyshire, points)
    assert report.exit_code == ExitCode.KEPT_BACK
    assert {file.path: file.state for file in report.files} == {"good.txt": "kept", "other.txt": "unchanged"}
    assert files(anyshire)["good.txt"] == b"Mine."
