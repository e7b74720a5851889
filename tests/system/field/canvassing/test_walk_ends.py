"""The end of a walk list on a phone: its time, a clock that is wrong, access that was withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hustings.foundation.sync.models import Handset, LoggedEntry
from tests.browser import audit
from tests.cast.field.canvassing import street
from tests.system.field.canvassing.test_walk import (
    KEPT,
    is_,
    lilas,
    opened,
    over,
    phones,
    ready,
    sent,
    site,
    tap,
)

__all__ = ["lilas", "phones", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHUT = "or this phone’s clock is wrong"


def shut(page: Page) -> None:
    """The page shows nothing of the list, and why."""
    expect(page.locator("[data-walk-none]")).to_contain_text(SHUT)
    expect(page.locator("[data-walk]")).to_be_hidden()
    assert "Lilas" not in page.locator("body").inner_text()


def test_a_list_whose_time_is_over_wipes_itself_down_to_what_waits(site, phones, lilas):
    page = opened(phones(), lilas)
    tap(page, street.door(lilas), "talked")
    page.locator("[data-more]").first.click()
    page.get_by_label("Note on the building").fill("Code 12A")
    page.get_by_role("button", name="Save the note").click()
    sent(page)
    site.stop()
    tap(page, street.door(lilas, "D"), "absent")
    assert "Lilas" in str(page.evaluate(KEPT)) and "Code 12A" in str(page.evaluate(KEPT))
    later = timezone.now() + timedelta(hours=50)  # the list has an hour, and 48 more: see the next test
    page.clock.set_fixed_time(later)
    page.reload()
    kept = over(page)
    assert [row["verb"] for row in kept["log"]] == ["absent"]
    assert [handset["snapshot"] for handset in kept["handsets"]] == [None]
    assert not any(word in str(kept["log"]) + kept["rest"] for word in ("Lilas", "lilas", "Code 12A"))
    assert kept["rest"]  # the page itself stays
    Handset.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    site.start()
    sent(page)
    assert LoggedEntry.objects.get(verb="absent").pos is None  # held back until somebody admits it
    page.reload()
    kept = over(page)
    assert kept["log"] == kept["handsets"] == []


def test_a_clock_set_a_day_ahead_without_a_network_shuts_the_list_and_deletes_nothing(site, phones, lilas):
    page = opened(phones(), lilas)
    tap(page, street.door(lilas), "talked")
    sent(page)
    site.stop()
    tap(page, street.door(lilas, "D"), "absent")
    page.clock.set_fixed_time(timezone.now() + timedelta(days=1))
    page.reload()
    shut(page)
    faults: list[str] = []
    audit(page, faults)
    assert not faults, faults
    page.goto("/phone/")  # where all lists of this phone stand
    page.clock.set_fixed_time(timezone.now())
    page.get_by_role("link", name="Lilas").click()
    ready(page)
    is_(page, street.door(lilas), "talked")
    is_(page, street.door(lilas, "D"), "absent")
    page.clock.set_fixed_time(timezone.now() + timedelta(days=1))
    page.reload()
    shut(page)
    site.start()
    page.locator("[data-sync-send]").click()
    ready(page)  # the server has put the clock right
    is_(page, street.door(lilas, "D"), "absent")


def test_a_phone_whose_access_was_withdrawn_says_that_and_no_other_reason(site, phones, lilas):
    page = opened(phones(), lilas)
    site.stop()
    tap(page, street.door(lilas, "D"), "absent")
    Handset.objects.update(revoked_at=timezone.now())
    site.start()
    page.locator("[data-sync-send]").click()
    expect(page.locator("[data-walk-none]")).to_contain_text("access was withdrawn")
    text = page.locator("body").inner_text()
    assert text.count("withdrawn") == 1 and "expired" not in text and "clock" not in text
    assert "Lilas" not in str(page.evaluate(KEPT)["log"])


def test_a_list_that_is_open_when_its_time_ends_wipes_itself_once_nobody_types(site, phones, lilas):
    context = phones()
    context.clock.install()
    page = opened(context, lilas)
    tap(page, street.door(lilas), "talked")
    sent(page)
    site.stop()
    page.locator("[data-more]").first.click()
    page.get_by_label("Note on the building").fill("Code 12A")
    page.clock.fast_forward("02:00:00")
    page.get_by_role("button", name="Save the note").click()
    page.clock.fast_forward("00:10")
    shut(page)
    page.clock.fast_forward("48:00:00")
    page.reload()
    assert [row["body"] for row in over(page)["log"]] == [{"text": "Code 12A"}]
