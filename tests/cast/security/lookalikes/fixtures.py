"""A campaign with a domain of its own, and its security lead."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from tests.cast.mailguard import names
from tests.conftest import user


@pytest.fixture
def campaign(db: None) -> Campaign:
    """Valbrune en avant, at valbrune-avant.example."""
    found = Campaign.current()
    found.name, found.sender_address = "Valbrune en avant", "info@valbrune-avant.example"
    found.save()
    return found


@pytest.fixture
def sonia(db: None) -> User:
    """Guards the team's mailboxes, and reads English."""
    made = user("sonia", Role.SECURITY)
    UserProfile.objects.create(user=made, preferred_language="en")
    return made


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def name_server() -> Iterator[Callable[[dict[str, Any]], str]]:
    """Start one that knows these zones; its address."""
    with ExitStack() as stack:
        yield lambda zones: stack.enter_context(names.serve(zones)).address
