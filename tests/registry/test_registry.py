"""Plugins are loaded one by one: a bad one is one sentence that names it, and the good ones go on."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kcsp_docs.registry import Registry, TemplateFolder, load_from

from ..guests import without_numbers

GOOD = """
    from kcsp_docs import File, hookimpl

    class Briefing:
        name = "briefing"
        summary = "A briefing"

        def render(self, job):
            yield File("briefing.txt", b"A briefing")

    @hookimpl
    def kcsp_register_artefacts():
        return [Briefing()]
"""
Install = Callable[..., list[EntryPoint]]


def load(points: list[EntryPoint]) -> Registry:
    return load_from(points, ())


def said(registry: Registry) -> list[str]:
    return [without_numbers(str(problem)) for problem in registry.problems]


def names(registry: Registry) -> list[str]:
    return [offer.artefact.name for offer in registry.offers]


def test_a_good_plugin_is_loaded_with_its_distribution_and_version(install: Install) -> None:
    registry = load(install(good=GOOD))
    assert names(registry) == ["briefing"]
    assert str(registry.offers[0].plugin) == "plugin “good” (good 1.2)"
    assert said(registry) == []


BAD = {
    "import": (
        "import a_module_that_nobody_has",
        (
            "The plugin “bad” (bad 1.2) cannot be imported: ModuleNotFoundError: No module named"
            " 'a_module_that_nobody_has'. Reinstall the distribution, or update it. [plugin-load]"
        ),
    ),
    "exit": (
        "raise SystemExit(3)",
        (
            "The plugin “bad” (bad 1.2) cannot be imported: SystemExit: 3 (bad.py, line 1)."
            " Reinstall the distribution, or update it. [plugin-load]"
        ),
    ),
    "misspelt hook": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_register_artifacts():\n    return []",
        (
            "The plugin “bad” (bad 1.2) has a hook “kcsp_register_artifacts”, which does not exist."
            " Did you mean “kcsp_register_artefacts”? [plugin-hook]"
        ),
    ),
    "unmarked hook": (
        "def kcsp_register_artefacts():\n    return []",
        (
            "The plugin “bad” (bad 1.2) has a function “kcsp_register_artefacts” that is not marked as a hook and is"
            " never called. Put @hookimpl above it. [plugin-unmarked-hook]"
        ),
    ),
    "raises": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_register_artefacts():\n    raise KeyError('x')",
        (
            "The plugin “bad” (bad 1.2) failed in kcsp_register_artefacts: KeyError: 'x' (bad.py, line 4)."
            " Everything else went on; tell the plugin's author. [plugin-failed]"
        ),
    ),
    "raises half-way": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_register_artefacts():\n    yield from ()\n    1 / 0",
        (
            "The plugin “bad” (bad 1.2) failed in kcsp_register_artefacts: ZeroDivisionError: division by zero (bad.py, line 5)."
            " Everything else went on; tell the plugin's author. [plugin-failed]"
        ),
    ),
    "no artefact": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_register_artefacts():\n    return ['cover-paper']",
        (
            "The plugin “bad” (bad 1.2) gave an object of type str from kcsp_register_artefacts, which asks for several of"
            " Artefact. The hooks and their arguments stand in plugins/README.md. [plugin-wrong-type]"
        ),
    ),
    "an artefact without a name": (
        GOOD.replace('"briefing"', "None"),
        (
            "The plugin “bad” (bad 1.2) offers an artefact whose name is an object of type NoneType."
            " A name is small letters, digits and single hyphens, such as cover-paper. [artefact-name]"
        ),
    ),
    "an artefact whose name cannot be typed": (
        GOOD.replace('"briefing"', '"My Briefing"'),
        (
            "The plugin “bad” (bad 1.2) offers an artefact whose name is “My Briefing”."
            " A name is small letters, digits and single hyphens, such as cover-paper. [artefact-name]"
        ),
    ),
    "no list": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_register_artefacts():\n    return 7",
        (
            "The plugin “bad” (bad 1.2) gave an object of type int from kcsp_register_artefacts, which asks for several of"
            " Artefact. The hooks and their arguments stand in plugins/README.md. [plugin-wrong-type]"
        ),
    ),
    "sections": (
        "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_model_sections():\n    return {'briefings': 7}",
        (
            "The plugin “bad” (bad 1.2) gave an object of type dict from kcsp_model_sections, which asks for a mapping"
            " from names to pydantic models. The hooks and their arguments stand in plugins/README.md. [plugin-wrong-type]"
        ),
    ),
}
OWN_SECTION = """
from kcsp_docs import Fact, hookimpl

class Own(Fact):
    pass

@hookimpl
def kcsp_model_sections():
"""
for taken in ("grant", "organisations", "terms", "Site Diary"):
    BAD[f"a section called {taken}"] = (
        f"{OWN_SECTION}    return {{{taken!r}: Own}}",
        (
            f"The plugin “bad” (bad 1.2) cannot have a model section called “{taken}”. A name is small letters, digits and"
            " single hyphens, and not one of the model's own. [plugin-section-name]"
        ),
    )


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_plugin_is_named_and_the_good_one_goes_on(kind: str, install: Install) -> None:
    source, message = BAD[kind]
    registry = load(install(bad=source, good=GOOD))
    assert said(registry) == [message]
    assert names(registry) == ["briefing"]


def test_a_wrong_signature_is_named(install: Install) -> None:
    source = "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_check(model):\n    return []"
    registry = load(install(bad=source, good=GOOD))
    (message,) = said(registry)
    assert message.startswith("The plugin “bad” (bad 1.2) has a hook that does not fit: ")
    assert "'model'" in message
    assert message.endswith("The hooks and their arguments stand in plugins/README.md. [plugin-hook]")
    assert names(registry) == ["briefing"]


def test_of_two_artefacts_with_one_name_neither_is_offered_and_both_owners_are_named(install: Install) -> None:
    registry = load(install(first=GOOD, second=GOOD, third=GOOD.replace('"briefing"', '"other"')))
    assert names(registry) == ["other"]
    assert said(registry) == [
        (
            "The artefact “briefing” is offered by the plugin “first” (first 1.2)"
            " and by the plugin “second” (second 1.2)."
            " Uninstall one of the two distributions. [plugin-name-taken]"
        )
    ]


def test_a_rule_that_raises_is_a_fault_and_the_other_plugin_is_heard(install: Install) -> None:
    bad = "from kcsp_docs import hookimpl\n@hookimpl\ndef kcsp_check(governance):\n    raise RuntimeError('no')"
    good = """
        from kcsp_docs import Problem, Severity, hookimpl

        @hookimpl
        def kcsp_check(governance, previous):
            yield Problem(Severity.WARNING, "mine", "I looked.")
    """
    findings = load(install(bad=bad, good=good)).check(None, None)  # type: ignore[arg-type]
    assert [problem.code for problem in findings.found] == ["mine"]
    assert [problem.code for problem in findings.faults] == ["plugin-failed"]


def test_loading_leaves_no_module_of_a_plugin_that_failed(install: Install) -> None:
    (point,) = install(bad="x = 1\nraise ImportError('no')")
    load([point])
    assert point.module not in sys.modules


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        pytest.param(None, ["shipped", "guest"], id="the model's own wording"),
        pytest.param("kcsp-docs", ["shipped", "guest"], id="an artefact of our own"),
        pytest.param("a-guest", ["guest", "shipped"], id="an artefact of the guest's"),
    ],
)
def test_a_guests_templates_take_the_place_of_shipped_ones_for_that_guest_alone(
    asked: str | None, order: list[str], tmp_path: Path
) -> None:
    guest = TemplateFolder("a-guest", tmp_path / "guest")
    shipped = TemplateFolder("kcsp-docs", tmp_path / "shipped")
    registry = dataclasses.replace(load([]), templates=(guest, shipped))
    assert [folder.name for folder in registry.template_folders(asked)] == order
