"""Joining a buying group by e-mail: nobody is in it before they clicked the link in their mailbox."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.networks.hives.models import Hive, HiveJoining, Member
from hustings.people.persons.models import Person
from tests.cast.deliberation.consultations.visits import stamp_in
from tests.cast.field.events.fixtures import site
from tests.cast.field.registrations.fixtures import _unhurried
from tests.cast.networks.hives import fixtures

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_unhurried", "site"]


@pytest.fixture
def hive():
    return fixtures.hive()


def sent(client, hive, **more):
    page = client.get(f"/en/buying-groups/{hive.slug}/").content.decode()
    form = {"stamp": stamp_in(page), "given_name": "Ada", "email": "ada@example.org"}
    return client.post(reverse("hive_joinings:form", args=[hive.slug]), form | more)


def test_a_stranger_joins_once_the_link_in_the_mail_was_clicked(client, hive, site, mailoutbox, run_tasks):
    assert sent(client, hive).status_code == 302
    run_tasks()
    row = HiveJoining.objects.get()
    assert not Member.objects.exists() and not Person.objects.exists()
    assert f"buying-groups/joinings/{row.pk}." in mailoutbox[0].body
    link = reverse("hive_joinings:link", args=[row.link_token])
    assert "Join “" in client.get(link).content.decode()
    page = client.post(link, follow=True).content.decode()
    assert "Welcome, Ada!" in page
    assert Member.objects.live().get().person.emails.get().address == "ada@example.org"
    client.post(reverse("hive_joinings:withdrawal", args=[row.link_token]))
    assert not Member.objects.live().exists()


def test_whoever_did_not_ask_is_not_in_it_and_gets_no_more_mail(client, hive, site, mailoutbox, run_tasks):
    sent(client, hive)
    run_tasks()
    row = HiveJoining.objects.get()
    client.post(reverse("hive_joinings:link", args=[row.link_token]))
    client.post(reverse("hive_joinings:not_me", args=[row.link_token]))
    assert not HiveJoining.objects.exists() and not Member.objects.live().exists()
    sent(client, hive, given_name="Eve")
    run_tasks()
    assert len(mailoutbox) == 1


def test_what_is_missing_is_said_and_a_group_that_ended_takes_nobody(
    client, hive, site, mailoutbox, run_tasks
):
    assert sent(client, hive, email="ada").status_code == 422
    sent(client, hive)
    run_tasks()
    Hive.objects.update(ended_at=timezone.now())
    answer = client.post(reverse("hive_joinings:link", args=[HiveJoining.objects.get().link_token]))
    assert answer.status_code == 410 and not Member.objects.exists()
