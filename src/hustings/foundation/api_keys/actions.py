"""Make keys, and revoke them."""

import logging
import secrets
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.actions.log import log as note
from hustings.foundation.accounts.models import LogEntry, User, hashed
from hustings.foundation.api_keys.models import ApiKey

log = logging.getLogger(__name__)
MOST = 20  # of one member of the team


class TooManyKeys(Exception):
    """Old ones are to be revoked first."""


@transaction.atomic
def make(*, user: User, name: str, scopes: Sequence[str], ends_on: date | None) -> tuple[ApiKey, str]:
    """A key and its secret, which is to be shown once: only its digest is kept. Raises TooManyKeys."""
    if ApiKey.objects.live().filter(user=user).count() >= MOST:
        raise TooManyKeys(_("You can have up to %(n)s API keys.") % {"n": MOST})
    secret = f"hk_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        user=user, name=name, scopes=list(scopes), ends_on=ends_on, digest=hashed(secret)
    )
    note(kind=LogEntry.Kind.API_KEY_MADE, subject=user, actor=user, detail=name)
    log.info("api_keys.make key=%s user=%s scopes=%s", key.pk, user.pk, ",".join(scopes))
    return key, secret


@transaction.atomic
def revoke(*, keys: Collection[int], user: User) -> int:
    """Let these open nothing from now on; how many did."""
    rows = ApiKey.objects.visible_to(user).filter(pk__in=keys, revoked_at=None)
    found = list(rows.select_for_update(of=("self",)).select_related("user"))
    ApiKey.objects.filter(pk__in=[key.pk for key in found]).update(revoked_at=timezone.now())
    for key in found:
        note(kind=LogEntry.Kind.API_KEY_REVOKED, subject=key.user, actor=user, detail=key.name)
        log.info("api_keys.revoke key=%s user=%s", key.pk, user.pk)
    return len(found)


def revoke_restored(using: str, made_at: Any) -> None:
    """After a restore no key opens anything: one that was revoked since the backup would live again."""
    ApiKey.objects.using(using).filter(revoked_at=None).update(revoked_at=timezone.now())
