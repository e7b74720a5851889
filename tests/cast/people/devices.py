"""Browsers of visitors who sign, are remembered, or are not whom a link was mailed to."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.people.persons import actions as persons_actions
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.models import Email, Person, Purpose
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import PageLink, PageWish
from hustings.people.signups.actions import devices as device_actions
from hustings.people.signups.devices import cookie_name
from hustings.site.petitions.models import PetitionPage

PAGE = "/fr/trains/"
Run = Callable[..., int]


def give(person: Person, purpose: Purpose, *, is_given: bool = True) -> None:
    """Their word to one purpose, as a file told it."""
    record_consent(person=person, purpose=purpose, is_given=is_given, source="test", text="Yes")


@pytest.fixture
def charlie(charlie: Person, petition_page: PetitionPage) -> Person:
    """Known with a postcode; agreed to news; a petition waits."""
    persons_actions.add_postal_address(person=charlie, postcode="69100", city="Villeurbanne")
    give(charlie, Purpose.EMAIL)
    return charlie


def is_known(client: Client) -> bool:
    """Whether the form of the petition tells anything of Charlie."""
    html = page(client)
    return 'value="charlie@example.org"' in html or "Dupont" in html


def known_browser(person: Person) -> Client:
    """A browser that remembers the first address of somebody."""
    email = person.emails.get()
    Email.objects.filter(pk=email.pk).update(status=Email.Status.CONFIRMED)
    client = Client()
    client.cookies[cookie_name()] = device_actions.remember(email=person.emails.get())
    return client


def own_page_browser(person: Person) -> Client:
    """A browser in which somebody has opened their own page."""
    client = Client()
    link = page_links.make(person, person.emails.get().address, PageWish.OPEN)
    client.post(re.sub(r"^https?://[^/]+", "", link))
    assert PageLink.objects.filter(person=person, used_at__lte=timezone.now()).exists()
    return client


def page(client: Client, path: str = PAGE) -> str:
    return str(client.get(path).content.decode())


def stamp_in(html: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found, "no form on the page"
    return found[1]


def sign(client: Client, petition: int, **answers: str) -> Any:
    """Load the page of the petition, change some answers, send it."""
    typed = {
        "stamp": stamp_in(page(client)), "given_name": "Charlie", "family_name": "Dupont",
        "email": "charlie@example.org", "postcode": "69100",
    }  # fmt: skip
    return client.post(f"/fr/petitions/{petition}/signatures/", typed | answers)


def mailed(run_tasks: Run, end: str = "") -> str:
    """The path of the link in the last mail."""
    run_tasks()
    found = re.search(
        rf"https?://[^/]+(/\S+/petitions/signatures/[^/\s]+/{end})\s", str(mail.outbox[-1].body)
    )
    assert found, mail.outbox[-1].body
    return found[1]
