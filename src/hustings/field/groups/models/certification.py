"""Rules of certification, what they found for each group, and since when each was certified."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.kinds import GroupKind

GRACE = 30  # days


class CertificationRuleQuerySet(models.QuerySet["Rule"]):
    """Questions about many rules."""

    def in_force(self, on: dt.date | None = None) -> Self:
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)

    def drafts(self) -> Self:
        return self.filter(valid_from=None)


class Rule(models.Model):
    """One condition of certification. Without ``valid_from`` a draft; in force it is ended, never edited."""

    measure = models.CharField(_("condition"), max_length=30)
    kind = models.ForeignKey(
        GroupKind, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kind of group"),
        help_text="None: all",
    )  # fmt: skip
    n = models.PositiveIntegerField(_("number"), default=1)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    among = models.JSONField(_("only"), default=list, help_text="Codes that the measure offers; none: all")
    grace_days = models.PositiveSmallIntegerField(
        _("warning before certification ends (days)"), default=GRACE
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text="The first day without")
    replaces = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="drafts")
    drop_drafted_at = models.DateTimeField(null=True, blank=True, help_text="When the draft left it out")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who wrote it"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CertificationRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("certification rule")
        verbose_name_plural = _("certification rules")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="rule_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.measure

    @property
    def is_draft(self) -> bool:
        return self.valid_from is None

    def is_for(self, kind: int | None) -> bool:
        return self.kind_id is None or self.kind_id == kind


class Verdict(models.Model):
    """Findings of the rules on one group at ``as_of``: kept, since shown often and asked at night."""

    group = models.OneToOneField(LocalGroup, models.CASCADE, primary_key=True, related_name="verdict")
    as_of = models.DateTimeField()
    n_missing = models.PositiveSmallIntegerField(null=True, help_text="Rules not met; None: no rule applies")
    numbers = models.JSONField(default=list, help_text="[rule, number found], of the rules that apply")

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")


class CertificationQuerySet(models.QuerySet["Certification"]):
    """Questions about many."""

    def live(self) -> Self:
        return self.filter(until=None)


class Certification(models.Model):
    """A time in which a group was certified. Before it ends, its leaders were warned, with a deadline."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="certifications", db_index=False)
    since = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True, help_text="Since when a rule isn't met")
    withdraws_at = models.DateTimeField(null=True, blank=True, help_text="When it ends if nothing changes")
    until = models.DateTimeField(null=True, blank=True)

    objects = CertificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(until=None), name="one_certification_of_a_group"
            ),
            models.CheckConstraint(
                condition=Q(warned_at=None, withdraws_at=None)
                | Q(warned_at__isnull=False, withdraws_at__isnull=False),
                name="warned_with_a_deadline",
            ),
        ]
        indexes = [models.Index(fields=["group", "-since"], name="certifications_newest")]


class GroupNotice(models.Model):
    """A mail to the leaders of a group, or to those whom a change of it concerns: a row before it is sent."""

    class About(models.TextChoices):
        """Subject of a notice."""

        CERTIFIED = "certified", _("certified")
        WARNED = "warned", _("certification at risk")
        WITHDRAWN = "withdrawn", _("certification ended")
        NUDGE = "nudge", _("sign of life wanted")
        MOVED = "moved", _("group split or merged")
        CLOSED = "closed", _("group closed")

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="notices", db_index=False)
    about = models.CharField(max_length=10, choices=About)
    made_at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict, help_text="Codes and numbers that the words are made of")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When all leaders were written to")
    n_told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["group", "about", "-made_at"], name="notices_newest")]


class CertificationRun(models.Model):
    """One evaluation of all rules, with how far it is."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="None: the clock",
    )  # fmt: skip
    asked_at = models.DateTimeField(default=timezone.now)
    n_groups = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    n_certified = models.PositiveIntegerField(default=0, help_text="Newly")
    n_warned = models.PositiveIntegerField(default=0)
    n_withdrawn = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
