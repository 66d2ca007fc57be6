import subprocess
import sys
from xml.etree import ElementTree

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from kg.graph import KnowledgeGraph
from kg.notebook import mimebundle
from tests.browser import browser, console, needs_browser, requests
from tests.export.page_samples import ARTICLES, CLAIMS, HOSTILE_NAME


@pytest.fixture(scope="module")
def bundle():
    return mimebundle(KnowledgeGraph(ARTICLES, CLAIMS))


def test_a_graph_draws_itself():
    assert set(KnowledgeGraph(ARTICLES, CLAIMS)._repr_mimebundle_()) == {"text/html", "image/svg+xml", "text/plain"}


def test_the_frame_may_run_scripts_and_nothing_else(bundle):
    html = bundle["text/html"]
    assert html.startswith('<iframe sandbox="allow-scripts" ') and html.count("<iframe") == 1
    assert "<script" not in html


def test_the_text_counts(bundle):
    assert bundle["text/plain"] == "<KnowledgeGraph: 7 actors, 10 claims, 3 documents>"


def test_the_picture_shows_names_and_only_what_is_asserted(bundle):
    picture = ElementTree.fromstring(bundle["image/svg+xml"])
    svg = "{http://www.w3.org/2000/svg}"
    assert {name.text for name in picture.iter(f"{svg}text")} == {"Finland", "Kenya", "Japan", "Peru", HOSTILE_NAME}
    lines = [path for path in picture.iter(f"{svg}path") if path.get("fill") == "none"]
    assert len(lines) == 3, "Finland -> Kenya, Peru -> Japan, rebels -> Kenya; no denial, plan or allegation"


def test_pyvis_is_loaded_only_to_draw():
    code = "import sys, kg.notebook, kg.graph; print('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


@needs_browser
def test_the_page_runs_in_its_frame(bundle, tmp_path):
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><meta charset=utf-8>{bundle['text/html']}", encoding="utf-8")
    with browser() as driver:
        driver.get(notebook.as_uri())
        driver.switch_to.frame(driver.find_element(By.TAG_NAME, "iframe"))
        WebDriverWait(driver, 20).until(lambda driver: "Finland" in driver.find_element(By.ID, "evidence").text)
        assert console(driver) == []
        assert {url for url in requests(driver) if not url.startswith("about:")} == {notebook.as_uri()}
