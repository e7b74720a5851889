"""Reports of local debates: what makes an item of the kind more than its words."""

import secrets

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item
from hustings.foundation.territories.models import Zone


def private() -> Storage:
    """Files that a view alone sends, to whom it may."""
    return storages["private"]


def place_of_picture(row: "LocalReport", name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"local-reports/{secrets.token_hex(16)}.jpg"


class LocalReport(models.Model):
    """Place and date of a debate, and how many came; its conclusions are the words of ``item``."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="local_report")
    place = models.CharField(max_length=120)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    n_present = models.PositiveIntegerField()
    link = models.URLField(max_length=500, blank=True, help_text="The page of the event")
    picture = models.FileField(storage=private, upload_to=place_of_picture, blank=True)
    picture_alt = models.CharField(_("image description"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.place
