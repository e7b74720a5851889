"""The one clock of leases: the database's. Servers and phones may be hours apart."""

from datetime import UTC, datetime

from django.db import connection
from django.utils.dateparse import parse_datetime


def now() -> datetime:
    """The moment by the database, in UTC."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0].astimezone(UTC)  # type: ignore[no-any-return]
        cursor.execute("SELECT strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')", [])
        found = parse_datetime(cursor.fetchone()[0])
    assert found
    return found.replace(tzinfo=UTC)
