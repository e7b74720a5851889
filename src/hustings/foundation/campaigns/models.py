"""The campaign itself: the name, addresses and languages that mails and pages show."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from hustings.foundation import legal


def countries() -> list[tuple[str, str]]:
    """Those that there are rules of, by their names in the language of who asks."""
    language = get_language() or settings.LANGUAGE_CODE
    return [(code, legal.load(code).name.say(language)) for code in legal.countries()]


@register_setting(icon="cog")
class Campaign(BaseGenericSetting):
    """The one campaign of this installation."""

    class Measuring(models.TextChoices):
        """How far clicks in mails are counted, from the least to the most."""

        NOTHING = "nothing", _("off: links are not tracked")
        TOTALS = "totals", _("totals only: no one is tracked individually")
        AGREED = "agreed", _("totals, and by person for people who agreed")
        UNLESS = "unless", _("by person, except people who opted out")

    name = models.CharField(_("name"), max_length=100, default="Hustings")
    sender_name = models.CharField(
        _("sender's name"), max_length=100, blank=True, help_text=_("Leave blank to use the campaign’s name")
    )
    sender_address = models.EmailField(
        _("sender's address"), blank=True, help_text=_("Leave blank to use the server’s address")
    )
    reply_to = models.EmailField(_("reply-to address"), blank=True)
    postal_address = models.TextField(
        _("postal address"), blank=True, help_text=_("Shown at the bottom of each e-mail")
    )
    privacy_contact = models.EmailField(_("privacy contact"), blank=True)
    country = models.CharField(
        _("country for election rules"),
        max_length=2,
        blank=True,
        choices=countries,
        help_text=_("Sets election silence and quiet hours. Leave blank for none"),
    )
    language = models.CharField(_("main language"), max_length=5, choices=settings.LANGUAGES, default="fr")

    most_mails = models.PositiveSmallIntegerField(
        _("maximum e-mails per person"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_("Automatic replies don’t count. Leave blank for no limit"),
    )
    most_days = models.PositiveSmallIntegerField(
        _("period (days)"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )

    measure_clicks = models.CharField(
        _("click tracking"),
        max_length=8,
        choices=Measuring,
        default=Measuring.TOTALS,
        help_text=_(
            "In the EU, personal links require consent, like cookies: ask your lawyer before tracking"
            " people who weren’t asked"
        ),
    )
    measure_opens = models.BooleanField(
        _("open tracking, for people who agreed"),
        default=False,
        help_text=_("Uses an invisible picture. Unreliable: mail programs often load it unread"),
    )
    measure_days = models.PositiveSmallIntegerField(
        _("days until individual clicks and opens are deleted"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1_100)],
        help_text=_("Totals of each mailing are kept"),
    )
    access_days = models.PositiveSmallIntegerField(
        _("days until the log of who viewed people’s data is deleted"),
        default=365,
        validators=[MinValueValidator(180), MaxValueValidator(1_095)],
        help_text=_("CNIL recommends 6 to 12 months; longer, up to 3 years, only for a documented reason"),
    )

    ad_sponsor = models.CharField(
        _("sponsor of political advertising"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Shown in mailings marked as advertising"),
    )
    ad_address = models.CharField(_("sponsor’s address or e-mail"), max_length=300, blank=True, default="")
    ad_controller = models.CharField(
        _("entity that controls the sponsor"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("If someone else ultimately does"),
    )
    ad_notice = models.URLField(
        _("address of the transparency notice"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("A page with what Article 12 of Regulation (EU) 2024/900 requires"),
    )
    ad_reason = models.CharField(
        _("why your mailings are not advertising"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Default for new mailings. Leave blank to ask each time"),
    )

    class Meta:
        verbose_name = _("campaign")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Campaign":
        campaign: Campaign = cls.load()
        return campaign

    @property
    def measures_people(self) -> bool:
        return self.measure_opens or self.measures_clicks_of_people

    @property
    def measures_clicks_of_people(self) -> bool:
        return self.measure_clicks in {self.Measuring.AGREED, self.Measuring.UNLESS}

    @property
    def measures_unasked(self) -> bool:
        """Whether those are measured who were never asked."""
        return self.measure_clicks == self.Measuring.UNLESS

    @property
    def sender(self) -> tuple[str, str]:
        return self.sender_name or self.name, self.sender_address or settings.DEFAULT_FROM_EMAIL

    @property
    def sender_domain(self) -> str:
        return self.sender[1].rpartition("@")[2].rstrip(">")
