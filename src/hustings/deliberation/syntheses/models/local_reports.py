"""Reports of local debates: what makes an item of the kind more than its words."""

from django.db import models

from hustings.deliberation.consultations.models import Item
from hustings.foundation.territories.models import Zone


class LocalReport(models.Model):
    """Place and date of a debate, and how many came; its conclusions are the words of ``item``."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="local_report")
    place = models.CharField(max_length=120)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    n_present = models.PositiveIntegerField()
    link = models.URLField(max_length=500, blank=True, help_text="The page of the event")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.place
