"""Decoy people, their log-ins, and sets of log-ins that were taken out for a phishing page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField


class DecoyQuerySet(models.QuerySet["Decoy"]):
    """Questions about many decoy people."""

    def live(self) -> "DecoyQuerySet":
        """Those that were not retired."""
        return self.filter(retired_at=None)


class Distribution(models.Model):
    """A set of log-ins that somebody took out, on their own word, for one page of somebody else's."""

    page = models.CharField(_("phishing page"), max_length=500)
    why = models.CharField(_("reason"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    who = models.CharField(max_length=254, help_text="As they were called then")
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("set of decoy log-ins")
        verbose_name_plural = _("sets of decoy log-ins")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.page


class Decoy(models.Model):
    """Somebody who does not exist: a name and a mailbox. Never a row among people, and no user."""

    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    post = models.CharField(_("position"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    address = models.EmailField(_("e-mail address"), max_length=254)
    key = KeyField(max_length=254, unique=True, editable=False)
    local = KeyField(max_length=64, editable=False, db_index=True, help_text="What stands before the @")
    handing = models.ForeignKey(
        Distribution, models.PROTECT, null=True, related_name="decoys", help_text="Made for this set alone"
    )
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = DecoyQuerySet.as_manager()

    class Meta:
        verbose_name = _("decoy person")
        verbose_name_plural = _("decoy people")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Login(models.Model):
    """A password of a decoy person, given to one lure. Only digests of it are kept."""

    decoy = models.ForeignKey(Decoy, models.PROTECT, related_name="logins", verbose_name=_("decoy person"))
    place = models.CharField(_("location"), max_length=300)
    digest = models.CharField(max_length=64, unique=True)
    sha1 = models.CharField(max_length=40, blank=True, help_text="As Dovecot may write it into its log")
    is_single = models.BooleanField(default=False, help_text="Handed to one page alone")
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    first_used_at = models.DateTimeField(_("first used"), null=True, blank=True)

    class Meta:
        verbose_name = _("decoy log-in")
        verbose_name_plural = _("decoy log-ins")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.decoy} · {self.place}"


class Keeping(models.Model):
    """Settings of all decoys: one row. The nonce goes into each digest."""

    nonce = models.CharField(max_length=64)
    sets_since = models.DateTimeField(null=True, blank=True, help_text="Since when sets may be taken out")
    sets_by = models.CharField(max_length=254, blank=True)

    def __str__(self) -> str:
        return "decoys"
