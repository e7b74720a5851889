"""The site in a real browser: without scripts, with them, by keyboard, on a small phone, and audited."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from wagtail.models import Page as SitePage
from wagtail.models import Site

from hustings.field.events.models import AgendaPage, Event
from hustings.field.groups.models import GroupsPage, LocalGroup
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.site.candidates.models import CandidateIndexPage, CandidatePage
from hustings.site.forms.models import Questionnaire
from hustings.site.petitions.models import PetitionPage
from hustings.site.representatives.models import AppealPage
from hustings.site.website.models import Look
from tests.browser import Axe, profile, tabbed_to
from tests.cast.site.website import whole
from tests.cast.site.website.fixtures import link_in

pytestmark = pytest.mark.browser
LIGHT_ENOUGH = 100_000  # bytes of the front page's first view, pictures aside
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
WIDTHS = [(360,), (1280, 768)]  # pages are loaded and audited at the first of each, which is the costly part
SCHEMES = ("light", "dark")


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
    expect(page.get_by_role("heading", name="Check your inbox")).to_be_visible()
    run_tasks()
    page.goto(link_in(mail.outbox[0]))
    page.get_by_role("button", name="Yes, it’s me").click()
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
    expect(page.get_by_text("Check your inbox")).to_be_visible()
    assert page.url.endswith("/en/join/"), "without leaving the page"
    assert not page.context.cookies()


def test_a_mistake_is_announced_in_place(page: Page, site: Any, patient: None) -> None:
    page.goto("/en/join/")
    type_in(page, **{"E-mail": "charlie@example"}, Postcode="69100")
    page.locator("form button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mail")).to_have_accessible_description(
        "Enter a complete e-mail address, like name@example.org."
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
    expect(page.get_by_text("Check your inbox")).to_be_visible()


def test_every_kind_of_page_fits_phone_tablet_and_desk_and_is_accessible_and_ours_alone(
    chromium: Browser, server: str, dora: User, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    whole.build(dora)
    ours = Site.objects.get()  # whole addresses lead to this very server
    ours.port = urlsplit(server).port
    ours.save()
    pairs, faults = _pairs(), list[str]()
    assert sum((sizes := _weights(chromium, server)).values()) < LIGHT_ENOUGH, sizes
    for number, widths in enumerate(WIDTHS):
        with profile(chromium, server, width=widths[0], reduced_motion="reduce") as context:
            page = context.new_page()
            page.on("request", lambda request: _stays(request.url, server, faults))
            page.on("console", lambda message: _is_quiet(message, faults))
            for at, pair in enumerate(pairs):
                turn = (at + number) % 2  # audited twice: in light and dark colours, each in a language
                page.emulate_media(color_scheme=SCHEMES[turn], reduced_motion="reduce")
                page.goto(pair[turn])
                _look_at(page, f"{SCHEMES[turn]} {pair[turn]}", widths, faults)
            if number:
                _use_the_map_and_the_finder(page)
            assert not context.cookies()
    assert not faults, "\n".join(faults)


def _pairs() -> list[tuple[str, str]]:
    """The addresses in French and English of one page of every kind, and of what stands beside pages."""
    pages: dict[str, dict[Any, str]] = {"fr": {}, "en": {}}
    kinds: dict[type[SitePage], Any] = {}
    for page in SitePage.objects.live().order_by("path").specific():
        if page.url:
            pages[page.locale.language_code][page.translation_key] = page.url
            kinds[type(page)] = page.translation_key
    assert len(kinds) >= 20 and {CandidatePage, CandidateIndexPage, AppealPage, PetitionPage} <= kinds.keys()
    pairs = [(pages["fr"][key], pages["en"][key]) for key in kinds.values()]
    return pairs + list(zip(_beside("fr"), _beside("en"), strict=True))


def _beside(code: str) -> list[str]:
    with translation.override(code):
        agenda, groups = (
            kind.objects.get(locale__language_code=code).url for kind in (AgendaPage, GroupsPage)
        )
        return [
            f"/{code}/nowhere/", f"{agenda}past/", f"{agenda}{Event.objects.shown().upcoming()[0].path}",
            f"{groups}{LocalGroup.objects.shown()[0].path}", f"{reverse('website:search')}?q=train",
            f"{reverse('candidates_public:find')}?q={whole.REPRESENTED}", reverse("own_page:ask"),
            reverse("forms_public:form", args=[Questionnaire.objects.get().slug]),
        ]  # fmt: skip


def _look_at(page: Page, name: str, widths: tuple[int, ...], faults: list[str]) -> None:
    """Nothing to scroll sideways, nothing that axe finds; kept as a picture where somebody wants to look."""
    for details in page.locator("details.extra").all():
        details.evaluate("node => node.open = true")
    audit = Axe().run(page)
    for violation in audit.response["violations"]:
        places = [node["html"][:120] for node in violation["nodes"]]
        faults.append(f"{name} at {widths[0]} {violation['id']}: {places}")
    for width in [*widths[1:], widths[0]]:
        if len(widths) > 1:
            page.set_viewport_size({"width": width, "height": 900})
        if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            faults.append(f"{name} is {over} pixels too wide at {width}")
        if SHOTS:
            file = "-".join(["site", str(width), *re.findall(r"[\w-]+", name)])
            page.screenshot(path=str(Path(SHOTS) / f"{file}.png"), full_page=True)


def _use_the_map_and_the_finder(page: Page) -> None:
    """A click on a territory leads to who stands there; so does a postcode, by keyboard alone."""
    page.goto("/fr/candidats/?via=CODE12&x=1")
    page.locator("#candidate-map path.zone").first.click()
    link = page.locator(".leaflet-popup-content a").first
    expect(link).to_have_attribute("href", re.compile(r"^/fr/[^?]+/\?via=CODE12$"))
    name = link.inner_text().partition(" (")[0]
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    page.goto("/en/candidates/")
    tabbed_to(page, page.locator("#find-q"))
    page.keyboard.type(whole.REPRESENTED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Commune 30999")).to_be_visible()
    assert page.url.endswith("/en/candidates/"), "in its place"
    link = tabbed_to(page, page.locator("#found a").first)
    name = link.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


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


def _is_quiet(message: ConsoleMessage, faults: list[str]) -> None:
    where = message.location["url"]
    if message.type == "error" and not where.endswith("/nowhere/"):  # which isn't there
        faults.append(f"{where}: {message.text}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_palette_is_readable(chromium: Browser, server: str, site: Any, scheme: str) -> None:
    only = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    with profile(chromium, server, color_scheme=scheme) as context:
        page = context.new_page()
        for palette in ("river", "indigo", "forest", "brick"):
            look = Look.load()
            look.palette = palette
            look.save()
            page.goto("/en/")
            audit = Axe().run(page, options=only)
            assert not audit.response["violations"], f"{palette}: {audit.generate_report()}"
