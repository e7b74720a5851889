"""What the tests of the shield share: a guard, and what it sees."""

from hashlib import sha256
from typing import Any

import pytest
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.roles import Role
from hustings.security.incidents.models import Guard
from mailguard.agents.platform.fingerprints import Trait
from mailguard.agents.platform.sightings import Sighting
from tests.conftest import user


def seen(n: int | str, *traits: str, action: str = "quarantine", **more: Any) -> Sighting:
    """A message number ``n`` with traits such as "host:evil.example"."""
    values: dict[str, Any] = {
        "id": sha256(f"id {n}".encode()).hexdigest()[:32],
        "at": "2027-03-01T10:00:00+00:00",
        "guard": "mx",
        "kind": "milter",
        "mailboxes": (f"staff{n}@campaign.example",),
        "message_id": f"<{n}@evil.example>",
        "sha256": sha256(f"raw {n}".encode()).hexdigest(),
        "sender": "it@evil.example",
        "subject": f"Your password {n}",
        "action": action,
        "found": "phish",
        "score": 0.97,
        "signals": (("link_lookalike", "The link leads to campaign-login.example"),),
        "traits": tuple(Trait(*each.split(":", 1)) for each in traits),
        "place": {"held": f"h{n}"},
    }
    return Sighting(**(values | more))


@pytest.fixture
def sam(db: None) -> Any:
    """Leads security, in English."""
    made = user("sam", Role.SECURITY)
    UserProfile.objects.create(user=made, preferred_language="en")
    return made


@pytest.fixture
def english(alice: Any) -> Any:
    """Alice, in English."""
    UserProfile.objects.create(user=alice, preferred_language="en")
    return alice


@pytest.fixture
def guard(db: None) -> Guard:
    """A milter with a token, in ``guard.token``."""
    made = Guard(name="mx", kind=Guard.Kind.MILTER)
    made.token = made.renew()  # type: ignore[attr-defined]
    made.save()
    return made


class Api:
    """A guard that speaks with the platform."""

    def __init__(self, client: Any, token: str) -> None:
        self.client, self.head = client, {"authorization": f"Bearer {token}"}

    def get(self, name: str, **headers: str) -> Any:
        return self.client.get(f"/api/shield/v1/{name}", headers=self.head | headers)

    def post(self, name: str, data: Any) -> Any:
        return self.client.post(
            f"/api/shield/v1/{name}", data, content_type="application/json", headers=self.head
        )


@pytest.fixture
def api(client: Any, guard: Guard) -> Api:
    """The line of that guard."""
    return Api(client, guard.token)  # type: ignore[attr-defined]
