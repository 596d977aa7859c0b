"""Drive Debian's Chromium over the live server, and let no fault of a page pass unseen."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from committing import take_down
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, TransactionTestCase
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in this thread; Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BUNDLES = Path(__file__).parents[2] / "src" / "dangbo" / "ui" / "static" / "ui"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# A refused vote or a merger is worked out in full, on machines that do other things as well.
PATIENCE = 30_000
LOOKS, LOOK_AGAIN = 4, 700
# What passes is judged as well, but only barriers are written down in full.
ONLY_BARRIERS = {"resultTypes": ["violations"]}
SIZES = {"1280": (1280, 800), "390": (390, 844)}


class Faults(list[str]):
    """Gather what a page reports: errors of scripts, refused content, failed requests."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._documents: set[str] = set()
        page.on("response", self._note_document)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.append(f"script error: {error}"))

    def _note_document(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._documents.add(response.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        # A refused page (403, 404, 422) is an answer that tests ask for, not a fault of the page.
        answered = message.location.get("url") in self._documents
        if message.type == "error" and not (answered and "Failed to load" in message.text):
            self.append(f"console: {message.text}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _emptied_past_the_guards() -> Iterator[None]:
    """Have the end of each test empty the log of sign-ins, whose guards refuse that."""
    kept = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        guards = take_down()
        kept(case)
        with connection.cursor() as cursor:
            for statement in guards:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless browser for the session."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None and "chromium" in os.environ.get("DANGBO_REQUIRE", "").split(","):
        pytest.fail("Chromium is not installed, and DANGBO_REQUIRE asks for it.", pytrace=False)
    if path is None:
        pytest.skip("Chromium is not installed (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=list(SIZES))
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh Vietnamese profile, once at desktop and once at phone width."""
    if not BUNDLES.is_dir():
        pytest.fail("The front end is not built: ./run setup builds it.", pytrace=False)
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, live_server: "LiveServer") -> Iterator[Page]:
    """Open an empty page on the live server; any fault it reports fails the test."""
    page = context.new_page()
    faults = Faults(page)
    yield page
    assert faults == []


@pytest.fixture
def sign_in(context: BrowserContext, live_server: "LiveServer") -> Callable[..., None]:
    """Return an act that signs the browser in as the account named, made where missing."""

    def act(username: str = "van-phong") -> None:
        user, _ = get_user_model().objects.get_or_create(username=username)
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return act


def barriers_of(page: Page) -> list[str]:
    """Return the serious and critical barriers that a page has now."""
    violations = Axe().run(page, options=ONLY_BARRIERS).response["violations"]
    return [
        f"{violation['id']}: {node['html']}"
        for violation in violations
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return a check that fails on every serious or critical barrier of a page."""

    def check(page: Page) -> None:
        # What an answer has just put in fades in: a barrier counts that stays.
        for _ in range(LOOKS):
            barriers = barriers_of(page)
            if not barriers:
                break
            page.wait_for_timeout(LOOK_AGAIN)
        assert barriers == []

    return check
