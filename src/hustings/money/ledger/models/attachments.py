"""Files that belong to entries: invoices, slips, statements."""

import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.chain.links import Link
from hustings.money.ledger.models.books import Books
from hustings.money.ledger.models.entries import Entry


def private() -> Storage:
    """Files that are only sent by a view, which asks who may have them."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"ledger/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about many attachments."""

    def live(self) -> Self:
        return self.filter(withdrawn_at=None)


class Attachment(Link):
    """A file of an entry. Withdrawn, its content is deleted; the row and its digest stay."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="attachments", db_index=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    file = models.FileField(storage=private, upload_to=place)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(max_length=5, help_text="Its ending, checked against its bytes")
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False,
        db_index=False, verbose_name=_("added by"), help_text="The number stays when the account goes",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, blank=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip

    objects = AttachmentQuerySet.as_manager()

    class Meta(Link.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["books", "position"]
        constraints = [
            models.UniqueConstraint(fields=["books", "position"], name="one_attachment_per_number")
        ]

    def __str__(self) -> str:
        return self.name

    def says(self) -> dict[str, Any]:
        """Without the name, which may be somebody's."""
        return {
            "entry": self.entry.position, "sha256": self.sha256, "size": self.size, "by": self.made_by_id,
        }  # fmt: skip
