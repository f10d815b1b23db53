"""What a terminal, a shell or a folder can do to a command: it says so in a sentence, and ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kcsp_docs.cli import kcsp_docs
from kcsp_docs.cli.printing import visible

COMMAND = [sys.executable, "-c", "from kcsp_docs.cli import main; main()"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kcsp_docs, [str(each) for each in arguments])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["list"], ["schema"], ["check", "MODEL"], ["check", "MODEL", "--json"]]
)
def test_standard_output_that_is_full(arguments: list[str], anyshire: Path) -> None:
    command = [*COMMAND, *(str(anyshire) if each == "MODEL" else each for each in arguments)]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (74, "Standard output cannot be written to: the disk is full.\n")


@POSIX
def test_standard_output_that_is_closed(anyshire: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "build", str(anyshire)]
    ended = subprocess.run(shell, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (74, "Standard output cannot be written to: it is closed.\n")
    assert not (anyshire / "out").exists()


@POSIX
def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    with subprocess.Popen([*COMMAND, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as schema:
        assert schema.stdout is not None
        assert schema.stderr is not None
        schema.stdout.close()
        assert schema.stderr.read() == b""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain, é, – “quoted” £5 漢", "plain, é, – “quoted” £5 漢"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("one\r\ntwo\ttabs\x00\x9b", r"one\x0d\x0atwo\x09tabs\x00\x9b"),
        ("a\u202ecod.\u2066x\u2069", r"a\u202ecod.\u2066x\u2069"),
        ("soft\u2028line\u200b\ufeff", r"soft\u2028line\u200b\ufeff"),
        ("b\udcff.md, \ud800", r"b\xff.md, \ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_acts_on_a_terminal_is_seen_instead(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_values_and_paths_do_nothing_to_the_terminal(anyshire: Path) -> None:
    grant = anyshire / "grant.yaml"
    text = grant.read_text(encoding="utf-8")
    grant.write_text(re.sub("allocation: .*", r'allocation: "\\u202E5\\n6"', text), encoding="utf-8")
    model = anyshire.rename(anyshire.with_name("any\u202eshire"))
    printed = run("check", model).output
    assert r"“\u202e5\x0a6” is not an amount of money." in printed
    assert r"any\u202eshire/grant.yaml:" in printed
    assert "\u202e" not in printed


@POSIX
def test_a_build_prints_a_path_with_a_line_break_on_one_line(anyshire: Path) -> None:
    model = anyshire.rename(anyshire.with_name("any\nshire"))
    printed = run("build", model).output
    assert rf"In {anyshire.parent}/any\x0ashire/out:" in printed.splitlines()
    assert run("check", model).output.splitlines()[-1] == rf"{anyshire.parent}/any\x0ashire: no problems."


def test_an_unknown_artefact_is_named_without_what_it_would_do(anyshire: Path) -> None:
    assert r"No plugin offers an artefact “\x1b[2J”." in run("build", anyshire, "--only", "\x1b[2J").output


def test_the_name_of_a_defect_does_nothing_either() -> None:
    defect = "import kcsp_docs.cli as c\ndef fail(): raise ValueError('\\x1b[2J')\nc.kcsp_docs = fail\nc.main()"
    told = subprocess.run([sys.executable, "-c", defect], capture_output=True, text=True, check=False)
    assert told.stderr.splitlines()[0] == r"kcsp-docs has a defect: ValueError: \x1b[2J"


def test_the_templates_of_a_model_that_is_not_there_are_wrong_use(tmp_path: Path) -> None:
    result = run("list", "--templates", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.output.endswith(f"Error: {(tmp_path / 'nowhere').as_posix()}: There is no such folder.\n")


@pytest.mark.parametrize("name", ["templates", "templates/wording"])
@pytest.mark.parametrize("command", [["check"], ["build"], ["list", "--templates"]])
def test_a_closed_folder_of_templates_is_named(
    command: list[str], name: str, anyshire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, listed = anyshire / name, Path.iterdir
    closed.mkdir(parents=True)

    def iterdir(path: Path) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    result = run(*command, anyshire)
    assert result.exit_code == 1
    assert result.output.endswith(
        f"  {closed.as_posix()}: This folder cannot be opened: permission denied. Ask for leave to read it. "
        "[unreadable-file]\n"
    )


def test_schemas_are_written_once_and_what_differs_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    first = run("schema", "-o", folder)
    assert first.exit_code == 0
    assert first.output.splitlines()[0] == f"written    {folder / 'partnership.schema.json'}"
    again = run("schema", "-o", folder)
    assert again.exit_code == 0
    assert {line.split()[0] for line in again.output.splitlines()} == {"unchanged"}
    grant = folder / "grant.schema.json"
    written = grant.read_bytes()
    grant.write_text("{}", encoding="utf-8")
    kept = run("schema", "-o", folder)
    assert kept.exit_code == 4
    assert kept.output.endswith(
        "\n1 warning:\n"
        f"  {grant}: grant.schema.json was there already and differs from what would be written, so it was kept. "
        "--overwrite replaces it. [file-not-ours]\n"
    )
    assert grant.read_text(encoding="utf-8") == "{}"
    replaced = run("schema", "-o", folder, "--overwrite")
    assert (replaced.exit_code, grant.read_bytes()) == (0, written)


def test_a_folder_for_schemas_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("schema", "-o", tmp_path / "file" / "schema")
    assert result.exit_code == 4
    assert result.output == (
        "\n1 error:\n"
        f"  {tmp_path / 'file' / 'schema'}: Nothing can be written into this folder: a file stands where a folder is "
        "needed. Every file is as it was. Mend the cause, or name another folder with -o. [folder-not-usable]\n"
    )


@POSIX
def test_a_pipe_in_the_output_folder_holds_nothing_up(anyshire: Path) -> None:
    run("build", anyshire)
    (anyshire / "out" / "manifest.json").unlink()
    os.mkfifo(anyshire / "out" / "manifest.json")
    for arguments in (["verify", anyshire / "out"], ["build", anyshire]):
        result = run(*arguments)
        assert result.exit_code == 4
        assert "This manifest is not a file, so nobody can tell which files were edited" in result.output


def test_verify_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("verify", tmp_path / "nowhere")
    assert result.exit_code == 4
    assert result.output.endswith(
        f"  {tmp_path / 'nowhere'}: There is no such folder. Look at the spelling of its path. [folder-missing]\n"
    )
