"""How fast letters may leave: to whom, and from which of our domains."""

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_AT_LEAST_ONE = [MinValueValidator(1), MaxValueValidator(10**6)]


class Destination(models.Model):
    """A provider of mailboxes with the domains that it looks after, and how much of us it takes."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    domains = models.TextField(
        _("domains"), max_length=5000, help_text=_("The part after the @, one per line.")
    )
    per_minute = models.PositiveIntegerField(
        _("e-mails per minute"),
        null=True,
        blank=True,
        validators=_AT_LEAST_ONE,
        help_text=_("Leave blank for no limit."),
    )
    per_hour = models.PositiveIntegerField(
        _("e-mails per hour"),
        null=True,
        blank=True,
        validators=_AT_LEAST_ONE,
        help_text=_("Leave blank for no limit."),
    )
    at_once = models.PositiveIntegerField(
        _("connections"), null=True, blank=True, validators=_AT_LEAST_ONE,
        help_text=_("Connections to this provider at the same time, over all workers. Leave blank for no "
"limit."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("sending limit")
        verbose_name_plural = _("sending limits")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        return self.domains.split()

    @property
    def key(self) -> str:
        return f"#{self.pk}"

    def clean(self) -> None:
        """Domains only, each in small letters."""
        names = re.split(r"[\s,;]+", self.domains.lower().strip())
        for name in names:
            if not _DOMAIN.fullmatch(name):
                raise ValidationError({"domains": _("%(name)s is not a domain.") % {"name": name}})
        self.domains = "\n".join(dict.fromkeys(names))


class Warmup(models.Model):
    """How a sending domain that receivers don't know yet grows: so many letters the first day, then more."""

    domain = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        help_text=_("The part after the @ of the sender’s address."),
    )
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    first_day = models.PositiveIntegerField(
        _("e-mails on the first day"), default=500, validators=_AT_LEAST_ONE
    )
    growth = models.PositiveSmallIntegerField(
        _("daily increase (%%)"), default=50, validators=[MinValueValidator(5), MaxValueValidator(300)]
    )
    enough = models.PositiveIntegerField(
        _("final number of e-mails per day"), default=100_000, validators=[MinValueValidator(1)],
        help_text=_("No limit once it is reached."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("warm-up plan")
        verbose_name_plural = _("warm-up plans")
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain

    def cap(self, day: date) -> int | None:
        """How many letters may leave on a day; None where the plan is over, or has not begun."""
        age = (day - self.starts_on).days
        if age < 0:
            return None
        most = self.first_day * (1 + self.growth / 100) ** min(age, 300)
        return None if most >= self.enough else int(most)

    def ends(self, waiting: int, day: date, done: int = 0) -> date | None:
        """On which day the last of ``waiting`` letters leaves, ``done`` having left on ``day`` already."""
        for _n in range(1000):
            most = self.cap(day)
            if most is None or waiting <= most - done:
                return day
            waiting -= max(0, most - done)
            day, done = day + timedelta(days=1), 0
        return None


class Pace(models.Model):
    """Sent to a destination or domain, or from one of ours; the last minute and hour may lie ahead."""

    key = models.CharField(max_length=255, unique=True)
    minute = models.DateTimeField(null=True)
    n_minute = models.PositiveIntegerField(default=0)
    hour = models.DateTimeField(null=True)
    n_hour = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)
    n_day = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, db_index=True)
    n_holds = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.key
