"""What people install: a wheel, away from the checkout, carries all it needs and builds the sample graph.

The environment is fresh and holds nothing but the wheel; the libraries are lent to it by the environment of the tests,
because installing them again would take longer than all other tests. That the wheel asks for every library it uses is
checked by reading its imports, and `make demo` installs exactly what it asks for.
"""

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
import rdflib

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The Python of a fresh environment, outside the checkout, that has the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    run(*pip, "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    lent = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    # A path file adds the folder, but not what that folder's own path files add: an editable kg stays out.
    (own / "lent.pth").write_text("\n".join(lent))
    return python


def run(*command, cwd=None):
    """The output of a command that must succeed; the checkout is not on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_builds_the_sample_graph_outside_the_checkout(installed, tmp_path):
    where = run(installed, "-c", "import kg.resources as r; print(r.__file__, r.DATA, r.ONTOLOGY)", cwd=tmp_path)
    assert str(ROOT) not in where
    articles = where.split()[1] + "/articles"

    run(installed.with_name("kg"), "build", articles, "-o", "graph", cwd=tmp_path)

    claims = [json.loads(line) for line in (tmp_path / "graph" / "claims.jsonl").read_text("utf-8").splitlines()]
    found = {(claim["source"]["code"], claim["relation"], claim["target"]["code"]) for claim in claims}
    assert {("RUS", "suppliesArmsTo", "IND"), ("IND", "buysOilFrom", "RUS")} <= found
    edge = (rdflib.URIRef(f"https://w3id.org/kg-news/actor/{code}") for code in ("IND", "RUS"))
    graph = rdflib.Graph().parse(tmp_path / "graph" / "graph.ttl")
    assert (next(edge), rdflib.URIRef("https://w3id.org/kg-news#buysOilFrom"), next(edge)) in graph
    assert "<html" in (tmp_path / "graph" / "graph.html").read_text("utf-8")


def test_the_wheel_asks_for_every_library_that_it_imports():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines)
    wanted = {normal(re.split(r"[^\w.-]", line)[0]) for line in (*project["dependencies"], *extras)}
    distributions = importlib.metadata.packages_distributions()
    imported = {
        name: {normal(distribution) for distribution in distributions[name]}
        for path in sorted((ROOT / "kg").rglob("*.py"))
        for name in top_level_imports(path)
        if name != "kg" and name not in sys.stdlib_module_names
    }
    assert {name: found for name, found in imported.items() if not found & wanted} == {}


def top_level_imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()
