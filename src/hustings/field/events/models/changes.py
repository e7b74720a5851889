"""Changes of published events that hosts of a group ask for: they wait for the organiser of the territory."""

from copy import copy
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models.events import Event
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE

_MOMENTS = frozenset({"starts_at", "ends_at"})


class EventChangeQuerySet(models.QuerySet["EventChange"]):
    """Questions about changes."""

    def open(self) -> Self:
        return self.filter(accepted_at=None, refused_at=None, withdrawn_at=None)

    def due(self) -> Self:
        """Those that somebody has to decide: their event may still take place."""
        return self.open().filter(event__cancelled_at=None, event__over_at__gte=timezone.now())

    def decided_by(self, user: Any) -> Self:
        """Those that ``user`` may decide: as with what hosts propose."""
        if access.everywhere(user, PUBLISH_SITE):
            return self
        return self.filter(event__in=access.within(Event.objects.order_by(), user, CHANGE_EVENTS))


class EventChange(models.Model):
    """The wish to change a published event: values that differ. A new wish replaces the open one."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="changes")
    values = models.JSONField(encoder=DjangoJSONEncoder, help_text="field -> value")
    scope = models.CharField(max_length=10, default="one", help_text="Of a series: which of its dates")
    asked_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who decided",
    )  # fmt: skip

    objects = EventChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=models.Q(accepted_at=None, refused_at=None, withdrawn_at=None),
                name="one_open_change_per_event",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.asked_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        return not (self.accepted_at or self.refused_at or self.withdrawn_at)

    @property
    def read(self) -> dict[str, Any]:
        """The values as fields take them."""
        return {
            name: parse_datetime(value) if name in _MOMENTS and value else value
            for name, value in self.values.items()
        }

    @property
    def planned(self) -> Event:
        """The event as it would be, unsaved."""
        made = copy(self.event)
        made.__dict__.pop("clock", None)
        made.__dict__.pop("kind_names", None)
        for name, value in self.read.items():
            setattr(made, name, value)
        made.fit()
        return made
