"""A headless Chromium for tests of the page: real drawing, real clicks, every request and console line recorded."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
)
CHROMEDRIVER = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")

needs_browser = pytest.mark.skipif(
    not (CHROMIUM and CHROMEDRIVER),
    reason="no Chromium and chromedriver on this machine (CHROMIUM and CHROMEDRIVER may say where they are)",
)

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)


@contextmanager
def browser(*, width: int = 1440, height: int = 900, dark: bool = False) -> Iterator[webdriver.Chrome]:
    """A fresh Chromium with a profile of its own. Both programs are named, so selenium looks for none to download."""
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
            options.add_argument(flag)
        if dark:
            options.add_argument("--blink-settings=preferredColorScheme=0")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options, webdriver.ChromeService(str(CHROMEDRIVER)))
        try:
            # The window's frame takes some of --window-size; the page shall have it all.
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get("about:blank")
            requests(driver)  # The new tab that Chromium opened with: not ours.
            yield driver
        finally:
            driver.quit()


def open_page(driver: webdriver.Chrome, path: Path, *, seconds: float = 30) -> None:
    """Opens the page and waits until it says that it is ready."""
    driver.get(path.resolve().as_uri())
    WebDriverWait(driver, seconds).until(
        lambda driver: driver.execute_script("return document.documentElement.dataset.ready") == "yes"
    )


def console(driver: webdriver.Chrome) -> list[str]:
    """What stands in the console since the last call: errors, warnings, broken policy."""
    return [entry["message"] for entry in driver.get_log("browser")]


def requests(driver: webdriver.Chrome) -> list[str]:
    """The addresses asked for since the last call, those of data within the page left out."""
    events = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in asked if not url.startswith("data:")]
