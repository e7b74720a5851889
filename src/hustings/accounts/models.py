"""Who signs in, and what was granted to them."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.accounts.roles import Role
from hustings.territories.models import Zone


class UserQuerySet(models.QuerySet["User"]):
    """Questions about many users."""

    def active(self) -> "UserQuerySet":
        """Users who may sign in."""
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

    def get_full_name(self) -> str:
        """Given and family name."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """How HQ greets them."""
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
    role = models.CharField(_("role"), max_length=20, choices=Role)
    zone = models.ForeignKey(
        Zone,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("territory"),
        help_text=_("Empty: everywhere"),
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
