"""The shape of the look of the site."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hustings.foundation.lib.display.contrasts import Pair
from hustings.foundation.lib.fields.colour_fields import ColourField
from hustings.foundation.lib.fields.picture_fields import PictureChooser
from hustings.site.website.look import theme_contrast
from hustings.site.website.look.theme import COLOURS, CORNERS, OWN, TYPES, Theme, start_of
from hustings.site.website.models import Look


class LookForm(forms.ModelForm[Look]):
    """Colours that can be told apart, letters, corners, logos, and what stands around each page."""

    class Meta:
        model = Look
        fields = ["palette", *COLOURS, "type", "corners", "logo", "logo_by_night", "tagline", "links"]
        field_classes: Mapping[str, Any] = dict.fromkeys(COLOURS, ColourField)
        widgets: Mapping[str, Any] = {
            **{name: forms.TextInput(attrs={"type": "color"}) for name in COLOURS},
            **dict.fromkeys(["palette", "type", "corners"], forms.RadioSelect),
            **dict.fromkeys(["logo", "logo_by_night"], PictureChooser),
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, colour in start_of(self.instance.palette).items():
            self.initial[name] = self.initial.get(name) or colour
            self.fields[name].help_text = _HELP[name]()
        self.fields["logo_by_night"].help_text = _("For dark mode. Leave blank to use the logo.")

    @property
    def colours(self) -> list[Any]:
        return [self[name] for name in COLOURS]

    def clean(self) -> dict[str, Any]:
        """Own colours only if all of them are there."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("palette") == OWN:
            for name in COLOURS:
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose a colour."))
        return said

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        theme = self.theme
        if theme is None:
            return
        said: dict[str, list[Pair]] = {}
        for pair in theme_contrast.pairs(theme):
            if not pair.is_told:
                said.setdefault(pair.field, []).append(pair)
        better = theme_contrast.mended(theme) if said else theme
        for name in COLOURS:
            words = [pair.says for pair in said.get(name, [])]
            colour = getattr(better, name)
            if said and colour != getattr(theme, name):
                words.append(_("Not readable. Nearest readable colour: %(colour)s.") % {"colour": colour})
            if words:
                self.add_error(name, words)

    @property
    def theme(self) -> Theme | None:
        """What was chosen; None as long as a colour or a choice is missing."""
        if {"palette", "type", "corners"} & set(self.errors):
            return None
        made = self.instance.theme
        return made if made.has_colours else None


_HELP: Mapping[str, Any] = {
    "brand": lambda: _("Links, dark bands, and buttons in e-mails."),
    "accent": lambda: _("Buttons and lines above titles."),
    "ground": lambda: _("Behind text: choose a light colour."),
    "highlight": lambda: _("Figures and highlights."),
}


def theme_in(asked: Mapping[str, str]) -> Theme | None:
    """A theme from an address, for the preview; None where it is none."""
    made = Theme(
        palette=asked.get("palette", ""), type=asked.get("type", ""), corners=asked.get("corners", ""),
        **{name: asked.get(name, "").lower() for name in COLOURS},
    )  # fmt: skip
    return made if made.has_colours and made.type in TYPES and made.corners in CORNERS else None
