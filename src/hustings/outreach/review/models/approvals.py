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
        _("a second pair of eyes looks at large mailings before they leave"), default=True,
        help_text=_(
            "Somebody who may send, too, and wrote none of it. Where one person may send, nobody is asked"
        ),
    )  # fmt: skip
    above = models.PositiveIntegerField(
        _("large is a mailing to more readers than"), default=1_000, validators=[MaxValueValidator(10**9)],
        help_text=_("0: all are"),
    )  # fmt: skip
    asks_sequences = models.BooleanField(
        _("so it does at the letters of sequences"), default=True, db_default=True,
        help_text=_(
            "Before a sequence starts, and at each letter that is changed: the old text leaves until then"
        ),
    )  # fmt: skip
    grace = models.PositiveSmallIntegerField(
        _("seconds in which sending can be undone"), default=60,
        validators=[MinValueValidator(0), MaxValueValidator(3_600)],
        help_text=_("Nothing leaves before they are over. 0: letters leave at once"),
    )  # fmt: skip
    tests_per_hour = models.PositiveSmallIntegerField(
        _("test letters that one person may send in an hour"), default=30, db_default=30,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_("Whoever may not send mailings sends them to members of the team alone"),
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
        SENT_BACK = "sent_back", _("sent back")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="approvals")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("note to who looks at it"), max_length=1_000, blank=True)
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
