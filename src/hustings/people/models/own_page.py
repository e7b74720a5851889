"""The way to one's own page: a link by mail, good once and for an hour."""

from django.db import models
from django.utils import timezone

from hustings.people.models.persons import Person


class PageLink(models.Model):
    """One link that was mailed. Only a digest of it is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="page_links")
    address = models.CharField(max_length=254, help_text="Where it was sent")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the link's secret")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.created_at:%Y-%m-%d %H:%M}"
