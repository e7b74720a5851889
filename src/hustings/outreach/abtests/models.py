"""Tests of versions: some readers get one of several letters by chance, the others the one that did best."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.outreach.delivery.models.deliveries import Delivery
from hustings.outreach.mailings.models.mailings import Mailing


class TrialQuerySet(models.QuerySet["ABTest"]):
    """Questions about many."""

    def running(self) -> "TrialQuerySet":
        """Those that something is to come of: nothing is decided by itself while a mailing is paused."""
        open_ = models.Q(decided_at=None) | models.Q(released_at=None)
        states = [*Mailing.MOVING, Mailing.State.SENT]
        return self.filter(open_, mailing__state__in=states).exclude(versions="")


class ABTest(models.Model):
    """A test of the versions of one mailing, as it was set up, and what came of it."""

    class Unit(models.TextChoices):
        PERCENT = "percent", _("% of recipients")
        PEOPLE = "people", _("recipients")

    class Chooser(models.TextChoices):
        ITSELF = "itself", _("automatically, once a version is clearly better")
        HAND = "hand", _("manually")

    class Otherwise(models.TextChoices):
        """What happens where the time is up and nothing is settled."""

        ASK = "ask", _("ask the team")
        BEST = "best", _("send the one that leads")

    class How(models.TextChoices):
        RULE = "rule", _("automatically: clearly better")
        TIME = "time", _("time ran out")
        HAND = "hand", _("manually")

    mailing = models.OneToOneField(Mailing, models.CASCADE, primary_key=True, related_name="trial")
    size = models.PositiveIntegerField(
        _("test group"), default=20,
        validators=[MinValueValidator(1), MaxValueValidator(100_000_000)],
        help_text=_("Split evenly at random. 100 % tests all recipients."),
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=7, choices=Unit, default=Unit.PERCENT)
    measure = models.CharField(_("winner"), max_length=30)
    hours = models.PositiveSmallIntegerField(
        _("maximum hours"), default=24, validators=[MinValueValidator(1), MaxValueValidator(24 * 14)],
        help_text=_("Counted once nearly all test e-mails are sent."),
    )  # fmt: skip
    chooser = models.CharField(_("pick the winner"), max_length=6, choices=Chooser, default=Chooser.ITSELF)
    otherwise = models.CharField(
        _("if there is no clear winner by then"), max_length=4, choices=Otherwise, default=Otherwise.ASK
    )

    versions = models.CharField(max_length=5, blank=True, help_text="Those of the moment of sending")
    seed = models.CharField(max_length=32, blank=True, help_text="What the deal can be made again from")
    counts = models.JSONField(default=dict, blank=True, help_text="Letters that left, once all have")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When nearly all letters had left")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When it fell to the team to decide")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    how = models.CharField(max_length=4, choices=How, blank=True)
    winner = models.CharField(max_length=1, blank=True, help_text="Empty where nobody waited for one")
    found = models.JSONField(default=dict, blank=True, help_text="The figures at the decision")
    released_at = models.DateTimeField(null=True, blank=True, help_text="When nobody waited any more")

    objects = TrialQuerySet.as_manager()

    # What somebody sets up; the rest is its course.
    SETTINGS = ("size", "unit", "measure", "hours", "chooser", "otherwise")

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.versions}"

    @property
    def set_up(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.SETTINGS}

    @property
    def ends_at(self) -> datetime | None:
        """When its time is up, once it has begun."""
        return self.begun_at + timedelta(hours=self.hours) if self.begun_at else None

    def sample_of(self, n: int) -> int:
        """How many of ``n`` readers get a version by chance: as many for each, as far as it goes."""
        k = len(self.versions) or 1
        wanted = n * self.size // 100 if self.unit == self.Unit.PERCENT else self.size
        return n if wanted >= n else min(n, max(wanted // k, 1) * k)

    def sample(self) -> models.QuerySet[Delivery]:
        """The letters that it is about: those that had left when it was decided, where it was."""
        found = Delivery.objects.filter(mailing=self.mailing_id, version__in=list(self.versions))
        return found.filter(sent_at__lte=self.decided_at) if self.decided_at else found
