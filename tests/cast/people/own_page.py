"""What the tests of the own page share."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons import actions
from hustings.people.persons.models import Person
from hustings.people.signups.public_forms import stamp

Run = Callable[[], int]
ASK, ME = "/en/my-data/", "/en/my-data/me/"


@pytest.fixture(autouse=True)
def english(settings: Any) -> Any:
    campaign = Campaign.current()
    campaign.name, campaign.privacy_contact = "Rives Communes", "data@rives.example"
    campaign.save()
    with translation.override("en"):
        yield


@pytest.fixture
def charlie(charlie: Person) -> Person:
    return actions.change_person(person=charlie, language="en")


def link_in(message: Any) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+/my-data/\S+)", str(message.body))
    assert found, message.body
    return found[1]


def ask(client: Client, address: str, path: str = ASK) -> Any:
    """As somebody does who took a minute to type."""
    shown = stamp.Stamp(time.time() - 60, path, {})
    return client.post(path, {"address": address, "stamp": str(shown)})


@pytest.fixture
def inside(charlie: Person, client: Client, run_tasks: Run) -> Client:
    """Charlie's browser with the page open."""
    ask(client, "charlie@example.org")
    run_tasks()
    client.post(link_in(mail.outbox.pop()))
    return client
