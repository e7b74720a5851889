"""Readings of whole mailboxes, for a purpose: how far each is."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.process import task_failures
from hustings.security.incidents.models.sources import Source


class Study(models.Model):
    """One purpose for which mailboxes are read whole, and how that goes."""

    class Purpose(models.TextChoices):
        """Use that is made of the mail; its words are never kept."""

        RELATIONS = "relations", _("the team’s contacts")
        COPIES = "copies", _("our own messages")

    purpose = models.CharField(max_length=9, choices=Purpose, unique=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    is_anew = models.BooleanField(default=False, help_text="Forget first what was learnt before")
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    n_kept = models.PositiveBigIntegerField(default=0, help_text="What there is in all")
    n_faults = models.PositiveSmallIntegerField(default=0, help_text="How often the program failed at it")
    fault = models.CharField(max_length=300, blank=True, help_text="How it failed last")

    class Meta:
        verbose_name = _("reading of mailboxes")

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_busy(self) -> bool:
        return self.done_at is None and not self.problem and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        return self.n_faults >= task_failures.TRIES


class Perusal(models.Model):
    """How far one mailbox was read for one purpose; written after each portion."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="perusals")
    source = models.ForeignKey(Source, models.CASCADE, related_name="perusals")
    places = models.JSONField(default=dict, help_text="UIDVALIDITY and last UID by folder")
    n_read = models.PositiveBigIntegerField(default=0)
    n_new = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "source"], name="one_perusal_of_a_mailbox")]
