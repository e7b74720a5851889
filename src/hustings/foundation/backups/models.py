"""Backups that this database was filled from."""

from django.db import models
from django.utils import timezone


class Restoration(models.Model):
    """A backup put back. Written in the transaction that fills the tables: if it is there, so are they."""

    name = models.CharField(max_length=32, primary_key=True)
    made_at = models.DateTimeField(help_text="When the backup was made")
    restored_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, help_text="When files and search index had followed")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
