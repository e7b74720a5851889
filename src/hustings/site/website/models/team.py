"""Team pages: the people of the campaign."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from hustings.site.website.models.base import SitePage, searched


class MemberValue(blocks.StructValue):
    """A member and what stands for a portrait that there is not."""

    @property
    def initials(self) -> str:
        words = self["name"].split()
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else ""


class MemberBlock(blocks.StructBlock):
    """Somebody of the team; reached by the site only where they choose so."""

    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(label=_("role"), max_length=120, required=False)
    portrait = ImageChooserBlock(label=_("portrait"), required=False)
    text = blocks.TextBlock(label=_("short biography"), max_length=400, required=False)
    email = blocks.EmailBlock(
        label=_("e-mail"), required=False, help_text=_("Only if they want it to be public.")
    )
    phone = blocks.CharBlock(label=_("phone"), max_length=30, required=False)

    class Meta:
        icon = "user"
        label = _("Person")
        value_class = MemberValue


class GroupBlock(blocks.StructBlock):
    """A part of the team."""

    title = blocks.CharBlock(label=_("heading"), max_length=100, required=False)
    members = blocks.ListBlock(MemberBlock(), label=_("people"))

    class Meta:
        icon = "group"
        label = _("Group")


class TeamPage(SitePage):
    """People with portrait and role, in groups."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    groups = StreamField([("group", GroupBlock())], verbose_name=_("groups"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "groups")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("The people of the campaign: portrait, role and contact")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("groups")]

    class Meta:
        verbose_name = _("team")
