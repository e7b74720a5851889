"""Endpoints that are told, and each event that one of them is told of."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web.safe_http import Trouble

NOTHING = "nothing"  # what it was about is gone or hidden
TROUBLES = {
    Trouble.UNREACHABLE: _("No answer within 10 seconds."),
    Trouble.NO_NAME: _("This server name doesn’t exist."),
    Trouble.PRIVATE: _("The address is inside a private network."),
    Trouble.UNSAFE: _("The server’s certificate isn’t valid."),
    Trouble.ODD: _("The server doesn’t answer as a web server does."),
    NOTHING: _("Not sent: it was hidden or deleted in the meantime."),
}


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    """Questions about many endpoints."""

    def kept(self) -> "EndpointQuerySet":
        return self.filter(removed_at=None)

    def live(self) -> "EndpointQuerySet":
        return self.kept().filter(paused_at=None)

    def ready(self) -> "EndpointQuerySet":
        """Live ones that no failure holds up just now."""
        return self.live().filter(models.Q(rests_until=None) | models.Q(rests_until__lte=timezone.now()))


class Endpoint(models.Model):
    """An address of another tool. A removed one keeps its row for as long as its deliveries."""

    class Why(models.TextChoices):
        """Reasons for a pause."""

        TEAM = "team", _("paused by the team")
        FAILING = "failing", _("unreachable for three days")
        GONE = "gone", _("the other tool wants no more of it (410)")
        KEY = "key", _("its secret can’t be read: create a new one")
        RESTORED = "restored", _("the campaign was restored from a backup")

    name = models.CharField(_("name"), max_length=100)
    url = models.CharField(_("address"), max_length=500)
    events = models.JSONField(default=list)
    with_people = models.BooleanField(
        _("Include names, e-mail addresses, phone numbers and postcodes"), default=False
    )
    secret = models.CharField(max_length=400, help_text="Encrypted")
    old_secret = models.CharField(
        max_length=400, blank=True, help_text="Encrypted; signs too until old_until"
    )
    old_until = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", help_text="Saved it last, and answers for it"
    )
    made_at = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_why = models.CharField(max_length=8, choices=Why, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    n_failed = models.PositiveSmallIntegerField(
        default=0, help_text="Rounds in a row that nothing came through"
    )
    rests_until = models.DateTimeField(null=True, blank=True)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def state(self) -> tuple[str, object]:
        """A code and its words."""
        if self.paused_at:
            return "off", self.get_paused_why_display()
        return (
            ("waiting", _("failing, tried again"))
            if self.n_failed
            else ("live", pgettext_lazy("webhook", "active"))
        )


class EventDeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about many deliveries."""

    def due(self) -> "EventDeliveryQuerySet":
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


class Delivery(models.Model):
    """An event that an endpoint is told of. It names rows and holds nothing personal."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries", db_index=False)
    uid = models.UUIDField(default=uuid4, editable=False)
    event = models.CharField(max_length=60)
    key = models.BigIntegerField()
    data = models.JSONField(default=dict, help_text="What was known only when it happened")
    told_at = models.DateTimeField(default=timezone.now, db_index=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="None: there is nothing more to do")
    sent_at = models.DateTimeField(null=True, blank=True)
    n_tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(default=0, help_text="The number of HTTP; 0: none")
    trouble = models.CharField(max_length=12, blank=True)

    objects = EventDeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="webhook_deliveries_newest"),
            models.Index(
                fields=["endpoint", "due_at", "id"], condition=models.Q(due_at__isnull=False),
                name="webhook_deliveries_due",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.webhook_id

    @property
    def webhook_id(self) -> str:
        """Stays the same however often it is sent."""
        return f"msg_{self.uid.hex}"

    @property
    def state(self) -> tuple[str, object]:
        """A code and its words."""
        if self.sent_at:
            return "done", pgettext_lazy("webhook", "received")
        if self.due_at:
            return "waiting", pgettext_lazy("webhook", "waiting")
        return "failed", pgettext_lazy("webhook", "not received")

    @property
    def answer(self) -> object:
        return self.status or TROUBLES.get(self.trouble, "")


class Watch(models.Model):
    """Moment up to which the clock was read, for an event that it alone brings about."""

    event = models.CharField(max_length=60, primary_key=True)
    until: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.event
