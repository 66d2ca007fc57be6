"""Take the README's picture of the page, with the tie between two actors (by id) open.

python docs/picture.py build/graph.html docs/page.png RUS IND
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser import browser, open_page

_CHOOSE = """
const id = (name) => page.data.actors.findIndex((actor) => actor.id === name);
page.chooseEdge(`${id(arguments[0])}-${id(arguments[1])}`);
const drawn = arguments[2];
requestAnimationFrame(() => requestAnimationFrame(drawn));
"""

if __name__ == "__main__":
    page, picture, source, target = sys.argv[1:]
    with browser() as driver:
        open_page(driver, Path(page))
        driver.execute_async_script(_CHOOSE, source, target)
        driver.save_screenshot(picture)
