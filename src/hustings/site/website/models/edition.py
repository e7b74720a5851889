"""The state of the site that readers get."""

import uuid
from typing import Any

from django.db import InterfaceError, OperationalError, connection, models

from hustings.foundation.lib.sql import sql_cursors


class SiteVersion(models.Model):
    """One row whose token changes with what readers see; no number, for backups that are put back."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def current(cls) -> str:
        """The token; empty before the first change. Asked at each visit, so without the cost of a model.

        It is the first question of nearly every visit, and takes the place of the one by which Django looks
        whether a kept connection still answers: where it doesn't, a fresh one is asked.
        """
        its: Any = connection  # the two words are no part of what Django's stubs know
        if its.in_atomic_block or its.health_check_done or not its.health_check_enabled:
            return cls._asked()
        its.health_check_done = True
        try:
            return cls._asked()
        except (OperationalError, InterfaceError):
            connection.close()
            return cls._asked()

    @classmethod
    def _asked(cls) -> str:
        with sql_cursors.ready(connection) as cursor:
            cursor.execute(f"SELECT token FROM {cls._meta.db_table} WHERE id = 1")  # noqa: S608 - our own name
            row: tuple[str] | None = cursor.fetchone()
        return row[0] if row else ""

    @classmethod
    def renew(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})
