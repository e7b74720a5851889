"""The weekly bulletin: what came, by what it gave itself away."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.outreach.mailings.models import Mailing
from hustings.security.incidents.models.incidents import Incident


class Bulletin(models.Model):
    """One week's draft. Approved by the security lead, it becomes a mailing, which others check and send."""

    week = models.DateField(_("week from"), unique=True, help_text="Its Monday")
    made_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    mailing = models.ForeignKey(Mailing, models.SET_NULL, null=True, blank=True, related_name="+")
    foreword = models.TextField(_("introduction"), blank=True, max_length=2_000)

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ["-week"]

    def __str__(self) -> str:
        return self.week.isoformat()


class Story(models.Model):
    """An incident in a bulletin, with names and addresses of our people left out."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="stories")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    lines = models.JSONField(default=list, help_text="The beginning of its text")
    tells = models.JSONField(default=list, help_text="The signals that gave it away, strongest first")
    n_people = models.PositiveIntegerField(default=0)
    thanked = models.CharField(max_length=200, blank=True, help_text="Who reported it, if they agreed")
    image = models.BigIntegerField(
        null=True, help_text="Its picture among those of the site, once it is a letter"
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.subject
