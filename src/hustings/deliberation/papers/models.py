"""Contributions on paper: what was typed from a sheet, with its scan, which HQ alone sees."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from hustings.deliberation.consultations.models import Item


def private() -> Storage:
    """Files that a view alone sends, to whom it may."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"papers/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class Paper(models.Model):
    """The sheet that an item was typed from."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="paper")
    written_on = models.DateField(null=True, blank=True)
    scan = models.FileField(storage=private, upload_to=place, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who typed it"
    )
    entered_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.item_id}"
