"""Mailings, readers, and a mail server in a thread of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.transports.smtp import Server
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Precaution
from hustings.people.persons import consent_chain
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Consent, ConsentEntry, Email, Person, Purpose
from hustings.people.segments.models import Segment
from tests.cast.outreach.sink import running
from tests.conftest import user


@dataclass
class Sink:
    """A running mail server and what it took."""

    port: int
    log: Path

    @property
    def server(self) -> Server:
        return Server("127.0.0.1", self.port)

    def taken(self) -> list[str]:
        """The recipients, in order."""
        return [line.split()[1] for line in self.log.read_text().splitlines()]

    def ids(self) -> list[str]:
        """The message ids, in order."""
        return [line.split()[0] for line in self.log.read_text().splitlines()]


@pytest.fixture
def start_sink(tmp_path):
    """Start a mail server with the ways that its words name."""
    with ExitStack() as stack:
        logs = (tmp_path / f"sink{n}.log" for n in count())

        def start(*words: str) -> Sink:
            log = next(logs)
            return Sink(stack.enter_context(running(log, words)), log)

        yield start


@pytest.fixture
def sink(start_sink) -> Iterator[Sink]:
    return start_sink()


@pytest.fixture
def campaign(db):
    campaign = Campaign.current()
    campaign.name = "Élan pour Lyon"
    campaign.sender_address = "news@elan.example.org"
    campaign.postal_address = "1 rue de la République\n69001 Lyon"
    campaign.save()
    Precaution(pk=1, grace=0).save()  # letters leave at once
    return campaign


def reader(name: str, zone=None, *, agrees: bool = True, address: str = "", **fields) -> Person:
    """A person who may be written to."""
    person = Person(zone=zone, **fields)
    person.rename(name.title(), "Martin")
    person.save()
    address = address or f"{name}@example.org"
    Email.objects.create(person=person, address=address, key=address.lower())
    if agrees:
        record_consent(person=person, purpose=Purpose.EMAIL, is_given=True, source="test")
    return person


def several(people: dict[str, str]) -> list[Person]:
    """Write many agreeing readers at once: their language by their address."""
    made, now = [Person(language=language) for language in people.values()], timezone.now()
    for person, address in zip(made, people, strict=True):
        person.rename(address.partition("@")[0].title(), "Martin")
    Person.objects.bulk_create(made)
    Email.objects.bulk_create(
        Email(person=person, address=address, key=address)
        for person, address in zip(made, people, strict=True)
    )
    entries = ConsentEntry.objects.bulk_create(
        ConsentEntry(
            person=person, purpose=Purpose.EMAIL, is_given=True, source="test", given_at=now,
            subject=person.uid, salt=consent_chain.salt(),
        )
        for person in made
    )  # fmt: skip
    Consent.objects.bulk_create(
        Consent(person=entry.person, purpose=entry.purpose, is_given=True, entry=entry) for entry in entries
    )
    return made


def letters(subject: str, text: str = "") -> list[Any]:
    """What a mailing holds that has one letter, of one block."""
    return [builder.letter(subject, *([builder.text(text)] if text else []))]


@pytest.fixture
def everyone(db) -> Segment:
    criteria = {"match": "all", "criteria": [{"criterion": "born_on", "operator": "unknown"}]}
    return Segment.objects.create(name="Everyone", criteria=criteria)


@pytest.fixture
def mailing(campaign, everyone, dora) -> Mailing:
    """A draft to everyone."""
    return Mailing.objects.create(
        name="First", segment=everyone, user=dora,
        content=letters("Hello {{ given_name }}", 'Dear {{ given_name|"friend" }},\n\nCome!'),
    )  # fmt: skip


@pytest.fixture
def hq(client, settings):
    """Sign somebody in without a second factor."""
    settings.SECOND_FACTOR = "optional"

    def enter(who):
        client.force_login(who)
        return client

    return enter


@pytest.fixture
def english():
    """Words in English, wherever they are asked for."""
    with translation.override("en"):
        yield


@pytest.fixture
def asks_in_english(client):
    """A browser that wants English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def eased(settings):
    """Nobody is asked for a second factor."""
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def carla(db):
    """Writes and sends everywhere, and sees no people."""
    return user("carla", Role.COMMUNICATIONS)


@pytest.fixture
def days():
    """Time that passes for sequences as a test says."""
    from tests.cast.outreach.sequences import Clock  # it writes letters with what stands here

    return Clock(timezone.now())
