"""Passwords of mailboxes lie encrypted, and tokens hashed."""

import pytest
from django.db import connection

from hustings.security.incidents.models import Guard, Source
from hustings.security.incidents.sources import secrets


def test_a_password_lies_encrypted_and_is_read_by_old_keys_too(db, settings):
    source = Source(name="Alice", kind="mailbox")
    source.secret, source.client_secret = "correct horse", "client"
    source.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, sealed_more FROM incidents_source")
        kept = b" ".join(bytes(value) for value in cursor.fetchone())
    assert b"correct" not in kept and b"client" not in kept
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(secrets.Lost):
        _ = Source.objects.get().secret
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Source.objects.get().secret == "correct horse"
    assert Source.objects.get().client_secret == "client"


def test_a_guard_is_known_by_its_last_token_until_it_is_revoked(db):
    guard = Guard(name="mx", kind="milter")
    first = guard.renew()
    second = guard.renew()
    guard.save()
    assert not Guard.objects.of_token(first).exists() and Guard.objects.of_token(second).get() == guard
    assert second not in str(Guard.objects.values().get())
    Guard.objects.update(revoked_at="2027-01-01T00:00:00Z")
    assert not Guard.objects.of_token(second).exists()
