"""Calls for projects, their rounds, what jurors mark and why an application may not be eligible."""

from datetime import datetime, timedelta
from secrets import randbelow
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.text.languages import Translated
from hustings.foundation.territories.models import Zone
from hustings.people.signups.models import AddressBar
from hustings.site.forms.models import Questionnaire


def _seed() -> int:
    return randbelow(2**31)


class CallQuerySet(models.QuerySet["Call"]):
    """Questions about many calls."""

    def of(self, user: Any, right: Right) -> Self:
        """Those of the territories where ``user`` has the right."""
        return access.within(self, user, right)

    def shown(self) -> Self:
        """Those that the site shows."""
        return self.filter(shown_at__isnull=False)


class Call(models.Model):
    """A call for projects. What is the same in all its rounds stands here."""

    slug = models.SlugField(_("end of the web address"), max_length=60, unique=True)
    titles = models.JSONField(default=dict, help_text="language -> text")
    intros = models.JSONField(default=dict, help_text="language -> text")
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    shown_at = models.DateTimeField(_("published"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    title = Translated("titles")
    intro = Translated("intros")
    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or self.slug


class RoundQuerySet(models.QuerySet["Round"]):
    """Questions about many rounds."""

    def of(self, user: Any, right: Right) -> Self:
        return self.filter(call__in=Call.objects.of(user, right))

    def open(self) -> Self:
        """Those that take applications now."""
        now = timezone.now()
        return self.filter(call__shown_at__isnull=False, opens_at__lte=now, closes_at__gt=now)


class Round(models.Model):
    """One round: its days, its form, how its jury reads and who decides by which rule."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="rounds")
    name = models.CharField(_("name"), max_length=80, help_text=_("Such as “Spring 2027”"))
    questionnaire = models.OneToOneField(
        Questionnaire, models.PROTECT, related_name="+", help_text="Its questions; never open by itself"
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    grace = models.PositiveSmallIntegerField(
        _("grace period, in minutes"), default=15, validators=[MaxValueValidator(2_880)],
        help_text=_("For those who began before the deadline"),
    )  # fmt: skip
    most_asked = models.BigIntegerField(_("largest amount per project"), null=True, blank=True)
    budget = models.BigIntegerField(_("budget"), null=True, blank=True, help_text="Minor units")
    places = models.PositiveSmallIntegerField(
        _("places"), default=10, validators=[MinValueValidator(1), MaxValueValidator(5_000)]
    )
    is_blind = models.BooleanField(
        _("blind reading"), default=True,
        help_text=_("Jurors see numbers: names, addresses and authors of files are removed."),
    )  # fmt: skip
    hidden = models.JSONField(default=list, help_text="Questions whose answers jurors don't get")
    n_reviews = models.PositiveSmallIntegerField(
        _("reviews per application"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    jury_closes_on = models.DateField(_("jurors mark until"), null=True, blank=True)
    n_needed = models.PositiveSmallIntegerField(
        _("votes needed to accept"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Of the committee, such as 3 of 4"),
    )  # fmt: skip
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal"), default=14, validators=[MaxValueValidator(365)]
    )
    words = models.JSONField(default=dict, help_text="decision -> language -> paragraph of its letters")
    seed = models.BigIntegerField(
        default=_seed, help_text="For lots and orders, so that they can be drawn again"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    ranked_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(_("letters sent"), null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a call", "round")
        verbose_name_plural = pgettext_lazy("of a call", "rounds")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(n_needed__gt=0), name="somebody_has_to_agree"),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.name}"

    @property
    def is_open(self) -> bool:
        now = timezone.now()
        return bool(
            self.call.shown_at and self.opens_at and self.opens_at <= now
            and self.closes_at and now < self.closes_at
        )  # fmt: skip

    @property
    def ends_at(self) -> datetime | None:
        """The end of the grace period."""
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace)

    def takes(self, began_at: datetime) -> bool:
        """Whether an application that was begun then can still be sent."""
        now = timezone.now()
        if not (self.opens_at and self.closes_at and self.ends_at):
            return False
        return self.opens_at <= now and began_at < self.closes_at and now < self.ends_at

    @property
    def stage(self) -> str:
        """Stage of the round: draft, soon, open, screening, jury, decision or announced."""
        now = timezone.now()
        if self.announced_at:
            return "announced"
        if not self.call.shown_at or not self.opens_at or not self.ends_at:
            return "draft"
        if now < self.opens_at:
            return "soon"
        if now < self.ends_at:
            return "open"
        if not self.assigned_at:
            return "screening"
        return "decision" if self.ranked_at else "jury"


class Criterion(models.Model):
    """One thing that jurors mark, with words for what a mark means."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    labels = models.JSONField(default=dict, help_text="language -> text")
    anchors = models.JSONField(default=dict, help_text="language -> lines such as “5: …”")
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    high = models.PositiveSmallIntegerField(
        _("highest mark"), default=5, validators=[MinValueValidator(2), MaxValueValidator(10)]
    )

    label = Translated("labels")
    anchor = Translated("anchors")

    class Meta:
        verbose_name = pgettext_lazy("of a jury", "criterion")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def anchor_lines(self) -> list[str]:
        return [line.strip() for line in self.anchor.splitlines() if line.strip()]


class Reason(models.Model):
    """A ground on which an application is not eligible; it stands in the letter."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reasons")
    labels = models.JSONField(default=dict, help_text="language -> text")

    label = Translated("labels")

    class Meta:
        verbose_name = pgettext_lazy("of a refusal", "reason")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class Barred(AddressBar):
    """An address from which nobody applies to a round: others typed it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="barred")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "fingerprint"], name="barred_once_from_a_round")
        ]
