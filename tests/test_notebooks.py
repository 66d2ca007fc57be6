"""The notebooks run from top to bottom, in the folder they lie in, and are kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in cells] == [([], None)] * len(cells)


def test_the_first_notebook_shows_tables_and_the_graph():
    notebook = nbformat.read(FOLDER / "01_explore.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.text for output in shown if output.get("name") == "stderr"] == []
    tables = [output.data["text/html"] for output in shown if "<table" in output.get("data", {}).get("text/html", "")]
    assert len(tables) >= 7
    assert not [table for table in tables if table.count("<tr") < 2]
    assert {"text/plain", "text/html"} <= set(shown[-1].data)
