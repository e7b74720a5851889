"""Pages of text, and the page with nothing but the form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.site.website.blocks import BodyBlock
from hustings.site.website.models.base import SitePage, in_words, picture, searched


class ContentPage(SitePage):
    """Text, pictures, quotations, buttons."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    picture = picture()
    picture_alt = in_words()
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "body")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    page_description = _("Text with pictures, quotations, buttons and videos")
    subpage_types = [
        "website.ContentPage", "website.FaqPage", "website.PressKitPage", "website.TeamPage",
        "website.VideoPage",
    ]  # fmt: skip
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("text page")


class LegalPage(SitePage):
    """A page that the law wants shown. Linked below each page; forms link the privacy notice."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("legal notice")
        PRIVACY = "privacy", _("privacy notice")
        ACCESS = "access", _("accessibility statement")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    body = StreamField(BodyBlock(), verbose_name=_("introduction"), blank=True)
    more = StreamField(
        BodyBlock(),
        verbose_name=_("additions"),
        blank=True,
        help_text=_(
            "Shown after the generated part: the imprint (Settings) or what the site does with data."
        ),
    )

    search_fields = [*SitePage.search_fields, *searched("body")]
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Legally required page, linked at the foot of every page")
    content_panels = [*SitePage.content_panels, FieldPanel("kind"), FieldPanel("body"), FieldPanel("more")]

    class Meta:
        verbose_name = _("legal page")


class SignUpPage(SitePage):
    """The sign-up form alone: the address for leaflets and social networks."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    picture = picture()

    search_fields = [*SitePage.search_fields, *searched("lead")]
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    page_description = _("The sign-up form alone, for leaflets and QR codes")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("picture")]

    class Meta:
        verbose_name = _("sign-up page")
