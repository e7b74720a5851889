"""Detections of decoys among log-ins: at our own sign-in, from mail servers, out of logs."""

from collections.abc import Collection
from dataclasses import replace

from django.db import connection

from hustings.foundation.accounts.login.login_attempts import LoginAttempt
from hustings.foundation.lib.sql import sql_cursors
from hustings.foundation.lib.text.jsons import plain
from hustings.security.decoys import alarms, digests
from hustings.security.decoys.alarms import Use
from hustings.security.decoys.models import Alarm, Decoy, Login

_IS_THERE = "SELECT key FROM decoys_decoy WHERE key = %s"


def log_in(login: str, use: Use, *, password: str | None = None, digest: str = "") -> Alarm | None:
    """A try to sign in as ``login``; None where no decoy is meant. The same queries in either case."""
    key = plain(login.strip().lower()[:254])
    nonce = digests.keeping().nonce
    told = digest if password is None else digests.digest(nonce, key, password)
    known = Login.objects.filter(digest=told).first()
    decoy = Decoy.objects.filter(key=key).first() if "@" in key else _by_local(key)
    if decoy and not known and digest:
        known = _by_beginning(decoy, digest)
    if known and decoy and known.decoy_id == decoy.pk:
        return alarms.login_used(known, use)
    return alarms.decoy_seen(Alarm.Kind.ADDRESS, decoy, use) if decoy else None


def _by_beginning(decoy: Decoy, digest: str) -> Login | None:
    """Dovecot sends the first twelve bits of its digest unless told otherwise: enough for one of a few."""
    logins = decoy.logins.all()[:200]
    found = [login for login in logins if digests.is_beginning(digest, login.digest)]
    return found[0] if len(found) == 1 else None


def _by_local(name: str) -> Decoy | None:
    return Decoy.objects.filter(local=name).first() if name else None


def at_our_door(knock: LoginAttempt) -> None:
    use = alarms.now(address=knock.address, agent=knock.agent, where="HQ")
    if knock.is_reset:
        use = replace(use, where="HQ: password reset")
    log_in(knock.login, use, password=knock.password)


def among(keys: Collection[str] | None) -> set[str]:
    """Those of these keys of addresses that are decoys'; None: all."""
    if keys is not None and len(keys) == 1:  # by hand: each form asks this, and compiling takes longer
        with sql_cursors.ready(connection) as cursor:
            cursor.execute(_IS_THERE, [*keys])
            return {key for (key,) in cursor.fetchall()}
    rows = Decoy.objects.order_by()
    return set((rows if keys is None else rows.filter(key__any_of=list(keys))).values_list("key", flat=True))


def typed(key: str, where: str, visitor: str) -> None:
    decoy = Decoy.objects.get(key=key)
    alarms.decoy_seen(Alarm.Kind.FORM, decoy, alarms.now(address=visitor.partition("/")[0], where=where))


def published(key: str, where: str) -> None:
    """A decoy's address stands on a page of ours: whoever reads that may write to it, and raises an alarm."""
    alarms.decoy_seen(Alarm.Kind.PAGE, Decoy.objects.get(key=key), alarms.now(where=where))
