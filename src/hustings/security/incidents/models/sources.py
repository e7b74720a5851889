"""Sources of watched mail: mail servers, mailboxes, and the keys of those who watch."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User, hashed
from hustings.security.incidents.sources import secrets as sealing

LATELY = timedelta(minutes=3)


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about many sources."""

    def live(self) -> "SourceQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)

    def mailboxes(self) -> "SourceQuerySet":
        """Those that are read by IMAP."""
        return self.exclude(kind=Source.Kind.SERVER)

    def watched(self) -> "SourceQuerySet":
        return self.live().filter(kind=Source.Kind.MAILBOX, paused_at=None).exclude(tested_at=None)

    def same_mailbox(self, host: str, login: str) -> "SourceQuerySet":
        return self.live().mailboxes().filter(host__iexact=host, login__iexact=login).exclude(login="")

    def whole(self) -> "SourceQuerySet":
        mailboxes = self.live().filter(kind=Source.Kind.MAILBOX, is_read_whole=True)
        return mailboxes.exclude(tested_at=None)


class Source(models.Model):
    """One place that mail comes to. A mailbox is tested before it is watched."""

    class Kind(models.TextChoices):
        SERVER = "server", _("mail server")
        MAILBOX = "mailbox", _("team member’s mailbox")
        REPORTS = "reports", _("report mailbox")

    class Safety(models.TextChoices):
        TLS = "tls", _("TLS from the start (port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")
        PLAIN = "plain", _("none (this server only)")

    class Way(models.TextChoices):
        PASSWORD = "password", _("password or app password")
        OAUTH = "oauth", _("OAuth 2.0: refresh token")

    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("type"), max_length=8, choices=Kind)
    address = models.EmailField(_("address"), blank=True, help_text=_("Owner of the mailbox"))
    user = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mail_sources",
        verbose_name=_("team member"),
    )
    host = models.CharField(_("server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), default=993)
    safety = models.CharField(_("connection"), max_length=8, choices=Safety, default=Safety.TLS)
    way = models.CharField(_("log-in method"), max_length=8, choices=Way, default=Way.PASSWORD)
    login = models.CharField(_("log-in name"), max_length=254, blank=True)
    token_url = models.CharField(_("token URL"), max_length=300, blank=True)
    client_id = models.CharField(_("client ID"), max_length=200, blank=True)
    sealed = models.BinaryField(default=b"", help_text="The password or refresh token, encrypted")
    sealed_more = models.BinaryField(default=b"", help_text="The client secret, encrypted")
    folder = models.CharField(_("monitored folder"), max_length=200, default="INBOX")
    held_folder = models.CharField(_("quarantine folder"), max_length=200, default="Held")
    report_folder = models.CharField(_("report folder"), max_length=200, default="Report")
    is_read_whole = models.BooleanField(
        _("read the whole mailbox, to learn who writes to us and to recognise our own messages"),
        default=False,
        help_text=_("Only with its owner’s consent. Counters and hashes are stored, no text"),
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    tested_at = models.DateTimeField(null=True, blank=True, help_text="The last test that it passed")
    seen_at = models.DateTimeField(null=True, blank=True, help_text="Its guard was heard of")
    problem = models.CharField(max_length=300, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    validity = models.BigIntegerField(default=0, help_text="UIDVALIDITY of the mailbox for reports")
    read_to = models.BigIntegerField(default=0, help_text="The last UID that was read there")

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("monitored mailbox")
        verbose_name_plural = _("monitored mailboxes")
        ordering = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether somebody has had it open lately, and since its last test."""
        if self.seen_at is None or self.tested_at is None:
            return False
        return self.seen_at > max(self.tested_at, timezone.now() - LATELY)

    @property
    def secret(self) -> str:
        """The password or refresh token; Lost where the key is gone."""
        return sealing.unseal(bytes(self.sealed)).decode() if self.sealed else ""

    @secret.setter
    def secret(self, text: str) -> None:
        self.sealed = sealing.seal(text.encode()) if text else b""

    @property
    def client_secret(self) -> str:
        return sealing.unseal(bytes(self.sealed_more)).decode() if self.sealed_more else ""

    @client_secret.setter
    def client_secret(self, text: str) -> None:
        self.sealed_more = sealing.seal(text.encode()) if text else b""


class GuardQuerySet(models.QuerySet["Guard"]):
    """Questions about many guards."""

    def live(self) -> "GuardQuerySet":
        return self.filter(revoked_at=None)

    def of_token(self, token: str) -> "GuardQuerySet":
        """Source of this token: one, or none."""
        return self.live().filter(key=hashed(token))


class Guard(models.Model):
    """A process that watches mail and speaks with us by a token. Only the token's hash is kept."""

    class Kind(models.TextChoices):
        MILTER = "milter", _("milter of a mail server")
        WATCHER = "watcher", _("mailbox watcher")
        OWN = "own", _("mailbox watcher of this server")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("type"), max_length=8, choices=Kind)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="guards")
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GuardQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail connector")
        verbose_name_plural = _("mail connectors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def renew(self) -> str:
        """A new token, the only one that works from now on. It is shown once."""
        token = f"hg_{secrets.token_urlsafe(32)}"
        self.key = hashed(token)
        return token
