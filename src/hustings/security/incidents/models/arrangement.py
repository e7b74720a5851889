"""How this campaign guards its mail."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ShieldSettings(models.Model):
    """One row: what the profile says beside what is known anyway, and for how long held mail is kept."""

    domains = models.TextField(
        _("our domains"), blank=True, help_text=_("One a line, beside that of the campaign’s sender")
    )
    brands = models.TextField(
        _("names and slogans"), blank=True, help_text=_("One a line: attackers put them into their domains")
    )
    services = models.TextField(
        _("services that the team signs in to"), blank=True, help_text=_("One a line: Name: domain, domain")
    )
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("Suppliers, bank, press; one a line: Name: domain, domain")
    )
    receivers = models.TextField(
        _("mail servers whose results are believed"),
        blank=True,
        help_text=_("Hosts that write Authentication-Results, one a line"),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days that held mail is kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    box_days = models.PositiveSmallIntegerField(
        _("days that mail stays in the folder for held mail of a mailbox"),
        default=30,
        validators=[MaxValueValidator(3_650)],
        help_text=_(
            "Counted from when it was held; 0: for ever. What an open incident or an order speaks of stays"
        ),
    )
    seen_days = models.PositiveSmallIntegerField(
        _("days that incidents are kept"),
        default=365,
        validators=[MinValueValidator(7), MaxValueValidator(1_100)],
        help_text=_("Then nothing is left of who got what"),
    )
    holds_reported = models.BooleanField(
        _("hold in all watched mailboxes what is reported and found to be an attack"), default=True
    )
    has_bulletin = models.BooleanField(_("draft a bulletin every week"), default=True)
    has_exercises = models.BooleanField(_("offer exercises to the team"), default=True)
    noticed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="The last notice that something waits"
    )

    class Meta:
        verbose_name = _("arrangement")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> "ShieldSettings":
        """The one row; defaults until somebody saves it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
