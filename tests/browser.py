"""A real browser for tests of the reports: Chromium through its own driver, or a skip that says what is missing."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

_OWN_PAGES = ("chrome://", "chrome-untrusted://")
"""Addresses of the browser's own pages and of the frames inside them."""


class Browser:
    """One headless window. Pages come from files; whatever else they ask for is seen."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        driver.set_script_timeout(120)  # seconds; axe-core takes a few, and many on a busy machine

    def show(self, path: Path, *, width: int = 1280, theme: str = "light", anchor: str = "") -> None:
        """Open a file in a window of a width, in a theme."""
        self.device(width)
        self._command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})
        self._driver.get_log("performance")
        self._driver.get_log("browser")
        self._driver.get("about:blank")  # the same address with another anchor would not be opened anew
        self._driver.get(path.resolve().as_uri() + (f"#{anchor}" if anchor else ""))

    def device(self, width: int) -> None:
        self._command(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns in the page."""
        return self._driver.execute_script(script, *arguments)

    def type(self, keys: str) -> None:
        """Press keys where the keyboard is."""
        self._driver.switch_to.active_element.send_keys(keys)

    def complaints(self) -> list[str]:
        """What the page wrote to the console, and what it asked the network for."""
        said = [entry["message"] for entry in self._driver.get_log("browser")]
        for entry in self._driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                if message["params"].get("documentURL", "").startswith(_OWN_PAGES):
                    continue  # the browser's own first page, which may still be loading
                url = message["params"]["request"]["url"]
                if not url.startswith(("file://", "about:", "data:")):
                    said.append(f"asked for {url}")
        return said

    def violations(self) -> list[str]:
        """What axe-core objects to; skips where its script is absent."""
        pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
        self.run((resources.files("axe_core_python") / "axe.min.js").read_text("utf-8"))
        found = self._driver.execute_async_script(
            "var done = arguments[0]; axe.run(document).then(done, error => done(String(error)));"
        )
        assert isinstance(found, dict), found
        return [
            f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
            for each in found["violations"]
            for node in each["nodes"][:3]
        ]

    def pdf(self) -> bytes:
        """The page as printed."""
        return base64.b64decode(self._command("Page.printToPDF", {"printBackground": True})["data"])

    def _command(self, name: str, values: dict[str, object]) -> Any:
        return self._driver.execute_cdp_cmd(name, values)


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile. Skips where Selenium, Chromium or its driver is absent."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="Selenium is not installed")
    service = pytest.importorskip("selenium.webdriver.chrome.service")
    programs = [shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")]
    if None in programs:
        pytest.skip("Chromium or its driver (chromedriver) is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=service.Service(programs[1]))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
