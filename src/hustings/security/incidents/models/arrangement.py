"""How this campaign guards its mail."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ShieldSettings(models.Model):
    """One row: what the profile says beside what is known anyway, and for how long held mail is kept."""

    domains = models.TextField(
        _("our domains"), blank=True, help_text=_("One per line, besides the campaign’s sender domain")
    )
    brands = models.TextField(
        _("names and slogans"), blank=True, help_text=_("One per line: attackers use them in their domains")
    )
    services = models.TextField(
        _("services that the team signs in to"),
        blank=True,
        help_text=_("One per line, as Name: domain, domain"),
    )
    partners = models.TextField(
        _("partners"),
        blank=True,
        help_text=_("Suppliers, bank, press; one per line, as Name: domain, domain"),
    )
    receivers = models.TextField(
        _("trusted mail servers"),
        blank=True,
        help_text=_("Hosts whose Authentication-Results we trust, one per line"),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("keep quarantined messages (days)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    box_days = models.PositiveSmallIntegerField(
        _("keep messages in a mailbox’s quarantine folder (days)"),
        default=30,
        validators=[MaxValueValidator(3_650)],
        help_text=_("0: no limit. Messages of open incidents are kept"),
    )
    seen_days = models.PositiveSmallIntegerField(
        _("keep incidents (days)"),
        default=365,
        validators=[MinValueValidator(7), MaxValueValidator(1_100)],
        help_text=_("After that, all traces of who received what are erased"),
    )
    holds_reported = models.BooleanField(
        _("quarantine reported attacks in all monitored mailboxes"), default=True
    )
    has_bulletin = models.BooleanField(_("draft a weekly security bulletin"), default=True)
    has_exercises = models.BooleanField(_("offer phishing exercises to the team"), default=True)
    noticed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last notice that something waits"
    )

    class Meta:
        verbose_name = _("mail filter settings")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> "ShieldSettings":
        """The one row; defaults until somebody saves it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
