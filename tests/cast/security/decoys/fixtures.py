"""Decoys to be used, and whoever keeps them."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.security.decoys import actions
from hustings.security.decoys.models import Decoy
from tests.conftest import user


@pytest.fixture(autouse=True)
def in_english(client: Client) -> Iterator[None]:
    """What is said is said in English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def erin(db: None) -> User:
    """Leads security."""
    return user("erin", Role.SECURITY)


@pytest.fixture
def decoy(erin: User) -> Decoy:
    """Somebody who does not exist."""
    return actions.invent_people(n=1, domain="campaign.example", language="fr", user=erin)[0]


@pytest.fixture
def login(decoy: Decoy, erin: User) -> "actions.people.Shown":
    """A log-in of theirs, with its password."""
    return actions.add_login(decoy=decoy, place="the treasurer’s mailbox", user=erin)
