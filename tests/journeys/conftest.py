"""A real browser, and the whole application with the demo shop in a data folder of its own.

Package scope, not session: while Playwright is open its event loop counts as running in this thread, and Django then
refuses the database to the tests that come after.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page of another site, as the tests play it, asks a server on this machine.
    "--disable-features=BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks",
]
START_SECONDS = 180
WAIT_MS = 10_000
PATIENCE = f"AbortSignal.timeout = ((wait) => () => wait.call(AbortSignal, {WAIT_MS}))(AbortSignal.timeout);"
Visit = Callable[..., Page]


@dataclass(frozen=True)
class LiveApplication:
    """Where it answers, where it keeps its data, and the demo login of the back office."""

    address: str
    home: Path

    @property
    def login(self) -> tuple[str, str]:
        """Name and password."""
        kept = json.loads((self.home / "demo-login.json").read_text())
        return kept["name"], kept["password"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey, and gets a second try: the machine may be busy with other things."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def chromium() -> str:
    """The path of Debian's Chromium; the journeys are skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine: journeys need one (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="package")
def live(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApplication]:
    """The whole application: demo shop built, learned from, keys and login made, served on a free port."""
    home = tmp_path_factory.mktemp("live")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", "from worthmore.cli import main; main()", "run", "--port", str(port)],
            env=environment(home),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await(address, server, log)
        yield LiveApplication(address, home)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture(scope="package")
def live_shop(live: LiveApplication) -> str:
    """The application's address."""
    return live.address


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, live_shop: str) -> Iterator[Visit]:
    """Makes pages of new visitors, each with cookies of their own; says at the end what went wrong behind them.

    `visit(width=320, language="nl", script=False)`; a `quiet` page may complain, because the test breaks something; a
    `patient` page gives offers more time than a shop would, because the machine may be busy with other things.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def make(
        width: int = 1280,
        height: int = 900,
        language: str = "en",
        script: bool = True,
        quiet: bool = False,
        patient: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=live_shop,
            viewport={"width": width, "height": height},
            locale=language,
            java_script_enabled=script,
        )
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        if patient:
            context.add_init_script(PATIENCE)
        page = context.new_page()
        if not quiet:
            _listen(page, wrong)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == [], "the browser complained"


@pytest.fixture
def page(visit: Visit) -> Page:
    """One visitor's page at the width of a laptop, in English."""
    return visit()


def _listen(page: Page, wrong: list[str]) -> None:
    """Script errors, refused scripts and styles, and server errors are faults, whatever the page looks like."""
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 500 else None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path) -> dict[str, str]:
    """An embedded database in the folder, whatever the tests around use."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "WORTHMORE_URL"}}
    source = Path(__file__).parents[2] / "src"
    return {**kept, "WORTHMORE_HOME": str(home), "PYTHONPATH": str(source)}


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_SECONDS * 5):
        if server.poll() is not None:
            pytest.fail(f"the application stopped while starting:\n{log.read_text()[-4000:]}")
        try:
            with urlopen(f"{address}/v1/ready", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the application did not start in {START_SECONDS} s:\n{log.read_text()[-4000:]}")
