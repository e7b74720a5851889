"""When people are to be forgotten (GDPR, article 5(1)(e))."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.operations import Operation


class RetentionRule(models.Model):
    """A rule of erasure: so many days after people's last sign of life, or from a day on."""

    class Since(models.TextChoices):
        KNOWN = "known", _("the day they were added")
        ACTIVE = "active", _("their last activity")
        DAY = "day", _("a date, such as election day")

    name = models.CharField(_("name"), max_length=100)
    criteria = models.JSONField(default=dict, help_text="Whom, as segments hold it; empty: everybody")
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("If empty: any source"))
    since = models.CharField(_("counted from"), max_length=6, choices=Since, default=Since.ACTIVE)
    day = models.DateField(_("date"), null=True, blank=True)
    days = models.PositiveIntegerField(_("days"), default=1095)
    spares_consenting = models.BooleanField(_("keep people with a current consent"), default=True)
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=14)
    is_active = models.BooleanField(_("active"), default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Retirement(models.Model):
    """One erasure that a rule asks for: announced first, held back or let go, then done."""

    rule = models.ForeignKey(RetentionRule, models.CASCADE, related_name="retirements")
    n_people = models.PositiveIntegerField(help_text="How many met the rule when it was announced")
    announced_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("due"))
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    operation = models.ForeignKey(Operation, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("planned erasure")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"
