"""Guards against letters that leave by mistake: a second pair of eyes, and a moment to think better of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from hustings.outreach.mailings.models.mailings import Mailing


class Precaution(models.Model):
    """Settings against letters that leave by mistake: one row, none while nothing changed."""

    asks_second = models.BooleanField(
        _("require approval for large mailings"), default=True,
        help_text=_(
            "By someone who can send and didn’t write it. Not needed if only one person can send."
        ),
    )  # fmt: skip
    above = models.PositiveIntegerField(
        _("approval needed above this number of recipients"),
        default=1_000, validators=[MaxValueValidator(10**9)],
        help_text=_("0: for all mailings"),
    )  # fmt: skip
    asks_sequences = models.BooleanField(
        _("require approval for sequences"), default=True, db_default=True,
        help_text=_(
            "Before a sequence starts, and for each changed message: the old one is sent until "
"then."
        ),
    )  # fmt: skip
    grace = models.PositiveSmallIntegerField(
        _("seconds to undo sending"), default=60,
        validators=[MinValueValidator(0), MaxValueValidator(3_600)],
        help_text=_("0 sends immediately."),
    )  # fmt: skip
    tests_per_hour = models.PositiveSmallIntegerField(
        _("test e-mails per person and hour"), default=30, db_default=30,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_("People who can’t send mailings can send tests to team members only."),
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.asks_second} > {self.above}, {self.grace} s, {self.tests_per_hour} tests"

    @classmethod
    def current(cls) -> "Precaution":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Questions about many."""

    def open(self) -> "ApprovalQuerySet":
        return self.filter(verdict="")


class Approval(models.Model):
    """A request for a second look at a mailing, and what came of it; ``seen`` is what was looked at."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent_back", _("changes requested")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="approvals")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("note for the approver"), max_length=1_000, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=2_000, blank=True)
    seen = models.CharField(max_length=32, blank=True, help_text="A fingerprint of what was approved")
    n_readers = models.PositiveIntegerField(null=True, blank=True, help_text="Whom it reached then")
    revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+", help_text="What was approved"
    )

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing"], condition=models.Q(verdict=""), name="one_open_approval_a_mailing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.verdict or '?'}"

    @property
    def is_open(self) -> bool:
        return not self.verdict

    @property
    def is_approved(self) -> bool:
        return self.verdict == self.Verdict.APPROVED
