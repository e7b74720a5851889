"""Cursors for statements whose words stay the same: PostgreSQL plans those once a connection, not each time.

To plan a question takes it longer than to answer. SQLite's driver keeps statements by itself.
"""

from typing import Any


def ready(connection: Any) -> Any:
    """As ``connection.cursor()``, for statements that differ in their values alone."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # asks for the driver

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor_type: Any = ServerBindingCursor
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return make(cursor_type(connection.connection))
