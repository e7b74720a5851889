"""Bounces of letters, and the alarms that they raised."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hustings.outreach.delivery.models.deliveries import Delivery
from hustings.outreach.delivery.models.reasons import Reason, Severity
from hustings.outreach.mailings.models.mailings import Mailing


class ReturnQuerySet(models.QuerySet["Bounce"]):
    """Questions about what came back."""

    def counting(self) -> "ReturnQuerySet":
        return self.filter(forgiven_at=None, taken_back_at=None)


class Bounce(models.Model):
    """A message that came back about a delivery, one row however often it comes.

    One that comes before the worker wrote down that the letter left waits for that.
    """

    class Kind(models.TextChoices):
        BOUNCE = "bounce", _("bounced")
        COMPLAINT = "complaint", _("spam complaint")
        DELIVERED = "delivered", pgettext_lazy("e-mail", "delivered")
        LEAVE = "leave", _("unsubscribed by e-mail")

    AT_THE_DOOR = "door"  # a source: the server refused it while we spoke, so it never was on its way

    key = models.CharField(max_length=64, unique=True, help_text="The same for the same message")
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="returns")
    kind = models.CharField(max_length=9, choices=Kind)
    severity = models.CharField(max_length=5, choices=Severity, blank=True)
    reason = models.CharField(_("reason"), max_length=9, choices=Reason, blank=True)
    status = models.CharField(max_length=11, blank=True, help_text="RFC 3463")
    said = models.CharField(max_length=300, blank=True, help_text="The words of the server")
    by = models.CharField(max_length=100, blank=True, help_text="The host or provider that says so")
    source = models.CharField(max_length=20, help_text="By which way it came to us")
    domain = models.CharField(max_length=253, help_text="Of the address that was written to")
    happened_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    before = models.CharField(max_length=12, blank=True, help_text="What was known of the address until then")
    forgiven_at = models.DateTimeField(null=True, help_text="The address is to be tried again")
    taken_back_at = models.DateTimeField(null=True, help_text="It was a fault of the provider")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["received_at", "domain"], name="returns_lately"),
            models.Index(fields=["id"], name="returns_waiting", condition=models.Q(applied_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.delivery_id}"

    @property
    def words(self) -> str:
        why = str(self.get_reason_display())
        return f"{why} ({self.status})" if self.status else why


class Alarm(models.Model):
    """Too much came back, or too many left: the mailing was paused by itself."""

    class Kind(models.TextChoices):
        BOUNCES = "bounces", _("hard bounces")
        BLOCKS = "blocks", _("e-mails refused because of our reputation")
        COMPLAINTS = "complaints", _("spam complaints")
        LEAVING = "leaving", _("unsubscribes")

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=10, choices=Kind)
    n = models.PositiveIntegerField()
    n_letters = models.PositiveIntegerField()
    raised_at = models.DateTimeField(default=timezone.now)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "kind"],
                condition=models.Q(waived_at=None),
                name="one_open_alarm_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mailing_id}"

    @property
    def words(self) -> str:
        words = {"n": self.n, "of": self.n_letters, "what": self.get_kind_display()}
        words["percent"] = f"{100 * self.n / max(self.n_letters, 1):.1f}"
        return gettext("%(n)d %(what)s of %(of)d e-mails: %(percent)s %%") % words


class Mailbox(models.Model):
    """A mailbox of bounces, and how far it has been read, in the transaction that writes them down."""

    class Problem(models.TextChoices):
        """Every cause for which it was not read the last time."""

        IN_CLEAR = "in_clear", _("This would send the password unencrypted. Use imaps:// or imap+tls://.")
        FAILED = "failed", _("The mail server can’t be reached or refuses the connection")

    name = models.CharField(max_length=200, unique=True, help_text="User, host and folder")
    validity = models.BigIntegerField(default=0, help_text="UIDVALIDITY: another one, and all numbers change")
    read_to = models.BigIntegerField(default=0, help_text="The last UID that was read")
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=8, choices=Problem, blank=True)
    said = models.CharField(max_length=300, blank=True, default="", help_text="The words of the server")

    def __str__(self) -> str:
        return self.name

    @property
    def problem_words(self) -> str:
        """The words of the server, else the problem in the language of who reads."""
        return self.said or str(self.get_problem_display())
