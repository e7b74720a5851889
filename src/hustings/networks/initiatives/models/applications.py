"""Applications: begun by mail, written, sent, screened, decided; who is in them, and their files."""

import secrets
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.roles import Right
from hustings.networks.initiatives.models.calls import Reason, Round
from hustings.people.signups.models import Submission, SubmissionQuerySet


class State(models.TextChoices):
    """Course of an application; ``BEFORE`` says what follows what."""

    DRAFT = "draft", pgettext_lazy("state of an application", "being written")
    SENT = "sent_in", pgettext_lazy("state of an application", "to check")
    ELIGIBLE = "eligible", pgettext_lazy("state of an application", "eligible")
    INELIGIBLE = "ineligible", pgettext_lazy("state of an application", "not eligible")
    ACCEPTED = "accepted", pgettext_lazy("state of an application", "accepted")
    RESERVE = "reserve", pgettext_lazy("state of an application", "on the waiting list")
    REFUSED = "refused", pgettext_lazy("state of an application", "refused")


BEFORE: dict[str, set[str]] = {
    State.SENT: {State.DRAFT, State.ELIGIBLE, State.INELIGIBLE},
    State.ELIGIBLE: {State.SENT, State.INELIGIBLE},
    State.INELIGIBLE: {State.SENT, State.ELIGIBLE},
    State.ACCEPTED: {State.ELIGIBLE, State.RESERVE, State.REFUSED},
    State.RESERVE: {State.ELIGIBLE, State.ACCEPTED, State.REFUSED},
    State.REFUSED: {State.ELIGIBLE, State.ACCEPTED, State.RESERVE},
}
UNPLACED = 1_000_000_000  # what no jury has counted comes last
READ = frozenset({State.ELIGIBLE, State.ACCEPTED, State.RESERVE, State.REFUSED})  # by the jury
DECIDED = frozenset({State.INELIGIBLE, State.ACCEPTED, State.RESERVE, State.REFUSED})


def private() -> Storage:
    """Files that are only sent by a view, which asks who may have them."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"initiatives/{secrets.token_hex(16)}{PurePosixPath(name).suffix.lower()}"


class ApplicationQuerySet(SubmissionQuerySet["Application"]):
    """Questions about many applications."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(round__in=Round.objects.of(user, right))

    def sent(self) -> Self:
        """Those that were sent and not withdrawn."""
        return self.confirmed().filter(sent_at__isnull=False)

    def read(self) -> Self:
        """Those that the jury reads."""
        return self.sent().filter(state__in=READ)


class Application(Submission):
    """An application to a round, by whoever began it and their co-applicants."""

    link_salt = "hustings.networks.initiatives.application"

    round = models.ForeignKey(Round, models.PROTECT, related_name="applications", db_index=False)
    title = models.CharField(_("name of the project"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), max_length=1_000, blank=True)
    asked = models.BigIntegerField(_("amount requested"), null=True, blank=True, help_text="Minor units")
    answers = models.JSONField(default=dict, help_text="name of a question -> values as typed")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField(
        _("application number"), null=True, blank=True, help_text="All that jurors see"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reasons = models.ManyToManyField(Reason, blank=True, related_name="+", verbose_name=_("reasons"))
    place = models.PositiveIntegerField(default=UNPLACED, help_text="By the last count of the jury")
    feedback = models.TextField(_("reasons for the applicant"), max_length=3_000, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["round", "state", "-id"], name="applications_of_round"),
            models.Index(fields=["round", "place", "id"], name="applications_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_application_a_number"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(sent_at__isnull=False), name="a_number_once_it_is_sent"
            ),
            *Submission.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """Its name for those who may not know whose it is."""
        return f"n° {self.number}"

    @property
    def is_told(self) -> bool:
        """Whether its applicant may know the decision."""
        return bool(self.round.announced_at) and self.state in DECIDED


class Step(models.Model):
    """One step of an application, with its time and who took it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    state = models.CharField(_("step"), max_length=10, choices=State)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]


class CoApplicant(Submission):
    """Somebody who carries a project too, once they said so themselves."""

    link_salt = "hustings.networks.initiatives.co-applicant"

    application = models.ForeignKey(Application, models.CASCADE, related_name="coapplicants", db_index=False)

    objects = SubmissionQuerySet["CoApplicant"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("co-applicant")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="one_co_applicant_an_address"),
            *Submission.Meta.constraints,
        ]


class Attachment(models.Model):
    """A file of an application, without its authors. ``names``: those that its words still hold."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    file = models.FileField(storage=private, upload_to=place)
    name = models.CharField(_("name"), max_length=150)
    ending = models.CharField(max_length=5, help_text="Checked against its bytes")
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    names = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
