"""Gateways opened, changed, turned on and off."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.outreach.text_messages import vault
from hustings.outreach.text_messages.models import Gateway

log = logging.getLogger(__name__)


@transaction.atomic
def open_gateway(*, provider: str, by: User | None = None) -> Gateway:
    """A gateway that is off until it is set up and turned on."""
    name = str(Gateway.Provider(provider).label)
    row = Gateway.objects.create(provider=provider, name=name[:1].upper() + name[1:], off_at=timezone.now())
    log.info("texts.gateway gateway=%s provider=%s by=%s", row.pk, provider, by and by.pk)
    return row


@transaction.atomic
def change_gateway(
    *, gateway: Gateway, values: Mapping[str, Any], keys: Mapping[str, str], by: User | None = None
) -> None:
    """Change settings; keys that are left empty stay."""
    Gateway.objects.filter(pk=gateway.pk).update(**values)
    if any(keys.values()):
        vault.keep(gateway, keys)
    log.info("texts.gateway_changed gateway=%s by=%s", gateway.pk, by and by.pk)


def turn(*, gateway: Gateway, is_on: bool, by: User | None = None) -> None:
    """Let texts leave by it, or not; what is queued waits."""
    off_at = None if is_on else timezone.now()
    Gateway.objects.filter(pk=gateway.pk).update(off_at=off_at, rests_until=None, problem="")
    log.info("texts.gateway_turned gateway=%s on=%s by=%s", gateway.pk, is_on, by and by.pk)
