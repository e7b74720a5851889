"""Doors where somebody is to come back, and the teams of a plan, on phones."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hustings.field.canvassing import actions
from hustings.field.canvassing.models import DoorResult
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.browser import faults_of, look
from tests.cast.field import addresses, turfs
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.street import Phone
from tests.system.field.canvassing.test_walk import counter, lilas, opened, phones, ready, sent, site, tap

__all__ = ["lilas", "phones", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(page, key):
    page.locator(f"li[data-key='{key}'] button").click()
    return page.locator("[data-walk-wish]")


def test_without_a_network_a_wish_is_noted_at_one_touch_and_ends_with_a_conversation(site, phones, lilas):
    page = opened(phones(), lilas)
    keys = [street.door(lilas), street.door(lilas, "D"), street.door(lilas, "G", "2")]
    site.stop()
    page.reload()
    ready(page)
    ask(page, keys[0]).locator("[data-when=tomorrow]").click()
    wishes = page.locator("[data-walk-wishes] li")
    expect(wishes).to_have_count(1)
    form = ask(page, keys[1])
    form.get_by_text("Other time, remark").click()
    form.get_by_label("Remark").fill("Ring twice")
    form.get_by_label("Date and time").fill("2026-01-02T18:30")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(wishes.first).to_contain_text("Now: 12 rue des Lilas")
    expect(wishes.first).to_contain_text("Ring twice")
    expect(page.locator(f"li[data-key='{keys[1]}']")).to_contain_text("come back · from")
    counter(page, "2 of 4 doors visited")
    page.locator("[data-walk-only]").check()
    expect(page.locator(f"li[data-key='{keys[1]}']")).to_be_visible()
    page.locator("[data-walk-only]").uncheck()
    tap(page, keys[2], "no_return")
    expect(ask(page, keys[2])).to_be_hidden()
    page.locator("[data-walk-close]").click()
    wishes.first.get_by_role("button").click()
    page.locator("[data-walk-results] [data-code=talked]").click()
    expect(wishes).to_have_count(1)
    site.start()
    sent(page)
    rows = DoorResult.objects.filter(key__in=keys[:2]).order_by("due_at")
    assert [*rows.values_list("code", "wish", "remark")] == [
        ("talked", "done", "Ring twice"), ("come_back", "waits", "")
    ]  # fmt: skip
    hour = timezone.localtime(rows[1].due_at)
    assert (hour.hour, hour.date()) == (10, timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_wishes_are_accessible_and_fit_the_page(site, phones, lilas, language, width):
    page = opened(phones(locale={"en": "en-GB", "fr": "fr-FR"}[language]), lilas)
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, street.door(lilas)).locator("[data-when=tomorrow]").click()
    expect(page.locator("[data-walk-wishes] li")).to_have_count(1)
    assert not faults_of(page)
    look(page, f"wishes-{language}-{width}")
    ask(page, street.door(lilas)).locator("summary").click()
    assert not faults_of(page)
    look(page, f"wish-{language}-{width}")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_teams_stand_beside_each_other_on_a_phone_where_hq_shows_them(site, phones, lilas, dora, language):
    place = conftest.zone(Kind.COMMUNE, "01009", "Ambléon")
    addresses.building("1 rue Haute", "01009", latitude=46.0, longitude=5.3)
    lilas.plan = turfs.cut(place)
    lilas.save()
    Phone(lilas, "Équipe du matin").note(street.door(lilas), "talked")
    page = opened(phones(locale={"en": "en-GB", "fr": "fr-FR"}[language]), lilas)
    expect(page.locator("[data-walk-teams]")).to_be_hidden()
    actions.share_teams(plan=lilas.plan, user=dora)
    page.reload()
    ready(page)
    page.get_by_text({"en": "Teams", "fr": "Équipes"}[language], exact=True).click()
    expect(page.locator("[data-walk-teams] li").first).to_contain_text("Équipe du matin")
    assert not faults_of(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look(page, f"teams-{language}-360")
