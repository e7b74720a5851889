"""Users, and what was granted to them."""

import hashlib
import secrets
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.users.models import UserProfile

from hustings.foundation.accounts.roles import Right, Role
from hustings.foundation.territories.models import Zone

DETAILS = {  # what the log keeps beside a line, in words
    "password": _("password"),
    "passkey": _("passkey"),
    "link": _("link"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery code"),
    "password_changed": _("password"),
    "password_set": _("password"),
    "password_reset": _("password"),
    "totp_activated": _("authenticator app"),
    "totp_deactivated": _("authenticator app"),
    "webauthn_added": _("passkey"),
    "webauthn_removed": _("passkey"),
    "recovery_codes_generated": _("recovery codes"),
}


def hashed(token: str) -> str:
    """Digest of a random token: enough to know it again, useless to who reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()


class UserQuerySet(models.QuerySet["User"]):
    """Questions about many users."""

    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)


class UserDirectory(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users and finds them by address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; without a password they come in by a mailed link."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address in any case."""
        user: User = self.get(email__iexact=username)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do comes from their grants alone."""

    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("given name"), max_length=100, blank=True)
    last_name = models.CharField(_("family name"), max_length=100, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("since"), default=timezone.now)

    objects: ClassVar[Any] = UserDirectory()
    is_of_request = False  # set by the backend: what was granted is then read once, not at every question

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def is_staff(self) -> bool:
        """Django's own admin is not installed."""
        return False

    @property
    def language(self) -> str:
        """The language that they chose, else the campaign's."""
        profile = UserProfile.objects.filter(user=self).first()
        chosen: str = profile.preferred_language if profile else ""
        return chosen or str(settings.LANGUAGE_CODE)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email


class GrantQuerySet(models.QuerySet["Grant"]):
    """Questions about many grants."""

    def live(self, on: date | None = None) -> "GrantQuerySet":
        """Those in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on), revoked_at=None)


class Grant(models.Model):
    """A role given to a user in a zone, until its last day or until revoked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("user"))
    role = models.CharField(pgettext_lazy("in the team", "role"), max_length=20, choices=Role)
    zone = models.ForeignKey(
        Zone,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("territory"),
        help_text=_("Leave blank for everywhere."),
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.zone or _('everywhere')}"

    @property
    def rights(self) -> frozenset[Right]:
        """Rights that it gives its user. A role that no longer exists opens nothing."""
        try:
            role = Role(self.role)  # asked some hundred times for one page of HQ: `Role.values` is slow
        except ValueError:
            return frozenset()
        return role.rights_in(is_everywhere=self.zone_id is None)

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and (self.ends_on is None or self.ends_on >= timezone.localdate())


class Invitation(models.Model):
    """A link that lets its user in once, within three days. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=64, unique=True, null=True, help_text="Empty until the link is made")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} · {self.expires_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > timezone.now()

    def link(self) -> str:
        """A new address to open, the only one that works from now on."""
        token = secrets.token_urlsafe(32)
        self.key = hashed(token)
        self.save(update_fields=["key"])
        return str(settings.BASE_URL) + reverse("accounts:invitation", args=[token])


class Device(models.Model):
    """A browser that a user has signed in with. Only the hash of its cookie is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=100, help_text="In words, as the browser describes itself")
    address = models.GenericIPAddressField(null=True)
    first_seen_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_device_per_user_and_key")]

    def __str__(self) -> str:
        return self.name


class LogEntry(models.Model):
    """One line of the security log: who did what to whom, when, from where. Lines are only added."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in")
        CODE_FAILED = "code_failed", _("wrong code")
        SIGN_OUT_ELSEWHERE = "sign_out_elsewhere", _("signed out another session")
        NEW_DEVICE = "new_device", _("new device")
        PASSWORD_CHANGED = "password_changed", _("password changed")
        FACTOR_ADDED = "factor_added", _("second factor added")
        FACTOR_REMOVED = "factor_removed", _("second factor removed")
        FACTOR_RESET = "factor_reset", _("second factor reset")
        INVITED = "invited", _("invited")
        LINK_USED = "link_used", _("one-time link used")
        GRANTED = "granted", _("role granted")
        REVOKED = "revoked", _("role ended")
        DEACTIVATED = "deactivated", _("access blocked")
        REACTIVATED = "reactivated", _("access restored")
        EXEMPTED = "exempted", _("exception to sending hours made")
        EXEMPTION_ENDED = "exemption_ended", _("exception to sending hours ended")
        WEBHOOK_SAVED = "webhook_saved", _("webhook set up or changed")
        WEBHOOK_REMOVED = "webhook_removed", _("webhook removed")
        API_KEY_MADE = "api_key_made", _("API key created")
        API_KEY_REVOKED = "api_key_revoked", _("API key revoked")

    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("who"))
    subject = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="log", verbose_name=_("account")
    )
    address = models.GenericIPAddressField(pgettext_lazy("address", "from"), null=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = [
            models.Index(fields=["-at", "-id"], name="accounts_log_newest"),
            models.Index(fields=["subject", "-at", "-id"], name="accounts_log_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.subject}"

    @property
    def detail(self) -> str:
        said = str(self.data.get("detail", ""))
        role, dot, where = said.partition(" · ")
        if dot and role in Role.values:
            place, arrow, until = where.partition(" → ")
            return f"{Role(role).label} · {_('everywhere') if place == '*' else place}{arrow}{until}"
        return " + ".join(str(DETAILS.get(part, part)) for part in said.split(" + "))
