"""Wishes of people for mails of a circle's conversations."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.threads.models.threads import Thread
from hustings.people.persons.models import Person


class How(models.TextChoices):
    """Rhythm of mails."""

    EACH = "each", _("each message right away")
    DAILY = "daily", _("one summary a day")
    NONE = "none", _("no e-mails")


class Subscription(models.Model):
    """One person's choice in one circle. Without a row: hosts get each message, the others a summary."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="thread_subscriptions", db_index=False)
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    how = models.CharField(_("e-mails"), max_length=5, choices=How, default=How.DAILY)
    at_night = models.BooleanField(_("also at night"), default=False)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "subject"], name="one_subscription_of_a_circle")
        ]
        indexes = [models.Index(fields=["kind", "subject"], name="subscriptions_of_circle")]


class Mute(models.Model):
    """A thread of which somebody wants no mails."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="muted_threads", db_index=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="mutes", db_index=False)
    muted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_mute_of_a_thread")]
        indexes = [models.Index(fields=["person"], name="mutes_of_person")]
