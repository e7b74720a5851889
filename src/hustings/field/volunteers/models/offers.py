"""Offers of help, as they were typed and confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.volunteers.models.tasks import Task
from hustings.field.volunteers.models.volunteers import Age
from hustings.people.signups.models import Submission, SubmissionQuerySet


class VolunteerOffer(Submission):
    """A visitor's "I want to help": with a task, they take it up once the offer is confirmed."""

    link_salt = "hustings.field.volunteers.offer"

    task = models.ForeignKey(
        Task, models.CASCADE, null=True, blank=True, related_name="offers", verbose_name=_("task")
    )
    skills = models.JSONField(default=list, help_text="Skills ticked, by number")
    km = models.PositiveSmallIntegerField(_("distance (km)"), null=True, blank=True)
    times = models.PositiveIntegerField(null=True, blank=True, help_text="As those of a volunteer")
    age = models.CharField(_("age"), max_length=2, choices=Age, default=Age.NOT_SAID, blank=True)
    versions = models.JSONField(default=list, help_text="Versions of charters accepted, by number")

    objects = SubmissionQuerySet["VolunteerOffer"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("offer of help")
        verbose_name_plural = _("offers of help")
