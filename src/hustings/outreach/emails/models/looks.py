"""How the campaign wants its letters to look."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Image

from hustings.foundation.lib.display.colours import HEX


def _colour(label: Any) -> Any:
    refused = _("Enter a colour as # and six digits or letters from a to f.")
    return models.CharField(label, max_length=7, validators=[RegexValidator(f"^{HEX.pattern}$", refused)])


class LetterLook(models.Model):
    """Colours, top and foot of all letters: one row, none while letters look as the site does."""

    class Top(models.TextChoices):
        BOTH = "both", _("logo and name")
        LOGO = "logo", _("logo only")
        NAME = "name", _("name only")

    ground = _colour(_("outer background"))
    sheet = _colour(_("e-mail background"))
    text = _colour(_("text"))
    link = _colour(_("links"))
    button = _colour(_("buttons"))
    on_button = _colour(_("button labels"))
    ground_by_night = _colour(_("outer background"))
    sheet_by_night = _colour(_("e-mail background"))
    text_by_night = _colour(_("text"))
    link_by_night = _colour(_("links"))
    button_by_night = _colour(_("buttons"))
    on_button_by_night = _colour(_("button labels"))
    top = models.CharField(_("header"), max_length=4, choices=Top, default=Top.BOTH)
    logo = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo"),
        help_text=_("Leave blank to use the site’s logo."),
    )  # fmt: skip
    below = models.JSONField(default=dict, blank=True, help_text="The words below letters, by language")

    COLOURS: ClassVar = ["ground", "sheet", "text", "link", "button", "on_button"]

    class Meta:
        verbose_name = _("e-mail design")

    def __str__(self) -> str:
        return f"{self.sheet} {self.text} {self.link} {self.button}"

    @classmethod
    def current(cls) -> "LetterLook | None":
        """What was chosen, if anything was."""
        return cls.objects.select_related("logo").filter(pk=1).first()
