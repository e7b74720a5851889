"""A real browser against a real server: ``page``, ``hq_page(user)`` and ``server``.

The server runs in this process on a free port of ``localhost`` (passkeys want a name, not a number) and
writes to the test database with connections of its own, so these tests commit; ``tests/slate.py`` puts the
database back afterwards. A page that breaks the content security policy, or throws, fails its test.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest
from axe_playwright_python import sync_playwright as axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from hustings.foundation.accounts.models import User

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--test-third-party-cookie-phaseout",  # no cookies of third parties either
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # no third party, ever
]

expect.set_options(timeout=30_000)  # five seconds are too few on a machine that has much to do


class Axe(axe.Axe):
    """Axe, on a page that is there: whoever clicked before may still be on the way to it.

    It would read every style sheet anew, for a rule that is off: two fifths of its time.
    """

    OPTIONS: ClassVar[dict[str, Any]] = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}

    def run(self, page: Page, context: Any = None, options: dict[str, Any] | None = None) -> Any:
        """Wait until the page is loaded, then look for faults in it."""
        page.wait_for_load_state()
        return super().run(page, context, self.OPTIONS | (options or {}))


class NoBrowser(RuntimeError):
    """Chromium is not installed."""


class OneBrowser:
    """The browser of this process, started once; its loop must be gone when other tests start loops."""

    def __init__(self) -> None:
        self.playwright: Playwright | None = None
        self.browser: Browser | None = None

    def open(self) -> Browser:
        """Start it, unless it runs."""
        if self.browser is None:
            program = shutil.which("chromium") or shutil.which("chromium-browser")
            if not program:
                raise NoBrowser("Chromium is not installed: the Debian package is called chromium")
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # its loop runs in the thread of the tests
            self.playwright = sync_playwright().start()
            self.browser = self.playwright.chromium.launch(executable_path=program, args=FLAGS)
        return self.browser

    def close(self) -> None:
        """End it, if it runs."""
        if self.browser and self.playwright:
            self.browser.close()
            self.playwright.stop()
            self.browser = self.playwright = None
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


ONE = OneBrowser()


@pytest.fixture
def chromium() -> Browser:
    """One for all tests of this process that follow each other."""
    return ONE.open()


class PatientServer(ThreadedWSGIServer):
    """Ends when what it was asked is answered: what commits later would stay for the tests after."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.answering: set[threading.Thread] = set()

    def process_request_thread(self, *asked: Any) -> None:
        """Answer, and be known to do so."""
        self.answering.add(threading.current_thread())
        try:
            super().process_request_thread(*asked)
        finally:
            self.answering.discard(threading.current_thread())

    def server_close(self) -> None:
        """Take nothing more, and wait for the rest, not for ever: somebody may keep a connection open."""
        super().server_close()
        for thread in list(self.answering):
            thread.join(10)


class SiteThread(LiveServerThread):
    """Django's, with our server."""

    server_class = PatientServer


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    """The address of the running site."""
    thread = SiteThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@contextmanager
def profile(
    chromium: Browser, address: str, *, seconds: int = 30, width: int = 1280, **more: Any
) -> Iterator[BrowserContext]:
    """A fresh browser profile whose addresses are relative to ``address``; English unless told.

    Waits ``seconds`` at most for anything. When it is closed, a breach of the policy or an error fails.
    """
    options = {"locale": "en-GB", "viewport": {"width": width, "height": 900}, **more}
    made = chromium.new_context(base_url=address, **options)
    made.set_default_timeout(seconds * 1_000)
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(f"{message.page.url if message.page else ''}: {message.text}")

    made.on("console", heard)
    made.on("weberror", lambda error: faults.append(str(error.error)))
    yield made
    made.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def context(chromium: Browser, server: str) -> Iterator[BrowserContext]:
    """A profile for the site of this process."""
    with profile(chromium, server) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


@pytest.fixture
def hq_page(context: BrowserContext, server: str) -> Callable[[User], Page]:
    """``hq_page(user)``: a tab in which ``user`` has signed in, not yet anywhere."""

    def signed_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        return context.new_page()

    return signed_in


def tabbed_to(tab: Page, wanted: Locator) -> Locator:
    """Reach it by the keyboard alone."""
    for _press in range(60):
        if wanted.evaluate("each => each === document.activeElement"):
            return wanted
        tab.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


# What still fades in has the contrast of neither end; what turns for ever has no end to go to.
FADED_IN = """document.getAnimations().forEach(each => {
    if (each.effect.getComputedTiming().endTime !== Infinity) each.finish();
})"""


def faults_of(page: Page) -> list[str]:
    """Things that axe finds on this page, and how much it is wider than the screen."""
    page.evaluate(FADED_IN)
    violations = Axe().run(page).response["violations"]
    where = page.url
    found = [f"{where}: {each['id']} {[node['html'][:120] for node in each['nodes']]}" for each in violations]
    if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        found.append(f"{where} is {over} pixels too wide")
    return found


def audit(page: Page, faults: list[str]) -> None:
    """Note its faults beside those of other pages."""
    faults += faults_of(page)


def look(page: Page, name: str) -> None:
    """Keep a picture for README and docs, where ``HUSTINGS_PICTURES`` names a folder."""
    if folder := os.environ.get("HUSTINGS_PICTURES"):
        page.wait_for_load_state("networkidle")
        for part in page.locator("html, main").all():  # HQ scrolls within its main part
            part.evaluate("part => part.scrollTo({top: 0, behavior: 'instant'})")
        page.wait_for_timeout(600)
        page.screenshot(path=f"{folder}/{name}.png")
