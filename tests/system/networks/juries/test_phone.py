"""A call on a small phone: applied for, read and marked, decided, reported; in a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.networks.initiatives import actions as calls
from hustings.networks.initiatives.models import Application, Round, State
from hustings.networks.juries import actions, assignment
from hustings.networks.juries.models import Juror, Review
from tests.browser import faults_of
from tests.cast.field.events.fixtures import site
from tests.cast.networks.initiatives.fixtures import begun, opened
from tests.conftest import user

__all__ = ["site"]  # a fixture
pytestmark = pytest.mark.browser


def _faults(page: Page) -> list[str]:
    page.wait_for_load_state()
    page.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))")
    return faults_of(page)


def test_a_call_goes_from_an_application_to_its_decision_on_a_phone(
    hq_page: Callable[[User], Page], page: Page, site: Any
) -> None:
    round_ = opened(n_reviews=1, n_needed=1)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/en/calls/gardens/")
    assert _faults(page) == []
    row = begun(round_)
    page.goto(f"/en{reverse('initiatives:application', args=[row.link_token])[3:]}")
    assert _faults(page) == []
    page.get_by_label("Summary").fill("Beds, bees and children.")
    page.get_by_label("Amount requested").fill("2000")
    for each in round_.questionnaire.questions.all():
        page.locator(f"[name={each.name}]").fill("We dig with the school.")
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_text("Sent. You can change it until the deadline.")).to_be_visible()
    row.refresh_from_db()
    assert row.state == State.SENT
    calls.screen(application=row, is_eligible=True)
    juror = actions.invite_juror(round_=round_, address="jo@jury.example", given_name="Jo", language="en")
    page.goto(f"/en/calls/jury/{juror.token}/")
    assert _faults(page) == []
    page.get_by_role("button", name="Yes, I’ll read").click()
    assignment.assign(Round.objects.get(pk=round_.pk))
    page.goto(f"/en/calls/jury/{juror.token}/")
    page.get_by_role("link", name="n° 1").click()
    assert _faults(page) == []
    for criterion in round_.criteria.all():
        page.locator(f"input[name=c{criterion.pk}][value='4']").check(force=True)
    page.get_by_label("For the applicant").fill("Clear, and the school is behind it.")
    page.get_by_role("button", name="Done, next one").click()
    expect(page.get_by_text("All done, thank you.")).to_be_visible()
    assert _faults(page) == []
    assert Review.objects.get().total == 75
    assert Juror.objects.get().agreed_at
    alice = user("alice", Role.ORGANISER)
    hq = hq_page(alice)
    hq.set_viewport_size({"width": 360, "height": 740})
    for name in ("initiatives_hq:round", "initiatives_hq:applications", "juries_hq:jury"):
        hq.goto(reverse(name, args=[round_.pk]))
        assert _faults(hq) == [], name
    actions.seat(round_=round_, user=alice)
    hq.goto(reverse("juries_hq:decision", args=[round_.pk]))
    hq.get_by_role("button", name="Count the marks").click()
    hq.goto(reverse("initiatives_hq:application", args=[row.pk]))
    assert _faults(hq) == []
    hq.get_by_role("button", name="Vote yes").click()
    hq.goto(reverse("juries_hq:decision", args=[round_.pk]))
    assert _faults(hq) == []
    hq.get_by_role("button", name="Send all letters").click()
    hq.get_by_role("link", name="Minutes").click()
    hq.get_by_role("button", name="Sign the minutes").click()
    assert Application.objects.get().state == State.ACCEPTED
    page.context.clear_cookies()  # the applicant is not of the team
    page.goto(f"/en{reverse('initiatives:application', args=[row.link_token])[3:]}")
    expect(page.get_by_text("Clear, and the school is behind it.")).to_be_visible()
    assert _faults(page) == []
