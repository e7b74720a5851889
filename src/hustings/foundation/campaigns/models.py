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

        NOTHING = "nothing", _("not at all: links lead straight to their targets")
        TOTALS = "totals", _("in total: everybody's links are the same, and nothing is kept of anybody")
        AGREED = "agreed", _("in total, and person by person for those who agreed to it")
        UNLESS = "unless", _("person by person for all but those who refuse")

    name = models.CharField(_("name"), max_length=100, default="Hustings")
    sender_name = models.CharField(
        _("sender's name"), max_length=100, blank=True, help_text=_("Empty: the name")
    )
    sender_address = models.EmailField(
        _("sender's address"), blank=True, help_text=_("Empty: the one in the settings")
    )
    reply_to = models.EmailField(_("answers go to"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("Shown below each mail"))
    privacy_contact = models.EmailField(_("privacy contact"), blank=True)
    country = models.CharField(
        _("country whose rules hold"),
        max_length=2,
        blank=True,
        choices=countries,
        help_text=_("Electoral silence and quiet hours are kept by them. Empty: none are kept"),
    )
    language = models.CharField(_("first language"), max_length=5, choices=settings.LANGUAGES, default="fr")

    most_mails = models.PositiveSmallIntegerField(
        _("at most so many mails to one person"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_(
            "Of everything that the campaign sends, but for answers to what they did. Empty: any number"
        ),
    )
    most_days = models.PositiveSmallIntegerField(
        _("in so many days"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )

    measure_clicks = models.CharField(
        _("clicks in mails are counted"),
        max_length=8,
        choices=Measuring,
        default=Measuring.TOTALS,
        help_text=_(
            "In the EU a link of one's own for each reader needs their consent, as a cookie does:"
            " ask your lawyer before you measure people who were not asked"
        ),
    )
    measure_opens = models.BooleanField(
        _("openings are noted, of those who agreed to be measured"),
        default=False,
        help_text=_(
            "By an invisible picture in their mails alone. It shows little: programs fetch it unread"
        ),
    )
    measure_days = models.PositiveSmallIntegerField(
        _("days until it is forgotten who clicked and opened"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1_100)],
        help_text=_("The numbers of each mailing stay"),
    )

    ad_sponsor = models.CharField(
        _("who pays for political advertising"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("The sponsor’s name, for mailings of which somebody says that they are advertising"),
    )
    ad_address = models.CharField(
        _("the sponsor’s address or e-mail"), max_length=300, blank=True, default=""
    )
    ad_controller = models.CharField(
        _("who controls the sponsor"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Where somebody else does in the end"),
    )
    ad_notice = models.URLField(
        _("address of the transparency notice"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("A page with what article 12 of Regulation (EU) 2024/900 asks for"),
    )
    ad_reason = models.CharField(
        _("why your own mailings are no advertising"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("New mailings begin with it. Empty: each asks anew"),
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
