"""Bring a friend: a link that tells nothing, and who came by it."""

import itertools
import json
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person, Purpose, RecruitLink
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import download
from hustings.people.signups.actions import referral_links
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import stamp
from tests.cast.people.own_page import ME, Run, charlie, english, inside

__all__ = ["charlie", "english", "inside"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.both]


_clicks = itertools.count()  # the same words within a minute are one form sent twice


def sign_up(path: str, address: str, run_tasks: Run) -> Person:
    """Open the link, send the form that stands there, confirm it by mail."""
    client = Client()
    page = client.get(path).content.decode()
    by = re.search(r'name="by" value="([^"]+)"', page)
    old = stamp.Stamp(stamp.time() - 9, "friend", {})
    typed = {
        "stamp": str(old),
        "email": address,
        "given_name": "Ann" + "n" * next(_clicks),
        "postcode": "69999",
    }
    assert client.post("/en/sign-ups/", typed | ({"by": by[1]} if by else {})).status_code == 302
    run_tasks()
    found = re.search(r"https?://[^/\s]+(/en/sign-ups/\S+)", str(mail.outbox.pop().body))
    assert found
    client.post(found[1])
    return SignUp.objects.filter(address=address).latest("pk").person  # type: ignore[return-value]


@pytest.fixture
def link(charlie: Person) -> str:
    return f"/en/with/{referral_links.make_link(person=charlie).token}/"


def test_the_own_page_makes_a_link_that_tells_nothing_and_stops_it(inside: Client, charlie: Person) -> None:
    assert "Get my link" in inside.get(ME).content.decode()
    assert not RecruitLink.objects.exists(), "looking makes none"
    for _twice in range(2):
        inside.post(f"{ME}friends/")
    token = RecruitLink.objects.get().token
    page = inside.get(ME).content.decode()
    assert f"/en/with/{token}/" in page
    assert "mailto:?subject=Join%20Rives%20Communes" in page
    assert "<svg" in page
    asked = Client().get(f"/en/with/{token}/")
    assert (asked.status_code, asked["X-Robots-Tag"], "no-store" in asked["Cache-Control"]) == (
        200,
        "noindex",
        True,
    )
    assert not re.search("charlie|dupont", asked.content.decode(), re.IGNORECASE)
    assert json.loads(download.as_json(charlie))["recruiting"][0]["address"].endswith(f"/with/{token}/")
    inside.post(f"{ME}friends/end/")
    assert Client().get(f"/en/with/{token}/").status_code == 302


def test_who_signs_up_by_a_link_was_brought_and_is_counted_not_named(
    inside: Client, charlie: Person, link: str, run_tasks: Run
) -> None:
    ann = sign_up(link, "ann@example.org", run_tasks)
    assert (ann.recruiter, ann.source) == (charlie, "friend")
    assert SignUp.objects.get().recruiter == charlie
    page = inside.get(ME).content.decode()
    assert "You have referred 1 person." in page
    assert "Ann" not in page


def test_a_refused_form_keeps_the_link(link: str) -> None:
    old = stamp.Stamp(stamp.time() - 9, "friend", {})
    token = link.split("/")[3]
    again = Client().post("/en/sign-ups/", {"stamp": str(old), "email": "no address", "by": token})
    assert again.status_code == 422
    assert f'name="by" value="{token}"' in again.content.decode()


def test_nobody_brings_themselves_nor_whom_somebody_else_or_nobody_brought(
    charlie: Person, link: str, run_tasks: Run
) -> None:
    assert sign_up(link, "charlie@example.org", run_tasks).recruiter is None
    first = persons_actions.add_person(given_name="Bea", email="bea@example.org")
    mine = f"/en/with/{referral_links.make_link(person=first).token}/"
    assert sign_up(link, "bea@example.org", run_tasks).recruiter == charlie, (
        "known, but never agreed to anything"
    )
    assert sign_up(mine, "charlie@example.org", run_tasks).recruiter is None, "not in a ring"
    ann = sign_up(mine, "ann@example.org", run_tasks)
    assert sign_up(link, "ann@example.org", run_tasks).recruiter == ann.recruiter == first
    zoe = persons_actions.add_person(given_name="Zoé", email="zoe@example.org")
    persons_actions.record_consent(person=zoe, purpose=Purpose.EMAIL, is_given=True, source="page")
    assert sign_up(link, "zoe@example.org", run_tasks).recruiter is None, "came without a link"


def test_a_link_goes_with_its_person_and_works_on_after_a_merge(
    charlie: Person, link: str, run_tasks: Run, dora: User
) -> None:
    other = persons_actions.add_person(given_name="Charlotte")
    theirs = f"/en/with/{referral_links.make_link(person=other).token}/"
    merges.merge(kept=charlie, absorbed=other, user=dora)
    ann = sign_up(theirs, "ann@example.org", run_tasks)
    assert ann.recruiter == charlie
    privacy_actions.erase_person(person=charlie)
    ann.refresh_from_db()
    assert ann.recruiter is None
    for path in (link, theirs):
        assert Client().get(path).status_code == 302
    bea: Any = sign_up(link, "bea@example.org", run_tasks)
    assert bea.recruiter is None
