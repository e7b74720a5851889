"""The site in a real browser: without scripts, with them, by keyboard, on a small phone, and audited."""

from collections.abc import Callable, Iterator
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, expect
from wagtail.models import Page as SitePage

from hustings.demo.site import build_site
from hustings.people.models import Person
from hustings.website.models import Look
from tests.browser import profile
from tests.website.conftest import link_in

pytestmark = pytest.mark.browser
LIGHT_ENOUGH = 100_000  # bytes of the front page's first view, pictures aside


def type_in(page: Page, **answers: str) -> None:
    for name, value in {"Given name": "Charlie", "E-mail": "charlie@example.org", **answers}.items():
        page.get_by_label(name, exact=True).fill(value)


@pytest.fixture
def without_scripts(chromium: Browser, server: str) -> Iterator[BrowserContext]:
    with profile(chromium, server, java_script_enabled=False) as made:
        yield made


def test_signing_up_without_javascript(
    without_scripts: BrowserContext, site: Any, patient: None, run_tasks: Callable[[], int]
) -> None:
    page = without_scripts.new_page()
    page.goto("/")
    type_in(page, Postcode="69999")
    page.get_by_label("I agree to receive news. [email]").check()
    page.locator("form button").click()
    expect(page.get_by_text("Which one is yours?").first).to_be_visible()
    expect(page.get_by_label("I agree to receive news. [email]")).to_be_checked()
    page.get_by_label("Lyon").check()
    page.locator("form button").click()
    expect(page.get_by_role("heading", name="Look at your mailbox")).to_be_visible()
    run_tasks()
    page.goto(link_in(mail.outbox[0]))
    page.get_by_role("button", name="Yes, it is me").click()
    expect(page.get_by_role("heading", name="Thank you, Charlie")).to_be_visible()
    assert Person.objects.get().zone.name == "Lyon"
    assert not without_scripts.cookies(), "the site sets no cookie"


def test_with_javascript_the_town_is_asked_and_the_answer_given_in_place(
    page: Page, site: Any, patient: None
) -> None:
    page.goto("/en/join/")
    type_in(page, Postcode="69999")
    page.get_by_label("Postcode").blur()
    page.get_by_label("Villeurbanne").check()
    page.locator("form button").click()
    expect(page.get_by_text("Look at your mailbox")).to_be_visible()
    assert page.url.endswith("/en/join/"), "without leaving the page"
    assert not page.context.cookies()


def test_a_mistake_is_announced_in_place(page: Page, site: Any, patient: None) -> None:
    page.goto("/en/join/")
    type_in(page, **{"E-mail": "charlie@example"}, Postcode="69100")
    page.locator("form button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mail")).to_have_accessible_description(
        "This is no complete e-mail address, such as name@example.org."
    )


def test_signing_up_by_keyboard_alone(page: Page, site: Any, patient: None) -> None:
    page.goto("/en/join/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for words in ("Charlie", "", "charlie@example.org", "69100"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("I agree to receive news. [email]")).to_be_checked()
    page.get_by_label("Postcode").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Look at your mailbox")).to_be_visible()


def test_every_page_of_the_demo_site_is_accessible_light_and_fits_a_small_phone(
    chromium: Browser, server: str, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    build_site()
    live = [page for page in SitePage.objects.live().order_by("path") if page.url]
    french = {page.url: page.content_type_id for page in live if page.url.startswith("/fr/")}
    one_of_each_kind = list({kind: path for path, kind in french.items()}.values())
    faults: list[str] = []
    assert sum((sizes := _weights(chromium, server)).values()) < LIGHT_ENOUGH, sizes
    for scheme, width, paths in (
        ("light", 360, [*french, "/en/", "/en/join/", "/fr/nulle-part/"]),
        ("dark", 1280, one_of_each_kind),
    ):
        with profile(chromium, server, width=width, color_scheme=scheme, reduced_motion="reduce") as context:
            page = context.new_page()
            page.on("request", lambda request: _stays(request.url, server, faults))
            for path in paths:
                page.goto(path)
                for details in page.locator("details.extra").all():
                    details.evaluate("node => node.open = true")
                if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                    faults.append(f"{path} is {over} pixels too wide at {width}")
                audit = Axe().run(page, options={"resultTypes": ["violations"]})
                for violation in audit.response["violations"]:
                    places = [node["html"][:120] for node in violation["nodes"]]
                    faults.append(f"{path} {scheme} {violation['id']}: {places}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/fr/rejoindre/", "/en/join/"])
def test_the_question_for_the_town_stays_in_its_box_on_a_small_phone(
    chromium: Browser, server: str, site: Any, path: str
) -> None:
    with profile(chromium, server, width=360) as context:
        page = context.new_page()
        page.goto(path)
        page.locator("[name=postcode]").fill("69999")
        page.locator("[name=postcode]").blur()
        expect(page.locator(".choices legend")).to_be_visible()
        box, legend = (
            page.locator(which).evaluate("node => node.getBoundingClientRect().toJSON()")
            for which in (".choices", ".choices legend")
        )
        first = page.locator(".choices label").first.evaluate("node => node.getBoundingClientRect().top")
    assert box["left"] + 8 <= legend["left"] and legend["right"] <= box["right"] - 8
    assert box["top"] + 8 <= legend["top"] and legend["bottom"] <= first


def _weights(chromium: Browser, server: str) -> dict[str, int]:
    """The bytes of the front page's first view on a phone, without its pictures."""
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        if response.request.resource_type != "image":
            body = response.body()
            is_file = "/static/" in response.url  # served compressed
            sizes[response.url.removeprefix(server)] = len(brotli.compress(body)) if is_file else len(body)

    with profile(chromium, server, width=360) as context:
        page = context.new_page()
        page.on("response", weigh)
        page.goto("/fr/")
        page.wait_for_load_state("networkidle")
    return sizes


def _stays(url: str, server: str, faults: list[str]) -> None:
    if not url.startswith((server, "data:", "blob:")):
        faults.append(f"a third party is asked: {url}")


@pytest.mark.parametrize("palette", ["river", "indigo", "forest", "brick"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_palette_is_readable(
    chromium: Browser, server: str, site: Any, palette: str, scheme: str
) -> None:
    look = Look.load()
    look.palette = palette
    look.save()
    only = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    with profile(chromium, server, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto("/en/")
        audit = Axe().run(page, options=only)
    assert not audit.response["violations"], audit.generate_report()
