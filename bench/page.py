"""How long the page takes: to be made, and to be ready and to answer a filter in headless Chromium.

    python bench/page.py            # 500, 5,000 and 20,000 actors that a seeded generator makes up

Prints a table in Markdown; `bench/RESULTS.md` holds the last one with the machine it ran on.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.articles import Article
from kg.export.page import page_data, render
from kg.model import Actor, Claim, Evidence
from kg.nlp.gazetteer import load_gazetteer
from kg.vocabulary import load_vocabulary
from tests.browser import browser, open_page

SIZES = (500, 5_000, 20_000)
CLAIMS_PER_ACTOR = 3
SEED = 2


def invented(actors: int) -> tuple[list[Claim[Actor]], list[Article]]:
    """Claims between groups that stand for themselves, a few of them in very many claims."""
    chance = random.Random(SEED)
    relations = sorted(load_vocabulary().relations)
    ends = [Actor(f"~KEN.group-{number}", f"Group {number}", "~KEN", "group") for number in range(actors)]
    shares = [1 / (rank + 10) for rank in range(actors)]
    articles = [
        Article(f"d{number}", f"Article {number}", "2024-03-05", "Wire", None, None, "") for number in range(99)
    ]
    claims = []
    for number in range(actors * CLAIMS_PER_ACTOR):
        source, target = chance.choices(ends, shares, k=2)
        quote = f"{source.name} and {target.name} did thing {number}"
        evidence = Evidence(quote, number * 200, number * 200 + len(quote), f"{quote}, as was said.", number * 200)
        relation = chance.choice(relations)
        claims.append(Claim(f"d{number % 99}", source, relation, target, "asserted", evidence, 0.9, "made-up"))
    return claims, articles


def main() -> None:
    """Print the table."""
    print("| actors | claims | data s | page s | MB | ready s | filter ms |")
    print("| --: | --: | --: | --: | --: | --: | --: |")
    for actors in SIZES:
        claims, articles = invented(actors)
        start = time.perf_counter()
        data = page_data(claims, articles, load_vocabulary(), load_gazetteer())
        made = time.perf_counter()
        html = render(data)
        rendered = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder, browser() as driver:
            path = Path(folder, "graph.html")
            path.write_text(html, encoding="utf-8")
            opened = time.perf_counter()
            open_page(driver, path, seconds=300)
            ready = time.perf_counter()
            filtered = driver.execute_script(
                "const start = performance.now(); document.querySelector('#families input').click();"
                "return performance.now() - start;"
            )
        print(
            f"| {actors:,} | {len(claims):,} | {made - start:.1f} | {rendered - made:.1f} | {len(html) / 1e6:.1f} "
            f"| {ready - opened:.1f} | {filtered:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
