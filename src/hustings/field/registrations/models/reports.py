"""After an event: its report, thanks to those who came, and what they say."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.events.models import Event
from hustings.field.registrations.models.registrations import Registration
from hustings.people.persons.models import Person


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about many reports."""

    def filed(self) -> Self:
        return self.exclude(filed_at=None)


class Report(models.Model):
    """Report on an event, by a host or the team. A reminder makes the row before the report is there."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="report")
    n_came = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    n_contacts = models.PositiveIntegerField(_("contacts made"), null=True, blank=True)
    minutes = models.TextField(pgettext_lazy("of an event", "minutes"), blank=True)
    public_text = models.TextField(_("text for the site"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Of the team; none: a host",
    )  # fmt: skip
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="A host of the group"
    )
    filed_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(
        null=True, blank=True, help_text="When text and pictures were put on the event's page"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When the host was to be reminded")
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When that reminder left")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of an event", "report")
        verbose_name_plural = pgettext_lazy("of an event", "reports")


class ReportPicture(models.Model):
    """One picture of an event that took place."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="pictures")
    image = models.ForeignKey("wagtailimages.Image", models.CASCADE, related_name="+")
    alt = models.CharField(_("image description"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class ReportTask(models.Model):
    """Something to do that came out of an event."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="tasks")
    what = models.CharField(_("task"), max_length=300)
    owner = models.CharField(_("assigned to"), max_length=120, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]


class Thanks(models.Model):
    """A mail to those who came, as it was written once."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="thanks")
    text = models.TextField(_("message"))
    absent_text = models.TextField(_("message to people who didn’t come"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)


class ThanksMail(models.Model):
    """That mail to one participant."""

    signer = signing.TimestampSigner(sep=".", salt="hustings.field.registrations.feedback")

    thanks = models.ForeignKey(Thanks, models.CASCADE, related_name="mails")
    registration = models.OneToOneField(Registration, models.CASCADE, related_name="thanks_mail")
    came = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    @property
    def token(self) -> str:
        return self.signer.sign(str(self.pk))


class Feedback(models.Model):
    """Opinion of one participant: from 1 (poor) to 5 (great), and words if they like."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="feedback")
    score = models.PositiveSmallIntegerField(_("score"))
    words = models.TextField(_("comment"), blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="feedback_from_1_to_5")
        ]
