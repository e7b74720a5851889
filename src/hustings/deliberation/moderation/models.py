"""Reports by readers, and rulings by moderators: a log that is never changed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations.models import Consultation, Item, Participant, Version


class Reason(models.TextChoices):
    """Reasons for a report or a ruling; the public rules explain them."""

    OFF_TOPIC = "off_topic", _("off topic")
    INSULT = "insult", _("insulting or hateful")
    PERSONAL = "personal", _("personal data of others")
    ADVERTISING = "advertising", _("advertising")
    ILLEGAL = "illegal", _("illegal")
    REPEATED = "repeated", _("posted repeatedly")
    OTHER = "other", _("other")


class Report(models.Model):
    """A reader's word that an item breaks the rules."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="reports")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(settled_at=None), name="item_reports_waiting")
        ]


class Verdict(models.TextChoices):
    """Effects of a ruling."""

    HIDE = "hide", _("moved to the public bin")
    SEAL = "seal", _("removed from public view")
    RESTORE = "restore", _("restored")
    KEEP = "keep", pgettext_lazy("ruling", "kept")


HIDING = (Verdict.HIDE, Verdict.SEAL)


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Questions about many rulings."""

    def appealed(self) -> Self:
        """Those whose appeal waits for another moderator."""
        rows = self.filter(appealed_at__isnull=False, answer=None, verdict__in=HIDING)
        return rows.filter(item__hidden_at__isnull=False, item__withdrawn_at=None)


class Ruling(models.Model):
    """A moderator's decision on an item, public with its reason, but for who took it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="rulings", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="rulings")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    words = models.TextField(blank=True, help_text="To whoever wrote it, and to everybody")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(
        null=True, blank=True, help_text="When whoever wrote the item was told, or nobody could be"
    )
    appeal = models.TextField(blank=True, help_text="What whoever wrote the item says against it")
    appealed_at = models.DateTimeField(null=True, blank=True)
    answers = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="answer",
        help_text="The ruling whose appeal this one settles",
    )  # fmt: skip

    objects = RulingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["consultation", "-id"], name="rulings_of_consultation"),
            models.Index(
                fields=["appealed_at"], condition=models.Q(appealed_at__isnull=False), name="rulings_appealed"
            ),
        ]
