"""Behind the link of a sign-up: whose address it was, where they live, how little it costs."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, Person
from hustings.people.signups.models import SignUp
from tests.cast.site.website.fixtures import link_in

pytestmark = pytest.mark.django_db
Fill = Callable[..., Any]


def test_whose_address_it_was_without_knowing_takes_it_all_back(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    fill(consent_email="on")
    run_tasks()
    link = link_in(mail.outbox[0])
    client.post(link)
    assert "Ce n’était pas moi" in client.get(f"{link}not-me/").content.decode()
    assert Consent.objects.live().exists(), "a scanner that follows the link removes nothing"
    assert client.post(f"{link}not-me/").url == f"{link}not-me/"
    assert client.get(f"{link}not-me/").status_code == 200
    assert not Consent.objects.live().exists() and not SignUp.objects.exists()
    assert client.post(link).status_code == 404


def test_another_postcode_than_the_known_one_is_asked_about_and_never_written_over(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    lyon = Zone.objects.get(name="Lyon")
    persons_actions.add_person(given_name="Charles", email="CHARLIE@example.org", zone=lyon, postcode="69001")
    fill()
    run_tasks()
    link = link_in(mail.outbox[0])
    page = client.post(link, follow=True).content.decode()
    known = Person.objects.get()
    assert (known.zone, [each.postcode for each in known.addresses.all()]) == (lyon, ["69001"])
    assert "69100" in page
    (move,) = re.findall(rf'action="({link}move/\?here=[^"]+)"', page)
    assert "move/" not in Client().get(link).content.decode(), "a mail that is handed on asks nobody else"
    Client().post(f"{link}move/")
    assert Person.objects.get().zone == lyon
    assert "Lyon" not in page.partition("<main")[2] and "69001" not in page, "it shows nothing that we know"
    SignUp.objects.update(confirmed_at=timezone.now() - timedelta(minutes=61))
    assert "move/" not in client.get(link).content.decode()
    client.post(move)
    assert Person.objects.get().zone == lyon, "who finds the link later changes nothing"
    SignUp.objects.update(confirmed_at=timezone.now())
    client.post(move)
    client.post(move)
    known = Person.objects.get()
    assert (str(known.zone), known.addresses.count()) == ("Villeurbanne", 2)
    assert "move/" not in client.get(link).content.decode()


def test_its_confirmation_takes_twenty_statements_at_most(
    fill: Fill, client: Client, run_tasks: Callable[[], int], django_assert_max_num_queries: Any
) -> None:
    fill(consent_email="on")
    run_tasks()
    link = link_in(mail.outbox[0])
    with django_assert_max_num_queries(20):
        assert client.post(link).status_code == 302
    assert Consent.objects.live().count() == 1
