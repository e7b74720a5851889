"""Groups that hold an event together with the one that leads it."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models.events import Event, EventQuerySet
from hustings.field.groups.models.groups import LocalGroup


class CoHostingQuerySet(models.QuerySet["CoHosting"]):
    """Questions about co-hosting."""

    def open(self) -> Self:
        """Asked, and not answered yet, for events ahead."""
        asked = self.filter(accepted_at=None, ended_at=None)
        return asked.filter(event__cancelled_at=None, event__over_at__gte=timezone.now())

    def live(self) -> Self:
        """Those of groups that are open, and don't lead the event themselves since a merger."""
        found = self.filter(ended_at=None, accepted_at__isnull=False, group__closed_at=None)
        return found.exclude(event__group=models.F("group"))


def with_co_hosts(found: EventQuerySet) -> EventQuerySet:
    """With what ``hosting_groups`` reads, in one query for many."""
    rows = CoHosting.objects.live().select_related("group")
    return found.prefetch_related(models.Prefetch("co_hostings", rows, to_attr="live_co_hostings"))


def hosting_groups(event: Event) -> list[LocalGroup]:
    """The open groups whose event it is: the one that leads first."""
    known = event.__dict__.get("live_co_hostings")
    if known is None:
        known = CoHosting.objects.live().filter(event=event).select_related("group")
    leading = [event.group] if event.group and event.group.closed_at is None else []
    return [*leading, *(one.group for one in known)]


class CoHosting(models.Model):
    """One group at one event. A no, and the end, is ``ended_at``: the group may be asked again."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="co_hostings")
    group = models.ForeignKey(
        LocalGroup, models.CASCADE, related_name="co_hostings", verbose_name=_("co-hosting group")
    )
    asked_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Declined, withdrawn, left or removed")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who set it in HQ",
    )  # fmt: skip

    objects = CoHostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-hosting")
        verbose_name_plural = _("co-hostings")
        ordering = ["pk"]
        indexes = [models.Index(fields=["group", "event"], name="co_hosting_by_group")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "group"],
                condition=models.Q(ended_at=None),
                name="one_co_hosting_per_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.event}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.ended_at is None

    @property
    def is_live(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None

    @staticmethod
    def signer() -> signing.TimestampSigner:
        return signing.TimestampSigner(salt="events.co_hosting")
