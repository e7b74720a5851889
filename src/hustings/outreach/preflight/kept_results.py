"""Kept results of slow checks, beside what was looked at: stale as soon as that changes."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails.signatures import keys
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.registry import known, slow_ones

_KEPT = 30 * 24 * 3600  # seconds
_LOST = timedelta(minutes=10)  # a look that took so long has died
_SETTINGS = (
    "name", "sender_name", "sender_address", "reply_to", "postal_address", "privacy_contact", "language",
    "measure_clicks",
)  # fmt: skip


@dataclass
class Look:
    """One look at the world outside: what it was for, how far it is, what it found."""

    fingerprint: str
    started_at: datetime
    ended_at: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)  # by check
    now: str = ""  # the check that asks
    n: int = 0  # how far it is
    of: int = 0

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and timezone.now() - self.started_at < _LOST

    @property
    def says(self) -> str:
        check = known.find(self.now)
        return str(check.says) if check else ""

    @property
    def share(self) -> tuple[int, int]:
        return len(self.facts), len(slow_ones())


def fingerprint(mailing: Mailing, seen: str) -> str:
    """Of all that the slow checks look at. ``seen``: of the mailing itself."""
    campaign = Campaign.current()
    signing = [key.name for key in keys.signing(campaign.sender_domain)]
    parts: list[Any] = [
        seen,
        [getattr(campaign, name) for name in _SETTINGS],
        signing,
        settings.DKIM_BY,
        settings.MAIL_PROVIDER,
    ]
    parts += [settings.BASE_URL, settings.EMAIL_HOST, mailing.pk]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def read(mailing: Mailing) -> Look | None:
    found = cache.get(_key(mailing))
    return Look(**found) if found else None


def begin(mailing: Mailing, mark: str) -> Look:
    return _write(mailing, Look(mark, timezone.now()))


def run(mailing: Mailing, mark: str) -> Look:
    """Ask, one check after another; what was found shows as it comes."""
    look = begin(mailing, mark)
    desk = Desk(mailing)
    for check in slow_ones():
        look.now, look.n, look.of = check.key, 0, 0
        _write(mailing, look)

        def tell(n: int, of: int) -> None:
            look.n, look.of = n, of
            if n % 5 == 0:
                _write(mailing, look)

        assert check.ask
        look.facts[check.key] = check.ask(desk, tell)
    look.now, look.ended_at = "", timezone.now()
    return _write(mailing, look)


def _write(mailing: Mailing, look: Look) -> Look:
    cache.set(_key(mailing), asdict(look), _KEPT)
    return look


def _key(mailing: Mailing) -> str:
    return f"mailing-checks-{mailing.pk}"
