"""The README tells the truth: its commands exist, and what it shows is what comes out.

A `console` block is a session: lines after `$` are commands, the others their output. A last line `…` stands for
whatever else comes. After a change that is meant to change an output, `make readme` writes the outputs again.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from kg.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")

REST = "…"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@dataclass
class Step:
    """A command and the output that the README shows for it."""

    command: str
    shown: list[str]

    def written(self, output: list[str]) -> list[str]:
        """The step as it should stand, with as many lines of output as are shown if the last one is `…`."""
        if self.shown[-1:] == [REST]:
            output = [*output[: max(len(self.shown) - 1, 6)], REST]
        return [f"$ {self.command}", *output]


def steps_of(block):
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        else:
            steps[-1].shown.append(line)
    return steps


STEPS = [step for block in BLOCK.findall(TEXT) for step in steps_of(block)]
RUN = [step for step in STEPS if step.command.startswith("kg ") and not step.command.startswith("kg show ")]


def workplace(folder):
    """A folder in which the README's commands can be run."""
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return folder


def output_of(command, folder):
    program, *arguments = shlex.split(command)
    environment = os.environ | {"COLUMNS": "110", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return [line.rstrip() for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return workplace(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("step", RUN, ids=lambda step: step.command[:60])
def test_what_a_command_shows_is_what_comes_out(step, folder):
    written = [f"$ {step.command}", *step.shown]
    assert step.written(output_of(step.command, folder)) == written, "if this change is meant: make readme"


def test_every_make_target_exists():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([\w-]+)\b(?=`|$)", TEXT, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_every_command_of_kg_exists():
    kg = typer.main.get_command(app)
    frames = kg.commands["frames"].commands
    named = set(re.findall(r"(?:`|\$ )kg ([a-z]+(?: [a-z]+(?=[` ]))?)", TEXT))
    assert len(named) > 5
    for words in named:
        command, *more = words.split()
        assert command in kg.commands
        assert command != "frames" or more[0] in frames


def test_every_file_that_is_named_exists():
    named = re.findall(r"\]\(((?!http)[^)#]+)\)", TEXT)
    named += re.findall(r"`((?:data|kg|ontology|notebooks|training|bench|docs)/[\w./-]+)`", TEXT)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_python_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(block, str(README), "exec"), {})
    assert (folder / "graph.html").stat().st_size > 10_000


def write():
    """Write the output of every command into the README."""
    with tempfile.TemporaryDirectory() as name:
        folder = workplace(Path(name))

        def rewritten(match):
            lines = []
            for step in steps_of(match[1]):
                run = step in RUN
                lines += step.written(output_of(step.command, folder)) if run else [f"$ {step.command}", *step.shown]
            return "```console\n" + "\n".join(lines) + "\n```"

        README.write_text(BLOCK.sub(rewritten, TEXT), encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
