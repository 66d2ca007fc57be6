import base64
import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from kg.export.page import page_data
from kg.nlp.gazetteer import load_gazetteer
from kg.vocabulary import load_vocabulary
from tests.browser import browser, console, needs_browser, open_page, requests
from tests.export.page_samples import ARTICLES, CLAIMS, HOSTILE_NAME, HOSTILE_TITLE, page


@pytest.fixture(scope="module")
def data():
    return page_data(CLAIMS, ARTICLES, load_vocabulary(), load_gazetteer())


def number(data, name):
    return next(index for index, actor in enumerate(data["actors"]) if actor["name"] == name)


def edge_id(data, source, target):
    return f"{number(data, source)}-{number(data, target)}"


def edge(data, view, source, target):
    return next((e for e in data["views"][view]["edges"] if e["id"] == edge_id(data, source, target)), None)


# ---- data


def test_ministers_are_folded_into_their_state(data):
    drawn = {data["actors"][node["id"]]["name"] for node in data["views"]["states"]["nodes"]}
    assert drawn == {"Finland", "Kenya", "Japan", "Peru", HOSTILE_NAME}
    relations = [data["claims"][claim]["relation"] for claim in edge(data, "states", "Finland", "Kenya")["claims"]]
    assert sorted(relations) == ["meetsWith", "suppliesArmsTo", "suppliesArmsTo"]


def test_ministers_stand_for_themselves_when_unfolded(data):
    assert edge(data, "everyone", "Anna Aalto", "Finland")
    assert edge(data, "everyone", "Anna Aalto", "José Otieno")
    assert len(edge(data, "everyone", "Finland", "Kenya")["claims"]) == 2


def test_a_state_that_only_its_minister_stands_for_is_drawn():
    meeting = [claim for claim in CLAIMS if claim.relation == "meetsWith"]
    drawn = page_data(meeting, ARTICLES, load_vocabulary(), load_gazetteer())
    assert {drawn["actors"][node["id"]]["id"] for node in drawn["views"]["states"]["nodes"]} == {"FIN", "KEN"}


def test_the_quote_is_cut_out_of_its_sentence(data):
    for claim, shown in zip(sorted(CLAIMS, key=lambda c: c.evidence.quote), by_quote(data), strict=True):
        assert "".join(shown["sentence"]) == claim.evidence.sentence
        assert shown["sentence"][1] == claim.evidence.quote


def by_quote(data):
    return sorted(data["claims"], key=lambda claim: claim["sentence"][1])


def test_only_web_addresses_become_links(data):
    assert [article["url"] for article in data["articles"]] == ["https://example.org/a?b=1&c=2", None, None]


def test_data_is_packed_so_that_no_text_can_end_the_script():
    html = page()
    packed = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1]
    unpacked = json.loads(zlib.decompress(base64.b64decode(json.loads(packed))))
    assert HOSTILE_TITLE in {article["title"] for article in unpacked["articles"]}
    assert HOSTILE_TITLE not in html and HOSTILE_NAME not in html


def test_same_claims_same_bytes():
    code = (
        "import hashlib, sys; from tests.export.page_samples import *;"
        "print(hashlib.sha256(page(CLAIMS[::int(sys.argv[1])]).encode()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, order],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, order in (("1", "1"), ("2", "-1"))
    }
    assert len(hashes) == 1


def test_an_empty_graph_has_a_page():
    assert "Who deals with whom" in page(())


# ---- in the browser


@pytest.fixture(scope="module")
def chromium():
    with browser() as driver:
        yield driver


@pytest.fixture
def opened(chromium, tmp_path):
    path = tmp_path / "graph.html"
    path.write_text(page(), encoding="utf-8")
    console(chromium), requests(chromium)
    open_page(chromium, path)
    return chromium


def evidence(driver):
    return driver.find_element(By.ID, "evidence")


def point_at_edge(driver, edge_id):
    """Moves the mouse to the middle of a drawn edge."""
    x, y = driver.execute_script(
        "const middle = page.network.canvasToDOM(page.network.body.edges[arguments[0]].edgeType.getPoint(0.5));"
        "return [middle.x, middle.y];",
        edge_id,
    )
    graph = driver.find_element(By.ID, "graph")
    left, top = x - graph.size["width"] / 2, y - graph.size["height"] / 2
    return ActionChains(driver).move_to_element_with_offset(graph, round(left), round(top))


def drawn(driver, edge_id):
    return driver.execute_script("return page.edges.get(arguments[0])", edge_id)


@needs_browser
def test_no_console_error_and_no_request_but_the_page(opened, data):
    opened.execute_script("page.setView('everyone')")
    opened.execute_script(f"page.focusActor({number(data, 'Kenya')})")
    opened.execute_script(f"page.chooseEdge('{edge_id(data, 'Finland', 'Kenya')}')")
    assert console(opened) == []
    assert requests(opened) == [opened.current_url]


@needs_browser
def test_the_policy_lets_nothing_in_and_nothing_run(opened):
    opened.execute_script(
        "document.body.append(Object.assign(new Image(), {src: 'https://example.org/spy.png'}));"
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(4)'}));"
    )
    lines = []
    WebDriverWait(opened, 10).until(lambda driver: len(lines.extend(console(driver)) or lines) >= 2)
    assert all("Content Security Policy" in line for line in lines)


@needs_browser
def test_a_click_on_an_edge_shows_the_evidence(opened, data):
    point_at_edge(opened, edge_id(data, "Finland", "Kenya")).click().perform()
    panel = evidence(opened)
    WebDriverWait(opened, 10).until(lambda _: panel.find_element(By.TAG_NAME, "h2").text == "Finland → Kenya")
    marked = [mark.text for mark in panel.find_elements(By.TAG_NAME, "mark")]
    assert sorted(marked) == ["Aalto met Otieno", "Finland sold Kenya boats", "Finnish boats reached Kenya"]
    for shown in ("supplies arms to", "Anna Aalto meets with José Otieno", "Aalto in Nairobi", "The Daily Example"):
        assert shown in panel.text
    for shown in ("5 Mar 2024", "when: 4 Mar 2024", "status: asserted", "confidence 88 %"):
        assert shown in panel.text
    links = panel.find_elements(By.TAG_NAME, "a")
    assert {link.get_attribute("href") for link in links} == {"https://example.org/a?b=1&c=2"}
    assert all("noopener" in link.get_attribute("rel") for link in links)


@needs_browser
def test_hostile_names_and_titles_show_as_text(opened, data):
    point_at_edge(opened, edge_id(data, HOSTILE_NAME, "Kenya")).perform()
    WebDriverWait(opened, 10).until(
        lambda driver: HOSTILE_NAME in driver.find_element(By.CSS_SELECTOR, "div.vis-tooltip").text
    )
    point_at_edge(opened, edge_id(data, HOSTILE_NAME, "Kenya")).click().perform()
    assert HOSTILE_NAME in evidence(opened).find_element(By.TAG_NAME, "h2").text
    opened.execute_script(f"page.chooseEdge('{edge_id(data, 'Peru', 'Japan')}')")
    assert HOSTILE_TITLE in evidence(opened).text
    search = opened.find_element(By.ID, "search")
    search.send_keys("img")
    assert opened.find_element(By.ID, "found").text == f"{HOSTILE_NAME} ~KEN"
    assert opened.execute_script("return [document.images.length, document.scripts.length]") == [0, 3]
    assert console(opened) == []


@needs_browser
def test_enter_in_the_search_goes_to_the_actor(opened):
    ActionChains(opened).send_keys("/").perform()
    opened.switch_to.active_element.send_keys("per", Keys.ENTER)
    assert evidence(opened).find_element(By.TAG_NAME, "h2").text == "Peru"


@needs_browser
def test_search_unfolds_a_state_to_find_its_minister_without_accents(opened):
    opened.find_element(By.ID, "search").send_keys("jose", Keys.ENTER)
    assert evidence(opened).find_element(By.TAG_NAME, "h2").text == "José Otieno"
    assert opened.find_element(By.CSS_SELECTOR, "input[value=everyone]").is_selected()


@needs_browser
@pytest.mark.parametrize(
    ("source", "target", "dashed"),
    [("Finland", "Kenya", False), ("Kenya", "Finland", True), ("Japan", "Peru", True), ("Kenya", HOSTILE_NAME, True)],
)
def test_only_the_asserted_is_drawn_as_done(opened, data, source, target, dashed):
    assert bool(drawn(opened, edge_id(data, source, target))["dashes"]) is dashed


@needs_browser
def test_denials_and_plans_wear_their_status(opened, data):
    opened.execute_script(f"page.chooseEdge('{edge_id(data, 'Japan', 'Peru')}')")
    badges = [badge.text for badge in evidence(opened).find_elements(By.CSS_SELECTOR, ".claim.unproven .badge")]
    assert sorted(badges) == ["denied", "possible"]
    assert not evidence(opened).find_elements(By.CSS_SELECTOR, ".claim:not(.unproven)")


@needs_browser
def test_filters_hide_and_show_again(opened, data):
    condemned, armed = edge_id(data, "Japan", "Peru"), edge_id(data, "Finland", "Kenya")
    for status in ("denied", "possible"):
        opened.execute_script(f"document.querySelector('#statuses [value={status}]').click()")
    assert drawn(opened, condemned)["hidden"] and not drawn(opened, armed)["hidden"]
    opened.execute_script("document.querySelector('#statuses [value=denied]').click()")
    assert not drawn(opened, condemned)["hidden"]
    for family in ("COOPERATE", "CONSULT"):
        opened.execute_script(f"document.querySelector('#families [value={family}]').click()")
    assert drawn(opened, armed)["hidden"]


@needs_browser
def test_dates_filter_by_the_deed_or_else_the_article(opened, data):
    set_from = "const from = document.getElementById('from'); from.value = arguments[0]; from.onchange({target: from})"
    opened.execute_script(set_from, "2024-05-01")
    assert drawn(opened, edge_id(data, "Finland", "Kenya"))["hidden"]
    assert not drawn(opened, edge_id(data, "Kenya", "Finland"))["hidden"]
    opened.execute_script(set_from, "")
    assert not drawn(opened, edge_id(data, "Finland", "Kenya"))["hidden"]


@needs_browser
def test_everything_can_be_reached_by_keyboard(opened):
    tie = evidence(opened).find_element(By.CSS_SELECTOR, "button.tie")
    tie.send_keys(Keys.ENTER)
    assert evidence(opened).find_elements(By.TAG_NAME, "mark")
    ActionChains(opened).send_keys(Keys.ESCAPE).perform()
    assert evidence(opened).find_element(By.TAG_NAME, "h2").text == "Strongest ties"


@needs_browser
def test_an_empty_graph_opens(chromium, tmp_path):
    (tmp_path / "graph.html").write_text(page(()), encoding="utf-8")
    console(chromium)
    open_page(chromium, tmp_path / "graph.html")
    assert console(chromium) == []


@needs_browser
def test_beyond_the_strongest_actors_search_draws_the_others(chromium, tmp_path, monkeypatch, data):
    monkeypatch.setattr("kg.export.page.DRAWN", {"actors": 2, "ties": 1})
    (tmp_path / "graph.html").write_text(page(), encoding="utf-8")
    open_page(chromium, tmp_path / "graph.html")
    assert chromium.execute_script("return page.nodes.length") == 2
    chromium.find_element(By.ID, "search").send_keys("japan", Keys.ENTER)
    assert number(data, "Japan") in chromium.execute_script("return page.nodes.getIds()")
    assert not drawn(chromium, edge_id(data, "Peru", "Japan"))["hidden"]
