"""Our own pages of HQ and of the account, in a real browser: audited, and fitting a small phone."""

import time
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from hustings.foundation.territories.models import Zone
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Field
from hustings.people.segments import actions as segments_actions
from tests.browser import Axe
from tests.cast.outreach.fixtures import letters

pytestmark = pytest.mark.browser
TAPPED = ".hq-ours main :is(.button, summary, .hq-tabs a, .listing .title > a)"
SMALL = f"""[...document.querySelectorAll("{TAPPED}")]
    .filter((each) => each.checkVisibility() && !each.closest("form.w-sr-only, .w-sr-only")
        && each.getBoundingClientRect().height < 43.5).map((each) => each.outerHTML.slice(0, 120))"""
OVER = """Math.max(...[document.documentElement, ...document.querySelectorAll("main .nice-padding")]
    .map((each) => each.scrollWidth - each.clientWidth))"""
UNFOLD = """document.querySelectorAll("main details.hq-more")
    .forEach((each) => (each.open = true))"""


@pytest.fixture
def filled(server, dora, rhone, settings) -> list[str]:
    """A little of everything, and the addresses that show it."""
    settings.SECOND_FACTOR = "optional"
    person = persons_actions.add_person(
        given_name="Charlie", family_name="Dupont", email="charlie@example.org", zone=rhone
    )
    persons_actions.tag(person=person, name="volunteer")
    persons_actions.record_consent(
        person=person, purpose="email", is_given=True, source="page", text="Write to me."
    )
    Field.objects.create(slug="trade", label="Trade", kind="text")
    criteria = {"match": "all", "criteria": [{"criterion": "known_since", "operator": "last", "value": 30}]}
    segment = segments_actions.save_segment(name="New people", criteria=criteria, user=dora)
    draft = Mailing.objects.create(name="Rally", content=letters("Come", "Hello"), segment=segment)
    sent = Mailing.objects.create(
        name="News",
        content=letters("News", "Hello"),
        segment=segment,
        state="sent",
        started_at=timezone.now(),
    )
    commune = Zone.objects.get(name="Lyon")
    people = ["", "add/", "tags/", "fields/", "segments/", "segments/add/", f"segments/{segment.pk}/"]
    people += [
        "topics/",
        "imports/",
        "export/",
        f"{person.uid}/",
        f"{person.uid}/edit/",
        f"{person.uid}/erase/",
    ]
    mailings = [
        "",
        "writing/add/",
        f"{draft.pk}/",
        f"writing/edit/{draft.pk}/",
        f"{draft.pk}/send/",
        f"{sent.pk}/",
    ]
    territories = ["", f"{rhone.pk}/", f"{commune.pk}/", "new/", "stations/"]
    team = ["", f"{dora.pk}/", "invitation/", "log/"]
    account = ["", "2fa/webauthn/", "sessions/", "password/change/"]
    return [
        "/hq/",
        *(f"/hq/people/{path}" for path in people),
        *(f"/hq/mailings/{path}" for path in mailings),
        *(f"/hq/territories/{path}" for path in territories),
        *(f"/hq/team/{path}" for path in team),
        "/hq/background/",
        *(f"/hq/{path}" for path in ["sequences/add/", "help/write-a-mailing/", "petitions/", "agenda/"]),
        *(f"/account/{path}" for path in account),
    ]


def _faults(page: Page, path: str, width: int) -> list[str]:
    answer = page.goto(path)
    faults = [] if answer and answer.status == 200 else [f"{path} answers {answer and answer.status}"]
    if "Wagtail" in page.title():
        faults.append(f"{path} is called {page.title()}")
    page.evaluate(UNFOLD)
    if (over := page.evaluate(OVER)) > 0:  # HQ's main part cuts off what is too wide: nothing scrolls there
        faults.append(f"{path} is {over} pixels too wide at {width}")
    if width < 600:
        faults += [f"{path}: lower than a finger: {each}" for each in page.evaluate(SMALL)]
    audit: Any = Axe().run(page, context="main")
    for violation in audit.response["violations"]:
        places = [node["html"][:120] for node in violation["nodes"]]
        faults.append(f"{path} at {width}: {violation['id']} {places}")
    return faults


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_our_pages_are_accessible_and_fit(filled, hq_page, dora, width, scheme):
    page = hq_page(dora)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for path in filled:
        faults += _faults(page, path, width)
    assert not faults, "\n".join(faults)


def test_the_log_in_page_speaks_the_chosen_language(server, page):
    page.goto("/account/login/")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    assert page.locator("a[href*='password/reset']").count() == 1
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def _late(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


def test_a_value_typed_while_the_rows_are_on_their_way_stays(filled, hq_page, dora):
    page = hq_page(dora)
    page.goto("/hq/people/segments/add/")
    page.locator("select[name=c0-criterion]").select_option("family_name")
    value = page.locator("[name=c0-value]")
    expect(value).to_have_attribute("type", "text")
    page.route("**/segments/add/", _late)
    other = page.locator("select[name=c0-operator] option").nth(1).get_attribute("value")
    page.locator(".hq-segment__list").evaluate("list => list.dataset.before = 'yes'")
    page.locator("select[name=c0-operator]").select_option(other)
    value.fill("Dup")
    expect(page.locator("[data-before]")).to_have_count(0)
    expect(value).to_have_value("Dup")
