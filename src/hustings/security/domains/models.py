"""Own domains and what was found about them, reports of receivers, accounts of the staff elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from mailguard.domains import Grade
from mailguard.i18n import translate

LONGEST = 253


class Domain(models.Model):
    """A domain of ours: one of the campaign's own, or one that somebody added."""

    class Mode(models.TextChoices):
        """Demand of the MTA-STS policy that we serve on senders (RFC 8461, 3.2)."""

        OFF = "", gettext_lazy("no policy")
        TESTING = "testing", gettext_lazy("testing: senders only report failures")
        ENFORCE = "enforce", gettext_lazy("enforce: senders deliver encrypted or not at all")
        NONE = "none", gettext_lazy("none: senders forget the policy")

    name = models.CharField(gettext_lazy("domain"), max_length=LONGEST, unique=True)
    selectors = models.CharField(
        gettext_lazy("DKIM selectors"), max_length=300, blank=True,
        help_text=gettext_lazy("Separated by spaces. Ours and the common ones are always checked"),
    )  # fmt: skip
    sends_mail = models.BooleanField(
        gettext_lazy("this domain sends e-mail"), default=True,
        help_text=gettext_lazy("If not, no one can send in its name"),
    )  # fmt: skip
    added_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True)
    worst = models.PositiveSmallIntegerField(null=True, help_text="The worst grade of the last look")
    findings = models.JSONField(default=list, help_text="Of the last look: subject, grade, text, fix …")
    policy = models.CharField(max_length=20, blank=True, help_text="p= of its DMARC record at the last look")
    hosts = models.JSONField(default=list, help_text="Its mail servers at the last look")
    records = models.JSONField(
        default=dict, help_text="SPF, DMARC and consent at the last look, as lists of texts"
    )
    problem = models.CharField(max_length=300, blank=True, help_text="Why it could not be looked at")
    sts_mode = models.CharField(gettext_lazy("mode"), max_length=10, choices=Mode, blank=True, default="")
    sts_hosts = models.TextField(
        gettext_lazy("mail servers (MX)"), blank=True, max_length=2_000,
        help_text=gettext_lazy("One per line, as in the MX records; *.example.org covers subdomains"),
    )  # fmt: skip
    sts_days = models.PositiveSmallIntegerField(
        gettext_lazy("how long senders remember it (days)"), default=7,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )  # fmt: skip
    sts_id = models.CharField(max_length=32, blank=True, help_text="Another whenever the policy changes")

    class Meta:
        ordering = ["name"]
        verbose_name = gettext_lazy("own domain")

    def __str__(self) -> str:
        return self.name

    def texts(self, purpose: str) -> list[str] | None:
        """The records for a purpose at the last look; None where nobody answered or looked yet."""
        found = self.records.get(purpose)
        return None if found is None else [str(each) for each in found]

    @property
    def said(self) -> Iterator[dict[str, Any]]:
        language = get_language() or "en"
        for found in sorted(self.findings, key=lambda each: -each["grade"]):
            values = found["values"]
            yield {
                "subject": found["subject"], "grade": Grade(found["grade"]).word,
                "text": translate(found["text"], language).format_map(values),
                "fix": translate(found["fix"], language).format_map(values), "detail": found["detail"],
            }  # fmt: skip


class Report(models.Model):
    """A report of a receiver: of our mail (DMARC, RFC 9990; failures, RFC 9991) or of TLS (RFC 8460)."""

    class Kind(models.TextChoices):
        DMARC = "dmarc", gettext_lazy("senders in our name (DMARC)")
        FAILURE = "failure", gettext_lazy("failed message (DMARC)")
        TLS = "tls", gettext_lazy("encryption of incoming e-mail (TLS)")

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of kind, reporter, number, domain")
    reporter = models.CharField(gettext_lazy("reporter"), max_length=200)
    domain = models.ForeignKey(Domain, models.CASCADE, related_name="reports")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    policy = models.CharField(max_length=20, blank=True, help_text="p= as the receiver saw it")
    n_good = models.PositiveBigIntegerField(default=0, help_text="Letters that pass, or sessions with TLS")
    n_bad = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-ends_at", "-pk"]
        indexes = [models.Index(fields=["domain", "kind", "begins_at"], name="reports_of_domain")]

    def __str__(self) -> str:
        return f"{self.reporter} {self.begins_at:%Y-%m-%d}"


class Sent(models.Model):
    """Mail that one server sent in our name in one report, or a fault of TLS at one of our servers."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="rows")
    source = models.CharField(max_length=100, help_text="An IP address, or a host")
    name = models.CharField(max_length=200, blank=True, help_text="Whose it is, as far as is known")
    n = models.PositiveBigIntegerField()
    spf = models.BooleanField(default=False, help_text="Passed, and for our domain")
    dkim = models.BooleanField(default=False, help_text="Passed, and for our domain")
    disposition = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=200, blank=True, help_text="Of TLS and failures: what failed")

    class Meta:
        indexes = [models.Index(fields=["source"], name="sent_by_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.n}"


class Known(models.Model):
    """A server that somebody knows: it sends for us, or in our name without leave."""

    source = models.CharField(gettext_lazy("address or host"), max_length=100, unique=True)
    is_ours = models.BooleanField(gettext_lazy("sends for us"))
    name = models.CharField(gettext_lazy("owner"), max_length=100, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.source


class Account(models.Model):
    """A mailbox or log-in of somebody on the team, with another provider or at home."""

    class Factor(models.TextChoices):
        KEY = "key", gettext_lazy("passkey or security key")
        APP = "app", gettext_lazy("app with codes")
        SMS = "sms", gettext_lazy("text message")
        NONE = "none", gettext_lazy("none")
        UNKNOWN = "", gettext_lazy("not known")

    address = models.CharField(gettext_lazy("address"), max_length=254, unique=True)
    holder = models.CharField(gettext_lazy("owner"), max_length=120, blank=True)
    service = models.CharField(gettext_lazy("service"), max_length=80, blank=True)
    factor = models.CharField(
        gettext_lazy("two-factor authentication"), max_length=10, choices=Factor, blank=True
    )
    forwards_to = models.CharField(
        gettext_lazy("forwards to"), max_length=500, blank=True,
        help_text=gettext_lazy("Addresses that receive a copy, separated by spaces"),
    )  # fmt: skip
    keeps_days = models.PositiveIntegerField(
        gettext_lazy("delete e-mails after (days)"), null=True, blank=True,
        help_text=gettext_lazy("Leave blank for never. What is deleted can’t leak"),
    )  # fmt: skip
    checked_on = models.DateField(gettext_lazy("checked on"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was taken off the list")

    class Meta:
        ordering = ["address"]
        verbose_name = gettext_lazy("team account")

    def __str__(self) -> str:
        return self.address


class Reading(models.Model):
    """How far a mailbox of reports was read. It moves on together with what was read."""

    name = models.CharField(max_length=200, unique=True)
    validity = models.BigIntegerField(default=0)
    read_to = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
