"""Call lists, and the people on them with the lease of whoever calls them now."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.territories.models import Zone
from hustings.outreach.calls.rights import CALL, ORGANISE_CALLS
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Person
from hustings.people.scripts.models import Script
from hustings.people.segments.models import Segment

OPEN = Q(done_at=None)
FREE = Q(done_at=None, claimed_by=None)
HELD = Q(claimed_by__isnull=False)


class CallListQuerySet(models.QuerySet["CallList"]):
    """Questions about many lists."""

    def visible_to(self, user: Any) -> "CallListQuerySet":
        """Those of the territories in which ``user`` organises calls; of none only from everywhere."""
        return access.within(self, user, ORGANISE_CALLS)

    def callable_by(self, user: Any) -> "CallListQuerySet":
        """Those that are called now, and on which ``user`` may find somebody to call."""
        return self.open() if access.may(user, CALL) else self.none()

    def open(self) -> "CallListQuerySet":
        """Those that are called today."""
        today = timezone.localdate()
        found = self.filter(closed_at=None, started_at__isnull=False)
        return found.exclude(ends_on__lt=today).exclude(starts_on__gt=today)


class CallList(models.Model):
    """People to call: a segment, a script and the days on which they are called."""

    name = models.CharField(_("name"), max_length=100)
    segment = models.ForeignKey(
        Segment, models.PROTECT, related_name="call_lists", verbose_name=_("people to call")
    )
    first_segment = models.ForeignKey(
        Segment, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("call these first"),
    )  # fmt: skip
    script = models.ForeignKey(Script, models.PROTECT, related_name="+", verbose_name=_("script"))
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory"),
        help_text=_("Only people of this territory"),
    )  # fmt: skip
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(
        _("calls before giving up"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    rest_hours = models.PositiveSmallIntegerField(
        _("hours between two calls"), default=20, validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("To the same person or number, on all lists"),
    )  # fmt: skip
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    grounds = models.JSONField(
        default=dict, help_text="Key of a ground -> official codes of one of its places"
    )
    law = models.CharField(max_length=64, blank=True, help_text="Digest of the rules that tell grounds apart")

    objects = CallListQuerySet.as_manager()

    class Meta:
        verbose_name = _("call list")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``draft``, ``early``, ``open``, ``over`` or ``closed``."""
        today = timezone.localdate()
        if self.closed_at:
            return "closed"
        if not self.started_at:
            return "draft"
        if self.starts_on and self.starts_on > today:
            return "early"
        return "over" if self.ends_on and self.ends_on < today else "open"


class Callee(models.Model):
    """Somebody on a list: when they are due, and who holds them now.

    The database sees to it that nobody, and no number, is in two hands, and that no hand holds two.
    """

    class End(models.TextChoices):
        """Reasons for which somebody is called no more on a list, beside the outcome of a talk."""

        TRIES = "tries", _("called often enough")
        NO = "no", _("wants no calls")
        BARRED = "barred", _("number on a do-not-call list")
        NO_NUMBER = "no_number", _("no working number")
        LEFT = "left", _("no longer in the segment")

    call_list = models.ForeignKey(CallList, models.CASCADE, related_name="callees", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="callees")
    number = KeyField(max_length=16, help_text="In E.164: the one that will be rung")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, related_name="+", db_index=False)
    ground = models.CharField(max_length=12, help_text="Places alike to the law: see grounds.py")
    priority = models.SmallIntegerField(default=0)
    pressure = models.PositiveSmallIntegerField(default=0, help_text="Contacts in 30 days, all channels")
    shuffle = models.IntegerField(default=0)
    n_tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    call_back_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=14, blank=True, choices=[*End.choices, *Contact.Outcome.choices])
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, unique=True)
    rung_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("person to call")
        constraints = [
            models.UniqueConstraint(fields=["call_list", "person"], name="one_place_per_call_list"),
            models.UniqueConstraint(fields=["claimed_by"], condition=HELD, name="one_call_per_caller"),
            models.UniqueConstraint(fields=["person"], condition=HELD, name="one_caller_per_person"),
            models.UniqueConstraint(fields=["number"], condition=HELD, name="one_caller_per_number"),
        ]
        indexes = [
            models.Index(
                fields=["call_list", "pressure", "-priority", "shuffle", "id"],
                condition=FREE & Q(call_back_at=None),
                name="callees_in_turn",
            ),
            models.Index(
                fields=["call_list", "call_back_at", "id"],
                condition=FREE & Q(call_back_at__isnull=False),
                name="callees_to_call_back",
            ),
            models.Index(fields=["call_list", "ground", "due_at"], condition=FREE, name="callees_due"),
            models.Index(fields=["claimed_until"], condition=HELD, name="callees_held"),
            models.Index(fields=["number"], condition=OPEN, name="callees_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.call_list_id} {self.person_id}"
