"""Channels opened, changed, turned on and off."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.ledger.models import Books
from hustings.money.payments import vault
from hustings.money.payments.models import Channel

log = logging.getLogger(__name__)


@transaction.atomic
def open_channel(*, books: Books, provider: str, by: User | None = None) -> Channel:
    """A channel that is off until it is set up and turned on."""
    name = str(Channel.Provider(provider).label)
    row = Channel.objects.create(
        books=books, provider=provider, name=name[:1].upper() + name[1:], off_at=timezone.now()
    )
    log.info("payments.channel channel=%s provider=%s by=%s", row.pk, provider, by and by.pk)
    return row


@transaction.atomic
def change_channel(
    *, channel: Channel, values: dict[str, Any], keys: dict[str, str], by: User | None = None
) -> None:
    """Change settings; keys that are left empty stay."""
    Channel.objects.filter(pk=channel.pk).update(**values)
    if any(keys.values()):
        vault.keep(channel, keys)
    log.info("payments.channel_changed channel=%s by=%s", channel.pk, by and by.pk)


def turn(*, channel: Channel, is_on: bool, by: User | None = None) -> None:
    """Offer it on pages, or not; payments that are under way go on."""
    Channel.objects.filter(pk=channel.pk).update(
        off_at=None if is_on else timezone.now(), rests_until=None, n_failed=0
    )
    log.info("payments.channel_turned channel=%s on=%s by=%s", channel.pk, is_on, by and by.pk)


def resume(*, channel: Channel, by: User | None = None) -> None:
    """Charge by mandates again, after a backup was restored and a person looked what it lacks."""
    Channel.objects.filter(pk=channel.pk).update(held_at=None)
    log.info("payments.channel_resumed channel=%s by=%s", channel.pk, by and by.pk)
